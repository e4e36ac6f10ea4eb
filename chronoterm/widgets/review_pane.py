"""The panes of a review: lines of pieces, each with its part."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from chronoterm.widgets.line_pane import LinePane
from chronoterm.widgets.line_widget import Piece

PARTS = (
    *("rest", "other", "span", "figure", "quote", "date", "speaker", "cut"),
    *("waiting", "accepted", "rejected", "stored", "flag", "edited"),
    *("statement", "event", "forecast", "label", "faint", "new", "words", "cursor"),
)
"""What a piece can be: a lit part of an article, the state or kind of a proposal, or a part of its fields."""


class ReviewPane(LinePane, can_focus=False):
    """Paints lines of pieces, and keeps a line until it is made of others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"review--{each}" for each in PARTS}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._painted: dict[int, tuple[tuple[object, ...], Strip]] = {}

    def pieces_of(self, line: int) -> Sequence[Piece]:
        """The pieces of a line; the parts of a piece are parted by spaces."""
        raise NotImplementedError

    def paint_line(self, line: int) -> Strip:
        """The strip of a line."""
        pieces = tuple(self.pieces_of(line))
        made_of = (pieces, self.cells)
        kept = self._painted.get(line)
        if kept is None or kept[0] != made_of:
            kept = self._painted[line] = (made_of, self._strip(pieces))
        return kept[1]

    def clicked_at(self, event: events.Click) -> tuple[int, int] | None:
        """The line and the cell that were clicked; none where that is the border, the scrollbar, or below all lines."""
        offset = event.get_content_offset(self)
        if offset is None or offset.x >= self.cells or offset.y + self.top >= self.total:
            return None
        return offset.y + self.top, offset.x

    def colours_changed(self) -> None:
        """Paint everything anew."""
        self._painted.clear()
        super().colours_changed()

    def _strip(self, pieces: Sequence[Piece]) -> Strip:
        base = self.rich_style
        segments = [
            Segment(each.text, base + self.part_style(*(f"review--{part}" for part in each.part.split())))
            for each in pieces
            if each.text
        ]
        last = segments[-1].style if segments and "cursor" in pieces[-1].part else base
        return Strip(segments).simplify().adjust_cell_length(self.cells, last)
