"""Names that nobody knew before: persons, organisations and places that an article introduces.

A run of capitalised words is a new name only with evidence: a title beside it, a verb of saying, a given name, or
the noun of an organisation or region in it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chronoterm.importers.article import titles
from chronoterm.importers.article.bodies import (
    ACCORDING,
    NEW,
    NO_NAMES,
    ORG,
    SAYS,
    institutions,
    is_whole_body,
    office_of,
    organisation,
    speaking_body,
    with_initials,
    with_more,
)
from chronoterm.importers.article.gazetteer import KnownName, slug, words
from chronoterm.importers.article.matching_names_terms import Hit, How
from chronoterm.text import fold

Span = tuple[int, int]

_CAPITALISED = r"(?:(?:al|el|ar|as|ad|an|at|az|ul|ur)-)?[^\W\d_a-zà-ÿ][^\W\d_]*(?:['-][^\W\d_]+)*"
_PARTICLE = r"(?:van|von|de|der|den|bin|ben|al|el|la|du|da|di|ter|ibn|abu|dos|do|le)"
_RUN = re.compile(rf"(?<![\w'-]){_CAPITALISED}(?:[ ]+(?:{_PARTICLE}[ ]+)*{_CAPITALISED})*")
_PLACE_NOUN = re.compile(
    r"\b(?:Oblast|District|Hromada|Raion|Region|Province|Krai|County|Governorate|Voivodeship|hromada|district|raion)$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:(?:village|town|city|settlement|suburb|hamlet|district|port|community|villages|towns|cities|settlements|municipality) of|(?:near|in|at|towards?"
    r"|around|outside|over|into|between|from|on) (?:the )?(?:(?:village|town|city|settlement|suburb|port) of )?)[ ]*$"
)
_STRONG_PLACE = re.compile(
    r"\b(?:village|town|city|settlement|suburb|hamlet|villages|towns|settlements) of[ ]+$"
)
_PLACE_BEHIND = re.compile(
    r"[ ]+(?:hromada|district|raion|village|settlement|city|airfield|airport|front|sector)\b"
)
_OFFICE_COMMA = re.compile(
    rf"(?P<office>\b(?:[Aa]n?|[Tt]he|[A-Z][\w-]*'s)\s+(?:[\w'-]+\s+){{0,3}}?(?:{titles.NOUNS}|suspect|victim|defendant|accused"
    r"|driver|attacker|gunman|teenager|man|woman|student|player|convict|detainee|killer)\b[^,.;:\"“”]{0,80}),\s+$"
)
_JOINED = re.compile(r"\b(?:of|for|and|the|to|in|on|at|from|with|by)\s+(?:the\s+)?$")
_SURNAME_FIRST = frozenset(
    [
        "kim",
        "lee",
        "park",
        "choi",
        "yoon",
        "jung",
        "kang",
        "cho",
        "lim",
        "han",
        "shin",
        "seo",
        "kwon",
        "hwang",
        "ahn",
        "song",
        "moon",
        "bae",
        "ri",
        "pak",
        "jong",
        "wu",
        "wang",
        "li",
        "zhang",
        "xi",
        "lai",
        "chen",
        "liu",
        "yang",
        "huang",
        "zhao",
        "zhou",
        "xu",
        "sun",
        "ma",
        "zhu",
        "hu",
        "guo",
        "lin",
        "he",
        "gao",
        "luo",
        "liang",
        "tsai",
        "nguyen",
        "tran",
        "pham",
        "geng",
        "mao",
        "qin",
        "jiang",
        "deng",
        "feng",
        "dong",
    ]
)
WINDOW = 300
"""Characters on each side of capitalised words that may show them to be a name."""

MOST_PARTS = 5
LONGEST_ABBREVIATION = 3


class Learnt(NamedTuple):
    """Names that an article introduces, and the title that stood beside each, as a span."""

    names: tuple[KnownName, ...]
    roles: dict[str, Span]


def learnt(plain: str, spans: Iterable[Span], hits: list[Hit]) -> Learnt:
    """The new names in some spans of a text; `hits` are those of the names that are known."""
    names: dict[str, KnownName] = {}
    roles: dict[str, Span] = {}
    for start, end in spans:
        for run in _runs(plain, start, end, hits):
            near = max(start, run[0] - WINDOW), min(end, run[1] + WINDOW)
            for new in _judged(plain, near, *run, roles):
                names.setdefault(new.id, new)
        for where, body in institutions(plain, start, end):
            if not any(_is_known(each, where) for each in hits):
                names.setdefault(body.id, body)
    persons = [
        each.best.known for each in hits if each.best.known.type == "person" and each.best.how is How.NAME
    ]
    whole = _without_parts(names.values(), persons)
    return Learnt((*(with_initials(each, plain) for each in whole), *_by_surname(persons)), roles)


def _is_known(hit: Hit, where: Span) -> bool:
    """Whether a body is known already, or only says what kind of body a known one is: “TASS news agency”."""
    covers = hit.start <= where[0] and where[1] <= hit.end
    return covers or (hit.start == where[0] and hit.best.known.type in ("org", "force"))


def _runs(plain: str, start: int, end: int, hits: list[Hit]) -> Iterator[Span]:
    """Runs of capitalised words, cut where a known name lies that could not be part of a person's."""
    walls = [
        each for each in hits if start <= each.start < end and not all(one.weak for one in each.meanings)
    ]
    for run in _RUN.finditer(plain, start, end):
        begin = run.start()
        if is_whole_body(run[0]) and not any(
            each.end >= run.end() for each in walls if each.start < run.end()
        ):
            yield run.span()
            continue
        for wall in walls:
            if wall.end <= begin or wall.start >= run.end():
                continue
            if wall.start > begin:
                yield begin, begin + len(plain[begin : wall.start].rstrip())
            behind = plain[wall.end : run.end()]
            begin = wall.end + len(behind) - len(behind.lstrip(" "))
            if behind.startswith("'s"):
                begin = wall.end + 2 + (1 if behind[2:3] == " " else 0)
        if begin < run.end():
            yield begin, run.end()


