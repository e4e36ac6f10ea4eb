"""Asking for a date, and saying how it is understood while it is typed."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chronoterm.commands import Place, key_line
from chronoterm.dates import DateError, PartialDate, Precision, read_typed, weekday_name
from chronoterm.screens.window import Prompt, Window
from chronoterm.text import clean
from chronoterm.widgets.keys import bindings

LONGEST_DATE = 64
"""Characters; no date is longer."""


class DatePrompt(Window[PartialDate | None]):
    """Takes a date as people write it; Enter gives it, what cannot be understood stays with a sentence."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PROMPT)

    def __init__(self, today: PartialDate, near: PartialDate | None, title: str = "Go to a date") -> None:
        """`near` decides the year of a date typed without one."""
        super().__init__()
        self._title = title
        self._today = today
        self._near = near
        self._date: PartialDate | None = None

    def compose(self) -> ComposeResult:
        """A prompt over how it is read."""
        with Vertical(classes="window"):
            yield Static(Content(self._title), classes="window-title")
            yield Prompt(placeholder="18 oct · oct 2024 · last friday", max_length=LONGEST_DATE)
            yield Static(Content(""), id="reading")
            yield Static(Content(key_line(Place.PROMPT)), classes="window-keys")

    @on(Input.Changed)
    def read(self, event: Input.Changed) -> None:
        """Say how the date is understood, or why it is not."""
        self._date, said = self._understood(event.value.strip())
        reading = self.query_one("#reading", Static)
        reading.set_class(self._date is None, "-refused")
        reading.update(Content(said))

    def _understood(self, typed: str) -> tuple[PartialDate | None, str]:
        if not typed:
            return None, ""
        try:
            date = read_typed(typed, today=self._today, near=self._near)
        except DateError as error:
            return None, clean(str(error))
        weekday = f"{weekday_name(date.start)} " if date.precision is Precision.DAY else ""
        return date, f"→ {weekday}{date.text}"

    def take(self) -> None:
        """Take the date as it stands in the prompt now."""
        self._date, _ = self._understood(self.query_one(Prompt).value.strip())
        self.action_prompt_apply()

    def action_prompt_apply(self) -> None:
        """Give the date, if there is one."""
        if self._date is not None:
            self.close(self._date)

    def action_prompt_cancel(self) -> None:
        """Give none."""
        self.close(None)
