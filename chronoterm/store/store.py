"""A store in memory: its good entries, its names, its problems, any record when asked for, and edits to them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from chronoterm.documents import decode, read, read_body, read_outcome
from chronoterm.edits import Change, Document, Table, Written, changed, stamped
from chronoterm.problems import Problem
from chronoterm.records import Actor, Annotation, Body, Entry, Passage, Place, Record, Series, TextHead
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.files import read_whole
from chronoterm.store.kept_tables import KeptTable
from chronoterm.store.migrate import up_to_date
from chronoterm.store.shape import (
    RECORDS,
    RawTable,
    RawTables,
    demand_records,
    is_document_number,
    parse_tables,
)
from chronoterm.store.survey import Surveyed, loose_relations
from chronoterm.text import clean

if TYPE_CHECKING:
    from chronoterm.store.kept import Kept

Progress = Callable[[int], None]


class Taken(NamedTuple):
    """What edits have changed: the ids of records, of those that only somebody's notes changed, and names."""

    records: frozenset[str] = frozenset()
    annotated: frozenset[str] = frozenset()
    names: bool = False

    def and_then(self, later: "Taken") -> "Taken":
        """Both together."""
        return Taken.together((self, later))

    @classmethod
    def together(cls, all_of_them: Sequence["Taken"]) -> "Taken":
        """All of what several edits have changed."""
        return cls(
            frozenset[str]().union(*(each.records for each in all_of_them)),
            frozenset[str]().union(*(each.annotated for each in all_of_them)),
            any(each.names for each in all_of_them),
        )


