"""The screen of an emulated terminal, which knows when something changed where somebody looks."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pyte


class Area(NamedTuple):
    """A rectangle of cells; `bottom` and `right` are not in it."""

    top: int = 0
    bottom: int = 1000
    left: int = 0
    right: int = 1000


EVERYWHERE = (Area(),)


class Emulated(pyte.Screen):
    """A screen that also takes the scrolling and repeating that the terminfo entry of xterm promises."""

    def __init__(self, columns: int, lines: int) -> None:
        self._seen: dict[int, tuple[Any, ...]] = {}
        self._cursor_seen = (0, 0)
        self._last_drawn = " "
        super().__init__(columns, lines)

    @property
    def text(self) -> str:
        """What stands on the screen, its rows joined by newlines."""
        return "\n".join(self.display)

    def changed(self, areas: Sequence[Area] = EVERYWHERE) -> bool:
        """Whether a character, its style or the visible cursor is another in the areas since the last call."""
        changed = False
        for y in sorted(self.dirty):
            row = self.buffer[y]
            cells, before = tuple(row[x] for x in range(self.columns)), self._seen.get(y)
            if cells == before:
                continue
            self._seen[y] = cells
            changed |= any(
                area.top <= y < area.bottom
                and (before is None or cells[area.left : area.right] != before[area.left : area.right])
                for area in areas
            )
        self.dirty.clear()
        return self._cursor_moved(areas) or changed

    def _cursor_moved(self, areas: Sequence[Area]) -> bool:
        at = self.cursor.y, self.cursor.x
        if self.cursor.hidden or at == self._cursor_seen:
            return False
        self._cursor_seen = at
        return any(each.top <= at[0] < each.bottom and each.left <= at[1] < each.right for each in areas)

    def draw(self, data: str) -> None:
        super().draw(data)
        self._last_drawn = data[-1:] or self._last_drawn

    def repeat(self, count: int = 1) -> None:
        """Draw the last character again (REP)."""
        super().draw(self._last_drawn * (count or 1))

    def scroll_up(self, count: int = 1) -> None:
        """Move the lines between the margins up (SU)."""
        at, self.cursor.y = self.cursor.y, self._margin(bottom=True)
        for _ in range(min(count or 1, self.lines)):
            self.index()
        self.cursor.y = at

    def scroll_down(self, count: int = 1) -> None:
        """Move the lines between the margins down (SD)."""
        at, self.cursor.y = self.cursor.y, self._margin(bottom=False)
        for _ in range(min(count or 1, self.lines)):
            self.reverse_index()
        self.cursor.y = at

    def _margin(self, *, bottom: bool) -> int:
        margins = self.margins or pyte.screens.Margins(0, self.lines - 1)
        return margins.bottom if bottom else margins.top


class Parser(pyte.ByteStream):
    """Reads output into a screen."""

    csi = pyte.ByteStream.csi | {"S": "scroll_up", "T": "scroll_down", "b": "repeat"}
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down", "repeat"}
