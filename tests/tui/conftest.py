"""What the tests of the screen share."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import _wait

from chronoterm import app as app_module
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.edits import Document
from chronoterm.opening import open_chronology
from tests.tui.driving import PATIENCE
from tests.tui.opening import Held, Hold, hold_builders

# Pilot looks fifty times a second whether the program is idle, several times a key. Looking more often waits as long
# as before for what is under way, and a quarter as long where nothing is.
_wait.SLEEP_GRANULARITY = 1 / 250
_wait.SLEEP_IDLE = 1 / 1000


@pytest.fixture(scope="module")
def chronology() -> IndexedChronology:
    return open_chronology(Path(__file__).parents[2] / "data" / "chronology.json")[1]


@pytest.fixture
def document() -> Document:
    store = json.loads((Path(__file__).parents[2] / "data" / "chronology.json").read_text(encoding="utf-8"))
    return next(each for each in store["records"].values() if each["id"] == "zelenskyy-dprk-troops-soon-uqsa")


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    """`held = hold(store)` has builders wait until `held.let_all()`, and no longer than the test."""
    every: list[Held] = []

    def hold(store: Path) -> Held:
        every.append(hold_builders(monkeypatch, store))
        return every[-1]

    yield hold
    for each in every:
        each.let_all()


@pytest.fixture
def the_same_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests, the pictures name one user."""
    monkeypatch.setattr(app_module, "_who", lambda: "user@host")


@pytest.fixture
def counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, what is counted is there with the key."""
    monkeypatch.setattr("chronoterm.screens.instrument.PATIENCE", PATIENCE)
    monkeypatch.setattr("chronoterm.screens.silent_rows.PATIENCE", PATIENCE)
