"""What goes on around an open kept store: it never gives an answer that was not in the file it was opened on."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from chronoterm.edits import Change, Edit, Table
from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.store import kept_file, kept_ids, kept_tables, kept_values, shared
from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.journal import append
from chronoterm.store.kept_store import KeptStore
from chronoterm.store.shared import SharedStore
from tests.conftest import Fields, MakeStore, write_store
from tests.store.indexed import index_of, kept
from tests.store.sessions import drop, put, state
from tests.store.test_kept_store import answers, stores

RECORDS: list[Fields | str] = [
    "one",
    "two",
    {"id": "r3", "kind": "event", "headline": "three", "date": "2024"},
]


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, RECORDS, actors=[{"id": "ada", "name": "Ada"}])


def rewrite(path: Path, headline: str = "by TinyDB") -> None:
    """What TinyDB does with an update: it writes the same file again, from its first byte."""
    with TinyDB(path, encoding="utf-8") as db:
        db.table("records").update({"headline": headline}, where("id") == "r2")


# Other programs


@pytest.mark.parametrize("headline", ["by TinyDB", "it", "long " * 10_000])
def test_a_store_that_tinydb_writes_in_place_is_not_read_any_more(path: Path, headline: str) -> None:
    index = index_of(path)
    store = KeptStore.of(path, index)
    assert store.record("r1").headline == "one"
    rewrite(path, headline)
    for ask in (lambda: store.record("r1"), lambda: store.record("r2"), lambda: store.ids(Table.RECORDS)):
        with pytest.raises(StoreChangedError):
            ask()
    assert store.has_news()
    assert any(store.catch_up().elsewhere for _ in range(2))
    with pytest.raises(StoreChangedError):
        put_blindly(store)
    with pytest.raises(StoreChangedError):
        KeptStore.of(path, index)
    assert kept(path).record("r2").headline == headline


def put_blindly(store: SharedStore) -> None:
    """An edit of somebody who did not look before."""
    store.write(Edit("new", (Change(Table.RECORDS, "new", None, {"id": "new", "kind": "event"}),)), by="ada")


@settings(max_examples=60)
@given(stores(), stores(), st.booleans())
def test_what_is_read_while_another_program_writes_in_place_is_old_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, other: bytes, is_cut: bool
) -> None:
    path = tmp_path_factory.mktemp("place") / "store.json"
    path.write_bytes(text)
    store, before = kept(path), SharedStore.open(path)
    with path.open("r+b") as file:
        file.write(other)
        if is_cut:
            file.truncate()
    os.utime(path, ns=(1, 1))  # later than any tick of the clock of the file system
    for each in ("r1", "r2", "r3", "r4"):
        for ask in (SharedStore.entry, SharedStore.document_of, SharedStore.record):
            one, two = _said(ask, before, each), _said(ask, store, each)
            assert two in (one, StoreChangedError)


def _said(ask: Callable[[Any, str], object], store: SharedStore, id_: str) -> object:
    try:
        return ask(store, id_)
    except KeyError as error:
        return str(error)
    except ValueError as error:
        return str(error)
    except StoreChangedError:
        return StoreChangedError


def test_a_store_that_was_replaced_by_a_rename_is_read_as_it_was_and_said_to_be_another(path: Path) -> None:
    store = kept(path)
    new = write_store(path.parent, ["other"], name="new.json")
    new.rename(path)
    assert any(store.catch_up().elsewhere for _ in range(2))
    assert store.record("r2").headline == "two"
    with pytest.raises(StoreChangedError):
        put_blindly(store)


def test_a_change_of_mode_does_not_make_an_index_useless(path: Path) -> None:
    index = index_of(path)
    path.chmod(0o640)
    assert KeptStore.of(path, index).record("r2").headline == "two"


def test_another_content_with_the_old_size_and_time_is_found_out(path: Path) -> None:
    index, before = index_of(path), path.stat()
    with path.open("r+b") as file:
        data = file.read().replace(b'"two"', b'"owt"')
        file.seek(0)
        file.write(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(StoreChangedError):
        KeptStore.of(path, index)


def test_a_copy_of_a_store_has_no_part_in_its_index(path: Path) -> None:
    index = index_of(path)
    other = path.with_name("other.json")
    other.write_bytes(path.read_bytes())
    with pytest.raises(StoreChangedError):
        KeptStore.of(other, index)


def test_a_store_that_is_gone_is_told_as_any_other(path: Path) -> None:
    index = index_of(path)
    path.unlink()
    with pytest.raises(StoreError, match="no such file"):
        KeptStore.of(path, index)


def test_an_edit_that_is_safe_is_acknowledged_even_where_the_file_cannot_be_read_any_more(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = kept(path)

    def appended(*args: Any) -> int:
        end = append(*args)
        rewrite(path)
        return end

    monkeypatch.setattr(shared, "append", appended)
    assert put(store, "r1", headline="mine").written.number == 1
    assert any(store.catch_up().elsewhere for _ in range(2))
    assert SharedStore.open(path).record("r1").headline == "mine"


# The index


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_index_makes_no_other_error_than_one_that_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "store.json"
    path.write_bytes(data.draw(stores()))
    index_of(path)
    (target,) = path.parent.glob("*.index")
    raw = bytearray(target.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] = data.draw(st.integers(0, 255))
    target.write_bytes(raw)
    try:
        answers(KeptStore.of(path, IndexFile.open(target)))
    except (StoreChangedError, IndexFileError):
        return


def test_records_whose_ids_have_one_hash_are_told_apart(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (kept_ids, __import__("tests.store.indexed", fromlist=["x"])):
        monkeypatch.setattr(module, "hash_of", lambda _: 5)
    store, whole = kept(path), SharedStore.open(path)
    assert answers(store) == answers(whole)
    drop(store, "r1")
    assert (store.has("r1"), store.has("r2"), store.entry("nobody")) == (False, True, None)


@settings(max_examples=60)
@given(stores())
def test_a_store_is_read_in_pieces_of_any_size(tmp_path_factory: pytest.TempPathFactory, text: bytes) -> None:
    path = tmp_path_factory.mktemp("pieces") / "store.json"
    path.write_bytes(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_tables, "STEP", 3)
        patch.setattr(kept_tables, "BLOCK", 90)
        patch.setattr(kept_file, "BLOCK", 90)
        store = kept(path)
        put(store, "new", headline="x")
        assert answers(store) == answers(SharedStore.open(path))
        store.fold()
        assert answers(store) == answers(SharedStore.open(path))
        path.chmod(0o600)
        assert answers(kept(path)) == answers(store)


# What is large


def test_records_that_are_looked_for_together_are_those_that_are_read_one_by_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever of them is known already, and however few are looked for at a time."""
    monkeypatch.setattr(kept_values, "TOGETHER", 2)
    one_by_one = KeptStore.of(path, index_of(path))
    entries = [one_by_one.entry_in(row) for row in range(len(RECORDS))]
    every = list(range(len(RECORDS)))
    for rows in permutations(every):
        store = KeptStore.of(path, index_of(path))
        store.entry_in(rows[0])
        assert store.entries_in(rows) == [entries[row] for row in rows]


