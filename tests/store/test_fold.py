"""Folding: the file comes to hold what the journal tells, for every other program to read."""

import shutil
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.problems import Severity
from chronoterm.store.journal import journal_path
from chronoterm.store.marks import FIELD, mark_of
from chronoterm.store.shared import SharedStore
from tests.conftest import MakeStore, read_plainly
from tests.store.sessions import drop, journal_of, put, state, state_of


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two", "three"])


def headlines(path: Path) -> list[str]:
    """What TinyDB itself reads."""
    return [each["headline"] for each in read_plainly(path)]


def test_tinydb_reads_every_edit_after_a_fold_and_none_before(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="changed")
    drop(store, "r2")
    put(store, "new")
    assert headlines(path) == ["one", "two", "three"]
    assert store.fold()
    assert headlines(path) == ["changed", "three", "new"]


def test_a_fold_that_nobody_needs_writes_nothing(path: Path) -> None:
    store = SharedStore.open(path)
    assert not store.fold()
    put(store, "r1", headline="changed")
    assert store.pending > 0
    store.fold()
    before = path.read_bytes(), journal_of(path)
    assert store.pending == 0
    assert not store.fold()
    assert not SharedStore.open(path).fold()
    assert (path.read_bytes(), journal_of(path)) == before


def test_the_history_outlives_every_fold(path: Path) -> None:
    for number in range(4):
        store = SharedStore.open(path)
        put(store, "r1", headline=f"version {number}")
        store.fold()
    assert [each.number for each in SharedStore.open(path).history()] == [1, 2, 3, 4]
    assert headlines(path)[0] == "version 3"


def test_other_sessions_go_on_after_a_fold_without_reading_the_store_again(path: Path) -> None:
    folds, other = SharedStore.open(path), SharedStore.open(path)
    put(folds, "r1", headline="changed")
    folds.fold()
    caught = other.catch_up()
    assert ([each.number for each in caught.edits], caught.elsewhere) == ([1], False)
    put(other, "r1", headline="again")
    assert folds.catch_up().taken.records == {"r1"}
    assert state(folds) == state(other) == state_of(path)


def test_a_folded_store_says_how_far_it_holds_its_journal_in_one_place(path: Path) -> None:
    store = SharedStore.open(path)
    for number in range(3):
        put(store, "r1", headline=f"{number}")
        store.fold()
    mark = mark_of(SharedStore.open(path).meta)
    assert mark is not None
    assert mark.edit == 3
    assert path.read_bytes().count(f'"{FIELD}"'.encode()) == 1
    assert read_plainly(path, "meta")[0]["title"] == "Made for a test"


def test_an_older_copy_of_the_file_beside_its_journal_is_brought_up_to_date_and_said(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="first")
    store.fold()
    shutil.copy(path, path.with_name("copy.json"))
    put(store, "r1", headline="second")
    store.fold()
    wanted = state(store)
    path.with_name("copy.json").replace(path)
    late = SharedStore.open(path)
    assert state(late) == wanted
    assert [(each.severity, each.table) for each in late.problems] == [(Severity.NOTE, "journal")]
    assert late.fold()
    assert SharedStore.open(path).problems == []
    assert headlines(path)[0] == "second"


def test_a_folded_store_without_its_journal_is_whole_and_begins_another(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="changed")
    store.fold()
    journal_path(path).replace(path.with_name("moved"))
    alone = SharedStore.open(path)
    assert state(alone)[Table.RECORDS]["r1"]["headline"] == "changed"
    put(alone, "r2", headline="after")
    alone.fold()
    assert headlines(path)[:2] == ["changed", "after"]
    assert [each.number for each in SharedStore.open(path).history()] == [1]


def test_what_nobody_edited_is_written_byte_for_byte(path: Path) -> None:
    odd = b'{"id":  "odd", "kind":"event",   "headline": "x", "mine": [1.0, 1e2, -0]}'
    path.write_bytes(b'{"records": {"7": %b}, "theirs": {"1": {"n":  1}}}' % odd)
    store = SharedStore.open(path)
    put(store, "new")
    store.fold()
    assert odd in path.read_bytes()
    assert b'{"n":  1}' in path.read_bytes()
