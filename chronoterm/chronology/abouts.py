"""The rows that speak of a time, numbered by it, so that a bitmap of numbers is a view in the order of the other clock."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from pyroaring import BitMap

from chronoterm.chronology.evidence import Span
from chronoterm.chronology.in_time import WIDE, InTime, by_end
from chronoterm.chronology.order_ranks import in_order

NONE = (1 << 32) - 1
"""The number of a row that speaks of no time."""


@dataclass(frozen=True, eq=False)
class Abouts(InTime):
    """Times spoken of, by start, then by end, then as their rows stand.

    `rows` has the row of each number, `numbers` the number of each row, `spoken` all rows that have one.
    """

    rows: "array[int]"
    numbers: "array[int]"
    spoken: BitMap

    @classmethod
    def of(cls, total: int, spoken: Iterable[tuple[int, Span]]) -> "Abouts":
        """Those of `total` rows that speak of a time, each with it."""
        starts, ends, rows = array("q"), array("q"), array("I")
        for start, end, row in in_order([(*span, row) for row, span in spoken]):
            starts.append(start)
            ends.append(end)
            rows.append(row)
        numbers = array("I", [NONE]) * total
        for number, row in enumerate(rows):
            numbers[row] = number
        wide = BitMap([each for each in range(len(rows)) if ends[each] - starts[each] > WIDE])
        return cls(starts, ends, wide, by_end(wide, ends), rows, numbers, BitMap(rows))

    def span(self, row: int) -> Span | None:
        """The half-open minutes that a row speaks of; none where it speaks of no time."""
        number = self.numbers[row]
        return None if number == NONE else (self.starts[number], self.ends[number])

    def numbered(self, rows: BitMap) -> BitMap:
        """The numbers of those of some rows that speak of a time."""
        here = rows & self.spoken
        return BitMap(range(len(self.rows))) if len(here) == len(self.rows) else self._numbers_of(here)

    def _numbers_of(self, rows: BitMap) -> BitMap:
        return BitMap(array("I", map(self.numbers.__getitem__, rows)))
