"""Orders of a view: which row stands at which position, for any window, without listing the rest."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from pyroaring import BitMap

from chronoterm.chronology.index import Index, before
from chronoterm.chronology.names import Names
from chronoterm.query import Facet, Order, SortKey
from chronoterm.records import Entry
from chronoterm.text import fold


class Places(Protocol):
    """Rows in an order."""

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""

    def position(self, row: int) -> int:
        """The position of a row that is in the view, or that it would have."""


class Forward:
    """Chronological: the bitmap itself is the view."""

    def __init__(self, rows: BitMap) -> None:
        self._rows = rows

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""
        return list(self._rows[first : first + number])

    def position(self, row: int) -> int:
        """How many rows of the view come before."""
        return before(self._rows, row)


class Backward:
    """The latest first; undated rows, which are the last numbers, stay last."""

    def __init__(self, rows: BitMap, first_undated: int) -> None:
        self._rows = rows
        self._first_undated = first_undated
        self._dated = before(rows, first_undated)

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""
        stop = min(first + number, self._dated)
        latest = list(self._rows[max(0, self._dated - stop) : max(0, self._dated - first)])[::-1]
        undated = self._rows[max(first, self._dated) : first + number]
        return [*latest, *undated]

    def position(self, row: int) -> int:
        """How many rows of the view come before."""
        earlier = before(self._rows, row)
        return earlier if row >= self._first_undated else self._dated - 1 - earlier


class Listed:
    """Any other order: the rows of the view in it, one by one."""

    def __init__(self, rows: Sequence[int]) -> None:
        self._rows = rows

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""
        return self._rows[first : first + number]

    def position(self, row: int) -> int:
        """The position of a row in the view; 0 for one outside it."""
        return self._positions.get(row, 0)

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {row: position for position, row in enumerate(self._rows)}


class Orders:
    """All orders of an index, each made when first asked for and kept."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._made: dict[Order, list[int]] = {}

    def places(self, order: Order, rows: BitMap) -> Places:
        """The rows of a view in an order."""
        if order.key is SortKey.DATE:
            return Backward(rows, self._index.dated) if order.reverse else Forward(rows)
        return Listed([row for row in self._whole(order) if row in rows])

    def _whole(self, order: Order) -> list[int]:
        if order not in self._made:
            self._made[order] = self._sorted(order)
        return self._made[order]

    def _sorted(self, order: Order) -> list[int]:
        """All rows by a column; sorting is stable, so ties stay chronological in both directions."""
        key = _KEYS[order.key]
        keyed = [(key(entry, self._index.names), row) for row, entry in enumerate(self._index.entries)]
        present = [each for each in keyed if each[0]]
        present.sort(key=lambda each: each[0], reverse=order.reverse)
        return [row for _, row in present] + [row for value, row in keyed if not value]


def _actor(entry: Entry, names: Names) -> str:
    return fold(names.label(Facet.ACTOR, entry.lead, short=True)) if entry.lead else ""


def _place(entry: Entry, names: Names) -> str:
    return fold(
        ", ".join(names.label(Facet.PLACE, each, short=True) for each in names.narrowest(entry.places))
    )


def _source(entry: Entry, _: Names) -> str:
    return fold(entry.lead_source or "")


def _headline(entry: Entry, _: Names) -> str:
    return fold(entry.headline)


def _kind(entry: Entry, _: Names) -> str:
    return entry.sort_of


_KEYS: Mapping[SortKey, Callable[[Entry, Names], str]] = {
    SortKey.ACTOR: _actor,
    SortKey.PLACE: _place,
    SortKey.SOURCE: _source,
    SortKey.HEADLINE: _headline,
    SortKey.KIND: _kind,
}
