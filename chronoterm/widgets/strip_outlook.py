"""Which part of a chronology's time a strip shows, and where in it the cursor and a selection are."""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.scale import HOUR, Scale

Minutes = tuple[int, int]
"""Half-open minutes, [since, until)."""

SHORTEST = 6 * HOUR
"""Minutes that zooming in leaves at least."""

_scale = lru_cache(4)(Scale.of)


class Outlook(Struct, frozen=True, dict=True):
    """A window on the `extent` of a chronology, none for all of it; an empty extent has nothing to show.

    The cursor is a minute of the extent, and so is the anchor, where a selection was begun. `cells` are those of the
    chart, on which it depends what a bucket is.
    """

    extent: Minutes = (0, 0)
    window: Minutes | None = None
    cursor: int | None = None
    anchor: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no time to show."""
        return self.extent[0] >= self.extent[1]

    @property
    def shown(self) -> Minutes:
        """The minutes that are shown, before they are widened to whole buckets."""
        return self.window or self.extent

    def scale(self, cells: int) -> Scale | None:
        """The buckets that are shown; none where there is nothing to show."""
        return None if self.is_empty else _scale(*self.shown, cells)

    def over(self, extent: Minutes | None) -> "Outlook":
        """The same over another extent, as far as that goes."""
        return replace(self, extent=extent or (0, 0)).through(self.window)

    def through(self, window: Minutes | None) -> "Outlook":
        """With another window, moved into the extent and never shorter than SHORTEST."""
        if window is None or self.is_empty:
            return replace(self, window=window)
        first, last = self.extent
        length = max(SHORTEST, window[1] - window[0])
        start = max(first, min(window[0], last - length))
        return replace(self, window=(start, start + length) if length < last - first else None)

    def around(self, minute: int, length: int) -> "Outlook":
        """With a window of some length, a minute in its middle as far as the extent allows."""
        return self.through((minute - length // 2, minute - length // 2 + length))

    def zoomed(self, *, nearer: bool) -> "Outlook":
        """Showing half or twice as much around the cursor, or around the middle without one."""
        start, end = self.shown
        length = (end - start) // 2 if nearer else (end - start) * 2
        return self.around((start + end) // 2 if self.cursor is None else self.cursor, length)

    def at(self, minute: int | None, cells: int) -> "Outlook":
        """With the cursor at a minute, or the nearest one that there is; the window follows it."""
        scale = self.scale(cells)
        if minute is None or scale is None:
            return replace(self, cursor=minute)
        minute = max(self.extent[0], min(minute, self.extent[1] - 1))
        moved = replace(self, cursor=minute)
        start, end = self.shown
        return moved if scale.start <= minute < scale.end else moved.around(minute, end - start)

    def next_to(self, step: int, cells: int) -> int | None:
        """A minute of the bucket after the cursor's or before it, or of the first or last shown without a cursor."""
        scale = self.scale(cells)
        if scale is None:
            return None
        if self.cursor is None:
            return scale.start if step > 0 else scale.end - 1
        first, end = scale.around(self.cursor)
        return end if step > 0 else first - 1

    def bucket(self, cells: int) -> Minutes | None:
        """The minutes of the cursor's bucket."""
        scale = self.scale(cells)
        return None if scale is None or self.cursor is None else scale.around(self.cursor)

    def selection(self, cells: int) -> Minutes | None:
        """The minutes of all buckets from the anchor's to the cursor's."""
        scale = self.scale(cells)
        if scale is None or self.cursor is None or self.anchor is None:
            return None
        first, last = sorted((self.anchor, self.cursor))
        return scale.around(first)[0], scale.around(last)[1]
