"""chronoterm on the records: with its index and without, in one session and in two."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench import generate
from bench.emulated import EVERYWHERE, Area
from bench.figures import Figures
from bench.session import ROWS, Session
from bench.steps import (
    FILTER,
    FIRST_ROWS,
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

NAME, SAMPLE = "chronoterm", "chronoterm (sample)"
REST_BYTES, END, BEGINNING, DATE, HOLD = (
    "detail bytes",
    "to the end",
    "to the beginning",
    "go to a date",
    "held key",
)
PICKER, SORT_AGAIN, STALL = "picker", "sort again", "move in a minute"
COLD_ROWS, FACETS, WORDS = "first rows without index", "facets ready", "words ready"
COLD_MOVE, BUILDING, INDEX = "move while it is built", "memory while it is built", "index on disk"
FIRST_EDIT, EDIT, SEEN = "first edit", "edit", "edit seen"

ROW = r"^.{10,16}[“●◌] \S"
"""A record in the list."""

LIST = (Area(4, ROWS - 1, 0, 73),)
"""Where the list is, without the title, the strip and the detail."""

NOT_DETAIL = (Area(0, 4), *LIST)
RANKS = (0, 1, 2, 9, 30, 99)
"""Places of the actors to filter by in the order of how often they are named."""

DATES = ("2015-03-08", "2017-06-15", "2019-11-30", "2022-02-24", "2031-01-01")
TEXTS = ("harbour", "ceasefire talks")
EDITS = 8
LONGEST_EDIT = 20.0
FAILED = 5.0
"""Seconds after which a key has failed."""

PATIENCE = 60.0
BUILT_WITHIN = 400.0
"""Seconds after which nobody waits for an index any more."""

WITHOUT_INDEX = 20.0
"""Seconds after which a program that makes an index has got somewhere."""


class Program(NamedTuple):
    """The command that starts chronoterm, and the home of the user who does."""

    command: Sequence[str]
    home: Path

    def open(self, *arguments: str) -> Session:
        """Start it as for the first time."""
        return Session([*self.command, "--fresh", *arguments], self.home)


def measure_first_rows(program: Program, store: Path, records: int, figures: Figures) -> None:
    """The first rows of a store whose index is kept, and no more."""
    with program.open(str(store)) as session:
        _start(session, NAME, records, FIRST_ROWS, figures)


def measure_sample(program: Program, figures: Figures) -> None:
    """The first rows of the fifteen records that come with it."""
    with program.open() as session:
        _start(session, SAMPLE, 0, FIRST_ROWS, figures)


def measure(
    program: Program, store: Path, records: int, figures: Figures, *, minute: float | None = None
) -> None:
    """A session on a store whose index is kept, if it has one.

    It is moved for `minute` seconds at the end; without that, only what must not depend on the number of records is
    measured.
    """
    with program.open(str(store)) as session:
        _start(session, NAME, records, FIRST_ROWS, figures)
        _move(session, records, figures)
        _narrow(session, records, figures)
        if minute is not None:
            _go(session, records, figures)
            _type(session, records, figures)
            _sort(session, records, figures)
            _move_on(session, records, figures, minute)
        figures.add(NAME, records, MEMORY, session.memory() / 1e6)


def measure_cold(program: Program, store: Path, records: int, figures: Figures) -> None:
    """A session on a store that nobody has opened, until its index is made; keys are pressed meanwhile."""
    tidy(store)
    for each in index_files(store):
        each.unlink(missing_ok=True)
    began = time.time()
    with program.open(str(store)) as session:
        _start(session, NAME, records, COLD_ROWS, figures)
        session.watched = LIST
        ready = _built(session, store, records, figures)
    for name, at in ready.items():
        figures.add(NAME, records, name, (at - began) * 1000)
    if ready:
        figures.add(NAME, records, BUILDING, session.peak / 1e6)
        figures.add(NAME, records, INDEX, 100 * _size(*index_files(store)) / store.stat().st_size)


def _built(session: Session, store: Path, records: int, figures: Figures) -> dict[str, float]:
    """Move now and then until the index is made; when its files came into their places (`time.time`)."""
    facets, words = index_files(store)
    while (waited := time.perf_counter() - session.began) < BUILT_WITHIN and not words.exists():
        if not facets.exists() and waited > max(WITHOUT_INDEX, records / 10_000):
            break
        figures.add(NAME, records, COLD_MOVE, session.press("j", quiet=0.03, patience=20).first_shown)
        session.memory()
        time.sleep(0.3)
    there = {FACETS: facets, WORDS: words}
    return {name: path.stat().st_ctime for name, path in there.items() if path.exists()}


def measure_edits(program: Program, store: Path, records: int, figures: Figures) -> None:
    """Two sessions on a store: one gives a star and takes it away again, the other one sees that."""
    tidy(store)
    with program.open(str(store)) as one, program.open(str(store)) as other:
        for session in (one, other):
            session.start({FIRST_ROWS: ROW}, PATIENCE)
            session.hear(session.began, quiet=0.5)
            session.watched = LIST
        for turn in range(EDITS):
            at = one.send("m")
            done = one.hear(at, at_once=True, quiet=LONGEST_EDIT)
            seen = other.hear(at, at_once=True, quiet=LONGEST_EDIT)
            if turn:
                figures.add(NAME, records, EDIT, done.first_shown)
                figures.add(NAME, records, SEEN, seen.first_shown)
            else:
                figures.add(NAME, records, FIRST_EDIT, done.first_shown)
            for session in (one, other):
                session.hear(time.perf_counter(), quiet=0.4, patience=5)
        # At their end they would write the store anew, and the next run would find another one.
        for session in (one, other):
            session.end()
    tidy(store)


def index_files(store: Path) -> tuple[Path, Path]:
    """Where the two files of a store's index lie."""
    return store.with_name(f".{store.name}.index"), store.with_name(f".{store.name}.words")


