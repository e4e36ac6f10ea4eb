"""Organisations that nobody knew before: by the noun in their name, or since they speak under one name."""

import re

from msgspec.structs import replace

from chronoterm.importers.article.gazetteer import KnownName, slug, words
from chronoterm.importers.article.speaking_verbs import VERBS
from chronoterm.text import fold

Span = tuple[int, int]

NEW = "new:"
"""What the id of a name begins with that nobody knew before."""

ORG_NOUNS = (
    r"Administration|Ministry|Committee|Council|Group|Brigade|Service|Agency|Department|Institute|University|Battalion|Regiment"
    r"|Company|Corporation|Bank|Fund|Foundation|Centre|Center|Command|Office|Commission|Party|Union|Court|Police|Academy|Association"
    r"|Organi[sz]ation|Bureau|Directorate|Authority|Parliament|Assembly|Federation|Alliance|Division|Corps|Fleet|Forces|Guard|Headquarters"
    r"|Initiative|Project|Mission|Board|Exchange|Network|Movement|Legion|Squadron|Unit|Media|News|Post|Times|Journal|Tribune|Television"
    r"|TV|Radio|Airlines|Airways|Energy|Industries|Systems|Holding|Inspectorate|Secretariat|Syndicate|Consortium|Society|League|Club"
    r"|Tribunal|Cabinet|House|Senate|Congress|Chamber|Coalition|Front|Museum|Hospital|School|Church|Cathedral|Theatre|Plant|Refinery"
)
ORG = re.compile(rf"\b(?:{ORG_NOUNS})\b")
NO_NAMES = frozenset(
    (  # noqa: SIM905 - a list of words reads as text
        "the a an in on at of for to from by with and or but as if when while after before since until this "
        "that these those he she it they we i you his her its their our my there here what who which where "
        "why how not no yes all some many most more also still even only just however meanwhile according "
        "earlier later previously recently now today yesterday tomorrow overnight then thus therefore so "
        "moreover monday tuesday wednesday thursday friday saturday sunday january february march april may "
        "june july august september october november december source quote details background updated photo "
        "telegram facebook twitter instagram youtube tiktok whatsapp viber signal x mr mrs ms dr sir lady "
        "lord day night morning evening one two three four five six seven eight nine ten air raid shahed "
        "iskander kinzhal kalibr himars patriot atacms storm shadow leopard abrams javelin bradley lancet "
        "geran mig su uav uavs pow pows fpv ukrainian russian defender defenders independence victory "
        "constitution easter christmas soviet western eastern northern southern central nazi european crimean "
        "holy great world war second first new old state states human foreign security "
    ).split()
)
"""Capitalised words that are no name and begin none."""

SAID = rf"(?:has |have |had |also |later |then |earlier |previously )*(?!(?:reports|states|notes|claims|comments|shares|posts|forecasts|doubts|fears|blames|hopes|praise|thanks|swore|ordered|offered|shared|described|published|quoted|cited|continued|maintained|called)\b)(?:{VERBS})\b"
"""A verb of saying behind a name, for a regular expression; those that may be plural nouns are left out."""

SAYS = re.compile(rf"[ ]+{SAID}")
ACCORDING = re.compile(
    r"(?:[Aa]ccording to(?: (?:the|a|an))?(?: [a-z]+){0,4}|(?:said|says|added|noted|stressed|explained|wrote))[ ]+$"
)
_APPOSED = re.compile(r"(?:[ ]*\([^()]{2,40}\))?,[ ]+(?:an?|the|[A-Z][\w-]*'s)[ ][^,.;]{3,80},")
_ONE_MORE = ("Command", "Group", "Brigade", "Fleet", "Corps")
_MAY_BEGIN = frozenset(
    ("new first second european central western world human foreign security state ").split()  # noqa: SIM905 - a list of words reads as text
)
_INSTITUTIONS = (
    "ministry|agency|department|police|parliament|coast guard|navy|air force|security service|central bank|intelligence agency"
    "|intelligence service|spy agency|military intelligence|emergency service|border guard service|national police|presidential office|foreign office|election commission"
    "|foreign ministry|embassy|supreme court|court|administration|commission"
)
_INSTITUTION = re.compile(
    rf"\b(?P<whose>[A-Z][\w-]*(?: [A-Z][\w-]*)?)(?P<own>'s?)? (?P<what>(?:[a-z]+[ -]){{0,3}}(?:{_INSTITUTIONS}))\b"
)
_PEOPLE = frozenset(
    (  # noqa: SIM905 - a list of words reads as text
        "residents locals people officials sources media experts analysts journalists authorities police "
        "rescuers doctors medics soldiers witnesses eyewitnesses prosecutors investigators lawyers lawmakers "
        "diplomats firefighters scientists researchers protesters volunteers organisers militants rebels "
        "everyone somebody others critics supporters observers economists occupiers invaders partners allies "
        "governor mayor "
    ).split()
)
LONGEST_SHORT_NAME = 3
"""Words of a body that speaks under one name, at most."""

