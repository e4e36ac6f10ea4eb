"""Asking for the day until which things were known, and in what sense."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chronoterm.chips import KNOWN_IN_WORDS, as_of_day
from chronoterm.commands import Place, key_line
from chronoterm.dates import DateError, PartialDate
from chronoterm.narrowing import known_at_the_end_of
from chronoterm.screens.date_prompt import LONGEST_DATE
from chronoterm.screens.window import Prompt, Window
from chronoterm.terms import AsOf, Knowledge
from chronoterm.text import clean
from chronoterm.widgets.keys import bindings

TODAY_AGAIN = "→ all that is known today"


class KnownPrompt(Window[tuple[AsOf | None] | None]):
    """Takes a day as people write it and gives it, or none for today, within a tuple; nothing where it is left."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.KNOWN)

    def __init__(self, today: PartialDate, near: PartialDate | None, now: AsOf | None) -> None:
        """`near` decides the year of a day typed without one; `now` is what the chronology is of already."""
        super().__init__()
        self._today = today
        self._near = near
        self._now = now
        self._by = Knowledge.SAID if now is None else now.by
        self._until: int | None = None

    def compose(self) -> ComposeResult:
        """A prompt over how it is read and what it means."""
        with Vertical(classes="window"):
            yield Static(Content("As it was known at the end of"), classes="window-title")
            yield Prompt(placeholder="20 oct · oct 2024 · last friday", max_length=LONGEST_DATE)
            yield Static(Content(TODAY_AGAIN), id="reading")
            yield Static(Content(""), id="sense", classes="window-also")
            yield Static(Content(key_line(Place.KNOWN)), classes="window-keys")

    def on_mount(self) -> None:
        """Begin with the day that the chronology is of."""
        super().on_mount()
        if self._now is not None:
            date = as_of_day(self._now)
            prompt = self.query_one(Prompt)
            prompt.value = date
            prompt.action_select_all()
        self._say_sense()

    @on(Input.Changed)
    def read(self, event: Input.Changed) -> None:
        """Say how the day is understood, or why it is not."""
        self._until, said = self._understood(event.value.strip())
        reading = self.query_one("#reading", Static)
        reading.set_class(self._until is None and bool(event.value.strip()), "-refused")
        reading.update(Content(said))

    def _understood(self, typed: str) -> tuple[int | None, str]:
        if not typed:
            return None, TODAY_AGAIN
        try:
            until = known_at_the_end_of(typed, self._today, self._near)
        except DateError as error:
            return None, clean(str(error))
        return until, f"→ {as_of_day(AsOf(until))}, to the end of that day (UTC)"

    def _say_sense(self) -> None:
        self.query_one("#sense", Static).update(Content(f"  {KNOWN_IN_WORDS[self._by]}"))

    def action_known_sense(self) -> None:
        """Know it in another sense."""
        senses = list(Knowledge)
        self._by = senses[(senses.index(self._by) + 1) % len(senses)]
        self._say_sense()

    def take(self) -> None:
        """Take the day as it stands in the prompt now."""
        self.action_known_apply()

    def action_known_apply(self) -> None:
        """Give the day, or none for an empty prompt; what cannot be understood stays."""
        typed = self.query_one(Prompt).value.strip()
        self._until, _ = self._understood(typed)
        if not typed:
            self.close((None,))
        elif self._until is not None:
            self.close((AsOf(self._until, self._by),))

    def action_known_cancel(self) -> None:
        """Leave it as it is."""
        self.close(None)
