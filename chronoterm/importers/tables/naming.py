"""Ids and documents for the names in a table; the same name gives the same id in every file."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from chronoterm.edits import Document, Table
from chronoterm.importers.tables.countries import country_named
from chronoterm.importers.tables.seen import FirstRows
from chronoterm.text import fold

LONGEST_SLUG = 60
"""Characters of an id that is made of a name; a longer one is cut and gets a hash of the whole."""

_WORD = re.compile("[a-z0-9]+")
_GOVERNMENT = re.compile(r"(?:the )?government of (?:the )?(?P<country>.+)", re.IGNORECASE)
_BRACKETED = re.compile(r"\((?P<country>[^()]{2,60})\)$")
_FORCES = re.compile(r"\bforces of (?:the )?(?P<country>[^()]{2,60})", re.IGNORECASE)
_MOST_LATELY = 1 << 12
_LONGEST_COUNTRY = 20
_LONGEST_NAME = 200  # longer ones are not searched for a country

Named = tuple[Table, Document]


@lru_cache(maxsize=1 << 12)
def slug(name: str) -> str:
    """A name in small ASCII letters and digits with hyphens; where that would lose letters, with a hash of the name."""
    folded = fold(name).replace("'", "")
    words = "-".join(_WORD.findall(folded))
    if (
        words
        and len(words) <= LONGEST_SLUG
        and not any(each.isalnum() for each in folded if not each.isascii())
    ):
        return words
    return "-".join(filter(None, (words[:LONGEST_SLUG].rstrip("-"), digest(name, 4))))


def digest(text: str, size: int) -> str:
    """A hash of a text, twice as many hexadecimal digits as `size` says bytes."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def actor(name: str, kind: str | None) -> Document:
    """The document of an actor. A country by its name alone is its government, unless it is said to be of another kind."""
    country = country_named(name) if kind in (None, "government", "country") else None
    if country is not None:
        return {"id": country.id, "name": country.name, "kind": "government", "country": country.id}
    document: Document = {"id": slug(name), "name": name}
    short = name[:_LONGEST_NAME]
    found = (_GOVERNMENT.fullmatch(short), _BRACKETED.search(short), _FORCES.search(short))
    if found[0]:
        kind = kind or "government"
    country = next((each for one in found if one and (each := country_named(one["country"]))), None)
    if kind:
        document["kind"] = kind
    if country:
        document["country"] = country.id
    return document


class Level(NamedTuple):
    """A place before it has an id: its name, its kind, and whether it may be a country."""

    name: str
    kind: str | None = None
    country: bool = False


def places(levels: Iterable[Level]) -> tuple[Document, ...]:
    """The documents of a place and of what it lies in; the levels begin with the narrowest.

    A level that has the name of a wider one is that one. The id of a place within others tells of them, since many
    places have one name: `bangui-city-cf-8f41`. The first document is new, the others are shared.
    """
    found = _chain(tuple(levels))
    return (dict(found[0]), *found[1:]) if found else ()


@lru_cache(maxsize=1 << 12)
def _chain(levels: tuple[Level, ...]) -> tuple[Document, ...]:
    if not levels:
        return ()
    level, wider = levels[0], _chain(levels[1:])
    name = level.name.casefold()
    if any(each.name.casefold() == name for each in levels[1:]):
        return wider
    return (_place(level, wider), *wider)


def _place(level: Level, wider: tuple[Document, ...]) -> Document:
    """The document of a place in wider ones, of which the narrowest is the first."""
    country = country_named(level.name) if level.country else None
    if country is not None:
        return {"id": country.id, "name": country.name, "kind": "country"}
    parts = [slug(level.name)]
    if wider:
        parts.append(slug(wider[-1]["id"])[:_LONGEST_COUNTRY].rstrip("-"))
    if len(wider) > 1:
        parts.append(digest(wider[0]["id"], 2))
    document: Document = {"id": "-".join(parts), "name": level.name}
    if level.kind:
        document["kind"] = level.kind
    if wider:
        document["part_of"] = wider[0]["id"]
    return document


class Given:
    """Which names were given along with a record, so that each is given once."""

    def __init__(self) -> None:
        self._seen = FirstRows()
        self._lately: set[tuple[Table, str]] = set()

    def is_new(self, named: Named) -> bool:
        """Whether a name is given for the first time; it counts as given from then on."""
        table, document = named
        key = table, document["id"]
        if key in self._lately:
            return False
        if len(self._lately) >= _MOST_LATELY:
            self._lately.clear()
        self._lately.add(key)
        return self._add(f"{table.value} {document['id']}")

    def place(self, document: Document) -> None:
        """Remember where a place that is given lies."""
        self._add(_located(document["id"], document.get("latitude"), document.get("longitude")))

    def lies_there(self, id_: str, latitude: float, longitude: float) -> bool:
        """Whether a place was given with these degrees."""
        return _located(id_, latitude, longitude) in self._seen

    def _add(self, text: str) -> bool:
        before = len(self._seen)
        self._seen.first(text, 0)
        return len(self._seen) > before


def _located(id_: str, latitude: float | None, longitude: float | None) -> str:
    return f"at {latitude} {longitude} {id_}"
