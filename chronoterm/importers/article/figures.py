"""Numbers that are claimed: how many of what, of whom, and in which state.

A figure is a number and the plural noun behind it. Times, measures, money and shares are none.
"""

import re
from typing import NamedTuple

from chronoterm.importers.article.date_forms import Form
from chronoterm.importers.article.figures_numbers import NUMBER, value_of
from chronoterm.importers.article.figures_states import state_of
from chronoterm.importers.article.mentions import Mention
from chronoterm.importers.proposals import ProposedFigure

Span = tuple[int, int]

_APPROX = re.compile(
    r"\b(?:about|around|approximately|some|roughly|nearly|almost|more than|over|at least|up to|close to|under|fewer than|less than|no (?:more|less|fewer) than"
    r"|an estimated|estimated|another|as many as)\s+$",
    re.IGNORECASE,
)
_ROUGH = frozenset(
    (
        "about",
        "around",
        "approximately",
        "some",
        "roughly",
        "nearly",
        "almost",
        "close to",
        "an estimated",
        "estimated",
    )
)
_NO_FIGURE_BEFORE = re.compile(
    r"(?:\b(?:[Aa]rticles?|[Nn]o\.?|[Nn]umbers?|[Cc]hapters?|[Pp]ages?|[Rr]oute|[Ss]ection|[Pp]aragraphs?|[Cc]lauses?|[Rr]esolution|[Ll]aw|[Oo]rder|[Dd]ecree|[Pp]oints?|[Ss]chool|[Bb]uilding"
    r"|[Gg]roup of|G|[Tt]op|[Aa]ged?|at|[Uu]nit|[Ff]lights?|[Bb]oeing|[Aa]irbus|[Pp]art|[Pp]rotocol|[Ll]evel|[Ss]tage|[Cc]ategory|[Pp]hase|page|[Mm]inutes?|UTC|GMT|by|between)|US\$|[$€£₴#№])\s*$"
)
_UNITS = re.compile(
    r"(?:[ ]*(?:%|°|º)|[ -]*(?:per ?cent|percent(?:age)?|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|kilomet(?:re|er)s?|km|met(?:re|er)s?|m|cm|mm|miles?|feet|foot"
    r"|inches|tonnes?|tons?|kg|kilogram(?:me)?s?|g|lit(?:re|er)s?|degrees?|dollars?|euros?|hryvnias?|rou?bles?|pounds?|yuan|UAH|USD|EUR|hectares?|acres?|square|sq|cubic|barrels?|bcm|MW|GW|kW|kWh|megawatts?|gigawatts?"
    r"|watts?|volts?|knots?|times|points?|percent|o'clock|am|a\.m|p\.m|pm|Kyiv time|GMT|UTC|kt|mph|km/h|cents?|crowns?|zlot\w+|francs?|lira|bn|mln|tn|calibre|bit|th|st|nd|rd|fold|-year|years? old"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|US dollars?|US|Hz|bars?|GB|MB|TB|shares)\b)"
)
_IRREGULAR = (
    r"people|men|women|children|troops|military|personnel|police|infantry|staff|cattle|crew|livestock|aircraft|servicemen|servicewomen|infantrymen|policemen|firefighters|fishermen|businessmen"
    r"|UAVs?|drones|media|wounded|dead|injured|killed|aircraft|spacecraft|hovercraft|sheep|casualties|artillery|equipment|ammunition|others|civilians|POWs"
)
_PLURAL = re.compile(rf"(?:{_IRREGULAR}|[A-Za-z][\w'-]*?(?<![su'])s)$", re.IGNORECASE)
_NOT_PLURAL = frozenset(
    [
        "is",
        "was",
        "has",
        "this",
        "its",
        "his",
        "as",
        "us",
        "thus",
        "plus",
        "yes",
        "across",
        "towards",
        "less",
        "always",
        "perhaps",
        "does",
        "hers",
        "ours",
        "theirs",
        "besides",
        "various",
        "numerous",
        "previous",
        "serious",
        "dangerous",
        "famous",
        "religious",
        "gas",
        "bus",
        "press",
        "russia's",
        "ukraine's",
        "kyiv's",
        "moscow's",
        "overseas",
        "news",
        "series",
        "times",
        "species",
    ]
)
_MODIFIER = re.compile(
    r"(?:[A-Z][\w-]*(?:\s[A-Z][\w-]*)?(?:'s)?|(?:more|other|new|such|different|additional|local|wounded|dead|injured|killed|armed|military|civilian|russian|enemy|foreign|former|own|heavy|light|young|elderly|adult|male|female|large|small|main|major|key"
    r"|[a-z]+(?:-[a-z]+)+|[a-z]{3,}(?:al|ed|ic|ive|ous|ary|ian|ful|ing|less|able|ible|ent|ant|ern|ile|ile|ory|ese|ish|est)|[a-z]{3,}))$"
)
_STOP = re.compile(
    r"^(?:in|on|at|to|from|by|with|for|and|or|but|of|as|than|the|a|an|that|which|who|were|was|are|is|have|has|had|been|be|will|would|into|over|near|per|after|before|during|while|when|since|until|because|if|it|he|she|they|not|also"
    r"|said|out|up|down|off|about|around|including|only|then|there|these|those|under|against|between|through|where|so|later|earlier|ago|more than)$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:the\s+|our\s+|their\s+|his\s+|its\s+|these\s+|those\s+|my\s+|your\s+|all\s+|some\s+|Ukraine's\s+|Russia's\s+)*(?P<rest>them\b|which\b|whom\b|us\b|these\b|those\b|(?=\w))"
)
_WITNESSES = re.compile(
    r"\s+(?:[A-Za-z-]+\s+){0,3}?(?:diplomats|officials|sources|interlocutors|people (?:familiar|close|with knowledge|briefed)|experts|analysts|lawmakers|aides|advis[eo]rs|persons)\b"
)
_GAINED = re.compile(r"\s*\(\s*[+-][\d,. ]+\)")
_HEADLESS = re.compile(
    r"\s*(?:(?:were|was|have been|had been|are|being|of them|of which|of whom|more|others?)\s+(?:\w+ly\s+|also\s+)?)*(?P<state>killed|wounded|injured|dead|shot down|destroyed|intercepted|downed|captured|lost|missing|taken to hospital|hospitali[sz]ed|suppressed|in hospital|rescued|hit|neutrali[sz]ed|jammed|released|detained|damaged)\b"
)
_PARTITIVE = re.compile(
    r"\b(?:of which|of whom|of them|among them|including|out of which)\s*,?\s*(?:\w+\s+)?$", re.IGNORECASE
)
_GROWN = re.compile(
    r"\b(?:ris(?:e|en|es|ing)|rose|increas(?:e|ed|es|ing)|grow[ns]?|grew|growing|climb(?:ed|s)?|fall(?:s|en)?|fell|drop(?:ped|s)?|decreas(?:e|ed|es)|reduc(?:e|ed)|reach(?:es|ed)?|brought|bringing|raised?|went up|jumped|up|exceed(?:s|ed)?|stands? at|stood at|totall?(?:ed|ing)|amount(?:s|ed)? to)\b"
    r"[^.;,]{0,30}?\b(?:to|at|reached|exceeded|exceeds|reach)?\s*(?:about |approximately |around |nearly |almost |over |more than |at least |as many as )?$"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:number|toll|total|count|casualties|deaths|figure|tally|losses|amount|quantity|group)\b",
    re.IGNORECASE,
)
_SOLDIERS = re.compile(
    r"troop|soldier|service|infantr|personnel|militar|fighter|paratroop|marine|invader|occupier|mercenar|POW|prisoner",
    re.IGNORECASE,
)
WINDOW = 240
"""Characters on each side of a number that may say what it counts."""