def _size(*paths: Path) -> int:
    return sum(each.stat().st_size for each in paths if each.exists())


def tidy(store: Path) -> None:
    """Remove what sessions left beside a store, such as a journal, but not its index."""
    for each in store.parent.glob(f"*{store.name}*"):
        if each not in (store, *index_files(store)):
            each.unlink()


def _start(session: Session, name: str, records: int, measure: str, figures: Figures) -> None:
    session.start({measure: ROW}, PATIENCE)
    session.hear(session.began, quiet=0.3, patience=2)
    figures.add(name, records, measure, session.reached.get(measure))


def _move(session: Session, records: int, figures: Figures) -> None:
    """The cursor: what the list takes, and what the detail, which follows at rest, adds."""
    session.watched = LIST
    for _ in range(20):
        heard = session.press("j", quiet=0.25)
        figures.add(NAME, records, MOVE, heard.shown)
        figures.add(NAME, records, MOVE_BYTES, heard.size_shown)
        figures.add(NAME, records, REST_BYTES, heard.size - heard.size_shown)
    take(session, Step("<pgdn>", PAGE, times=12, size=PAGE_BYTES, areas=LIST), NAME, records, figures)


def _go(session: Session, records: int, figures: Figures) -> None:
    """Far away, and as fast as a key repeats that is held."""
    session.watched = LIST
    heard = session.hold("j", 60, 30)
    figures.add(NAME, records, HOLD, heard.shown or 0.0)
    for _ in range(3):
        take(session, Step("G", END, areas=LIST), NAME, records, figures)
        take(session, Step("g", BEGINNING, areas=LIST), NAME, records, figures)
    for date in DATES:
        session.press(f"d{date}")
        take(session, Step("<enter>", DATE, areas=LIST), NAME, records, figures)
    session.press("g")


def _narrow(session: Session, records: int, figures: Figures) -> None:
    """By an actor chosen from the picker."""
    names = [each["name"] for each in generate.actors()]
    for rank in RANKS:
        take(session, Step("a", PICKER), NAME, records, figures)
        session.press(names[rank])
        take(
            session,
            Step("<enter>", FILTER, "FILTERED", areas=NOT_DETAIL, patience=FAILED),
            NAME,
            records,
            figures,
        )
        session.press("X")


def _type(session: Session, records: int, figures: Figures) -> None:
    for text in TEXTS:
        session.press("/")
        take(session, Step(text, TYPED, each=True, areas=NOT_DETAIL), NAME, records, figures)
        session.press("<esc>")


def _sort(session: Session, records: int, figures: Figures) -> None:
    for measure in (SORT, SORT_AGAIN, SORT_AGAIN, SORT_AGAIN):
        session.press("o<down><down>")
        take(
            session, Step("<enter>", measure, r"ACTOR ↑", areas=LIST, patience=FAILED), NAME, records, figures
        )
        session.press("u")
    session.press("g")


def _move_on(session: Session, records: int, figures: Figures, seconds: float) -> None:
    """Move without a rest, ten times a second; each time from the key to the first change of the list."""
    session.watched = LIST
    begun = time.perf_counter()
    while (now := time.perf_counter()) - begun < seconds:
        heard = session.hear(session.send("j"), at_once=True, quiet=2.0)
        figures.add(NAME, records, STALL, heard.first_shown)
        time.sleep(max(0.0, now + 0.1 - time.perf_counter()))
    session.watched = EVERYWHERE
