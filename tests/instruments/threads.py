"""Stores whose records are joined by relations, their threads, and the same found by looking again and again."""

from random import Random

from hypothesis import strategies as st
from msgspec.structs import replace

from chronoterm.instruments.thread import Thread, thread_of
from chronoterm.records import Record, Relation, RelationType
from tests.instruments.records import statement
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import random_model
from tests.unit.chronology_truth import dates_of

BACKGROUND = RelationType.BACKGROUND
OTHERS = [each for each in RelationType if each is not BACKGROUND]

_WORDS = {
    RelationType.ASSERTS: ("asserts", "asserted by"),
    RelationType.RESTATES: ("restates", "restated by"),
    RelationType.UPDATES: ("updates", "updated by"),
    RelationType.DENIES: ("denies", "denied by"),
    RelationType.CORROBORATES: ("corroborates", "corroborated by"),
    RelationType.SAME_EVENT: ("same event", "same event"),
}


@st.composite
def tangles(draw: st.DrawFn) -> Model:
    """A store whose records are joined by few or many relations, of which some go to nothing or to themselves."""
    size, chance = draw(st.integers(1, 11)), Random(draw(st.integers(0, 1 << 32)))
    model = random_model(chance, size)
    ids = [each.id for each in model.records]
    density = chance.choice((0.3, 0.8, 1.2, 2))
    types = chance.choice((list(RelationType), OTHERS, [RelationType.UPDATES]))
    records = tuple(
        replace(
            each,
            relations=tuple(
                Relation(type=chance.choice(types), to=chance.choice((*ids, *ids, "gone")))
                for _ in range(int(density + chance.random()))
            ),
        )
        for each in model.records
    )
    return Model(records, model.actors, model.places)


class Naive:
    """The relations of a store, looked through again and again."""

    def __init__(self, model: Model) -> None:
        self.ids = {each.id for each in model.records}
        self.by_id = {each.id: each for each in model.records}
        self.pairs = {
            (each.id, relation.type, relation.to)
            for each in model.records
            for relation in each.relations
            if relation.type is not BACKGROUND and relation.to != each.id
        }

    def next_to(self, here: str) -> set[str]:
        """All that one relation joins to a record, there or not."""
        return {other for one, _, other in self.pairs if one == here} | {
            one for one, _, other in self.pairs if other == here
        }

    def thread(self, here: str) -> set[str]:
        """All records that relations join to one, with itself."""
        found = {here}
        for _ in self.ids:
            found |= {each for one in found for each in self.next_to(one)} & self.ids
        return found

    def words(self, one: str, other: str) -> set[str]:
        """What one record says of another, or is said of it."""
        outgoing = {_WORDS[type_][0] for a, type_, b in self.pairs if (a, b) == (one, other)}
        return outgoing | {_WORDS[type_][1] for a, type_, b in self.pairs if (a, b) == (other, one)}

    def root(self, here: str) -> str:
        """The earliest of a thread that is about nothing else in it."""
        thread = self.thread(here)
        about = {
            one
            for one, type_, other in self.pairs
            if type_ is not RelationType.SAME_EVENT and other in self.ids
        }
        return min(thread - about or thread, key=lambda each: (*dates_of(self.by_id[each]), each))

    def distance(self, root: str, to: str) -> int:
        """The fewest relations between two records of a thread."""
        reached, steps = {root}, 0
        while to not in reached:
            reached |= {each for one in reached for each in self.next_to(one)} & self.ids
            steps += 1
        return steps


def drawn(model: Model, at_hand: str, root: str | None = None) -> Thread:
    """The thread of a record, from its own root or from another."""
    chronology = model.chronology
    records = {each.id: each for each in model.records}
    return thread_of(
        records[at_hand], chronology.related, lambda _: None, None if root is None else records[root]
    )


def full(thread: Thread) -> dict[str, int]:
    """The lines on which records stand in full."""
    return {
        each.id: at
        for at, each in enumerate(thread.lines)
        if each.entry is not None and each.full is None and not each.hidden
    }


def choice(model: Model, number: int) -> str:
    """The id of some record of a store."""
    return model.records[number % len(model.records)].id


def linked(name: str, date: str | None = None, *to: str, **fields: object) -> Record:
    """A statement with relations, each told as `updates first`."""
    relations = tuple(
        Relation(type=RelationType(type_), to=other)
        for type_, _, other in (each.partition(" ") for each in to)
    )
    return statement(name, date, headline=f"{name} speaks", relations=relations, **fields)
