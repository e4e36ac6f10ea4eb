"""The names of the columns over the list, with the whole order and the month of the first visible record."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import EllipsisType
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from chronoterm.cells import cut, width
from chronoterm.dates import month_name
from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.widgets.columns import GAP, MARK_WIDTH, Column, column_at, layout
from chronoterm.widgets.messages import WidgetMessage

MONTHS = frozenset(month_name(number) for number in range(1, 13))
_ORDERED, _ACTIVE = "column-header--ordered", "column-header--active"
_UNDERLINED = Style(underline=True)


class ColumnHeader(Widget):
    """Columns that a click sorts by; a click on the one in order turns it round.

    Each column that decides the order has an arrow, with its rank where there are several. The active one, whose
    value can be filtered by, is underlined, so that it does not take a colour to see it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {_ORDERED, _ACTIVE}

    @dataclass
    class Picked(WidgetMessage):
        """A column was clicked."""

        key: SortKey

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._order = CHRONOLOGICAL
        self._heading = ""
        self._cells = 0
        self._active: SortKey | None = None
        self._origins = False

    def show(
        self,
        *,
        order: Order | None = None,
        heading: str | None = None,
        cells: int | None = None,
        active: SortKey | EllipsisType | None = ...,
        origins: bool | None = None,
    ) -> None:
        """Show another order, heading over the first visible record, width of the list below, or active column.

        `origins` tells whether the list counts reports where it has room. What is left out stays; `active=None` means
        no column.
        """
        before = (self._order, self._heading, self._cells, self._active, self._origins)
        self._origins = self._origins if origins is None else origins
        self._order = self._order if order is None else order
        self._heading = self._heading if heading is None else heading
        self._cells = self._cells if cells is None else cells
        self._active = self._active if isinstance(active, EllipsisType) else active
        if before != (self._order, self._heading, self._cells, self._active, self._origins):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        base = self.rich_style
        if y:
            return Strip.blank(self.size.width, base)
        segments = [Segment(" " * MARK_WIDTH, base)]
        for column in self._columns:
            segments += self._column(column, base)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    @property
    def _columns(self) -> tuple[Column, ...]:
        return layout(self._cells, self._order, origins=self._origins)

    def _column(self, column: Column, base: Style) -> Iterator[Segment]:
        """The title, and the blank cells up to the next one."""
        mark = self._mark(column.key)
        title = cut(cut(self._title(column), column.width - width(mark)) + mark, column.width)
        if mark:
            base += self.get_component_rich_style(_ORDERED, partial=True)
        active = base + self.get_component_rich_style(_ACTIVE, partial=True) + _UNDERLINED
        yield Segment(title, active if column.key is self._active else base)
        yield Segment(" " * (column.width - width(title) + GAP), base)

    def on_click(self, event: events.Click) -> None:
        """Announce which column was clicked."""
        if event.x < self._cells and (column := column_at(self._columns, event.x)):
            self.post_message(self.Picked(self, column.key))

    def _title(self, column: Column) -> str:
        """The month of the first visible record completes the dates below; beside two dates it says which it is."""
        month = _short(self._heading) if column.key is self._order.key and self._order.by_time else ""
        if not month or column.key is SortKey.DATE:
            return month or column.title.upper()
        both = f"{column.title.upper()} {month}"
        return both if width(both) + width(self._mark(column.key)) <= column.width else month

    def _mark(self, key: SortKey) -> str:
        """The direction and the rank of a column that decides the order."""
        columns = self._order.columns
        for rank, each in enumerate(columns, 1):
            if each.key is key:
                return f" {'↓' if each.reverse else '↑'}{rank if len(columns) > 1 else ''}"
        return ""


def _short(heading: str) -> str:
    """`October 2024` as `Oct 2024`, so that it fits above the dates it completes."""
    month, _, year = heading.partition(" ")
    return f"{month[:3]} {year}" if month in MONTHS else ""
