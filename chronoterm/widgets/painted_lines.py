"""A widget of a few whole lines, of which those are painted again that look different."""

from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from chronoterm.widgets.styled_widget import StyledWidget


class PaintedLines(StyledWidget):
    """Paints by `paint_lines`, all lines at a time."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._strips: list[Strip] = []
        self._colours: tuple[Style, str, bool] | None = None
        self._painted_for: Size | None = None

    def paint_lines(self) -> list[Strip]:
        """The lines, each as wide as the widget."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """A visible line."""
        if self._painted_for != self.size:
            self._painted_for, self._strips = self.size, self.paint_lines()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def repaint(self) -> None:
        """Paint what looks different now."""
        if self._painted_for != self.size:
            self.repaint_all()
            return
        before, self._strips = self._strips, self.paint_lines()
        for y, (old, new) in enumerate(zip(before, self._strips, strict=True)):
            if old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def repaint_all(self) -> None:
        """Paint every line anew: the size or the colours changed."""
        self._painted_for = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Paint anew in other colours: of another theme, or with the focus."""
        super().notify_style_update()
        colours = (self.rich_style, self.app.theme, self.has_focus)
        if colours != self._colours:
            self._colours = colours
            self.repaint_all()
