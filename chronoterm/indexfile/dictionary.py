"""Sections that hold a dictionary: sorted keys, each with some bytes, which stay in the file until they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice, pairwise
from operator import eq, itemgetter
from typing import NamedTuple

from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexfile.writing import IndexWriter

KEYS, KEY_ENDS, VALUES, VALUE_ENDS = "keys", "key_ends", "values", "value_ends"

AFTER_ALL = b"\xff"
"""Comes after every byte that UTF-8 has."""


def write_dictionary(writer: IndexWriter, name: str, items: Iterable[tuple[str, bytes]]) -> None:
    """Write a dictionary, its keys sorted by their characters. Raises ValueError for a key that comes twice."""
    ordered = sorted(items, key=itemgetter(0))
    keys = [key.encode("utf-8", "surrogatepass") for key, _ in ordered]
    if any(map(eq, keys, islice(keys, 1, None))):
        raise ValueError(f"the dictionary {name} has a key twice")
    values = [value for _, value in ordered]
    writer.add(f"{name}.{KEYS}", b"".join(keys))
    writer.add(f"{name}.{KEY_ENDS}", array("Q", accumulate(map(len, keys))))
    writer.add(f"{name}.{VALUES}", b"".join(values))
    writer.add(f"{name}.{VALUE_ENDS}", array("Q", accumulate(map(len, values))))


class _Keys(NamedTuple):
    """All keys, where each ends among them, and where each value ends among the values."""

    keys: bytes
    ends: array[int]
    value_ends: array[int]


class Dictionary(Mapping[str, bytes]):
    """A dictionary in an index file; one that the file does not have is empty.

    The keys are read when somebody first asks, and kept; a value is read each time. Raises IndexFileError, but for a
    file that is forgiving.
    """

    def __init__(self, file: IndexFile, name: str) -> None:
        self._file = file
        self._name = name
        self._kept: _Keys | None = None

    def __len__(self) -> int:
        return len(self._all.ends)

    def __iter__(self) -> Iterator[str]:
        keys, start = self._all.keys, 0
        for end in self._all.ends:
            yield self._told(keys[start:end])
            start = end

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.position(key) is not None

    def __getitem__(self, key: str) -> bytes:
        position = self.position(key)
        if position is None:
            raise KeyError(key)
        return self.value_at(position)

    def position(self, key: str) -> int | None:
        """The number of a key among the sorted ones; none where there is no such key."""
        encoded = _encoded(key)
        at = self._from(encoded)
        return at if at < len(self) and self._key(at) == encoded else None

    def key_at(self, position: int) -> str:
        """The key of a number. Raises IndexError."""
        return self._told(self._key(self._checked(position)))

    def value_at(self, position: int) -> bytes:
        """The value under the key of a number. Raises IndexError."""
        return self.values_of(range(self._checked(position), position + 1))[0]

    def beginning(self, prefix: str) -> range:
        """The numbers of the keys that begin so."""
        encoded = _encoded(prefix)
        return range(self._from(encoded), self._from(encoded + AFTER_ALL))

    def values_of(self, positions: range) -> list[bytes]:
        """The values under the keys of neighbouring numbers, in one read."""
        if not positions:
            return []
        ends = self._all.value_ends
        bounds = [_end(ends, each) for each in range(positions[0], positions[-1] + 2)]
        first = bounds[0]
        data = self._file.read(f"{self._name}.{VALUES}", first, bounds[-1] - first)
        return [data[start - first : end - first] for start, end in pairwise(bounds)]

    @property
    def _all(self) -> _Keys:
        if self._kept is None:  # two threads that read them at once read the same
            try:
                self._kept = self._read()
            except IndexFileError:
                if not self.is_forgiving:
                    raise
                self._kept = _Keys(b"", array("Q"), array("Q"))
        return self._kept

    @property
    def is_forgiving(self) -> bool:
        """Whether what is damaged is to be taken for nothing."""
        return self._file.is_forgiving

    def _read(self) -> _Keys:
        ends, value_ends = array("Q"), array("Q")
        if not self._file.has(f"{self._name}.{KEYS}"):
            return _Keys(b"", ends, value_ends)
        self._file.into(f"{self._name}.{KEY_ENDS}", ends)
        self._file.into(f"{self._name}.{VALUE_ENDS}", value_ends)
        if len(ends) != len(value_ends):
            raise IndexFileError(f"has more keys than values, or fewer, in {self._name}")
        return _Keys(self._file.bytes(f"{self._name}.{KEYS}"), ends, value_ends)

    def _told(self, encoded: bytes) -> str:
        try:
            return str(encoded, "utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise IndexFileError(f"has a key that is no text in {self._name}") from None

    def _key(self, position: int) -> bytes:
        keys, ends, _ = self._all
        return keys[_end(ends, position) : ends[position]]

    def _from(self, encoded: bytes) -> int:
        return bisect_left(range(len(self)), encoded, key=self._key)

    def _checked(self, position: int) -> int:
        if not 0 <= position < len(self):
            raise IndexError(f"no key {position} among {len(self)}")
        return position


def _end(ends: array[int], number: int) -> int:
    """Where the things before one of this number end, so where it begins."""
    return ends[number - 1] if number else 0


def _encoded(text: str) -> bytes:
    """UTF-8 sorts as the characters do, halves of characters included."""
    return text.encode("utf-8", "surrogatepass")
