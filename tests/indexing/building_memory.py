"""What a kept index must say, told plainly from the store as it is read into memory."""

import json
from array import array
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyroaring import BitMap

from chronoterm.chronology.columns import names_in
from chronoterm.chronology.index import Index
from chronoterm.chronology.inside import Inside
from chronoterm.chronology.names import Names
from chronoterm.documents import read_outcome
from chronoterm.indexfile.dictionary import Dictionary
from chronoterm.indexfile.reading import IndexFile
from chronoterm.ordering import SortKey
from chronoterm.records import Entry
from chronoterm.store.editable import obstacle_within
from chronoterm.store.marks import mark_of
from chronoterm.store.shape import RECORDS, is_document_number, obstacle_to_editing, parse_tables
from chronoterm.store.store import Store
from chronoterm.store.survey import Surveyed, loose_relations
from chronoterm.terms import Facet

COLUMNS = (SortKey.ACTOR, SortKey.PLACE, SortKey.SOURCE, SortKey.HEADLINE, SortKey.KIND)


class Memory:
    """A store file read into memory, with its index."""

    def __init__(self, path: Path, collate: Callable[[str], str]) -> None:
        self.path = path
        self.data = path.read_bytes()
        self.tables, _ = parse_tables(path, self.data)
        self.store = Store.open(path)
        self.names = Names(self.store.actors, self.store.places, self.store.series)
        self.index = Index.of(self.store.entries, self.names, self.store.annotations)
        self.entries = list(self.index.entries)
        self.collate = collate
        self.row_of = {each.id: row for row, each in enumerate(self.entries)}
        self.places = {
            name: {number: place for place, number in enumerate(filter(is_document_number, table))}
            for name, table in self.tables.items()
        }

    # The file of facets

    def documents(self) -> dict[str, tuple[list[int], list[bytes], list[int] | None]]:
        """The numbers and bytes of the documents of each table, and its places by number where they do not ascend."""
        found = {}
        for name, table in self.tables.items():
            good = {int(number): bytes(raw) for number, raw in table.items() if is_document_number(number)}
            numbers = list(good)
            by_number = sorted(range(len(numbers)), key=numbers.__getitem__)
            found[name] = (
                numbers,
                list(good.values()),
                None if by_number == list(range(len(numbers))) else by_number,
            )
        return found

    def ids(self, table: str) -> dict[str, int]:
        surveyed: Surveyed[Any] = getattr(self.store, f"_{table}")
        return {id_: self.places[table][number] for id_, number in surveyed.documents.items()}

    def row_places(self) -> list[int]:
        return [self.places[RECORDS][self.store.document_of(each.id)] for each in self.entries]

    def problems(self) -> list[list[str]]:
        loose = set(loose_relations(self.store._records))
        return [[each.severity.name, *each[1:]] for each in self.store.problems if each not in loose]

    def loose(self) -> dict[str, list[list[str]]]:
        found = defaultdict(list)
        for each in self.store.entries:
            for relation in each.relations:
                if not self.store.has(relation.to):
                    found[relation.to].append([each.id, self.store.document_of(each.id), relation.type.value])
        return dict(found)

    def outcomes(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for each in self.entries:
            raw = self.tables[RECORDS][self.store.document_of(each.id)]
            if each.expected and (outcome := read_outcome(raw)):
                found[outcome].append(each.id)
        return dict(found)

    def facet(self, facet: Facet) -> tuple[dict[str, BitMap], dict[str, BitMap]]:
        postings = self.index.postings[facet]
        named = dict(postings.named)
        return named, {value: rows for value, rows in postings.closed.items() if named.get(value) != rows}

    def annotated(self) -> dict[str, list[int]]:
        surveyed = self.store._annotations
        place = {
            id(each): self.places["annotations"][surveyed.documents[key]]
            for key, each in surveyed.values.items()
        }
        return {
            record: [place[id(each)] for each in those]
            for record in {each.record for each in self.store.annotations}
            for those in [self.index.annotations[record]]
        }

    def ranks(self, key: SortKey) -> list[int]:
        names = [self.collate(names_in(key, self.names)(entry)) for entry in self.entries]
        ranks_of = {name: rank for rank, name in enumerate(sorted({"", *names}))}
        return [ranks_of[name] for name in names]

    def date_ranks(self) -> list[int]:
        rows = self.index.rows
        dates = list(zip(rows.starts, rows.ends, strict=True))
        ranks_of = {date: rank for rank, date in enumerate(sorted(set(dates[: rows.dated])), 1)}
        return [ranks_of[date] if row < rows.dated else 0 for row, date in enumerate(dates)]

    def obstacle(self) -> str:
        return obstacle_to_editing(self.tables)

    # The file of words

    def inside(self) -> Inside:
        return Inside.of(list(enumerate(self.entries)), self.index.annotations, self.store.bodies)

    def obstacle_of_all(self) -> str:
        return obstacle_within(self.path, self.tables, mark_of(self.store.meta))

    def entry(self, row: int) -> Entry:
        return self.entries[row]


def bitmaps(file: IndexFile, name: str) -> dict[str, BitMap]:
    """A dictionary of bitmaps."""
    return {key: BitMap.deserialize(value) for key, value in Dictionary(file, name).items()}


def jsons(file: IndexFile, name: str) -> dict[str, Any]:
    """A dictionary of JSON."""
    return {key: json.loads(value) for key, value in Dictionary(file, name).items()}


def places(file: IndexFile, name: str) -> dict[str, list[int]]:
    """A dictionary of places."""
    return {key: array("I", value).tolist() for key, value in Dictionary(file, name).items()}


def numbers(file: IndexFile, name: str, code: str) -> list[Any]:
    """A section of numbers."""
    found = array(code)
    file.into(name, found)
    return found.tolist()
