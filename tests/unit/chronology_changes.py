"""Random changes of random stores, made to the model and to the chronology."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import EARLIEST, PartialDate
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Actor, Annotation, Place, Record
from chronoterm.terms import Facet
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import random_order, random_query
from tests.unit.chronology_stores import (
    ACTORS,
    DATES,
    IDS,
    PLACES,
    random_actor,
    random_annotation,
    random_place,
    random_record,
)

MOMENTS = tuple({each.start for each in map(PartialDate.parse, DATES)} - {EARLIEST})
TYPED = ("a", "ann", "the", "name", "elan", "al", "delta", "ben", "nobody")


@dataclass(frozen=True)
class Change:
    """What becomes of a store; no names stand for the same ones."""

    removed: tuple[str, ...] = ()
    put: tuple[Record, ...] = ()
    annotations: Mapping[str, tuple[Annotation, ...]] = field(default_factory=dict)
    names: tuple[tuple[Actor, ...], tuple[Place, ...]] | None = None

    def made_to(self, model: Model) -> Model:
        """The model of the store after it, with no chronology yet."""
        put = {each.id for each in self.put}
        left = (each for each in model.records if each.id not in put and each.id not in self.removed)
        notes = (each for each in model.annotations if each.record not in self.annotations)
        actors, places = self.names or (model.actors, model.places)
        new_notes = (each for those in self.annotations.values() for each in those)
        return Model((*left, *self.put), actors, places, (*notes, *new_notes), model.collate)

    def made_in(self, chronology: IndexedChronology) -> IndexedChronology:
        """The chronology after it."""
        return chronology.changed(
            self.removed,
            self.put,
            annotations=self.annotations,
            names=Names(*self.names) if self.names else None,
        )


def random_change(chance: Random, model: Model) -> Change:
    """A few records come, go, move or are told otherwise; users note something; names may be others."""
    return Change(
        removed=tuple(_some(chance, IDS, 2)),
        put=tuple(_put(chance, model, each) for each in _some(chance, IDS, 3)),
        annotations={each: _notes(chance, model, each) for each in _some(chance, (*IDS, "gone"), 2)},
        names=_names(chance, model) if chance.random() < 0.3 else None,
    )


def _some(chance: Random, ids: Iterable[str], most: int) -> list[str]:
    return chance.sample(tuple(ids), chance.randint(0, most))


def _put(chance: Random, model: Model, record_id: str) -> Record:
    """A new record, or one that is there told otherwise in some of its fields."""
    new = random_record(chance, record_id, IDS)
    old = next((each for each in model.records if each.id == record_id), new)
    return Record(
        **{name: getattr(chance.choice((old, old, new)), name) for name in Record.__struct_fields__}
    )


def _notes(chance: Random, model: Model, record_id: str) -> tuple[Annotation, ...]:
    """Some of those that are there, and some new ones."""
    kept = (each for each in model.noted(record_id) if chance.random() < 0.6)
    return (*kept, *(random_annotation(chance, record_id) for _ in range(chance.randint(0, 2))))


def _names(chance: Random, model: Model) -> tuple[tuple[Actor, ...], tuple[Place, ...]]:
    """One actor or place more, less or told otherwise; now and then none at all of them."""
    actors = {each.id: each for each in model.actors}
    places = {each.id: each for each in model.places}
    actor, place = random_actor(chance, chance.choice(ACTORS)), random_place(chance, chance.choice(PLACES))
    chance.choice(
        (
            lambda: actors.update({actor.id: actor}),
            lambda: places.update({place.id: place}),
            lambda: actors.pop(actor.id, None),
            places.clear,
        )
    )()
    return tuple(actors.values()), tuple(places.values())


def use(chance: Random, chronology: IndexedChronology) -> None:
    """Ask for what is kept once it was asked for, or not."""
    if chance.random() < 0.6:
        chronology.look_inside()
    for facet in chance.sample(list(Facet), 3):
        chronology.tree(facet)
    for _ in range(chance.randint(0, 4)):
        chronology.view(ALL, random_order(chance))


def answers(chance: Random, chronology: IndexedChronology) -> dict[str, Any]:
    """What a chronology answers, in every detail and order, to questions that follow from chance."""
    found: dict[str, Any] = {
        "total": chronology.total,
        "extent": chronology.extent,
        "related": [chronology.related(each) for each in (*IDS, "gone", "lost")],
        "annotations": [chronology.annotations(each) for each in (*IDS, "gone")],
        "records": [chronology.record(row.entry.id) for row in chronology.view().window(0, 99)],
    }
    for facet in Facet:
        values = [each.value for each in chronology.view().facets(facet)]
        found[f"facets {facet}"] = chronology.view().facets(facet)
        found[f"within {facet}"] = [chronology.within(facet, each) for each in values]
        found[f"labels {facet}"] = [chronology.label(facet, each, short=True) for each in values]
        found[f"resolved {facet}"] = [chronology.resolve(facet, each) for each in TYPED]
    for _ in range(4):
        found |= _of_a_view(chance, chronology)
    return found


def _of_a_view(chance: Random, chronology: IndexedChronology) -> dict[str, Any]:
    query, order = random_query(chance), chance.choice((CHRONOLOGICAL, random_order(chance)))
    view, edges = chronology.view(query, order), sorted(chance.sample(MOMENTS, 5))
    asked = f"{query} in {order}: "
    return {
        f"{asked}rows": view.window(0, 99),
        f"{asked}counts": (view.count, view.possible, view.hidden),
        f"{asked}groups": view.groups,
        f"{asked}positions": [(view.position(each), view.nearest(each)) for each in IDS],
        f"{asked}facets": [view.facets(facet) for facet in Facet],
        f"{asked}named": [view.named(facet, each, 5) for facet in Facet for each in TYPED],
        f"{asked}histogram": view.histogram(edges),
    }
