"""What a view is sorted by: the value that each row has in a column."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.evident import Evident
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.names import Names
from chronoterm.ordering import EVIDENT, Order, SortKey
from chronoterm.records import Entry
from chronoterm.terms import Facet

Collate = Callable[[str], str]
"""Makes the key that a name is sorted by; an empty one for a name without anything to sort by."""

MOST_RENAMED = 1000
"""Rows called otherwise because an actor or a place is; of more, all are ranked again."""

MOST_NAMES = 5000
"""Actors or places whose names are compared to find those rows."""

Value = tuple[int, int] | str
"""The date of a row from start to end, what its record tells, or the key of its name in a column; empty for nothing."""


def names_in(column: SortKey, names: Names) -> Callable[[Entry], str]:
    """What records are called in a column other than that of dates; nothing where they have no value there."""
    return _NAMES[column](names)


class Columns:
    """The values of single rows, each read once, and which of two rows comes first."""

    def __init__(self, index: Index, collate: Collate, evident: Evident | None = None) -> None:
        self._rows = index.rows
        self._evident = evident
        self._collate = collate
        self._names_in = {column: names(index.names) for column, names in _NAMES.items()}
        self._values: dict[tuple[SortKey, int], Value] = {}

    def precedes(self, order: Order, one: int, other: int) -> bool:
        """Whether a row stands before another."""
        for column, reverse in order.columns:
            mine, theirs = self._value(column, one), self._value(column, other)
            if mine != theirs:
                return bool(mine) and (not theirs or (mine < theirs) is not reverse)  # type: ignore[operator]
        return one < other

    def _value(self, column: SortKey, row: int) -> Value:
        value = self._values.get((column, row))
        if value is None:
            value = self._values[column, row] = self._read(column, row)
        return value

    def _read(self, column: SortKey, row: int) -> Value:
        rows = self._rows
        if column is SortKey.DATE:
            return (rows.starts[row], rows.ends[row]) if row < rows.dated else ""
        if column in EVIDENT:
            return (None if self._evident is None else self._evident.reader(column)(row)) or ""
        return self._collate(self._names_in[column](rows.entries[row]))


class Moved(NamedTuple):
    """What a change means to orders: the rows to be put in their places anew, as they are numbered after it.

    In the columns `renamed` all records may be called otherwise.
    """

    come: BitMap
    renamed: AbstractSet[SortKey]

    @classmethod
    def by(cls, change: Change) -> "Moved":
        """What a change means. What is no part of any column, as a tag, moves nothing."""
        was = {entry.id: (row, entry) for row, entry in change.was}
        names = [(column(change.before.names), column(change.after.names)) for column in _NAMES.values()]

        def stays(row: int, entry: Entry) -> bool:
            old, before = was.get(entry.id, (-1, entry))
            same = before is entry or all(earlier(before) == now(entry) for earlier, now in names)
            return same and old >= 0 and change.renumbering.row(old) == row

        come = BitMap([row for row, entry in change.now if not stays(row, entry)])
        found = {column: _called_otherwise(change, column) for column in _FACETS}
        few = (rows for rows in found.values() if rows is not None)
        return cls(come.union(*few, come), {column for column, rows in found.items() if rows is None})


def _called_otherwise(change: Change, column: SortKey) -> BitMap | None:
    """The rows with an actor or a place that is called otherwise since; none where these may be many."""
    before, after, facet = change.before.names, change.after.names, _FACETS[column]
    if before is after:
        return BitMap()
    here, there = before.table(facet), after.table(facet)
    if max(len(here), len(there)) > MOST_NAMES:
        return None
    if column is SortKey.PLACE and before.hierarchy[1] != after.hierarchy[1]:
        return None
    rows = BitMap()
    for each in here.keys() | there.keys():
        if before.label(facet, each, short=True) != after.label(facet, each, short=True):
            rows |= change.after.posting(facet, each, exact=True)
    return rows if len(rows) <= MOST_RENAMED else None


def _actors(names: Names) -> Callable[[Entry], str]:
    @cache
    def name(lead: str | None) -> str:
        return names.label(Facet.ACTOR, lead, short=True) if lead else ""

    return lambda entry: name(entry.lead)


def _places(names: Names) -> Callable[[Entry], str]:
    @cache
    def name(places: tuple[str, ...]) -> str:
        return ", ".join(names.label(Facet.PLACE, each, short=True) for each in names.narrowest(places))

    return lambda entry: name(entry.places)


def _sources(_: Names) -> Callable[[Entry], str]:
    return lambda entry: entry.lead_source or ""


def _headlines(_: Names) -> Callable[[Entry], str]:
    return lambda entry: entry.headline


def _kinds(_: Names) -> Callable[[Entry], str]:
    return lambda entry: entry.sort_of


_NAMES: Mapping[SortKey, Callable[[Names], Callable[[Entry], str]]] = {
    SortKey.ACTOR: _actors,
    SortKey.PLACE: _places,
    SortKey.SOURCE: _sources,
    SortKey.HEADLINE: _headlines,
    SortKey.KIND: _kinds,
}

_FACETS: Mapping[SortKey, Facet] = {SortKey.ACTOR: Facet.ACTOR, SortKey.PLACE: Facet.PLACE}
"""The columns of names that are told in a table of the store, apart from the records."""
