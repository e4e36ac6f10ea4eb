"""A widget of one line, made of pieces that can be clicked."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from chronoterm.cells import cut, width


class Piece(NamedTuple):
    """A piece of the line; `part` is the component class of its style, `target` what a click on it means."""

    text: str
    part: str = ""
    target: str = ""


class LineWidget(Widget):
    """Paints pieces from the left, and pieces from the right where there is room for them."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()

    def put(self, left: tuple[Piece, ...], right: tuple[Piece, ...] = ()) -> None:
        """Take other pieces; paint only if they differ."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def clicked(self, target: str) -> None:
        """Called with the target of a piece that was clicked."""

    def render_line(self, y: int) -> Strip:
        """The line."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        right = self._right if self._right_cells() < cells - 12 else ()
        room = cells - (self._right_cells() if right else 0)
        left = self._segments(self._left, room, base)
        return Strip(
            [*left.adjust_cell_length(room, base), *self._segments(right, cells - room, base)], cells
        )

    def on_click(self, event: events.Click) -> None:
        """Find the piece under the click."""
        x = 0
        for piece in self._left:
            x += width(piece.text)
            if event.x < x:
                if piece.target:
                    self.clicked(piece.target)
                return

    def _right_cells(self) -> int:
        return sum(width(piece.text) for piece in self._right)

    def _segments(self, pieces: tuple[Piece, ...], cells: int, base: Style) -> Strip:
        segments: list[Segment] = []
        left = cells
        for piece in pieces:
            if left <= 0:
                break
            text = cut(piece.text, left)
            left -= width(text)
            segments.append(Segment(text, base + self._style(piece.part)))
        return Strip(segments)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(part, partial=True) if part else Style.null()
