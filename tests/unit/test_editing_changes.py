"""Edits as people make them: each does what it says, leaves the rest alone, and can be taken back whole."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.editing.changes import (
    commented,
    deleted_name,
    deletion,
    merged_names,
    put,
    recommented,
    related,
    starred,
    tagged,
    unrelated,
)
from chronoterm.editing.fields import Form
from chronoterm.editing.naming import NewName
from chronoterm.edits import Change, Document, Edit, Table, changed, fits
from chronoterm.records import RelationType
from tests.unit.editing_strategies import documents

AT = "2024-11-22T10:00Z"
CHANCE = "k3vdq8x2"
Stored = dict[tuple[Table, str], Document]

TALKS: Document = {
    "id": "talks",
    "kind": "event",
    "headline": "Talks",
    "actors": ["ada", "union"],
    "speaker": "ada",
    "places": ["quay"],
    "relations": [{"type": "background", "to": "strike", "desk": 1}, {"type": "updates", "to": "pay"}],
    "revision": 2,
    "by": "ben",
}
STRIKE: Document = {
    "id": "strike",
    "kind": "event",
    "headline": "Strike",
    "expected": True,
    "outcome": "talks",
}
PAY: Document = {"id": "pay", "kind": "event", "headline": "Pay cut", "actors": ["ada-2", "ada"], "tags": []}
ADA: Document = {"id": "ada", "name": "Ada Lund", "aliases": ["Lund"], "member_of": [{"actor": "union"}]}
ADA_2: Document = {
    "id": "ada-2",
    "name": "A. Lund",
    "aliases": ["lund", "Ada L."],
    "country": "NO",
    "desk": [None],
}
UNION: Document = {"id": "union", "name": "Union", "member_of": [{"actor": "ada-2", "from": "2020"}]}
QUAY: Document = {"id": "quay", "name": "Quay", "part_of": "port"}
PORT: Document = {"id": "port", "name": "Port", "part_of": "town", "latitude": 60}
TOWN: Document = {"id": "town", "name": "Town"}


def store() -> Stored:
    records = {(Table.RECORDS, each["id"]): each for each in (TALKS, STRIKE, PAY)}
    actors = {(Table.ACTORS, each["id"]): each for each in (ADA, ADA_2, UNION)}
    return {**records, **actors, **{(Table.PLACES, each["id"]): each for each in (QUAY, PORT, TOWN)}}


def fetch(table: Table, id_: str) -> Document | None:
    return store().get((table, id_))


def applied(edit: Edit | None, before: Stored | None = None) -> Stored:
    """A store after an edit; each change must suit it and, taken back, give what was."""
    assert edit is not None and edit.changes and edit.does
    after = dict(store() if before is None else before)
    for each in edit.changes:
        _apply(each, after)
    back = dict(after)
    for each in reversed(edit.changes):
        _apply(each.inverse, back)
    assert back == (store() if before is None else before)
    return after


def _apply(change: Change, stored: Stored) -> None:
    key = (change.table, change.id)
    assert fits(change, stored.get(key))
    document = changed(change, stored.get(key))
    stored.pop(key, None)
    if document is not None:
        stored[key] = document


# Records


def test_an_edit_says_which_fields_it_changes() -> None:
    edit = put(Table.RECORDS, TALKS, {**TALKS, "headline": "Other", "date_text": "then"})
    assert edit is not None and edit.does == "edited headline, date text"
    many = put(Table.RECORDS, TALKS, {**TALKS, **dict.fromkeys("abcdef", 1)})
    assert many is not None and many.does == "edited a, b, c and 3 more"
    assert put(Table.RECORDS, TALKS, {**TALKS, "revision": 9}) is None


def test_a_new_record_comes_with_the_names_it_makes() -> None:
    ana: Document = {"id": "ana", "name": "Ana"}
    new: Document = {"id": "new", "kind": "event", "headline": "A new one", "actors": ["ana"]}
    edit = put(Table.RECORDS, None, new, [NewName(Table.ACTORS, ana)])
    after = applied(edit)
    assert edit is not None and edit.does == "new record “A new one”"
    assert after[Table.RECORDS, "new"] == new and after[Table.ACTORS, "ana"] == ana


@given(documents(Form.RECORD), documents(Form.RECORD))
def test_any_edit_of_a_document_can_be_taken_back(before: Document, after: Document) -> None:
    edit = put(Table.RECORDS, before, after)
    if edit is not None:
        stored = applied(edit, {(Table.RECORDS, "here"): before})
        assert put(Table.RECORDS, stored[Table.RECORDS, "here"], after) is None


NOTES: Mapping[str, Document] = {
    "n1": {"id": "n1", "record": "talks", "by": "ada", "star": True},
    "#7": {"record": "talks", "comment": "by hand"},
    "n2": {"id": "n2", "record": "pay", "by": "ada", "star": True},
}


def test_a_deleted_record_takes_along_what_points_to_it_and_comes_back_with_all_of_it() -> None:
    before = {**store(), **{(Table.ANNOTATIONS, id_): each for id_, each in NOTES.items()}}
    edit = deletion("talks", fetch, ["strike", "pay", "talks", "strike", "gone"], NOTES)
    after = applied(edit, before)
    assert edit is not None and edit.does == "deleted record “Talks”"
    assert (Table.RECORDS, "talks") not in after
    assert "outcome" not in after[Table.RECORDS, "strike"]
    assert [id_ for table, id_ in after if table is Table.ANNOTATIONS] == ["n2"]
    assert after[Table.RECORDS, "pay"] == PAY
    assert deletion("gone", fetch, [], NOTES) is None


def test_only_the_relations_to_the_deleted_record_go() -> None:
    after = applied(deletion("strike", fetch, ["talks"], {}))
    assert after[Table.RECORDS, "talks"]["relations"] == [{"type": "updates", "to": "pay"}]


def test_a_relation_is_made_once_and_taken_back() -> None:
    edit = related(STRIKE, RelationType.BACKGROUND, "pay")
    after = applied(edit)[Table.RECORDS, "strike"]
    assert edit is not None and edit.does == "marked “Strike” as background of “pay”"
    assert after == {**STRIKE, "relations": [{"type": "background", "to": "pay"}]}
    assert related(after, RelationType.BACKGROUND, "pay") is None
    assert related(STRIKE, RelationType.DENIES, "strike") is None
    back = unrelated(after, RelationType.BACKGROUND, "pay")
    assert applied(back, {(Table.RECORDS, "strike"): after})[Table.RECORDS, "strike"] == STRIKE
    assert unrelated(STRIKE, RelationType.BACKGROUND, "pay") is None
    assert unrelated(TALKS, RelationType.DENIES, "strike") is None


# Names


def test_two_actors_become_one_and_whatever_named_the_lost_names_the_kept() -> None:
    edit = merged_names(Table.ACTORS, "ada", "ada-2", fetch, ["talks", "pay"], ["union", "ada"])
    after = applied(edit)
    assert edit is not None and edit.does == "merged actor “A. Lund” into “Ada Lund”"
    assert (Table.ACTORS, "ada-2") not in after
    assert after[Table.ACTORS, "ada"] == {
        **ADA,
        "aliases": ["Lund", "A. Lund", "Ada L."],
        "country": "NO",
        "desk": [None],
    }
    assert after[Table.RECORDS, "pay"]["actors"] == ["ada"]
    assert after[Table.ACTORS, "union"]["member_of"] == [{"actor": "ada", "from": "2020"}]
    assert after[Table.RECORDS, "talks"] == TALKS


def test_a_speaker_is_renamed_too_and_keeps_the_place_in_the_list() -> None:
    after = applied(merged_names(Table.ACTORS, "union", "ada", fetch, ["talks", "pay"], []))
    assert after[Table.RECORDS, "talks"]["speaker"] == "union"
    assert after[Table.RECORDS, "talks"]["actors"] == ["union"]
    assert after[Table.RECORDS, "pay"]["actors"] == ["ada-2", "union"]
    assert all(each["actor"] != "union" for each in after[Table.ACTORS, "union"]["member_of"])


def test_a_name_without_an_entry_is_merged_as_well() -> None:
    records: Stored = {(Table.RECORDS, "r"): {"id": "r", "places": ["the quay", "the quay"]}}
    known = {**store(), **records}
    edit = merged_names(Table.PLACES, "quay", "the quay", lambda table, id_: known.get((table, id_)), ["r"])
    after = applied(edit, known)
    assert after[Table.RECORDS, "r"]["places"] == ["quay"]
    assert after[Table.PLACES, "quay"]["aliases"] == ["the quay"]
    other = merged_names(Table.PLACES, "the quay", "quay", lambda table, id_: known.get((table, id_)), ["r"])
    assert applied(other, known)[Table.PLACES, "the quay"] == {
        "id": "the quay",
        "name": "the quay",
        "aliases": ["Quay"],
        "part_of": "port",
    }


@pytest.mark.parametrize(
    ("keep", "lose", "above"), [("quay", "port", "town"), ("quay", "town", None), ("town", "quay", None)]
)
def test_merged_places_do_not_lie_in_themselves(keep: str, lose: str, above: str | None) -> None:
    after = applied(merged_names(Table.PLACES, keep, lose, fetch, [], ["quay", "port", "town"]))
    here, passed = after[Table.PLACES, keep].get("part_of"), {keep}
    assert here == above
    while here is not None:
        assert here not in passed
        passed.add(here)
        here = after[Table.PLACES, here].get("part_of")


def test_nothing_is_merged_with_itself() -> None:
    assert merged_names(Table.ACTORS, "ada", "ada", fetch, ["talks"]) is None


def test_a_deleted_name_goes_from_what_is_given_and_stays_elsewhere() -> None:
    edit = deleted_name(Table.ACTORS, "ada", fetch)
    assert edit is not None and edit.does == "deleted actor “Ada Lund”"
    assert applied(edit)[Table.RECORDS, "talks"] == TALKS
    after = applied(deleted_name(Table.ACTORS, "ada", fetch, ["talks"]))
    assert after[Table.RECORDS, "talks"]["actors"] == ["union"]
    assert "speaker" not in after[Table.RECORDS, "talks"]
    places = applied(deleted_name(Table.PLACES, "port", fetch, ["talks"], ["quay"]))
    assert "part_of" not in places[Table.PLACES, "quay"]
    union = applied(deleted_name(Table.ACTORS, "ada-2", fetch, ["pay"], ["union"]))
    assert "member_of" not in union[Table.ACTORS, "union"]
    assert deleted_name(Table.ACTORS, "nobody", fetch) is None


@given(documents(Form.RECORD), documents(Form.ACTOR), st.sampled_from((Table.ACTORS, Table.PLACES)))
def test_documents_of_any_quality_are_merged_and_deleted(
    record: Document, entry: Document, table: Table
) -> None:
    stored: Stored = {
        (Table.RECORDS, "r"): {**record, "id": "r"},
        (table, "one"): {**entry, "id": "one"},
        (table, "other"): {"id": "other", "name": "Other", "part_of": "one"},
    }

    def find(table: Table, id_: str) -> Document | None:
        return stored.get((table, id_))

    for edit in (
        merged_names(table, "one", "other", find, ["r"], ["one", "other"]),
        merged_names(table, "other", "one", find, ["r"], ["one", "other"]),
        deleted_name(table, "one", find, ["r"], ["other"]),
        deletion("r", find, ["r"], {}),
    ):
        applied(edit, stored)


# Stars, tags and comments


def noted(edit: Edit | None, mine: Mapping[str, Document]) -> dict[str, Any]:
    """The annotations after an edit, by their ids."""
    after = applied(edit, {(Table.ANNOTATIONS, id_): each for id_, each in mine.items()})
    return {id_: each for (_, id_), each in after.items()}


def test_a_star_is_given_to_those_without_and_taken_if_all_have_one() -> None:
    mine = {"n1": NOTES["n1"]}
    edit = starred(["talks", "pay", "pay"], "ada", AT, mine, CHANCE)
    after = noted(edit, mine)
    assert edit is not None and edit.does == "starred a record"
    assert after == {
        **mine,
        f"star-{CHANCE}-1": {"id": f"star-{CHANCE}-1", "record": "pay", "by": "ada", "at": AT, "star": True},
    }
    back = starred(["talks", "pay"], "ada", AT, after, "other")
    assert noted(back, after) == {}
    assert back is not None and back.does == "took the star from 2 records"
    assert starred([], "ada", AT, {}, CHANCE) is None


def test_a_note_that_is_several_at_once_loses_only_what_is_taken() -> None:
    mine: dict[str, Document] = {"#1": {"record": "talks", "star": True, "tag": "x", "comment": "why"}}
    assert noted(starred(["talks"], "ada", AT, mine, CHANCE), mine) == {
        "#1": {"record": "talks", "tag": "x", "comment": "why"}
    }
    assert noted(tagged(["talks"], [], ["x"], "ada", AT, mine, CHANCE), mine) == {
        "#1": {"record": "talks", "star": True, "comment": "why"}
    }
    assert noted(recommented("#1", mine["#1"], " ", AT), mine) == {
        "#1": {"record": "talks", "star": True, "tag": "x"}
    }


def test_tags_are_given_where_they_are_not_and_others_taken() -> None:
    mine: dict[str, Document] = {"t1": {"id": "t1", "record": "talks", "tag": "pay"}}
    edit = tagged(["talks", "pay"], ["pay", " night ", ""], ["old"], "ada", AT, mine, CHANCE)
    after = noted(edit, mine)
    assert sorted((each["record"], each["tag"]) for each in after.values()) == [
        ("pay", "night"),
        ("pay", "pay"),
        ("talks", "night"),
        ("talks", "pay"),
    ]
    assert edit is not None and edit.does == "gave “pay”, “night” to 2 records"
    taken = tagged(["talks", "pay"], [], ["pay", "night"], "ada", AT, after, "other")
    assert noted(taken, after) == {}
    assert tagged(["talks"], ["pay"], [], "ada", AT, mine, CHANCE) is None


def test_a_comment_is_made_for_each_record_changed_and_taken_back() -> None:
    after = noted(commented(["talks", "pay"], " Look\x1b here\r\n", "ada", AT, CHANCE), {})
    assert [each["comment"] for each in after.values()] == ["Look␛ here"] * 2
    assert len({each["id"] for each in after.values()}) == 2
    id_, first = next(iter(after.items()))
    assert noted(recommented(id_, first, "Better", "later"), {id_: first}) == {
        id_: {**first, "comment": "Better", "at": "later"}
    }
    assert noted(recommented(id_, first, "", AT), {id_: first}) == {}
    assert recommented(id_, first, "Look␛ here ", "later") is None
    assert commented(["talks"], " \n", "ada", AT, CHANCE) is None
