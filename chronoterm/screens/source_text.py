"""The text that a record was taken from, with its passage lit and all around it."""

from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLongError
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chronoterm.chronology.view import Chronology
from chronoterm.commands import Place, key_line
from chronoterm.documents import DocumentError
from chronoterm.instruments.source_text import SourceText, instead, source_text, with_passages
from chronoterm.records import Passage
from chronoterm.screens.counting import begun
from chronoterm.screens.instrument import Chosen
from chronoterm.screens.window import CSS, Window
from chronoterm.spans import GLYPHS
from chronoterm.terms import Facet
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.source_pane import SourcePane

PATIENCE = 0.05
"""Seconds for which the screen waits, so that a window with its text comes in one piece."""

MARKS_PATIENCE = 0.02
"""Seconds for which it waits besides for what else was taken from the text; that comes later in a large store."""


class SourceTextWindow(Window[Chosen | None]):
    """Shows the text of a record's source; what is lit can be gone to."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SOURCE_TEXT)
    CSS_PATH: ClassVar[list[str]] = [CSS, str(Path(__file__).with_name("source_text.tcss"))]  # type: ignore[assignment]

    @dataclass
    class Read(Message):
        """The text is there, or why it is not."""

        reading: "Future[SourceText]"

    @dataclass
    class Marked(Message):
        """The passages of other records are known."""

        found: SourceText
        marking: "Future[list[Passage]]"

    def __init__(self, chronology: Chronology, record_id: str) -> None:
        super().__init__()
        self._chronology = chronology
        self._record_id = record_id
        self._found: SourceText | None = None
        self._reading: Future[SourceText] | None = None
        self._lit: int | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom: the source, the record of what is lit, the text, what is marked in it, the keys."""
        with Vertical(classes="window -source"):
            yield Static("", id="source-title", classes="window-title")
            yield Static("", id="source-record")
            yield SourcePane(id="source-text")
            yield Static("", id="source-instead")
            yield Static("reading …", id="source-counted")
            yield Static(Content(key_line(Place.SOURCE_TEXT)), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys come to the window, and read."""
        super().on_mount()
        self.set_focus(None)
        self.query_one("#source-instead").display = False
        self.call_after_refresh(self._read)

    # Reading

    def _read(self, at: int | None = None) -> None:
        """Read the text of a source, in a thread: a hostile one takes long to be made safe."""
        reading = begun(lambda: source_text(self._chronology, self._record_id, at))
        self._reading = reading
        try:
            reading.exception(PATIENCE)
        except TooLongError:
            reading.add_done_callback(lambda _: self.post_message(self.Read(reading)))
        else:
            self.take_text(self.Read(reading))

    @on(Read)
    def take_text(self, event: Read) -> None:
        """Show the text, and look for what other records were taken from it."""
        if event.reading is not self._reading or self.is_closed:
            return
        error = event.reading.exception()
        if isinstance(error, KeyError | DocumentError):
            self._say(f"cannot be read: {error}")
            return
        found = event.reading.result()
        self._show(found, found.here)
        if found.shown is None or found.source is None:
            return
        sha256 = found.source.sha256 or ""
        marking = begun(lambda: list(self._chronology.passages(sha256)))
        try:
            marking.exception(MARKS_PATIENCE)
        except TooLongError:
            self._say("looking for what else was taken from this text …")
            marking.add_done_callback(lambda _: self.post_message(self.Marked(found, marking)))
        else:
            self.take_marks(self.Marked(found, marking))

    @on(Marked)
    def take_marks(self, event: Marked) -> None:
        """Mark the passages of other records, unless another text is shown by now."""
        if self.is_closed or self._found is not event.found:
            return
        error = event.marking.exception()
        if isinstance(error, DocumentError):
            self._say(f"other records cannot be read: {error}")
            return
        found = with_passages(event.found, event.marking.result())
        self._show(found, found.here, bring=False)

    # Showing

    def _show(self, found: SourceText, lit: int | None, *, bring: bool = True) -> None:
        self._found, self._lit = found, lit
        pane, other = self.query_one(SourcePane), self.query_one("#source-instead", Static)
        pane.display, other.display = found.shown is not None, found.shown is None
        which = f" · source {found.at + 1} of {found.of}" if found.of > 1 else ""
        self.query_one("#source-title", Static).update(Content(isolate(f"{found.title}{which}")))
        if found.shown is None:
            other.update(Content("\n".join(map(isolate, instead(found, max(20, self.size.width - 6))))))
        else:
            pane.show(found, lit, bring=bring)
        self._tell_record()
        self._say(found.counted)

    def _tell_record(self) -> None:
        self.query_one("#source-record", Static).update(Content(isolate(self._record_told())))

    def _record_told(self) -> str:
        """Whose passage is lit: its number, and its record in a line."""
        found = self._found
        if found is None:
            return ""
        if self._lit is None:
            where = "" if found.shown is None else _why_unlit(found)
            return f"{self._in_words(found.record.id)}{where}"
        passage = found.passages[self._lit]
        first, last = found.lines(passage)
        lines = f"line {first:,}" if first == last else f"lines {first:,}–{last:,}"
        number = f"{self._lit + 1} of {len(found.passages):,}"
        return f"{number} · {lines} · {self._in_words(passage.record)}"

    def _in_words(self, record_id: str) -> str:
        try:
            entry = self._chronology.record(record_id)
        except (KeyError, DocumentError):
            return clean(record_id)
        who = self._chronology.label(Facet.SPEAKER, entry.speaker, short=True) if entry.speaker else ""
        mark = "?" if entry.is_unreviewed else ""
        said = f"{who}: {entry.headline}" if who else entry.headline
        return f"{mark}{entry.date_label} {GLYPHS[entry.sort_of]} {clean(said)}"

    def _say(self, sentence: str) -> None:
        """Say something where what is marked is told."""
        self.query_one("#source-counted", Static).update(Content(isolate(clean(sentence))))

    # Keys

    def _light(self, lit: int) -> None:
        """Light another passage."""
        found = self._found
        if found is not None and found.shown is not None:
            self._show(found, lit)

    def _step(self, by: int) -> None:
        found = self._found
        if found is None or not found.passages:
            self._say("nothing is marked in this text")
            return
        wanted = self._lit + by if self._lit is not None else (0 if by > 0 else len(found.passages) - 1)
        if 0 <= wanted < len(found.passages):
            self._light(wanted)
        else:
            self._say("this is the last passage" if by > 0 else "this is the first passage")

    def action_passage_next(self) -> None:
        """Light the next passage."""
        self._step(1)

    def action_passage_before(self) -> None:
        """Light the passage before."""
        self._step(-1)

    def action_passage_own(self) -> None:
        """Back to where the window was opened."""
        found = self._found
        if found is not None and found.here is not None:
            self._light(found.here)
        elif found is not None:
            self._say("the record that this was opened from names no passage of this text")

    def action_passage_source(self) -> None:
        """The next source of the record that names a text."""
        found = self._found
        if found is None or found.of < 2:  # noqa: PLR2004 - one has no next
            self._say("the record has no other source that names a text")
            return
        self._read((found.at + 1) % found.of)

    @on(SourcePane.Clicked)
    def light_clicked(self, event: SourcePane.Clicked) -> None:
        """Light the passage that was clicked, the shortest of several."""
        found = self._found
        if found is None:
            return
        lit = [(number, found.lit(each)) for number, each in enumerate(found.passages)]
        here = [(end - start, number) for number, (start, end) in lit if start <= event.place < end]
        if here:
            self._light(min(here)[1])

    def action_passage_open(self) -> None:
        """Close, and go on with the record of the lit passage."""
        found = self._found
        if found is not None:
            lit = found.record.id if self._lit is None else found.passages[self._lit].record
            self.close(Chosen(record_id=lit))

    def action_passage_down(self) -> None:
        """A line on."""
        self._pane.go_to(self._pane.top + 1)

    def action_passage_up(self) -> None:
        """A line back."""
        self._pane.go_to(self._pane.top - 1)

    def action_passage_page_down(self) -> None:
        """A page on."""
        self._pane.page(1)

    def action_passage_page_up(self) -> None:
        """A page back."""
        self._pane.page(-1)

    def action_passage_first(self) -> None:
        """To the beginning."""
        self._pane.go_to(0)

    def action_passage_last(self) -> None:
        """To the end."""
        self._pane.go_to(self._pane.total)

    @property
    def _pane(self) -> SourcePane:
        return self.query_one(SourcePane)

    def action_passage_help(self) -> None:
        """Tell the keys of this window."""
        from chronoterm.screens.reading_window import ReadingWindow, keys_text  # noqa: PLC0415 - few ask for it

        self.app.push_screen(ReadingWindow("Keys", keys_text(Place.SOURCE_TEXT)))

    def action_passage_close(self) -> None:
        """Close."""
        self.close(None)


def _why_unlit(found: SourceText) -> str:
    """Why nothing of the text is lit."""
    span = found.source.span if found.source is not None else None
    if span is None:
        return " · the source names no passage"
    return f" · characters {span[0]:,} to {span[1]:,} are not in this text"
