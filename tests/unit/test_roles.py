"""Roles: who speaks, who is a subject, who is a target; and to whom each belonged at that time, not before or after."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.chronology.view import Roles
from chronoterm.editing.merging import merged_names
from chronoterm.editing.placing import with_roles_among_actors
from chronoterm.edits import Document, Table, changed
from chronoterm.intake.naming import IncomingNames
from chronoterm.query import Query
from chronoterm.records import Actor, Kind, Membership, Record
from chronoterm.screens.picker_notes import ActorNotes, in_roles
from chronoterm.telling_roles import affiliations, lasting_in_words
from chronoterm.terms import Condition, Facet
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import random_query
from tests.unit.chronology_stores import models


def statement(date: str | None = "2024-10-18", **more: object) -> Record:
    fields = {"id": str(date), "kind": Kind.STATEMENT, "headline": "x", "date": date, **more}
    return Record(**fields)  # type: ignore[arg-type]


# Roles


@settings(max_examples=60)
@given(models(), st.integers(0, 1 << 32))
def test_the_roles_of_actors_are_counted_as_by_hand(model: Model, seed: int) -> None:
    query = random_query(Random(seed))
    records = model.matching(query.without_facet(Facet.ACTOR))
    found = model.chronology.view(query).roles()
    facets = (Facet.SPEAKER, Facet.SUBJECT, Facet.TARGET)
    for actor in {*found, *model.all_values(Facet.ACTOR)}:
        naive = Roles(*(sum(actor in model.values(each, facet) for each in records) for facet in facets))
        assert found.get(actor, Roles(0, 0, 0)) == naive
    assert len(found) == len(set(found))
    assert "nobody whom any record names" not in found


@given(models())
def test_everybody_is_in_some_role_and_no_subject_in_another(model: Model) -> None:
    for each in model.records:
        roles = {each.speaker} - {None} | set(each.subjects) | set(each.targets)
        assert roles == set(each.everybody) == model.named(each, Facet.ACTOR)
        assert not set(each.subjects) & {each.speaker, *each.targets}


@given(models(), st.sampled_from([Facet.SPEAKER, Facet.SUBJECT, Facet.TARGET]), st.booleans())
def test_whoever_is_found_in_a_role_is_found_as_an_actor(model: Model, facet: Facet, exact: bool) -> None:
    for value in model.all_values(facet):
        narrow, wide = (
            model.chronology.view(in_role(each, value, exact=exact)) for each in (facet, Facet.ACTOR)
        )
        found = {row.entry.id for row in wide.window(0, wide.count)}
        assert {row.entry.id for row in narrow.window(0, narrow.count)} <= found


def in_role(facet: Facet, value: str, *, exact: bool = False) -> Query:
    return Query((Condition(facet, (value,), exact=exact),))


def test_roles_in_words_leave_out_what_nobody_is() -> None:
    assert in_roles(Roles(9, 3, 0)) == "speaker 9 · subject 3"
    assert in_roles(Roles(0, 0, 1_000)) == "target 1,000"
    assert in_roles(Roles(0, 0, 0)) == ""


# Belonging at that time

DAYS = [f"2024-10-{day:02}" for day in range(10, 20)]


@given(
    st.lists(st.tuples(st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)), max_size=3),
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
def test_an_affiliation_is_told_where_it_lasts_on_a_day_of_the_record(
    times: list[tuple[str | None, str | None]], days: tuple[int, int] | None
) -> None:
    """Naively: day by day, with one before and one after all that are named."""
    first, last = (0, 0) if days is None else sorted(days)
    date = None if days is None else f"{DAYS[first]}/{DAYS[last]}"
    record = statement(date, speaker="mysnyk")
    members = tuple(
        Membership(actor=f"body-{number}", start=start, end=end) for number, (start, end) in enumerate(times)
    )
    chronology = IndexedChronology.build(
        [record], Names([Actor(id="mysnyk", name="Mysnyk", member_of=members)])
    )
    told = affiliations(record, "mysnyk", chronology)
    every = ["before", *DAYS, "later"]
    of_record = every if days is None else DAYS[first : last + 1]
    naive = []
    for number, (start, end) in enumerate(times):
        lasting = [
            day
            for day in of_record
            if every.index(day) >= every.index(start or "before")
            and every.index(day) <= every.index(end or "later")
        ]
        if lasting:
            naive.append((f"body-{number}", len(lasting) < len(of_record)))
    assert [(each.lstrip("~").partition(" ")[0], each.startswith("~")) for each in told] == naive


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-08-05", None, "since 5 Aug 2020"),
        (None, "2021", "until 2021"),
        ("2019", "2021-03", "2019 to Mar 2021"),
        (None, None, ""),
    ],
)
def test_how_long_somebody_belongs_is_told_in_words(start: str | None, end: str | None, words: str) -> None:
    assert lasting_in_words(Membership(actor="x", start=start, end=end)) == words


SPOKESPEOPLE = [
    Actor(id="ministry", name="Ministry", member_of=(Membership(actor="state"),)),
    Actor(id="old", name="Olga", member_of=(Membership(actor="ministry", end="2024-06-30"),)),
    Actor(id="new", name="Nora", member_of=(Membership(actor="ministry", start="2024-07-01"),)),
]


def ministry() -> IndexedChronology:
    return IndexedChronology.build(
        [
            statement("2024-06-30", speaker="old"),
            statement("2024-07-01", speaker="old"),
            statement("2024-07-02", speaker="new", actors=("old",), targets=("old",)),
            statement("2024-05-01", speaker="new"),
            statement("2024", speaker="new"),
            statement("2024-07-03", speaker="ministry"),
        ],
        Names(SPOKESPEOPLE),
    )


@pytest.mark.parametrize(
    ("facet", "value", "dates"),
    [
        (Facet.SPEAKER, "ministry", ["2024", "2024-06-30", "2024-07-02", "2024-07-03"]),
        (Facet.SPEAKER, "state", ["2024", "2024-06-30", "2024-07-02", "2024-07-03"]),
        (Facet.SPEAKER, "old", ["2024-06-30", "2024-07-01"]),
        (Facet.TARGET, "old", ["2024-07-02"]),
        (Facet.TARGET, "ministry", []),
        (Facet.SUBJECT, "old", []),
    ],
)
def test_a_ministry_includes_its_spokespeople_as_long_as_they_are(
    facet: Facet, value: str, dates: list[str]
) -> None:
    view = ministry().view(in_role(facet, value))
    assert [row.entry.date for row in view.window(0, view.count)] == dates


def test_a_picker_tells_since_when_somebody_belongs_to_what_stands_above() -> None:
    chronology = ministry()
    notes = ActorNotes(chronology)
    values = {each.value: each for each in notes.counted(chronology.view())}
    assert notes(values["old"], values["ministry"]).beside == "until 30 Jun 2024"
    assert notes(values["new"], None).beside == "Ministry since 1 Jul 2024"
    assert notes(values["ministry"], values.get("state")).beside == ""
    assert notes(values["old"], None).before_count == "speaker 2 · target 1"
    assert values["old"].depth > values["ministry"].depth


# Editing


def test_a_name_that_is_merged_into_another_is_replaced_where_it_is_a_target() -> None:
    documents: dict[tuple[Table, str], Document] = {
        (Table.RECORDS, "r"): {"id": "r", "actors": ["a", "b"], "targets": ["b", "c"]},
        (Table.RECORDS, "s"): {"id": "s", "targets": ["a", "b"]},
        (Table.ACTORS, "a"): {"id": "a", "name": "A"},
        (Table.ACTORS, "b"): {"id": "b", "name": "B"},
    }
    edit = merged_names(Table.ACTORS, "a", "b", lambda table, id_: documents.get((table, id_)), ["r", "s"])
    assert edit is not None
    after = {each.id: changed(each, documents[each.table, each.id]) for each in edit.changes}
    assert (after["r"] or {})["targets"] == ["a", "c"]
    assert (after["s"] or {})["targets"] == ["a"]
    assert after["b"] is None


@pytest.mark.parametrize(
    ("record", "actors"),
    [
        ({"speaker": "a"}, ["a"]),
        ({"speaker": "a", "actors": ["b"], "targets": ["c", "b", "c"]}, ["a", "b", "c"]),
        ({"targets": ["a"]}, ["a"]),
        ({"actors": ["a"], "targets": ["a"]}, ["a"]),
        ({"actors": "damaged", "targets": ["a"]}, "damaged"),
        ({"targets": "damaged"}, None),
    ],
)
def test_whoever_has_a_role_is_among_the_actors(record: dict[str, object], actors: object) -> None:
    assert with_roles_among_actors(record).get("actors") == actors


def test_targets_that_come_in_get_the_ids_of_those_who_are_known() -> None:
    names = IncomingNames(lambda _, __: None, lambda _, name: ["ours"] if name == "Ben" else [])
    names.learn(Table.ACTORS, {"id": "ben", "name": "Ben"})
    names.learn(Table.ACTORS, {"id": "ann", "name": "Ann"})
    record = names.named({"id": "r", "actors": ["ann", "ben"], "targets": ["ben", "ann"]})
    assert record["targets"] == ["ours", "ann"]
    names.need({"id": "r", "targets": ["ann"]})
    assert [document["id"] for _, document in names.needed] == ["ann"]
