"""A map as somebody wrote it, in TOML: read strictly, and what is wrong said with its line and key."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

import msgspec
from msgspec.structs import fields

from chronoterm.importers.tables.errors import MapError
from chronoterm.importers.tables.maps import DateMap, FigureMap, Map
from chronoterm.importers.tables.precision import is_precision
from chronoterm.importers.tables.templates import read_template
from chronoterm.records import Basis, QuoteKind, Record

LONGEST = 100_000
"""Characters of a map."""

FIELDS = frozenset(each.encode_name for each in fields(Record))
"""The names of a record's own fields, under which no columns can be kept."""

_WHERE = re.compile(r"(?P<why>.*?)(?: - at `\$\.?(?P<key>[^`]*)`)?", re.DOTALL)
_UNKNOWN_KEY = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_MISSING_KEY = re.compile(r"Object missing required field `(?P<name>[^`]*)`")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ZONE = re.compile(r"Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")


def parse_map(text: str) -> Map:
    """The map that a TOML text holds. Raises MapError, which names line and key."""
    if len(text) > LONGEST:
        raise MapError(f"the map is longer than {LONGEST:,} characters")
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MapError(f"the map is no TOML: {error}") from error
    try:
        read = msgspec.convert(found, Map)
    except msgspec.ValidationError as error:
        raise _explained(text, str(error)) from error
    for key, why in _faults(read):
        raise _fault(text, key, why)
    return read


def _explained(text: str, message: str) -> MapError:
    found = _WHERE.fullmatch(message)
    key, why = (found["key"] or "", found["why"]) if found else ("", message)
    if unknown := _UNKNOWN_KEY.fullmatch(why):
        name = unknown["name"]
        near = get_close_matches(name, _known_keys(key), 1)
        hint = f"; is {near[0]} meant?" if near else ""
        return _fault(text, f"{key}.{name}" if key else name, f"is no key of a map{hint}")
    if missing := _MISSING_KEY.fullmatch(why):
        return _fault(text, key or "record", f"has no {missing['name']}")
    why = why.replace("`", "")
    return _fault(text, key, f"{why[:1].lower()}{why[1:]}")


def _known_keys(key: str) -> Iterator[str]:
    """The keys that may stand in a table of a map."""
    struct: type[msgspec.Struct] = Map
    name = re.match("[a-z]*", key)
    for each in fields(Map):
        if name and each.name == name[0]:
            struct = next(_structs(each.type), Map)
    return (each.name for each in fields(struct))


def _structs(annotation: object) -> Iterator[type[msgspec.Struct]]:
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        yield annotation
    for each in getattr(annotation, "__args__", ()):
        yield from _structs(each)


def _fault(text: str, key: str, why: str) -> MapError:
    line = _line_of(text, key)
    place = f"line {line}, " if line else ""
    return MapError(f"the map, {place}{key or 'at its top'}: {why}")


def _line_of(text: str, key: str) -> int | None:
    """The first line that may be that of a key, looked for by its parts one after the other."""
    lines = text.splitlines()
    at: int | None = None
    for part in re.findall(r"[^.\[\]]+", re.sub(r"\[(?:[0-9]+|\.\.\.)\]", "", key)):
        written = re.compile(rf"""(?:^|[\[.{{,\s])["']?{re.escape(part)}["']?\s*(?:[\].=]|$)""")
        start = at or 0
        found = next((number for number in range(start, len(lines)) if written.search(lines[number])), None)
        at = at if found is None else found
    return None if at is None else at + 1


def _faults(read: Map) -> Iterator[tuple[str, str]]:
    """What no type can say: keys that need or exclude each other, words that are not known, broken templates."""
    if read.name is not None and not _NAME.fullmatch(read.name):
        yield "name", "is small letters, digits, hyphens and underscores, 40 at most"
    if read.name in FIELDS:
        yield "name", "is a field of records"
    for name, date in (("date", read.date), ("about", read.about)):
        if date is not None:
            yield from _date_faults(name, date)
    for number, figure in enumerate(read.figures):
        yield from _figure_faults(f"figures[{number}]", figure)
    for key, template in templates_of(read):
        try:
            read_template(template)
        except MapError as error:
            yield key, str(error)
    yield from _word_faults(read)


def _word_faults(read: Map) -> Iterator[tuple[str, str]]:
    record = read.record
    known: dict[str, tuple[str | None, Iterable[str]]] = {
        "kind": (record.kind, ("event", "statement", "expected")),
        "date_basis": (record.date_basis, (each.value for each in Basis)),
        "quote_kind": (record.quote_kind, (each.value for each in QuoteKind)),
    }
    for key, (word, words) in known.items():
        names = list(words)
        if word is not None and "{" not in word and word not in names:
            yield f"record.{key}", f"“{word}” is none of {', '.join(names)}"
    for name, split in (
        ("record", record.split),
        *((f"actors[{number}]", each.split) for number, each in enumerate(read.actors)),
        *((f"places[{number}]", each.split) for number, each in enumerate(read.places)),
        *((f"sources[{number}]", each.split) for number, each in enumerate(read.sources)),
    ):
        if split == "":
            yield f"{name}.split", "is empty"
    if len(read.places) > 1 and any(each.split for each in read.places):
        yield "places", "a column of several places has none around it"
    if read.coordinates and (not read.places or read.places[0].split):
        yield "coordinates", "belong to one place, and the map has none"


def _date_faults(name: str, date: DateMap) -> Iterator[tuple[str, str]]:
    ways = [date.column is not None, (date.start or date.end) is not None, date.year is not None]
    if sum(ways) != 1:
        yield name, "needs one of column, start and end, or year"
    for wide, narrow in pairwise(("year", "month", "day")):
        if getattr(date, narrow) is not None and getattr(date, wide) is None:
            yield f"{name}.{narrow}", f"needs a {wide}"
    if date.time is not None and date.day is None and date.column is None:
        yield f"{name}.time", "needs a day or a column"
    if date.zone is not None and not _ZONE.fullmatch(date.zone):
        yield f"{name}.zone", "is written like Z or +02:00"
    if date.two_digit_years is not None and not 0 <= date.two_digit_years <= 9900:  # noqa: PLR2004 four digits
        yield f"{name}.two_digit_years", "is the year that 00 stands for, such as 2000"
    yield from _precision_faults(name, date)


def _precision_faults(name: str, date: DateMap) -> Iterator[tuple[str, str]]:
    if bool(date.precisions) != (date.precision is not None):
        yield f"{name}.precision", "and precisions need each other"
    for code, word in date.precisions.items():
        if not is_precision(word):
            yield f"{name}.precisions", f"“{code}” cannot mean “{word}”"


def _figure_faults(name: str, figure: FigureMap) -> Iterator[tuple[str, str]]:
    if (figure.column is None) == (figure.low is None and figure.high is None):
        yield name, "needs either a column, or low and high"
    if not figure.series.strip():
        yield f"{name}.series", "is empty"


def templates_of(read: Map) -> Iterator[tuple[str, str]]:
    """Every template of a map with its key."""
    texts = ("id", "kind", "expected", "headline", "summary", "quote", "quote_kind", "lang")
    for name in (*texts, "speaker", "speaker_role", "date_basis"):
        template = getattr(read.record, name)
        if template is not None:
            yield f"record.{name}", template
    yield from (("record.tags", each) for each in read.record.tags)
    for number, source in enumerate(read.sources):
        for name in ("publisher", "title", "author", "url", "published", "via"):
            template = getattr(source, name)
            if template is not None:
                yield f"sources[{number}].{name}", template
