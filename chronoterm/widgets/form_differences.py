"""The list of fields that two people changed, with the version that is chosen of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from chronoterm.cells import width
from chronoterm.editing.comparing import Difference, Side
from chronoterm.widgets.form_versions import Shown, VersionLine, version_lines
from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.messages import WidgetMessage

_PARTS = ("label", "here", "was", "chosen", "other", "open")


class DifferencesPane(LinePane, can_focus=False):
    """Differences with a cursor; the keys come from the window."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"form-differences--{each}" for each in _PARTS}

    @dataclass
    class Clicked(WidgetMessage):
        """A version of the difference under the cursor was clicked."""

        side: Side

    def __init__(self, differences: Sequence[Difference], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._differences = differences
        self.choices: dict[str, Side] = {each.field: each.default for each in differences if each.default}
        self.cursor = 0
        self._lines: list[VersionLine] = []

    @property
    def undecided(self) -> list[int]:
        """The numbers of the differences of which no version is chosen."""
        return [number for number, each in enumerate(self._differences) if each.field not in self.choices]

    def move_to(self, number: int) -> None:
        """Move the cursor, and show all of the difference where there is room."""
        self.cursor = max(0, min(number, len(self._differences) - 1))
        self.lay()
        lines = [place for place, each in enumerate(self._lines) if each.number == self.cursor]
        if lines:
            self.go_to(min(max(self.top, lines[-1] - self.size.height + 1), lines[0]))

    def choose(self, side: Side) -> None:
        """Choose a version of the difference under the cursor."""
        if self._differences:
            self.choices[self._differences[self.cursor].field] = side
            self.lay()

    def choose_all(self, side: Side) -> None:
        """Choose a version of all of them."""
        self.choices = {each.field: side for each in self._differences}
        self.lay()

    def lay(self) -> None:
        """Break the texts into lines anew."""
        self._lines = version_lines(Shown(self._differences, self.choices, self.cursor), self.cells)
        self.take(len(self._lines))

    def paint_line(self, line: int) -> Strip:
        """The strip of a line."""
        base = self.rich_style
        segments = [
            Segment(
                each.text,
                base + self.get_component_rich_style(f"form-differences--{each.part}", partial=True)
                if each.part
                else base,
            )
            for each in self._lines[line].pieces
        ]
        return Strip(segments).simplify().adjust_cell_length(self.cells, base)

    def on_resize(self) -> None:
        """Break the texts anew."""
        self.move_to(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the difference that was clicked, and say which version it was."""
        line = event.y + self.top
        if line >= len(self._lines) or event.x >= self.cells:
            return
        number, pieces = self._lines[line]
        x = 0
        side = None
        for piece in pieces:
            if event.x >= x:
                side = piece.side
            x += width(piece.text)
        self.move_to(number)
        if side is not None:
            self.post_message(self.Clicked(self, side))
