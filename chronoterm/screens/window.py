"""What all windows over the main screen share: they close once, and keys typed ahead go on to what is below."""

from typing import Generic, TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.widgets import Input

Result = TypeVar("Result")


class Window(ModalScreen[Result], Generic[Result]):
    """A window that gives a result when it closes."""

    CSS_PATH = "window.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.is_closed = False

    def close(self, result: Result) -> None:
        """Close with a result; a second Enter or click that was on its way changes nothing."""
        if not self.is_closed:
            self.is_closed = True
            self.dismiss(result)

    def take(self) -> None:
        """Called at Enter in the prompt, before any key that follows."""


class Prompt(Input):
    """The prompt of a window. Enter counts at once, and keys after it belong to the screen below."""

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
