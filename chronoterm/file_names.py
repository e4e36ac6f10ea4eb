"""What a kept store's file tells of actors, places and series, as it was when it was indexed, and what became of it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Generic

from msgspec import MsgspecError
from msgspec.json import Decoder

from chronoterm.chronology.names import Named, Names
from chronoterm.layered import Layered
from chronoterm.problems import ChronotermError
from chronoterm.records import Actor, Place, Series
from chronoterm.store.kept_values import KeptValues
from chronoterm.store.store import Store

FEW = 64
"""Documents that are read one by one; whoever asks for more is given all, read at one go."""


class FileTable(Mapping[str, Named], Generic[Named]):
    """A table of a store file; what cannot be read any more is as if it was not there.

    Fields that this version has no name for are left out: nothing is written from here.
    """

    def __init__(self, values: KeptValues[Named], kind: type[Named]) -> None:
        self._values: KeptValues[Named] = values
        self._decoder: Decoder[Named] = Decoder(kind)
        self._read: dict[str, Named | None] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """What the file tells of an id, else the default."""
        if key not in self._read:
            if len(self._read) >= FEW:
                return self._all.get(key, default)
            self._read[key] = self._one(key)
        found = self._read[key]
        return default if found is None else found

    def __getitem__(self, key: str) -> Named:
        found: Named | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def now(self) -> Mapping[str, Named]:
        """The table as the store has it at this moment, which stays so."""
        gone: dict[str, Named | None] = {each: None for each in self._all if not self._values.is_kept(each)}
        changes = {**gone, **self._values.new}
        return Layered(self, changes) if changes else self

    def _one(self, key: str) -> Named | None:
        try:
            place = self._values.kept_place(key)
            return None if place is None else self._told(self._values.table.at(place))
        except ChronotermError:
            return None

    @cached_property
    def _all(self) -> Mapping[str, Named]:
        try:
            told = [self._told(raw) for _, raw in self._values.good()]
        except ChronotermError:
            return {}
        return {each.id: each for each in told}

    def _told(self, raw: bytes) -> Named:
        try:
            found: Named = self._decoder.decode(raw)
        except (MsgspecError, UnicodeDecodeError):  # a null stands for what is absent
            found = self._values.read(raw)
        return found


def names_of_file(store: Store) -> Names:
    """The names that the file of a kept store tells, whatever its journal has; read when they are asked for."""
    return Names(
        _of_file(store.actors_by_id, Actor),
        _of_file(store.places_by_id, Place),
        _of_file(store.series_by_id, Series),
    )


def names_now(known: Names) -> Names:
    """The names of a kept store as they are at this moment, from those that were `known`."""
    return Names(_now(known.actors), _now(known.places), _now(known.series))


def _of_file(table: Mapping[str, Named], kind: type[Named]) -> Mapping[str, Named]:
    return FileTable(table, kind) if isinstance(table, KeptValues) else table


def _now(known: Mapping[str, Named]) -> Mapping[str, Named]:
    below = known.below if isinstance(known, Layered) else known
    return below.now() if isinstance(below, FileTable) else below
