"""Folding a store that is too large to keep others waiting: they go on editing, and nothing of it is lost."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from chronoterm.edits import Table
from chronoterm.store import shared
from chronoterm.store.check import check
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.kept_store import KeptStore
from chronoterm.store.shape import RawTables
from chronoterm.store.shared import SharedStore
from tests.conftest import MakeStore, read_plainly
from tests.store.indexed import index_of, kept
from tests.store.sessions import drop, put, state, state_of
from tests.store.test_kept_store import STEPS, Step, answers, do, stores


@pytest.fixture(autouse=True)
def every_store_is_huge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "HUGE", 0)


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two", "three"])


class Interrupted(KeptStore):
    """A kept store during the folding of which something happens."""

    def meanwhile(self) -> None:
        """What happens, before the second piece of the file."""

    def _parts_of(self, tables: RawTables) -> Iterable[bytes]:
        return self._interrupted(super()._parts_of(tables))

    def _interrupted(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        for number, part in enumerate(parts):
            if number == 1:
                self.meanwhile()
            yield part


def headlines(path: Path) -> list[str]:
    return [each["headline"] for each in read_plainly(path)]


def test_what_others_write_while_a_large_store_is_folded_stands_in_the_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SharedStore.open(path)
    store = Interrupted.of(path, index_of(path))
    put(store, "r1", headline="first")
    other.catch_up()
    monkeypatch.setattr(Interrupted, "meanwhile", lambda _: put(other, "r2", headline="meanwhile"))
    assert store.fold()
    assert headlines(path) == ["first", "two", "three"], "the edit that came later is not half in the file"
    assert store.pending > 0
    assert [each.edit.does for each in store.catch_up().edits] == ["put r2"]
    assert state(store) == state_of(path) == state(kept(path))
    assert not other.catch_up().elsewhere
    monkeypatch.undo()
    assert other.fold(), "the edits that came while it was folded are still to be folded"
    assert headlines(path) == ["first", "meanwhile", "three"]
    assert not store.catch_up().elsewhere
    assert state(store) == state_of(path) == state(other)
    assert check(SharedStore.open(path)) == []


def test_two_who_fold_at_once_do_it_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = SharedStore.open(path)
    store = Interrupted.of(path, index_of(path))
    put(store, "r1", headline="first")
    said: list[bool] = []
    monkeypatch.setattr(Interrupted, "meanwhile", lambda _: said.append(other.fold()))
    assert store.fold()
    assert said == [False]
    assert headlines(path)[0] == "first"
    assert list(path.parent.glob(".chronoterm-*")) == []


def test_a_store_that_another_program_wrote_while_it_was_folded_is_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch, make_store: MakeStore
) -> None:
    store = Interrupted.of(path, index_of(path))
    put(store, "r1", headline="first")

    def replaced(_: SharedStore) -> None:
        make_store(path.parent, ["other"], name="other.json").rename(path)

    monkeypatch.setattr(Interrupted, "meanwhile", replaced)
    with pytest.raises(StoreChangedError):
        store.fold()
    assert headlines(path) == ["other"]
    assert list(path.parent.glob(".chronoterm-*")) == []


def test_what_somebody_who_was_killed_left_is_written_over(path: Path) -> None:
    store = kept(path)
    put(store, "r1", headline="first")
    (folding,) = _names_while_folding(path, store)
    (path.parent / folding).write_bytes(b"half a store" * 1000)
    put(store, "r1", headline="second")
    assert store.fold()
    assert headlines(path)[0] == "second"
    assert not (path.parent / folding).exists()


def _names_while_folding(path: Path, store: SharedStore) -> list[str]:
    names: list[str] = []
    with pytest.MonkeyPatch.context() as patch:

        def parts(_: RawTables) -> Iterator[bytes]:
            names.extend(each.name for each in path.parent.glob(".chronoterm-*"))
            yield b"never a store"
            raise StoreChangedError(path, "stop")

        patch.setattr(store, "_parts_of", parts)
        with pytest.raises(StoreChangedError):
            store.fold()
    return names


def test_a_new_file_has_the_mode_of_the_old_one(path: Path) -> None:
    path.chmod(0o640)
    store = kept(path)
    put(store, "r1", headline="first")
    store.fold()
    assert path.stat().st_mode & 0o777 == 0o640


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stores(), STEPS)
def test_a_large_store_holds_the_same_after_any_edits_and_folds(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, steps: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("large") / "store.json"
    path.write_bytes(text)
    store = SharedStore.open(path)
    for step in steps:
        if step.what == "fold":
            store.fold()
        elif step.what == "open":
            store = kept(path)
        else:
            do(store, step)
        assert not any(each.table == "journal" for each in SharedStore.open(path).problems)
    assert answers(store) == answers(SharedStore.open(path))


def test_a_delete_and_a_fold_and_a_new_record_of_that_id_come_out_as_one_record(path: Path) -> None:
    store = kept(path)
    drop(store, "r2")
    store.fold()
    put(store, "r2", headline="again")
    store.fold()
    assert headlines(path) == ["one", "three", "again"]
    assert store.document(Table.RECORDS, "r2") == kept(path).document(Table.RECORDS, "r2")


def test_a_file_that_was_folded_away_and_is_written_after_that_is_not_read_any_more(path: Path) -> None:
    store = kept(path)
    put(store, "r1", headline="first")
    with path.open("r+b") as stale:
        store.fold()
        assert not store.has_news()
        stale.write(b" " * 100)
        stale.flush()
        os.utime(stale.fileno(), ns=(1, 1))
        with pytest.raises(StoreChangedError):
            store.record("r2")
        assert store.has_news()
        assert store.catch_up().elsewhere
    assert headlines(path) == ["first", "two", "three"]
