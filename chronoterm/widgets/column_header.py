"""The names of the columns over the list, with the order and the month of the first visible record."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from chronoterm.cells import fit
from chronoterm.dates import month_name
from chronoterm.query import CHRONOLOGICAL, Order, SortKey
from chronoterm.widgets.columns import GAP, MARK_WIDTH, Column, column_at, layout
from chronoterm.widgets.messages import WidgetMessage

MONTHS = frozenset(month_name(number) for number in range(1, 13))
_ORDERED = "column-header--ordered"


class ColumnHeader(Widget):
    """Columns that a click sorts by; a click on the one in order turns it round."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_ORDERED}

    @dataclass
    class Picked(WidgetMessage):
        """A column was clicked."""

        key: SortKey

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._order = CHRONOLOGICAL
        self._heading = ""
        self._cells = 0

    def show(
        self, *, order: Order | None = None, heading: str | None = None, cells: int | None = None
    ) -> None:
        """Show another order, heading over the first visible record, or width of the list below."""
        before = (self._order, self._heading, self._cells)
        self._order = self._order if order is None else order
        self._heading = self._heading if heading is None else heading
        self._cells = self._cells if cells is None else cells
        if before != (self._order, self._heading, self._cells):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        base = self.rich_style
        if y:
            return Strip.blank(self.size.width, base)
        ordered = base + self.get_component_rich_style(_ORDERED, partial=True)
        segments = [Segment(" " * MARK_WIDTH, base)]
        for column in layout(self._cells, by_date=self._order.key is SortKey.DATE):
            style = ordered if column.key is self._order.key else base
            segments.append(Segment(fit(self._title(column), column.width) + " " * GAP, style))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        """Announce which column was clicked."""
        columns = layout(self._cells, by_date=self._order.key is SortKey.DATE)
        if event.x < self._cells and (column := column_at(columns, event.x)):
            self.post_message(self.Picked(self, column.key))

    def _title(self, column: Column) -> str:
        if column.key is not self._order.key:
            return column.title.upper()
        month = _short(self._heading) if column.key is SortKey.DATE else ""
        return f"{month or column.title.upper()} {'↓' if self._order.reverse else '↑'}"


def _short(heading: str) -> str:
    """`October 2024` as `Oct 2024`, so that it fits above the dates it completes."""
    month, _, year = heading.partition(" ")
    return f"{month[:3]} {year}" if month in MONTHS else ""
