"""A stand-in for what reads a store and writes its index: quick, and held up where a test wants that."""

import json
import os
import signal
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from chronoterm.indexfile.writing import IndexWriter
from chronoterm.indexing.finding import identity_in
from chronoterm.indexing.form import FORMAT
from chronoterm.indexing.making import Made, make
from chronoterm.indexing.reports import Report

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from chronoterm.indexing.child import run
from tests.indexing import standing_in
sys.exit(run(sys.argv[1:], build=standing_in.{{build}}))
"""


def about_of(store: Path, **other: Any) -> dict[str, Any]:
    """What an index says of a store as it is now."""
    return {"format": FORMAT, "identity": identity_in(store.stat()), "rows": 3, **other}


def write_index(file: BinaryIO, about: object, size: int = 300) -> None:
    """An index file with two sections."""
    writer = IndexWriter(file)
    writer.add("rows.places", array("I", range(size // 4)))
    writer.add("problems", b"[]")
    writer.finish(json.dumps(about).encode())


def build(  # noqa: PLR0913 - as a builder is called
    store: Path,
    facets_to: BinaryIO,
    words_to: BinaryIO,
    *,
    progress: Callable[[str, int, int], None],
    collate: Callable[[str], str],
    collation: str,
) -> None:
    """Write both files, and note beside the store that it was done once more."""
    about = about_of(store, collation=collation)
    with builds(store).open("a") as file:
        file.write("x")
    progress("records", 0, 3)
    write_index(facets_to, about)
    progress("words", 0, 3)
    write_index(words_to, about)


def build_held(store: Path, facets_to: BinaryIO, words_to: BinaryIO, **other: Any) -> None:
    """The same, but between facets and words wait until somebody has opened and closed the gate."""
    progress = other["progress"]

    def held(phase: str, done: int, total: int) -> None:
        progress(phase, done, total)
        if phase == "words":
            with gate(store).open("rb") as file:
                file.read()

    build(store, facets_to, words_to, **{**other, "progress": held})


def builds(store: Path) -> Path:
    """What grows by a letter with every build."""
    return store.with_suffix(".builds")


def gate(store: Path) -> Path:
    """The pipe at which a held build waits."""
    return store.with_suffix(".gate")


def script(folder: Path, name: str = "build") -> Path:
    """The script of a process that builds with one of these."""
    path = folder / f"{name}.py"
    path.write_text(SCRIPT.format(build=name))
    return path


def made(store: Path, *, again: bool = False) -> Made:
    """Make an index in this process."""
    return make(store, ignore, again=again, build=build)


def ignore(report: Report) -> None:
    """Be told something."""


def build_wrongly(store: Path, facets_to: BinaryIO, words_to: BinaryIO, **other: Any) -> None:
    """What a builder does that has a fault."""
    raise ZeroDivisionError


def build_with_help(store: Path, facets_to: BinaryIO, words_to: BinaryIO, **other: Any) -> None:
    """The same, with the help of a second process that is busy for ever."""
    if os.fork() == 0:
        while True:
            signal.pause()
    build_held(store, facets_to, words_to, **other)
