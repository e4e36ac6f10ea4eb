"""Values of many records as numbers: noted as they come, and put into groups when all are there."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, pairwise
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
"""Places or rows."""

Name = TypeVar("Name", str, str | None, tuple[str, ...])

NOTHING = ""
"""Stands where a place has no value."""

HALF = np.uint64(32)
"""Bits of a number."""


class Codes(Generic[Name]):
    """Values of a column, one for each place, numbered as they come."""

    def __init__(self) -> None:
        self.numbers: dict[Name, int] = defaultdict(count().__next__)
        # Some at a time, since a list of millions is copied again and again while it grows.
        self._codes: list[array[int]] = []

    def add(self, values: Iterable[Name]) -> None:
        """Note the values of the next places."""
        self._codes.append(array("I", list(map(self.numbers.__getitem__, values))))

    @property
    def codes(self) -> bytes:
        """The number of the value of each place (I)."""
        return b"".join(self._codes)

    def groups(self, rows: Numbers | None = None) -> Iterator[tuple[Name, Numbers]]:
        """Each value with its places in order, or with their `rows`."""
        codes = numbers_of(self.codes)
        return _grouped(self.numbers, codes, np.arange(len(codes), dtype=np.uint32) if rows is None else rows)


class Lists(Generic[Name]):
    """Values of which each place has any number, numbered as they come."""

    def __init__(self) -> None:
        self._values: Codes[Name] = Codes()
        self._lengths: list[array[int]] = []

    def add(self, lists: Sequence[Sequence[Name]]) -> None:
        """Note the values of the next places; one that comes twice does no harm."""
        self._values.add(chain.from_iterable(lists))
        self._lengths.append(array("I", list(map(len, lists))))

    def groups(self, rows: Numbers | None = None) -> Iterator[tuple[Name, Numbers]]:
        """Each value with its places in order, or with their `rows`."""
        lengths = numbers_of(b"".join(self._lengths))
        each = np.arange(len(lengths), dtype=np.uint32) if rows is None else rows
        return _grouped(self._values.numbers, numbers_of(self._values.codes), np.repeat(each, lengths))


def _grouped(values: Iterable[Name], codes: Numbers, numbers: Numbers) -> Iterator[tuple[Name, Numbers]]:
    """Each value with the sorted numbers that stand beside its code."""
    both = codes.astype(np.uint64) << HALF | numbers
    both.sort()
    in_order = both.astype(np.uint32)
    ends: list[int] = np.cumsum(np.bincount(codes)).tolist()
    return (
        (value, in_order[start:end])
        for value, (start, end) in zip(values, pairwise([0, *ends]), strict=False)
    )


def numbers_of(data: "bytes | array[int]") -> Numbers:
    """Numbers (I) as they can be calculated with; they are not copied."""
    return np.frombuffer(data, np.uint32)


def packed(numbers: Numbers) -> "array[int]":
    """Numbers as they are stored, four bytes each."""
    return array("I", numbers.tobytes())


def hashes_in(data: bytes) -> NDArray[np.uint64]:
    """Hashes (Q), which are little endian."""
    found = np.frombuffer(data, np.dtype("<u8"))
    return found if sys.byteorder == "little" else found.astype(np.uint64)