FEWEST_INITIALS = 3


def organisation(text: str) -> KnownName | None:
    """The organisation that a run of capitalised words begins with, if it has the noun of one."""
    found = list(ORG.finditer(text))
    if not found or len(text[: found[-1].end()].split()) == 1:
        return None
    last = found[-1]
    more = text[last.end() :].split()
    name = text if len(more) == 1 and last[0] in _ONE_MORE else text[: last.end()]
    if fold(name.split()[0]) in NO_NAMES - _MAY_BEGIN:
        return None
    return KnownName(id=NEW + slug(name), type="org", name=name)


_MORE = re.compile(
    r"(?: (?:of|for|on)(?: the)? [A-Z][\w-]+(?: [A-Z][\w-]+)*(?:,? and [A-Z][\w-]+(?: [A-Z][\w-]+)*)?){1,3}(?= (?:has |have |also )?[a-z]|[,.)]|$)"
)


def with_more(known: KnownName, plain: str, start: int) -> KnownName:
    """An organisation with what follows its noun: “National Council of Roads and Bridges”; the short form stays too."""
    more = _MORE.match(plain, start + len(known.name))
    if more is None or not plain.startswith(known.name, start):
        return known
    name = known.name + more[0]
    return KnownName(id=NEW + slug(name), type="org", name=name, aliases=(known.name,))


def office_of(plain: str, start: int, end: int) -> KnownName | None:
    """A body whose name begins with its noun: “Office of the Ombudsman”."""
    more = _MORE.match(plain, end) if ORG.fullmatch(plain, start, end) else None
    if more is None:
        return None
    name = plain[start : more.end()]
    return KnownName(id=NEW + slug(name), type="org", name=name)


def is_whole_body(run: str) -> bool:
    """Whether a run of capitalised words is one body's name though a known name lies in it: “Black Sea Grain Initiative”."""
    words_of = run.split()
    begins = fold(words_of[0]) not in NO_NAMES and fold(words_of[0]) not in words("title")
    return (
        len(words_of) > LONGEST_SHORT_NAME
        and begins
        and re.search(rf"(?:{ORG_NOUNS})$", run) is not None
        and "'" not in run
    )


def speaking_body(plain: str, within: Span, start: int, end: int) -> KnownName | None:
    """Who speaks under one name and is no person: “Ukrenergo has announced”, “…, Szabad Európa reported”."""
    text = plain[start:end]
    parts = text.split()
    if (
        len(parts) > LONGEST_SHORT_NAME
        or any(fold(each) in NO_NAMES for each in parts)
        or fold(text) in words("title")
    ):
        return None
    if len(parts) == 1 and (
        fold(text) in _PEOPLE or re.search(rf"(?<![\w'-]){re.escape(text.lower())}(?![\w'-])", plain)
    ):
        return None
    apposed = _APPOSED.match(plain, end, within[1])
    said = SAYS.match(plain, apposed.end() if apposed else end) or ACCORDING.search(plain, within[0], start)
    return KnownName(id=NEW + slug(text), type="org", name=text) if said and slug(text) else None


def institutions(plain: str, start: int, end: int) -> list[tuple[Span, KnownName]]:
    """Bodies of a country that speak and are written small: “Taiwan's defence ministry said”, with where they stand."""
    found = []
    for body in _INSTITUTION.finditer(plain, start, end):
        name = f"{body['whose']} {body['what']}"
        if fold(body["whose"]) not in NO_NAMES and SAYS.match(plain, body.end()):
            found.append(
                (body.span(), KnownName(id=NEW + slug(name), type="org", name=name, aliases=(body[0],)))
            )
    return found


def with_initials(known: KnownName, plain: str) -> KnownName:
    """An organisation with the abbreviation that the article uses for it: “Rapid Support Forces” as RSF."""
    if known.type != "org" or " " not in known.name:
        return known
    initials = "".join(each[0] for each in re.split(r"[ -]", known.name) if each[:1].isupper())
    beside = re.search(rf"{re.escape(known.name)}[^()\n]{{0,40}}\((?:the )?([A-Z][A-Za-z]{{1,7}})\)", plain)
    if beside is not None:
        return replace(known, aliases=(*known.aliases, beside[1]))
    if len(initials) >= FEWEST_INITIALS and re.search(rf"\b{initials}\b", plain):
        return replace(known, aliases=(*known.aliases, initials))
    return known
