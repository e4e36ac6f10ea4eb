"""A question before something goes."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chronoterm.commands import Place, key_line
from chronoterm.screens.window import Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings


class Confirm(Window[bool]):
    """Asks one question; `y` alone says yes, so that no Enter that was meant for something else does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.CONFIRM)

    def __init__(self, question: str, also: Sequence[str] = ()) -> None:
        """`also` are sentences on what else goes along."""
        super().__init__()
        self._question = question
        self._also = also

    def compose(self) -> ComposeResult:
        """The question, and below it what goes along."""
        with Vertical(classes="window -asking"):
            yield Static(Content(isolate(clean(self._question))), classes="window-question")
            for each in self._also:
                yield Static(Content(isolate(clean(each))), classes="window-also")
            yield Static(Content(key_line(Place.CONFIRM)), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys come to the window."""
        self.set_focus(None)

    def action_confirm_yes(self) -> None:
        """Do it."""
        self.close(result=True)

    def action_confirm_no(self) -> None:
        """Do nothing."""
        self.close(result=False)