def test_none_of_many_records_is_told_of_a_file_that_was_written_in_place(path: Path) -> None:
    store = KeptStore.of(path, index_of(path))
    rewrite(path)
    with pytest.raises(StoreChangedError):
        store.entries_in(range(len(RECORDS)))


def test_a_large_record_is_read_once_and_stays_known(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_store(
        path.parent, [{"id": "big", "kind": "event", "headline": "b", "summary": "x" * (1 << 20)}, *RECORDS]
    )
    monkeypatch.setattr("chronoterm.store.kept_lately.MOST", 1)
    store = KeptStore.of(path, index_of(path))
    row = store.row_of("big")
    assert row is not None
    reads: list[int] = []
    at, all_at = kept_tables.KeptTable.at, kept_tables.KeptTable.all_at

    def read(table: kept_tables.KeptTable, place: int) -> bytes:
        reads.append(place)
        return at(table, place)

    def read_all(table: kept_tables.KeptTable, places: Sequence[int]) -> Iterator[bytes]:
        reads.extend(places)
        return all_at(table, places)

    monkeypatch.setattr(kept_tables.KeptTable, "at", read)
    monkeypatch.setattr(kept_tables.KeptTable, "all_at", read_all)
    for _ in range(3):
        assert store.entries_in(range(4))[row].headline == "b"
    assert reads.count(0) == 0, "it was read when it was looked for"
    assert len(reads) > 3, "others are forgotten"
    assert kept_values.LARGE == 1 << 20


def test_the_words_of_an_index_tell_what_else_would_have_to_be_looked_for(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"headline": "two"', b'"headline": "two", "headline": "too"'))
    looked, told, whole = kept(path), kept(path), SharedStore.open(path)
    for store in (looked, whole):
        store.look_through()
    assert looked.obstacle == whole.obstacle != ""
    told.words_about("a key stands twice")
    told.look_through()
    assert told.obstacle == "a key stands twice"
    trusting = kept(path)
    trusting.words_about("")
    put(trusting, "r1", headline="x")


def test_a_huge_store_is_written_anew_when_more_was_edited(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = kept(path)
    put(store, "r1", summary="x" * shared.LARGE)
    monkeypatch.setattr(shared, "HUGE", 0)
    assert (store.is_huge, store.is_due) == (True, True)
    before = state(store)
    assert store.fold()
    assert state(store) == before == state(SharedStore.open(path))
    assert not store.is_due
