"""From accepted proposals to one edit: with the names they need, once, and with what a person has added."""

import pytest

from chronoterm.edits import Change, Document, Edit, Table, changed
from chronoterm.importers.proposals import ProposedKind
from chronoterm.reviewing.changing import change_kind, edit
from chronoterm.reviewing.deciding import accept, reject, stored
from chronoterm.reviewing.fields import Field, Slot
from chronoterm.reviewing.naming import link, new_names
from chronoterm.reviewing.parting import merge
from chronoterm.reviewing.review import Review, State, begun, in_state, item_of
from chronoterm.reviewing.storing import found_there, import_of
from tests.review_examples import SHA256, TEXT, extraction
from tests.unit.reviewing import EDITOR

HOLMEN = {"id": "anna-holmen", "name": "Anna Holmen", "aliases": ["A. Holmen"]}


class Tables:
    """Documents as a store has them."""

    def __init__(self, *documents: tuple[Table, Document]) -> None:
        self._documents = {(table, each["id"]): each for table, each in documents}

    def fetch(self, table: Table, id_: str) -> Document | None:
        return self._documents.get((table, id_))

    def write(self, edit_: Edit | None) -> None:
        for each in edit_.changes if edit_ else ():
            after = changed(each, self.fetch(each.table, each.id))
            assert after is not None
            self._documents[each.table, each.id] = after

    def ids(self, table: Table) -> set[str]:
        return {id_ for found, id_ in self._documents if found is table}


def accepted(*ids: str, of: Review | None = None) -> Review:
    found = begun(extraction(), TEXT) if of is None else of
    for each in ids:
        found = accept(found, each)
    return found


def stored_in(tables: Tables, review: Review) -> Review:
    found = import_of(review, tables.fetch)
    tables.write(found.edit)
    return stored(review, found.records)


def record(changes: tuple[Change, ...]) -> Document:
    [only] = [each.now for each in changes if each.table is Table.RECORDS and each.now]
    return only


def test_accepted_proposals_become_records_in_one_step_with_the_names_they_need() -> None:
    tables = Tables()
    found = import_of(accepted("r01", "r04"), tables.fetch)
    assert found.edit is not None and found.edit.does == "imported 2 records from port.txt"
    tables.write(found.edit)
    assert set(found.records) == {"r01", "r04"}
    assert set(found.records.values()) == tables.ids(Table.RECORDS)
    assert tables.ids(Table.ACTORS) == {"anna-holm"}
    assert "vesterhavn" in tables.ids(Table.PLACES)
    arrived = tables.fetch(Table.RECORDS, found.records["r04"])
    assert arrived is not None
    assert arrived["relations"] == [{"type": "background", "to": found.records["r01"]}]
    assert arrived["sources"][0]["sha256"] == SHA256
    assert "tags" not in arrived


def test_what_a_person_has_added_is_in_the_record() -> None:
    review = accepted("r05")
    for field, typed in (
        (Field.SUMMARY, "He complains."),
        (Field.TAGS, "port, union"),
        (Field.OTHER, "march 2024"),
        (Field.HEADLINE, "Lund complains"),
    ):
        review = edit(review, "r05", Slot(field), typed, EDITOR)
    found = import_of(review, Tables().fetch)
    assert found.edit is not None
    made = record(found.edit.changes)
    assert (made["summary"], made["tags"], made["about_date"]) == (
        "He complains.",
        ["port", "union"],
        "2024-03",
    )
    assert made["headline"] == "Lund complains"


def test_a_linked_name_becomes_an_alias_of_the_known_one_and_no_entry_of_its_own() -> None:
    tables = Tables((Table.ACTORS, HOLMEN))
    review = link(begun(extraction(), TEXT), "new:anna-holm", "anna-holmen", None, "ada")
    stored_in(tables, accepted("r01", of=review))
    assert tables.ids(Table.ACTORS) == {"anna-holmen"}
    holmen = tables.fetch(Table.ACTORS, "anna-holmen")
    assert holmen is not None and holmen["aliases"] == ["A. Holmen", "Anna Holm", "Holm"]


def test_what_is_stored_later_finds_its_relations_to_what_was_stored_before() -> None:
    tables = Tables()
    review = stored_in(tables, accepted("r04", "r05"))
    assert all(
        "relations" not in (tables.fetch(Table.RECORDS, each.record or "") or {})
        for each in in_state(review, State.STORED)
    )
    review = stored_in(tables, accept(review, "r01"))
    lead = item_of(review, "r01").record
    for each in ("r04", "r05"):
        document = tables.fetch(Table.RECORDS, item_of(review, each).record or "")
        assert document is not None and document["relations"] == [{"type": "background", "to": lead}]


def test_a_name_that_was_stored_is_not_asked_about_again() -> None:
    review = stored_in(Tables(), accepted("r01"))
    assert new_names(review, item_of(review, "r03")) == ()


def test_a_second_time_nothing_is_stored() -> None:
    tables = Tables()
    review = accepted("r01", "r02", "r04")
    stored_in(tables, review)
    assert import_of(review, tables.fetch).edit is None


def test_what_somebody_else_has_stored_is_not_proposed_again() -> None:
    tables = Tables()
    stored_in(tables, accepted("r01", "r04"))
    mine = found_there(reject(begun(extraction(), TEXT), "r05"), tables.fetch)
    assert {each.id for each in in_state(mine, State.STORED)} == {"r01", "r04"}
    assert {each.id for each in in_state(mine, State.WAITING)} == {"r02", "r03"}


@pytest.mark.parametrize("deleted", ["r01", "r04"])
def test_what_somebody_has_deleted_does_not_come_back_by_itself(deleted: str) -> None:
    tables = Tables()
    review = stored_in(tables, accepted("r01", "r04"))
    gone = item_of(review, deleted).record
    left = Tables(
        *(
            (Table.RECORDS, document)
            for id_ in tables.ids(Table.RECORDS) - {gone}
            if (document := tables.fetch(Table.RECORDS, id_))
        )
    )
    stored_in(left, accept(review, "r05"))
    assert gone not in left.ids(Table.RECORDS)


def test_relations_of_two_that_were_merged_are_those_of_the_one() -> None:
    tables = Tables()
    review = accept(accept(merge(begun(extraction(), TEXT), "r04", "ada"), "r04"), "r01")
    review = stored_in(tables, review)
    one = tables.fetch(Table.RECORDS, item_of(review, "r04").record or "")
    assert one is not None
    assert one["relations"] == [{"type": "background", "to": item_of(review, "r01").record}]


def test_one_that_was_made_like_another_that_is_stored_becomes_a_record_of_its_own() -> None:
    tables = Tables()
    review = stored_in(tables, accepted("r02"))
    review = change_kind(review, "r01", ProposedKind.FORECAST, "ada")
    review = stored_in(tables, accept(review, "r01"))
    one, other = (item_of(review, each).record for each in ("r01", "r02"))
    assert one != other
    assert {one, other} == tables.ids(Table.RECORDS)
    assert import_of(review, tables.fetch).edit is None
