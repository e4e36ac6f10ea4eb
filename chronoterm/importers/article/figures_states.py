"""The state of a figure: planned, present, killed, sent and so on, by the nearest verb."""

import re

Span = tuple[int, int]


_STATES = (
    (
        "planned",
        r"plan(?:s|ned|ning)?|intend(?:s|ed)?|to rise|expect(?:s|ed)?|will|prepar(?:es|ing)|going to|would|be sent|hopes?",
    ),
    ("training", r"training(?! (?:camp|ground|cent)\w*)|trained|undergo\w*|drilled"),
    (
        "killed",
        r"kill(?:ed|ing|s)?|dead|died|dies|deaths?|fatalit\w+|lives|bodies|fallen|perished|executed|eliminated|losses|toll",
    ),
    ("injured", r"injur(?:ed|ies|ing|y)|wound(?:ed|ing|s)?|hurt|hospitali[sz]ed|casualties|trauma\w*|burns"),
    ("captured", r"captured?|taken prisoner|prisoners?|captivity|seiz(?:ed|ing)|occupied"),
    (
        "released",
        r"releas(?:ed|e)|swap\w*|exchang(?:ed|e)|freed|brought (?:home|back)|returned?|came home|liberated|handed over",
    ),
    (
        "shot down",
        r"shot down|down(?:ed|ing)|intercept(?:ed|ing)|suppressed|neutrali[sz]ed|lost from radar|jammed|shooting down",
    ),
    ("destroyed", r"destroy(?:ed|ing|s)?|knocked out|burned down|demolished|wiped out"),
    ("damaged", r"damag(?:ed|ing|es?)|hit|affected|shattered|smashed"),
    (
        "launched",
        r"launch(?:ed|es|ing)?|fir(?:ed|ing)|attack(?:ed|ing|s)?|struck|us(?:ed|ing)|dropp?ed|carried out|conducted|shell\w*",
    ),
    (
        "sent",
        r"sen[dt](?:s|ing)?|suppl(?:y|ied|ies)|deliver(?:ed|y|ies)?|provid(?:ed|es?)|transferr?(?:ed)?|donated|handed|received?|deployed to|redeployed",
    ),
    ("evacuated", r"evacuat(?:ed|ion)|rescued|displaced|relocated|fled"),
    ("missing", r"missing|unaccounted"),
    ("detained", r"detain(?:ed|ees)|arrest(?:ed|s)|imprisoned|sentenced"),
    (
        "present",
        r"station(?:ed)?|deployed|present|based|located|concentrated|amassed|presence|fighting|serving|remain\w*",
    ),
)
_STATE = re.compile(
    "|".join(rf"(?P<s{number}>\b(?:{pattern})\b)" for number, (_, pattern) in enumerate(_STATES)),
    re.IGNORECASE,
)


_CLOSE = 14
_FAR = 40
"""Characters between a verb and the number that is its object, and between a noun and the verb behind it, at most."""


def state_of(plain: str, span: Span, start: int, end: int) -> str | None:
    """The state by the nearest verb: inside the figure, close before it, behind it in its clause, else before it."""
    inside = _STATE.search(plain, start, end)
    if inside is not None:
        return _named(inside)
    before = list(_STATE.finditer(plain, span[0], start))
    if before and start - before[-1].end() <= _CLOSE:
        return _named(before[-1])
    behind = plain[end : span[1]]
    stop = re.search(r"[;:,]|\.\s|\b(?:while|and another|and \d)", behind)
    after = _STATE.search(behind[: stop.start()] if stop else behind)
    if after is not None and (after.start() <= _FAR or not before):
        return _named(after)
    return _named(before[-1]) if before else None


def _named(found: re.Match[str]) -> str:
    return next(_STATES[int(name[1:])][0] for name, value in found.groupdict().items() if value is not None)
