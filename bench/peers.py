"""What somebody would use instead, how to get it, and which keys do there what is measured.

Each reads the form of the records that suits it best. A program that is not installed is left out.
"""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.dataset import Dataset
from bench.emulated import Area
from bench.figures import Figures
from bench.session import Session
from bench.steps import (
    FILTER,
    FIRST_ROWS,
    LOADED,
    MEMORY,
    MOVE,
    MOVE_BYTES,
    PAGE,
    PAGE_BYTES,
    SORT,
    TYPED,
    Step,
    take,
)

WHERE = "CHRONOTERM_PEERS"
"""Names folders to look for the peers in, before those of PATH; joined by colons."""

WORD = "harbour"
SLOW = 30.0
"""Seconds that a peer may do something without a word."""

PATIENCE = 180.0
"""Seconds that a peer may take to load."""


@dataclass(frozen=True)
class Peer:
    """A program: its executable, how to install it, how it is called on the records, and what is done in it."""

    name: str
    executable: str
    install: str
    arguments: Callable[[Dataset], Sequence[str]]
    ready: str
    """What is on the screen with the first rows."""

    loaded: Callable[[int], str] | None
    """What is on the screen when so many records are read; none where it cannot be told from the first rows."""

    steps: Sequence[Step]
    stdin: Callable[[Dataset], Path] | None = None
    most: int | None = None
    """The most records it is asked to take, as it would take too long with more."""

    is_once: bool = False
    """Whether one run of many records is enough, as no demand names it."""

    def find(self) -> str | None:
        """The path of the executable, if it is installed."""
        return shutil.which(self.executable, path=f"{os.environ.get(WHERE, '')}:{os.environ.get('PATH', '')}")


def measure(peer: Peer, data: Dataset, home: Path, figures: Figures, *, steps: bool = True) -> None:
    """Start a peer on the records once, go through its steps unless without `steps`, and note all of it."""
    executable = peer.find()
    assert executable is not None
    stdin = peer.stdin(data) if peer.stdin else None
    awaited = {FIRST_ROWS: peer.ready} | ({LOADED: peer.loaded(data.records)} if peer.loaded else {})
    with Session([executable, *peer.arguments(data)], home, stdin=stdin) as session:
        if session.start(awaited, PATIENCE):
            session.hear(session.began, quiet=0.3, patience=PATIENCE)
            for step in peer.steps if steps else ():
                take(session, step, peer.name, data.records, figures)
        for name, at in session.reached.items():
            figures.add(peer.name, data.records, name, at)
        figures.add(peer.name, data.records, MEMORY, session.memory() / 1e6)


def _moving(down: str, page: str, *areas: Area) -> tuple[Step, ...]:
    return (
        Step(down, MOVE, times=15, size=MOVE_BYTES, areas=areas),
        Step(page, PAGE, times=8, size=PAGE_BYTES, areas=areas),
    )


def _with_commas(records: int) -> str:
    return rf"\b{records:,} rows"


VISIDATA = Peer(
    "VisiData",
    "vd",
    "pip install visidata",
    lambda data: [str(data.csv)],
    r"^ ?r\d{7}",
    lambda records: rf"\b{records} rows",
    (
        *_moving("j", "<^f>", Area(1, 39)),
        Step("lllll"),
        Step(f"|{WORD}<enter>", FILTER, r"•\d+", quiet=1.5, patience=PATIENCE, areas=(Area(39),)),
        Step('"', until=r"2›"),
        Step("q", until=r"^1›[^›]*$"),
    ),
)

LNAV = Peer(
    "lnav",
    "lnav",
    "apt install lnav",
    lambda data: [str(data.lines)],
    r"^.\d{4}-\d\d-\d\d 00:00:00 r\d{7}",
    lambda records: rf"^ L{str(records - 40)[:-2]}\d\d ",
    (
        Step("g", quiet=0.5),
        *_moving("j", "<space>", Area(2, 37)),
        Step("g", quiet=0.5),
        Step(
            f":filter-in {WORD}<enter>",
            FILTER,
            r"Lines not shown",
            quiet=0.9,
            patience=PATIENCE,
            areas=(Area(2, 37),),
        ),
    ),
)

FZF = Peer(
    "fzf",
    "fzf",
    "apt install fzf",
    lambda _: ["--exact"],
    r"r\d{7}",
    lambda records: rf"^ *{records}/{records}\b",
    (
        Step("<up>", MOVE, times=15, size=MOVE_BYTES),
        Step("<pgup>", PAGE, times=8, size=PAGE_BYTES),
        Step(WORD, TYPED, each=True, quiet=1.0),
    ),
    stdin=lambda data: data.lines,
)

DATAFRAME = Peer(
    "dataframe-textual",
    "dv",
    "pip install dataframe-textual",
    lambda data: [str(data.csv)],
    r"r\d{7}",
    _with_commas,
    (
        *_moving("j", "<pgdn>", Area(1, 38)),
        Step("<right><right>"),
        Step("[", SORT, quiet=1.0, silence=SLOW, patience=PATIENCE, areas=(Area(1, 38),)),
        Step("v", FILTER, quiet=1.0, silence=SLOW, patience=PATIENCE, areas=(Area(1, 38),)),
    ),
    is_once=True,
)

_QUERY = f"select * from records where headline like '%{WORD}%'"
HARLEQUIN = Peer(
    "harlequin",
    "harlequin",
    "pip install harlequin",
    lambda data: ["-a", "sqlite", str(data.database)],
    r"Query Editor",
    None,
    (
        Step(_QUERY, quiet=0.3, patience=5),
        Step("<^j>", FILTER, r"r\d{7}", quiet=0.3, patience=PATIENCE, areas=(Area(2, 40, 30),)),
        Step("<f4>", quiet=0.3, patience=3),
        *_moving("<down>", "<pgdn>", Area(2, 40, 30)),
    ),
    is_once=True,
)

DATATABLE = Peer(
    "Textual's DataTable",
    sys.executable,
    "comes with chronoterm",
    lambda data: [str(Path(__file__).with_name("datatable.py")), str(data.csv)],
    r"r\d{7}",
    None,
    (
        *_moving("<down>", "<pgdn>", Area(1, 40)),
        Step("s", SORT, quiet=1.0, silence=SLOW, patience=PATIENCE, areas=(Area(1, 40),)),
    ),
    most=100_000,
    is_once=True,
)

PEERS = (VISIDATA, LNAV, FZF, DATAFRAME, HARLEQUIN, DATATABLE)
