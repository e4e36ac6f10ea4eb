"""The window of what was expected: what is overdue, open or settled, and who was right how often."""

from typing import ClassVar

from textual.binding import BindingType

from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.instruments.due_lines import DueTold, due_told
from chronoterm.screens.instrument import Chosen, InstrumentWindow
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.told_list import ToldList


class DueWindow(InstrumentWindow):
    """Shows what is expected in a view, as it stands on a day."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.DUE)]
    PLACE: ClassVar[Place] = Place.DUE

    def __init__(self, chronology: Chronology, view: View, today: int) -> None:
        """`today` is a minute of the day."""
        super().__init__(
            chronology, view, lambda progress: due_told(chronology, view, today=today, progress=progress)
        )

    def action_due_next_group(self) -> None:
        """To the next heading."""
        self._step(1)

    def action_due_previous_group(self) -> None:
        """To the heading before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        shown = self.query_one(ToldList)
        line = self.told.next_heading(shown.cursor, by) if isinstance(self.told, DueTold) else None
        if line is None:
            self.say("there is no other group that way")
        else:
            shown.cursor = line

    def action_due_outcome(self) -> None:
        """Close, and go on with the record that settled what this line tells."""
        here = self.query_one(ToldList).cursor
        outcome = self.told.outcome_of(here) if isinstance(self.told, DueTold) else None
        if outcome is None:
            self.say("nothing has settled this")
        else:
            self.close(Chosen(record_id=outcome))
