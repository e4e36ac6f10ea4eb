"""The window of the longest silences, where the days are chosen from which on a silence is told."""

from typing import ClassVar

from textual.binding import BindingType

from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.instruments.silence_lines import silences_told
from chronoterm.instruments.silence_of import step_from
from chronoterm.instruments.silence_words import days_text
from chronoterm.instruments.told import Progress, Told
from chronoterm.screens.instrument import Chosen, InstrumentWindow
from chronoterm.widgets.keys import bindings


class SilencesChosen(Chosen, frozen=True):
    """What somebody goes on with, the days that they chose, and whether silences stay as rows of the list."""

    least: int = 1
    rows: bool = False


class SilencesWindow(InstrumentWindow):
    """Shows the silences of who is asked for, else of each speaker, the longest first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.SILENCES)]
    PLACE: ClassVar[Place] = Place.SILENCES

    def __init__(self, chronology: Chronology, view: View, *, today: int, least: int, rows: bool) -> None:
        """`today` is a minute of the day up to which is counted; `rows` whether silences are rows of the list."""
        super().__init__(chronology, view, self._silences)
        self._today = today
        self._least = least
        self._rows = rows

    def _silences(self, progress: Progress) -> Told:
        return silences_told(
            self.chronology, self.view, today=self._today, least=self._least, progress=progress
        )

    def close(self, result: Chosen | None) -> None:
        """Close, and tell what was chosen here too."""
        record_id, term = (None, None) if result is None else (result.record_id, result.term)
        super().close(SilencesChosen(record_id, term, self._least, self._rows))

    def action_silences_longer(self) -> None:
        """Tell only longer silences."""
        self._step(1)

    def action_silences_shorter(self) -> None:
        """Tell shorter silences too."""
        self._step(-1)

    def _step(self, by: int) -> None:
        least = step_from(self._least, by)
        if least == self._least:
            self.say(f"there is nothing {'more' if by > 0 else 'less'} than {days_text(least)}")
        else:
            self._least = least
            self.tell(self._silences)

    def action_silences_rows_off(self) -> None:
        """Close, and have no rows in the list any more."""
        self._rows = False
        self.close(None)
