"""Sections that hold a dictionary: sorted keys, each with some bytes, which stay in the file until they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, pairwise
from operator import eq, itemgetter
from typing import NamedTuple

from chronoterm.indexfile.numbers import Numbers
from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexfile.writing import IndexWriter

KEYS, KEY_ENDS, VALUES, VALUE_ENDS = "keys", "key_ends", "values", "value_ends"

LARGE = 1 << 20
"""Bytes that the ends of keys take in a dictionary whose keys stay in the file as its values do."""

STEP = 4096
"""Keys that are read at a time where all are gone through."""

PIECE = 1 << 16
"""Bytes of values that are read at a time where all are gone through; what one value has beyond, with it."""

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
    """Where each key ends among the keys, each value among the values, and what reads keys from one byte to another."""

    ends: Sequence[int]
    value_ends: Sequence[int]
    between: Callable[[int, int], bytes]


def _none_between(start: int, end: int) -> bytes:  # noqa: ARG001 - the signature of what reads keys
    return b""


_NO_KEYS = _Keys((), (), _none_between)


class Dictionary(Mapping[str, bytes]):
    """A dictionary in an index file; one that the file does not have is empty.

    The keys are read when somebody first asks, and kept, but for those of a large one, which are read one by one as
    the values are. Raises IndexFileError, but for a file that is forgiving.
    """

    def __init__(self, file: IndexFile, name: str) -> None:
        self._file = file
        self._name = name
        self._kept: _Keys | None = None

    def __len__(self) -> int:
        return len(self._all.ends)

    def __iter__(self) -> Iterator[str]:
        ends, _, between = self._all
        for first in range(0, len(ends), STEP):
            try:
                bounds = _bounds(ends, first, min(first + STEP, len(ends)))
                keys, begins = between(bounds[0], bounds[-1]), bounds[0]
            except IndexFileError:
                if self.is_forgiving:
                    return
                raise
            yield from (self._told(keys[start - begins : end - begins]) for start, end in pairwise(bounds))

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
        try:
            at = self._from(encoded)
            return at if at < len(self) and self._key(at) == encoded else None
        except IndexFileError:
            if self.is_forgiving:
                return None
            raise

    def key_at(self, position: int) -> str:
        """The key of a number. Raises IndexError."""
        return self._told(self._key(self._checked(position)))

    def value_at(self, position: int) -> bytes:
        """The value under the key of a number. Raises IndexError."""
        return self.values_of(range(self._checked(position), position + 1))[0]

    def beginning(self, prefix: str) -> range:
        """The numbers of the keys that begin so."""
        encoded = _encoded(prefix)
        try:
            return range(self._from(encoded), self._from(encoded + AFTER_ALL))
        except IndexFileError:
            if self.is_forgiving:
                return range(0)
            raise

    def values_of(self, positions: range) -> list[bytes]:
        """The values under the keys of neighbouring numbers, in one read."""
        if not positions:
            return []
        try:
            bounds = _bounds(self._all.value_ends, positions[0], positions[-1] + 1)
            first = bounds[0]
            data = self._file.read(f"{self._name}.{VALUES}", first, bounds[-1] - first)
        except IndexFileError:
            if self.is_forgiving:
                return [b""] * len(positions)
            raise
        return [data[start - first : end - first] for start, end in pairwise(bounds)]

    def each_of(self, positions: range) -> Iterator[bytes]:
        """The same one after another, read some at a time, so that they are never held together."""
        ends, first = self._all.value_ends, positions.start
        while first < positions.stop:
            begins = _bounds(ends, first, first)[0]
            last = bisect_right(ends, begins + PIECE, first + 1, positions.stop)
            yield from self.values_of(range(first, last))
            first = last

    @property
    def _all(self) -> _Keys:
        if self._kept is None:  # two threads that read them at once read the same
            try:
                self._kept = self._read()
            except IndexFileError:
                if not self.is_forgiving:
                    raise
                self._kept = _NO_KEYS
        return self._kept

    @property
    def is_forgiving(self) -> bool:
        """Whether what is damaged is to be taken for nothing."""
        return self._file.is_forgiving

    def _read(self) -> _Keys:
        file, keys, key_ends = self._file, f"{self._name}.{KEYS}", f"{self._name}.{KEY_ENDS}"
        if not file.has(keys):
            return _NO_KEYS
        ends, value_ends = (Numbers(file, f"{self._name}.{each}", "Q") for each in (KEY_ENDS, VALUE_ENDS))
        if len(ends) != len(value_ends):
            raise IndexFileError(f"has more keys than values, or fewer, in {self._name}")
        if file.size(key_ends) > LARGE:
            return _Keys(ends, value_ends, lambda start, end: file.read(keys, start, end - start))
        data = file.bytes(keys)
        return _Keys(ends.whole(), value_ends.whole(), lambda start, end: data[start:end])

    def _told(self, encoded: bytes) -> str:
        try:
            return str(encoded, "utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise IndexFileError(f"has a key that is no text in {self._name}") from None

    def _key(self, position: int) -> bytes:
        ends, _, between = self._all
        return between(*_bounds(ends, position, position + 1))

    def _from(self, encoded: bytes) -> int:
        return bisect_left(range(len(self)), encoded, key=self._key)

    def _checked(self, position: int) -> int:
        if not 0 <= position < len(self):
            raise IndexError(f"no key {position} among {len(self)}")
        return position


def _bounds(ends: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Where the thing of a number begins, and where it and those after it up to `last` end."""
    return ends[first - 1 : last] if first else [0, *ends[:last]]


def _encoded(text: str) -> bytes:
    """UTF-8 sorts as the characters do, halves of characters included."""
    return text.encode("utf-8", "surrogatepass")
