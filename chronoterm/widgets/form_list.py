"""A list of lines with a cursor, for windows that choose one or several of a few things."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from chronoterm.cells import fit, fit_right, width
from chronoterm.text import clean
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage

CURSOR_MARK = "▶"
LEFT_SHARE = 2
"""The right end of a line gets one part of so many at most."""


class ListLine(NamedTuple):
    """What stands on a line, and at its right end; `is_with` where it is chosen or given."""

    text: str
    right: str = ""
    is_with: bool = False


class FormList(LinePane, can_focus=False):
    """Shows lines; the keys come from the window."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "value-list--cursor",
        "value-list--with",
        "value-list--count",
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    class Clicked(WidgetMessage):
        """A line was clicked, and has the cursor."""

    def __init__(
        self,
        lines: Sequence[ListLine] = (),
        *,
        id: str,  # noqa: A002 - Textual's name
        has_cursor: bool = True,
    ) -> None:
        super().__init__(id=id)
        self._lines = lines
        self.total = len(lines)
        self._has_cursor = has_cursor

    def show(self, lines: Sequence[ListLine], cursor: int = 0) -> None:
        """Show other lines."""
        self._lines = lines
        self.total = len(lines)
        self.set_reactive(FormList.cursor, self.validate_cursor(cursor))
        self.watch_cursor(self.cursor)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line."""
        return max(0, min(cursor, len(self._lines) - 1))

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in the window, and repaint what changed."""
        last = self.top + self.size.height - 1
        self.go_to(cursor if cursor < self.top else self.top + max(0, cursor - last))

    def on_resize(self) -> None:
        """Keep the cursor in the window."""
        self.watch_cursor(self.cursor)

    def paint_line(self, line: int) -> Strip:
        """The strip of a line."""
        text, right, is_with = self._lines[line]
        base = self.rich_style
        style = base + self._part("with") if is_with else base
        faint = base + self._part("count")
        is_here = self._has_cursor and line == self.cursor
        if is_here:
            style, faint = style + self._part("cursor"), faint + self._part("cursor")
        right = clean(right)
        room = min(width(right) + 2, self.cells // LEFT_SHARE) if right else 0
        mark = CURSOR_MARK if is_here else " "
        left = fit(f"{mark}{clean(text)}", self.cells - room)
        end = fit_right(right, max(0, room - 1)) + " " * min(1, room)
        return Strip([Segment(left, style), Segment(end, faint)]).simplify().adjust_cell_length(self.cells)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"value-list--{name}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """Move to the line that was clicked, and say so."""
        line = event.y + self.top
        if line < len(self._lines) and event.x < self.cells:
            self.cursor = line
            self.post_message(self.Clicked(self))
