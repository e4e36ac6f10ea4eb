"""The part of the program that reads: a small store or a known one at once, any other while its first records show."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from chronoterm.app_reviewing import ReviewingApp
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.desk import Desk
from chronoterm.indexing.reports import WAITING, WORDS, Progress
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.opening import collector_asleep
from chronoterm.own_notes import OwnNotes
from chronoterm.problems import ChronotermError
from chronoterm.query import ALL
from chronoterm.reader import Reader
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.screens.editing import EditingAsked
from chronoterm.screens.notes import reading, reading_on
from chronoterm.terms import Facet
from chronoterm.text import clean

if TYPE_CHECKING:
    from chronoterm.indexing.process import Builder

PICKED = (Facet.ACTOR, Facet.PLACE, Facet.SOURCE, Facet.TAG)
"""Facets that have a picker, and so are counted before somebody opens it."""

SEEN_AT_ONCE = 28
"""Values that a picker shows at once."""

PROGRESS_PAUSE = 0.2
"""Seconds between two words about progress."""

MOST_READ_AHEAD = 300_000
"""Records of which all is read that instruments ask for before anybody opens one: some seconds of work."""


class StoppedError(Exception):
    """Somebody pressed Esc while a store was read, or left."""


class ReadingApp(ReviewingApp):
    """Has one store, of which the desk is there when it is read."""

    @dataclass
    class Progressed(Message):
        """Reading is so far."""

        told: Progress

    @dataclass
    class Begun(Message):
        """The first records of a store can be shown, while the rest is read."""

        chronology: IndexedChronology

    @dataclass
    class Read(Message):
        """A store is read and indexed."""

        desk: Desk

    class Finished(Message):
        """Nothing more is being made ready."""

    def __init__(self, path: Path, state: Path | None, rights: Rights = ALL_RIGHTS) -> None:
        super().__init__(rights)
        self._path, self._kept_in = path, state
        self._own = None if state is None else OwnNotes(path, state)
        self._reader = Reader(path, self._own, may_build=not rights.restricted)
        self._beginning: IndexedChronology | None = None
        self._stopped = False

    def go_on_with(self, builder: "Builder") -> None:
        """Take over the making of the store's index, which has begun already."""
        self._reader.go_on_with(builder)

    def open_at_once(self) -> None:
        """Open a store that needs no time. Raises StoreError."""
        opened = self._reader.at_once()
        if opened is not None:
            self._open_desk(self._reader.desk(opened, self.rights))

    # Before the store is open

    @on(ChronologyScreen.Ready)
    def begin_reading(self) -> None:
        """Read a store that takes its time."""
        self._main.say(clean(self._path.stem), reading(clean(self._path.name), 0), loading=True)
        self.read()

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def read(self) -> None:
        """Show the first records of the store, then all of them."""
        tell = self._telling()
        try:
            if (beginning := self._reader.first()) is not None:
                self.post_message(self.Begun(beginning))
            opened = self._reader.whole(tell)
        except StoppedError:
            return
        self.post_message(self.Read(self._reader.desk(opened, self.rights)))

    @on(Begun)
    def show_beginning(self, event: Begun) -> None:
        """Show the first records, and say that there are more."""
        if self._desk is None and not self._stopped:
            self._beginning = event.chronology
            self._main.rights = self.rights._replace(edits=False)
            self._main.begin(event.chronology)

    @on(Progressed)
    def show_progress(self, event: Progressed) -> None:
        """Say how far reading is."""
        if self._stopped:
            return
        if self._desk is not None or self._beginning is not None:
            self._main.say_reading(reading_on(_part(event.told), some=self._desk is None))
        else:
            self._main.say(
                clean(self._path.stem), reading(clean(self._path.name), event.told.done), loading=True
            )

    @on(Read)
    def show_opened(self, event: Read) -> None:
        """Show what was read, unless somebody has given it up."""
        if self._stopped:
            return
        self._open_desk(event.desk)
        self._main.rights = self.rights
        self._main.say_reading("")
        self.show_whole(event.desk)
        self.finish()

    def carry_out(self, asked: EditingAsked) -> None:
        """Do what has to do with editing, as soon as there is something to edit."""
        if self._desk is None:
            self._main.remark("nothing can be noted before the whole store is read")
        else:
            super().carry_out(asked)

    def show_whole(self, desk: Desk) -> None:
        """Show a store for the first time, or in the place of its first records."""
        raise NotImplementedError

    @on(ChronologyScreen.Stopped)
    def stop_reading(self) -> None:
        """Give reading up."""
        self._stopped = True
        self._reader.stop()
        self.workers.cancel_group(self, "read")
        self.workers.cancel_group(self, "finish")
        if self._beginning is None:
            self._main.say(clean(self._path.stem), "Reading was stopped; nothing is shown. q quits.")
        else:
            self._main.say_reading("reading was stopped: no more than these are shown")

    # After it

    @work(thread=True, exclusive=True, group="finish", exit_on_error=False)
    def finish(self) -> None:
        """Make ready what no first frame needs: the values of facets, the words, and proof that the index is sound."""
        desk, tell = self._desk, self._telling()
        if desk is None:
            return
        _import_for_edits()
        try:
            self._finish(desk, tell)
        except StoppedError:
            return
        except ChronotermError as error:  # the store is another by now; what is shown stays, and is followed
            self.post_message(self.Followed(error.brief, failed=True))
        self.post_message(self.Finished())

    def _finish(self, desk: Desk, tell: Callable[[Progress], None]) -> None:
        is_ready = False
        while not is_ready:
            desk.is_read_anew = False
            # First of all: what a damaged index says looks like any other answer.
            if self._reader.is_damaged():
                desk.read_anew()
                desk.is_read_anew = False
                self.post_message(self.Renewed())
            self._prepare(desk, tell)
            desk.look_through()
            is_ready = not desk.is_read_anew

    def _prepare(self, desk: Desk, tell: Callable[[Progress], None]) -> None:
        store = desk.store
        with collector_asleep():
            _prepare_choosing(desk.chronology)
        if self._reader.is_kept:
            words = self._reader.words(tell)
            if words is None and self._reader.is_large:
                return  # they cannot be kept, and to read all of them would take minutes and the memory of everybody
            desk.take_words(words, self._reader.obstacle, store)
        total = desk.chronology.total
        with collector_asleep():
            desk.look_inside(lambda done: tell(Progress(WORDS, done, total)))
            if total <= MOST_READ_AHEAD:
                desk.read_facts(lambda done: tell(Progress(WORDS, done, total)))
        self.post_message(self.Renewed())

    @on(Finished)
    def show_finished(self) -> None:
        """Say no more about reading, but what may be worth knowing about how it was done."""
        self._main.say_reading("")
        if self._reader.remark:
            self._main.remark(self._reader.remark)

    @on(ReviewingApp.Followed)
    @on(ReviewingApp.Renewed)
    def finish_again(self) -> None:
        """Make ready what was read anew."""
        if self._desk is not None and self._desk.is_read_anew:
            self.finish()

    def index_anew(self) -> None:
        """Make the index of a store file that was just written, for those who open it next; called in a worker."""
        with suppress(StoppedError):
            self._reader.index_anew(self._telling())

    def _telling(self) -> Callable[[Progress], None]:
        """What takes word of progress in this worker, and passes some of it on; it raises where it should stop."""
        worker, said = get_current_worker(), 0.0

        def tell(progress: Progress) -> None:
            nonlocal said
            if worker.is_cancelled or self._stopped:
                raise StoppedError
            if time.monotonic() - said >= PROGRESS_PAUSE:
                said = time.monotonic()
                self.post_message(self.Progressed(progress))

        return tell


def _prepare_choosing(chronology: IndexedChronology) -> None:
    """Count what pickers show first, and find out what lies within what, as the chip of a filter says."""
    everything = chronology.view(ALL)
    for facet in PICKED:
        everything.facets(facet)
        everything.named(facet, "a", 1)
        chronology.within(facet, "")
    roles = everything.roles()
    for each in everything.facets(Facet.ACTOR)[:SEEN_AT_ONCE]:
        roles.get(each.value)


def _import_for_edits() -> None:
    """Import what the first edit needs, so that it need not wait for that."""
    from chronoterm.editing import changes  # noqa: F401, PLC0415 - not on the way to the first frame


def _part(told: Progress) -> str:
    """How much of all is done, in words."""
    if told.phase == WAITING:
        return told.told
    return f"{100 * told.done // told.total} %" if told.total else "…"
