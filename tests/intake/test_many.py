"""More records than a journal line holds: put into the store file at once, or not at all."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from chronoterm.desk import Desk
from chronoterm.edits import Batch, Edit, Table
from chronoterm.importers.incoming import Incoming
from chronoterm.intake import spool
from chronoterm.intake.gathering import Gathered
from chronoterm.intake.writing import does, names_of
from chronoterm.problems import ChronotermError
from chronoterm.store.errors import StoreError
from chronoterm.store.shared import SharedStore
from tests.intake.coming import ORIGIN, gathered_for, incoming, new_desk
from tests.store.sessions import drop, put, state_of

MANY = 40


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 1000)


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Gathered]:
    found = gathered_for(new_desk(tmp_path), map(incoming, range(1, MANY + 1)))
    assert found.new.is_large
    yield found
    found.new.close()


def put_in(desk: Desk, found: Gathered, has: Callable[[str], bool] | None = None) -> None:
    batch = Batch(len(found.new), ORIGIN.sha256)
    edit = Edit(does(len(found.new), 0, ORIGIN.name), tuple(names_of(found)), batch=batch)
    desk.put_in(edit, found.new.lines, has or found.new.has)


def records_in(path: Path) -> set[str]:
    return set(state_of(path)[Table.RECORDS])


def test_all_of_them_are_there_with_their_names_for_us_and_for_plain_tinydb(
    tmp_path: Path, many: Gathered
) -> None:
    desk = new_desk(tmp_path)
    put(desk.store, "before")
    put_in(desk, many)
    path = desk.store.path
    assert records_in(path) == {"before", *(f"strike-{each}" for each in range(1, MANY + 1))}
    there = state_of(path)
    assert len(there[Table.ACTORS]) == MANY
    stored = there[Table.RECORDS]["strike-7"]
    assert (stored["revision"], stored["created"], stored["by"]) == (1, stored["modified"], desk.user)
    with TinyDB(path) as plain:
        assert len(plain.table("records")) == MANY + 1
        assert len(plain.table("actors")) == MANY


def test_importing_them_again_adds_nothing(tmp_path: Path, many: Gathered) -> None:
    put_in(new_desk(tmp_path), many)
    again = gathered_for(new_desk(tmp_path), map(incoming, range(1, MANY + 1)))
    assert (again.same, len(again.new)) == (MANY, 0)


def test_the_log_tells_of_them_as_one_edit(tmp_path: Path, many: Gathered) -> None:
    put_in(new_desk(tmp_path), many)
    (written,) = new_desk(tmp_path).store.history()
    assert written.edit.does == f"imported {MANY} records from strikes.csv"
    assert written.edit.batch == Batch(MANY, ORIGIN.sha256)


def test_a_session_that_has_the_store_open_reads_it_anew(tmp_path: Path, many: Gathered) -> None:
    other = SharedStore.open(new_desk(tmp_path).store.path)
    put_in(new_desk(tmp_path), many)
    assert any(other.catch_up().elsewhere for _ in range(2))


def test_a_desk_that_put_them_in_never_writes_over_them(tmp_path: Path, many: Gathered) -> None:
    desk = new_desk(tmp_path)
    put(desk.store, "before")
    put_in(desk, many)
    with pytest.raises(StoreError):
        desk.store.fold()
    desk.leave()
    assert len(records_in(desk.store.path)) == MANY + 1


def test_undo_takes_all_of_them_out_and_nothing_else(tmp_path: Path, many: Gathered) -> None:
    put(new_desk(tmp_path).store, "before", actors=["crew-3"])
    put_in(new_desk(tmp_path), many)
    desk = new_desk(tmp_path)
    put(desk.store, "after", places=["pier-5"])
    (last,) = [each for each in desk.store.history() if each.edit.batch]
    done = desk.undo(None, last.number)
    assert done.written.edit.does == f"undid: imported {MANY} records from strikes.csv"
    there = state_of(desk.store.path)
    assert set(there[Table.RECORDS]) == {"before", "after"}
    assert set(there[Table.ACTORS]) == {"crew-3"}
    assert set(there[Table.PLACES]) == {"pier-5"}
    assert desk.chronology.total == 2


def test_what_was_undone_is_not_made_again_and_says_what_to_do(tmp_path: Path, many: Gathered) -> None:
    put_in(new_desk(tmp_path), many)
    desk = new_desk(tmp_path)
    done = desk.undo(None, desk.store.history()[-1].number)
    with pytest.raises(ChronotermError, match="import the file again"):
        desk.redo(None, done.written.number)


def test_undo_is_refused_where_one_of_them_was_edited_since(tmp_path: Path, many: Gathered) -> None:
    put_in(new_desk(tmp_path), many)
    desk = new_desk(tmp_path)
    put(desk.store, "strike-4", headline="Strike at pier 4", by="eve")
    with pytest.raises(ChronotermError, match="one of its records was edited or deleted since"):
        desk.undo(None, desk.store.history()[0].number)
    assert len(records_in(desk.store.path)) == MANY


def test_killed_before_the_file_is_in_its_place_nothing_has_changed(
    tmp_path: Path, many: Gathered, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    put(desk.store, "before")
    was, first = desk.store.path.read_bytes(), next(iter(many.new.lines()))

    def killed() -> Iterable[bytes]:
        yield first
        raise KeyboardInterrupt

    monkeypatch.setattr(many.new, "lines", killed)
    with pytest.raises(KeyboardInterrupt):
        put_in(desk, many)
    assert desk.store.path.read_bytes() == was
    assert not list(tmp_path.glob(".chronoterm-*"))
    assert records_in(desk.store.path) == {"before"}


def test_killed_before_the_journal_tells_of_it_all_of_them_are_there(
    tmp_path: Path, many: Gathered, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    put(desk.store, "before")

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.store, "_append", killed)
    with pytest.raises(KeyboardInterrupt):
        put_in(desk, many)
    assert len(records_in(desk.store.path)) == MANY + 1
    assert new_desk(tmp_path).store.obstacle == ""
    put(new_desk(tmp_path).store, "after")
    assert len(records_in(desk.store.path)) == MANY + 2


def test_what_others_write_meanwhile_is_kept(
    tmp_path: Path, many: Gathered, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, other = new_desk(tmp_path), new_desk(tmp_path).store
    put(desk.store, "before")
    lines = many.new.lines

    def slowly() -> Iterable[bytes]:
        put(other, "meanwhile")
        drop(other, "before")
        yield from lines()

    monkeypatch.setattr(many.new, "lines", slowly)
    put_in(desk, many)
    assert records_in(desk.store.path) == {"meanwhile", *(f"strike-{each}" for each in range(1, MANY + 1))}


def test_nothing_comes_in_where_somebody_else_writes_one_of_them_meanwhile(
    tmp_path: Path, many: Gathered, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, other = new_desk(tmp_path), new_desk(tmp_path).store
    lines = many.new.lines

    def slowly() -> Iterable[bytes]:
        put(other, "strike-9")
        yield from lines()

    monkeypatch.setattr(many.new, "lines", slowly)
    with pytest.raises(StoreError, match="edited meanwhile"):
        put_in(desk, many)
    assert records_in(desk.store.path) == {"strike-9"}
    assert not list(tmp_path.glob(".chronoterm-*"))


def test_records_of_our_own_that_came_at_once_are_taken_out_again(tmp_path: Path) -> None:
    own = [
        Incoming(f"line {each}", {"id": f"own-{each}", "kind": "event", "headline": "Strike", "revision": 7})
        for each in range(1, MANY + 1)
    ]
    found = gathered_for(new_desk(tmp_path), own)
    put_in(new_desk(tmp_path), found)
    found.new.close()
    desk = new_desk(tmp_path)
    desk.undo(None, desk.store.history()[-1].number)
    assert records_in(desk.store.path) == set()
