"""Making a store: it is there whole or not at all, and nothing that stood there is harmed."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.check import check
from chronoterm.store.create import create_store, create_whole
from chronoterm.store.errors import StoreError
from chronoterm.store.shared import SharedStore
from tests.conftest import read_plainly
from tests.store.sessions import put, state_of


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_new_store_is_sound_and_can_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    create_store(path, "Harbour “strike”")
    store = SharedStore.open(path)
    assert (store.title, store.entries, check(store)) == ("Harbour “strike”", [], [])
    put(store, "first")
    assert list(state_of(path)[Table.RECORDS]) == ["first"]
    assert read_plainly(path, "meta") == [{"schema": 1, "title": "Harbour “strike”"}]


def test_a_store_without_a_title_is_called_after_its_file(tmp_path: Path) -> None:
    create_store(tmp_path / "strike.json", None)
    assert SharedStore.open(tmp_path / "strike.json").title == "strike"


def test_where_anything_stands_no_store_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"precious")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = names(tmp_path)
    for each in before:
        with pytest.raises(StoreError, match="is there already"):
            create_store(tmp_path / each, None)
    assert names(tmp_path) == before
    assert (tmp_path / "file").read_bytes() == b"precious"


def test_a_journal_that_waits_for_another_store_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "new.json.journal").write_bytes(b"of another store")
    with pytest.raises(StoreError, match="journal of the new store"):
        create_store(tmp_path / "new.json", None)
    assert names(tmp_path) == ["new.json.journal"]


@pytest.mark.parametrize("title", ["half \ud800", "\udcff"])
def test_a_title_that_is_no_text_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its title"):
        create_store(tmp_path / "new.json", title)
    assert names(tmp_path) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder is not there"):
        create_store(tmp_path / "none" / "new.json", None)


@pytest.mark.parametrize("path", [Path(), Path("/")])
def test_what_is_no_name_of_a_file_is_refused(path: Path) -> None:
    with pytest.raises(StoreError, match="no name for a file"):
        create_store(path, None)


@pytest.mark.parametrize("call", ["fsync", "link", "fchmod"])
def test_a_disk_that_refuses_leaves_nothing_behind(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(StoreError, match="No space left on device"):
        create_store(tmp_path / "new.json", None)
    assert names(tmp_path) == []


def test_parts_that_fail_half_way_leave_nothing_behind(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create_whole(tmp_path / "new.json", parts())
    assert names(tmp_path) == []


def test_somebody_who_takes_the_name_at_the_last_moment_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "new.json"

    def parts() -> Iterator[bytes]:
        yield b"ours"
        path.write_bytes(b"theirs")

    with pytest.raises(StoreError, match="is there already"):
        create_whole(path, parts())
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["new.json"]


def test_a_file_system_without_hard_links_takes_a_store_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    create_whole(tmp_path / "new.json", [b"ours"])
    assert (tmp_path / "new.json").read_bytes() == b"ours"
    assert names(tmp_path) == ["new.json"]


def test_who_is_not_of_the_group_of_a_store_gets_a_copy_for_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    like = tmp_path / "like.json"
    like.write_bytes(b"{}")
    like.chmod(0o664)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    monkeypatch.setattr(os, "getegid", lambda: 12345)
    monkeypatch.setattr(os, "getgroups", list)
    create_whole(tmp_path / "new.json", [b"{}"], like)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o600
    assert os.umask(os.umask(0o022)) == 0o022


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_copy_has_the_mode_of_what_it_is_a_copy_of(mode: int, tmp_path: Path) -> None:
    like = tmp_path / "like.json"
    like.write_bytes(b"{}")
    like.chmod(mode)
    create_whole(tmp_path / "new.json", [b"{}"], like)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == mode