def _judged(plain: str, within: Span, start: int, end: int, roles: dict[str, Span]) -> Iterator[KnownName]:
    """What a run of capitalised words names: a body and a person behind it, or one of the two, or a place."""
    end = end - 2 if plain[start:end].endswith("'s") else end
    article = re.compile(r"(?:The|A|An)[ ]+").match(plain, start, end)
    start = article.end() if article else start
    org = organisation(plain[start:end])
    if org is not None:
        yield with_more(org, plain, start)
        start = min(end, start + len(org.name) + 1)
    begin = _after_titles(plain, start, end)
    office = office_of(plain, start, end) if org is None else None
    if office is not None:
        yield office
    if begin >= end:
        return
    new = _person(plain, within, begin, end, roles)
    if new is None and org is None:
        new = _place(plain, within, start, end) or speaking_body(plain, within, start, end)
    if new is not None:
        yield new


def _after_titles(plain: str, start: int, end: int) -> int:
    """Where a run goes on behind the last word in it that is a title, a rank or no name."""
    begin = start
    for word in re.finditer(r"[^\s]+", plain[start:end]):
        bare = fold(word[0])
        plain_word = bare in NO_NAMES or bare in words("title") or bare in words("after")
        if plain_word or titles.NOUN.fullmatch(word[0]) or ORG.fullmatch(word[0]):
            begin = start + word.end() + 1
    return begin


def _person(plain: str, within: Span, start: int, end: int, roles: dict[str, Span]) -> KnownName | None:
    parts = plain[start:end].split()
    shouted = any(each.isupper() and len(each) > LONGEST_ABBREVIATION for each in parts)
    if shouted or not 1 < sum(each[0].isupper() or "-" in each for each in parts) <= MOST_PARTS:
        return None
    role = _role_beside(plain, within, start, end)
    said = SAYS.match(plain, end) or ACCORDING.search(plain, within[0], start)
    if role is None and not said and fold(parts[0]) not in words("given"):
        return None
    id_ = NEW + slug(" ".join(parts))
    if role is not None:
        roles.setdefault(id_, role)
    first = parts[0] if fold(parts[0]) in _SURNAME_FIRST else None
    surnames = (parts[-1], first) if first else ()
    return KnownName(
        id=id_,
        type="person",
        name=" ".join(parts),
        surnames=surnames,
        role=plain[slice(*role)] if role else None,
    )


def _role_beside(plain: str, within: Span, start: int, end: int) -> Span | None:
    """The title of a new person: before the name, behind it, or before it between commas."""
    if _JOINED.search(plain, within[0], start) is None:
        before = titles.title_before(plain, within[0], start)
        if before is not None:
            return before
        office = _OFFICE_COMMA.search(plain, within[0], start) if plain[end : end + 1] == "," else None
        if office is not None:
            return office.span("office")
    return titles.title_behind(plain, end, within[1])


def _place(plain: str, within: Span, start: int, end: int) -> KnownName | None:
    text = plain[start:end]
    if (
        text.isupper()
        or len(text.split()) > LONGEST_ABBREVIATION
        or any(fold(each) in NO_NAMES for each in text.split())
    ):
        return None
    strong = (
        _STRONG_PLACE.search(plain, within[0], start)
        or _PLACE_NOUN.search(text)
        or _PLACE_BEHIND.match(plain, end, within[1])
    )
    ends = re.match(r"[ ]*(?:[,.;)]|and\b|in\b|$|with\b|on\b|has\b|was\b|were\b)", plain[end : within[1]])
    if not strong and not (ends and _PLACE_BEFORE.search(plain, within[0], start)):
        return None
    return KnownName(id=NEW + slug(text), type="place", name=text)


def _without_parts(names: Iterable[KnownName], persons: list[KnownName]) -> list[KnownName]:
    """New names without places and bodies that are only the surname of a person of the article."""
    found = list(names)
    everybody = [*(each for each in found if each.type == "person"), *persons]
    surnames = {part for each in everybody for part in (*each.name.split(), *each.surnames)}
    return [each for each in found if each.type == "person" or each.name not in surnames]


def _by_surname(persons: list[KnownName]) -> Iterator[KnownName]:
    """Known persons that the article names in full once more, so that it may use even an odd surname alone."""
    for each in {person.id: person for person in persons}.values():
        first = each.name.split()[0]
        surnames = (*each.surnames, first) if fold(first) in _SURNAME_FIRST else each.surnames
        if surnames != each.surnames or set(each.surnames) & each.weak:
            yield KnownName(
                id=each.id, type="person", name=each.name, aliases=each.aliases, surnames=surnames,
                part_of=each.part_of, within=each.within, role=each.role, weight=each.weight,
            )  # fmt: skip
