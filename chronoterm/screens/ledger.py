"""The window of the claim ledger: the figures of one series, and the way to the next one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from chronoterm.chronology.evidence import Evidence
from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.instruments.ledger import SeriesCount, ledger, series_in
from chronoterm.instruments.ledger_lines import LedgerTold
from chronoterm.instruments.told import Progress, Told
from chronoterm.screens.instrument import COUNTING, InstrumentWindow, Telling
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.told_list import ToldList


class LedgerWindow(InstrumentWindow):
    """Shows the ledger of the series that the record at hand has a figure in, else of that with most figures."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.LEDGER)]
    PLACE: ClassVar[Place] = Place.LEDGER

    def __init__(self, chronology: Chronology, view: View, record_id: str | None = None) -> None:
        """`record_id` is the record at hand."""
        super().__init__(chronology, view, self._first)
        self._record_id = record_id

    def _first(self, progress: Progress) -> Told:
        """The ledger that the window begins with."""
        evidence = self.view.evidence(progress)
        claims = evidence.claims()
        row = None if self._record_id is None else evidence.row_of(self._record_id)
        at_hand = [each.series or None for each in claims if each.row == row]
        every = series_in(claims)
        wanted = next(iter(at_hand), every[0].series if every else None)
        return _told(self.chronology, evidence, every, wanted, progress)

    def tell(self, telling: Telling, here: str | None = None) -> None:
        """Tell a ledger, with the cursor on the record at hand where it is in that."""
        super().tell(telling, here or self._record_id)

    def _first_to(self, record_id: str) -> int:
        """The line of a record, found without making the lines before it."""
        return self.told.line_to(record_id) if isinstance(self.told, LedgerTold) else 0

    # Keys

    def action_ledger_next_series(self) -> None:
        """The ledger of the next series."""
        self._step(1)

    def action_ledger_previous_series(self) -> None:
        """The ledger of the series before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        told = self.told
        if not isinstance(told, LedgerTold) or len(told.every) < 2:  # noqa: PLR2004 - there must be another one
            self.say("there is no other series")
            return
        series = [each.series for each in told.every]
        wanted = series[(series.index(told.ledger.series) + by) % len(series)]
        every, evidence = told.every, told.evidence
        self.tell(lambda progress: _told(self.chronology, evidence, every, wanted, progress))
        if self.told is told:
            self.say(COUNTING)

    def action_ledger_next_disagreement(self) -> None:
        """To the next figure that disagrees with another one."""
        self._go_to_disagreement(1)

    def action_ledger_previous_disagreement(self) -> None:
        """To the one before."""
        self._go_to_disagreement(-1)

    def _go_to_disagreement(self, by: int) -> None:
        shown = self.query_one(ToldList)
        line = self.told.next_disagreement(shown.cursor, by) if isinstance(self.told, LedgerTold) else None
        if line is None:
            self.say("no more disagreement that way")
        else:
            shown.cursor = line


def _told(
    chronology: Chronology,
    evidence: Evidence,
    every: Sequence[SeriesCount],
    series: str | None,
    progress: Progress,
) -> LedgerTold:
    return LedgerTold(ledger(evidence, series, progress), every, evidence, chronology)
