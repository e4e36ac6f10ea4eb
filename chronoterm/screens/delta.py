"""The window of what is new since a briefing or a day."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.dates import DateError, PartialDate
from chronoterm.instruments.delta import By, Since, delta
from chronoterm.instruments.delta_lines import DeltaTold, since_day, since_in_words
from chronoterm.instruments.told import Progress
from chronoterm.screens.date_prompt import DatePrompt
from chronoterm.screens.instrument import InstrumentWindow, Telling
from chronoterm.text import clean
from chronoterm.widgets.keys import bindings


class SincePrompt(DatePrompt):
    """Asks for the day from which on something is new; a date without a beginning is none."""

    def on_mount(self) -> None:
        """Say what the day is for."""
        super().on_mount()
        self.query_one(".window-title", Static).update(Content("What is new since"))

    def _understood(self, typed: str) -> tuple[PartialDate | None, str]:
        date, said = super()._understood(typed)
        try:
            return (date and since_day(date) and date), said
        except DateError as error:
            return None, clean(str(error))


def telling(chronology: Chronology, view: View, since: Since, by: By) -> Telling:
    """What tells, in a thread of its own, what is new in a view."""

    def tell(progress: Progress) -> DeltaTold:
        evidence = view.evidence(progress)
        return DeltaTold(delta(evidence, since, by, progress), evidence, chronology)

    return tell


class DeltaWindow(InstrumentWindow):
    """Tells what is new, and of another day or by the other clock when it is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.DELTA)
    PLACE = Place.DELTA

    def __init__(
        self,
        chronology: Chronology,
        view: View,
        since: Since,
        today: PartialDate,
        briefed: Sequence[Since] = (),
    ) -> None:
        """`briefed` are the times of briefings, the last one last; `today` is for days typed without a year."""
        super().__init__(chronology, view, telling(chronology, view, since, By.STORE))
        self._since, self._by = since, By.STORE
        self._today = today
        self._briefed = briefed

    def _tell_again(self) -> None:
        self.tell(telling(self.chronology, self.view, self._since, self._by))

    def action_delta_by(self) -> None:
        """By when it came into the store, or by its date."""
        self._by = By.DATE if self._by is By.STORE else By.STORE
        self._tell_again()

    def action_delta_day(self) -> None:
        """Ask for another day."""

        def take(day: PartialDate | None) -> None:
            if day is not None:
                self._since = since_day(day)
                self._tell_again()

        self.app.push_screen(SincePrompt(self._today, self._today), take)

    def action_delta_earlier(self) -> None:
        """Since the briefing before."""
        earlier = [each for each in self._briefed if each.minute < self._since.minute]
        self._go(earlier[-1] if earlier else None, "there was no briefing before; d asks for a day")

    def action_delta_later(self) -> None:
        """Since the briefing after."""
        later = [each for each in self._briefed if each.minute > self._since.minute]
        self._go(later[0] if later else None, "there was no briefing after")

    def _go(self, since: Since | None, otherwise: str) -> None:
        if since is None:
            self.say(f"since {since_in_words(self._since)}: {otherwise}")
        else:
            self._since = since
            self._tell_again()
