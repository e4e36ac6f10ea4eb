"""A file is written whole or not at all, and over nothing that nobody said may go."""

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronoterm.file_out import AlreadyThereError, demand_free, write_file
from chronoterm.problems import ChronotermError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "brief.md"


def left_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def failing(after: int, error: BaseException) -> Iterator[str]:
    yield from ("line",) * after
    raise error


def test_lines_are_written_as_they_are(path: Path) -> None:
    write_file(path, ["# Straße", "", "half \ud800"], force=False)
    assert path.read_bytes() == "# Straße\n\nhalf ?\n".encode()
    assert left_in(path.parent) == ["brief.md"]


def test_a_long_export_is_written_whole(path: Path) -> None:
    lines = [f"{number} {'x' * 100}" for number in range(5_000)]
    write_file(path, iter(lines), force=False)
    assert path.read_text().splitlines() == lines


def test_nothing_makes_an_empty_file(path: Path) -> None:
    write_file(path, [], force=False)
    assert path.read_bytes() == b""


def test_a_file_that_is_there_stands(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(AlreadyThereError, match=r"brief\.md is there already"):
        write_file(path, ["new"], force=False)
    with pytest.raises(AlreadyThereError, match=r"brief\.md is there already"):
        demand_free(path, force=False)
    assert path.read_text() == "mine"
    assert left_in(path.parent) == ["brief.md"]


def test_a_file_is_replaced_where_somebody_says_so_and_keeps_its_mode(path: Path) -> None:
    path.write_text("mine")
    path.chmod(0o640)
    write_file(path, ["new"], force=True)
    assert path.read_text() == "new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_that_the_user_gives_new_files(path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(path, ["new"], force=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("force", [False, True])
def test_a_failure_on_the_way_leaves_what_was_there_and_nothing_else(path: Path, force: bool) -> None:
    if force:
        path.write_text("mine")
    for error in (KeyboardInterrupt(), OSError(errno.EIO, "Input/output error"), ChronotermError("gone")):
        with pytest.raises((KeyboardInterrupt, ChronotermError)):
            write_file(path, failing(20_000, error), force=force)
        assert left_in(path.parent) == (["brief.md"] if force else [])
    if force:
        assert path.read_text() == "mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said_in_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    monkeypatch.setattr(os, "write", lambda _, part, write=os.write: write(full, part))
    try:
        with pytest.raises(ChronotermError, match=r"brief\.md cannot be written \(No space left on device\)"):
            write_file(path, ["x"], force=False)
    finally:
        os.close(full)
    assert left_in(path.parent) == []


def test_a_store_is_never_replaced(path: Path, sample: Path) -> None:
    store = path.with_name("team.json")
    journal = path.with_name("team.json.journal")
    store.write_bytes(sample.read_bytes())
    journal.write_text("edits")
    for precious in (store, journal):
        before = precious.read_bytes()
        with pytest.raises(ChronotermError, match="never replaces"):
            write_file(precious, ["x"], force=True)
        with pytest.raises(ChronotermError, match="never replaces"):
            demand_free(precious, force=True)
        assert precious.read_bytes() == before
    path.write_text('{"title": {}}')
    write_file(path, ["x"], force=True)


def test_a_link_is_followed_and_stays_one(path: Path) -> None:
    there = path.with_name("there.md")
    there.write_text("mine")
    path.symlink_to(there)
    with pytest.raises(AlreadyThereError):
        write_file(path, ["new"], force=False)
    write_file(path, ["new"], force=True)
    assert path.is_symlink()
    assert there.read_text() == "new\n"


def test_a_link_to_nothing_makes_what_it_leads_to(path: Path) -> None:
    path.symlink_to("there.md")
    write_file(path, ["new"], force=False)
    assert path.with_name("there.md").read_text() == "new\n"


def test_links_in_a_circle_are_refused(path: Path) -> None:
    path.symlink_to(path.with_name("other"))
    path.with_name("other").symlink_to(path)
    with pytest.raises(ChronotermError, match="brief"):
        write_file(path, ["new"], force=True)


@pytest.mark.parametrize("force", [False, True])
def test_a_pipe_a_device_or_a_folder_is_never_written_to(path: Path, force: bool) -> None:
    os.mkfifo(path)
    with pytest.raises(ChronotermError, match="no regular file"):
        write_file(path, ["x"], force=force)
    with pytest.raises(ChronotermError, match="no regular file"):
        write_file(Path("/dev/null"), ["x"], force=force)
    with pytest.raises(ChronotermError, match="is a folder"):
        write_file(path.parent, ["x"], force=force)
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.parametrize("name", ["no/such/folder/x.md", "x" * 300 + ".md", "\x00.md"])
def test_a_name_that_cannot_be_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(ChronotermError) as refused:
        write_file(tmp_path / name, ["x"], force=True)
    assert str(refused.value).isprintable()
    assert left_in(tmp_path) == []


def test_a_name_full_of_commands_to_the_terminal_is_told_without_them(tmp_path: Path) -> None:
    path = tmp_path / "\x1b]52;c;aGk=\x07.md"
    write_file(path, ["x"], force=False)
    with pytest.raises(AlreadyThereError) as refused:
        write_file(path, ["x"], force=False)
    assert "\x1b" not in str(refused.value)


def test_who_comes_first_keeps_the_name(path: Path) -> None:
    def lines() -> Iterator[str]:
        yield "late"
        path.write_text("early")

    with pytest.raises(AlreadyThereError, match="while the export was made"):
        write_file(path, lines(), force=False)
    assert path.read_text() == "early"
    assert left_in(path.parent) == ["brief.md"]


def test_without_hard_links_the_name_is_still_taken_by_one_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_file(path, ["new"], force=False)
    assert path.read_text() == "new\n"

    def lines() -> Iterator[str]:
        yield "late"
        path.with_name("other.md").write_text("early")

    with pytest.raises(AlreadyThereError):
        write_file(path.with_name("other.md"), lines(), force=False)
    assert left_in(path.parent) == ["brief.md", "other.md"]
    assert path.with_name("other.md").read_text() == "early"


def test_two_exports_to_one_name_do_not_mix(path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[str]:
        yield "first"
        begun.set()
        assert go_on.wait(20)

    first = threading.Thread(target=write_file, args=(path, slow()), kwargs={"force": False})
    first.start()
    assert begun.wait(20)
    with pytest.raises(ChronotermError, match="by another export"):
        write_file(path, ["second"], force=False)
    go_on.set()
    first.join()
    assert path.read_text() == "first\n"
    assert left_in(path.parent) == ["brief.md"]


def test_what_a_killed_export_left_is_used_up_by_the_next(path: Path) -> None:
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom chronoterm.file_out import write_file\n"
        "def lines():\n yield from ['x' * 99] * 5000\n os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_file(Path(sys.argv[1]), lines(), force=False)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    left = left_in(path.parent)
    assert len(left) == 1
    assert left[0].startswith(".chronoterm-")
    write_file(path, ["whole"], force=False)
    assert left_in(path.parent) == ["brief.md"]
    assert path.read_text() == "whole\n"


def test_something_else_under_the_hidden_name_is_not_written_to(path: Path) -> None:
    write_file(path, ["x"], force=False)
    seen: list[str] = []

    def lines() -> Iterator[str]:
        seen.extend(each for each in left_in(path.parent) if each.startswith("."))
        yield "x"

    write_file(path, lines(), force=True)
    hidden = path.with_name(seen[0])
    precious = path.with_name("precious")
    precious.write_text("mine")
    hidden.symlink_to(precious)
    with pytest.raises(ChronotermError):
        write_file(path, ["new"], force=True)
    assert precious.read_text() == "mine"
    hidden.unlink()
    hidden.symlink_to(path.with_name("not there"))
    with pytest.raises(ChronotermError):
        write_file(path, ["new"], force=True)
    assert not path.with_name("not there").exists()
    hidden.unlink()
    os.mkfifo(hidden)
    with pytest.raises(ChronotermError):
        write_file(path, ["new"], force=True)
    assert path.read_text() == "x\n"


def test_the_lock_is_gone_with_the_export(path: Path) -> None:
    write_file(path, ["x"], force=False)
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
