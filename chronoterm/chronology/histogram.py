"""How many records lie in each span of time, without piling uncertain dates on their first day."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pyroaring import BitMap

from chronoterm.chronology.rows import Rows
from chronoterm.dates import DAY

Span = tuple[int, int]


def histogram(all_rows: Rows, rows: BitMap, edges: Sequence[int]) -> list[float]:
    """The dated `rows` between each two of the ascending minutes `edges`.

    A record whose date spans several buckets adds to each the share of its span that lies there; one with an
    open end counts at the end it has; what lies outside the edges is not counted.
    """
    counts = [0.0] * max(0, len(edges) - 1)
    if not counts:
        return counts
    narrow = rows - all_rows.wide
    if any(edge % DAY for edge in edges):
        _count_one_by_one(counts, all_rows, narrow, edges)
    else:
        _count_ranges(counts, all_rows, narrow, edges)
    for (start, end), wide in all_rows.wide_spans.items():
        if start < edges[-1] and end > edges[0]:
            _spread(counts, edges, (start, end), rows.intersection_cardinality(wide))
    return counts


def _count_ranges(counts: list[float], all_rows: Rows, rows: BitMap, edges: Sequence[int]) -> None:
    """Rows that last a day at most, in buckets of whole days: those of a bucket stand side by side."""
    places = [bisect_left(all_rows.starts, edge) for edge in edges]
    for bucket, (left, right) in enumerate(pairwise(places)):
        counts[bucket] += rows.range_cardinality(left, right)


def _count_one_by_one(counts: list[float], all_rows: Rows, rows: BitMap, edges: Sequence[int]) -> None:
    """The same where buckets cut days, which are spread then; there are few rows in the little time of hours."""
    left, right = bisect_left(all_rows.starts, edges[0] - DAY), bisect_left(all_rows.starts, edges[-1])
    for row in rows & BitMap(range(left, right)):
        _spread(counts, edges, (all_rows.starts[row], all_rows.ends[row]), 1)


def _spread(counts: list[float], edges: Sequence[int], span: Span, number: int) -> None:
    start, end = span
    if not number or end <= start:
        return
    for bucket in range(max(0, bisect_right(edges, start) - 1), len(counts)):
        low, high = edges[bucket], edges[bucket + 1]
        if low >= end:
            return
        overlap = min(high, end) - max(low, start)
        if overlap > 0:
            counts[bucket] += number * overlap / (end - start)