MOST_MODIFIERS = 4


class _Head(NamedTuple):
    """The noun that a number counts: the last character of it, and the words from the number on."""

    end: int
    unit: str


def figures_in(
    plain: str, span: Span, mentions: list[Mention], forms: list[Form], earlier: tuple[ProposedFigure, ...]
) -> list[ProposedFigure]:
    """The figures of a sentence; `earlier` are those of the sentences before, for numbers without a noun of their own."""
    start, end = span
    found: list[ProposedFigure] = []
    for number in NUMBER.finditer(plain, start, end):
        near = max(start, number.start() - WINDOW), min(end, number.end() + WINDOW)
        if any(form.start < number.end() and number.start() < form.end for form in forms):
            continue
        if _NO_FIGURE_BEFORE.search(plain, near[0], number.start()) or _UNITS.match(plain, number.end(), end):
            continue
        if _are_witnesses(plain, near, number):
            continue
        value = value_of(number)
        if value is None or value < 2:  # noqa: PLR2004 - “one” is an article more often than a figure
            continue
        made = _made(_Number(plain, near, number, value, mentions, (*earlier, *found)))
        if made is not None:
            found.append(made)
    return found


def _are_witnesses(plain: str, span: Span, number: re.Match[str]) -> bool:
    """Whether a number only counts who told it: “two Western diplomats said”, “citing three officials”."""
    found = _WITNESSES.match(plain, number.end(), span[1])
    if found is None:
        return False
    told = re.compile(
        r"[^.;]{0,60}?\b(?:said|told|say|added|noted|confirmed|claimed|reported|who (?:declined|asked|spoke))\b"
    ).match(plain, found.end(), span[1])
    cited = re.compile(
        r"\b(?:citing|according to|quoting|from|by|told|with reference to)\s+(?:at least |about |its )?$"
    ).search(plain, span[0], number.start())
    return told is not None or cited is not None


