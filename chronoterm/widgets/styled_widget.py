"""A widget that paints its own lines: it looks a style up once, and keeps a line until that may look different."""

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class KeptLines(Widget):
    """Keeps its lines as they are sent; Textual goes through all lines of the screen when one of them is painted."""

    _kept: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines, made anew only after something has changed."""
        if self._kept is None or self._kept[0] != crop:
            self._kept = crop, super().render_lines(crop)
        return self._kept[1]

    def _set_dirty(self, *regions: Region) -> None:
        self._kept = None
        super()._set_dirty(*regions)


class StyledWidget(KeptLines):
    """Keeps its styles until they may be others; Textual forgets them whenever a line is painted again."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._own_style: Style | None = None
        self._part_styles: dict[tuple[str, ...], Style] = {}

    @property
    def rich_style(self) -> Style:
        """The style of what has none of its own."""
        if self._own_style is None:
            self._own_style = super().rich_style
        return self._own_style

    def part_style(self, *parts: str) -> Style:
        """What component classes add to that style, one over the other."""
        if parts not in self._part_styles:
            styles = (self.get_component_rich_style(part, partial=True) for part in parts)
            self._part_styles[parts] = sum(styles, Style.null())
        return self._part_styles[parts]

    def notify_style_update(self) -> None:
        """Look styles up again: there may be others."""
        self._own_style = None
        self._part_styles.clear()
        super().notify_style_update()
