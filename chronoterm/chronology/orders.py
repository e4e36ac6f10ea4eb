"""Orders of a view: which row stands at which position, for any window, without listing the rest."""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import Lock
from typing import NamedTuple, Protocol

from pyroaring import BitMap

from chronoterm.chronology.columns import Collate, Columns, Moved, names_in
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.chronology.rows import before
from chronoterm.ordering import Order, SortKey
from chronoterm.text import fold

MOST_KEPT = 8
"""Orders kept besides time and its reverse: eight bytes a row each."""

MOST_MENDED = 2
"""Orders in which rows are moved after a change, those used last; each takes some twenty milliseconds."""


class Places(Protocol):
    """Rows in an order."""

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""

    def position(self, row: int) -> int:
        """The position of a row that is in the view."""


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


class Numbering(NamedTuple):
    """Another numbering of all rows: the row of each number, and the number of each row."""

    rows: Sequence[int]
    numbers: Sequence[int]

    @classmethod
    def of(cls, rows: Sequence[int]) -> "Numbering":
        """The numbering in which `rows`, which are all of them, stand as they do here."""
        numbers = array("I", bytes(len(rows) * array("I").itemsize))
        for number, row in enumerate(rows):
            numbers[row] = number
        return cls(array("I", rows), numbers)

    def after(
        self, renumbering: Renumbering, moved: Moved, precedes: Callable[[int, int], bool]
    ) -> "Numbering":
        """The same after a change, with the rows that moved put where they belong."""
        left = array("I", self.rows)
        for number in sorted((self.numbers[row] for row in moved.gone), reverse=True):
            del left[number]
        rows = left if renumbering.is_still else array("I", renumbering.each(left))
        for row in moved.come:
            at = bisect_left(range(len(rows)), True, key=lambda at: precedes(row, rows[at]))
            rows.insert(at, row)
        return Numbering.of(rows)


class Listed:
    """Any other order: the rows of the view by their numbers in it, which a bitmap keeps sorted."""

    def __init__(self, rows: BitMap, numbering: Numbering) -> None:
        self._all, self._number_of = numbering
        if len(rows) == len(self._all):
            self._numbers = rows
        else:
            self._numbers = BitMap(array("I", [self._number_of[row] for row in rows]))

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""
        return [self._all[each] for each in self._numbers[first : first + number]]

    def position(self, row: int) -> int:
        """The position of a row in the view; 0 for one outside it."""
        number = self._number_of[row]
        return before(self._numbers, number) if number in self._numbers else 0


class Ranks(NamedTuple):
    """How all rows stand in a column: equal values have one rank, from 1; 0 is for a row without a value."""

    ranks: Sequence[int]
    without: int

    @classmethod
    def of(cls, ranks: Iterator[int]) -> "Ranks":
        """These ranks, in the order of the rows."""
        kept = array("I", ranks)
        return cls(kept, kept.count(0))

    def sort(self, rows: list[int], *, reverse: bool) -> list[int]:
        """All rows by this column, equal ones as they stood, in both directions; those without a value last."""
        ordered = sorted(rows, key=self.ranks.__getitem__, reverse=reverse)
        return ordered if reverse else ordered[self.without :] + ordered[: self.without]


class Orders:
    """The orders of an index: the columns ranked once, and what was made of them kept while it is used.

    Views are made in a thread of their own too. The lock is held for the bookkeeping only: a view that is quick
    never waits for another to be sorted.
    """

    def __init__(self, index: Index, collate: Collate = fold) -> None:
        self._index = index
        self._collate = collate
        self._ranks: dict[SortKey, Ranks] = {}
        self._made: OrderedDict[Order, Numbering] = OrderedDict()
        self._lock = Lock()

    def places(self, order: Order, rows: BitMap) -> Places:
        """The rows of a view in an order.

        By the first column; what is equal there, dates from start to end included, by the next. What all columns
        leave open stands in chronological order, unless the order is that of time turned round.
        """
        if _is_time(order):
            return Backward(rows, self._index.rows.dated) if order.reverse else Forward(rows)
        return Listed(rows, self._numbering(order))

    def has(self, order: Order) -> bool:
        """Whether an order is made already, so that nothing must be sorted for a view in it."""
        return _is_time(order) or order in self._made

    def after(self, change: Change) -> "Orders":
        """The orders of an index after a change; of those kept, the ones that are put right soon enough are kept on."""
        made, moved = Orders(change.after, self._collate), Moved.by(change)
        with self._lock:
            kept, ranks = list(self._made.items()), dict(self._ranks)
        if change.renumbering.is_still:
            made._ranks = {column: each for column, each in ranks.items() if column not in moved.columns}
        columns, recent = Columns(change.after, self._collate), [order for order, _ in kept[-MOST_MENDED:]]
        for order, numbering in kept:
            if change.renumbering.is_still and moved.leaves(order):
                made._made[order] = numbering
            elif order in recent and moved.can_be_mended(order):
                made._made[order] = numbering.after(
                    change.renumbering, moved, partial(columns.precedes, order)
                )
        return made

    def _numbering(self, order: Order) -> Numbering:
        made = self._made.get(order) or self._sorted(order)
        with self._lock:
            self._made[order] = made
            self._made.move_to_end(order)
            while len(self._made) > MOST_KEPT:
                self._made.popitem(last=False)
        return made

    def _sorted(self, order: Order) -> Numbering:
        """All rows by the last column, then by the one before it, and so on: sorting is stable."""
        rows = list(range(len(self._index.entries)))
        for key, reverse in reversed(order.columns):
            rows = self._ranked(key).sort(rows, reverse=reverse)
        return Numbering.of(rows)

    def _ranked(self, key: SortKey) -> Ranks:
        if key not in self._ranks:
            ranks = _by_date(self._index) if key is SortKey.DATE else self._by_name(key)
            self._ranks[key] = Ranks.of(ranks)
        return self._ranks[key]

    def _by_name(self, key: SortKey) -> Iterator[int]:
        names = list(map(names_in(key, self._index.names), self._index.entries))
        keys = {name: self._collate(name) for name in set(names)}
        ranks = {each: rank for rank, each in enumerate(sorted({"", *keys.values()}))}
        return (ranks[keys[name]] for name in names)


def _is_time(order: Order) -> bool:
    return order.key is SortKey.DATE and not order.then


def _by_date(index: Index) -> Iterator[int]:
    """The rows are numbered by start and end, so that a rank is one more wherever these change."""
    rank, last, rows = 0, (0, 0), index.rows  # no date ends where it starts
    for row, date in enumerate(zip(rows.starts, rows.ends, strict=True)):
        rank += date != last
        last = date
        yield rank if row < rows.dated else 0
