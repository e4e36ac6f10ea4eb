"""How many records lie in each span of time, without piling uncertain dates on their first day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pyroaring import BitMap

from chronoterm.chronology.index import Index
from chronoterm.dates import EARLIEST, LATEST


def histogram(index: Index, rows: BitMap, edges: Sequence[int]) -> list[float]:
    """The dated `rows` between each two of the ascending minutes `edges`.

    A record whose date spans several buckets adds to each the share of its span that lies there; one with an
    open end counts at the end it has; what lies outside the edges is not counted.
    """
    counts = [0.0] * max(0, len(edges) - 1)
    if not counts:
        return counts
    first, last = bisect_left(index.starts, edges[0]), bisect_left(index.starts, edges[-1])
    wide = rows & index.wide
    narrow = rows - wide
    for bucket, (low, high) in enumerate(pairwise(edges)):
        left, right = bisect_left(index.starts, low), bisect_left(index.starts, high)
        counts[bucket] += narrow.range_cardinality(max(first, left), min(last, right))
    for row in wide:
        _spread(counts, edges, *_ends(index, row))
    return counts


def _ends(index: Index, row: int) -> tuple[int, int]:
    """The span of a row to spread; an open one shrinks to the minute at the end that is known."""
    when = index.entries[row].when
    if when is None:
        return LATEST, LATEST
    if when.end == LATEST:
        return when.start, when.start + 1
    return (when.end - 1, when.end) if when.start == EARLIEST else (when.start, when.end)


def _spread(counts: list[float], edges: Sequence[int], start: int, end: int) -> None:
    for bucket in range(max(0, bisect_right(edges, start) - 1), len(counts)):
        low, high = edges[bucket], edges[bucket + 1]
        if low >= end:
            return
        overlap = min(high, end) - max(low, start)
        if overlap > 0:
            counts[bucket] += overlap / (end - start)
