"""What the tests of editing on the command line share: a store, what is in it, and somebody at a terminal."""

import fcntl
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from chronoterm.edits import Document, Edit, Table, change
from chronoterm.store.shared import SharedStore
from tests.cli.conftest import ROOT
from tests.cli.test_hostile import COMMANDS_TO_A_TERMINAL
from tests.conftest import MakeStore

ACTORS = (
    {"id": "ada-lund", "name": "Ada Lund", "aliases": ["Lund"]},
    {"id": "anatol-berg", "name": "Anatol Berg"},
    {"id": "bo-berg", "name": "Bo Berg"},
)
PLACES = (
    {"id": "north-quay", "name": "North Quay", "aliases": ["Quay 1"]},
    {"id": "bo-berg", "name": "Bo Hill"},
)
RECORDS = (
    {
        "id": "call",
        "kind": "statement",
        "headline": "A call to strike",
        "date": "2024-05-02",
        "speaker": "ada-lund",
        "actors": ["ada-lund"],
        "tags": ["strike"],
        "relations": [{"type": "asserts", "to": "begins"}],
    },
    {
        "id": "begins",
        "kind": "event",
        "expected": True,
        "outcome": "began",
        "headline": "Crane drivers stop work",
        "actors": ["anatol-berg", "bo-berg"],
        "date": "2024-05",
    },
    {
        "id": "began",
        "kind": "event",
        "headline": "Cranes stand still",
        "date": "2024-05-06",
        "places": ["north-quay"],
    },
)


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    """A small store: a call to strike, the strike that was expected, and that it began."""
    return make_store(tmp_path, RECORDS, actors=ACTORS, places=PLACES)


@pytest.fixture
def editable_hostile_store(hostile_store: Path) -> Path:
    """The store full of hostile text, but for halves of characters: a store with these is never written."""
    whole = hostile_store.read_text(encoding="utf-8").replace("\\ud800", "").replace("\\udfff", "")
    hostile_store.write_text(whole, encoding="utf-8")
    return hostile_store


def documents(path: Path, table: Table = Table.RECORDS) -> dict[str, Document]:
    """What a store and its journal hold, by id."""
    opened = SharedStore.open(path)
    found = {each: opened.document(table, each) for each in opened.ids(table)}
    return {id_: document for id_, document in found.items() if document is not None}


def edits(path: Path) -> int:
    """How many edits were ever written to a store."""
    return len(SharedStore.open(path).history())


def somebody_else_changes(path: Path, id_: str, **fields: object) -> None:
    """Another user edits a record."""
    other = SharedStore.open(path)
    before = other.document(Table.RECORDS, id_)
    assert before is not None
    made = change(Table.RECORDS, id_, before, {**before, **fields})
    assert made is not None
    other.write(Edit("edited", (made,)), by="ben")


def assert_harmless(*texts: str) -> None:
    """Nothing of this commands a terminal."""
    for text in texts:
        found = COMMANDS_TO_A_TERMINAL.search(text)
        assert found is None, ascii(text[max(0, found.start() - 20) : found.end() + 20])


class Answered(NamedTuple):
    """What a command on a terminal left behind: its exit code, and all that stood there."""

    code: int
    shown: str


def answered(
    *arguments: str | Path,
    answers: str,
    meanwhile: Callable[[], None] = lambda: None,
    **environment: str,
) -> Answered:
    """A command on a terminal of its own, to whose questions somebody types `answers`.

    `meanwhile` happens when the first question stands there.
    """
    control, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "chronoterm", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "LANG": "C.UTF-8", "COLUMNS": "100", "LINES": "30", **environment},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no thread runs beside; for ^C to reach it
    ) as process:
        os.close(terminal)
        shown = b""
        asked = False
        while piece := _read(control):
            shown += piece
            if not asked and b"[y/N]" in shown:
                asked = True
                meanwhile()
                os.write(control, answers.encode())
    os.close(control)
    return Answered(process.returncode, shown.decode().replace("\r\n", "\n"))


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other side has gone
        return b""
