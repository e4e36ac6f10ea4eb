"""Who says something in a sentence: the verb of saying, its nearest person on the left, and “according to”.

An apposition between the two is skipped. A pronoun or an office without a name means whoever was speaking.
"""

import re
from enum import Enum
from typing import NamedTuple

from chronoterm.importers.article.mentions import Mention
from chronoterm.importers.article.speaking_subjects import (
    ANYBODY,
    DEFINITE,
    PRONOUN,
    apposed_before,
    before_office,
    body_of_people,
    can_speak,
    his_office,
    in_zone,
    inside_office,
    is_body,
    office_before,
    plain_subject,
    thing_before,
    title_start,
    without_fillers,
)
from chronoterm.importers.article.speaking_verbs import verbs_in

Span = tuple[int, int]

_UNNAMED = re.compile(
    r"(?:^|[\s,])(?:[A-Z]?[\w'-]*\s+){0,4}?(?:sources?|officials?|authorities|residents|media|analysts|experts|channels|eyewitnesses|witnesses|reports|people|journalists|groups?|observers|locals|diplomats|interlocutors|bloggers|lawyers|researchers|data)"
    r"(?:\s+(?:in|from|of|at|close to|familiar with|briefed on|with (?:direct )?knowledge|involved in|on condition|who)\s+[^,.;]{2,60})?\s*,?\s*$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s (?:reported|stated|noted|announced|said|told|confirmed) by|[Qq]uoted by|[Cc]iting|[Ww]ith reference to|[Ii]n the (?:words|opinion) of|[Rr]eported by|[Aa]s per|[Cc]onfirmed by|[Aa]nnounced by|[Ss]tated by)\s+"
)
_HIS_WORDS = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n)\s+(?P<word>him|her|them|his words|her words|his opinion|her opinion|the (?:president|minister|official|governor|mayor|spokesman|spokeswoman|head|general))\b"
)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|whom|what|where|when|if|because|while)\s*$")
_AND = re.compile(r"\b(?:and|but|or|while)(?:\s+(?:then|also|later))?\s*$|,\s*$")
_OBLIQUE = re.compile(
    r"\b(?:with|to|of|by|from|for|against|between|and|on|about|near|in|at|including|like|than|than|as|under|after|before|s)\s+(?:the\s+)?$"
)


_SOMEBODYS = re.compile(r"[A-Z][\w'-]+,\s+$")
_THE_EXPERTS = re.compile(
    r"(?<!of )\b[Tt]he\s+(?:experts|analysts|sources|journalists|researchers|report|authors|diplomats|officials|publication)"
    r"\s*,?\s*$"
)
_ONLY_A_TITLE = re.compile(r"\s+(?:(?:the\s+)?(?:[A-Z]?[\w'-]+\s+){0,9})?")
_A_CLAUSE = re.compile(r"\b(?:that|to|about|on|with|is|was)\b")
_AFTER_NAME = re.compile(r"\s*(?:[,.;:]|$|in\b|on\b|during\b|at\b|after\b|as\b|[\"“])")
_NAME_ENDS = re.compile(r"\s*(?:[.,;]|$)")
_TOO_FAR = re.compile(r"[;!?\"“”]|,(?!\s+(?:the|an?)\b)|(?<!\bU\.S)(?<!\bU\.N)\.\s")
_THE_BODY = re.compile(r"(?:the|its|their)\s+(?:[a-z-]+\s+){0,3}?[a-z-]+(?=\s*(?:[,.]|$))")
_ASIDE = re.compile(r"\b(?:with|that|to|about|on|from|by|in|against|between)\b|\d")
LONGEST_TITLE = 160
"""Characters between “according to” and the name, at most."""


class By(Enum):
    """How a speaker was found."""

    NAME = "the person before the verb of saying"
    BEHIND = "the person behind the verb that follows a quote"
    ACCORDING = "“according to” and the name"
    BODY = "“the ministry” or “the agency”: the body that was named before"
    RUNNING = "a pronoun or an office: whoever was speaking"
    UNNAMED = "a verb of saying, whose subject has no name"
    SOURCE = "the person of the Source section"
    HEADER = "the person in the header of the quote"
    CARRIED = "nobody new speaks: the speaker of the sentence before"


class Said(NamedTuple):
    """That a sentence is said by somebody: the verb, where the words for the speaker begin, and the mention if there is one.

    `words` are the office or pronoun that stands for the speaker; `verb` has no auxiliaries.
    """

    by: By
    mention: Mention | None
    words: str
    verb: str | None
    verb_start: int
    verb_end: int
    begins: int


