"""Where the documents of a store file lie, by their ids, from a kept index."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from math import isqrt
from struct import Struct
from typing import Protocol

from chronoterm.indexfile.dictionary import Dictionary
from chronoterm.indexfile.numbers import Numbers
from chronoterm.indexfile.reading import IndexFile

PLACE = Struct("<I")


class Ids(Protocol):
    """Where the good documents of a table lie, by their ids."""

    def __len__(self) -> int:
        """How many there are."""

    def candidates(self, id_: str) -> Iterator[int]:
        """The places of documents that may have that id."""

    def places(self) -> Sequence[int]:
        """The places of all of them, in the order of the file."""


class RecordIds:
    """The ids of records, by hashes of them, which some other id may share; rows are those of the chronology."""

    def __init__(self, index: IndexFile) -> None:
        self._hashes = Numbers(index, "ids.hashes", "Q")
        self._rows = Numbers(index, "ids.rows", "I")
        self._places = Numbers(index, "rows.places", "I")

    def __len__(self) -> int:
        return len(self._places)

    def rows(self, id_: str) -> Iterator[int]:
        """The rows of records that may have that id."""
        wanted = hash_of(id_)
        at = self._first(wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            yield self._rows[at]
            at += 1

    def place(self, row: int) -> int:
        """The place of the document of a row."""
        return self._places[row]

    def places_of(self, rows: range) -> Sequence[int]:
        """The places of neighbouring rows, in one read."""
        return self._places[rows.start : rows.stop]

    def candidates(self, id_: str) -> Iterator[int]:
        """The places of documents that may have that id."""
        return map(self.place, self.rows(id_))

    def places(self) -> Sequence[int]:
        """The places of all good records, in the order of the file."""
        return array("I", sorted(self._places.whole()))

    def _first(self, wanted: int) -> int:
        """Where a hash stands, or would; hashes are spread evenly, so one read near the place finds nearly all."""
        size = len(self._hashes)
        spread = 2 * isqrt(size) + 8
        guess = wanted * size >> 64
        low, high = max(0, guess - spread), min(size, guess + spread)
        near = self._hashes[low:high]
        begins = not low or (len(near) and near[0] < wanted)
        ends = high == size or (len(near) and near[-1] > wanted)
        return low + bisect_left(near, wanted) if begins and ends else bisect_left(self._hashes, wanted)


class NamedIds:
    """The ids of actors, places, series or annotations, with their places in the file."""

    def __init__(self, index: IndexFile, name: str) -> None:
        self._found = Dictionary(index, name)

    def __len__(self) -> int:
        return len(self._found)

    def candidates(self, id_: str) -> Iterator[int]:
        """The place of the document that has that id."""
        position = self._found.position(id_)
        if position is not None:
            yield place_in(self._found.value_at(position))

    def places(self) -> Sequence[int]:
        """The places of all good documents, in the order of the file."""
        values = self._found.values_of(range(len(self._found)))
        return array("I", sorted(map(place_in, values)))


def hash_of(id_: str) -> int:
    """The number that an id of a record is found by: 64 bits of its BLAKE2b."""
    return int.from_bytes(blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def place_in(value: bytes) -> int:
    """The place that an entry of a dictionary names. Raises ValueError for what is none."""
    if len(value) != PLACE.size:
        raise ValueError("a place is no number")
    place: int = PLACE.unpack(value)[0]
    return place
