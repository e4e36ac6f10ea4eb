"""The window of an instrument: its lines with a cursor, what they are of, and what was counted."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLongError
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chronoterm.chips import banner, subject
from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place, key_line
from chronoterm.instruments.told import Progress, Told
from chronoterm.screens.counting import begun
from chronoterm.screens.window import Window
from chronoterm.terms import Term
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.told_list import ToldHead, ToldList

PATIENCE = 0.08
"""Seconds for which the screen waits, so that a window with all its lines comes in one piece."""

COUNTING = "counting …"

AROUND = 5
"""Cells of a line of the screen that are the window's: its border, the room inside, and the scrollbar."""

MOST_LOOKED_AT = 500
"""Lines that are looked at for the one that leads to a record."""

Telling = Callable[[Progress], Told]
"""Makes what is told, in a thread of its own; it tells how far it is, which raises to stop it."""


class Chosen(Struct, frozen=True):
    """What somebody goes on with: a record, or what the list is to be filtered by."""

    record_id: str | None = None
    term: Term | None = None


class StoppedError(Exception):
    """Nobody waits for what is told any more."""


class InstrumentWindow(Window[Chosen | None]):
    """Shows what is told of a view. A window with keys of its own adds its bindings and gives its `PLACE`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.INSTRUMENT)
    PLACE: ClassVar[Place] = Place.INSTRUMENT

    @dataclass
    class Made(Message):
        """What is told is there, or why it is not."""

        making: "Future[Told]"

    @dataclass
    class Counting(Message):
        """So many records are done."""

        done: int

    def __init__(self, chronology: Chronology, view: View, telling: Telling) -> None:
        super().__init__()
        self.chronology = chronology
        self.view = view
        self.told: Told | None = None
        self._telling = telling
        self._making: Future[Told] | None = None
        self._wanted = object()
        self._here: str | None = None
        self._to_say = ""

    def compose(self) -> ComposeResult:
        """From top to bottom: what it is and of what, the lines, what was counted, the keys.

        What is told soon is there from the beginning: to lay it out and paint it again would take as long as to tell it.
        """
        self.tell(self._telling)
        told = self.told
        with Vertical(classes="window -instrument"):
            title = "" if told is None else isolate(clean(told.title))
            yield Static(Content(title), id="told-title", classes="window-title")
            yield Static(Content(isolate(clean(subject(self.chronology, self.view)))), id="told-subject")
            yield Static(Content(banner(self.view.query)), id="as-of")
            yield ToldHead(() if told is None else told.head(self._cells), id="told-head")
            yield ToldList(told, self._line_here, id="told-list")
            yield Static(Content(isolate(clean(self._to_say or COUNTING))), id="told-counted")
            yield Static(Content(key_line(self.PLACE)), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys come to the window; tell, where that has not begun."""
        super().on_mount()
        self.set_focus(None)
        self.query_one("#as-of").display = self.view.query.as_of is not None
        if self._making is None:
            self.tell(self._telling)

    # Telling

    def tell(self, telling: Telling, here: str | None = None) -> None:
        """Tell something else of the view, with the cursor on the first line that leads to a record, if one does."""
        self._telling, self._here = telling, here
        # What is told may say how far it is before anybody has its future, so that something else tells it apart.
        wanted = self._wanted = object()
        making: Future[Told] = begun(lambda: telling(self._progress(lambda: self._wanted is wanted)))
        self._making = making
        try:
            making.exception(PATIENCE)
        except TooLongError:
            making.add_done_callback(lambda _: self.post_message(self.Made(making)))
        else:
            self.take_told(self.Made(making))

    def _progress(self, is_wanted: Callable[[], bool]) -> Progress:
        def tell(done: int) -> None:
            if self.is_closed or not is_wanted():
                raise StoppedError
            self.post_message(self.Counting(done))

        return tell

    @on(Counting)
    def say_counting(self, event: Counting) -> None:
        """Say how far it is."""
        if self.told is None:
            self.say(f"counting … {event.done:,}; Esc stops")

    @on(Made)
    def take_told(self, event: Made) -> None:
        """Show what is told, unless something else was asked for since."""
        if event.making is not self._making or self.is_closed:
            return
        error = event.making.exception()
        if error is not None:
            self.say(clean(str(error)) or type(error).__name__)
            raise error
        self.show(event.making.result())

    def show(self, told: Told) -> None:
        """Show what is told."""
        self.told = told
        if self.is_mounted:
            self.query_one("#told-title", Static).update(Content(isolate(clean(told.title))))
            self.query_one(ToldHead).show(told.head(self._cells))
            self._list.show(told, self._line_here)
        self.say(told.counted)

    @property
    def _line_here(self) -> int:
        """The line that the cursor begins on."""
        return self._first_to(self._here) if self._here and self.told is not None else 0

    def _first_to(self, record_id: str) -> int:
        told, cells = self.told, self._cells
        lines = range(min(told.count, MOST_LOOKED_AT)) if told is not None else ()
        return next((each for each in lines if told and told.line(each, cells).leads_to == record_id), 0)

    def say(self, sentence: str) -> None:
        """Say something where what was counted is told."""
        self._to_say = sentence
        if self.is_mounted:
            self.query_one("#told-counted", Static).update(Content(isolate(clean(sentence))))

    def on_resize(self) -> None:
        """Make the head for another width."""
        if self.told is not None:
            self.query_one(ToldHead).show(self.told.head(self._cells))

    @property
    def _cells(self) -> int:
        """The cells of a line after the mark of the cursor, also before anything has its place."""
        placed = self._list.cells if self.is_mounted else 0
        return max(1, (placed or self.app.size.width - AROUND) - 1)

    # Keys

    @property
    def _list(self) -> ToldList:
        return self.query_one(ToldList)

    def action_told_down(self) -> None:
        """A line on."""
        self._list.cursor += 1

    def action_told_up(self) -> None:
        """A line back."""
        self._list.cursor -= 1

    def action_told_page_down(self) -> None:
        """A page on."""
        self._list.cursor += max(1, self._list.size.height - 1)

    def action_told_page_up(self) -> None:
        """A page back."""
        self._list.cursor -= max(1, self._list.size.height - 1)

    def action_told_first(self) -> None:
        """To the first line."""
        self._list.cursor = 0

    def action_told_last(self) -> None:
        """To the last line."""
        self._list.cursor = self._list.total - 1

    @on(ToldList.Clicked)
    def action_told_open(self) -> None:
        """Close, and go on with the record of this line."""
        here = self._list.here
        if here is not None and here.leads_to is not None:
            self.close(Chosen(record_id=here.leads_to))

    def action_told_filter(self) -> None:
        """Close, and filter by what this line is about."""
        here = self._list.here
        if here is not None and here.means is not None:
            self.close(Chosen(term=here.means))
        else:
            self.say("this line is nothing to filter by")

    def action_told_help(self) -> None:
        """Tell the keys of this window."""
        from chronoterm.screens.reading_window import ReadingWindow, keys_text  # noqa: PLC0415 - few ask for it

        self.app.push_screen(ReadingWindow("Keys", keys_text(Place.INSTRUMENT, self.PLACE)))

    def action_told_close(self) -> None:
        """Close, and stop what is being counted."""
        self.close(None)
