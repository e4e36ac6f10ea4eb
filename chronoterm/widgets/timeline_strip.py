"""The strip of time: how many records there are when, in the view and in the whole chronology."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from msgspec.structs import replace
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.terms import Clock
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.widgets.painted_lines import PaintedLines
from chronoterm.widgets.strip_counts import Counts
from chronoterm.widgets.strip_outlook import Minutes, Outlook
from chronoterm.widgets.strip_painter import MARGIN, Cell, Marks, Part, StripPainter, chart_width

_MOST_LINES = 2
_LEFT_BUTTON = 1


class TimelineStrip(PaintedLines, can_focus=True):
    """One line of bars to scale, with an axis below it where there is a second line.

    It shows all of the chronology's time, or the `window` of it. The cursor is a minute, whose bucket is marked. A
    selection runs from where it was begun to the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.STRIP)
    COMPONENT_CLASSES: ClassVar[set[str]] = {part.value for part in Part}

    @dataclass
    class Moved(WidgetMessage):
        """The cursor was moved to the bucket that begins at `minute`."""

        minute: int

    @dataclass
    class Selected(WidgetMessage):
        """The half-open minutes [since, until) were selected."""

        since: int
        until: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._counts = Counts()
        self._period: Minutes | None = None
        self._undated = 0
        self._clock = Clock.DATE
        self._outlook = Outlook()
        self._grabbed: int | None = None

    # What is shown

    def show(self, chronology: Chronology, view: View, *, period: Minutes | None, undated: int) -> None:
        """Show a view by the clock of its order; `period` is what it asks for, `undated` what has no time by it."""
        self._counts.take(chronology, view)
        self._period, self._undated, self._clock = period, undated, view.order.clock
        outlook = self._outlook.over(view.extent)
        self._look(outlook.at(outlook.cursor, self._cells))

    def point(self, minute: int | None) -> None:
        """Put the cursor where a record begins; none for an undated one. The window follows.

        With focus the cursor leads: the record that was found for it, maybe after a gap, does not move it.
        """
        if self.has_focus and minute is not None and self._is_found_from_here(minute):
            return
        before, after = self._outlook, self._outlook.at(minute, self._cells)
        if (before.window, before.bucket(self._cells)) != (after.window, after.bucket(self._cells)):
            self._look(after)
        self._outlook = after

    @property
    def window(self) -> Minutes | None:
        """The half-open minutes that are shown, before they are widened to whole buckets; none for all."""
        return self._outlook.window

    @window.setter
    def window(self, window: Minutes | None) -> None:
        """Show other minutes, as far as the chronology goes; may be set before there is a view."""
        self._look(self._outlook.through(window))

    def zoom_in(self) -> None:
        """Show half as much around the cursor."""
        self._look(self._outlook.zoomed(nearer=True))

    def zoom_out(self) -> None:
        """Show twice as much around the cursor."""
        self._look(self._outlook.zoomed(nearer=False))

    # Moving and selecting

    def action_strip_left(self) -> None:
        """One bucket back."""
        self._move(self._outlook.next_to(-1, self._cells))

    def action_strip_right(self) -> None:
        """One bucket on."""
        self._move(self._outlook.next_to(1, self._cells))

    def action_strip_extend_left(self) -> None:
        """One bucket back, selecting."""
        self._begin_selection()
        self.action_strip_left()

    def action_strip_extend_right(self) -> None:
        """One bucket on, selecting."""
        self._begin_selection()
        self.action_strip_right()

    def action_strip_first(self) -> None:
        """To the first bucket of all."""
        self._move(self._outlook.extent[0])

    def action_strip_last(self) -> None:
        """To the last bucket of all."""
        self._move(self._outlook.extent[1] - 1)

    def action_strip_mark(self) -> None:
        """Begin a selection at the cursor, or drop the one that there is."""
        if self._outlook.anchor is None:
            self._begin_selection()
        else:
            self._drop_selection()

    def action_strip_take(self) -> None:
        """Announce what is selected, else the bucket of the cursor."""
        span = self._outlook.selection(self._cells) or self._outlook.bucket(self._cells)
        if span:
            self._drop_selection()
            self.post_message(self.Selected(self, *span))

    def _begin_selection(self) -> None:
        if self._outlook.anchor is None:
            self._look(replace(self._outlook, anchor=self._outlook.cursor))

    def _drop_selection(self) -> None:
        self._look(replace(self._outlook, anchor=None))

    def _move(self, minute: int | None) -> None:
        before = self._outlook.bucket(self._cells)
        if minute is not None:
            self._look(self._outlook.at(minute, self._cells))
        after = self._outlook.bucket(self._cells)
        if after and after != before:
            self.post_message(self.Moved(self, after[0]))

    def _is_found_from_here(self, minute: int) -> bool:
        """Whether a view that is asked for the minute of the cursor's bucket finds a record of this minute."""
        here, view = self._outlook.bucket(self._cells), self._counts.view
        position = view.find(here[0]) if view and here else None
        rows = view.window(position, 1) if view and position is not None else ()
        times = (self._counts.time_of(row.entry) for row in rows)
        return any(time is not None and time.start == minute for time in times)

    # Painting

    @property
    def _cells(self) -> int:
        """The cells of the chart."""
        return chart_width(self.size.width)

    def _look(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self.repaint()

    def paint_lines(self) -> list[Strip]:
        """The line of bars and the axis."""
        width, height = self.size
        painted = self._painted_lines(min(height, _MOST_LINES))
        base = self.rich_style
        styles = {
            parts: base + self.part_style(*(part.value for part in parts))
            for parts in {each.parts for line in painted for each in line}
        }
        lines = [_strip(line, styles).adjust_cell_length(width, base) for line in painted]
        return lines + [Strip.blank(width, base)] * (height - len(lines))

    def _painted_lines(self, height: int) -> list[list[Cell]]:
        scale, cursor = self._outlook.scale(self._cells), self._outlook.cursor
        densities = self._counts.on(scale) if scale and height else None
        if scale is None or densities is None:
            return []
        marks = Marks(
            None if cursor is None else scale.bucket_at(cursor),
            self._outlook.selection(self._cells),
            self._period,
            self._undated,
            self._clock,
        )
        return StripPainter(densities, marks, self.size.width, height).lines()

    # What happens to it

    def on_resize(self) -> None:
        """Keep the cursor in the window, which is of other buckets now."""
        self._look(self._outlook.at(self._outlook.cursor, self._cells))

    def on_blur(self) -> None:
        """Drop a selection that nobody took."""
        self._drop_selection()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the bucket under the mouse."""
        cell = self._cell_under(event)
        scale = self._outlook.scale(self._cells)
        if scale and event.button == _LEFT_BUTTON and 0 <= cell < self._cells:
            event.stop()
            self._grabbed = scale.edges[scale.bucket_in(cell, self._cells)]
            self.capture_mouse()
            self._look(replace(self._outlook, anchor=None).at(self._grabbed, self._cells))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from the bucket that is held to the one under the mouse."""
        scale = self._outlook.scale(self._cells)
        if scale and self._grabbed is not None:
            bucket = scale.bucket_in(max(0, self._cell_under(event)), self._cells)
            dragged = self._outlook.at(scale.edges[bucket], self._cells)
            is_away = dragged.bucket(self._cells) != scale.around(self._grabbed)
            self._look(replace(dragged, anchor=self._grabbed if is_away else None))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Announce what was dragged over, or the bucket that was clicked."""
        if self._grabbed is None:
            return
        event.stop()
        self._grabbed = None
        self.release_mouse()
        here = self._outlook.bucket(self._cells)
        if self._outlook.anchor is not None:
            self.action_strip_take()
        elif here:
            self.post_message(self.Moved(self, here[0]))

    def _cell_under(self, event: events.MouseEvent) -> int:
        return int(event.screen_x) - self.region.x - MARGIN


def _strip(cells: Sequence[Cell], styles: dict[tuple[Part, ...], Style]) -> Strip:
    """Cells as a line; neighbours of the same parts are one segment, to spare the link."""
    return Strip(
        [
            Segment("".join(cell.text for cell in neighbours), styles[parts])
            for parts, neighbours in groupby(cells, key=attrgetter("parts"))
        ]
    )
