"""What all tests share: the sample, stores made for one test, and a store full of hostile text."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from hypothesis import settings
from tinydb import TinyDB
from tinydb.table import Document

from chronoterm.indexing.process import Builder

ROOT = Path(__file__).resolve().parents[1]
Fields = Mapping[str, Any]
MakeStore = Callable[..., Path]

# The machine that runs the tests may be busy; how long one example takes is measured elsewhere.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

HOSTILE = (
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]0;title\x07",
    "\x1bP+q544e\x1b\\",
    "\x9b31mred\x9d0;x\x9c",
    "\x1b[2J\x1b[H",
    "\x00\x07\x08\x7f",
    "\u202eabc\u202c \u2066def\u2069 \u202aghi",
    "[sic]",
    "[/x]",
    "[@click=app.quit]quit[/]",
    "[bold red]loud[/bold red]",
    ":bomb:",
    "one\r\ntwo\vthree\ffour\x85five\u2028six\u2029seven\teight",
    "x" * 10_000,
    "全角" * 40,
    "e" + "\u0301" * 300,
    "👩‍👩‍👧‍👦 ❤️ 🇺🇦",
    "zero\u200bwidth\u200d\ufeff\u2060",
    "שלום abc עולם",
    "half \ud800 and \udfff",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "\U000e0041\U000e0042tag",
)
"""Text that does harm where it is not cleaned."""


@pytest.fixture(autouse=True)
def nothing_of_the_person_who_runs_the_tests(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What the person who runs the tests has set or kept must not reach them, nor they it."""
    monkeypatch.delenv("CHRONOTERM_STORE", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(autouse=True)
def no_builder_outlives_its_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End the processes that make an index for a program which a test has left without closing it."""
    begun, begin = WeakSet[Builder](), Builder.__init__

    def begin_and_note(self: Builder, *arguments: Any, **others: Any) -> None:
        begin(self, *arguments, **others)
        begun.add(self)

    monkeypatch.setattr(Builder, "__init__", begin_and_note)
    yield
    for each in tuple(begun):
        each.stop()


@pytest.fixture
def sample() -> Path:
    """The sample store."""
    return ROOT / "data" / "chronology.json"


@pytest.fixture
def team(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample, which may be edited."""
    return Path(shutil.copy(sample, tmp_path / "team.json"))


@pytest.fixture
def make_store() -> MakeStore:
    """A builder of stores: `make_store(tmp_path, records, actors=…, places=…, series=…, meta=…, name=…)`.

    It writes what a plain TinyDB would: documents numbered from 1. A record that is only a headline gets the rest.
    """
    return write_store


def write_store(  # noqa: PLR0913 - one argument for each table
    folder: Path,
    records: Iterable[Fields | str],
    *,
    actors: Iterable[Fields] = (),
    places: Iterable[Fields] = (),
    series: Iterable[Fields] = (),
    meta: Fields | None = None,
    name: str = "store.json",
) -> Path:
    """Write a store; lone surrogates become JSON escapes."""
    whole = [
        {"id": f"r{number}", "kind": "event", "headline": each} if isinstance(each, str) else each
        for number, each in enumerate(records, start=1)
    ]
    tables = {
        "meta": [{"schema": 1, "title": "Made for a test"} if meta is None else meta],
        "records": whole,
        "actors": actors,
        "places": places,
        "series": series,
    }
    path = folder / name
    path.write_text(json.dumps({table: _numbered(each) for table, each in tables.items()}), encoding="utf-8")
    return path


def read_plainly(path: Path, table: str = "records") -> list[Document]:
    """What TinyDB reads without any help of ours."""
    with TinyDB(path, encoding="utf-8") as db:
        documents: list[Document] = db.table(table).all()
    return documents


@pytest.fixture
def hostile_store(tmp_path: Path) -> Path:
    """A store in which every text is hostile: one record, actor and place for each of `HOSTILE`."""
    return write_store(
        tmp_path,
        [_hostile_record(number, text) for number, text in enumerate(HOSTILE)],
        actors=[
            {"id": f"actor {text}", "name": f"{text} name", "kind": text, "aliases": [text]}
            for text in HOSTILE
        ],
        places=[{"id": f"place {text}", "name": f"{text} place", "aliases": [text]} for text in HOSTILE],
        series=[{"id": text, "name": text, "unit": text} for text in HOSTILE],
        meta={"schema": 1, "title": "".join(HOSTILE[:10])},
        name="hostile.json",
    )


def _hostile_record(number: int, text: str) -> Fields:
    return {
        "id": f"{text}-{number}",
        "kind": "statement" if number % 2 else "event",
        "headline": f"{text} headline",
        "summary": f"{text} summary",
        "date": f"2024-10-{number % 28 + 1:02}",
        "date_text": text,
        "date_basis": "explicit",
        "speaker": f"actor {text}",
        "speaker_role": text,
        "quote": f"{text} quote",
        "actors": [f"actor {text}", f"unknown {text}"],
        "targets": [f"target {text}"],
        "places": [f"place {text}", f"nowhere {text}"],
        "tags": [text],
        "sources": [{"publisher": text, "title": text, "author": text, "url": text, "via": text}],
        "figures": [{"series": text, "low": 1, "high": 2, "state": text, "text": text}],
        "relations": [{"type": "background", "to": f"{HOSTILE[number - 1]}-{(number - 1) % len(HOSTILE)}"}],
        f"field {text}": text,
    }


def _numbered(documents: Iterable[Fields]) -> dict[str, Fields]:
    return {str(number): each for number, each in enumerate(documents, start=1)}
