"""The rows of a view in an order: any window of them, and where each stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from pyroaring import BitMap

from chronoterm.chronology.order_since import Placed, Since
from chronoterm.chronology.order_sorted import Sorted
from chronoterm.chronology.rows import before

MOST_BLOCKS = 128
"""Blocks of an order that a view remembers its rows of: more than a window of few rows needs."""


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


class Whole:
    """All rows in an order, as they were sorted."""

    def __init__(self, made: Sorted) -> None:
        self._made = made

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""
        return self._made.rows[first : first + number].tolist()

    def position(self, row: int) -> int:
        """How many rows come before."""
        return self._made.number(row)


class Listed:
    """Any rows in any order: those of a block are put together when somebody looks there."""

    def __init__(self, rows: BitMap, made: Sorted, since: Since, placed: Placed) -> None:
        self._made = made
        self._since = since
        self._rows = since.sorted(rows)
        self._fresh: dict[int, list[tuple[int, int]]] = {}
        for number, row in zip(placed.numbers, placed.rows, strict=True):
            if row in rows:
                self._fresh.setdefault(made.block(number), []).append((number, row))
        counts = made.counts(self._rows) or [0]
        for block, fresh in self._fresh.items():
            counts[block] += len(fresh)
        self._ends = list(accumulate(counts))
        self._looked: dict[int, Sequence[int]] = {}

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""
        found: list[int] = []
        block = bisect_right(self._ends, first)
        while block < len(self._ends) and len(found) < number:
            if self._start(block) < self._ends[block]:
                at = max(0, first - self._start(block))
                found += self._rows_in(block)[at : at + number - len(found)]
            block += 1
        return found

    def position(self, row: int) -> int:
        """How many rows of the view come before; 0 for one outside of it."""
        block = self._block_of(row)
        here = self._rows_in(block)
        return self._start(block) + here.index(row) if row in here else 0

    def _start(self, block: int) -> int:
        return self._ends[block - 1] if block else 0

    def _block_of(self, row: int) -> int:
        for block, fresh in self._fresh.items():
            if any(each == row for _, each in fresh):
                return block
        return self._made.block(self._made.number(self._since.then(row)))

    def _rows_in(self, block: int) -> Sequence[int]:
        """The rows of the view in a block, in order."""
        found = self._looked.get(block)
        if found is None:
            if len(self._looked) >= MOST_BLOCKS:
                self._looked.clear()
            found = self._looked[block] = self._looked_at(block)
        return found

    def _looked_at(self, block: int) -> Sequence[int]:
        made, rows = self._made, self._made.within(block, self._rows)
        found = list(self._since.all_now(rows))
        # From the last one on, so that what comes before a row is still as it was.
        for number, row in reversed(self._fresh.get(block, ())):
            found.insert(self._before(rows, number, made), row)
        return found

    @staticmethod
    def _before(rows: Sequence[int], number: int, made: Sorted) -> int:
        """How many of the sorted rows of a block have a smaller number."""
        if number >= len(made.rows):
            return len(rows)
        return bisect_left(rows, made.key(made.rows[number]), key=made.key)
