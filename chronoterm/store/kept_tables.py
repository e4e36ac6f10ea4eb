"""A table of a store file that is read by position, with what edits changed since laid over it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import ItemsView, Iterator, MutableMapping, Sequence, ValuesView
from typing import NamedTuple

import msgspec

from chronoterm.indexfile.numbers import Numbers
from chronoterm.indexfile.reading import IndexFile
from chronoterm.store.kept_file import BLOCK, DamageTold, StoreFile
from chronoterm.store.kept_lately import Lately
from chronoterm.store.shape import is_document_number
from chronoterm.store.surrogates import halves_replaced

STEP = 8192
"""Documents of which the places are read at a time."""

HALVES = "it holds halves of characters"
"""What stands in the way of writing a store in which not every `\\ud800` has a partner."""


class Run(NamedTuple):
    """Neighbouring documents read at once: the place of the first, their numbers and bounds, and all the bytes.

    `starts` count from the beginning of `data`, which begins with the first document and ends with the last.
    """

    first: int
    numbers: Sequence[int]
    starts: Sequence[int]
    lengths: Sequence[int]
    data: bytes


class Lying(NamedTuple):
    """Where the documents of a table lie in the file, in its order, and their places by their numbers."""

    numbers: Sequence[int]
    starts: Sequence[int]
    lengths: Sequence[int]
    by_number: Sequence[int] | None

    @classmethod
    def of(cls, index: IndexFile, table: str) -> "Lying":
        """What an index file says of a table, none of it if there is no such table. Raises IndexFileError."""
        name = f"table:{table}"
        by_number = f"{name}.by_number"
        if not index.has(f"{name}.starts"):
            return cls((), (), (), None)
        starts, numbers = Numbers(index, f"{name}.starts", "Q"), f"{name}.numbers"
        return cls(
            # Where they are not told, they are those from 1 on without a gap.
            Numbers(index, numbers, "Q") if index.has(numbers) else range(1, len(starts) + 1),
            starts,
            Numbers(index, f"{name}.lengths", "I"),
            Numbers(index, by_number, "I") if index.has(by_number) else None,
        )


class KeptTable(MutableMapping[str, msgspec.Raw]):
    """Document number → the bytes of the document, as a dictionary in the order of the file has them.

    Raises StoreChangedError where the file, or what the index says of it, is not what it was.
    """

    def __init__(self, file: StoreFile, index: IndexFile, name: str, *, mends: bool = False) -> None:
        """`mends` replaces halves of characters, which no byte of the file is moved by."""
        self.file = file
        self.name = name
        self._mends = mends
        self._told = DamageTold(file)
        with self._told:
            self._lying = Lying.of(index, name)
        self._placed: Lately[str, int | None] = Lately()
        self._gone: set[int] = set()
        self._replaced: dict[int, msgspec.Raw] = {}
        self._new: dict[str, msgspec.Raw] = {}

    # By place: what the file holds, whatever was changed since

    @property
    def size(self) -> int:
        """How many documents the file holds."""
        return len(self._lying.numbers)

    def number_at(self, place: int) -> str:
        """The number of the document at a place in the file."""
        with self._told:
            return str(self._lying.numbers[place])

    def at(self, place: int) -> bytes:
        """The document at a place in the file."""
        with self._told:
            start, length = self._lying.starts[place], self._lying.lengths[place]
        return self._mended(self.file.read(start, length))

    def all_at(self, places: Sequence[int]) -> Iterator[bytes]:
        """The documents at some places in the file, few enough to be looked for together."""
        with self._told:
            lying = self._lying
            bounds = [(lying.starts[place], lying.lengths[place]) for place in places]
        return map(self._mended, self.file.pieces(bounds))

    def place_of(self, number: str) -> int | None:
        """The place of the document of that number; none where the file has no such one."""
        return self._placed.get(number, self._found)

    def _found(self, number: str) -> int | None:
        if not is_document_number(number):
            return None
        with self._told:
            wanted, size = int(number), self.size
            numbers, order = self._lying.numbers, self._lying.by_number
            if wanted <= size and numbers[wanted - 1] == wanted:  # numbered from 1 without gaps, as most are
                return wanted - 1
            if order is None:
                at = bisect_left(numbers, wanted)
                return at if at < size and numbers[at] == wanted else None
            at = bisect_left(order, wanted, key=numbers.__getitem__)
            return order[at] if at < size and numbers[order[at]] == wanted else None

    def runs(self) -> Iterator[Run]:
        """All documents of the file in its order, some megabytes at a time."""
        for first in range(0, self.size, STEP):
            with self._told:
                here = slice(first, first + STEP)
                numbers, starts, lengths = (each[here] for each in self._lying[:3])
            at = 0
            while at < len(starts):
                end = bisect_right(starts, starts[at] + BLOCK, at + 1)
                yield self._run(first + at, numbers[at:end], starts[at:end], lengths[at:end])
                at = end

    def _run(self, first: int, numbers: Sequence[int], starts: Sequence[int], lengths: Sequence[int]) -> Run:
        with self._told:
            base = starts[0]
            within = array("Q", [each - base for each in starts])
            data = self._mended(self.file.read(base, within[-1] + lengths[-1]))
        return Run(first, numbers, within, lengths, data)

    def _mended(self, data: bytes) -> bytes:
        return halves_replaced(data) if self._mends else data

    # As a dictionary

    def __getitem__(self, number: str) -> msgspec.Raw:
        if number in self._new:
            return self._new[number]
        place = self._live(number)
        if place is None:
            raise KeyError(number)
        replaced = self._replaced.get(place)
        return msgspec.Raw(self.at(place)) if replaced is None else replaced

    def __contains__(self, number: object) -> bool:
        return isinstance(number, str) and (number in self._new or self._live(number) is not None)

    def __setitem__(self, number: str, raw: msgspec.Raw) -> None:
        place = None if number in self._new else self._live(number)
        if place is None:
            self._new[number] = raw
        else:
            self._replaced[place] = raw

    def __delitem__(self, number: str) -> None:
        if number in self._new:
            del self._new[number]
            return
        place = self._live(number)
        if place is None:
            raise KeyError(number)
        self._gone.add(place)
        self._replaced.pop(place, None)

    def __len__(self) -> int:
        return self.size - len(self._gone) + len(self._new)

    def __iter__(self) -> Iterator[str]:
        for first in range(0, self.size, STEP):
            with self._told:
                numbers = self._lying.numbers[first : first + STEP]
            for place, number in enumerate(numbers, first):
                if place not in self._gone:
                    yield str(number)
        yield from tuple(self._new)

    def items(self) -> ItemsView[str, msgspec.Raw]:
        """Numbers and documents, read many at a time."""
        return _Items(self)

    def values(self) -> ValuesView[msgspec.Raw]:
        """The documents, read many at a time."""
        return _Values(self)

    def numbered(self) -> Iterator[tuple[str, msgspec.Raw]]:
        """The same, one after another."""
        for first, numbers, starts, lengths, data in self.runs():
            for place, (number, start, length) in enumerate(
                zip(numbers, starts, lengths, strict=True), first
            ):
                if place not in self._gone:
                    replaced = self._replaced.get(place)
                    whole = msgspec.Raw(data[start : start + length]) if replaced is None else replaced
                    yield str(number), whole
        yield from tuple(self._new.items())

    def _live(self, number: str) -> int | None:
        """The place of a document in the file that was not deleted since."""
        place = self.place_of(number)
        return None if place in self._gone else place

    # What only a table knows

    def touched(self) -> tuple[dict[int, msgspec.Raw | None], dict[str, msgspec.Raw]]:
        """What stands in place of documents of the file, by their places, nothing for deleted ones; and new ones."""
        gone: dict[int, msgspec.Raw | None] = dict.fromkeys(self._gone)
        return {**self._replaced, **gone}, dict(self._new)

    def highest(self) -> int:
        """The highest number of any document; 0 where there is none."""
        with self._told:
            numbers, order = self._lying.numbers, self._lying.by_number
            places = (each if order is None else order[each] for each in reversed(range(self.size)))
            in_file = next((numbers[place] for place in places if place not in self._gone), 0)
        return max([in_file, *map(int, self._new)])


class _Items(ItemsView[str, msgspec.Raw]):
    """The documents of a table without looking for each by its number."""

    def __init__(self, table: KeptTable) -> None:
        super().__init__(table)
        self._table = table

    def __iter__(self) -> Iterator[tuple[str, msgspec.Raw]]:
        return self._table.numbered()


class _Values(ValuesView[msgspec.Raw]):
    """The same without the numbers."""

    def __init__(self, table: KeptTable) -> None:
        super().__init__(table)
        self._table = table

    def __iter__(self) -> Iterator[msgspec.Raw]:
        return (raw for _, raw in self._table.numbered())
