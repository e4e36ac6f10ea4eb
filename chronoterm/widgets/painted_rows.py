"""Records that a list has painted: one that looks the same in another view need not be painted again."""

from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from chronoterm.chronology.view import Row, View
from chronoterm.lighting import Light
from chronoterm.ordering import SortKey
from chronoterm.terms import Clock
from chronoterm.widgets.columns import Column
from chronoterm.widgets.row_painter import Look, RowPainter

KEPT_ROWS = 256
"""Records that are kept; the lines of a large window, and of those around it."""

READ_FROM_MORE = (SortKey.ABOUT, SortKey.LAG, SortKey.ORIGINS)
"""Columns of which the row of a record alone does not tell what stands there."""


class Way(NamedTuple):
    """What the line of a record depends on besides its row and its look."""

    names: object
    columns: tuple[Column, ...]
    cells: int
    light: Light
    clock: Clock
    style: Style

    @property
    def is_told_by_rows(self) -> bool:
        """Whether nothing else is read for it."""
        return not any(each.key in READ_FROM_MORE for each in self.columns)


class PaintedRows:
    """The rows of a view as they are fetched, and as they are painted."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._rows: dict[int, Row] = {}
        self._painted: dict[tuple[str, Look], tuple[Row, Strip]] = {}
        self._way: Way | None = None

    def forget(self) -> None:
        """Forget what is painted: it looks different now."""
        self._painted.clear()

    def paint_by(self, way: Way) -> None:
        """Paint another view from now on. What is painted is kept if it depends on nothing that is another."""
        if way != self._way or not way.is_told_by_rows:
            self._painted.clear()
        self._way = way

    def upto(self, view: View, position: int) -> list[Row]:
        """The row at a position, after the one before it."""
        if view is not self._view or len(self._rows) > KEPT_ROWS:
            self._view, self._rows = view, {}
        return [self._row(view, each) for each in range(max(0, position - 1), position + 1)]

    def _row(self, view: View, position: int) -> Row:
        row = self._rows.get(position)
        if row is None:
            row = self._rows[position] = view.window(position, 1)[0]
        return row

    def strip(self, painter: RowPainter, row: Row, look: Look) -> Strip:
        """The line of a record: that which is painted already, where it would look the same."""
        known = self._painted.get((row.entry.id, look))
        if known is not None and known[0] == row:
            return known[1]
        if len(self._painted) >= KEPT_ROWS:
            del self._painted[next(iter(self._painted))]
        strip = painter.row(row, look)
        self._painted[row.entry.id, look] = row, strip
        return strip