class _Left(NamedTuple):
    """What stands before a verb of saying: its subject ends at `at`, past adverbs and words on when and where."""

    masked: str
    span: Span
    verb: re.Match[str]
    at: int
    mentions: list[Mention]
    zones: list[Span]

    @property
    def words(self) -> str:
        return self.masked[self.span[0] : self.at]

    def said(self, by: By, words: str, begins: int) -> Said:
        """Said by somebody whom only these words stand for."""
        return Said(by, None, words.strip(" ,"), self.verb[0], self.verb.start(), self.verb.end(), begins)

    def by_name(self, mention: Mention, begins: int | None = None) -> Said:
        """Said by somebody with a name."""
        begins = title_start(mention, self.zones) if begins is None else begins
        words = self.masked[mention.start : mention.end]
        return Said(By.NAME, mention, words, self.verb[0], self.verb.start(), self.verb.end(), begins)


def saying_in(masked: str, span: Span, mentions: list[Mention], zones: list[Span]) -> Said | None:
    """Who says a sentence, by its own words; `masked` is the plain text with all quotes blanked but their marks."""
    according = _colon(masked, span, mentions, zones) or _according(masked, span, mentions, zones)
    for verb in verbs_in(masked, *span):
        at = without_fillers(masked, span[0], verb.start(), mentions)
        left = _Left(masked, span, verb, before_office(masked, at, mentions), mentions, zones)
        found = _behind_quote(left) or _before(left)
        if found is not None:
            earlier = according is not None and according.begins < found.begins
            return according if earlier else found
    return according


def _behind_quote(left: _Left) -> Said | None:
    """“…,” said Rutte: the verb right behind a quote or a comma, and the name right behind the verb."""
    before = left.masked[left.span[0] : left.verb.start()].rstrip()
    after_quote = before.endswith(('"', "”", '",', "”,"))
    if (not after_quote and not before.endswith(",")) or _TO_SOMEBODY.match(left.verb[0]):
        return None
    behind = (each for each in left.mentions if each.start > left.verb.end())
    named = (
        each
        for each in behind
        if each.type == "person" or (each.type == "org" and not in_zone(each, left.zones))
    )
    first = next(named, None)
    if first is None:
        return None
    between = left.masked[left.verb.end() : first.start]
    after = left.masked[first.end : left.span[1]]
    if _ONLY_A_TITLE.fullmatch(between) is None or _A_CLAUSE.search(between) is not None:
        return None
    if (_AFTER_NAME if after_quote else _NAME_ENDS).match(after) is None:
        return None
    return left.by_name(first, left.verb.start())._replace(by=By.BEHIND)


def _before(left: _Left) -> Said | None:
    """The subject that stands before a verb, by the first way in which one is found."""
    for way in (_name, _pronoun, _apposed, _people_of_a_body, _body, _own_office, _office):
        found = way(left)
        if found is not None:
            return found
    if _RELATIVE.search(left.words):
        return None
    return _without_name(left) or _joined(left)


def _name(left: _Left) -> Said | None:
    for each in reversed(left.mentions):
        if each.end == left.at and can_speak(each) and not inside_office(each, left.zones, left.at):
            return left.by_name(each)
    return None


def _pronoun(left: _Left) -> Said | None:
    pronoun = PRONOUN.search(left.words)
    return left.said(By.RUNNING, pronoun["word"], left.span[0] + pronoun.start("word")) if pronoun else None


def _apposed(left: _Left) -> Said | None:
    apposed = apposed_before(left.masked, left.at, left.mentions, left.zones)
    return left.by_name(apposed) if apposed else None


def _people_of_a_body(left: _Left) -> Said | None:
    body = body_of_people(left.masked, left.span[0], left.at, left.mentions)
    return left.by_name(body, body.start) if body else None


def _body(left: _Left) -> Said | None:
    thing = thing_before(left.masked, left.span[0], left.at)
    return left.said(By.BODY, left.masked[thing : left.at], thing) if thing is not None else None


def _own_office(left: _Left) -> Said | None:
    own = his_office(left.masked, left.span[0], left.at, left.mentions)
    return left.by_name(own, left.at) if own else None


def _office(left: _Left) -> Said | None:
    """“The Ukrainian president”; an office behind a comma belongs to a name that nobody knows."""
    office = office_before(left.masked, left.span, left.at, left.zones)
    if office is None:
        return None
    words = left.masked[office : left.at].strip(" ,")
    if _SOMEBODYS.search(left.masked[left.span[0] : office]) is not None or ANYBODY.match(words):
        return left.said(By.BODY if DEFINITE.match(words) else By.UNNAMED, words, office)
    return left.said(By.BODY if DEFINITE.match(words) else By.RUNNING, words, office)


