"""Counting how many of some rows each of thousands of values has."""

from collections.abc import Mapping

from pyroaring import BitMap

FEW = 1 << 16
"""Rows of a store that can be counted in any way without anybody noticing."""


def counts(rows_of: Mapping[str, BitMap], rows: BitMap, total: int) -> dict[str, int]:
    """How many of some rows each value has, of `total` rows that there are.

    A row is looked up fastest in what holds a bit for each row. A Roaring bitmap does so wherever more than one in
    sixteen are set. Of fewer rows those are counted that are not among them, and taken from all that the value has.
    """
    if total > FEW:
        every = BitMap(range(0, total, 2)) | BitMap(
            range(1, total, 2)
        )  # of bits, where a range would be its ends
        rows = rows & every
        others = every - rows
        if _lists(others) < _lists(rows):
            count = others.intersection_cardinality
            return {value: len(those) - count(those) for value, those in rows_of.items()}
    count = rows.intersection_cardinality
    return {value: count(those) for value, those in rows_of.items()}


def _lists(rows: BitMap) -> int:
    """How many parts of a bitmap hold no bits, but numbers in a list."""
    return int(rows.get_statistics()["n_array_containers"])
