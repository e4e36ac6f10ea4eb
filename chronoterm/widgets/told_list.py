"""The lines that an instrument tells, with a cursor; only those that are seen are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from chronoterm.cells import width
from chronoterm.instruments.told import Told
from chronoterm.spans import Line, Span, Tone
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.widgets.styled_widget import StyledWidget

CURSOR_MARK = "▶"
_CURSOR = "told--cursor"
PARTS = {_CURSOR, *(f"told--{tone.value}" for tone in Tone)}


class ToldHead(StyledWidget):
    """The lines that stay above the others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = PARTS

    def __init__(self, lines: Sequence[Line] = (), *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines = lines
        self.styles.height = len(lines)
        self.display = bool(lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines, and be as high as they are."""
        if lines == self._lines:
            return
        self._lines = lines
        if self.styles.height is None or self.styles.height.value != len(lines):
            self.styles.height = len(lines)
            self.display = bool(lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of them."""
        line = self._lines[y] if y < len(self._lines) else Line()
        return painted(self, line, self.size.width)


class ToldList(LinePane, can_focus=True):
    """Shows what an instrument tells; the keys come from the window around it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = PARTS

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    @dataclass
    class Clicked(WidgetMessage):
        """A line was clicked."""

    @dataclass
    class Moved(WidgetMessage):
        """The cursor is on another line."""

    def __init__(self, told: Told | None = None, cursor: int = 0, *, id: str) -> None:  # noqa: A002 - Textual's name
        """`told` may be there from the beginning, with the cursor on a line."""
        super().__init__(id=id)
        self._told = told
        self.total = 0 if told is None else told.count
        self.set_reactive(ToldList.cursor, self.validate_cursor(cursor))

    def show(self, told: Told, cursor: int = 0) -> None:
        """Show what is told, with the cursor on a line."""
        self._told = told
        self.total = told.count
        self.set_reactive(ToldList.cursor, self.validate_cursor(cursor))
        self.take(told.count, top=max(0, self.cursor - self.size.height // 2))
        self.repaint_all()

    @property
    def here(self) -> Line | None:
        """The line under the cursor."""
        return self._told.line(self.cursor, self.cells) if self._told is not None and self.total else None

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line."""
        return max(0, min(cursor, self.total - 1))

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in the window, and repaint what changed."""
        last = self.top + self.size.height - 1
        self.go_to(cursor if cursor < self.top else self.top + max(0, cursor - last))
        self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        """Keep the window filled, and the cursor in it."""
        last = self.top + self.size.height - 1
        top = self.top if self.top <= self.cursor <= last else self.cursor - self.size.height // 2
        self.go_to(max(0, top))

    def paint_line(self, line: int) -> Strip:
        """The strip of a line."""
        if self._told is None:
            return Strip.blank(self.cells, self.rich_style)
        told = self._told.line(line, max(1, self.cells - 1))
        return painted(self, told, self.cells, is_here=line == self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the line that was clicked, and say so."""
        line = event.y + self.top
        if line < self.total and event.x < self.cells:
            self.cursor = line
            self.post_message(self.Clicked(self))


def painted(widget: StyledWidget, line: Line, cells: int, *, is_here: bool = False) -> Strip:
    """A line with a cell before it for the mark of the cursor, as wide as `cells`."""
    base = widget.rich_style
    if is_here:
        base += widget.part_style(_CURSOR)
    spans = [Span(CURSOR_MARK if is_here else " "), *(each for each in line.spans if each.text)]
    used = sum(width(each.text) for each in spans)
    segments = [Segment(each.text, base + widget.part_style(f"told--{each.tone.value}")) for each in spans]
    return Strip([*segments, Segment(" " * max(0, cells - used), base)]).crop(0, cells)
