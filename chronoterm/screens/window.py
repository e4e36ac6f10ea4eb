"""What all windows over the main screen share: they close once, and keys typed ahead go on to what is below."""

from pathlib import Path
from typing import Generic, TypeVar

from textual import events
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

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

    def on_screen_resume(self) -> None:
        """Take keys as soon as something has the focus."""
        self.call_later(self._come_up)

    def _come_up(self) -> None:
        self._is_up = True

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
