"""The desk: writing, following, undoing, annotating without the right to edit, leaving."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tinydb import TinyDB

from chronoterm.desk import Desk, EarlierEditError, NothingToUndoError
from chronoterm.editing.changes import starred
from chronoterm.edits import Edit, Table, change
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.opening import sample_path
from chronoterm.query import ALL, Query
from chronoterm.reader import open_desk
from chronoterm.steps import Made
from chronoterm.store.errors import EditConflictError, StoreError
from chronoterm.store.journal import journal_path
from chronoterm.terms import Mark, Marked
from tests.conftest import MakeStore, read_plainly


@pytest.fixture
def store(tmp_path: Path, make_store: MakeStore) -> Path:
    return make_store(tmp_path, ["First", "Second", "Third"])


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def desk_of(path: Path, state: Path, user: str = "ana", rights: Rights = ALL_RIGHTS) -> Desk:
    desk = open_desk(path, rights, state)
    desk.user = user
    return desk


def headlined(desk: Desk, record_id: str, headline: str) -> Edit:
    before = desk.document(Table.RECORDS, record_id)
    assert before is not None
    made = change(Table.RECORDS, record_id, before, {**before, "headline": headline})
    assert made is not None
    return Edit("edited headline", (made,))


def star_of(desk: Desk, record_id: str) -> Edit:
    chance = f"{desk.user}{record_id}"
    edit = starred([record_id], desk.user, "2026-11-22T10:00:00Z", desk.notes([record_id]), chance)
    assert edit is not None
    return edit


def headlines(desk: Desk) -> list[str]:
    desk.renew()
    view = desk.chronology.view(ALL)
    return [row.entry.headline for row in view.window(0, view.count)]


def starred_ids(desk: Desk) -> list[str]:
    desk.renew()
    view = desk.chronology.view(Query((Marked(Mark.STARRED),)))
    return [row.entry.id for row in view.window(0, view.count)]


def test_what_was_written_is_shown_and_outlives_the_session(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    desk.write(headlined(desk, "r2", "Another"))
    assert headlines(desk) == ["First", "Another", "Third"]
    assert headlines(desk_of(store, state)) == ["First", "Another", "Third"]


def test_what_another_session_writes_is_followed_and_told(store: Path, state: Path) -> None:
    ana, ben = desk_of(store, state), desk_of(store, state, "ben")
    ben.write(headlined(ben, "r1", "By Ben"))
    new = change(Table.RECORDS, "n", None, {"id": "n", "kind": "event", "headline": "New"})
    assert new is not None
    ben.write(Edit("new", (new,)))
    assert ana.has_news()
    assert ana.follow() == "ben: 1 changed, 1 new"
    assert headlines(ana) == ["New", "By Ben", "Second", "Third"]
    assert not ana.has_news()


def test_a_view_that_is_on_the_screen_stays_as_it_was(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    view = desk.chronology.view(ALL)
    desk.write(headlined(desk, "r2", "Another"))
    assert headlines(desk)[1] == "Another"
    assert [row.entry.headline for row in view.window(0, 3)] == ["First", "Second", "Third"]


def test_the_second_to_save_a_record_hears_of_the_first(store: Path, state: Path) -> None:
    ana, ben = desk_of(store, state), desk_of(store, state, "ben")
    mine = headlined(ana, "r1", "By Ana")
    ben.write(headlined(ben, "r1", "By Ben"))
    with pytest.raises(EditConflictError, match="was changed by ben meanwhile") as caught:
        ana.write(mine)
    assert caught.value.document is not None
    assert caught.value.document["headline"] == "By Ben"
    assert ana.has_news()
    ana.follow()
    assert headlines(ana)[0] == "By Ben"


def test_a_change_of_another_field_is_a_conflict_too_for_who_looked_at_the_record_before(
    store: Path, state: Path
) -> None:
    ana, ben = desk_of(store, state), desk_of(store, state, "ben")
    before = ben.document(Table.RECORDS, "r1")
    assert before is not None
    tagged = change(Table.RECORDS, "r1", before, {**before, "tags": ["x"]})
    assert tagged is not None
    ben.write(Edit("edited tags", (tagged,)))
    with pytest.raises(EditConflictError):
        ana.write(headlined(ana, "r1", "By Ana"), {"r1": 0})


def test_notes_on_a_few_records_are_shown_at_once(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    assert desk.renew_at_once(), "there is nothing to show"
    desk.annotate(star_of(desk, "r2"))
    assert desk.renew_at_once()
    stars = desk.chronology.view(Query((Marked(Mark.STARRED),)))
    assert [row.entry.id for row in stars.window(0, stars.count)] == ["r2"]


def test_what_may_take_long_to_show_is_not_shown_at_once(store: Path, state: Path) -> None:
    ana, ben = desk_of(store, state), desk_of(store, state, "ben")
    before = ana.chronology
    ana.write(headlined(ana, "r1", "By Ana"))
    assert not ana.renew_at_once()
    ana.annotate(star_of(ana, "r2"))
    assert not ana.renew_at_once(), "the headline is not shown yet"
    assert ana.chronology is before
    ben.annotate(star_of(ben, "r3"))
    assert not ben.renew_at_once(), "with the star came the headline that somebody else wrote"
    assert headlines(ana)[0] == headlines(ben)[0] == "By Ana"


def test_nobody_waits_to_show_a_star_while_somebody_is_at_the_desk(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    desk.annotate(star_of(desk, "r2"))
    with ThreadPoolExecutor(1) as somebody:
        somebody.submit(desk._one_at_a_time.acquire).result()
        assert not desk.renew_at_once()
        somebody.submit(desk._one_at_a_time.release).result()
    assert desk.renew_at_once()


def test_undo_takes_back_ones_own_edit_and_redo_makes_it_again(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    made = desk.write(headlined(desk, "r1", "Another")).made
    undone = desk.undo(made)
    assert headlines(desk)[0] == "First"
    desk.redo(undone.made)
    assert headlines(desk)[0] == "Another"


def test_undo_never_goes_over_somebody_elses_change(store: Path, state: Path) -> None:
    ana, ben = desk_of(store, state), desk_of(store, state, "ben")
    made = ana.write(headlined(ana, "r1", "By Ana")).made
    ben.follow()
    ben.write(headlined(ben, "r1", "By Ben"))
    with pytest.raises(EditConflictError, match="ben"):
        ana.undo(made)
    ana.follow()
    assert headlines(ana)[0] == "By Ben"


def test_undo_reaches_over_a_restart_but_says_first_what_it_would_take_back(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    desk.write(headlined(desk, "r1", "Another"))
    desk.leave()
    desk = desk_of(store, state)
    with pytest.raises(EarlierEditError, match="edited headline") as caught:
        desk.undo(None)
    assert headlines(desk)[0] == "Another"
    desk.undo(None, caught.value.number)
    assert headlines(desk)[0] == "First"


def test_there_may_be_nothing_to_undo(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    with pytest.raises(NothingToUndoError, match="nothing to undo"):
        desk.undo(None)
    with pytest.raises(NothingToUndoError, match="nothing to redo"):
        desk.redo(None)
    with pytest.raises(NothingToUndoError):
        desk.undo(Made(99))


def test_a_deleted_record_comes_back_with_its_relations_and_notes(
    tmp_path: Path, make_store: MakeStore, state: Path
) -> None:
    pointing = {
        "id": "p",
        "kind": "event",
        "headline": "Pointing",
        "expected": True,
        "outcome": "r1",
        "relations": [{"type": "background", "to": "r1"}],
    }
    store = make_store(tmp_path, ["First", pointing])
    desk = desk_of(store, state)
    star = starred(["r1"], "ana", "2026-11-22T10:00:00Z", desk.notes(["r1"]), "abcdefgh")
    assert star is not None
    desk.annotate(star)
    desk.renew()
    before = {each: desk.document(Table.RECORDS, each) for each in ("r1", "p")}
    edit = desk.deletion(["r1"])
    assert edit is not None
    made = desk.write(edit).made
    assert headlines(desk) == ["Pointing"]
    assert desk.store.problems == []
    assert desk.notes(["r1"]) == {}
    desk.undo(made)
    assert headlines(desk) == ["Pointing", "First"]
    assert starred_ids(desk) == ["r1"]
    for each, document in before.items():
        now = desk.document(Table.RECORDS, each)
        assert now is not None
        assert change(Table.RECORDS, each, document, now) is None


def test_who_may_only_read_keeps_stars_in_a_file_of_their_own(store: Path, state: Path) -> None:
    written = store.read_bytes()
    desk = desk_of(store, state, rights=Rights(edits=False))
    edit = starred(["r2"], "ana", "2026-11-22T10:00:00Z", desk.notes(["r2"]), "abcdefgh")
    assert edit is not None
    made = desk.annotate(edit).made
    assert made.own
    assert starred_ids(desk) == ["r2"]
    assert store.read_bytes() == written
    assert not journal_path(store).exists()
    again = desk_of(store, state, rights=Rights(edits=False))
    assert starred_ids(again) == ["r2"]
    again.undo(made)
    assert starred_ids(again) == []


def test_who_may_only_read_and_has_no_folder_is_told_so(store: Path) -> None:
    desk = open_desk(store, Rights(edits=False, keeps=False), None)
    edit = starred(["r2"], desk.user, "2026-11-22T10:00:00Z", {}, "abcdefgh")
    assert edit is not None
    with pytest.raises(StoreError, match="no folder for notes of your own"):
        desk.annotate(edit)


def test_the_sample_is_edited_by_nobody(state: Path) -> None:
    assert not open_desk(sample_path(), ALL_RIGHTS, state).may_edit


def test_opening_and_leaving_makes_no_file(store: Path, state: Path) -> None:
    there = set(store.parent.iterdir())
    desk_of(store, state).leave()
    assert set(store.parent.iterdir()) == there


def test_the_last_to_leave_writes_the_store_for_other_programs(store: Path, state: Path) -> None:
    ana, ben = desk_of(store, state), desk_of(store, state, "ben")
    ben.write(headlined(ben, "r3", "By Ben"))
    ana.write(headlined(ana, "r1", "By Ana"))
    ben.leave()
    assert [each["headline"] for each in read_plainly(store)] == ["First", "Second", "Third"]
    ana.leave()
    assert [each["headline"] for each in read_plainly(store)] == ["By Ana", "Second", "By Ben"]


def test_what_another_program_wrote_is_read_anew_and_what_we_write_goes_on_top(
    store: Path, state: Path
) -> None:
    desk = desk_of(store, state)
    with TinyDB(store) as db:
        db.table("records").update({"headline": "By TinyDB"}, doc_ids=[2])
        db.table("records").insert({"id": "t", "kind": "event", "headline": "Inserted"})
    desk.write(headlined(desk, "r1", "By Ana"))
    assert sorted(headlines(desk)) == ["By Ana", "By TinyDB", "Inserted", "Third"]


def test_another_program_that_writes_is_noticed_and_told(store: Path, state: Path) -> None:
    desk = desk_of(store, state)
    with TinyDB(store) as db:
        db.table("records").update({"headline": "By TinyDB"}, doc_ids=[2])
        db.table("records").remove(doc_ids=[3])
    assert desk.follow() is None  # it may be one of ours, about to say so
    assert desk.follow() == "another program wrote the store: 1 changed, 1 gone"
    assert headlines(desk) == ["First", "By TinyDB"]
