"""What a table holds, by id, read from the file when it is asked for, with what edits changed since laid over it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, ItemsView, Iterator, Mapping, MutableMapping, Sequence, ValuesView
from functools import partial
from typing import Generic, TypeVar

from chronoterm.documents import DocumentError
from chronoterm.store.kept_file import DamageTold
from chronoterm.store.kept_ids import Ids
from chronoterm.store.kept_lately import Lately
from chronoterm.store.kept_tables import KeptTable

Held = TypeVar("Held")

TOGETHER = 128
"""Documents that are looked for together: more than a screen shows."""

LARGE = 1 << 20
"""Bytes of a document that takes so long to be read that its value is kept for good."""


class Overlaid(MutableMapping[str, Held], ABC):
    """A dictionary of what a file holds by ids, with what was put and taken since; what was put again goes last."""

    def __init__(self, ids: Ids, told: DamageTold) -> None:
        self._ids = ids
        self._told = told
        self._new: dict[str, Held] = {}
        self._gone: set[str] = set()

    @abstractmethod
    def kept_place(self, id_: str) -> int | None:
        """The place of the document that the file has under an id, whatever was changed since."""

    @abstractmethod
    def at(self, place: int) -> Held:
        """What is held of the document at a place."""

    @abstractmethod
    def _kept(self) -> Iterator[tuple[str, Held]]:
        """All that the file holds."""

    def __getitem__(self, id_: str) -> Held:
        if id_ in self._new:
            return self._new[id_]
        place = self._live(id_)
        if place is None:
            raise KeyError(id_)
        return self.at(place)

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and (id_ in self._new or self._live(id_) is not None)

    def __setitem__(self, id_: str, value: Held) -> None:
        if id_ not in self._new and self._live(id_) is not None:
            self._gone.add(id_)
        self._new[id_] = value

    def __delitem__(self, id_: str) -> None:
        if id_ in self._new:
            del self._new[id_]
        elif self._live(id_) is not None:
            self._gone.add(id_)
        else:
            raise KeyError(id_)

    def __len__(self) -> int:
        return len(self._ids) - len(self._gone) + len(self._new)

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_, _ in self.pairs())

    def items(self) -> ItemsView[str, Held]:
        """Ids and what is held under them, read many at a time."""
        return _Items(self)

    def values(self) -> ValuesView[Held]:
        """What is held, read many at a time."""
        return _Values(self)

    def pairs(self) -> Iterator[tuple[str, Held]]:
        """Ids and what is held under them, one after another."""
        yield from ((id_, value) for id_, value in self._kept() if id_ not in self._gone)
        yield from tuple(self._new.items())

    @property
    def new(self) -> dict[str, Held]:
        """What was put since."""
        return self._new

    def is_kept(self, id_: str) -> bool:
        """Whether what the file holds under an id still stands, if it holds anything."""
        return id_ not in self._gone and id_ not in self._new

    def _live(self, id_: str) -> int | None:
        return None if id_ in self._gone else self.kept_place(id_)


class _Items(ItemsView[str, Held]):
    def __init__(self, held: Overlaid[Held]) -> None:
        super().__init__(held)
        self._held = held

    def __iter__(self) -> Iterator[tuple[str, Held]]:
        return self._held.pairs()


class _Values(ValuesView[Held]):
    def __init__(self, held: Overlaid[Held]) -> None:
        super().__init__(held)
        self._held = held

    def __iter__(self) -> Iterator[Held]:
        return (value for _, value in self._held.pairs())


class KeptValues(Overlaid[Held], Generic[Held]):
    """Id → what an entry, an actor or another document says."""

    def __init__(
        self,
        table: KeptTable,
        ids: Ids,
        read: Callable[[bytes], Held],
        id_of: Callable[[Held, str], str],
    ) -> None:
        """`id_of` tells the id of a value from it and the number of its document."""
        super().__init__(ids, DamageTold(table.file))
        self.table = table
        self._read = read
        self._id_of = id_of
        self._lately: Lately[int, Held] = Lately()
        self._placed: Lately[str, int | None] = Lately()
        self._large: dict[int, Held] = {}

    def kept_place(self, id_: str) -> int | None:
        """The place of the document that the file has under an id, whatever was changed since."""
        return self._placed.get(id_, self._found)

    def _found(self, id_: str) -> int | None:
        with self._told:
            return next((each for each in self._ids.candidates(id_) if self.id_at(each) == id_), None)

    def id_at(self, place: int) -> str:
        """The id of the document at a place."""
        return self._id_of(self.at(place), self.table.number_at(place))

    def at(self, place: int) -> Held:
        """What the document at a place says. Raises StoreChangedError."""
        return self._lately.get(place, self._decoded)

    def all_at(self, places: Sequence[int]) -> list[Held]:
        """What the documents at some places say, those that are to be read looked for together. Raises as `at`."""
        firsts = range(0, len(places), TOGETHER)
        return [each for first in firsts for each in self._together(places[first : first + TOGETHER])]

    def _together(self, places: Sequence[int]) -> Iterator[Held]:
        lacking = [each for each in places if each not in self._lately and each not in self._large]
        raws = zip(lacking, self.table.all_at(lacking), strict=True)
        read = {place: self._valued(place, raw) for place, raw in raws}
        find = read.__getitem__ if len(lacking) == len(places) else partial(_found_in, read, self._decoded)
        return (self._lately.get(each, find) for each in places)

    def _decoded(self, place: int) -> Held:
        if place in self._large:
            return self._large[place]
        return self._valued(place, self.table.at(place))

    def _valued(self, place: int, raw: bytes) -> Held:
        value = self.read(raw)
        if len(raw) >= LARGE:
            self._large[place] = value
        return value

    def read(self, raw: bytes) -> Held:
        """What a good document says. Raises StoreChangedError for any other, since an index has only good ones."""
        try:
            return self._read(raw)
        except DocumentError as error:
            raise self.table.file.changed from error

    def _kept(self) -> Iterator[tuple[str, Held]]:
        return ((id_, value) for id_, _, value in self._whole())

    def kept_numbers(self) -> Iterator[tuple[str, str]]:
        """The ids of all that the file holds, with the numbers of the documents."""
        return ((id_, number) for id_, number, _ in self._whole())

    def good(self) -> Iterator[tuple[str, bytes]]:
        """The numbers and bytes of the good documents, in the order of the file."""
        with self._told:
            good = bytearray(self.table.size)
            for place in self._ids.places():
                good[place] = True
        for first, numbers, starts, lengths, data in self.table.runs():
            for place, (number, start, length) in enumerate(
                zip(numbers, starts, lengths, strict=True), first
            ):
                if good[place]:
                    yield str(number), data[start : start + length]

    def _whole(self) -> Iterator[tuple[str, str, Held]]:
        for number, raw in self.good():
            value = self.read(raw)
            yield self._id_of(value, number), number, value


def _found_in(read: Mapping[int, Held], find: Callable[[int], Held], place: int) -> Held:
    return read[place] if place in read else find(place)


class KeptDocuments(Overlaid[str]):
    """Id → number of the document."""

    def __init__(self, table: KeptTable, ids: Ids, values: KeptValues[Held]) -> None:
        super().__init__(ids, DamageTold(table.file))
        self._table = table
        self._place = values.kept_place
        self._all = values.kept_numbers

    def kept_place(self, id_: str) -> int | None:
        """The place of the document that the file has under an id, whatever was changed since."""
        return self._place(id_)

    def at(self, place: int) -> str:
        """The number of the document at a place."""
        return self._table.number_at(place)

    def _kept(self) -> Iterator[tuple[str, str]]:
        return self._all()
