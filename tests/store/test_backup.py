"""Backup: one file that holds what was acknowledged at one moment, while others go on writing."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chronoterm.edits import Table, Written
from chronoterm.store.backup import backup_name, backup_parts
from chronoterm.store.check import check
from chronoterm.store.errors import StoreError
from chronoterm.store.files import Identity
from chronoterm.store.journal import journal_path
from chronoterm.store.journal_reading import read_journal
from chronoterm.store.marks import mark_of
from chronoterm.store.shared import SharedStore
from chronoterm.store.store import Store
from tests.conftest import ROOT, MakeStore
from tests.store.sessions import State, put, state, state_of

HAMMER = """
import sys
from pathlib import Path
from chronoterm.store.errors import EditConflictError, StoreChangedError
from chronoterm.store.shared import SharedStore
from tests.store.sessions import put
path, who, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = SharedStore.open(path)
for number in range(times):
    for id_ in (who, "shared"):
        while True:
            try:
                put(store, id_, headline=f"{who} {number}", by=who)
                break
            except EditConflictError:
                store.catch_up()
            except StoreChangedError:
                store = SharedStore.open(path)
    if number % 7 == 0:
        store.fold()
"""


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two"])


def backed_up(path: Path, name: str) -> Path:
    copy = path.with_name(name)
    copy.write_bytes(b"".join(backup_parts(path)))
    return copy


def after(base: bytes, edits: tuple[Written, ...], number: int, folder: Path) -> State:
    """The state of a store after so many of its edits, made anew from its first file."""
    path = folder / "base.json"
    path.write_bytes(base)
    store = Store.open(path)
    for each in edits[:number]:
        store.take(each)
    return {
        table: {id_: document for id_ in store.ids(table) if (document := store.document(table, id_))}
        for table in Table
    }


def test_every_backup_made_while_others_write_is_the_state_after_one_of_the_edits(
    path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base, aside = path.read_bytes(), tmp_path_factory.mktemp("aside")
    writers = [
        subprocess.Popen([sys.executable, "-c", HAMMER, str(path), who, "30"], cwd=ROOT)
        for who in ("ada", "ben")
    ]
    copies: list[tuple[int, Path]] = []
    while any(each.poll() is None for each in writers):
        known = len(read_journal(path).edits)
        copies.append((known, backed_up(path, f"copy-{len(copies)}.json")))
    assert [each.returncode for each in writers] == [0, 0]
    copies.append((120, backed_up(path, "last.json")))
    edits = SharedStore.open(path).history()
    assert len(edits) >= 120
    held = set()
    for known, copy in copies:
        store = Store.open(copy)
        mark = mark_of(store.meta)
        number = mark.edit if mark else 0
        assert number >= known, "what was acknowledged before is in it"
        assert state_of(copy) == after(base, edits, number, aside)
        held.add(number)
    assert len(held) > 3


def test_a_backup_needs_no_journal_and_changes_nothing(path: Path, tmp_path: Path) -> None:
    put(SharedStore.open(path), "r1", headline="changed")
    files = (path, journal_path(path))
    before = [(each.read_bytes(), Identity.of(each.stat())) for each in files]
    copy = backed_up(path, "copy.json")
    assert [(each.read_bytes(), Identity.of(each.stat())) for each in files] == before
    assert state_of(copy) == state_of(path)
    assert Store.open(copy).entry("r1") == SharedStore.open(path).entry("r1")
    put(SharedStore.open(copy), "r1", headline="goes its own way")
    assert state_of(path)[Table.RECORDS]["r1"]["headline"] == "changed"


def test_a_backup_put_in_the_place_of_its_store_is_followed_by_the_later_edits(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="before")
    copy = backed_up(path, "copy.json")
    put(store, "r1", headline="after")
    wanted = state(store)
    copy.replace(path)
    assert state_of(path) == wanted, "nothing that was acknowledged is lost"


def test_going_back_to_a_backup_takes_moving_the_journal_away(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="before")
    copy = backed_up(path, "copy.json")
    put(store, "r1", headline="after")
    copy.replace(path)
    journal_path(path).replace(path.with_name("old.journal"))
    back = SharedStore.open(path)
    assert state(back)[Table.RECORDS]["r1"]["headline"] == "before"
    put(back, "r1", headline="goes on")
    assert check(SharedStore.open(path)) == []


def test_a_store_without_edits_is_copied_byte_for_byte_whatever_is_wrong_with_it(tmp_path: Path) -> None:
    content = b'{"records": {"x": 5, "1": {}, "1": {"id": "\\ud800"}}, "records": {}}'
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    assert b"".join(backup_parts(path)) == content


def test_a_folded_store_is_copied_byte_for_byte(path: Path) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="changed")
    store.fold()
    assert b"".join(backup_parts(path)) == path.read_bytes()


def test_a_store_whose_journal_cannot_be_followed_is_not_copied_as_if_it_were_whole(path: Path) -> None:
    put(SharedStore.open(path), "r1", headline="changed")
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes().replace(b"changed", b"chanced"))
    with pytest.raises(StoreError, match="cannot be copied as one file"):
        backup_parts(path)


def test_what_would_be_lost_by_writing_a_store_anew_refuses_a_backup_with_edits(path: Path) -> None:
    put(SharedStore.open(path), "r1", headline="changed")
    path.write_bytes(path.read_bytes().replace(b'"two"', b'"tw\\ud800"'))
    with pytest.raises(StoreError, match="halves of characters"):
        backup_parts(path)


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(b"hello")
    with pytest.raises(StoreError, match="is not JSON"):
        backup_parts(path)


def test_a_backup_is_named_after_the_store_and_the_time() -> None:
    at = datetime(2024, 10, 18, 9, 5, 7, tzinfo=UTC)
    assert backup_name(Path("x/team.json"), at) == Path("x/team-20241018-090507.json")
    assert backup_name(Path("team"), at) == Path("team-20241018-090507.json")


def test_a_copy_of_both_files_is_the_store(path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    store = SharedStore.open(path)
    put(store, "r1", headline="first")
    store.fold()
    put(store, "r1", headline="second")
    other = tmp_path_factory.mktemp("other") / path.name
    shutil.copy(path, other)
    shutil.copy(journal_path(path), journal_path(other))
    assert state_of(other) == state_of(path)
    put(SharedStore.open(other), "r2", headline="goes its own way")
    assert check(SharedStore.open(other)) == []
