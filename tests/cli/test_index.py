import errno
import os
import pty
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chronoterm.indexing.finding import found
from chronoterm.indexing.place import SMALLEST, beside, cached
from tests.cli.conftest import ROOT, RunCli, assert_refused, spawn
from tests.conftest import MakeStore
from tests.indexing import standing_in

BUILDING = "chronoterm.indexing.building.build"

HELD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import chronoterm.indexing.building
from chronoterm.cli import run
from tests.indexing import standing_in
chronoterm.indexing.building.build = standing_in.build_held
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of this test, which is not there yet."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "chronoterm"


@pytest.fixture
def large(make_store: MakeStore, tmp_path: Path) -> Path:
    """A store that is large enough to have an index, in a folder of its own."""
    folder = tmp_path / "shared"
    folder.mkdir()
    records = [
        {"id": f"r{number}", "kind": "event", "headline": f"headline {number}", "summary": "word " * 250}
        for number in range(SMALLEST // 1000)
    ]
    return make_store(folder, records, name="large.json")


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


WHOLE = [".large.json.index", ".large.json.index.lock", ".large.json.words", "large.json"]


def test_index_makes_an_index_and_says_what_was_made(large: Path, run_cli: RunCli) -> None:
    before = (large.read_bytes(), large.stat())
    ran = run_cli("index", large)
    assert (ran.code, ran.err) == (0, "")
    assert names(large.parent) == WHOLE
    facets, words, whole = ran.out.splitlines()
    assert facets.startswith(f"{large.with_name('.large.json.index')}: ")
    assert words.startswith(f"{large.with_name('.large.json.words')}: ")
    assert whole.startswith(f"{large}: its index of ")
    assert " % of the store, is made in " in whole
    assert (large.read_bytes(), large.stat().st_mtime_ns) == (before[0], before[1].st_mtime_ns)
    one = found(large)
    assert one is not None and one.is_whole


def test_an_index_that_is_up_to_date_is_left_alone_unless_it_is_asked_for_again(
    large: Path, run_cli: RunCli
) -> None:
    assert run_cli("index", large).code == 0
    before = beside(large).facets.stat().st_ino
    ran = run_cli("index", "-s", large)
    assert ran.code == 0
    assert "is up to date; --again makes it anew" in ran.out
    assert beside(large).facets.stat().st_ino == before
    ran = run_cli("index", large, "--again")
    assert "is made in" in ran.out
    assert beside(large).facets.stat().st_ino != before


def test_a_damaged_or_stale_index_is_made_anew(large: Path, run_cli: RunCli) -> None:
    run_cli("index", large)
    facets = beside(large).facets
    os.truncate(facets, facets.stat().st_size // 2)
    assert "is made in" in run_cli("index", large).out
    os.utime(large, ns=(1, 1))
    assert "is made in" in run_cli("index", large).out
    assert "is up to date" in run_cli("index", large).out


def test_a_small_store_needs_no_index(team: Path, run_cli: RunCli) -> None:
    ran = run_cli("index", team, "--again")
    assert (ran.code, ran.err) == (0, "")
    assert "needs no index" in ran.out
    assert names(team.parent) == ["team.json"]


def test_where_a_folder_may_not_be_written_the_index_is_in_the_cache(
    large: Path, cache: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = os.access
    monkeypatch.setattr(
        "os.access",
        lambda path, mode: not (Path(path) == large.parent and mode & os.W_OK) and allowed(path, mode),
    )
    ran = run_cli("index", large)
    assert (ran.code, ran.err) == (0, "")
    assert str(cached(large, cache).facets) in ran.out
    assert names(large.parent) == ["large.json"]
    assert "is up to date" in run_cli("index", large).out


def test_where_nothing_may_be_written_one_sentence_says_so(
    large: Path, cache: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("no folder")
    allowed = os.access
    monkeypatch.setattr(
        "os.access",
        lambda path, mode: not (Path(path) == large.parent and mode & os.W_OK) and allowed(path, mode),
    )
    assert_refused(run_cli("index", large), "no index can be kept", str(large.parent), str(cache))


def test_no_store_is_one_sentence(run_cli: RunCli, tmp_path: Path) -> None:
    assert_refused(run_cli("index", tmp_path / "nosuch.json"), "no such file")
    assert_refused(run_cli("index", tmp_path), "is a folder")
    assert_refused(run_cli("index", "a.json", "-s", "b.json"), "Two stores are named")


def test_what_is_no_store_is_one_sentence(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "noise.json"
    path.write_bytes(b"\x00\xff" * SMALLEST)
    assert_refused(run_cli("index", path), "noise.json")
    path.write_bytes(b"[" * SMALLEST)
    assert_refused(run_cli("index", path), "noise.json")
    path.write_bytes(b" " * SMALLEST)
    assert_refused(run_cli("index", path), "noise.json")
    path.write_bytes(b'{"records": {"1": {"headline": "' + b"x" * SMALLEST)
    assert_refused(run_cli("index", path), "noise.json")
    assert names(tmp_path) == [".noise.json.index.lock", "noise.json"]


@contextmanager
def growing_to(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 1, 100, 2_000])
def test_a_full_disk_is_one_sentence_and_leaves_no_half_an_index(
    large: Path, run_cli: RunCli, size: int
) -> None:
    with growing_to(size):
        ran = run_cli("index", large)
    assert_refused(ran, os.strerror(errno.EFBIG))
    assert names(large.parent) == [".large.json.index.lock", "large.json"]
    assert run_cli("index", large).code == 0
    assert names(large.parent) == WHOLE


def test_ctrl_c_stops_it_and_leaves_nothing(large: Path) -> None:
    os.mkfifo(standing_in.gate(large))
    main, terminal = pty.openpty()
    command = [sys.executable, "-c", HELD, "index", str(large)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal, text=True) as process,
        standing_in.gate(large).open("wb"),  # it is there: the facets are made, the words are not
    ):
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    shown = os.read(main, 1000)
    assert shown.startswith(b"\rrecords: 0 %")
    assert shown.rstrip(b"\r\n").endswith(b" "), "the line of progress is gone"
    os.close(main)
    os.close(terminal)
    # The facets were whole, and the next one needs not wait for them.
    assert names(large.parent) == [".large.json.index", ".large.json.index.lock", "large.builds", "large.gate", "large.json"]  # fmt: skip


def test_without_a_terminal_no_progress_is_shown(large: Path) -> None:
    ran = spawn("index", large, XDG_CACHE_HOME="/nonexistent")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n") == 3


def test_a_hostile_name_does_no_harm(large: Path, run_cli: RunCli) -> None:
    hostile = large.rename(large.with_name("\x1b]0;x\x07\u202e[x].json"))
    ran = run_cli("index", hostile)
    assert ran.code == 0
    assert not set(ran.out) & set("\x1b\x07\u202e")
    hostile.write_bytes(b"\x00" * SMALLEST)
    assert_refused(run_cli("index", hostile))


def stopping(raised: BaseException) -> Callable[..., None]:
    """A builder that ends with an error."""

    def build(*files: Any, **other: Any) -> None:
        raise raised

    return build


def test_too_little_memory_is_one_sentence(
    large: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BUILDING, stopping(MemoryError()))
    assert_refused(run_cli("index", large), "not enough memory")


def test_a_store_that_is_written_meanwhile_is_one_sentence(
    large: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(store: Path, *files: Any, **other: Any) -> None:
        standing_in.build(store, *files, **{**other, "progress": lambda *_: os.utime(store, ns=(1, 1))})

    monkeypatch.setattr(BUILDING, build)
    assert_refused(run_cli("index", large), "was written while its index was being made")


def test_check_has_nothing_against_an_index(large: Path, run_cli: RunCli) -> None:
    run_cli("index", large)
    assert "nothing needs attention" in run_cli("check", large).out
