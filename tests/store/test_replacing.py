import errno
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronoterm.store.errors import StoreError
from chronoterm.store.files import Identity, read_whole
from chronoterm.store.replacing import ACCESS_LIST, replace_whole

ANOTHER_GROUP = 4321
EVERYBODY = 0xFFFFFFFF


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.json"
    path.write_bytes(b"old")
    return path


def _only(path: Path) -> bool:
    return [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_replaced_file_has_the_new_bytes_and_says_who_it_is(store: Path) -> None:
    identity = replace_whole(store, [b"ne", b"w"])
    assert store.read_bytes() == b"new"
    assert identity == Identity.of(store.stat()) == read_whole(store)[1]
    assert _only(store)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o604])
def test_the_mode_is_kept(store: Path, mode: int) -> None:
    store.chmod(mode)
    replace_whole(store, [b"new"])
    assert store.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files to other groups and owners")
def test_group_and_owner_are_kept(store: Path) -> None:
    os.chown(store, ANOTHER_GROUP, ANOTHER_GROUP)
    store.chmod(0o660)
    replace_whole(store, [b"new"])
    status = store.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (ANOTHER_GROUP, ANOTHER_GROUP, 0o660)


def test_a_group_that_cannot_be_kept_refuses_the_write(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    foreign = os.stat_result((0o100664, 1, 1, 1, 0, ANOTHER_GROUP, 3, 0, 0, 0))
    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: foreign)
    with pytest.raises(StoreError, match="Operation not permitted"):
        replace_whole(store, [b"new"])
    monkeypatch.undo()
    assert store.read_bytes() == b"old"
    assert _only(store)


def _access_list() -> bytes:
    """Owner may read and write, user 1234 may read, the group may read."""
    entries = [(1, 6, EVERYBODY), (2, 4, 1234), (4, 4, EVERYBODY), (16, 4, EVERYBODY), (32, 0, EVERYBODY)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *each) for each in entries)


@pytest.fixture
def with_access_list(store: Path) -> Path:
    try:
        os.setxattr(store, ACCESS_LIST, _access_list())
    except OSError:
        pytest.skip("no access lists on this file system")
    return store


def test_the_access_list_is_kept(with_access_list: Path) -> None:
    replace_whole(with_access_list, [b"new"])
    assert os.getxattr(with_access_list, ACCESS_LIST) == _access_list()
    assert with_access_list.read_bytes() == b"new"


def test_an_access_list_that_cannot_be_kept_refuses_the_write(
    with_access_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "setxattr", refuse)
    with pytest.raises(StoreError, match="Operation not permitted"):
        replace_whole(with_access_list, [b"new"])
    assert with_access_list.read_bytes() == b"old"
    assert _only(with_access_list)


def test_a_new_file_gets_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace_whole(tmp_path / "new.json", [b"new"])
    finally:
        os.umask(before)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_its_target_is_replaced(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.json"
    link.symlink_to(store)
    replace_whole(link, [b"new"])
    assert link.is_symlink()
    assert store.read_bytes() == b"new"
    assert [each.name for each in folder.iterdir()] == ["link.json"]


def test_a_file_with_another_hard_link_is_refused(store: Path, tmp_path: Path) -> None:
    os.link(store, tmp_path / "other.json")
    with pytest.raises(StoreError, match="hard link"):
        replace_whole(store, [b"new"])
    assert store.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        replace_whole(tmp_path, [b"new"])


def test_a_file_that_may_not_be_written_is_refused(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != store)
    with pytest.raises(StoreError, match="may not be written by you"):
        replace_whole(store, [b"new"])
    assert _only(store)


def test_a_folder_that_may_not_be_written_is_refused(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) == store)
    with pytest.raises(StoreError, match="folder may not be written by you"):
        replace_whole(store, [b"new"])
    assert _only(store)


@pytest.mark.parametrize("call", ["fsync", "replace", "fchmod"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    call: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = store.stat()
    monkeypatch.setattr(os, call, full)
    with pytest.raises(StoreError, match=r"cannot be written \(No space left on device\)"):
        replace_whole(store, [b"new"])
    assert store.read_bytes() == b"old"
    assert Identity.of(store.stat()) == Identity.of(before)
    assert _only(store)


def test_a_temporary_file_that_cannot_be_made_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(StoreError, match="Read-only file system"):
        replace_whole(store, [b"new"])
    assert store.read_bytes() == b"old"


def test_parts_that_fail_half_way_leave_the_old_file(store: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"n"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        replace_whole(store, parts())
    assert store.read_bytes() == b"old"
    assert _only(store)


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".json")
    path.write_bytes(b"old")
    replace_whole(path, [b"new"])
    assert path.read_bytes() == b"new"


def test_a_folder_that_cannot_be_flushed_is_told_without_a_false_comfort(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync
    calls: list[int] = []

    def broken_for_folders(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 1:
            raise OSError(errno.EIO, "Input/output error")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", broken_for_folders)
    with pytest.raises(StoreError, match="was written, but") as told:
        replace_whole(store, [b"new"])
    assert "as it was" not in str(told.value)
    assert store.read_bytes() == b"new"
