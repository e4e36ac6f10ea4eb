"""Reading pieces of an open store file, and documents of which it is known where they lie."""

import os
from array import array
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from chronoterm.indexing.building_errors import MisfitError

Value = TypeVar("Value", int, str)

STEP = 1 << 19
"""Bytes that are read at a time, if documents are not longer: all that is made of them stays near the processor."""


class Lying(NamedTuple):
    """Where the documents of a table lie in the file, in its order."""

    starts: "array[int]"
    lengths: "array[int]"


def runs_of(file: int, lying: Lying) -> Iterator[tuple[int, list[bytes]]]:
    """The documents of a table, some at a time, with the place of the first; they are read as they lie."""
    starts, lengths = lying
    first, total = 0, len(starts)
    while first < total:
        start, last = starts[first], first
        while last + 1 < total and starts[last + 1] + lengths[last + 1] - start <= STEP:
            last += 1
        data = read_at(file, start, starts[last] + lengths[last] - start)
        yield (
            first,
            [
                data[at - start : at - start + length]
                for at, length in zip(starts[first : last + 1], lengths[first : last + 1], strict=True)
            ],
        )
        first = last + 1


def read_at(file: int, offset: int, length: int) -> bytes:
    """So many bytes of an open file. Raises MisfitError where there are fewer."""
    data = os.pread(file, length, offset)
    while len(data) < length:  # the system gives no more than 2 GiB at a time
        more = os.pread(file, length - len(data), offset + len(data))
        if not more:
            raise MisfitError
        data += more
    return data


def picked(values: Sequence[Value], places: Sequence[int]) -> Sequence[Value]:
    """The values at some places; of the ways to get them the fastest."""
    return itemgetter(*places)(values) if len(places) > 1 else [values[place] for place in places]
