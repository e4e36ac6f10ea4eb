"""How many records lie in each span of time, without piling uncertain dates on their first day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.in_time import WIDE, InTime
from chronoterm.dates import EARLIEST, LATEST

Share = tuple[int, float]
"""A bucket, and the part of a span that lies in it; negative where that is taken away again."""


Over = tuple[int, int, int, float]
"""The half-open range of rows with one span over one edge, as nearly all are that cross any; and the part beyond it."""


class Crossing(NamedTuple):
    """The half-open range of rows with one span that does not lie in the bucket it begins in, and its shares."""

    first: int
    last: int
    shares: Sequence[Share]


class Buckets:
    """The buckets between each two of ascending minutes, and which rows reach over them, the same for every view.

    A record whose date spans several buckets adds to each the share of its span that lies there; one with an
    open end counts at the end it has; what lies outside the edges is not counted.
    """

    def __init__(self, all_rows: InTime, edges: Sequence[int]) -> None:
        self._edges = edges
        self._ranges = list(pairwise(all_rows.row_from(edge) for edge in edges))
        self._over: list[Over] = []  # in ascending order, as they are found
        self._crossing: list[Crossing] = []
        self._all_crossing = BitMap()
        starts, ends = all_rows.starts, all_rows.ends
        for first, last, edge in _short_over(all_rows, edges):
            self._put(first, last, edge, (starts[first], ends[first]))
        for first, last in _wide_over(all_rows, edges):
            self._put(first, last, 0, (starts[first], ends[first]))

    def _put(self, first: int, last: int, edge: int, span: tuple[int, int]) -> None:
        """Put a range of rows with one span to those that cross; the number of its edge is 0 for any, or several."""
        self._all_crossing.add_range(first, last)
        (start, end), edges = span, self._edges
        if start > EARLIEST and end < LATEST and 0 < edge < len(edges) - 1 and end <= edges[edge + 1]:
            self._over.append((first, last, edge, (end - edges[edge]) / (end - start)))
        else:
            self._crossing.append(Crossing(first, last, tuple(self._shares(start, end))))

    def counted(self, rows: BitMap) -> list[float]:
        """How many of the rows lie in each bucket."""
        counts = [float(rows.range_cardinality(*each)) for each in self._ranges]
        # Few rows cross an edge; among these alone, listed in order, a range of them is counted in no time.
        crossing = (rows & self._all_crossing).to_array()
        at = 0
        for first, last, edge, part in self._over:
            here = bisect_left(crossing, first, at)
            at = bisect_left(crossing, last, here)
            if number := at - here:
                counts[edge - 1] -= number * part
                counts[edge] += number * part
        cardinality = rows.range_cardinality
        for first, last, shares in self._crossing:
            if number := cardinality(first, last):
                for bucket, share in shares:
                    counts[bucket] += number * share
        return [max(0.0, each) for each in counts]

    def _shares(self, start: int, end: int) -> Iterator[Share]:
        """What to add for a span: it is counted in the bucket it begins in, and belongs to all that it lies in."""
        edges, begins_in = self._edges, bisect_right(self._edges, start) - 1
        if 0 <= begins_in < len(edges) - 1:
            yield begins_in, -1.0
        if start == EARLIEST:
            start = end - 1
        elif end == LATEST:
            end = start + 1
        for bucket in range(max(0, bisect_right(edges, start) - 1), len(edges) - 1):
            low, high = edges[bucket], edges[bucket + 1]
            if low >= end:
                return
            yield bucket, (min(high, end) - max(low, start)) / (end - start)


def _short_over(all_rows: InTime, edges: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The ranges of one span each that lasts a month at most, with the number of the first edge that it lies over."""
    before = EARLIEST
    for number, edge in enumerate(edges):
        first = all_rows.row_from(max(before, edge - WIDE))
        for here, there in all_rows.same_starts(first, all_rows.row_from(edge)):
            over = bisect_right(all_rows.ends, edge, here, there)
            narrow = bisect_right(all_rows.ends, all_rows.starts[here] + WIDE, over, there)
            for first_of_end, last_of_end in _same_ends(all_rows, over, narrow):
                yield first_of_end, last_of_end, number
        before = edge


def _wide_over(all_rows: InTime, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The ranges of one span each that lasts longer, and may lie in any of the buckets."""
    at, wide, starts, ends = 0, all_rows.wide, all_rows.starts, all_rows.ends
    while wide and at <= wide.max():
        at = wide.next_set_bit(at)
        last = bisect_right(ends, ends[at], at, bisect_right(starts, starts[at], at))
        if starts[at] < edges[-1] and ends[at] > edges[0]:
            yield at, last
        at = last


def _same_ends(all_rows: InTime, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The ranges of one end each, of rows that begin at the same minute."""
    while first < last:
        end = bisect_right(all_rows.ends, all_rows.ends[first], first, last)
        yield first, end
        first = end