def _without_name(left: _Left) -> Said | None:
    """People without a name: “the experts” are those of a body named before, “local residents” are anybody."""
    unnamed = _UNNAMED.search(left.words)
    if unnamed is not None:
        definite = _THE_EXPERTS.search(left.words)
        if definite is not None:
            return left.said(By.BODY, definite[0], left.span[0] + definite.start())
        return left.said(By.UNNAMED, unnamed[0], left.span[0] + unnamed.start())
    subject = plain_subject(left.masked, left.span[0], left.at, left.verb)
    return left.said(By.UNNAMED, left.masked[subject : left.at], subject) if subject is not None else None


def _joined(left: _Left) -> Said | None:
    """“Rutte visited Kyiv and said”: the verb has the subject of the clause before."""
    if _AND.search(left.words) is None:
        return None
    for each in left.mentions:
        oblique = _OBLIQUE.search(left.masked[left.span[0] : each.start])
        if each.type == "person" and each.end < left.at and not oblique and not in_zone(each, left.zones):
            return left.by_name(each)
    if re.match(r"\s*(?:He|She)\b", left.words):
        return left.said(By.RUNNING, left.words.split()[0], left.span[0])
    return None


_TO_SOMEBODY = re.compile(
    r"(?:told|tells|informed|informs|reminded|reminds|accused|accuses|thanked|thanks|urged|urges|blamed|blames|assured|assures|called)\b"
)
_COLON = re.compile(r"(?:,[^:\"“”]{0,80})?\s*:\s*[\"“]")


def _colon(masked: str, span: Span, mentions: list[Mention], zones: list[Span]) -> Said | None:
    """“Zelenskyy: “…””: the name at the begin of a sentence, with its title, and a colon before a quote."""
    first = next((each for each in mentions if each.type in ("person", "org")), None)
    if (
        first is None
        or _COLON.match(masked, first.end, span[1]) is None
        or title_start(first, zones) != span[0]
    ):
        return None
    words = masked[first.start : first.end]
    return Said(By.NAME, first, words, None, span[0], first.end, span[0])


def _according(masked: str, span: Span, mentions: list[Mention], zones: list[Span]) -> Said | None:
    """“According to Rutte”, “according to him”, “as reported by the mayor”."""
    own = _HIS_WORDS.search(masked, *span)
    if own is not None:
        return Said(By.RUNNING, None, own["word"], None, own.start(), own.end(), own.start())
    for found in _ACCORDING.finditer(masked, *span):
        to = found[0].lower().startswith("according")
        said = (
            _according_to_body(masked, found, span)
            or _according_to_office(masked, found, mentions, zones)
            or _according_to_name(masked, found, mentions, zones)
        )
        if said is not None:
            return said
        if to:
            return Said(By.UNNAMED, None, found[0].strip(), None, found.start(), found.end(), found.start())
    return None


def _according_to_body(masked: str, found: re.Match[str], span: Span) -> Said | None:
    """“According to the intelligence”: the body named before."""
    body = _THE_BODY.match(masked, found.end(), span[1])
    if body is None or not is_body(body[0]):
        return None
    return Said(By.BODY, None, body[0], None, found.start(), body.end(), found.start())


def _according_to_office(
    masked: str, found: re.Match[str], mentions: list[Mention], zones: list[Span]
) -> Said | None:
    office = next((end for start, end in zones if found.end() - 1 <= start <= found.end() < end), None)
    if office is None or any(
        each.type == "person" and found.end() <= each.start <= office + 1 for each in mentions
    ):
        return None
    words = masked[found.end() : office]
    way = By.UNNAMED if ANYBODY.match(words) else By.RUNNING
    return Said(way, None, words, None, found.start(), office, found.end())


def _according_to_name(
    masked: str, found: re.Match[str], mentions: list[Mention], zones: list[Span]
) -> Said | None:
    named = (each for each in mentions if each.start >= found.end() and can_speak(each))
    first = next((each for each in named if each.type == "person" or not in_zone(each, zones)), None)
    if first is None:
        return None
    gap = masked[found.end() : first.start]
    to = found[0].lower().startswith("according")
    if len(gap) > LONGEST_TITLE or _TOO_FAR.search(gap) or (not to and _ASIDE.search(gap)):
        return None
    words = masked[first.start : first.end]
    return Said(By.ACCORDING, first, words, None, found.start(), first.end, found.start())
