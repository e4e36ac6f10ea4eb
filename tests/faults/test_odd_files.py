import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.store.errors import StoreError
from chronoterm.store.journal import journal_path
from chronoterm.store.lock import lock_path
from chronoterm.store.replacing import ACCESS_LIST, temporary_name
from chronoterm.store.shared import SharedStore
from tests.faults.disk import CHANGED, NEW, prepared, refusal_of
from tests.faults.forking import Say, forked, said
from tests.faults.killing import Moment, calls_to_write, killed_at
from tests.faults.model import FOLD, Model, demand_folded, made_store

IS_ROOT = os.getuid() == 0
NOBODY, A_GROUP = 65534, 4321


def device(path: Path) -> None:
    if not IS_ROOT:
        pytest.skip("only root can make a device")
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("no devices can be made here")


ODD: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "device": device,
    "folder": Path.mkdir,
    "link": lambda path: path.symlink_to(path.with_name("victim")),
}


@pytest.fixture(params=ODD)
def odd(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Something that puts what is no file in a place."""
    return ODD[request.param]


def test_what_is_no_file_is_never_taken_for_a_journal(odd: Callable[[Path], None], in_memory: Path) -> None:
    path = made_store(in_memory)
    before = path.read_bytes()
    odd(journal_path(path))
    store = SharedStore.open(path)
    assert "its journal cannot be followed" in store.obstacle
    assert refusal_of(lambda: NEW.written(store))
    assert path.read_bytes() == before
    assert not (in_memory / "victim").exists()


def test_what_takes_the_place_of_a_journal_meanwhile_is_not_written(
    odd: Callable[[Path], None], in_memory: Path
) -> None:
    store, _ = prepared(in_memory, (CHANGED,))
    kept = journal_path(store.path).rename(in_memory / "kept")
    before = kept.read_bytes()
    odd(journal_path(store.path))
    assert refusal_of(lambda: NEW.written(store))
    assert kept.read_bytes() == before
    assert not (in_memory / "victim").exists()


def test_what_is_no_file_is_never_taken_for_a_lock(odd: Callable[[Path], None], in_memory: Path) -> None:
    path = made_store(in_memory)
    store = SharedStore.open(path)
    odd(lock_path(path))
    assert "cannot be locked" in refusal_of(lambda: NEW.written(store))
    assert not journal_path(path).exists()
    assert not (in_memory / "victim").exists()


@pytest.mark.parametrize("name", ["pipe", "device", "folder"])
def test_what_is_no_file_is_never_taken_for_a_store(name: str, in_memory: Path) -> None:
    ODD[name](in_memory / "store.json")
    with pytest.raises(StoreError, match=r"is no regular file|is a folder"):
        SharedStore.open(in_memory / "store.json")
    assert [each.name for each in in_memory.iterdir()] == ["store.json"]


def test_a_store_that_is_not_there_is_not_made_and_opening_makes_nothing(in_memory: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        SharedStore.open(in_memory / "mistyped.json")
    assert list(in_memory.iterdir()) == []
    store = SharedStore.open(made_store(in_memory))
    store.catch_up()
    assert not store.has_news()
    assert not store.fold() or not journal_path(store.path).exists()
    assert {each.name for each in in_memory.iterdir()} <= {store.path.name, lock_path(store.path).name}


@pytest.mark.parametrize("content", [b"", b" \n", b"{}", b'{"records": {'])
def test_a_store_that_becomes_empty_or_half_while_it_is_open_is_not_written(
    content: bytes, in_memory: Path
) -> None:
    store, _ = prepared(in_memory, (CHANGED,))
    journal = journal_path(store.path).read_bytes()
    store.path.write_bytes(content)
    assert "another program" in refusal_of(lambda: NEW.written(store))
    assert "another program" in refusal_of(store.fold)
    assert store.path.read_bytes() == content
    assert journal_path(store.path).read_bytes() == journal
    with pytest.raises(StoreError):
        SharedStore.open(store.path)


def test_a_store_with_another_hard_link_is_not_edited_until_that_is_gone(in_memory: Path) -> None:
    store, model = prepared(in_memory, (CHANGED,))
    backup = in_memory / "backup.json"
    os.link(store.path, backup)
    assert "hard link" in SharedStore.open(store.path).obstacle
    assert "hard link" in refusal_of(lambda: NEW.written(store))
    assert refusal_of(store.fold)
    backup.unlink()
    again = SharedStore.open(store.path)
    NEW.written(again)
    demand_folded(store.path, model.after(NEW))


def test_a_store_is_edited_and_folded_through_a_link(in_memory: Path) -> None:
    path = made_store(in_memory)
    (in_memory / "elsewhere").mkdir()
    link = in_memory / "elsewhere" / "link.json"
    link.symlink_to(path)
    store = SharedStore.open(link)
    model = Model.of(store)
    CHANGED.written(store)
    assert store.fold()
    assert link.is_symlink()
    assert [each.name for each in link.parent.iterdir()] == ["link.json"]
    link.unlink()
    link.parent.rmdir()
    demand_folded(path, model.after(CHANGED))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_journal_and_lock_can_be_used_by_those_who_may_use_the_store(mode: int, in_memory: Path) -> None:
    path = made_store(in_memory)
    path.chmod(mode)
    if IS_ROOT:
        os.chown(path, NOBODY, A_GROUP)
    store = SharedStore.open(path)
    before = os.umask(0o077)
    try:
        for each in (CHANGED, FOLD):
            each.written(store)
    finally:
        os.umask(before)
    wanted = path.stat()
    assert wanted.st_mode & 0o777 == mode
    for beside in (journal_path(path), lock_path(path)):
        found = beside.stat()
        assert (found.st_mode & 0o666, found.st_uid, found.st_gid) == (mode, wanted.st_uid, wanted.st_gid)


def test_the_journal_has_the_access_list_of_its_store(in_memory: Path) -> None:
    path = made_store(in_memory)
    listed = bytes.fromhex(
        "0200000001000600ffffffff02000400d204000004000400ffffffff10000400ffffffff20000000ffffffff"
    )
    try:
        os.setxattr(path, ACCESS_LIST, listed)
    except OSError:
        pytest.skip("no access lists on this file system")
    CHANGED.written(SharedStore.open(path))
    assert os.getxattr(journal_path(path), ACCESS_LIST) == listed


def test_a_journal_is_never_seen_without_the_mode_of_its_store(in_memory: Path) -> None:
    calls = calls_to_write(made_store(in_memory), (CHANGED,))
    for at in range(len(calls)):
        folder = in_memory / f"{at}"
        folder.mkdir()
        path = made_store(folder)
        path.chmod(0o664)
        killed_at(path, (CHANGED,), at, Moment.BEFORE)
        if journal_path(path).exists():
            assert journal_path(path).stat().st_mode & 0o777 == 0o664
            assert journal_path(path).read_bytes().endswith(b"\n")


@pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
def test_who_may_only_read_sees_all_edits_and_makes_none(in_memory: Path) -> None:
    in_memory.chmod(0o755)
    store, model = prepared(in_memory / "shared", (CHANGED,))
    store.path.parent.chmod(0o755)
    before = {each.name: each.stat() for each in store.path.parent.iterdir()}

    def read(say: Say) -> None:
        become_nobody()
        found = SharedStore.open(store.path)
        assert Model.of(found) == model
        assert found.problems == []
        say(found.obstacle.encode())
        say(refusal_of(lambda: NEW.written(found)).encode())

    with forked(read) as child:
        obstacle, told = said([child])[0].decode().splitlines()
    assert obstacle == "it may not be written by you"
    assert obstacle in told
    assert {each.name: each.stat() for each in store.path.parent.iterdir()} == before


@pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
def test_a_folder_in_which_only_owners_may_replace_refuses_a_fold_and_keeps_the_edits(
    in_memory: Path,
) -> None:
    in_memory.chmod(0o755)
    store, model = prepared(in_memory / "shared")
    os.chown(store.path, -1, NOBODY)
    store.path.chmod(0o664)
    store.path.parent.chmod(0o1777)

    def edit(say: Say) -> None:
        become_nobody()
        found = SharedStore.open(store.path)
        NEW.written(found)
        say(refusal_of(found.fold).encode())

    with forked(edit) as child:
        assert b"cannot be written (Operation not permitted)" in said([child])[0]
    assert not Path(temporary_name(store.path)).exists()
    demand_folded(store.path, model.after(NEW))


@pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
def test_a_journal_whose_group_cannot_be_kept_refuses_the_edit(in_memory: Path) -> None:
    in_memory.chmod(0o755)
    store, model = prepared(in_memory / "shared")
    os.chown(store.path, NOBODY, A_GROUP)
    store.path.parent.chmod(0o777)

    def edit(say: Say) -> None:
        become_nobody()
        found = SharedStore.open(store.path)
        say(refusal_of(lambda: NEW.written(found)).encode())

    with forked(edit) as child:
        assert b"cannot be written (Operation not permitted)" in said([child])[0]
    assert not journal_path(store.path).exists()
    assert not Path(temporary_name(journal_path(store.path))).exists()
    demand_folded(store.path, model)


@pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
def test_a_lock_that_only_its_maker_may_write_locks_for_all_who_may_write_the_store(in_memory: Path) -> None:
    in_memory.chmod(0o755)
    store, model = prepared(in_memory / "shared")
    os.chown(store.path, -1, NOBODY)
    store.path.chmod(0o664)
    store.path.parent.chmod(0o777)
    lock_path(store.path).write_text("somebody who was killed while making it\n")
    lock_path(store.path).chmod(0o644)

    def edit(say: Say) -> None:
        become_nobody()
        found = SharedStore.open(store.path)
        NEW.written(found)
        say(b"written" if found.fold() else b"not folded")

    with forked(edit) as child:
        assert said([child]) == [b"written\n"]
    demand_folded(store.path, model.after(NEW))


def become_nobody() -> None:
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
