"""A store opened for reading: its good entries, its names, its problems, and any record when asked for."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from chronoterm.documents import decode, read, read_body
from chronoterm.problems import Problem
from chronoterm.records import Actor, Body, Entry, Place, Record, Series
from chronoterm.store.files import read_whole
from chronoterm.store.migrate import up_to_date
from chronoterm.store.shape import RECORDS, RawTables, demand_records, parse_tables
from chronoterm.store.survey import Surveyed, read_annotations, read_table
from chronoterm.text import clean

Progress = Callable[[int], None]


class Store:
    """One TinyDB file, as it was when it was opened."""

    def __init__(self, path: Path, tables: RawTables, progress: Progress | None = None) -> None:
        self.path = path
        self._tables, meta = up_to_date(path, tables)
        title = meta.get("title")
        self.title = title if isinstance(title, str) and title.strip() else path.stem
        self._surveyed = Surveyed(self._tables[RECORDS], progress)
        self.actors, actor_problems = read_table("actors", self._tables.get("actors", {}), Actor)
        self.places, place_problems = read_table("places", self._tables.get("places", {}), Place)
        self.series, series_problems = read_table("series", self._tables.get("series", {}), Series)
        annotations, annotation_problems = read_annotations(self._tables.get("annotations", {}))
        self.starred = frozenset(each.record for each in annotations if each.star)
        self.problems: list[Problem] = [
            *self._surveyed.problems,
            *actor_problems,
            *place_problems,
            *series_problems,
            *annotation_problems,
        ]

    @classmethod
    def open(cls, path: Path, progress: Progress | None = None) -> "Store":
        """Read a store; nothing is made or changed. Raises StoreError.

        `progress` is told the number of records read so far, and may raise to stop.
        """
        # Not through TinyDB, which reading does not need and a start would have to wait for.
        data, _ = read_whole(path)
        tables, _ = parse_tables(path, data)
        demand_records(path, tables)
        return cls(path, tables, progress)

    @property
    def entries(self) -> list[Entry]:
        """What an index needs of every good record."""
        return self._surveyed.entries

    def has(self, record_id: str) -> bool:
        """Whether a good record has this id."""
        return record_id in self._surveyed.documents

    def document_of(self, record_id: str) -> str:
        """The number TinyDB gave the document of a record. Raises KeyError."""
        return self._surveyed.documents[record_id]

    def record(self, record_id: str) -> Record:
        """A record, whole. Raises KeyError for an unknown id, DocumentError for a damaged document."""
        return read(decode(self._tables[RECORDS][self.document_of(record_id)]), Record)

    def bodies(self, ids: Sequence[str]) -> Iterator[Body]:
        """What records are searched by, in the order of their ids. Raises KeyError for an unknown one."""
        documents, table = self._surveyed.documents, self._tables[RECORDS]
        return (read_body(table[documents[each]]) for each in ids)

    def place_of(self, problem: Problem) -> tuple[float, float]:
        """Where in the file a problem is: the position of its table and of its document; the end for neither."""
        at_the_end = float("inf")
        table, documents = self._positions.get(problem.table, (at_the_end, {}))
        return table, documents.get(problem.document, at_the_end)

    @cached_property
    def _positions(self) -> dict[str, tuple[int, dict[str, int]]]:
        return {
            clean(name): (place, {clean(number): position for position, number in enumerate(table)})
            for place, (name, table) in enumerate(self._tables.items())
        }
