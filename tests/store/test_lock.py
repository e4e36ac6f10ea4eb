import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from chronoterm.store.errors import StoreError, StoreLockedError
from chronoterm.store.lock import lock_path, locked
from chronoterm.store.storage import ChronologyStorage
from tests.conftest import MakeStore, read_plainly

HOLD = """
import sys
from pathlib import Path
from chronoterm.store.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

INSERT = """
import sys
from pathlib import Path
from tinydb import TinyDB
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.storage import ChronologyStorage
for number in range(40):
    while True:
        try:
            TinyDB(Path(sys.argv[1]), storage=ChronologyStorage).table("records").insert(
                {"id": f"{sys.argv[2]}-{number}", "kind": "event", "headline": "x"}
            )
            break
        except (StoreChangedError, ValueError):
            pass
"""


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one"])


@pytest.fixture
def holder(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is told to stop."""
    command = [sys.executable, "-c", HOLD, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_waits_too_long_is_told_who_holds_the_lock(store: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(StoreLockedError, match=f"process {holder.pid}"), locked(store, wait=0.1):
        pytest.fail("two hold the lock")


def test_a_write_waits_for_the_lock_and_changes_nothing_without_it(
    store: Path, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read_bytes()
    monkeypatch.setattr("chronoterm.store.storage.locked", lambda path: locked(path, wait=0.1))
    with TinyDB(store, storage=ChronologyStorage) as db:
        with pytest.raises(StoreLockedError):
            db.table("records").insert({"id": "mine"})
        assert len(db.table("records")) == 1
    assert store.read_bytes() == before


def test_the_lock_of_a_killed_holder_is_free_at_once(store: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with locked(store, wait=0):
        assert f"process {os.getpid()}" in lock_path(store).read_text()


def test_who_holds_the_lock_is_named_whoever_held_it_before(store: Path) -> None:
    with locked(store):
        mine = lock_path(store).read_text()
    for before in ("", mine, mine * 2, mine[:-2], "somebody with a much longer name, process 1234567890\n"):
        lock_path(store).write_text(before)
        with locked(store):
            assert lock_path(store).read_text() == mine


def test_the_lock_file_is_never_replaced_or_removed(store: Path) -> None:
    with locked(store):
        first = lock_path(store).stat().st_ino
    with TinyDB(store, storage=ChronologyStorage) as db:
        db.table("records").insert({"id": "a"})
        db.table("records").insert({"id": "b"})
    assert lock_path(store).stat().st_ino == first


def test_the_lock_is_a_file_of_its_own(store: Path) -> None:
    with locked(store), store.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert lock_path(store) != store


def test_a_link_and_its_target_have_one_lock(store: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.json"
    link.symlink_to(store)
    with locked(store), pytest.raises(StoreLockedError), locked(link, wait=0):
        pytest.fail("two hold the lock")


def test_who_may_write_the_store_may_lock_it(store: Path) -> None:
    store.chmod(0o664)
    before = os.umask(0o077)
    try:
        with locked(store):
            assert lock_path(store).stat().st_mode & 0o777 == 0o664
    finally:
        os.umask(before)


def test_a_lock_file_that_is_a_link_is_refused(store: Path, tmp_path: Path) -> None:
    lock_path(store).symlink_to(tmp_path / "victim")
    with pytest.raises(StoreError, match="cannot be locked"), locked(store):
        pytest.fail("went through the link")
    assert not (tmp_path / "victim").exists()


def test_a_lock_that_cannot_be_made_is_told_in_a_sentence(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreError, match="Permission denied"), locked(store):
        pytest.fail("locked without a lock")


def test_a_full_disk_locks_without_a_name(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    with locked(store), pytest.raises(StoreLockedError, match="somebody"), locked(store, wait=0):
        pytest.fail("two hold the lock")


def test_two_who_insert_at_once_lose_nothing(store: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", INSERT, str(store), name]) for name in ("a", "b")]
    assert [writer.wait() for writer in writers] == [0, 0]
    found = [each.get("id") for each in read_plainly(store)]
    assert len(found) == 81
    assert set(found) == {"r1", *(f"{name}-{number}" for name in "ab" for number in range(40))}
    assert {each.name for each in store.parent.iterdir()} == {store.name, lock_path(store).name}
