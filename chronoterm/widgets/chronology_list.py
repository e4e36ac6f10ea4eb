"""The records of a view, one line each, painted only where visible."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from chronoterm.chronology.view import Chronology, Row, View
from chronoterm.commands import Place
from chronoterm.query import SortKey
from chronoterm.widgets.columns import layout
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.list_lines import ListLines
from chronoterm.widgets.row_painter import Look, Part, RowPainter

KEPT_STRIPS = 2048
"""Painted lines kept for the next look; some pages of a large window."""


class ChronologyList(ScrollView, can_focus=True, inherit_bindings=False):
    """A virtual list with a cursor; only what changed is painted again."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {part.value for part in Part}

    cursor: reactive[int] = reactive(0, repaint=False, init=False, always_update=True)

    @dataclass
    class Highlighted(Message):
        """The cursor reached another record, or there is none any more."""

        chronology_list: "ChronologyList"
        record_id: str | None

        @property
        def control(self) -> "ChronologyList":
            """The list, so that handlers can be bound to one."""
            return self.chronology_list

    @dataclass
    class Chosen(Message):
        """Enter was pressed, or the record under the cursor clicked."""

        chronology_list: "ChronologyList"

        @property
        def control(self) -> "ChronologyList":
            """The list, so that handlers can be bound to one."""
            return self.chronology_list

    @dataclass
    class HeadingChanged(Message):
        """Another heading stands over the first visible line."""

        chronology_list: "ChronologyList"
        title: str

        @property
        def control(self) -> "ChronologyList":
            """The list, so that handlers can be bound to one."""
            return self.chronology_list

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._view: View | None = None
        self._chronology: Chronology | None = None
        self._lines = ListLines(0, ())
        self._painter: RowPainter | None = None
        self._heading = ""
        self._painted = lru_cache(KEPT_STRIPS)(self._paint)

    # What is shown

    def show(self, chronology: Chronology, view: View, position: int) -> None:
        """Show a view with the cursor at `position`."""
        self._chronology, self._view = chronology, view
        self._lines = ListLines(view.count, view.groups)
        self.virtual_size = Size(self.size.width, self._lines.total)
        self._repaint()
        self.cursor = position
        self._say_heading()

    @property
    def record_id(self) -> str | None:
        """The record under the cursor."""
        rows = self._view.window(self.cursor, 1) if self._view else ()
        return rows[0].entry.id if rows else None

    def _repaint(self) -> None:
        """Forget what is painted: the view, the width or the theme changed."""
        self._painter = None
        self._painted.cache_clear()
        self.refresh()

    # Moving

    def validate_cursor(self, position: int) -> int:
        """Keep the cursor on a record."""
        count = self._view.count if self._view else 0
        return max(0, min(position, count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Repaint the two lines, follow with the window, and say so."""
        self._refresh_line(before)
        self._follow()
        self._refresh_line(now)
        self.post_message(self.Highlighted(self, self.record_id))

    def _refresh_line(self, position: int) -> None:
        line = self._lines.line_of(position) - self.scroll_offset.y
        if 0 <= line < self.size.height:
            self.refresh(Region(0, line, self.size.width, 1))

    def _follow(self) -> None:
        """When the cursor leaves the window, move by half a page: fewer repaints than line by line."""
        height, top, line = self.size.height, self.scroll_offset.y, self._lines.line_of(self.cursor)
        if height <= 0 or top <= line < top + height:
            return
        near = top - height // 2 <= line < top + height + height // 2
        wanted = top + (height // 2 if line >= top else -(height // 2)) if near else line - height // 2
        if self.cursor == 0:
            wanted = 0
        self.scroll_to(
            y=max(0, min(wanted, self._lines.total - height)), animate=False, force=True, immediate=True
        )

    def action_move_down(self) -> None:
        """One record on."""
        self.cursor += 1

    def action_move_up(self) -> None:
        """One record back."""
        self.cursor -= 1

    def action_move_page_down(self) -> None:
        """A page on."""
        self._move_lines(self.size.height - 1)

    def action_move_page_up(self) -> None:
        """A page back."""
        self._move_lines(1 - self.size.height)

    def action_move_half_down(self) -> None:
        """Half a page on."""
        self._move_lines(self.size.height // 2)

    def action_move_half_up(self) -> None:
        """Half a page back."""
        self._move_lines(-(self.size.height // 2))

    def action_move_first(self) -> None:
        """To the first record."""
        self.cursor = 0

    def action_move_last(self) -> None:
        """To the last record."""
        self.cursor = self._view.count - 1 if self._view else 0

    def action_read_open(self) -> None:
        """To the detail."""
        self.post_message(self.Chosen(self))

    def _move_lines(self, lines: int) -> None:
        line = max(0, min(self._lines.line_of(self.cursor) + lines, self._lines.total - 1))
        self.cursor = self._lines.at(line).position

    # Painting

    def render_line(self, y: int) -> Strip:
        """The strip of a visible line."""
        line = y + self.scroll_offset.y
        if self._painter is None and self._chronology is not None:
            self._painter = self._new_painter(self._chronology)
        if self._painter is None or line >= self._lines.total:
            return Strip.blank(self.size.width, self.rich_style)
        is_cursor = line == self._lines.line_of(self.cursor)
        return self._painted(line, is_cursor, is_cursor and self.has_focus)

    def _new_painter(self, chronology: Chronology) -> RowPainter:
        styles = {part: self._part_style(part) for part in Part}
        cells = self.size.width
        return RowPainter(chronology, layout(cells), cells, self.rich_style, styles)

    def _part_style(self, part: Part) -> Style:
        return self.get_component_rich_style(part.value, partial=True)

    def _paint(self, line: int, is_cursor: bool, focused: bool) -> Strip:
        here = self._lines.at(line)
        if self._painter is None or self._view is None:
            return Strip.blank(self.size.width)
        if here.heading is not None:
            return self._painter.heading(here.heading, self._lines.size(line))
        first = max(0, here.position - 1)
        rows = self._view.window(first, here.position - first + 1)
        by_date = self._view.order.key is SortKey.DATE
        new_day = not by_date or self._begins_day(rows)
        return self._painter.row(rows[-1], Look(new_day, is_cursor, focused, whole_date=not by_date))

    @staticmethod
    def _begins_day(rows: Sequence[Row]) -> bool:
        return len(rows) == 1 or rows[0].entry.date_label != rows[1].entry.date_label

    # What happens to it

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say which heading stands above, when the window moves."""
        super().watch_scroll_y(old_value, new_value)
        self._say_heading()

    def _say_heading(self) -> None:
        title = self._lines.heading_over(self.scroll_offset.y)
        if title != self._heading:
            self._heading = title
            self.post_message(self.HeadingChanged(self, title))

    def on_resize(self) -> None:
        """Lay the columns out anew and keep the cursor in the window."""
        self.virtual_size = Size(self.size.width, self._lines.total)
        self._repaint()
        self._follow()

    def notify_style_update(self) -> None:
        """Paint anew in the colours of another theme."""
        super().notify_style_update()
        self._repaint()

    def on_focus(self) -> None:
        """Show that the keys go here."""
        self._refresh_line(self.cursor)

    def on_blur(self) -> None:
        """Show that they go elsewhere."""
        self._refresh_line(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the record that was clicked; a second click opens it."""
        line = event.y + self.scroll_offset.y
        if self._view is None or line >= self._lines.total:
            return
        here = self._lines.at(line)
        if here.heading is None and here.position == self.cursor and event.chain > 1:
            self.post_message(self.Chosen(self))
        self.cursor = here.position
