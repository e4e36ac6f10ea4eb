"""The command line run in this process, or for good in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from chronoterm.cli import run
from chronoterm.edits import Table
from chronoterm.store.shared import SharedStore
from tests.conftest import MakeStore
from tests.store.sessions import drop, put

ROOT = Path(__file__).resolve().parents[2]


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


RunCli = Callable[..., Ran]


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str]) -> RunCli:
    """`run_cli("list", "--kind", "event")` in this process."""

    def command(*arguments: str | Path) -> Ran:
        code = run([str(each) for each in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


def spawn(*arguments: str | Path, shell: str = "", **environment: str) -> Ran:
    """`chronoterm …` in a process of its own; `shell` is what follows it on the shell's line: `| head -1`."""
    words = [sys.executable, "-m", "chronoterm", *map(str, arguments)]
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'"$@" {shell}', "bash", *words],
        cwd=ROOT,
        env={"LANG": "C.UTF-8", **inherited, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_refused(ran: Ran, *words: str) -> None:
    """Exit code 2, nothing printed, and one line for a person that has these words."""
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("chronoterm: ")
    assert ran.err.count("\n") == 1
    assert ran.err.rstrip("\n").isprintable()
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two"], name="team.json")


@pytest.fixture
def edited(path: Path) -> Path:
    """A store with five edits by two users; the first two are in the file."""
    store = SharedStore.open(path)
    put(store, "r1", headline="first", by="ada")
    put(store, "new", headline="new one", by="ben")
    store.fold()
    put(store, "r1", headline="second", tags=["x", "y"], by="ben")
    put(store, "note-1", Table.ANNOTATIONS, record="r1", star=True, by="ada")
    drop(store, "r2", by="ada")
    return path
