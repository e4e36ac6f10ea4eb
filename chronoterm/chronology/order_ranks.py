"""How all rows stand in a column, and all rows sorted by it.

A million rows are sorted beside a screen that goes on answering. So nothing here runs for long inside one call of
the interpreter's own: what is long is a loop, between whose turns other threads get theirs.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, MutableSequence, Sequence
from itertools import accumulate, chain
from typing import Any, Protocol, TypeVar

from chronoterm.ordering import SortKey

AT_ONCE = 1 << 13
"""Values that are handled in one call: some milliseconds, even of long texts to be sorted."""

PARTS = 256
"""Into how many more texts are dealt out, to be sorted one part after the other; at least two."""

FEW_RANKS = 1 << 16
"""Ranks for which a list of whole numbers is no burden; of more an array is smaller, and slower."""

Key = TypeVar("Key", bound=Any)
"""What can be compared with its like."""


class KeptRanks(Protocol):
    """Columns that were ranked before, as the rows stood when the index was built."""

    def ranks(self, column: SortKey) -> "array[int] | None":
        """The rank of each row: equal values have one, from 1; 0 for none. Nothing where it is not known."""


def zeros(number: int) -> "array[int]":
    """As many zeros."""
    return array("I", (0,)) * number


def ranked(keys: Iterable[Key]) -> "array[int]":
    """The rank of each row from what it is sorted by: equal keys have one, from 1; 0 is for an empty one or none."""
    known: dict[Key, int] = {}
    codes = array("I")
    for key in keys:
        codes.append(known.setdefault(key, len(known)))
    ranks = zeros(len(known))
    for rank, key in enumerate(in_order([each for each in known if each]), 1):
        ranks[known[key]] = rank
    for row, code in enumerate(codes):
        codes[row] = ranks[code]
    while known:  # a million texts given back at once would hold up all other threads
        known.popitem()
    return codes


def in_order(keys: Sequence[Key]) -> Iterable[Key]:
    """Different keys sorted: dealt out between some of them, and then part by part."""
    if len(keys) <= AT_ONCE:
        return sorted(keys)
    bounds = sorted(keys[:: len(keys) // PARTS])
    parts: list[list[Key]] = [[] for _ in range(len(bounds) + 1)]
    for each in keys:
        parts[bisect_right(bounds, each)].append(each)
    return chain.from_iterable(map(in_order, parts))


def distributed(rows: Sequence[int], ranks: "array[int]", *, reverse: bool) -> "array[int]":
    """All rows by rank in either direction, equal ones as they stood, those without a value last."""
    counts = _counts(ranks)
    free: MutableSequence[int] = _starts(counts, reverse=reverse)
    if len(free) <= FEW_RANKS:
        free = list(free)
    made = zeros(len(ranks))
    as_they_stand = ranks if isinstance(rows, range) else map(ranks.__getitem__, rows)
    for row, rank in zip(rows, as_they_stand, strict=True):
        at = free[rank]
        made[at] = row
        free[rank] = at + 1
    return made


def key_of(columns: Sequence[tuple["array[int]", bool]]) -> Callable[[int], tuple[int, ...]]:
    """What a row is put in order by, in columns of ranks that are turned round or not; the row itself last."""
    beyond = 1 << 32
    if len(columns) == 1:
        ((ranks, reverse),) = columns
        if not reverse:
            return lambda row: (ranks[row] or beyond, row)
        return lambda row: (-ranks[row] or beyond, row)

    def key(row: int) -> tuple[int, ...]:
        return (*((-each[row] if reverse else each[row]) or beyond for each, reverse in columns), row)

    return key


def _counts(ranks: "array[int]") -> "array[int]":
    """How many rows have each rank."""
    parts = range(0, len(ranks), AT_ONCE)
    most = max((max(ranks[first : first + AT_ONCE]) for first in parts), default=0)
    counts = zeros(most + 1)
    if most < FEW_RANKS:
        found: Counter[int] = Counter()
        for first in parts:
            found.update(ranks[first : first + AT_ONCE])
        for rank, count in found.items():
            counts[rank] = count
    else:
        for rank in ranks:
            counts[rank] += 1
    return counts


def _starts(counts: "array[int]", *, reverse: bool) -> "array[int]":
    """Where the rows of each rank begin; those of rank 0 at the end."""
    valued = counts[1:]
    if reverse:
        valued.reverse()
    made = array("I", [0])
    made.extend(each for each in accumulate(valued))
    total = made.pop()
    if reverse:
        made.reverse()
    made.insert(0, total)
    return made
