"""What all windows over the main screen share: they close once, and keys typed ahead go on to what is below."""

from pathlib import Path
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from chronoterm.widgets.messages import Up

Result = TypeVar("Result")


CSS = str(Path(__file__).with_name("window.tcss"))


class Window(ModalScreen[Result], Generic[Result]):
    """A window that gives a result when it closes."""

    CSS_PATH = CSS

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but without sending the whole screen again when the prompt gets the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.is_closed = False
        self._is_up = False
        self._styled_for = ""
        self._below: tuple[Size, list[Strip]] = (Size(0, 0), [])

    def begin_again(self) -> None:
        """Be as new, for a window that is kept and shown once more."""
        self.is_closed = self._is_up = False

    def on_mount(self) -> None:
        """Take the styles of all windows, and remember for which theme they are."""
        # Textual reads them only when it has found styles for the first of them, which would stand in a corner.
        self.app.stylesheet.apply(self)
        self._styled_for = self.app.theme

    def lay_out(self) -> None:
        """Find places for everything before anybody looks."""
        self._refresh_layout(self.app.size)
        self._layout_required = False
        self._update_timer.resume()  # which takes a moment the first time

    def paint_unseen(self) -> None:
        """Paint everything and show it to nobody, so that the styles and the widths of it are known."""
        self._compositor.render_strips(self.app.size)
        self._below = Size(0, 0), []

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is below, as it is painted there: Textual would take every line to pieces and style it anew."""
        if self._dirty_regions or self._below[0] != self.size:
            self._dirty_regions.clear()
            self._below = self.size, [_bare(line) for line in self._lines_below()]
        lines = self._below[1][crop.y : crop.bottom]
        return (
            lines
            if crop.column_span == (0, self.size.width)
            else [line.crop(*crop.column_span) for line in lines]
        )

    def _lines_below(self) -> list[Strip]:
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else 0
        if not place:
            return [Strip.blank(self.size.width, self.rich_style)] * self.size.height
        return stack[place - 1]._compositor.render_strips(self.size)  # noqa: SLF001 - as Textual itself takes them

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take keys as soon as something has the focus; look styles up anew only where they are others."""
        event.refresh_styles = self._styled_for != self.app.theme
        self._styled_for = self.app.theme
        self.call_later(self._come_up)

    def _come_up(self) -> None:
        self._is_up = True
        self.post_message(Up())

    @property
    def is_coming_up(self) -> bool:
        """Whether it does not take keys yet."""
        return not self._is_up

    def on_key(self, event: events.Key) -> None:
        """Send a key again that was typed before the window could take it."""
        if not self._is_up:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))

    def close(self, result: Result) -> None:
        """Close with a result; a second Enter or click that was on its way changes nothing."""
        if not self.is_closed:
            self.is_closed = True
            self.dismiss(result)

    def take(self) -> None:
        """Called at Enter in the prompt, before any key that follows."""


class Prompt(Input):
    """The prompt of a window. Enter counts at once, and keys after it belong to the screen below.

    Its cursor does not blink: that would send something twice a second for as long as nothing happens.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As Textual has it, but without laying the window out at every letter: the line keeps its place."""

    def on_mount(self) -> None:
        """Keep the cursor still."""
        self.cursor_blink = False

    def on_key(self, event: events.Key) -> None:
        """Take Enter before what was typed after it, and hand on what comes when the window is closed."""
        window = self.screen
        if not isinstance(window, Window):
            return
        if window.is_closed:
            event.stop()
            event.prevent_default()
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            window.take()


def _bare(line: Strip) -> Strip:
    """A line without what a click on it would mean: it belongs to a screen that takes no clicks now."""
    if not any(style is not None and style._meta for _, style, _ in line):  # noqa: SLF001 - `meta` reads it at length
        return line
    return Strip(
        [Segment(text, style and style.clear_meta_and_links(), control) for text, style, control in line],
        line.cell_length,
    )
