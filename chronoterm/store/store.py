"""A store opened for reading: its good entries, its names, its problems, and any record when asked for."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import msgspec

from chronoterm.documents import Read, read
from chronoterm.problems import Problem
from chronoterm.records import Actor, Entry, Place, Record, Series
from chronoterm.store.migrate import SCHEMA, demand_known, migrate
from chronoterm.store.shape import RECORDS, RawTables, demand_records
from chronoterm.store.storage import ChronologyStorage
from chronoterm.store.survey import Surveyed, read_table, unknown_names

Progress = Callable[[int], None]


class Store:
    """One TinyDB file, as it was when it was opened."""

    def __init__(self, path: Path, tables: RawTables, progress: Progress | None = None) -> None:
        self.path = path
        self._tables, meta = _current(path, tables)
        self.title = str(meta.get("title") or path.stem)
        self._surveyed = Surveyed(self._tables[RECORDS], progress)
        self.actors, actor_problems = self._read("actors", Actor)
        self.places, place_problems = self._read("places", Place)
        self.series, series_problems = self._read("series", Series)
        self.problems: list[Problem] = [
            *self._surveyed.problems,
            *actor_problems,
            *place_problems,
            *series_problems,
        ]

    @classmethod
    def open(cls, path: Path, progress: Progress | None = None) -> "Store":
        """Read a store; nothing is made or changed. Raises StoreError.

        `progress` is told the number of records read so far, and may raise to stop.
        """
        tables, _ = ChronologyStorage(path).read_raw()
        demand_records(path, tables)
        return cls(path, tables, progress)

    @property
    def entries(self) -> list[Entry]:
        """What an index needs of every good record."""
        return self._surveyed.entries

    @cached_property
    def remarks(self) -> list[Problem]:
        """What is worth knowing but breaks nothing: names without an entry in their table."""
        actors = frozenset(each.id for each in self.actors)
        places = frozenset(each.id for each in self.places)
        return list(unknown_names(self.entries, actors, places))

    def document_of(self, record_id: str) -> str:
        """The number TinyDB gave the document of a record. Raises KeyError."""
        return self._surveyed.documents[record_id]

    def record(self, record_id: str) -> Record:
        """A record, whole. Raises KeyError for an unknown id, DocumentError for a damaged document."""
        raw = self._tables[RECORDS][self.document_of(record_id)]
        return read(msgspec.json.decode(raw), Record)

    def _read(self, table: str, kind: type[Read]) -> tuple[list[Read], list[Problem]]:
        return read_table(table, self._tables.get(table, {}), kind)


def _current(path: Path, tables: RawTables) -> tuple[RawTables, dict[str, object]]:
    """The tables in today's schema, and what the store says of itself. Raises StoreError."""
    meta: dict[str, object] = {}
    for raw in tables.get("meta", {}).values():
        found = msgspec.json.decode(raw)
        if isinstance(found, dict):
            meta.update(found)
    schema = demand_known(path, meta.get("schema"))
    if schema < SCHEMA:
        decoded = {
            name: {number: msgspec.json.decode(raw) for number, raw in table.items()}
            for name, table in tables.items()
        }
        migrated = migrate(decoded, schema)
        tables = {
            name: {number: msgspec.Raw(msgspec.json.encode(each)) for number, each in table.items()}
            for name, table in migrated.items()
        }
    return tables, meta
