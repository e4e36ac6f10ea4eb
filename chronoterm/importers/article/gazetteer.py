"""The names that an article may speak of: countries, forces, organisations, persons and places known from the start.

The tables are tab-separated text in the folder beside this module, a header first. Within a cell `|` parts the values;
a value behind `?` is weak (see `KnownName`). An empty cell, or a column that a table lacks, is the default. An empty id
is made of the name.
"""

import pkgutil
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.text import fold

TABLES = ("countries", "forces", "organisations", "persons", "places_ua", "places_ru", "places", "stops")
"""The tables in the order in which they are read; for one term the earlier entry stands first."""

ORDINARY_WEIGHT = 3
"""How well known an entry is whose table says nothing, on a scale from 1 to 9."""

STOP = "stop"
"""The type of what only looks like a name of somebody known, as “Latin America”."""

_MANY = ("aliases", "surnames", "demonyms", "capitals")
_PACKAGE = "chronoterm.importers.article"
_PARTICLES = frozenset(
    ("al", "el", "bin", "ben", "da", "de", "der", "di", "du", "la", "le", "van", "von", "ter", "abu")
)
_NO_SURNAME = re.compile(r"[IVX]+|[JS]r\.?")
_SLUG_WORD = re.compile("[a-z0-9]+")
_REGIONS = {
    "Oblast": ("region",),
    "Krai": ("territory", "region"),
    "District": ("raion",),
    "Governorate": ("province",),
    "Province": ("governorate",),
    "Voivodeship": ("province",),
    "front": ("direction", "sector", "axis"),
}
"""What else is said for a kind of region or for a part of a front, by the last word of its name."""


class KnownName(Struct, frozen=True, kw_only=True, gc=False):
    """Somebody or something that has a name: `type` is person, country, force, org, place, or `STOP`.

    `surnames` stand for a person when used alone. `demonyms` are adjectives and inhabitants of a country, `capitals`
    cities and buildings that stand for its government. `weak` are those of all these terms that are ordinary words or
    names of others as well. `part_of` is the id of an actor, `within` that of a place or country. Of two entries with
    one term the one with the greater `weight` (1 to 9) is more likely meant.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    part_of: str | None = None
    within: str | None = None
    role: str | None = None
    weight: int = ORDINARY_WEIGHT


@cache
def builtin() -> tuple[KnownName, ...]:
    """All entries of the tables, in their order; read once."""
    return tuple(completed(each) for table in TABLES for each in read_table(_text_of(f"{table}.tsv")))


@cache
def words(kind: str) -> frozenset[str]:
    """A list of words, folded: `given` names of persons, `title` words before a person's name.

    Words of `after` may stand capitalised behind the name of a place without making a longer name of both (“Kyiv
    Monday”); those of `kind` among them say what is there (“Kyiv Mayor”, “Lviv Airport”).
    """
    return frozenset(fold(_text_of(f"words_{kind}.txt")).split())


def read_table(text: str) -> Iterator[KnownName]:
    """The entries of a table, as they are written there. Raises ValueError for a row with too many cells."""
    lines = text.splitlines()
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise ValueError(f"too many cells in “{line}”")
        yield _entry({column: cell for column, cell in zip(header, cells, strict=False) if cell})


def completed(known: KnownName) -> KnownName:
    """An entry with the terms that follow from its name: a person's surname, inhabitants in the plural, “X region”.

    `-` as the only surname says that there is none.
    """
    match known.type:
        case "person" if known.surnames == ("-",):
            return replace(known, surnames=())
        case "person" if not known.surnames:
            names = (known.name, *known.aliases)
            return replace(known, surnames=_once(each for name in names for each in surnames_of(name)))
        case "country":
            plurals = {f"{each}s": each for each in known.demonyms if each.endswith(("an", "i", "in"))}
            weak = known.weak | {plural for plural, each in plurals.items() if each in known.weak}
            return replace(known, demonyms=_once((*known.demonyms, *plurals)), weak=weak)
        case "place":
            regions = [each for name in (known.name, *known.aliases) for each in _said_of_region(name)]
            return replace(known, aliases=_once((*known.aliases, *regions))) if regions else known
        case _:
            return known


def surnames_of(name: str) -> tuple[str, ...]:
    """The last name of a full name, with its particles (“von der Leyen”) and without an article (“al-Assad”, “Assad”).

    None for a single word, nor for what ends in a number or in “Jr”.
    """
    parts = name.split()
    first = len(parts) - 1
    while first > 1 and parts[first - 1].lower() in _PARTICLES:
        first -= 1
    if first <= 0 or _NO_SURNAME.fullmatch(parts[-1]):
        return ()
    surname = " ".join(parts[first:])
    bare = surname[3:] if surname[:3].lower() in ("al-", "el-") else ""
    return (surname, bare) if bare else (surname,)


def slug(name: str) -> str:
    """The id that a name gives: all its words in ASCII with hyphens between them (“kursk-oblast”)."""
    return "-".join(_SLUG_WORD.findall(fold(name).replace("'", "")))


def _entry(cells: dict[str, Any]) -> KnownName:
    weak: list[str] = []
    for column in _MANY:
        if cell := cells.get(column):
            values = cell.split("|")
            if "?" in cell:
                weak += [each[1:] for each in values if each[0] == "?"]
                values = [each.removeprefix("?") for each in values]
            cells[column] = tuple(values)
    if cells["name"][0] == "?":
        cells["name"] = cells["name"][1:]
        weak.append(cells["name"])
    if "id" not in cells:
        cells["id"] = slug(cells["name"])
    if "weight" in cells:
        cells["weight"] = int(cells["weight"])
    return KnownName(**cells, weak=frozenset(weak)) if weak else KnownName(**cells)


def _said_of_region(name: str) -> Iterator[str]:
    where, _, kind = name.rpartition(" ")
    if where and kind in _REGIONS:
        yield from (f"{where} {other}" for other in _REGIONS[kind])


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _text_of(file: str) -> str:
    data = pkgutil.get_data(_PACKAGE, f"gazetteer/{file}")
    if data is None:
        raise FileNotFoundError(file)
    return data.decode()
