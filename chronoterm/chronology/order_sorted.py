"""All rows in an order, so that any part of them is found in it without going through the others."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence

from pyroaring import BitMap

from chronoterm.chronology.order_ranks import key_of

BLOCK = 1 << 11
"""Rows of an order that are counted together."""

SPARSE = 16
"""One in so many rows of a block, below which they are sorted; of more it is faster to go through the block."""


class Sorted:
    """All rows in an order, and for every block of them the bitmap of its rows.

    How many rows of a view stand before a block is a sum of intersections; only in the block itself one must look.
    """

    def __init__(self, rows: "array[int]", columns: Sequence[tuple["array[int]", bool]]) -> None:
        self.rows = rows
        self.key: Callable[[int], tuple[int, ...]] = key_of(columns)
        self.blocks = [BitMap(rows[first : first + BLOCK]) for first in range(0, max(len(rows), 1), BLOCK)]

    @property
    def bytes(self) -> int:
        """What it takes in memory: each row as itself, and as half of that in the bitmap of its block."""
        return len(self.rows) * self.rows.itemsize * 3 // 2

    def number(self, row: int) -> int:
        """How many rows stand before this one."""
        return bisect_left(self.rows, self.key(row), key=self.key)

    def block(self, number: int) -> int:
        """The block that a number belongs to; the last one for that of what comes after all rows."""
        return min(number // BLOCK, len(self.blocks) - 1)

    def counts(self, rows: BitMap) -> list[int]:
        """How many of some rows each block has."""
        return [rows.intersection_cardinality(each) for each in self.blocks]

    def within(self, block: int, rows: BitMap) -> list[int]:
        """Those of some rows that are in a block, in order."""
        here = self.blocks[block] & rows
        if len(here) * SPARSE < BLOCK:
            return sorted(here, key=self.key)
        return [row for row in self.rows[block * BLOCK : (block + 1) * BLOCK] if row in here]
