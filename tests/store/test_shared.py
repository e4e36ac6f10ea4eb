"""A store that several edit: everybody sees what the others wrote, and nobody overwrites it unseen."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronoterm.edits import Change, Edit, Table, inverse
from chronoterm.problems import Severity
from chronoterm.store.errors import EditConflictError, StoreChangedError, StoreError, StoreLockedError
from chronoterm.store.files import Identity
from chronoterm.store.journal import journal_path
from chronoterm.store.lock import locked
from chronoterm.store.shared import SharedStore
from tests.conftest import MakeStore, read_plainly
from tests.store.sessions import drop, journal_of, put, state, state_of


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two", "three"], actors=[{"id": "ada", "name": "Ada"}])


def test_opening_a_store_changes_and_makes_nothing(path: Path) -> None:
    before = path.read_bytes(), Identity.of(path.stat())
    SharedStore.open(path)
    assert (path.read_bytes(), Identity.of(path.stat())) == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_an_edit_is_in_the_journal_when_it_is_acknowledged_and_the_file_is_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    outcome = put(SharedStore.open(path), "r1", headline="changed", by="ben")
    assert (outcome.written.number, outcome.written.by) == (1, "ben")
    assert outcome.taken.records == {"r1"}
    assert b"changed" in journal_of(path)
    assert path.read_bytes() == before
    assert state_of(path)[Table.RECORDS]["r1"]["headline"] == "changed"


def test_a_record_keeps_count_of_its_changes_and_of_who_made_them(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "new")
    put(store, "new", headline="again", by="ben")
    document = store.document(Table.RECORDS, "new") or {}
    first, second = store.history()
    assert (document["revision"], document["by"]) == (2, "ben")
    assert (document["created"], document["modified"]) == (first.at, second.at)


STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["r1", "r2", "new"]), st.sampled_from("abc"), st.booleans()),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_all_sessions_and_one_that_opens_now_hold_the_same(
    make_store: MakeStore, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, str, bool]]
) -> None:
    path = make_store(tmp_path_factory.mktemp("shared"), ["one", "two"])
    sessions = [SharedStore.open(path) for _ in range(3)]
    for who, id_, text, is_kept in steps:
        session = sessions[who]
        session.catch_up()
        here = session.document(Table.RECORDS, id_)
        if here is None or (is_kept and here["headline"] != text):
            put(session, id_, headline=text)
        elif not is_kept:
            drop(session, id_)
        if text == "c":
            session.fold()
    for session in sessions:
        assert not session.catch_up().elsewhere
        assert not session.catch_up().elsewhere, "nor at the second look"
    assert state(sessions[0]) == state(sessions[1]) == state(sessions[2]) == state_of(path)
    assert [each.number for each in sessions[0].history()] == list(range(1, len(sessions[0].history()) + 1))


def test_what_another_session_wrote_is_told_once(path: Path) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    assert not mine.has_news()
    put(other, "r1", headline="changed", by="ben")
    put(other, "ada", Table.ACTORS, name="Ada L.")
    assert mine.has_news()
    caught = mine.catch_up()
    assert [each.by for each in caught.edits] == ["ben", "ada"]
    assert caught.taken.records == {"r1"}
    assert caught.taken.names
    assert not mine.has_news()
    assert mine.catch_up().edits == ()


def test_who_writes_hears_what_others_had_written_before(path: Path) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    put(other, "r1", headline="changed")
    outcome = put(mine, "r2", headline="mine")
    assert [each.number for each in outcome.others] == [1]
    assert outcome.taken.records == {"r1", "r2"}


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused_with_how_it_stands(path: Path) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    put(other, "r1", headline="theirs", by="ben")
    with pytest.raises(EditConflictError, match="“r1” was changed by ben meanwhile") as told:
        put(mine, "r1", headline="mine")
    assert (told.value.document or {})["headline"] == "theirs"
    assert state_of(path)[Table.RECORDS]["r1"]["headline"] == "theirs"
    put(mine, "r1", headline="mine after all")


def test_two_who_change_different_fields_of_a_record_both_get_their_way_if_nobody_looked_closer(
    path: Path,
) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    put(other, "r1", summary="theirs")
    put(mine, "r1", headline="mine")
    record = state_of(path)[Table.RECORDS]["r1"]
    assert (record["headline"], record["summary"]) == ("mine", "theirs")


def test_who_says_what_they_saw_is_refused_after_any_other_change(path: Path) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    put(other, "r1", summary="theirs")
    edit = Edit("x", (Change(Table.RECORDS, "r1", {"headline": "one"}, {"headline": "mine"}),))
    with pytest.raises(EditConflictError):
        mine.write(edit, by="ada", seen={"r1": 0})
    assert mine.write(edit, by="ada", seen={"r1": 1}).written.number == 2


def test_a_change_of_what_is_gone_says_so(path: Path) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    drop(other, "r1")
    with pytest.raises(EditConflictError, match="“r1” was deleted meanwhile") as told:
        put(mine, "r1", headline="mine")
    assert told.value.document is None


def test_an_id_is_given_once_only(path: Path) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    put(other, "new", headline="theirs")
    with pytest.raises(EditConflictError):
        mine.write(Edit("x", (Change(Table.RECORDS, "new", None, {"id": "new"}),)), by="ada")


def test_an_edit_taken_back_leaves_all_but_the_counters_as_it_was(path: Path) -> None:
    store = SharedStore.open(path)
    before = state(store)
    outcome = put(store, "r1", headline="changed", tags=["x"])
    store.write(inverse(outcome.written), by="ada")
    record = state(store)[Table.RECORDS]["r1"]
    assert record.pop("revision") == 2
    assert {name: record[name] for name in before[Table.RECORDS]["r1"]} == before[Table.RECORDS]["r1"]
    assert "tags" not in record


@pytest.mark.parametrize(
    "now",
    [
        {"id": "x", "kind": "event"},
        {"id": "x", "kind": "rumour", "headline": "x"},
        {"id": "x", "kind": "event", "headline": "x", "date": "2024-02-30"},
        {"id": "x", "kind": "event", "headline": "half \ud800"},
    ],
)
def test_what_could_not_be_read_again_is_not_written(now: dict[str, str], path: Path) -> None:
    store = SharedStore.open(path)
    with pytest.raises(StoreError, match="cannot hold"):
        store.write(Edit("x", (Change(Table.RECORDS, "x", None, now),)), by="ada")
    assert store.history() == ()
    assert not store.has("x")


def test_a_store_that_may_not_be_written_says_so_before_anybody_edits(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).is_dir())
    assert SharedStore.open(path).obstacle == "it may not be written by you"


@pytest.mark.parametrize(
    ("content", "obstacle"),
    [
        ('{"records": {"abc": {"id": "a", "kind": "event", "headline": "x"}}}', "no positive whole number"),
        ('{"records": {"1": 5}}', "no JSON object"),
        ('{"records": {"1": {"id": "a", "kind": "event", "headline": "\\ud800"}}}', "halves of characters"),
        ('{"records": {"1": {}, "1": {}}}', "stands there twice"),
    ],
)
def test_a_store_of_which_writing_would_lose_something_is_read_and_never_edited(
    content: str, obstacle: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=obstacle):
        put(SharedStore.open(path), "new")
    assert path.read_text(encoding="utf-8") == content
    assert not journal_path(path).exists()


def test_a_store_that_another_program_wrote_meanwhile_is_not_edited_until_it_is_read_again(
    path: Path,
) -> None:
    store = SharedStore.open(path)
    path.write_bytes(path.read_bytes().replace(b"three", b"drei!"))
    with pytest.raises(StoreChangedError, match="another program"):
        put(store, "r1", headline="x")
    assert not journal_path(path).exists()
    assert not store.catch_up().elsewhere, "it may be one of us who is just writing it anew"
    assert store.catch_up().elsewhere
    put(SharedStore.open(path), "r1", headline="x")


def test_the_lock_of_somebody_else_is_waited_for_and_then_told(path: Path) -> None:
    store = SharedStore.open(path)
    edit = Edit("x", (Change(Table.RECORDS, "r1", {"headline": "one"}, {"headline": "x"}),))
    with locked(path), pytest.raises(StoreLockedError, match="is being written by"):
        store.write(edit, by="ada", wait=0.05)
    assert store.write(edit, by="ada").written.number == 1


def test_a_journal_of_another_store_is_told_and_not_followed(
    path: Path, make_store: MakeStore, tmp_path: Path
) -> None:
    other = make_store(tmp_path, ["other"], name="other.json")
    put(SharedStore.open(other), "r1", headline="changed")
    put(SharedStore.open(path), "r1", headline="mine")
    SharedStore.open(path).fold()
    journal_path(other).replace(journal_path(path))
    store = SharedStore.open(path)
    assert "belongs to another store" in store.obstacle
    assert [(each.severity, each.table) for each in store.problems] == [(Severity.FLAWED, "journal")]
    assert state(store)[Table.RECORDS]["r1"]["headline"] == "mine"


def test_edits_that_another_program_has_written_over_are_told_and_kept(path: Path) -> None:
    put(SharedStore.open(path), "r1", headline="changed")
    path.write_bytes(path.read_bytes().replace(b'"one"', b'"uno"'))
    store = SharedStore.open(path)
    assert ["does not fit any more" in each.why for each in store.problems] == [True]
    assert state(store)[Table.RECORDS]["r1"]["headline"] == "uno"
    assert b"changed" in journal_of(path)
    with pytest.raises(StoreError, match="do not fit"):
        put(store, "r2", headline="x")


def test_another_program_may_write_the_file_while_nobody_edits_it(path: Path) -> None:
    put(SharedStore.open(path), "r1", headline="changed")
    documents = read_plainly(path)
    path.write_bytes(path.read_bytes().replace(b"three", b"drei!"))
    assert len(documents) == 3
    records = state_of(path)[Table.RECORDS]
    assert [records[each]["headline"] for each in ("r1", "r3")] == ["changed", "drei!"]


def test_edits_before_damage_in_a_journal_are_shown_and_what_comes_after_is_told(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="before")
    put(store, "r1", headline="damaged")
    put(store, "r2", headline="after")
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes().replace(b'"damaged"', b'"dimaged"', 1))
    late = SharedStore.open(path)
    assert [late.record(each).headline for each in ("r1", "r2")] == ["before", "two"]
    assert [(each.severity, each.table) for each in late.problems] == [(Severity.FLAWED, "journal")]
    before = journal.read_bytes()
    for work in (late.catch_up, late.fold, lambda: put(late, "r3", headline="x")):
        with pytest.raises(StoreError):
            work()
    assert journal.read_bytes() == before


def test_half_a_line_that_nobody_goes_on_with_is_news_once_and_not_at_every_look(path: Path) -> None:
    mine, other = SharedStore.open(path), SharedStore.open(path)
    put(other, "r1", headline="a")
    mine.catch_up()
    with journal_path(path).open("ab") as journal:
        journal.write(b"0badc0de half")
    assert mine.has_news()
    mine.catch_up()
    assert not mine.has_news()
    put(other, "r2", headline="b")
    assert mine.has_news()
    assert [each.number for each in mine.catch_up().edits] == [2]