class _Number(NamedTuple):
    """A number of a sentence, with the names of the sentence and the figures before it."""

    plain: str
    span: Span
    found: re.Match[str]
    value: int | float
    mentions: list[Mention]
    earlier: tuple[ProposedFigure, ...]


def _made(number: _Number) -> ProposedFigure | None:
    plain, (start, end), found = number.plain, number.span, number.found
    last = number.earlier[-1] if number.earlier else None
    head = _head(plain, found.end(), end)
    if head is not None:
        unit, stop, of = head.unit, head.end, _of(number, head.end)
        if of is None and last is not None and unit == last.unit and _SOLDIERS.search(unit):
            of = last.of
    elif _headless(plain, number.span, found, earlier=last is not None):
        unit, stop, of = (last.unit or "" if last else ""), found.end(), (last.of if last else None)
    else:
        return None
    approx = _APPROX.search(plain, start, found.start())
    return ProposedFigure(
        value=number.value,
        unit=unit or None,
        of=of,
        state=state_of(plain, number.span, found.start(), stop),
        approx=approx is not None and approx[0].strip().lower() in _ROUGH,
        text=plain[approx.start() if approx else found.start() : stop],
    )


_NEXT_WORD = re.compile(r"[ ]*([A-Za-z][\w'-]*)")


def _head(plain: str, at: int, end: int) -> _Head | None:
    """The plural noun behind a number, past adjectives, “of our” and the gain in brackets of a table of losses."""
    gained = _GAINED.match(plain, at, end)
    at = gained.end() if gained else at
    of = _OF.match(plain, at, end)
    if of is not None:
        if of["rest"]:
            return None
        second = NUMBER.match(plain, of.end(), end)
        at = second.end() if second is not None else of.end()
    elif plain[at : at + 1].isalpha():
        return None
    plural: re.Match[str] | None = None
    cursor = at
    for _ in range(MOST_MODIFIERS + 2):
        word = _NEXT_WORD.match(plain, cursor, end)
        if word is None or not _goes_on(word[1], plural):
            break
        if _is_plural(word[1]):
            plural = word
        cursor = word.end()
    return _Head(plural.end(), plain[plural.start(1) : plural.end()]) if plural is not None else None


def _is_plural(word: str) -> bool:
    bare = word.removesuffix("'s")
    return _PLURAL.match(bare) is not None and bare.lower() not in _NOT_PLURAL


def _goes_on(word: str, plural: re.Match[str] | None) -> bool:
    """Whether a word still belongs to what a number counts."""
    if _STOP.match(word) or (plural is not None and word.endswith("'s")):
        return False
    if _is_plural(word):
        return plural is None or _compound(word)
    return plural is None and _MODIFIER.match(word.removesuffix("'s")) is not None


def _compound(word: str) -> bool:
    """Whether a second plural belongs to the first: “military personnel”, “UAVs”."""
    return (
        re.fullmatch(
            r"(?:personnel|soldiers|troops|drones|missiles|UAVs|systems|vehicles|people|members|officers|staff|units|men|servicemen|aircraft|forces)",
            word,
        )
        is not None
    )


_NEAR = 12
"""Characters within which “from North Korea” belongs to the soldiers before it."""


def _of(number: _Number, head_end: int) -> str | None:
    """The forces that a number counts soldiers of."""
    from_behind = re.match(r"\s+(?:from|of)\s", number.plain[head_end : number.span[1]]) is not None
    for each in number.mentions:
        inside = number.found.end() <= each.start < head_end
        if each.type == "force" and (inside or (from_behind and head_end <= each.start <= head_end + _NEAR)):
            return each.id
    return None


def _headless(plain: str, span: Span, number: re.Match[str], *, earlier: bool) -> bool:
    """Whether a number without a noun counts what was counted before: “of which 5”, “to rise to 12,000”, “27 were shot down”."""
    start, end = span
    if _HEADLESS.match(plain, number.end(), end) or _PARTITIVE.search(plain, start, number.start()):
        return True
    of = _OF.match(plain, number.end(), end)
    if of is not None and of["rest"]:
        return True
    if (
        earlier
        and number["digits"]
        and re.match(r"\s*(?:[,.;)]|$|\band\b)", plain[number.end() : end])
        and not re.fullmatch(r"(?:19|20)\d\d", number[0])
    ):
        return bool(
            re.search(
                r"\b(?:of|to|not|than|from|was|were|about|only|down|downing|destroying|intercepting|killing|injuring|wounding|losing)\s+(?:about |around |approximately )?$",
                plain[start : number.start()],
            )
        )
    if _GROWN.search(plain, start, number.start()) and _NOUN_BEFORE.search(plain[start : number.start()]):
        return True
    return re.match(r"\s+(?:out\s+)?of\s+(?:the\s+)?\d", plain[number.end() : end]) is not None
