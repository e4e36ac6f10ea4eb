"""Stores that are large enough for an index, an index that is made, and one that is held up in the making."""

import fcntl
import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from chronoterm import reader
from chronoterm.app import Chronoterm
from chronoterm.chronology import indexed, looking
from chronoterm.indexfile.reading import IndexFile
from chronoterm.indexing import process
from chronoterm.indexing.building import build
from chronoterm.indexing.making import make
from chronoterm.indexing.place import beside
from chronoterm.indexing.reports import Report
from chronoterm.store import beginning
from tests.conftest import ROOT, write_store
from tests.tui.driving import Screen, main_screen, title, wait_until

TOTAL = 300
"""Records of a store that is large here."""

SCRIPT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from chronoterm.indexing.child import run
from tests.tui.opening import held_build
sys.exit(run(sys.argv[1:], build=held_build))
"""

PHASES = ("facets", "facets-ready")
"""Where a build can be held up: before the first file, and between the two."""


def make_small_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat every store as a large one: it has an index, its first records come first, some words are searched."""
    monkeypatch.setattr(reader, "SMALLEST", 0)
    monkeypatch.setattr(beginning, "FIRST", 4000)
    monkeypatch.setattr(looking, "SOME", 20)
    monkeypatch.setattr(indexed, "FEW", 0)


def large(folder: Path, total: int = TOTAL, **fields: Any) -> Path:
    """A store whose records have dates, actors, places, tags and words of their own; `fields` are in each of them."""
    return write_store(
        folder,
        [record(number, **fields) for number in range(total)],
        actors=[{"id": f"a{number}", "name": f"Actor {number}", "kind": "person"} for number in range(7)],
        places=[
            {"id": "land", "name": "Landia"},
            *({"id": f"p{number}", "name": f"Town {number}", "part_of": "land"} for number in range(5)),
        ],
        name="large.json",
    )


def record(number: int, **fields: Any) -> dict[str, Any]:
    """One of the records of such a store."""
    return {
        "id": f"r{number:04}",
        "kind": "statement" if number % 3 else "event",
        "headline": f"Headline {number} about {'bridges' if number % 2 else 'rivers'}",
        "summary": f"It says word{number} and everywhere. {'rare' if number % 100 == 0 else ''}",
        "date": f"20{10 + number % 12:02}-{number % 9 + 1:02}-{number % 27 + 1:02}",
        "speaker": f"a{number % 7}",
        "actors": [f"a{number % 7}", f"a{number % 5}"],
        "places": [f"p{number % 5}"],
        "tags": [f"tag{number % 4}"],
        "sources": [{"publisher": f"Paper {number % 6}"}],
        "relations": [{"type": "background", "to": f"r{(number + 1) % TOTAL:04}"}],
        **fields,
    }


def make_index(store: Path) -> None:
    """Make the index of a store."""
    make(store, _ignore, build=build)


def _ignore(_: Report) -> None:
    pass


def flip(store: Path, section: str) -> None:
    """Turn every bit of some bytes in the middle of a section of its index."""
    for path in beside(store)[:2]:
        file = IndexFile.open(path)
        if file.has(section):
            offset, length, _ = file._sections[section]
            data = bytearray(path.read_bytes())
            middle = offset + length // 2
            for place in range(middle, min(middle + 4, offset + length)):
                data[place] ^= 0xFF
            path.write_bytes(data)
            return
    raise AssertionError(section)


def rewrite(store: Path, change: Callable[[dict[str, Any]], object], *, in_place: bool) -> None:
    """Write a store as another program does, over the old one or in its place."""
    tables = json.loads(store.read_text(encoding="utf-8"))
    change(tables)
    target = store if in_place else store.with_suffix(".other")
    target.write_text(json.dumps(tables), encoding="utf-8")
    if not in_place:
        target.replace(store)


# Held up


class Held:
    """Builders that wait at the gates of a store until these are opened."""

    def __init__(self, store: Path) -> None:
        self._gates = {phase: os.open(gate(store, phase), os.O_CREAT | os.O_RDWR) for phase in PHASES}
        for each in self._gates.values():
            fcntl.flock(each, fcntl.LOCK_EX)

    def let(self, phase: str) -> None:
        """Let builders go on from a phase."""
        os.close(self._gates.pop(phase))

    def let_all(self) -> None:
        """Let builders go on to their end."""
        for phase in tuple(self._gates):
            self.let(phase)


Hold = Callable[[Path], Held]
"""Has the builders of a store wait; the fixture of that name."""


def gate(store: Path, phase: str) -> Path:
    """The file that whoever builds needs at a phase."""
    return store.with_suffix(f".{phase}")


def builds(store: Path) -> Path:
    """What grows by a letter with every build."""
    return store.with_suffix(".builds")


def hold_builders(monkeypatch: pytest.MonkeyPatch, store: Path) -> Held:
    """Have every builder wait at the gates of a store; the fixture `hold` lets them go at the end of a test."""
    script = store.with_suffix(".py")
    script.write_text(SCRIPT, encoding="utf-8")
    monkeypatch.setattr(process, "Builder", partial(process.Builder, script=script))
    return Held(store)


def forbid_builders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a process is started to make an index."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(process, "Builder", refuse)


def held_build(store: Path, facets_to: BinaryIO, words_to: BinaryIO, **others: Any) -> None:
    """Build, but wait at each gate until it is open; run in the process of a builder."""
    progress, passed = others["progress"], set[str]()
    with builds(store).open("a", encoding="utf-8") as file:
        file.write("x")

    def held(phase: str, done: int, total: int) -> None:
        progress(phase, done, total)
        if phase in PHASES and phase not in passed:
            passed.add(phase)
            with gate(store, phase).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH)

    build(store, facets_to, words_to, **{**others, "progress": held})


# On the screen


async def first_shown(pilot: Screen) -> int:
    """Wait for the first records; how many they are."""
    await wait_until(pilot, lambda: " first " in title(pilot))
    words = title(pilot).split()
    return int(words[words.index("first") + 1].replace(",", ""))


async def all_shown(pilot: Screen, total: int = TOTAL) -> None:
    """Wait until all records are shown, or what matches of all of them."""
    ends = (f" {total:,} records", f" of {total:,} · ")
    await wait_until(pilot, lambda: any(each in f"{title(pilot)} " for each in ends))


async def all_done(pilot: Screen) -> None:
    """Wait until the words of all records are there, and nothing more is being read."""
    app = pilot.app
    assert isinstance(app, Chronoterm)

    def has_words() -> bool:
        return app._desk is not None and app._desk.chronology._looking.is_quick

    await wait_until(pilot, lambda: has_words() and not main_screen(pilot)._reading)
    await settle_quietly(pilot)


async def settle_quietly(pilot: Screen) -> None:
    """Wait for every worker that is there now."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def tables_of(store: Path) -> Mapping[str, Any]:
    """What is in a store file."""
    tables: Mapping[str, Any] = json.loads(store.read_text(encoding="utf-8"))
    return tables
