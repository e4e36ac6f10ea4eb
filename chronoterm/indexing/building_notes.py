"""The small tables of a store: names, and what users noted, as rows."""

from array import array
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from pyroaring import BitMap

from chronoterm.chronology.annotations import is_noted, is_starred, tags_of, users_of
from chronoterm.chronology.names import Names
from chronoterm.indexfile.layout import plain
from chronoterm.indexing.building_parts import Left
from chronoterm.indexing.building_rows import Table
from chronoterm.records import Actor, Annotation, Place, Series, TextHead
from chronoterm.store.survey import Surveyed, Value

Told = tuple[str, str, str, str, str]
"""A problem as the index has it."""

Documents = Mapping[str, Mapping[str, bytes]]


class Small(NamedTuple):
    """The good documents of the tables beside that of records."""

    actors: Surveyed[Actor]
    places: Surveyed[Place]
    series: Surveyed[Series]
    annotations: Surveyed[Annotation]
    texts: Surveyed[TextHead]

    @classmethod
    def of(cls, documents: Documents) -> "Small":
        """What the documents of each table hold."""
        return cls(
            _survey("actors", Actor, documents),
            _survey("places", Place, documents),
            _survey("series", Series, documents),
            _survey("annotations", Annotation, documents),
            _survey("texts", TextHead, documents),
        )

    @property
    def names(self) -> Names:
        """What ids are called, and what belongs to what."""
        return Names(self.actors.values.values(), self.places.values.values(), self.series.values.values())

    @property
    def problems(self) -> list[Told]:
        """What is wrong, table by table."""
        return [(each.severity.name, *each[1:]) for table in self for each in table.problems]


def told(left: list[Left]) -> list[Told]:
    """What is wrong with records, as the index has it."""
    return [each[1:] for each in left]


def places_of(surveyed: Surveyed[Value], table: Table | None) -> dict[str, int]:
    """The place of each good document of a table, by its id."""
    if table is None:
        return {}
    places = {number: place for place, number in enumerate(table.numbers)}
    return {id_: places[int(number)] for id_, number in surveyed.documents.items()}


class Noted(NamedTuple):
    """What users noted: the places of the annotations of each record, and rows by what they have."""

    places: dict[str, bytes]
    starred: BitMap
    noted: BitMap
    tags: dict[str, BitMap]
    users: dict[str, BitMap]

    @classmethod
    def of(
        cls, surveyed: Surveyed[Annotation], places: Mapping[str, int], row_of: Mapping[str, int]
    ) -> "Noted":
        """The annotations of a store, of which the `places` are given, on records with these rows."""
        by_record: dict[str, list[tuple[Annotation, int]]] = defaultdict(list)
        for id_, each in surveyed.values.items():
            by_record[each.record].append((each, places[id_]))
        for those in by_record.values():
            those.sort(key=lambda one: (one[0].at or "", one[0].id or ""))
        annotations = {record: [each for each, _ in those] for record, those in by_record.items()}
        rows = [(row_of[record], notes) for record, notes in annotations.items() if record in row_of]
        tags: dict[str, BitMap] = defaultdict(BitMap)
        users: dict[str, BitMap] = defaultdict(BitMap)
        for row, notes in rows:
            for tag in tags_of(notes):
                tags[tag].add(row)
            for user in users_of(notes):
                users[user].add(row)
        return cls(
            {record: _packed([place for _, place in those]) for record, those in by_record.items()},
            BitMap([row for row, notes in rows if is_starred(notes)]),
            BitMap([row for row, notes in rows if is_noted(notes)]),
            tags,
            users,
        )


def _survey(name: str, kind: type[Value], documents: Documents) -> Surveyed[Value]:
    raws = {number: msgspec.Raw(data) for number, data in documents.get(name, {}).items()}
    return Surveyed.of(name, kind, raws)


def _packed(places: list[int]) -> bytes:
    return plain(array("I", places)).tobytes()
