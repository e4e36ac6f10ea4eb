"""Lines with a cursor that has a place in its line too: a cell of a lane, or one of two columns."""

from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from chronoterm.instruments.told import Told
from chronoterm.widgets.told_list import PARTS, ToldList

CELL = "lanes--cell"
SIDE = "lanes--side"


class Cursor(NamedTuple):
    """A line, the cells of it that are marked (none where the range is empty), and how."""

    line: int = 0
    cells: range = range(0)
    part: str = CELL


class LanesGrid(ToldList, can_focus=True):
    """Shows what is told; of the line under the cursor some cells are marked."""

    COMPONENT_CLASSES = {*PARTS, CELL, SIDE}  # noqa: RUF012 - Textual's form

    def __init__(self, told: Told | None, cursor: Cursor, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(told, cursor.line, id=id)
        self._marked = cursor

    def show_at(self, told: Told, cursor: Cursor) -> None:
        """Show what is told, now in another way, with another cursor.

        The first visible line stays, as far as the cursor allows; what looks the same is not sent again.
        """
        self._told, self._marked, self.total = told, cursor, told.count
        self.set_reactive(LanesGrid.cursor, self.validate_cursor(cursor.line))
        last = self.top + self.size.height - 1
        self.go_to(self.cursor if self.cursor < self.top else self.top + max(0, self.cursor - last))

    def paint_line(self, line: int) -> Strip:
        """The strip of a line."""
        strip, cells = super().paint_line(line), self._marked.cells
        if line != self.cursor or not cells or self._told is None:
            return strip
        first, end = cells.start + 1, min(cells.stop + 1, self.cells)  # after the cursor's own mark
        return Strip.join([strip.crop(0, first), self._lit(strip.crop(first, end)), strip.crop(end)])

    def _lit(self, strip: Strip) -> Strip:
        style = self.part_style(self._marked.part)
        return Strip([Segment(each.text, each.style and each.style + style) for each in strip])
