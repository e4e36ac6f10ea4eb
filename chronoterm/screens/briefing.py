"""The window of a briefing: its records, narrowed by filters, or in the order of a saved one."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.keeping.remembered import SavedBriefing
from chronoterm.screens.briefing_records import RecordsWindow
from chronoterm.widgets.keys import bindings

FIXED = "a saved briefing is not filtered; Esc closes it"
UNSAVED = "only a saved briefing has an order of its own; Space selects records in the list, and b saves them"

Change = Callable[[SavedBriefing], SavedBriefing]


class Main(NamedTuple):
    """What a briefing has the main screen do: narrow what is shown, by an action of that, and change a saved one."""

    narrow: Callable[[str], object]
    change: Callable[[str, Change], object]


class TakenOut(NamedTuple):
    """A record that was taken out of a saved briefing, and the one that it stood before."""

    record_id: str
    before: str | None


class BriefingWindow(RecordsWindow):
    """Shows the records of a view, or those of a saved briefing, one a screen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.BRIEFING)

    def __init__(
        self,
        chronology: Chronology,
        view: View,
        main: Main,
        *,
        saved: SavedBriefing | None = None,
        here: str | None = None,
    ) -> None:
        """Begin with the record `here` of the view, or with the first one."""
        super().__init__(chronology, view, saved=saved, here=here)
        self._main = main
        self._taken_out: list[TakenOut] = []

    # Filters, which the screen below has

    def _narrow(self, action: str) -> None:
        if self._saved is not None:
            self.show(FIXED)
        else:
            self._main.narrow(action)

    def action_briefing_actor(self) -> None:
        """Choose actors."""
        self._narrow("filter_actor")

    def action_briefing_place(self) -> None:
        """Choose places."""
        self._narrow("filter_place")

    def action_briefing_source(self) -> None:
        """Choose sources."""
        self._narrow("filter_source")

    def action_briefing_tag(self) -> None:
        """Choose tags."""
        self._narrow("filter_tag")

    def action_briefing_kind(self) -> None:
        """All, statements, events, expected, and all again."""
        self._narrow("filter_kind")

    def action_briefing_certain(self) -> None:
        """Hide what only may match, or show it again."""
        self._narrow("filter_certain")

    def action_briefing_clear(self) -> None:
        """Take back every filter."""
        self._narrow("filter_clear")

    # The order of a saved briefing

    def action_briefing_later(self) -> None:
        """This record after the next one."""
        self._swap(1)

    def action_briefing_earlier(self) -> None:
        """This record before the one before."""
        self._swap(-1)

    def _swap(self, by: int) -> None:
        here, other = self.record_id, self._position + by
        if self._saved is None:
            self.show(UNSAVED)
        elif here is None or not 0 <= other < self._briefed.count:
            self.show("it cannot go further")
        else:
            past = self._briefed.row(other).entry.id
            self._change(lambda saved: saved.moved(here, past), here)

    def action_briefing_out(self) -> None:
        """Take this record out; it stays in the store."""
        here = self.record_id
        if self._saved is None:
            self.show(UNSAVED)
        elif here is not None:
            records = self._saved.records
            after = records[records.index(here) + 1 :]
            self._taken_out.append(TakenOut(here, after[0] if after else None))
            self._change(lambda saved: saved.without(here), None)

    def action_briefing_put_back(self) -> None:
        """Put the record back that was taken out last."""
        if not self._taken_out:
            self.show("nothing was taken out")
            return
        record_id, before = self._taken_out.pop()
        self._change(lambda saved: saved.put_back(record_id, before), record_id)

    def _change(self, change: Change, here: str | None) -> None:
        """Change the order here, and have it changed where it is kept."""
        if self._saved is None:
            return
        self._saved = change(self._saved)
        self._main.change(self._saved.name, change)
        self.brief(here)
        self._page = 0
        self.show()
