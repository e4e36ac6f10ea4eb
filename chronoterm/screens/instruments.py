"""The instruments that look at what is shown: each is opened here, and gives back where to go on."""

from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.screens.briefings import BriefingsScreen
from chronoterm.screens.editing import LinkAsked
from chronoterm.screens.instrument import Chosen
from chronoterm.screens.silent_rows import SilencesScreen
from chronoterm.terms import AsOf, Clock


class InstrumentsScreen(BriefingsScreen, SilencesScreen):
    """Opens instruments on the view; what somebody chooses in one is gone to, or filtered by."""

    def go_on_with(self, chosen: Chosen | None) -> None:
        """Put the cursor on a record, or filter by what was chosen in an instrument."""
        if chosen is None:
            return
        if chosen.record_id is not None:
            self._follow(chosen.record_id)
        if chosen.term is not None:
            self._add(chosen.term)

    def action_clock_turn(self) -> None:
        """Go by the time spoken of, or by the date again: the order, the headings, the strip and what filters by time."""
        if self._view is None:
            return
        order = self._asked.order
        turned = Clock.DATE if order.clock is Clock.ABOUT else Clock.ABOUT
        self._want(self._asked.query, order.by_clock(turned))
        about = "turned to the time that records speak of"
        self._remark_on_asked(about if turned is Clock.ABOUT else "turned back to the date")

    def action_figure_link(self) -> None:
        """Ask which series the figures of the record belong to."""
        at_hand = self.record_at_hand
        if at_hand is None:
            self.remark("there is no record here")
        else:
            self._ask_if_open(LinkAsked(at_hand))

    def action_ledger_open(self) -> None:
        """Open the claim ledger of what is shown."""
        view = self._hits or self._view
        if self._chronology is None or view is None:
            return
        from chronoterm.screens.ledger import LedgerWindow  # noqa: PLC0415 - not on the way to the first frame

        window = LedgerWindow(self._chronology, view, self.record_at_hand)
        self.app.push_screen(window, self.go_on_with)

    def action_thread_open(self) -> None:
        """Open the thread of the record at hand."""
        view, at_hand = self._hits or self._view, self.record_at_hand
        if self._chronology is None or view is None or at_hand is None:
            return
        from chronoterm.screens.thread import ThreadWindow  # noqa: PLC0415 - not on the way to the first frame

        if self._chronology.view(view.query.of_all, CHRONOLOGICAL).position(at_hand) is None:
            self.remark("this record is not there any more, or was not known then")
            return
        self.app.push_screen(ThreadWindow(self._chronology, view, at_hand), self.go_on_with)

    def action_lanes_open(self) -> None:
        """Open the lanes of what is shown, with the cursor where the record at hand is."""
        view, record_id = self._hits or self._view, self.record_at_hand
        if self._chronology is None or view is None:
            return
        from chronoterm.screens.lanes import LanesWindow  # noqa: PLC0415 - not on the way to the first frame

        position = None if record_id is None else view.position(record_id)
        at_hand = None if position is None else view.window(position, 1)[0].entry
        self.app.push_screen(LanesWindow(self._chronology, view, at_hand), self.go_on_with)

    def action_known_ask(self) -> None:
        """Ask for the day until which things are to be known."""
        from chronoterm.narrowing import latest_date  # noqa: PLC0415 - not on the way to the first frame
        from chronoterm.screens.known_prompt import KnownPrompt  # noqa: PLC0415 - as above

        if self._chronology is None:
            return

        def know(chosen: tuple[AsOf | None] | None) -> None:
            if chosen is not None:
                self._want(self._asked.query.known(chosen[0]))

        near = latest_date(self._chronology)
        self.app.push_screen(KnownPrompt(self._today, near, self._asked.query.as_of), know)

    def action_due_open(self) -> None:
        """Open what is expected in what is shown, as it stands today or on the day that the view is of."""
        view = self._hits or self._view
        if self._chronology is None or view is None:
            return
        from chronoterm.screens.due import DueWindow  # noqa: PLC0415 - not on the way to the first frame

        self.app.push_screen(DueWindow(self._chronology, view, self._last_minute(view)), self.go_on_with)

    def action_source_read(self) -> None:
        """Open the text that the record at hand was taken from."""
        at_hand = self.record_at_hand
        if self._chronology is None or at_hand is None:
            return
        from chronoterm.screens.source_text import SourceTextWindow  # noqa: PLC0415 - not on the way to the first frame

        known = self._chronology.as_known(self._asked.query.as_of)
        self.app.push_screen(SourceTextWindow(known, at_hand), self.go_on_with)
