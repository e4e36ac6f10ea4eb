"""Where somebody is among lanes: which lane, which cell of the axis, which part of time, and what is pinned.

All moves are pure, and none leaves the grid.
"""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.instruments.lanes_found import Minutes
from chronoterm.scale import HOUR, Scale, Unit, edges
from chronoterm.terms import Condition

SHORTEST = 6 * HOUR
"""Minutes that zooming in leaves at least."""

MOST_PINNED = 2


@lru_cache(8)
def scale_of(time: Minutes, window: Minutes | None, cells: int) -> Scale:
    """What a cell is on an axis of so many cells: the finest unit that fits, hours only where somebody zoomed in.

    A few days by the hour would make dust of every record that names its day alone.
    """
    shown = window or time
    scale = Scale.of(*shown, cells)
    if window is None and scale.unit is Unit.HOUR:
        return Scale(Unit.DAY, edges(Unit.DAY, *shown))
    return scale


class LanesState(Struct, frozen=True):
    """The cursor in a grid of `lanes` lines over `time`, of which `window` is shown; without a window all is.

    `minute` is in `time`. Nothing is in cells where there is no time, and nowhere is a lane where there are none.
    `pins` are two at the most, the oldest first.
    """

    lanes: int = 0
    time: Minutes | None = None
    lane: int = 0
    minute: int = 0
    window: Minutes | None = None
    pins: tuple[Condition, ...] = ()

    def scale(self, cells: int) -> Scale | None:
        """What the cells are on an axis so wide; none without time."""
        return None if self.time is None else scale_of(self.time, self.window, cells)

    def span(self, cells: int) -> Minutes | None:
        """The half-open minutes of the cell under the cursor."""
        scale = self.scale(cells)
        return None if scale is None else scale.around(self.minute)

    # Lanes

    def over(self, lanes: int, time: Minutes | None) -> "LanesState":
        """The same over other lanes and another time, as far as there are any; from another time all is shown."""
        window = self.window if time == self.time else None
        return replace(self, lanes=lanes, time=time, window=window).at_lane(self.lane).at(self.minute)

    def at_lane(self, lane: int) -> "LanesState":
        """On a lane, or the nearest that there is."""
        return replace(self, lane=max(0, min(lane, self.lanes - 1)))

    def down(self, lanes: int) -> "LanesState":
        """So many lanes on; back where the number is negative."""
        return self.at_lane(self.lane + lanes)

    # Cells

    def at(self, minute: int) -> "LanesState":
        """At a minute, or the nearest that there is; the window follows."""
        if self.time is None:
            return replace(self, minute=0)
        first, end = self.time
        moved = replace(self, minute=max(first, min(minute, end - 1)))
        if self.window is None or self.window[0] <= moved.minute < self.window[1]:
            return moved
        return moved.around(self.window[1] - self.window[0])

    def along(self, steps: int, cells: int) -> "LanesState":
        """So many cells on, on an axis so wide; back where the number is negative."""
        made = self
        for _ in range(abs(steps)):
            span = made.span(cells)
            if span is not None:
                made = made.at(span[1] if steps > 0 else span[0] - 1)
        return made

    def at_start(self) -> "LanesState":
        """At the beginning of all time that there is."""
        return self if self.time is None else self.at(self.time[0])

    def at_end(self) -> "LanesState":
        """At its end."""
        return self if self.time is None else self.at(self.time[1] - 1)

    def zoomed(self, *, nearer: bool) -> "LanesState":
        """Showing half or twice as much time around the cursor."""
        if self.time is None:
            return self
        start, end = self.window or self.time
        return self.around((end - start) // 2 if nearer else (end - start) * 2)

    def around(self, length: int) -> "LanesState":
        """With a window of some length, the cursor in its middle as far as time allows."""
        first, last = self.time or (0, 0)
        length = max(SHORTEST, length)
        if length >= last - first:
            return replace(self, window=None)
        start = max(first, min(self.minute - length // 2, last - length))
        return replace(self, window=(start, start + length))

    # Pins

    def pinned(self, lane: Condition) -> "LanesState":
        """With a lane pinned, or let go where it was; a third takes the place of the first."""
        if lane in self.pins:
            return replace(self, pins=tuple(each for each in self.pins if each != lane))
        return replace(self, pins=(*self.pins, lane)[-MOST_PINNED:])
