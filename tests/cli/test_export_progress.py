"""What somebody sees of a long export on a terminal, and what is left where it is stopped."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chronoterm.exporters.exporting import Form
from tests.cli.conftest import RunCli, spawn

PATIENCE = 5.0
"""Seconds to wait for what should come at once."""

ERASED = b"        \r"
"""How a line of progress ends: with blanks over it, and the cursor at its beginning."""

HELD = """
import os, signal, sys
from chronoterm import file_out

def held(descriptor, part):
    os.write(descriptor, part)
    open(gate, "wb").close()
    signal.pause()

file_out._write_all = held
gate = sys.argv.pop(1)
from chronoterm.__main__ import main
main()
"""
"""The program, which says through a FIFO that a part is written, and then waits."""


@contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    """A terminal: where what it shows is read, and what a program writes to."""
    ours, theirs = pty.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)
        os.close(theirs)


def shown_on(terminal: int, until: bytes) -> bytes:
    """What a terminal shows, which comes a moment after it was written: up to something, or all of it."""
    shown = b""
    while not shown.endswith(until) and select.select([terminal], [], [], PATIENCE)[0]:
        shown += os.read(terminal, 10_000)
    return shown


def run_on(terminal: int, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the program with standard error on a terminal."""
    words = [sys.executable, "-m", "chronoterm", *map(str, arguments)]
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=terminal, timeout=60, check=False)


@pytest.mark.parametrize("form", Form)
def test_on_a_terminal_an_export_says_how_far_it_is_and_then_nothing(form: Form, tmp_path: Path) -> None:
    with terminal() as (ours, theirs):
        done = run_on(theirs, "export", "--to", tmp_path / "made", "--format", form.value)
        shown = shown_on(ours, ERASED)
    assert done.returncode == 0
    assert shown.startswith(b"\rrecords: ")
    assert b"%" in shown
    assert shown.endswith(ERASED), "the line is gone"
    assert done.stdout.startswith(b"wrote ")


def test_no_progress_is_shown_in_a_pipe_or_beside_standard_output(tmp_path: Path, run_cli: RunCli) -> None:
    assert spawn("export", "--to", tmp_path / "a.md").err == ""
    with terminal() as (ours, theirs):
        done = run_on(theirs, "export", "--limit", "3", "--to", "-", "--format", "jsonl")
        os.write(theirs, b"nothing")
        assert shown_on(ours, b"nothing") == b"nothing"
    assert done.stdout.decode() == run_cli("list", "--limit", "3", "--format", "jsonl").out


def test_ctrl_c_stops_an_export_and_leaves_nothing(tmp_path: Path) -> None:
    to, gate = tmp_path / "made.md", tmp_path / "gate"
    os.mkfifo(gate)
    command = [sys.executable, "-c", HELD, str(gate), "export", "--to", str(to)]
    with (
        terminal() as (ours, theirs),
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process,
    ):
        gate.open("rb").close()  # a part is written
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
        shown = shown_on(ours, ERASED + b"\r\n")
    assert (process.returncode, out) == (130, b"")
    assert shown.startswith(b"\rrecords: ")
    assert shown.endswith(ERASED + b"\r\n"), "the line is gone"
    assert [each.name for each in tmp_path.iterdir()] == ["gate"]
