"""The bitmaps of all facets: those of the parts put together, and every value with all that lies within it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.names import ALL_TIME, Names, Span
from chronoterm.indexing.building_parts import Posted
from chronoterm.indexing.building_rows import Rows
from chronoterm.terms import ACTORS, EVENTS, STATEMENTS, Facet

RowsOf = dict[str, BitMap]


class Postings(NamedTuple):
    """The rows that name each value of a facet, and those of the values that have others with all within them."""

    named: RowsOf
    closed: RowsOf


def together(parts: Iterable[Mapping[str, bytes]]) -> RowsOf:
    """The rows of each value in all parts."""
    found: RowsOf = {}
    for part in parts:
        for value, data in part.items():
            rows = BitMap.deserialize(data)
            if value in found:
                found[value] |= rows
            else:
                found[value] = rows
    return found


def postings(
    facet: Facet, parts: Sequence[Posted], more: Mapping[str, BitMap], names: Names, rows: Rows
) -> Postings:
    """The rows of each value of a facet; `more` are those that annotations add."""
    named = _subjects(parts) if facet is Facet.SUBJECT else _named(facet, parts)
    if facet is Facet.KIND and (events := BitMap(range(rows.total)) - named.get(STATEMENTS, BitMap())):
        named[EVENTS] = events
    for value, those in more.items():
        named[value] = named.get(value, BitMap()) | those
    gathered: dict[str, list[BitMap]] = defaultdict(list)
    for value, those in named.items():
        for above in _always_above(facet, value, names):
            gathered[above].append(those)
    if facet in ACTORS:
        for above, passing in _through(named, names, rows).items():
            gathered[above].append(BitMap(passing))
    closed = {
        value: BitMap.union(*those, named[value]) if value in named else BitMap.union(*those)
        for value, those in gathered.items()
    }
    return Postings(named, {value: those for value, those in closed.items() if named.get(value) != those})


def _named(facet: Facet, parts: Sequence[Posted]) -> RowsOf:
    """The rows that name each value of a facet in all parts."""
    return together(part.facets[facet.value] for part in parts)


def _subjects(parts: Sequence[Posted]) -> RowsOf:
    """The rows of each actor who is neither their speaker nor their target."""
    speakers, targets = _named(Facet.SPEAKER, parts), _named(Facet.TARGET, parts)
    nobody = BitMap()
    left = {
        actor: rows - speakers.get(actor, nobody) - targets.get(actor, nobody)
        for actor, rows in _named(Facet.ACTOR, parts).items()
    }
    return {actor: rows for actor, rows in left.items() if rows}


def _always_above(facet: Facet, value: str, names: Names) -> Iterable[str]:
    if facet is Facet.PLACE:
        return names.places_above(value)
    if facet in ACTORS and not names.is_dated(value):
        return names.actors_above(value, ALL_TIME)
    return ()


def _through(named: RowsOf, names: Names, rows: Rows) -> dict[str, list[int]]:
    """The rows that a dated membership leads to from each value above."""
    found: dict[str, list[int]] = defaultdict(list)
    for actor, those in named.items():
        if names.is_dated(actor):
            above = cache(lambda span, actor=actor: names.actors_above(actor, span))
            for row in those:
                for each in above(_span(row, rows)):
                    found[each].append(row)
    return found


def _span(row: int, rows: Rows) -> Span:
    """When a record may have been: at any time for one that has no date."""
    if row >= rows.dated:
        return ALL_TIME
    return (ALL_TIME[0] if row in rows.published else rows.since[row]), rows.until[row]
