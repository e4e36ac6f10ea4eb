"""What is imported is compared with the store first: nothing comes in twice, and nothing edited here is written over."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.desk import Desk
from chronoterm.edits import Edit, Table, change
from chronoterm.importers.incoming import Incoming, Origin, Refused
from chronoterm.intake.gathering import MOST_REASONS, OTHER_REASONS, Gathered
from chronoterm.intake.judging import Verdict, judged
from chronoterm.intake.previewing import preview_of
from chronoterm.intake.writing import Updates, edit_of
from chronoterm.problems import ChronotermError
from tests.intake.coming import ORIGIN, gathered_for, incoming, new_desk

LATER = Origin("strikes-november.csv", "b" * 64)


def take_in(desk: Desk, *items: Incoming, updates: Updates = Updates.UNEDITED) -> Gathered:
    found = gathered_for(desk, items)
    edit = edit_of(found, updates, ORIGIN.name)
    if edit is not None:
        desk.write(edit)
        desk.renew()
    return found


def edited(desk: Desk, id_: str, **fields: Any) -> None:
    before = desk.document(Table.RECORDS, id_) or {}
    made = change(Table.RECORDS, id_, before, {**before, **fields})
    assert made is not None
    desk.write(Edit("edited", (made,)))


def test_what_is_new_comes_in_with_the_names_that_it_needs(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    found = take_in(desk, incoming(1), incoming(2))
    assert len(found.new) == 2
    assert desk.chronology.total == 2
    assert {each.id for each in desk.store.actors} == {"crew-1", "crew-2"}
    assert {each.id for each in desk.store.places} == {"harbour", "pier-1", "pier-2"}


def test_the_same_file_twice_adds_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1), incoming(2))
    found = gathered_for(desk, [incoming(1), incoming(2)])
    assert (len(found.new), found.same, found.updates) == (0, 2, [])
    assert edit_of(found, Updates.ALL, ORIGIN.name) is None


def test_a_row_that_is_unchanged_in_a_later_file_is_there_already(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1))
    moved = incoming(1, file=LATER.sha256)
    moved.record["sources"][0]["row"] = 77
    moved.record["sources"][0]["retrieved"] = "2024-11-30"
    assert gathered_for(desk, [moved], LATER).same == 1


def test_a_row_that_has_changed_is_an_update_and_becomes_what_came_in(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1, summary="Two piers."))
    found = take_in(desk, incoming(1, "Strike ends"))
    assert (found.changed, found.edited) == (1, 0)
    record = desk.store.record("strike-1")
    assert (record.headline, record.summary, record.revision) == ("Strike ends", None, 2)
    assert gathered_for(desk, [incoming(1, "Strike ends")]).same == 1
    assert take_in(desk, incoming(1, "Strike goes on")).changed == 1


def test_what_somebody_edited_here_is_left_as_it_is(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1))
    edited(desk, "strike-1", headline="Strike at pier 1")
    found = take_in(desk, incoming(1, "Strike ends"))
    assert (found.changed, found.edited) == (0, 1)
    assert desk.store.record("strike-1").headline == "Strike at pier 1"


def test_what_somebody_edited_here_is_updated_where_that_is_asked_for_and_keeps_what_only_they_added(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1))
    edited(desk, "strike-1", headline="Strike at pier 1", tags=["checked"])
    take_in(desk, incoming(1, "Strike ends"), updates=Updates.ALL)
    record = desk.store.record("strike-1")
    assert (record.headline, record.tags) == ("Strike ends", ("checked",))


def test_an_edit_here_does_not_make_an_unchanged_row_an_update(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1))
    edited(desk, "strike-1", headline="Strike at pier 1")
    assert gathered_for(desk, [incoming(1)]).same == 1


def test_an_import_is_one_step_that_is_undone_at_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1), incoming(2), incoming(3))
    (written,) = desk.store.history()
    assert written.edit.does == "imported 3 records from strikes.csv"
    desk.undo(None, written.number)
    desk.renew()
    assert (desk.chronology.total, desk.store.actors, desk.store.places) == (0, [], [])


def test_a_name_that_the_store_knows_by_an_alias_gets_its_id(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    take_in(desk, incoming(1))
    edited_place = {**(desk.document(Table.PLACES, "pier-1") or {}), "aliases": ["Pier 2"]}
    made = change(Table.PLACES, "pier-1", desk.document(Table.PLACES, "pier-1"), edited_place)
    assert made is not None
    desk.write(Edit("edited", (made,)))
    take_in(desk, incoming(2))
    assert desk.store.record("strike-2").places == ("pier-1",)
    assert {each.id for each in desk.store.places} == {"harbour", "pier-1"}


def test_names_that_only_refused_records_need_do_not_come_in(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    found = take_in(desk, incoming(1), incoming(2, " "))
    assert found.refusals == [Refused("row 2", "headline: has no headline")]
    assert {each.id for each in desk.store.actors} == {"crew-1"}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": "rumour"}, "kind"),
        ({"actors": "ada"}, "actors"),
        ({"figures": [{"low": "many"}]}, "figures"),
        ({"headline": 7}, "headline"),
    ],
)
def test_what_the_store_could_not_read_is_refused_with_its_row_and_field(
    tmp_path: Path, fields: dict[str, Any], why: str
) -> None:
    found = gathered_for(new_desk(tmp_path), [Incoming("row 1", {**incoming(1).record, **fields})])
    (refused,) = found.refusals
    assert refused.where == "row 1"
    assert refused.why.startswith(why)
    assert not len(found.new)


def test_every_record_is_accounted_for_and_reasons_without_number_are_counted_together(
    tmp_path: Path,
) -> None:
    many = [Refused(f"row {each}", f"reason {each}") for each in range(MOST_REASONS + 50)]
    found = gathered_for(new_desk(tmp_path), [incoming(1), *many])
    assert found.total == MOST_REASONS + 51
    assert found.refused == sum(found.reasons.values()) == MOST_REASONS + 50
    assert found.reasons[OTHER_REASONS] == 50


def test_two_records_with_one_id_are_not_imported(tmp_path: Path) -> None:
    with pytest.raises(ChronotermError, match="same id"):
        gathered_for(new_desk(tmp_path), [incoming(1), incoming(1)])


def test_the_first_records_are_shown_with_their_names_before_they_come_in(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    found = gathered_for(desk, map(incoming, range(1, 10)))
    chronology = preview_of(found, desk.document)
    rows = chronology.view().window(0, 20)
    assert [each.entry.id for each in rows] == [f"strike-{each}" for each in range(1, 6)]
    assert chronology.place("pier-1") is not None
    assert desk.chronology.total == 0


def test_records_of_our_own_come_in_as_they_are(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    record = {"id": "strike-call-a7qd", "kind": "event", "headline": "Strike", "colour": "red", "revision": 4}
    take_in(desk, Incoming("line 1", record))
    stored = desk.document(Table.RECORDS, "strike-call-a7qd") or {}
    assert {**record, "revision": 5} == {each: stored[each] for each in record}
    assert gathered_for(desk, [Incoming("line 1", record)]).same == 1
    assert gathered_for(desk, [Incoming("line 1", {**record, "colour": "blue"})]).edited == 1


documents = st.fixed_dictionaries(
    {"id": st.just("x"), "kind": st.sampled_from(["event", "statement"]), "headline": st.text(min_size=1)},
    optional={"summary": st.text(), "tags": st.lists(st.text(), max_size=3), "speaker": st.text()},
)


@given(documents, documents)
def test_what_came_in_is_the_same_again_exactly_when_nothing_but_the_file_is_another(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    def of(document: dict[str, Any], file: str, row: int) -> dict[str, Any]:
        return {**document, "sources": [{"title": "x.csv", "sha256": file, "row": row}]}

    stored = judged(of(one, "a", 1), "a", None).document
    again = judged(of(other, "b", 2), "b", {**stored, "revision": 1})
    assert again.verdict is (Verdict.SAME if one == other else Verdict.CHANGED)
