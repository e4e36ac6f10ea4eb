"""Where rows went when others came or left: what was known of them stays known under their new numbers."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, MutableSequence, Sequence, Sized
from functools import cached_property
from itertools import islice
from typing import NamedTuple, TypeVar

from pyroaring import BitMap

FEW_FOR_EACH_RUN = 8
"""Rows for each run below which they are numbered anew one by one: that takes less time than run by run."""

FEW = 4096
"""Rows that are numbered anew one by one without the new number of every row at hand: some milliseconds of work."""

_GONE = (1 << 32) - 1

Value = TypeVar("Value")


class Run(NamedTuple):
    """The half-open range of rows from `start` to `end` that all moved on by `shift`."""

    start: int
    end: int
    shift: int


class Renumbering:
    """The new number of each row that is left; those that are left keep their order.

    There were `total` rows and are `new_total`, those included that came.
    """

    def __init__(self, total: int, new_total: int, runs: Iterable[Run]) -> None:
        self.total = total
        self.new_total = new_total
        self.runs = tuple(_merged(runs))
        self.shifts = any(each.shift for each in self.runs)
        self._gone = BitMap(range(total)) - BitMap.union(BitMap(), *map(_range, self.runs))
        first = next(iter(self.runs), Run(0, 0, 0))
        self._first = 0 if first.start or first.shift else first.end

    @classmethod
    def of(cls, total: int, gone: Iterable[int], before: Iterable[int]) -> "Renumbering":
        """What becomes of `total` rows when those in `gone` leave and one more comes before each in `before`.

        In `before` a row may stand several times, and so may `total` for what comes last.
        """
        come, leave = [(row, False) for row in before], [(row, True) for row in set(gone)]
        runs = _runs(total, sorted([*come, *leave]))
        return cls(total, total - len(leave) + len(come), runs)

    @cached_property
    def come(self) -> BitMap:
        """The new numbers of the rows that came."""
        left = (BitMap(range(each.start + each.shift, each.end + each.shift)) for each in self.runs)
        return BitMap(range(self.new_total)) - BitMap.union(BitMap(), *left)

    @cached_property
    def back(self) -> "Renumbering":
        """The way back: the old number of each row that was there before."""
        runs = (Run(each.start + each.shift, each.end + each.shift, -each.shift) for each in self.runs)
        return Renumbering(self.new_total, self.total, runs)

    @property
    def is_still(self) -> bool:
        """Whether there are the same rows, each where it was."""
        return self.total == self.new_total and not self.shifts and not self._gone

    def rows(self, old: BitMap) -> BitMap:
        """Those of `old` that are left, under their new numbers."""
        if not old or old.max() < self._first:
            return old
        if not self.shifts:
            return old - self._gone
        if len(old) < FEW_FOR_EACH_RUN * len(self.runs):
            return BitMap(self.each(old))
        found = BitMap()
        for rows, shift in self._masks:
            here = old & rows
            found |= here.shift(shift) if shift else here
        return found

    @classmethod
    def still(cls, total: int) -> "Renumbering":
        """What leaves every row where it is."""
        return cls(total, total, [Run(0, total, 0)])

    def row(self, old: int) -> int | None:
        """The new number of a row; none where it is gone."""
        at = bisect_right(self.runs, old, key=_start) - 1
        return old + self.runs[at].shift if at >= 0 and old < self.runs[at].end else None

    def each(self, old: Iterable[int]) -> list[int]:
        """The new numbers of many rows, as they stand, without those that are gone."""
        if isinstance(old, Sized) and len(old) < FEW and "_numbers" not in vars(self):
            return [number for row in old if (number := self.row(row)) is not None]
        numbers = self._numbers
        return [number for row in old if (number := numbers[row]) != _GONE]

    def then(self, later: "Renumbering") -> "Renumbering":
        """Both, one after the other."""
        return Renumbering(self.total, later.new_total, _joined(self.runs, later.runs))

    @cached_property
    def _masks(self) -> Sequence[tuple[BitMap, int]]:
        return [(_range(each), each.shift) for each in self.runs]

    @cached_property
    def _numbers(self) -> Sequence[int]:
        """The new number of each row."""
        numbers, row = array("I"), 0
        for start, end, shift in self.runs:
            numbers.extend(array("I", [_GONE]) * (start - row))
            numbers.extend(range(start + shift, end + shift))
            row = end
        numbers.extend(array("I", [_GONE]) * (self.total - row))
        return numbers


def spliced(
    old: MutableSequence[Value], renumbering: Renumbering, coming: Iterable[Value]
) -> MutableSequence[Value]:
    """What is kept of each row, in a list or an array, with the new rows' in the gaps, in their order."""
    made, new = old[:0], iter(coming)
    for start, end, shift in renumbering.runs:
        made.extend(islice(new, start + shift - len(made)))
        if isinstance(made, array):
            # Through a view, since a piece of an array is a copy that would be copied again.
            made.frombytes(memoryview(old).cast("B")[start * made.itemsize : end * made.itemsize])  # type: ignore[arg-type]
        else:
            made.extend(old[start:end])
    made.extend(new)
    return made


def _range(run: Run) -> BitMap:
    return BitMap(range(run.start, run.end))


def _start(run: Run) -> int:
    return run.start


def _runs(total: int, steps: Iterable[tuple[int, bool]]) -> Iterator[Run]:
    """The runs between the steps: rows that one comes before, or that leave, in their order."""
    start = shift = 0
    for row, leaves in steps:
        if start < row:
            yield Run(start, row, shift)
        start, shift = (row + 1, shift - 1) if leaves else (row, shift + 1)
    if start < total:
        yield Run(start, total, shift)


def _joined(earlier: Sequence[Run], later: Sequence[Run]) -> Iterator[Run]:
    """Each run cut where the later ones, which are in its new numbers, begin and end."""
    first = 0
    for run in earlier:
        low, high = run.start + run.shift, run.end + run.shift
        while first < len(later) and later[first].end <= low:
            first += 1
        at = first
        while at < len(later) and later[at].start < high:
            start, end = max(low, later[at].start), min(high, later[at].end)
            yield Run(start - run.shift, end - run.shift, run.shift + later[at].shift)
            at += 1


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs that follow each other and moved alike as one."""
    last: Run | None = None
    for each in runs:
        if last is not None and (last.end, last.shift) == (each.start, each.shift):
            last = Run(last.start, each.end, each.shift)
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last
