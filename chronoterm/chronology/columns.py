"""What a view is sorted by: the value that each row has in a column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.names import Names
from chronoterm.ordering import Order, SortKey
from chronoterm.records import Entry
from chronoterm.terms import Facet

Collate = Callable[[str], str]
"""Makes the key that a name is sorted by; an empty one for a name without anything to sort by."""

MOST_MOVED = 200
"""Rows that are put in their places one by one; for more it is as well to sort again."""

Value = tuple[int, int] | str
"""The date of a row from start to end, or the key of its name in a column."""


def names_in(column: SortKey, names: Names) -> Callable[[Entry], str]:
    """What records are called in a column other than that of dates; nothing where they have no value there."""
    return _NAMES[column](names)


class Columns:
    """The values of single rows, and which of two rows comes first."""

    def __init__(self, index: Index, collate: Collate) -> None:
        self._rows = index.rows
        self._collate = collate
        self._names_in = {column: names(index.names) for column, names in _NAMES.items()}

    def precedes(self, order: Order, one: int, other: int) -> bool:
        """Whether a row stands before another."""
        for column, reverse in order.columns:
            mine, theirs = self._value(column, one), self._value(column, other)
            if mine != theirs:
                return bool(mine) and (not theirs or (mine < theirs) is not reverse)  # type: ignore[operator]
        return one < other

    def _value(self, column: SortKey, row: int) -> Value:
        rows = self._rows
        if column is SortKey.DATE:
            return (rows.starts[row], rows.ends[row]) if row < rows.dated else ""
        return self._collate(self._names_in[column](rows.entries[row]))


class Moved(NamedTuple):
    """What a change means to orders: the rows that left their places, in old numbers, and those to be put in new ones.

    Where the rows themselves stayed, a record may be called otherwise in `columns`. In those of them that are
    `renamed` all records may be.
    """

    gone: BitMap
    come: Sequence[int]
    columns: AbstractSet[SortKey]
    renamed: AbstractSet[SortKey]

    @classmethod
    def by(cls, change: Change) -> "Moved":
        """What a change means."""
        was = {entry.id: (row, entry) for row, entry in change.was}
        now = {entry.id: (row, entry) for row, entry in change.now}
        same = {each for each in was.keys() & now.keys() if was[each][1] is now[each][1]}
        renamed = set() if change.before.names is change.after.names else {SortKey.ACTOR, SortKey.PLACE}
        pairs = [(was[each][1], now[each][1]) for each in (was.keys() & now.keys()) - same]
        return cls(
            gone=BitMap([row for each, (row, _) in was.items() if each not in same]),
            come=[row for each, (row, _) in now.items() if each not in same],
            columns=renamed | {each for each in _NAMES if _differs(each, change, pairs)},
            renamed=renamed,
        )

    def leaves(self, order: Order) -> bool:
        """Whether all records stand as they stood, if the rows did."""
        return not any(column in self.columns for column, _ in order.columns)

    def can_be_mended(self, order: Order) -> bool:
        """Whether an order is right again, and soon, once the rows that moved are put in their places."""
        few = len(self.come) <= MOST_MOVED
        return few and not any(column in self.renamed for column, _ in order.columns)


def _differs(column: SortKey, change: Change, pairs: Iterable[tuple[Entry, Entry]]) -> bool:
    before, after = names_in(column, change.before.names), names_in(column, change.after.names)
    return any(before(was) != after(now) for was, now in pairs)


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
