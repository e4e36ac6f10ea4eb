"""Where a filter is typed: a line that says what is typed, and marks what cannot be understood."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from chronoterm.commands import Place
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.messages import WidgetMessage

LONGEST_QUERY = 1000
"""Characters taken from the keyboard; more is a paste gone wrong."""

_FAULT = Style(reverse=True, underline=True)


class QueryPrompt(Input, inherit_bindings=True):
    """Announces every change at once; what a key means for the list is decided by the screen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.QUERY)

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As Textual has it, but without laying the screen out at every letter: the line keeps its place."""

    @dataclass
    class Typed(WidgetMessage):
        """The text changed."""

        text: str

    @dataclass
    class Kept(WidgetMessage):
        """Enter was pressed, or the keys go elsewhere."""

        text: str

    class Cancelled(WidgetMessage):
        """Esc was pressed."""

    @dataclass
    class PageAsked(WidgetMessage):
        """The list should move by a page, down (1) or up (-1)."""

        direction: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        self._fault = FaultMark()
        super().__init__(
            id=id,
            placeholder="words, or actor: place: speaker: source: kind: tag: since: until: …",
            max_length=LONGEST_QUERY,
            select_on_focus=False,
            highlighter=self._fault,
        )
        self.cursor_blink = False
        self.is_open = False
        self._is_ending = False
        self._history: Sequence[str] = ()
        self._back = 0
        self._draft = ""
        self._completed: Sequence[tuple[str, int]] = ()
        self._taken = 0
        self._commands: Mapping[str, Callable[[], None]] = {}

    def open(self, history: Sequence[str], commands: Mapping[str, Callable[[], None]]) -> None:
        """Begin with an empty line; `history` are earlier filters, the latest last.

        `commands` are what the screen does at Tab (`complete`) and at Backspace where nothing is typed (`edit`). They
        are called at once: a message would wait its turn behind letters that are typed already.
        """
        self._history, self._back, self.is_open = history, 0, True
        self._commands = commands
        self._completed = ()
        self.write("")
        # At once: `focus` would wait for its turn behind keys that are typed already.
        self.screen.set_focus(self)

    def close(self) -> None:
        """End; what is typed is no longer announced, and keys go on to what has the focus."""
        self.is_open = self._is_ending = False

    def go_on(self) -> None:
        """Go on after an Enter that came too early."""
        self.is_open, self._is_ending = True, False

    def write(self, text: str, cursor: int | None = None) -> None:
        """Put a text in the place of what was typed, with the cursor at its end."""
        self._fault.clear()
        self.value = text
        self.cursor_position = len(text) if cursor is None else cursor

    def complete(self, texts: Sequence[tuple[str, int]]) -> None:
        """Take the first of some completed texts with their cursors; asked again, the next of the same."""
        if self._completed and self.value == self._completed[self._taken][0]:
            self._taken = (self._taken + 1) % len(self._completed)
        elif texts:
            self._completed, self._taken = texts, 0
        else:
            return
        self.write(*self._completed[self._taken])

    def mark(self, column: int, width: int) -> None:
        """Mark what cannot be understood."""
        self._fault.set(column, width)
        self.refresh()

    def unmark(self) -> None:
        """Mark nothing."""
        if self._fault.clear():
            self.refresh()

    @on(Input.Changed)
    def announce(self, event: Input.Changed) -> None:
        """Say what is typed now; an older text that is still on its way is dropped."""
        event.stop()
        if self.is_open and event.value == self.value:
            self.post_message(self.Typed(self, event.value))

    def on_blur(self) -> None:
        """Keep the filter when the keys go to another widget."""
        if self.is_open and self.screen.is_current and self.screen.focused is not None:
            self.action_query_keep()

    async def on_key(self, event: events.Key) -> None:
        """Run the commands of the prompt in the order in which their keys and letters were typed.

        Once it is left, keys are for what has the focus then.
        """
        bound = self._bindings.key_to_bindings.get(event.key, [])
        if self.is_open and not bound:
            return
        event.prevent_default()
        if not self.is_open and not self._is_ending:
            return
        event.stop()
        if not self.is_open:
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key == "backspace" and self.value:
            self.action_delete_left()
        else:
            await self.run_action(bound[0].action)

    def action_query_keep(self) -> None:
        """Keep what is typed as chips."""
        self.is_open, self._is_ending = False, True
        self.post_message(self.Kept(self, self.value))

    def action_query_cancel(self) -> None:
        """Back to what was."""
        self.is_open, self._is_ending = False, True
        self.post_message(self.Cancelled(self))

    def action_query_complete(self) -> None:
        """Take what is offered."""
        self._commands["complete"]()

    def action_query_edit(self) -> None:
        """Take the newest chip back; with letters in the prompt, the key takes the last of them."""
        self._commands["edit"]()

    def action_query_page_down(self) -> None:
        """The list a page on."""
        self.post_message(self.PageAsked(self, 1))

    def action_query_page_up(self) -> None:
        """The list a page back."""
        self.post_message(self.PageAsked(self, -1))

    def action_query_earlier(self) -> None:
        """One filter back."""
        self._remember(self._back + 1)

    def action_query_later(self) -> None:
        """One filter on, at last what was typed before."""
        self._remember(self._back - 1)

    def _remember(self, back: int) -> None:
        if not 0 <= back <= len(self._history):
            return
        if self._back == 0:
            self._draft = self.value
        self._back = back
        self.write(self._history[-back] if back else self._draft)


class FaultMark(Highlighter):
    """Marks a part of the line by reverse and underline, so that it is seen without colours too."""

    def __init__(self) -> None:
        self._start = self._end = 0

    def set(self, column: int, width: int) -> None:
        """Mark `width` characters from `column` on."""
        self._start, self._end = column, column + width

    def clear(self) -> bool:
        """Mark nothing; whether anything was marked."""
        was = self._end > self._start
        self._start = self._end = 0
        return was

    def highlight(self, text: Text) -> None:
        """Put the mark on a text; one that lies past its end on the last character."""
        if self._end > self._start and text.plain:
            start = min(self._start, len(text.plain) - 1)
            text.stylize(_FAULT, start, max(start + 1, self._end))
