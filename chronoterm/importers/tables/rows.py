"""The rows of a table, one after the other; what is no row is refused, with its number, and the next is read.

A quote that never closes would swallow all rows after it. So a row that cannot be read is its first line alone, and
reading goes on in the line after that.
"""

import re
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import NamedTuple

from chronoterm.importers.incoming import Refused
from chronoterm.importers.tables.decoding import LONGEST_LINE
from chronoterm.importers.tables.splitting import QUOTE, Stray, split_row

MOST_LINES = 200
"""Lines of a row; a quote that is still open after them is a stray one."""

_ENDS = "\r\n"


class Row(NamedTuple):
    """A row: its number among the rows, from 1 and without the header, the line it begins in, and its cells."""

    number: int
    line: int
    cells: list[str]


class Layout(NamedTuple):
    """How the rows of a table are laid out: the delimiter, the names of the columns, and whether quotes mean something.

    `unread` finds bytes that are no text.
    """

    delimiter: str
    columns: Sequence[str]
    quoted: bool = True
    unread: re.Pattern[str] | None = None


class Lines:
    """Lines that can be put back, counted from 1."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self.number = 0

    def next(self) -> str:
        """The next line with its end; the empty text after the last one."""
        line = self._back.popleft() if self._back else next(self._lines, "")
        self.number += line != ""
        return line

    def put_back(self, lines: Sequence[str]) -> None:
        """Let these lines, the last that were taken, come again."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


def table_rows(lines: Lines, layout: Layout) -> Generator[Row | Refused]:
    """The rows from where the lines stand; empty lines are none."""
    number, width = 0, len(layout.columns)
    delimiter, quoted, unread = layout.delimiter, layout.quoted, layout.unread
    next_line = lines.next
    while line := next_line():
        text = line.rstrip(_ENDS)
        if not text or text.isspace():
            continue
        number += 1
        started = lines.number
        found: list[str] | str
        if len(line) >= LONGEST_LINE:
            found = _too_long(line, lines)
        elif quoted and QUOTE in text:
            found = _quoted_row(line, lines, layout)
        elif "\0" in text or (unread and unread.search(text)):
            found = _first_fault(text.split(delimiter), layout)
        else:
            found = text.split(delimiter)
        if isinstance(found, list) and len(found) != width:
            found = _fitted(found, width)
        if isinstance(found, str):
            yield Refused(place(number, started), found)
        else:
            yield Row(number, started, found)


def place(number: int, line: int) -> str:
    """Where a row stands, in words."""
    return f"row {number} (line {line})"


def _quoted_row(first: str, lines: Lines, layout: Layout) -> list[str] | str:
    """The cells of a row with quotes, which may go on in the next lines, or why it is none."""
    taken: list[str] = []
    text = first
    found = split_row(text.rstrip(_ENDS), layout.delimiter)
    if isinstance(found, Stray) and found.unclosed:
        taken = _to_the_end(first, lines)
        text = "".join((first, *taken))
        found = split_row(text.rstrip(_ENDS), layout.delimiter)
    if isinstance(found, Stray):
        lines.put_back(taken)
        return _told(found, layout)
    if taken and len(found) != len(layout.columns):
        lines.put_back(taken)  # a stray quote and one that came later have made one row of several
        return _told(Stray(_first_unclosed(first, layout), unclosed=True), layout)
    if "\0" in text or (layout.unread and layout.unread.search(text)):
        return _first_fault(found, layout)
    return found


def _to_the_end(first: str, lines: Lines) -> list[str]:
    """The lines that a row goes on in after its first: up to the one that closes the open quote, if there is one.

    Every quote opens, closes or is one of a pair, so a row ends where their number is even.
    """
    taken: list[str] = []
    size = len(first)
    while len(taken) < MOST_LINES and size < LONGEST_LINE and (line := lines.next()):
        taken.append(line)
        size += len(line)
        if line.count(QUOTE) % 2:
            break
    return taken


def _first_unclosed(first: str, layout: Layout) -> int:
    found = split_row(first.rstrip(_ENDS), layout.delimiter)
    return found.cell if isinstance(found, Stray) else 1


def _told(stray: Stray, layout: Layout) -> str:
    where = named_cell(stray.cell, layout.columns)
    return f"a quote in {where} is never closed" if stray.unclosed else f"a stray quote in {where}"


def named_cell(number: int, columns: Sequence[str]) -> str:
    """A cell by its number and the name of its column."""
    return f"cell {number} ({columns[number - 1]})" if number <= len(columns) else f"cell {number}"


def _fitted(cells: list[str], width: int) -> list[str] | str:
    """The cells if those beyond the header are empty, as spreadsheets leave them; else why they are no row."""
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]
    return f"has {len(cells)} cells where the header has {width}"


def _too_long(line: str, lines: Lines) -> str:
    """Skip the rest of a line that is too long."""
    while line and not line.endswith(("\n", "\r")):
        line = lines.next()
        lines.number -= line != ""
    return f"is longer than {LONGEST_LINE:,} characters"


def _first_fault(cells: list[str], layout: Layout) -> str:
    """What is wrong with the first cell that has something that is no text."""
    for number, cell in enumerate(cells, start=1):
        if "\0" in cell:
            return f"a NUL in {named_cell(number, layout.columns)}"
        if layout.unread and layout.unread.search(cell):
            return f"bytes that are no text in {named_cell(number, layout.columns)}"
    raise ValueError("every cell is text")


Rows = Callable[[], Generator[Row | Refused]]
"""The rows of a table from its beginning, each time it is called."""
