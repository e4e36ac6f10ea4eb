"""Stores as files, each opened twice: read whole, and by a kept index."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from chronoterm.chronology.fetching import Fetching
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.kept_index import FileRanks, kept_index
from chronoterm.chronology.names import Names
from chronoterm.chronology.orders import Orders
from chronoterm.chronology.view import Direction
from chronoterm.dates import EARLIEST, PartialDate
from chronoterm.documents import write
from chronoterm.edits import Change, Edit, Table, Written, change
from chronoterm.indexfile.reading import IndexFile
from chronoterm.indexing.building import build
from chronoterm.ordering import Sorting, SortKey, order_by
from chronoterm.own_notes import OwnNotes
from chronoterm.query import ALL
from chronoterm.records import Actor, Annotation, Place, Record
from chronoterm.renewing import annotations_on, names_in, notes_in, renewed
from chronoterm.store.kept_store import KeptStore
from chronoterm.store.shared import SharedStore
from chronoterm.store.store import Store
from chronoterm.terms import Facet
from tests.unit.chronology_changes import Change as Changed
from tests.unit.chronology_changes import answers
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import random_order, random_query
from tests.unit.chronology_stores import ACTORS, DATES, IDS, PLACES

Document = dict[str, Any]
MOMENTS = tuple({each.start for each in map(PartialDate.parse, DATES)} - {EARLIEST})


@dataclass
class Twins:
    """One store file opened twice; the same edits are made to both."""

    path: Path
    whole: SharedStore
    kept: KeptStore
    facets: IndexFile
    words: IndexFile
    number: int = 0

    @classmethod
    def of(cls, path: Path) -> "Twins":
        """Of a store file whose index is made now."""
        facets, words = index_of(path)
        return cls(path, SharedStore.open(path), KeptStore.of(path, facets), facets, words)

    def again(self) -> "Twins":
        """Both opened anew, by the index that is there."""
        return Twins(
            self.path,
            SharedStore.open(self.path),
            KeptStore.of(self.path, self.facets),
            self.facets,
            self.words,
        )

    def built(self, own: Iterable[Annotation] = ()) -> IndexedChronology:
        """The chronology that is built of all that the store that was read whole holds now."""
        return built(self.whole, own)

    def opened(self, words: IndexFile | None = None, own: OwnNotes | None = None) -> IndexedChronology:
        """The chronology of the kept one as a reader puts it together, with what its journal held."""
        return opened(self.kept, self.facets, words, own)

    def edit(self, changes: tuple[Change, ...], chronology: IndexedChronology) -> IndexedChronology:
        """Both after an edit; the chronology is that of the kept one, and is brought up to it."""
        self.number += 1
        written = Written(self.number, "ana", "2024-11-02T12:00:00Z", Edit("changed", changes))
        self.whole.take(written)
        return renewed(chronology, self.kept, self.kept.take(written), None)


def built(store: Store, own: Iterable[Annotation] = ()) -> IndexedChronology:
    """The chronology of all that a store holds now."""
    return IndexedChronology.build(
        store.entries,
        Names(store.actors, store.places, store.series),
        fetch=store.record,
        bodies=store.bodies,
        annotations=[*store.annotations, *own],
        title=store.title,
        problems=store.problems,
    )


def opened(
    store: KeptStore, facets: IndexFile, words: IndexFile | None, own: OwnNotes | None = None
) -> IndexedChronology:
    """The chronology of a store by its index."""
    index = kept_index(facets, json.loads(facets.about)["rows"], store, names_in(store), notes_in(store))
    chronology = IndexedChronology.kept(
        index,
        Fetching.of(store.record, store.bodies, bodies_in=store.bodies_in),
        Orders(index, kept=FileRanks(facets)),
        words=words,
        title=store.title,
        problems=store.problems,
    )
    chronology = renewed(chronology, store, store.replayed, own)
    if own is None:
        return chronology
    records = {each.record for each in own.annotations}
    return chronology.changed(annotations=annotations_on(records, store, own))


def index_of(path: Path) -> tuple[IndexFile, IndexFile]:
    """The index of a store file and that of its words, made now."""
    places = path.with_suffix(".index"), path.with_suffix(".words")
    with places[0].open("wb") as facets, places[1].open("wb") as words:
        build(path, facets, words)
    return IndexFile.open(places[0]), IndexFile.open(places[1])


# Store files


@contextmanager
def twins_of(model: Model) -> Iterator[Twins]:
    """The twins of a model, in a folder of their own for as long as they are used."""
    with TemporaryDirectory() as folder:
        yield Twins.of(written(model, Path(folder)))


def written(model: Model, folder: Path) -> Path:
    """A file with all that is in a model."""
    return write_tables(
        folder,
        records=map(document_of, model.records),
        actors=map(write, model.actors),
        places=map(write, model.places),
        annotations=map(write, model.annotations),
    )


def write_tables(folder: Path, **tables: Iterable[Document]) -> Path:
    """A file with these documents, numbered from 1."""
    path = folder / "store.json"
    numbered = {
        name: {str(number): each for number, each in enumerate(documents, 1)}
        for name, documents in {"meta": [{"schema": 1, "title": "Kept"}], **tables}.items()
    }
    path.write_bytes(msgspec.json.encode(numbered))
    return path


def document_of(record: Record) -> Document:
    """The document of a record; one without a headline would be left out by a store."""
    document = write(record)
    return document if record.headline.strip() else {**document, "headline": "–"}


# Edits


def edits_of(changed: Changed, store: Store) -> tuple[Change, ...]:
    """What has to be done to a store for a change of its model."""
    return tuple(each for each in _edits_of(changed, store) if each is not None)


def _edits_of(changed: Changed, store: Store) -> Iterator[Change | None]:
    put = {each.id: each for each in changed.put}
    for gone in changed.removed:
        if gone not in put:
            yield change(Table.RECORDS, gone, store.document(Table.RECORDS, gone), None)
    for each in put.values():
        yield change(Table.RECORDS, each.id, store.document(Table.RECORDS, each.id), document_of(each))
    old = store.annotations_on(changed.annotations.keys())
    new = {each.id: each for those in changed.annotations.values() for each in those if each.id}
    yield from _differing(Table.ANNOTATIONS, old, new, store)
    if changed.names is not None:
        actors, places = changed.names
        yield from _differing(
            Table.ACTORS, store.ids(Table.ACTORS), {each.id: each for each in actors}, store
        )
        yield from _differing(
            Table.PLACES, store.ids(Table.PLACES), {each.id: each for each in places}, store
        )


def _differing(
    table: Table,
    old: Iterable[str],
    new: "dict[str, Annotation] | dict[str, Actor] | dict[str, Place]",
    store: Store,
) -> Iterator[Change | None]:
    for each in dict.fromkeys((*old, *new)):
        after = write(new[each]) if each in new else None
        yield change(table, each, store.document(table, each), after)


# Answers


def all_answers(seed: int, chronology: IndexedChronology) -> Document:
    """What a chronology answers to questions that follow from a seed, in every way that it can be asked."""
    chance = Random(seed)
    found = answers(chance, chronology) | lasting_answers(chronology)
    found["problems"] = sorted(map(str, chronology.problems))
    found["title"] = chronology.title
    for _ in range(3):
        query, order = random_query(chance), random_order(chance)
        view, first = chronology.view(query, order), chance.randint(0, 9)
        found[f"{query} in {order}"] = (
            view.window(first, chance.randint(0, 4)),
            [view.find(each) for each in chance.sample(MOMENTS, 5)],
            [view.step_day(each, way) for each in range(10) for way in Direction],
            [chronology.judge.truth(each) for each in query.conditions],
        )
    return found


def lasting_answers(chronology: IndexedChronology) -> Document:
    """Answers that are not fetched from the store, so that they stay as they are when it is edited."""
    index, names = chronology.index, (*ACTORS, *PLACES)
    return {
        "order": [chronology.view(ALL, order_by(Sorting(key, True))).window(0, 99) for key in SortKey],
        "counted": [chronology.view().facets(facet) for facet in Facet],
        "narrowest": [chronology.narrowest(PLACES[:number]) for number in range(1, 5)],
        "who": [(chronology.actor(each), chronology.place(each), chronology.series(each)) for each in names],
        "called": [chronology.label(facet, each) for facet in Facet for each in names],
        "within": [chronology.within(facet, each) for facet in Facet for each in names],
        "above": [index.names.above(facet, each) for facet in Facet for each in names],
        "there": [index.rows.row(each) for each in (*IDS, "gone", "", "a", "\ud800")],
        "pointing": [chronology.related(each) for each in (*IDS, "gone")],
        "told": [chronology.annotations(each) for each in (*IDS, "gone")],
        "entries": list(index.entries),
        "marked": (index.starred, index.noted, index.expected),
    }


def assert_same(one: IndexedChronology, other: IndexedChronology, seed: int) -> None:
    """That two chronologies give the same answers."""
    given, wanted = all_answers(seed, one), all_answers(seed, other)
    for question, answer in wanted.items():
        assert given[question] == answer, question
