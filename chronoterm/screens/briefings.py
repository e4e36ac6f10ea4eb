"""Briefings of what is shown, of what is selected and of what was saved; and what is new since the last one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from chronoterm.chronology.view import Chronology, View
from chronoterm.keeping.remembered import SavedBriefing
from chronoterm.screens.exporting import ExportingScreen
from chronoterm.screens.instrument import Chosen
from chronoterm.steps import Asked

if TYPE_CHECKING:
    from chronoterm.dates import PartialDate
    from chronoterm.instruments.delta import Since
    from chronoterm.screens.briefing import BriefingWindow, Change


class BriefingsScreen(ExportingScreen):
    """Opens briefings, and knows the saved ones; the app keeps them."""

    _briefing: "BriefingWindow | None" = None
    """The briefing that is open."""

    class Briefed(Message):
        """A briefing begins: what comes from now on is new at the next one."""

    @dataclass
    class BriefingSaved(Message):
        """A briefing should be saved."""

        briefing: SavedBriefing

    @dataclass
    class BriefingChanged(Message):
        """Another order is wanted in a saved briefing."""

        name: str
        change: "Change"

    @dataclass
    class BriefingDropped(Message):
        """A saved briefing should be deleted."""

        name: str

    def go_on_with(self, chosen: Chosen | None) -> None:
        """Go on with what was chosen in a window."""
        raise NotImplementedError

    # Briefings

    def action_briefing_open(self) -> None:
        """Brief what is selected, under a name; without a selection what is shown, or a saved briefing."""
        view = self._hits or self._view
        if self._chronology is None or view is None:
            return
        if self._selected:
            self._name_briefing()
        elif self._remembered.briefings:
            self._choose_briefing(view)
        else:
            self._brief()

    def _name_briefing(self) -> None:
        from chronoterm.instruments.briefed import MOST_RECORDS  # noqa: PLC0415 - not on the way to the first frame
        from chronoterm.screens.briefings_picker import BriefingName  # noqa: PLC0415 - as above

        records = tuple(self._selected)
        if len(records) > MOST_RECORDS:
            self.remark(f"{len(records):,} are too many for a briefing: {MOST_RECORDS:,} at the most")
            return

        def save(name: str | None) -> None:
            if name is not None:
                briefing = SavedBriefing(name, records)
                self.post_message(self.BriefingSaved(briefing))
                self._brief(briefing)

        taken = [each.name for each in self._remembered.briefings]
        self.app.push_screen(BriefingName("", taken, len(records)), save)

    def _choose_briefing(self, view: View) -> None:
        from chronoterm.screens.briefings_picker import (  # noqa: PLC0415 - as above
            BriefingChoice,
            BriefingsPicker,
            SavedChosen,
            SavedDeleted,
            ShownChosen,
        )

        def follow(chosen: BriefingChoice | None) -> None:
            match chosen:
                case ShownChosen():
                    self._brief()
                case SavedChosen(name):
                    if (saved := self._remembered.briefing(name)) is not None:
                        self._brief(saved)
                case SavedDeleted(name):
                    self.post_message(self.BriefingDropped(name))

        self.app.push_screen(BriefingsPicker(view.count, self._remembered.briefings), follow)

    def _brief(self, saved: SavedBriefing | None = None) -> None:
        """Open a briefing of what is shown, from the record under the cursor on, or a saved one from its beginning."""
        from chronoterm.screens.briefing import BriefingWindow, Main  # noqa: PLC0415 - as above

        view = self._hits or self._view
        if self._chronology is None or view is None:
            return
        here = None if saved is not None else self._list.record_id
        main = Main(self._narrow_below, self._change_briefing)
        window = BriefingWindow(self._chronology, view, main, saved=saved, here=here)
        self._briefing = window
        self.post_message(self.Briefed())
        self.app.push_screen(window, self._end_briefing)

    def _end_briefing(self, chosen: Chosen | None) -> None:
        self._briefing = None
        if chosen is not None and chosen.record_id is not None:
            self.go_on_with(chosen)

    def _narrow_below(self, action: str) -> None:
        getattr(self, f"action_{action}")()

    def _change_briefing(self, name: str, change: "Change") -> None:
        self.post_message(self.BriefingChanged(name, change))

    def say_in_briefing(self, sentence: str) -> None:
        """Say something in the briefing that is open, which hides what is said here."""
        if self._briefing is not None and not self._briefing.is_closed:
            self._briefing.show(sentence)

    # What changes below a briefing

    def _ask(self, asked: Asked) -> None:
        """Show what is asked, in the briefing too."""
        super()._ask(asked)
        self._tell_briefing()

    def show_wanted(self, view: View) -> None:
        """Show a view that took its time, in the briefing too."""
        super().show_wanted(view)
        self._tell_briefing()

    def take(self, chronology: Chronology) -> None:
        """Go on with the next state of the chronology, in the briefing too."""
        super().take(chronology)
        self._tell_briefing()

    def _tell_briefing(self) -> None:
        view = self._hits or self._view
        if self._briefing is not None and self._chronology is not None and view is not None:
            self._briefing.follow(self._chronology, view)

    # What is new

    def action_delta_open(self) -> None:
        """Tell what is new since the last briefing; where there was none, ask for a day."""
        if self._chronology is None or (self._hits or self._view) is None:
            return
        from chronoterm.instruments.delta_lines import (  # noqa: PLC0415 - not on the way to the first frame
            since_day,
            times_of,
        )
        from chronoterm.screens.delta import SincePrompt  # noqa: PLC0415 - as above

        briefed = times_of(self._remembered.briefed)
        if briefed:
            self._tell_new(briefed[-1], briefed)
            return

        def take(day: "PartialDate | None") -> None:
            if day is not None:
                self._tell_new(since_day(day), ())

        self.app.push_screen(SincePrompt(self._today, self._today), take)

    def _tell_new(self, since: "Since", briefed: "tuple[Since, ...]") -> None:
        from chronoterm.screens.delta import DeltaWindow  # noqa: PLC0415 - as above

        view = self._hits or self._view
        if self._chronology is not None and view is not None:
            window = DeltaWindow(self._chronology, view, since, self._today, briefed)
            self.app.push_screen(window, self.go_on_with)
