"""What the tests of the screen share."""

import json
from pathlib import Path

import pytest
from textual import _wait

from chronoterm.chronology.memory import MemoryChronology
from chronoterm.edits import Document
from chronoterm.opening import open_chronology

# Pilot looks fifty times a second whether the program is idle, several times a key. Looking more often waits as long
# as before for what is under way, and a quarter as long where nothing is.
_wait.SLEEP_GRANULARITY = 1 / 250
_wait.SLEEP_IDLE = 1 / 1000


@pytest.fixture(scope="module")
def chronology() -> MemoryChronology:
    return open_chronology(Path(__file__).parents[2] / "data" / "chronology.json")[1]


@pytest.fixture
def document() -> Document:
    store = json.loads((Path(__file__).parents[2] / "data" / "chronology.json").read_text(encoding="utf-8"))
    return next(each for each in store["records"].values() if each["id"] == "zelenskyy-dprk-troops-soon-uqsa")