class Store:
    """The tables of one TinyDB file."""

    def __init__(
        self,
        path: Path,
        tables: RawTables,
        progress: Progress | None = None,
        kept: "Kept | None" = None,
    ) -> None:
        """`kept` knows what is in `tables`, so that none of it needs to be read."""
        self.path = path
        self.tables, self.meta = up_to_date(path, tables)
        title = self.meta.get("title")
        self.title = title if isinstance(title, str) and title.strip() else path.stem
        self._highest: dict[Table, int] = {}
        self._kept = kept
        if kept is None:
            self._survey(progress)
        else:
            self._records, self._actors, self._places = kept.records, kept.actors, kept.places
            self._series, self._annotations = kept.series, kept.annotations
            self._texts = kept.texts

    def _survey(self, progress: Progress | None) -> None:
        self._records = Surveyed.of(RECORDS, Entry, self.tables[RECORDS], progress)
        self._actors = Surveyed.of("actors", Actor, self.tables.get("actors", {}))
        self._places = Surveyed.of("places", Place, self.tables.get("places", {}))
        self._series = Surveyed.of("series", Series, self.tables.get("series", {}))
        self._annotations = Surveyed.of("annotations", Annotation, self.tables.get("annotations", {}))
        self._texts = Surveyed.of("texts", TextHead, self.tables.get("texts", {}))

    @classmethod
    def open(cls, path: Path, progress: Progress | None = None) -> "Store":
        """Read a store; nothing is made or changed. Raises StoreError.

        `progress` is told the number of records read so far, and may raise to stop. Edits that stand in the
        journal alone are not in it: `SharedStore` reads those too.
        """
        # Not through TinyDB, which reading does not need and a start would have to wait for.
        data, _ = read_whole(path)
        tables, _ = parse_tables(path, data)
        demand_records(path, tables)
        return cls(path, tables, progress)

    @property
    def entries(self) -> list[Entry]:
        """What an index needs of every good record."""
        return list(self._records.values.values())

    @property
    def actors(self) -> list[Actor]:
        """The actors that the store tells about."""
        return list(self._actors.values.values())

    @property
    def places(self) -> list[Place]:
        """The places that the store tells about."""
        return list(self._places.values.values())

    @property
    def series(self) -> list[Series]:
        """The series of figures that the store tells about."""
        return list(self._series.values.values())

    @property
    def annotations(self) -> list[Annotation]:
        """What users noted about records."""
        return list(self._annotations.values.values())

    @property
    def actors_by_id(self) -> Mapping[str, Actor]:
        """The actors by their ids, as they are at the moment of asking; of a kept store read when asked for."""
        return self._actors.values

    @property
    def places_by_id(self) -> Mapping[str, Place]:
        """The same of the places."""
        return self._places.values

    @property
    def series_by_id(self) -> Mapping[str, Series]:
        """The same of the series."""
        return self._series.values

    @property
    def is_kept(self) -> bool:
        """Whether the documents stay on the disk, so that reading all of them takes long."""
        return self._kept is not None

    @property
    def size(self) -> int:
        """How many good records there are."""
        return len(self._records.documents)

    @property
    def problems(self) -> list[Problem]:
        """What needs attention."""
        tables = (self._actors, self._places, self._series, self._annotations, self._texts)
        rest = [problem for table in tables for problem in table.problems]
        loose = self._kept.links.loose_relations() if self._kept else loose_relations(self._records)
        return [*self._records.problems, *loose, *rest]

    def has(self, record_id: str) -> bool:
        """Whether a good record has this id."""
        return record_id in self._records.documents

    def entry(self, record_id: str) -> Entry | None:
        """What an index needs of a record; none where there is none."""
        return self._records.values.get(record_id)

    def document_of(self, record_id: str) -> str:
        """The number TinyDB gave the document of a record. Raises KeyError."""
        return self._records.documents[record_id]

    def number_of(self, table: Table, id_: str) -> str:
        """The number TinyDB gave a document of any table. Raises KeyError."""
        return self._surveyed(table).documents[id_]

    def record(self, record_id: str) -> Record:
        """A record, whole. Raises KeyError for an unknown id, DocumentError for a damaged document."""
        return read(decode(self._raw(Table.RECORDS, self.document_of(record_id))), Record)

    def bodies(self, ids: Sequence[str]) -> Iterator[Body]:
        """What records are searched by, in the order of their ids. Raises KeyError for an unknown one."""
        documents = self._records.documents
        return (read_body(self._raw(Table.RECORDS, documents[each])) for each in ids)

    def document(self, table: Table, id_: str) -> Document | None:
        """A document as it stands, by its id; none where there is no good one."""
        number = self._surveyed(table).documents.get(id_)
        return None if number is None else decode(self._raw(table, number))

    def _raw(self, table: Table, number: str) -> msgspec.Raw:
        """The bytes of a document that is there."""
        try:
            return self.tables[table.value][number]
        except KeyError as error:
            why = "has a kept index that is damaged"
            raise StoreChangedError(self.path, why, "It is to be read anew") from error

    def annotations_on(self, records: Collection[str]) -> dict[str, Annotation]:
        """What users noted about some records, by the ids of the annotations."""
        if self._kept:
            return self._kept.links.annotations_on(records)
        return {id_: each for id_, each in self._annotations.values.items() if each.record in records}

    def pointing_to(self, targets: Collection[str]) -> dict[str, list[str]]:
        """For each of some records those that point to it: by a relation, or as what settled them."""
        wanted = frozenset(targets)
        if self._kept:
            return {each: self._kept.links.pointing_to(each) for each in wanted}
        found: dict[str, list[str]] = {each: [] for each in wanted}
        for entry in self._records.values.values():
            ends = {each.to for each in entry.relations}
            if entry.expected and (outcome := read_outcome(self.tables[RECORDS][self.document_of(entry.id)])):
                ends.add(outcome)
            for each in ends & wanted:
                found[each].append(entry.id)
        return found

    def text(self, sha256: str) -> str | None:
        """The text of a file that sources name, read when it is asked for; none where it is not kept."""
        document = self.document(Table.TEXTS, sha256)
        return None if document is None else document["text"]

    def passages(self, sha256: str) -> Sequence[Passage]:
        """What records were taken from of a file, in its order; every record is looked at, some microseconds each."""
        from chronoterm.store.passages import passages_of  # noqa: PLC0415 - most sessions ask for none

        found = passages_of(self.tables[RECORDS].values(), sha256)
        return sorted({each for each in found if self.has(each.record)})

    def names_file(self, sha256: str) -> bool:
        """Whether a source of any record names a file; every record may be looked at."""
        from chronoterm.store.passages import names_file  # noqa: PLC0415 - most sessions ask for none

        return names_file(self.tables[RECORDS].values(), sha256)

    def ids(self, table: Table) -> Sequence[str]:
        """The ids of all good documents of a table."""
        return tuple(self._surveyed(table).documents)

    # Edits

    def after(self, each: Change, written: Written) -> Document | None:
        """The document that a change leaves, with what the store keeps about a record; none where it is deleted."""
        before = self.document(each.table, each.id)
        left = changed(each, before)
        return stamped(left, before, written) if left is not None and each.table is Table.RECORDS else left

    def demand_good(self, written: Written) -> None:
        """Raise DocumentError where an edit would leave a document that cannot be read as what it is."""
        for each in written.edit.changes:
            left = self.after(each, written)
            if left is not None:
                self._surveyed(each.table).read(msgspec.json.encode(left))

    def take(self, written: Written) -> Taken:
        """Make the changes of an edit."""
        records: set[str] = set()
        annotated: set[str] = set()
        names = False
        for each in written.edit.changes:
            annotated.update(self._annotated_by(each))
            self._put_and_link(each.table, each.id, self.after(each, written))
            annotated.update(self._annotated_by(each))
            records.update((each.id,) if each.table is Table.RECORDS else ())
            names = names or each.table in (Table.ACTORS, Table.PLACES, Table.SERIES)
        return Taken(frozenset(records), frozenset(annotated), names)

    def _annotated_by(self, each: Change) -> tuple[str, ...]:
        """The record that an annotation is on, as it stands at the moment."""
        note = self._annotations.values.get(each.id) if each.table is Table.ANNOTATIONS else None
        return () if note is None else (note.record,)

    def _put_and_link(self, table: Table, id_: str, document: Document | None) -> None:
        if self._kept is None or table is not Table.RECORDS:
            self._put(table, id_, document)
            return
        was_there = self.has(id_)
        self._put(table, id_, document)
        self._kept.links.changed(id_, was_there=was_there)

    def _put(self, table: Table, id_: str, document: Document | None) -> None:
        surveyed = self._surveyed(table)
        raw_table = self.tables.setdefault(table.value, {})
        number = surveyed.documents.get(id_)
        surveyed.drop(id_)
        if document is None:
            raw_table.pop(number or "", None)
            surveyed.look_again(raw_table)
            return
        number = number or self._number_for(table, id_)
        if number != id_.removeprefix("#") and "id" not in document and table is Table.ANNOTATIONS:
            document = {**document, "id": id_}
        raw_table[number] = msgspec.Raw(msgspec.json.encode(document))
        surveyed.take(number, raw_table[number])

    def _number_for(self, table: Table, id_: str) -> str:
        """A number for a document that has none: the one that it is called by, if it is free and there is one."""
        named = id_.removeprefix("#") if table is Table.ANNOTATIONS and id_.startswith("#") else ""
        if is_document_number(named) and named not in self.tables[table.value]:
            return named
        return self._free_number(table)

    def _free_number(self, table: Table) -> str:
        """A number that no document of a table has or had while we looked."""
        if table not in self._highest:
            self._highest[table] = _highest(self.tables[table.value])
        self._highest[table] += 1
        return str(self._highest[table])

    def _surveyed(
        self, table: Table
    ) -> (
        Surveyed[Entry]
        | Surveyed[Actor]
        | Surveyed[Place]
        | Surveyed[Series]
        | Surveyed[Annotation]
        | Surveyed[TextHead]
    ):
        match table:
            case Table.RECORDS:
                return self._records
            case Table.ACTORS:
                return self._actors
            case Table.PLACES:
                return self._places
            case Table.SERIES:
                return self._series
            case Table.ANNOTATIONS:
                return self._annotations
            case Table.TEXTS:
                return self._texts

    # Where things are

    def place_of(self, problem: Problem) -> tuple[float, float]:
        """Where in the file a problem is: the position of its table and of its document; the end for neither."""
        at_the_end = float("inf")
        table, position = self._positions.get(problem.table, (at_the_end, _nowhere))
        found = position(problem.document)
        return table, at_the_end if found is None else found

    @cached_property
    def _positions(self) -> dict[str, tuple[int, Callable[[str], int | None]]]:
        return {
            clean(name): (place, _places(table)) for place, (name, table) in enumerate(self.tables.items())
        }


def _places(table: RawTable) -> Callable[[str], int | None]:
    """What tells where a document of a table stands, by its number as it is shown."""
    if isinstance(table, KeptTable):
        return table.place_of
    return {clean(number): position for position, number in enumerate(table)}.get


def _nowhere(_: str) -> None:
    """Where a document of no table stands."""


def _highest(table: RawTable) -> int:
    """The highest number in a table; 0 where there is none."""
    if isinstance(table, KeptTable):
        return table.highest()
    return max((int(each) for each in table if each.isascii() and each.isdigit()), default=0)
