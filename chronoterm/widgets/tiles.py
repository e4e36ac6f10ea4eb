"""A widget whose lines are sent to the terminal in pieces.

Textual sends a changed line of a widget from the widget's left edge to the last cell that changed. So the line is
divided among small widgets side by side, and only those send theirs that look different.
"""

from collections.abc import Iterator

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

_TILES = 12


class Tile(Widget, can_focus=False):
    """A piece of the widget that it lies in."""

    def __init__(self) -> None:
        super().__init__()
        self.styles.width = self.styles.height = "1fr"

    @property
    def columns(self) -> tuple[int, int]:
        """The half-open columns of the widget around it that this one paints."""
        around = self.parent
        first = self.region.x - around.region.x if isinstance(around, Tiled) else 0
        return first, first + self.size.width

    def render_line(self, y: int) -> Strip:
        """The piece of a line."""
        return self.parent.line(y).crop(*self.columns) if isinstance(self.parent, Tiled) else Strip([])


class Tiled(Widget):
    """Paints whole lines by `paint_lines`, and sends what changed of them."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.styles.layout = "horizontal"
        self._strips: list[Strip] = []
        self._painted_for: Size | None = None

    def compose(self) -> Iterator[Widget]:
        """The tiles."""
        return (Tile() for _ in range(_TILES))

    def paint_lines(self) -> list[Strip]:
        """The lines, each as wide as the widget."""
        raise NotImplementedError

    def line(self, y: int) -> Strip:
        """A visible line."""
        if self._painted_for != self.size:
            self._painted_for, self._strips = self.size, self.paint_lines()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def repaint(self) -> None:
        """Send what looks different now."""
        if self._painted_for != self.size:
            self.repaint_all()
            return
        before, self._strips = self._strips, self.paint_lines()
        tiles = list(self.query_children(Tile))
        for y, (old, new) in enumerate(zip(before, self._strips, strict=True)):
            if old != new:
                cuts = [tile.columns[1] for tile in tiles]
                for tile, was, is_now in zip(tiles, old.divide(cuts), new.divide(cuts), strict=True):
                    if was != is_now:
                        tile.refresh(Region(0, y, tile.size.width, 1))

    def repaint_all(self) -> None:
        """Send every line anew: the size or the theme changed."""
        self._painted_for = None
        for tile in self.query_children(Tile):
            tile.refresh()

    def on_resize(self) -> None:
        """Paint anew: a tile of the same size may show another piece now."""
        self.repaint_all()

    def notify_style_update(self) -> None:
        """Paint anew in the colours of another theme."""
        super().notify_style_update()
        self.repaint_all()
