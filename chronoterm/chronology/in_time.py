"""What lies in time, numbered by when it begins: its months, how far it reaches, and what begins when."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

from chronoterm.chronology.view import Group
from chronoterm.dates import DAY, EARLIEST, LATEST, minutes_of, month_of, month_title

WIDE = 32 * DAY
"""What lasts longer than a month is looked for by its end; all else ends soon after it begins."""

ByEnd = tuple[MutableSequence[int], MutableSequence[int]]
"""Ends in ascending order, and the number of what ends there."""


@dataclass(frozen=True, eq=False)
class InTime:
    """Half-open minutes, numbered by start and then by end, the sharper first; what has no time comes last, if at all.

    `wide` are those that last longer than a month, and `wide_by_end` has their ends, the first one first, with their
    numbers.
    """

    starts: MutableSequence[int]
    ends: MutableSequence[int]
    wide: BitMap
    wide_by_end: ByEnd

    @cached_property
    def dated(self) -> int:
        """How many have a time; those without one are numbered from here on."""
        return bisect_left(self.starts, LATEST)

    def row_from(self, minute: int) -> int:
        """The first number of what begins at `minute` or later; the first without a time if there is none."""
        return min(bisect_left(self.starts, minute), self.dated)

    @cached_property
    def months(self) -> Sequence[Group]:
        """The first number of each month, of what has no beginning, and of what has no time."""
        return tuple(self._months())

    @cached_property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes from the first to the last bound that is known of any; none without any."""
        first = bisect_right(self.starts, EARLIEST)
        known = [each - 1 for each in self.ends[: min(first, 1)] if each < LATEST]
        if first < self.dated:
            last = self.starts[self.dated - 1]
            known += [self.starts[first], last + 1]
            known += self._last_ends(self.row_from(last - WIDE), self.dated)
        wide_ends, _ = self.wide_by_end
        known += wide_ends[: bisect_left(wide_ends, LATEST)][-1:]
        return (min(known), max(known)) if known else None

    def same_starts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The half-open ranges of numbers, from `first` up to `last`, that begin at one minute each."""
        while first < last:
            end = bisect_right(self.starts, self.starts[first], first, last)
            yield first, end
            first = end

    def _last_ends(self, first: int, last: int) -> Iterator[int]:
        """The last end that is known of what begins at each minute, in a range of numbers."""
        for here, there in self.same_starts(first, last):
            known = bisect_left(self.ends, LATEST, here, there)
            if known > here:
                yield self.ends[known - 1]

    def _months(self) -> Iterator[Group]:
        row = bisect_right(self.starts, EARLIEST)
        if row:
            yield Group(0, "no beginning known")
        while row < self.dated:
            year, month = month_of(self.starts[row])
            yield Group(row, month_title(year, month))
            row = self.row_from(minutes_of(year, month + 1, 1))
        if self.dated < len(self.starts):
            yield Group(self.dated, "undated")


def by_end(wide: Iterable[int], ends: Sequence[int]) -> ByEnd:
    """The ends of what is numbered so, in ascending order, with the numbers."""
    numbers = sorted(wide, key=ends.__getitem__)
    return array("q", [ends[each] for each in numbers]), array("I", numbers)
