"""A chronology over a kept index, after changes, answers as one that is built from the store as it is then."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.chronology import counting, looking, renumbering
from chronoterm.documents import write
from chronoterm.edits import Edit, Table, change
from chronoterm.own_notes import OwnNotes
from chronoterm.query import Query
from chronoterm.records import Actor, Annotation, Kind, Membership, Record
from chronoterm.renewing import renewed
from chronoterm.store.shared import SharedStore
from chronoterm.terms import Condition, Facet, Words
from tests.unit.chronology_changes import random_change, use
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import IDS, random_annotation, random_model
from tests.unit.kept_chronologies import (
    assert_same,
    built,
    document_of,
    edits_of,
    lasting_answers,
    twins_of,
)
from tests.unit.test_chronology_changed import with_other_limits

SEEDS = st.integers(0, 1 << 32)
SIZES = st.integers(0, 12)
CHANGES = 4


@pytest.fixture(scope="module")
def limits() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def with_limits(chance: Random, limits: pytest.MonkeyPatch) -> None:
    """Limits that small stores go beyond, or the real ones."""
    with_other_limits(chance, limits)
    limits.setattr(counting, "FEW", chance.choice((0, counting.FEW)))
    limits.setattr(renumbering, "FEW", chance.choice((0, 4096)))


@settings(max_examples=100)
@given(SEEDS, SIZES)
def test_after_any_edits_every_answer_is_that_of_a_chronology_built_anew(
    limits: pytest.MonkeyPatch, seed: int, size: int
) -> None:
    chance = Random(seed)
    with_limits(chance, limits)
    model = random_model(chance, size)
    with twins_of(model) as twins:
        words_at = chance.randint(0, CHANGES)
        chronology = twins.opened(None if words_at else twins.words)
        for step in range(CHANGES):
            if words_at and step == words_at - 1:
                chronology = chronology.with_words(chance.choice((twins.words, twins.words, None)))
            use(chance, chronology)
            made = random_change(chance, model)
            model = made.made_to(model)
            chronology = twins.edit(edits_of(made, twins.whole), chronology)
            complete = chronology.with_words(twins.words) if step + 1 < words_at else chronology
            assert_same(complete, twins.built(), seed + step)


@settings(max_examples=100)
@given(SEEDS, SIZES)
def test_a_chronology_stays_as_it_is_when_the_next_is_made(
    limits: pytest.MonkeyPatch, seed: int, size: int
) -> None:
    chance = Random(seed)
    with_limits(chance, limits)
    model = random_model(chance, size)
    with twins_of(model) as twins:
        chronology = twins.opened(twins.words)
        for _ in range(CHANGES):
            use(chance, chronology)
            before = lasting_answers(chronology)
            made = random_change(chance, model)
            model = made.made_to(model)
            following = twins.edit(edits_of(made, twins.whole), chronology)
            assert lasting_answers(chronology) == before
            chronology = following


@settings(max_examples=40)
@given(SEEDS, SIZES)
def test_edits_in_the_journal_are_seen_when_the_store_is_opened_by_its_old_index(
    seed: int, size: int
) -> None:
    chance = Random(seed)
    model = random_model(chance, size)
    with twins_of(model) as twins:
        chronology = twins.opened(twins.words)
        for step in range(3):
            use(chance, chronology)
            made = random_change(chance, model)
            model = made.made_to(model)
            if changes := edits_of(made, twins.kept):
                outcome = twins.kept.write(Edit("changed", changes), by="ana")
                chronology = renewed(chronology, twins.kept, outcome.taken, None)
            whole = built(SharedStore.open(twins.path))
            assert_same(chronology, whole, seed + step)
            again = twins.again()
            assert_same(again.opened(again.words), whole, seed + step)
            assert_same(again.opened().with_words(again.words), whole, seed + step)


@settings(max_examples=40)
@given(SEEDS, SIZES)
def test_notes_of_a_users_own_count_beside_those_in_the_store(seed: int, size: int) -> None:
    chance = Random(seed)
    model = random_model(chance, size)
    with twins_of(model) as twins:
        own = OwnNotes(twins.path, twins.path.parent)
        notes = [
            random_annotation(chance, chance.choice((*IDS, "gone"))) for _ in range(chance.randint(0, 4))
        ]
        changes = [change(Table.ANNOTATIONS, each.id or "", None, write(each)) for each in notes]
        if changes:
            own.created().write(Edit("noted", tuple(each for each in changes if each)), by="ana")
        chronology = twins.opened(twins.words, own)
        assert_same(chronology, twins.built(own.annotations), seed)
        made = random_change(chance, model)
        written = (
            twins.kept.write(Edit("changed", edits), by="ana")
            if (edits := edits_of(made, twins.kept))
            else None
        )
        if written:
            chronology = renewed(chronology, twins.kept, written.taken, own)
        assert_same(chronology, built(SharedStore.open(twins.path), own.annotations), seed)


# One by one


def an_event(record_id: str, **fields: object) -> Record:
    return Record(id=record_id, kind=Kind.EVENT, headline="headline", **fields)  # type: ignore[arg-type]


def test_while_the_words_are_missing_an_edited_record_is_found_if_it_is_of_the_latest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looking, "SOME", 3)
    records = [an_event(f"r{day}", date=f"2024-10-0{day}", summary="hay") for day in range(1, 8)]
    query = Query((Words(("needle",), whole=True),))
    with twins_of(Model(tuple(records))) as twins:
        chronology = twins.opened()
        assert chronology.view(query).count == 0
        for each in ("r7", "r2"):
            needle = {"summary": "a needle"}
            before = document_of(next(one for one in records if one.id == each))
            edit = change(Table.RECORDS, each, before, {**before, **needle})
            chronology = twins.edit((edit,) if edit else (), chronology)
        assert "r7" in [row.entry.id for row in chronology.view(query).window(0, 9)]
        assert chronology.view(query).looked_into == 3
        whole = chronology.with_words(twins.words).view(query)
        assert [row.entry.id for row in whole.window(0, 9)] == ["r2", "r7"]


def test_who_belongs_to_another_body_since_an_edit_is_counted_there() -> None:
    ann = Actor(id="ann", name="Ann", member_of=(Membership(actor="army"),))
    model = Model((an_event("one", actors=("ann",)),), (ann, Actor(id="army", name="Army")))
    with twins_of(model) as twins:
        chronology = twins.opened(twins.words)
        before, after = write(ann), {"id": "ann", "name": "Ann", "member_of": [{"actor": "navy"}]}
        edit = change(Table.ACTORS, "ann", before, after)
        later = twins.edit((edit,) if edit else (), chronology)
        for body, number in (("army", 0), ("navy", 1)):
            assert later.view(Query((Condition(Facet.ACTOR, (body,)),))).count == number
            assert chronology.view(Query((Condition(Facet.ACTOR, (body,)),))).count == 1 - number


def test_a_comment_that_became_another_is_found_by_its_new_words_alone() -> None:
    note = Annotation(id="n", record="one", by="ana", comment="needle")
    with twins_of(Model((an_event("one"),), annotations=(note,))) as twins:
        chronology = twins.opened(twins.words)
        chronology.look_inside()
        edit = change(Table.ANNOTATIONS, "n", write(note), {**write(note), "comment": "hay"})
        chronology = twins.edit((edit,) if edit else (), chronology)
        for word, number in (("needle", 0), ("hay", 1)):
            assert chronology.view(Query((Words((word,), whole=True),))).count == number


def test_what_is_kept_of_the_words_is_not_read_again_after_an_edit() -> None:
    def refuse(ids: object) -> Iterator[None]:
        raise AssertionError(f"all of {ids} are read")

    with twins_of(Model(tuple(an_event(f"r{number}") for number in range(9)))) as twins:
        chronology = twins.opened(twins.words)
        chronology.look_inside()
        edit = change(Table.RECORDS, "new", None, document_of(an_event("new")))
        chronology = twins.edit((edit,) if edit else (), chronology)
        contents = chronology.look_inside()
        contents._bodies = refuse  # type: ignore[assignment]
        assert chronology.view(Query((Words(("headline",), whole=True),))).count == 10
        assert chronology.is_quick(Query((Words(("headline",), whole=True),)), chronology.view().order)
