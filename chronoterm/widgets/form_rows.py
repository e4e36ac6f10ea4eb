"""How a text that is edited is broken into rows, and which place of it is in which cell.

Unlike `cells.wrap`, nothing of the text is left out: every place that the cursor can be at has a row and a cell.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import get_character_cell_size

from chronoterm.cells import cut, width


class Row(NamedTuple):
    """The half-open places of a text that stand on one line; spaces at its end may reach past the last cell."""

    start: int
    end: int


Rows = Sequence[Row]


def rows_of(text: str, cells: int) -> Rows:
    """The rows of a text that is clean, at least one; broken between words where possible."""
    cells = max(1, cells)
    found: list[Row] = []
    start = 0
    while True:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        found += _rows_of_line(text, start, end, cells)
        if end == len(text):
            return found
        start = end + 1


def _rows_of_line(text: str, start: int, last: int, cells: int) -> Iterator[Row]:
    is_narrow = text.isascii()
    while True:
        end = min(last, start + cells) if is_narrow else _reach(text, start, last, cells)
        if end >= last:
            yield Row(start, last)
            return
        space = text.rfind(" ", start, end + 1)
        if space >= 0:
            end = space + 1
            while end < last and text[end] == " ":
                end += 1
        yield Row(start, end)
        if end == last:
            return
        start = end


def _reach(text: str, start: int, last: int, cells: int) -> int:
    """Up to where a text fits into cells; at least one letter, and marks stay with their letter."""
    for place in range(start, last):
        size = get_character_cell_size(text[place])
        cells -= size
        if cells < 0 and size and place > start:
            return place
    return last


def row_of(rows: Rows, place: int) -> int:
    """The number of the row that a place of the text is on."""
    return max(0, bisect_right(rows, place, key=lambda row: row.start) - 1)


def cell_of(text: str, row: Row, place: int) -> int:
    """The cell of a place in its row."""
    return cells_of(text[row.start : place])


def place_at(text: str, row: Row, cell: int) -> int:
    """The place of a row that is in a cell, or the last of the row."""
    end = row.end
    if end < len(text) and text[end] != "\n" and end > row.start:
        end -= 1  # the end of a broken row is the beginning of the next
    for place in range(row.start, end):
        size = get_character_cell_size(text[place])
        if size and cell < size:
            return place
        cell -= size
    return end


def cells_of(text: str) -> int:
    """The width of a piece of a text as it is painted."""
    return width(painted(text))


def painted(text: str) -> str:
    """A piece of a text without what terminals disagree about."""
    return text if text.isascii() else cut(text, 2 * len(text))
