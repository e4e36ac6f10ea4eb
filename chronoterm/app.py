"""The program on a terminal: it reads the store, answers the screen's questions, and alone writes."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import Worker, WorkerState

from chronoterm.app_reading import ReadingApp
from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.dates import PartialDate
from chronoterm.desk import Desk
from chronoterm.directories import state_folder
from chronoterm.failures import EXIT_CODE, keep
from chronoterm.indexfile.reading import IndexFileError
from chronoterm.keeping.drafts import Drafts
from chronoterm.keeping.keeper import Keeper, KeepingError
from chronoterm.keeping.nowhere import Nowhere
from chronoterm.keeping.remembered import Remembered, Session
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.now import now_in_utc
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.problems import BAD_INPUT, ChronotermError
from chronoterm.query import ALL
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.steps import Asked
from chronoterm.store.errors import StoreChangedError
from chronoterm.terms import Clock
from chronoterm.text import clean
from chronoterm.themes import DARK, LIGHT, OWN_THEMES
from chronoterm.users import user_name
from chronoterm.widgets.hygiene import AsciiFilter, ScrubFilter
from chronoterm.widgets.keys import bindings

LEFT_LYING = 10_000
"""Objects more than before from which on they are collected at once, and not when the cursor rests; some ten keys."""

WARMING_PAUSE = 0.3
"""Seconds after the first frame until windows are made ready, so that a key typed at once goes first."""


SCRUB = (ScrubFilter(),)
SCRUB_AND_ASCII = (*SCRUB, AsciiFilter())
"""The same ones at every line: what they made of a style is kept with them."""


class Start(NamedTuple):
    """A chronology, its first view, what else was left on the screen, and what is to be said about it.

    `later` is the order to be shown when the first records are there, where that takes its time.
    """

    chronology: Chronology
    view: View
    session: Session | None
    remark: str
    later: Order | None = None


class Chronoterm(ReadingApp):
    """One store on a terminal."""

    CSS_PATH = "chronoterm.tcss"
    TITLE = "chronoterm"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PROGRAM)

    theme: Reactive[str] = Reactive(DARK.name)

    @dataclass
    class Kept(Message):
        """What is kept was changed, or could not be."""

        remembered: Remembered | None
        said: str

    @dataclass
    class Found(Message):
        """A view is ready."""

        view: View

    class NotFound(Message):
        """The store is not what it was, so that nothing can be found in it."""

    def __init__(
        self,
        path: Path,
        *,
        ascii_only: bool = False,
        fresh: bool = False,
        rights: Rights = ALL_RIGHTS,
        review: str | None = None,
    ) -> None:
        """Read a small store or a known one at once, any other when the screen stands. Raises StoreError.

        A `fresh` start does not put back what was on the screen when the store was last left. `review` is the SHA-256
        of an article whose review is opened first.
        """
        state = state_folder() if rights.keeps else None
        super().__init__(path, state, rights)
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._ascii_only = ascii_only
        self._wanted: Asked | None = None
        self._is_finding = False
        self.failure: str | None = None
        self._keeper = Keeper(path, state) if state else Nowhere()
        self._keeping = Lock()
        self._in_turn: deque[Callable[[Remembered], Remembered]] = deque()
        self._drafts = Drafts(path, state)
        self._remembered = self._keeper.read()
        self._fresh = fresh
        self._review_first = review
        self._today = PartialDate.parse(datetime.now(UTC).date().isoformat())
        session = None if fresh else self._remembered.session
        if session is not None and session.theme in OWN_THEMES:
            self.set_reactive(Chronoterm.theme, session.theme)
        self.open_at_once()

    def get_default_screen(self) -> Screen[None]:
        """The chronology is what there is to see."""
        screen = ChronologyScreen(self._today, _who(), self.rights, self.carry_out)
        screen.remember(self._remembered)
        if self._desk is not None:
            screen.open(*self._start(self._desk.chronology))
        return screen

    def _start(self, chronology: Chronology) -> Start:
        """What is shown first: what was left last time, else the default of the saved filters, else everything."""
        remembered = self._remembered
        remark = "; ".join(filter(None, (self._keeper.remark, self.lacking, self.obstacle)))
        session = None if self._fresh else remembered.session
        kept = session or remembered.default
        if kept is None or (not kept.query and kept.sort == "date"):
            return Start(chronology, chronology.view(ALL, CHRONOLOGICAL), session, remark)
        from chronoterm.reopening import reopened  # noqa: PLC0415 - a plain start needs no query language

        asked, said = reopened(kept.query, kept.sort, chronology, self._today)
        remark = "; ".join(filter(None, (remark, said)))
        if asked.order.is_evident and not chronology.is_quick(*asked):
            at_once = chronology.view(asked.query, asked.order.by_clock(Clock.DATE).told_by_entries)
            return Start(chronology, at_once, session, remark, asked.order)
        return Start(chronology, chronology.view(*asked), session, remark)

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by name; ours are known before any can be registered, so that the style sheet is read once."""
        return OWN_THEMES.get(theme_name) or super().get_theme(theme_name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, and the last line of defence."""
        return [*super().get_line_filters(), *(SCRUB_AND_ASCII if self._ascii_only else SCRUB)]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """None of Textual's: the table of commands is the whole list."""
        return ()

    def on_ready(self) -> None:
        """Wake the collector, which slept since the start; what is loaded by now stays and need not be looked at."""
        gc.freeze()
        gc.set_threshold(LEFT_LYING)
        gc.enable()
        self.set_timer(WARMING_PAUSE, self.warm)
        self.begin_looking()
        if self._desk is not None:
            self.open_first_review()
        if self._reader.is_kept:
            self.set_timer(WARMING_PAUSE, self.finish)

    def show_whole(self, desk: Desk) -> None:
        """Show a store as it was left, or what somebody has asked of its first records meanwhile."""
        if self._main.is_untouched:
            self._main.open(*self._start(desk.chronology))
        else:
            self._main.take(desk.chronology)
        self.open_first_review()

    async def warm(self) -> None:
        """Read what the first window would have to wait for, now that the first frame stands."""
        from chronoterm.screens.warming import warm  # noqa: PLC0415 - not on the way to the first frame

        main = next((each for each in self.screen_stack if isinstance(each, ChronologyScreen)), None)
        if main is not None and main.is_attached:  # and not just closing
            warm(self, main)
            self.look_what_waits()

    @on(Worker.StateChanged)
    def give_up(self, event: Worker.StateChanged) -> None:
        """End with one sentence when a store cannot be read."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            if isinstance(error, ChronotermError):
                self.failure = str(error)
                self.exit(return_code=BAD_INPUT)
            elif error is not None:
                raise error

    def _fatal_error(self) -> None:
        """End with one sentence: Textual's traceback would print the values of all variables."""
        error = self._exception or RuntimeError("no exception")
        if isinstance(error, IndexFileError):
            self.failure = f"{self._path.name}: its index {error}; `chronoterm index --again` makes it anew"
        else:
            self.failure = keep(error)
        self._return_code = EXIT_CODE
        self._close_messages_no_wait()

    # Views

    @on(ChronologyScreen.Wanted)
    def find_wanted(self, event: ChronologyScreen.Wanted) -> None:
        """Have a view made that takes its time; while one is made, the last one wanted waits alone."""
        self._wanted = Asked(event.query, event.order)
        if not self._is_finding:
            self._find_next()

    def _find_next(self) -> None:
        wanted, self._wanted = self._wanted, None
        self._is_finding = wanted is not None
        if wanted is not None:
            self.find(wanted)

    @work(thread=True, group="view", exit_on_error=False)
    def find(self, wanted: Asked) -> None:
        """Make a view, apart from the event loop."""
        chronology = self._desk.chronology if self._desk is not None else self._beginning
        if chronology is None:
            return
        try:
            self.post_message(self.Found(chronology.view(*wanted)))
        except (StoreChangedError, IndexFileError):  # it is read anew, and asked again then
            self.post_message(self.NotFound())

    @on(NotFound)
    def find_another(self) -> None:
        """Go on with what was asked since."""
        self._find_next()

    @on(Found)
    def show_found(self, event: Found) -> None:
        """Show a view; the screen drops it if something else was asked meanwhile."""
        self._main.show_wanted(event.view)
        self._find_next()

    # What is kept for the next time

    @on(ChronologyScreen.SaveAsked)
    def save_view(self, event: ChronologyScreen.SaveAsked) -> None:
        """Save the filters under a name."""
        self.keep(lambda kept: kept.with_saved(event.view), f"saved as “{event.view.name}”")

    @on(ChronologyScreen.DeleteAsked)
    def delete_view(self, event: ChronologyScreen.DeleteAsked) -> None:
        """Delete a saved filter."""
        self.keep(lambda kept: kept.without_saved(event.name), f"“{event.name}” is deleted")

    @on(ChronologyScreen.DefaultAsked)
    def choose_default(self, event: ChronologyScreen.DefaultAsked) -> None:
        """Open the store with a saved filter from now on, or with none."""
        said = f"this store opens with “{event.name}” now" if event.name else "this store opens whole now"
        self.keep(lambda kept: kept.with_default(event.name), said)

    @on(ChronologyScreen.Searched)
    def keep_search(self, event: ChronologyScreen.Searched) -> None:
        """Keep a filter for the next time that somebody goes back to it."""
        self._remembered = self._remembered.with_history(event.text)
        self._main.remember(self._remembered)
        self.keep(lambda kept: kept.with_history(event.text))

    @on(ChronologyScreen.Briefed)
    def note_briefing(self) -> None:
        """Keep when a briefing was begun."""
        at = now_in_utc()
        self.keep(lambda kept: kept.with_briefed(at))

    @on(ChronologyScreen.BriefingSaved)
    def save_briefing(self, event: ChronologyScreen.BriefingSaved) -> None:
        """Save a briefing under its name."""
        said = f"briefing “{event.briefing.name}” is saved"
        self.keep_in_turn(lambda kept: kept.with_briefing(event.briefing), said)

    @on(ChronologyScreen.BriefingChanged)
    def change_briefing(self, event: ChronologyScreen.BriefingChanged) -> None:
        """Change the order of a saved briefing, as it is kept now."""
        said = f"briefing “{event.name}” is saved"
        self.keep_in_turn(lambda kept: kept.with_changed_briefing(event.name, event.change), said)

    @on(ChronologyScreen.BriefingDropped)
    def drop_briefing(self, event: ChronologyScreen.BriefingDropped) -> None:
        """Delete a saved briefing."""
        said = f"briefing “{event.name}” is deleted"
        self.keep_in_turn(lambda kept: kept.without_briefing(event.name), said)

    def keep_in_turn(self, change: Callable[[Remembered], Remembered], said: str) -> None:
        """Change what is kept by changes that build on each other: the first asked for is the first made."""
        self._in_turn.append(change)
        self.keep(lambda kept: self._in_turn.popleft()(kept), said)  # noqa: PLW0108 - the first by then, not by now

    @work(thread=True, group="keep", exit_on_error=False)
    def keep(self, change: Callable[[Remembered], Remembered], said: str = "") -> None:
        """Change what is kept, on disk first; say so, or why it could not be."""
        with self._keeping:  # so that what is told last is what is kept
            try:
                remembered = self._keeper.change(change, durable=bool(said))
            except KeepingError as error:
                self.post_message(self.Kept(None, clean(str(error))))
            else:
                self.post_message(self.Kept(remembered, clean(said)))

    @on(Kept)
    def show_kept(self, event: Kept) -> None:
        """Go on with what is kept."""
        if event.remembered is not None:
            self._remembered = event.remembered
            self._main.remember(event.remembered)
        if event.said:
            self._main.remark(event.said)
            self._main.say_in_briefing(event.said)

    def _keep_session(self) -> None:
        """Keep where somebody is; nobody is left to be told if that cannot be."""
        if self._desk is None or not self._main.is_mounted:
            return
        session = self._main.session(self.theme)
        with suppress(KeepingError):
            self._keeper.change(lambda kept: kept.with_session(session), durable=False)

    def keep_before_leaving(self) -> None:
        """Keep where somebody is, and what was typed and not saved, when the program is told to end."""
        self._keep_session()
        self.keep_drafts()

    def close_store(self) -> None:
        """Close the store, once the terminal is given back: the last session writes it anew."""
        self._reader.stop()
        if self._desk is not None and self._desk.leave(in_haste=bool(self.return_code)):
            self._reader.leave_behind()

    # Commands

    @on(ChronologyScreen.Left)
    def action_program_quit(self) -> None:
        """End."""
        self.keep_before_leaving()
        self.exit()

    def action_program_commands(self) -> None:
        """Open the palette over the main screen."""
        from chronoterm.palette import CommandProvider  # noqa: PLC0415 - not on the way to the first frame

        if self.screen is self._main:
            self.push_screen(CommandPalette(providers=[CommandProvider], placeholder="what to do"))

    @on(ChronologyScreen.ThemeAsked)
    def change_theme(self) -> None:
        """From dark to light, or back."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name


def _who() -> str:
    return f"{user_name()}@{os.uname().nodename.partition('.')[0]}"
