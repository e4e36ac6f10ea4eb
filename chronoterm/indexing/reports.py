"""What is told of an index that is being made: how far it is, what is ready, why it came to nothing."""

import json
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import NamedTuple

FACETS, WORDS = "facets", "words"
"""The two files of an index: all but the words, and the words."""

WAITING = "waiting"
"""The phase of a session that waits for another one."""

PHASES = {
    **dict.fromkeys(("facets", "facets-ready"), "dates and facets"),
    **dict.fromkeys(("words", "words-ready"), "words"),
    WAITING: "another session makes the index",
}
"""What people are told of each phase."""


class Why(Enum):
    """What keeps an index from being made; the screen goes on without."""

    NOT_INDEXABLE = "not indexable"
    NO_ROOM = "no room"
    NO_PLACE = "no place"
    STORE_CHANGED = "store changed"
    KILLED = "killed"
    MEMORY = "memory"
    FAULT = "fault"


class Progress(NamedTuple):
    """How much is done of what; without a total nobody knows of how much."""

    phase: str
    done: int
    total: int

    @property
    def told(self) -> str:
        """The phase in words."""
        return PHASES.get(self.phase, self.phase)


class Ready(NamedTuple):
    """One of the two files is in its place, whole."""

    what: str
    path: Path


class Failed(NamedTuple):
    """Nothing more will be made; a sentence for a person."""

    why: Why
    sentence: str


Report = Progress | Ready | Failed
Tell = Callable[[Report], None]
"""Is told each report; may raise to stop."""


def as_line(report: Report) -> bytes:
    """A report as one line that can be read back."""
    match report:
        case Progress(phase, done, total):
            told: list[object] = [phase, done, total]
        case Ready(what, path):
            told = [what, str(path)]
        case Failed(why, sentence):
            told = [why.value, sentence]
    return json.dumps([type(report).__name__, *told]).encode() + b"\n"


def from_line(line: bytes) -> Report:
    """The report that a line tells. Raises ValueError for a line that is none."""
    match json.loads(line):
        case ["Progress", str(phase), int(done), int(total)]:
            return Progress(phase, done, total)
        case ["Ready", str(what), str(path)]:
            return Ready(what, Path(path))
        case ["Failed", str(why), str(sentence)]:
            return Failed(Why(why), sentence)
    raise ValueError(f"{line!r} is no report")
