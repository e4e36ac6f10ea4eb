"""A widget of one line, made of pieces that can be clicked."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from chronoterm.cells import cut, width
from chronoterm.widgets.styled_widget import StyledWidget


class Piece(NamedTuple):
    """A piece of the line; `part` is the component class of its style, `target` what a click on it means."""

    text: str
    part: str = ""
    target: str = ""


Pieces = Sequence[Piece]


class LineWidget(StyledWidget):
    """Paints pieces from the left, and pieces from the right where there is room for them."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._painted: tuple[Pieces, Pieces] = ((), ())

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """The pieces from the left and from the right of a line `cells` wide."""
        raise NotImplementedError

    def clicked(self, target: str) -> None:
        """Called with the target of a piece that was clicked."""

    def update(self) -> None:
        """Paint anew if the line would look different."""
        if self.pieces_for(self.size.width) != self._painted:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        cells, base = self.size.width, self.rich_style
        if y:
            return Strip.blank(cells, base)
        left, right = self._painted = self.pieces_for(cells)
        if cells_of(left) + cells_of(right) > cells:
            right = ()
        room = cells - cells_of(right)
        return Strip(
            [*self._segments(left, room).adjust_cell_length(room, base), *self._segments(right, cells)], cells
        )

    def on_click(self, event: events.Click) -> None:
        """Find the piece under the click."""
        x = 0
        for piece in self._painted[0]:
            x += width(piece.text)
            if event.x < x:
                if piece.target:
                    self.clicked(piece.target)
                return

    def _segments(self, pieces: Pieces, cells: int) -> Strip:
        segments: list[Segment] = []
        for piece in pieces:
            text = cut(piece.text, cells)
            cells -= width(text)
            segments.append(Segment(text, self.rich_style + self._style(piece.part)))
        return Strip(segments)

    def _style(self, part: str) -> Style:
        return self.part_style(part) if part else Style.null()


def cells_of(pieces: Pieces) -> int:
    """The width of pieces side by side."""
    return sum(width(piece.text) for piece in pieces)
