"""Writes cells on a terminal with few bytes: short ways for the cursor, and looks that are sent once."""

import re

from chronoterm.sending_looks import NOT_KNOWN, PLAIN, RESET, Looks
from chronoterm.sending_rows import Row, parts

BRIDGE = 8
"""Cells that are rather written again than jumped over, if that takes no more bytes."""

_ALIKE = re.compile(r"(.)\1*", re.DOTALL)


class Pen:
    """Where the terminal would write next, and how; it begins and ends with a plain look."""

    def __init__(self, looks: Looks) -> None:
        self._looks, self._look = looks, PLAIN
        self._sent: list[str] = []
        self._y = self._x = -1
        self._is_sure = False

    def written(self, old: list[Row], new: list[Row]) -> str:
        """What makes one screen of another."""
        for y, (before, after) in enumerate(zip(old, new, strict=True)):
            if not before.is_like(after):
                for start, end in parts(before, after):
                    self._write(y, start, end, after)
        if self._look != PLAIN:
            self._sent.append(RESET)
        return "".join(self._sent)

    def _write(self, y: int, start: int, end: int, row: Row) -> None:
        way, is_sure = self._way(y, start), True
        if y == self._y and 0 <= start - self._x <= BRIDGE and NOT_KNOWN not in row.looks[self._x : start]:
            between, look = self._painted(row, self._x, start, self._look)
            if len(between.encode()) <= len(way):
                way, is_sure, self._look = between, self._is_sure and between.isascii(), look
        text, self._look = self._painted(row, start, end, self._look)
        self._sent += (way, text)
        self._y, self._x, self._is_sure = y, end, is_sure and text.isascii()

    def _way(self, y: int, x: int) -> str:
        """The shortest way for the cursor to a cell.

        A step to the right begins only where nothing stands before that another terminal may hold for wider.
        """
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"]
        if y == self._y and x >= self._x and self._is_sure:
            ways.append(_right(x - self._x))
        elif y > self._y >= 0:
            ways.append("\r" + "\n" * (y - self._y) + _right(x))
        return min(ways, key=len)

    def _painted(self, row: Row, start: int, end: int, look: str) -> tuple[str, str]:
        """The cells from one on to another as a terminal that writes with a look reads them; the look after them."""
        sent: list[str] = []
        for match in _ALIKE.finditer(row.looks, start, end):
            wanted, first, last = match[1], match.start(), match.end()
            letters = row.letters[first:last]
            text = letters if isinstance(letters, str) else "".join(letters)
            if wanted != look and not text.strip(" "):
                wanted = self._for_blanks(wanted, look, row.looks[last : last + 1] if last < end else "")
            if wanted != look:
                sent.append(self._looks.way(look, wanted))
                look = wanted
            sent.append(text)
        return "".join(sent), look

    def _for_blanks(self, wanted: str, before: str, after: str) -> str:
        """A look in which blanks are seen as wanted, best that of what is before or after them."""
        seen = self._looks.of_blank(wanted)
        return next((each for each in (before, after) if each and self._looks.of_blank(each) == seen), wanted)


def _right(cells: int) -> str:
    return "" if not cells else "\x1b[C" if cells == 1 else f"\x1b[{cells}C"
