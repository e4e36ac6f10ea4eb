"""Whether a date lies ahead by the tense of its clause, and to which side it is open."""

import re

from chronoterm.importers.article.date_days import Days
from chronoterm.importers.article.date_forms import Form
from chronoterm.importers.proposals import Bound, Precision

Span = tuple[int, int]


_FUTURE = re.compile(
    r"\b(?:will|would|shall|won't|(?:is|are|was|were) (?:to|set|due|scheduled|expected|planned|about|likely|going|slated) |going to|plans? to|planned for|planning to|plans for|scheduled|expects?|expected"
    r"|intends? to|intending to|upcoming|to be (?:held|completed|delivered|signed|launched|ready)|to take place|due to|set to|may|might|could|hopes? to|aims? to|prepar(?:es|ing) to|in the coming|should|must|likely to|wants? to|seeks? to|to remain|ready to|to start|to begin|to hold"
    r"|to visit|to meet|to arrive|forthcoming|next|valid|not yet|until further|votes|meets|begins|starts|opens|takes place|kicks off|expires|convenes|gathers)\b"
)
_PAST = re.compile(
    r"\b(?<!\bbe )(?:was|were|had|did|has|have|arrived|attacked|struck|hit|said|reported|launched|shelled|killed|took|came|went|met|held|visited|signed|began|started|fell|saw|made|became|announced|died|occurred|happened|[a-z]{3,}(?<!expect)(?<!schedul)(?<!plann)(?<!hundr)(?<!intend)(?<!propos)ed)\b"
)
CLAUSE = re.compile(
    r",\s+(?:which|who|where|when|while|but|and (?:that|will|would)|as)\b|;|\bthat\b|\bwhich\b|\bwho\b|[:–]"
)
_EARLIEST = re.compile(
    r"\b(?:as early as|no earlier than|not earlier than|not before|no sooner than|not until|(?:starting|beginning|effective|counting|valid) (?:from|on|in|with|as of)?|since|ever since|as from|from|as soon as|dating (?:back )?(?:to|from))\s+(?:the )?(?:on |in )?$",
    re.IGNORECASE,
)
AFTER = re.compile(r"\b(?:after|following)\s+$", re.IGNORECASE)
_EARLIEST_BEHIND = re.compile(r"\s*(?:,? ?(?:at the earliest|or later|onwards?|or after))\b", re.IGNORECASE)
LATEST = re.compile(
    r"\b(?:by|until|till|before|no later than|not later than|up to|up until|to|through|ahead of|prior to|by the end of|as late as|on or before|expires? on|deadline (?:of|is|for \w+ is))\s+(?:the )?(?:on |in )?$",
    re.IGNORECASE,
)
_LATEST_BEHIND = re.compile(r"\s*(?:,? ?(?:at the latest|or earlier))\b", re.IGNORECASE)
_TO_ALONE = re.compile(r"\bto\s+$")
_TO_DO = re.compile(
    r"\bto (?!the\b|an?\b|his\b|her\b|their\b|its\b|date\b|[A-Z])[a-z]{3,}\b[^,;]*\b(?:by|before|until|on|in|from)\s+(?:the\s+)?$"
)


def clause_of(plain: str, span: Span, form: Form) -> Span:
    """The clause of a sentence in which a phrase of time stands."""
    before = [each.end() for each in CLAUSE.finditer(plain, span[0], form.start)]
    behind = CLAUSE.search(plain, form.end, span[1])
    return (before[-1] if before else span[0]), (behind.start() if behind else span[1])


def looks_ahead(plain: str, clause: Span, form: Form) -> bool:
    """Whether the nearest verb of a clause, those before the phrase first, speaks of the future."""
    before, behind = plain[clause[0] : form.start], plain[form.end : clause[1]]
    for text, nearest in ((before, -1), (behind, 0)):
        future = [each for each in _FUTURE.finditer(text) if each[0] != "next" or form.kind != "weekday"]
        past = list(_PAST.finditer(text))
        if future and not past:
            return True
        if future and past:
            first = future[nearest].start() > past[nearest].start()
            return first if nearest else not first
        if past:
            return False
        if text is before and _TO_DO.search(text) is not None:
            return True
    return False


def is_deadline(before: str, form: Form) -> bool:
    """Whether a weekday behind “by” or “until” still lies ahead: unless something was, or had been."""
    due = re.search(r"\b(?:by|until|till)\s+(?:next\s+)?$", before) is not None
    return due and form.kind == "weekday" and re.search(r"\b(?:was|were|had)\b", before) is None


def bound_of(left: str, right: str, days: Days) -> tuple[Bound, str]:
    """To which side a date is open by the words before and behind it, and the rule in words."""
    if _EARLIEST_BEHIND.match(right) or _EARLIEST.search(left):
        return Bound.EARLIEST, "; not before that"
    if AFTER.search(left) and days.precision is Precision.DAY and not right.startswith("'s"):
        return Bound.EARLIEST, "; after that"
    if _LATEST_BEHIND.match(right) or (LATEST.search(left) and not _TO_ALONE.search(left)):
        return Bound.LATEST, "; not later than that"
    if days.precision in (Precision.MONTH, Precision.YEAR, Precision.VAGUE):
        return Bound.WINDOW, ""
    return Bound.ON, ""
