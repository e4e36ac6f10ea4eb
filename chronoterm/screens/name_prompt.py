"""Asking for the name under which filters are saved."""

from collections.abc import Collection
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chronoterm.commands import Place, key_line
from chronoterm.screens.window import Prompt, Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.keys import bindings

LONGEST_NAME = 60
"""Characters of a name."""

LONGEST_TYPED = 400
"""Characters taken from the prompt; there is room to see that a name is too long."""


def as_name(typed: str) -> str:
    """A typed text as a name: cleaned, without white space around it or twice within it."""
    return " ".join(clean(typed).split())


class NamePrompt(Window[str | None]):
    """Takes a name; Enter gives it, and none that is empty or too long."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PROMPT)

    def __init__(self, proposed: str, taken: Collection[str]) -> None:
        """`proposed` stands in the prompt, and typing replaces it; `taken` are the names of what is saved."""
        super().__init__()
        self._proposed = as_name(proposed)[:LONGEST_NAME].rstrip()
        self._taken = taken

    def compose(self) -> ComposeResult:
        """A prompt over what is to be said about the name."""
        with Vertical(classes="window"):
            yield Static(Content("Save these filters as"), classes="window-title")
            yield Prompt(self._proposed, placeholder="a name", max_length=LONGEST_TYPED)
            yield Static(Content(""), id="reading")
            yield Static(Content(key_line(Place.PROMPT)), classes="window-keys")

    @on(Input.Changed)
    def read(self, event: Input.Changed) -> None:
        """Say what would be replaced, or why it is no name."""
        name = as_name(event.value)
        fault = _fault(name)
        said = fault or (f"replaces “{isolate(name)}”" if name in self._taken else "")
        reading = self.query_one("#reading", Static)
        reading.set_class(bool(fault), "-refused")
        reading.update(Content(said))

    def take(self) -> None:
        """Take the name as it stands in the prompt now."""
        self.action_prompt_apply()

    def action_prompt_apply(self) -> None:
        """Give the name, if it is one."""
        name = as_name(self.query_one(Prompt).value)
        if not _fault(name):
            self.close(name)

    def action_prompt_cancel(self) -> None:
        """Save nothing."""
        self.close(None)


def _fault(name: str) -> str:
    if not name:
        return "it needs a name"
    over = len(name) - LONGEST_NAME
    return f"{LONGEST_NAME} characters at most; these are {over} more" if over > 0 else ""
