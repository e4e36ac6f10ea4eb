"""The strip of time above the list, and the keys that ask for a range of it."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from chronoterm.chronology.view import View
from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate, day_start
from chronoterm.query import Query
from chronoterm.screens.filter_typing import TypingScreen
from chronoterm.terms import Clock, Period

if TYPE_CHECKING:
    from chronoterm.widgets.timeline_strip import TimelineStrip


class TimeScreen(TypingScreen):
    """Has the strip of time."""

    def __init__(self, today: PartialDate) -> None:
        super().__init__(today)
        self._strip: TimelineStrip | None = None
        self._zoom: tuple[int, int] | None = None
        self._strip_is_behind = False
        """Whether another view is shown than the strip is of."""

    async def prepare_strip(self) -> None:
        """Make the strip in the room that is kept for it; the first frame does not wait for it."""
        from chronoterm.widgets.timeline_strip import TimelineStrip  # noqa: PLC0415 - not on the way to the first frame

        room = self.query_one("#time")
        if not room.is_attached:
            return  # the screen is closing already
        strip = TimelineStrip(id="strip")
        await room.mount(strip)
        self._strip = strip
        strip.window = self._zoom
        view = self._hits or self._view
        if view is not None:
            self._show_strip(view)
            self._point_strip()

    def catch_strip_up(self) -> None:
        """Show now how the records that are shown lie in time, if the strip is still of others."""
        view = self._hits or self._view
        if self._strip_is_behind and view is not None:
            self._strip_is_behind = False
            self._show_strip(view)
            self._point_strip()

    def _show_strip(self, view: View) -> None:
        """Show how the records of a view lie in time."""
        if self._chronology is None or self._strip is None:
            return
        period = asked_period(self._asked.query, view.order.clock)
        self._strip.show(self._chronology, view, period=period, undated=view.timeless)

    def _point_strip(self) -> None:
        """Mark the time of the record under the cursor."""
        if self._strip is None:
            return
        when = self.time_here
        if when is None:
            self._strip.point(None)
        else:
            self._strip.point(when.end - 1 if when.start == EARLIEST else when.start)

    @property
    def clock(self) -> Clock:
        """Which time what is shown goes by."""
        return self._asked.order.clock if self._view is None else self._view.order.clock

    @property
    def time_here(self) -> PartialDate | None:
        """When the record under the cursor is, by the clock of what is shown."""
        entry = self._list.entry
        if entry is None or self._chronology is None:
            return None
        if self.clock is Clock.DATE:
            return entry.when
        from chronoterm.meaning import time_by  # noqa: PLC0415 - not on the way to the first frame

        return time_by(self.clock, entry, self._chronology)

    def action_time_since(self) -> None:
        """From the day of the record under the cursor on."""
        when = self.time_here
        if when is None or when.start == EARLIEST:
            self.remark(f"this record {self._tells()} no day to begin at")
        else:
            self._narrow_time(since=day_start(when.start))

    def action_time_until(self) -> None:
        """Up to the day of the record under the cursor."""
        when = self.time_here
        if when is None or when.end == LATEST:
            self.remark(f"this record {self._tells()} no day to end at")
        else:
            self._narrow_time(until=day_start(when.end - 1) + DAY)

    def _tells(self) -> str:
        return "speaks of" if self.clock is Clock.ABOUT else "tells"

    def _narrow_time(self, *, since: int | None = None, until: int | None = None) -> None:
        """Move one end of the range by the clock of what is shown, or both; it is one filter, the newest."""
        clock = self.clock
        begin, end = asked_period(self._asked.query, clock) or (EARLIEST, LATEST)
        period = Period(begin if since is None else since, end if until is None else until, clock)
        if period.until <= period.since:
            self.remark("the range would end before it begins")
        else:
            self._want(without_periods(self._asked.query, clock).having(period))

    def action_time_focus(self) -> None:
        """To the strip, or back to the list."""
        if self.has_class("-tiny"):
            self.remark("no room for the strip here")
        elif self._strip is not None:
            self._point_strip()  # the cursor may have moved since the last detail
            self.set_focus(self._list if self._strip.has_focus else self._strip)

    def action_time_in(self) -> None:
        """Half the time, around the cursor."""
        self._point_strip()
        if self._strip is not None:
            self._strip.zoom_in()

    def action_time_out(self) -> None:
        """Twice the time."""
        self._point_strip()
        if self._strip is not None:
            self._strip.zoom_out()

    def on_timeline_strip_moved(self, event: "TimelineStrip.Moved") -> None:
        """Put the cursor on the first record from there on."""
        if self._view and (position := self._view.find(event.minute)) is not None:
            self._list.cursor = position

    def on_timeline_strip_selected(self, event: "TimelineStrip.Selected") -> None:
        """Filter by the range that was selected."""
        self._narrow_time(since=event.since, until=event.until)


def asked_period(query: Query, clock: Clock) -> tuple[int, int] | None:
    """The half-open minutes of a clock in which all that is asked for must lie; none where no time is asked for."""
    periods = [each for each in query.conditions if isinstance(each, Period) and each.clock is clock]
    if not periods:
        return None
    return max(each.since for each in periods), min(each.until for each in periods)


def without_periods(query: Query, clock: Clock) -> Query:
    """Without the conditions on the time of a record by a clock."""
    kept = (each for each in query.conditions if not (isinstance(each, Period) and each.clock is clock))
    return replace(query, conditions=tuple(kept))
