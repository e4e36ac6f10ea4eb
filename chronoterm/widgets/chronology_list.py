"""The records of a view, one line each, painted only where visible."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.reactive import reactive
from textual.strip import Strip

from chronoterm.cells import wrap
from chronoterm.chronology.view import Chronology, View
from chronoterm.commands import Place
from chronoterm.lighting import DARKNESS, Light
from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.records import Entry
from chronoterm.widgets.columns import Column, layout
from chronoterm.widgets.keys import bindings
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.list_ahead import Ahead, window_ahead
from chronoterm.widgets.list_lines import Between, ListLines
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.widgets.painted_rows import PaintedRows, Way
from chronoterm.widgets.row_painter import Look, Part, RowPainter

NOTE_MARGIN = 3

KEPT_STRIPS = 512
"""Painted lines kept for the next look; some pages of a large window."""


class ChronologyList(LinePane, can_focus=True, inherit_bindings=False):
    """A virtual list with a cursor; only what changed is painted again."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {part.value for part in Part}

    cursor: reactive[int] = reactive(0, repaint=False, init=False, always_update=True)
    heading: reactive[str] = reactive("", repaint=False, init=False)
    """The heading that stands over the first visible record; to be watched, so that it changes in the same frame."""

    @dataclass
    class Highlighted(WidgetMessage):
        """The cursor reached another record, or there is none any more."""

        record_id: str | None

    class Chosen(WidgetMessage):
        """Enter was pressed, or a record clicked twice."""

    @dataclass
    class ColumnChanged(WidgetMessage):
        """Another column is the one that records are filtered by."""

        column: SortKey

    class SelectionChanged(WidgetMessage):
        """Other records are selected."""

    @dataclass
    class Resized(WidgetMessage):
        """The list has another width."""

        cells: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._view: View | None = None
        self._chronology: Chronology | None = None
        self._lines = ListLines(0, ())
        self._between = Between()
        self._painter: RowPainter | None = None
        self._note = ""
        self._hits: View | None = None
        self._light = DARKNESS
        self.column = SortKey.ACTOR
        self.selected: frozenset[str] = frozenset()
        """The ids of the selected records, in view or not."""
        self._painted = lru_cache(KEPT_STRIPS)(self._paint_record)
        self._ahead = Ahead(self._paint_ahead, self.call_later)
        self._looked_from: int | None = None
        self._painted_rows = PaintedRows()

    # What is shown

    def show(  # noqa: PLR0913 - the last three can be left out
        self,
        chronology: Chronology,
        view: View,
        position: int,
        *,
        light: Light = DARKNESS,
        hits: View | None = None,
        top: int | None = None,
        between: Between = Between(),  # noqa: B008 - it is a value without any rows
    ) -> None:
        """Show a view with the cursor at `position`, and `top` as the first line if the cursor is visible then.

        `light` tells which words are lit; `hits` which records, where the view has others too. The rows `between`
        records are no records.
        """
        self._chronology, self._view, self._note = chronology, view, ""
        self._light, self._hits = light, hits
        self._between = between
        self._lines = ListLines(view.count, view.groups, between.firsts)
        self._keep_column()
        self._forget_view()
        if top is not None:
            self.top = top
        # The lines are painted once: setting the cursor as usual would paint them again.
        self.set_reactive(ChronologyList.cursor, self.validate_cursor(position))
        self.take(self._lines.total, top=self._top_for(self.cursor))
        self.post_message(self.Highlighted(self, self.record_id))
        self._say_heading()

    def lay_between(self, between: Between) -> None:
        """Show other rows between the records, with the cursor on the line of the window that it is on."""
        if self._view is None or self._note:
            return
        line = self.line_in_window
        self._between = between
        self._lines = ListLines(self._view.count, self._view.groups, between.firsts)
        self._forget()
        self.total = self._lines.total
        self.put_in_window(line)
        self._say_heading()

    def leave(self) -> None:
        """Be on no record, so that what is shown next begins at its first."""
        self._view = None
        self.set_reactive(ChronologyList.cursor, 0)

    def select(self, ids: frozenset[str]) -> None:
        """Select these records and no others."""
        if ids != self.selected:
            self.selected = ids
            self._painted.cache_clear()
            self._looked_from = None
            self.repaint()
            self._look_ahead()
            self.post_message(self.SelectionChanged(self))

    def action_select_one(self) -> None:
        """Select the record under the cursor, or leave it out again, and go on to the next."""
        if self.record_id is not None:
            self.select(self.selected ^ {self.record_id})
            self.cursor += 1

    def say(self, note: str) -> None:
        """Show a note where there are no records."""
        self._note = note
        self._forget()
        self.take(self._note_height(), top=0)

    @property
    def line_in_window(self) -> int:
        """On which line of the window the cursor is, from 0."""
        return self._lines.line_of(self.cursor) - self.top

    def put_in_window(self, line: int) -> None:
        """Move the window so that the cursor is on this line of it, as far as that can be."""
        self.go_to(self._lines.line_of(self.cursor) - line)

    @property
    def record_id(self) -> str | None:
        """The record under the cursor."""
        entry = self.entry
        return entry.id if entry else None

    @property
    def entry(self) -> Entry | None:
        """What the list knows of the record under the cursor."""
        rows = self._view.window(self.cursor, 1) if self._view else ()
        return rows[0].entry if rows else None

    # Moving

    def validate_cursor(self, position: int) -> int:
        """Keep the cursor on a record."""
        count = self._view.count if self._view else 0
        return max(0, min(position, count - 1))

    def watch_cursor(self, position: int) -> None:
        """Follow with the window, repaint what changed, and say so."""
        self.go_to(self._top_for(position))
        self.post_message(self.Highlighted(self, self.record_id))

    def _top_for(self, position: int) -> int:
        """Where the window must begin to show a position; it moves by half a page, which is sent less often."""
        height, top, line = self.size.height, self.top, self._lines.line_of(position)
        if position == 0:
            return 0
        if top <= line < top + height:
            return top
        half = height // 2
        if top - half <= line < top + height + half:
            return top + (half if line >= top else -half)
        return line - half

    def action_move_down(self) -> None:
        """One record on."""
        self.cursor += 1

    def action_move_up(self) -> None:
        """One record back."""
        self.cursor -= 1

    def action_move_page_down(self) -> None:
        """A page on."""
        self._move_lines(max(1, self.size.height - 1))

    def action_move_page_up(self) -> None:
        """A page back."""
        self._move_lines(min(-1, 1 - self.size.height))

    def action_move_half_down(self) -> None:
        """Half a page on."""
        self._move_lines(max(1, self.size.height // 2))

    def action_move_half_up(self) -> None:
        """Half a page back."""
        self._move_lines(min(-1, -(self.size.height // 2)))

    def action_move_first(self) -> None:
        """To the first record."""
        self.cursor = 0

    def action_move_last(self) -> None:
        """To the last record."""
        self.cursor = self._view.count - 1 if self._view else 0

    def action_column_left(self) -> None:
        """To the column before."""
        self._change_column(-1)

    def action_column_right(self) -> None:
        """To the next column."""
        self._change_column(1)

    def _change_column(self, by: int) -> None:
        columns = self.column_keys
        here = columns.index(self.column) if self.column in columns else 0
        self.column = columns[max(0, min(here + by, len(columns) - 1))]
        self.post_message(self.ColumnChanged(self, self.column))

    def _keep_column(self) -> None:
        """Where there is no room for the column any more, the last one takes its place."""
        if self.cells and self.column not in self.column_keys:
            self.column = self.column_keys[-1]
            self.post_message(self.ColumnChanged(self, self.column))

    @property
    def column_keys(self) -> list[SortKey]:
        """The columns that there is room for."""
        return [each.key for each in self._columns]

    @property
    def _columns(self) -> tuple[Column, ...]:
        return layout(self.cells, self._order, origins=self.counts_origins)

    @property
    def counts_origins(self) -> bool:
        """Whether reports are counted where there is room: where somebody asked for origins."""
        return self._view is not None and self._view.query.asks_for_reports

    def action_read_open(self) -> None:
        """To the detail."""
        self.post_message(self.Chosen(self))

    def _move_lines(self, lines: int) -> None:
        line = max(0, min(self._lines.line_of(self.cursor) + lines, self._lines.total - 1))
        there = self._lines.at(line).position
        # A heading stands for the record below it, which may be the one under the cursor.
        self.cursor = there if there != self.cursor else there + (1 if lines > 0 else -1)

    def go_to(self, top: int) -> None:
        """Move the window, and then paint ahead what may be seen next."""
        super().go_to(top)
        self._look_ahead()

    # Painting

    def paint_line(self, line: int) -> Strip:
        """The strip of a record, a heading or a line of the note."""
        if self._note:
            return self._paint_note(line)
        is_cursor = line == self._lines.line_of(self.cursor)
        return self._painted(line, is_cursor, is_cursor and self.has_focus)

    def _paint_record(self, line: int, is_cursor: bool, focused: bool) -> Strip:
        if self._view is None or self._chronology is None:
            return Strip.blank(self.cells)
        if self._painter is None:
            self._painter = self._new_painter(self._chronology)
        here = self._lines.at(line)
        if here.heading is not None:
            return self._painter.heading(here.heading, self._lines.size(line))
        if here.between is not None:
            return self._painter.between(self._between.text(here.between))
        rows = self._painted_rows.upto(self._view, here.position)
        new_day = self._painter.begins_day(rows)
        hit = None if self._hits is None else self._hits.position(rows[-1].entry.id) is not None
        selected = rows[-1].entry.id in self.selected
        look = Look(
            new_day, is_cursor, focused, whole_date=not self._order.by_time, hit=hit, selected=selected
        )
        return self._painted_rows.strip(self._painter, rows[-1], look)

    def _look_ahead(self) -> None:
        """Have the lines beside the cursor painted, and those around a window that has moved."""
        if self._view is None or self._note or not self.is_running:
            return
        cursor, before, around = self._lines.line_of(self.cursor), self._looked_from, None
        if before != self.top:
            self._looked_from, goes_up = self.top, before is not None and before > self.top
            around = window_ahead(self.top, self.size.height, self._lines.total, up=goes_up)
        self._ahead.look((cursor - 1, cursor + 1), around)

    def _paint_ahead(self, line: int) -> None:
        if 0 <= line < self._lines.total and not self._note:
            self.make_ready(self._painted(line, False, False))
            if abs(line - self._lines.line_of(self.cursor)) == 1:
                self.make_ready(self._painted(line, True, self.has_focus))

    def _paint_note(self, line: int) -> Strip:
        lines = self._note_lines()
        text = f"{' ' * NOTE_MARGIN}{lines[line] if line < len(lines) else ''}"
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.cells, self.rich_style)

    def _note_lines(self) -> list[str]:
        return ["", *wrap(self._note, max(1, self.cells - 2 * NOTE_MARGIN))]

    def _note_height(self) -> int:
        return len(self._note_lines()) if self._note else self._lines.total

    def _new_painter(self, chronology: Chronology) -> RowPainter:
        styles = {part: self.part_style(part.value) for part in Part}
        return RowPainter(
            chronology, self._columns, self.cells, self.rich_style, styles, self._light, self._view
        )

    @property
    def _order(self) -> Order:
        return CHRONOLOGICAL if self._view is None else self._view.order

    def _forget(self) -> None:
        """Forget what is painted: the width or the theme changed."""
        self._forget_view()
        self._painted_rows.forget()

    def _forget_view(self) -> None:
        """Forget on which line what is painted: the view changed. A record that is the same looks the same."""
        self._painter = self._looked_from = None
        self._painted.cache_clear()
        if self._chronology is not None:
            told_by = self._chronology.names, self._columns, self.cells
            self._painted_rows.paint_by(Way(*told_by, self._light, self._order.clock, self.rich_style))

    # What happens to it

    def on_unmount(self) -> None:
        """Paint nothing ahead any more."""
        self._ahead.stop()

    def top_changed(self) -> None:
        """Say which heading stands above, when the window moves."""
        self._say_heading()

    def _say_heading(self) -> None:
        self.heading = self._lines.heading_over(self.top)

    def on_resize(self) -> None:
        """Lay the columns out anew and keep the cursor in the window."""
        self._forget()
        self.post_message(self.Resized(self, self.cells))
        self._keep_column()
        self.take(self._note_height(), top=self._top_for(self.cursor))

    def colours_changed(self) -> None:
        """Paint anew in other colours."""
        self._forget()
        super().colours_changed()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the record that was clicked; a second click opens it."""
        line = event.y + self.top
        if self._note or line >= self._lines.total or event.x >= self.cells:
            return
        here = self._lines.at(line)
        if here.is_record and here.position == self.cursor and event.chain > 1:
            self.post_message(self.Chosen(self))
        self.cursor = here.position
