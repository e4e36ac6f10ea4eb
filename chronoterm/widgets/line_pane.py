"""Lines of which a window is painted, with a scrollbar of its own.

Textual's own scrolling lays the screen out and sends both scrollbars whole whenever a size changes; over a slow
link that is most of what a key costs. Here a line is sent when it looks different from what the terminal has.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip

from chronoterm.widgets.styled_widget import StyledWidget

KEPT_LINES = 512
"""Lines kept as they are sent; some pages."""

THUMB = "▐"
WHEEL_LINES = 3
_BAR = "line-pane--bar"


class LinePane(StyledWidget):
    """Shows `total` lines through a window; `paint_line` gives each when it comes into view."""

    COMPONENT_CLASSES = {_BAR}  # noqa: RUF012 - Textual's form

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.top = 0
        self.total = 0
        self._strips: list[Strip] = []
        self._with_bars: dict[tuple[int, bool], tuple[Strip, Strip]] = {}
        self._filters: tuple[Any, ...] = ()
        self._to_send: dict[int, tuple[Strip, Strip]] = {}
        self._painted_for = Size(0, 0)
        self._colours: tuple[Style, str] | None = None

    def paint_line(self, line: int) -> Strip:
        """The strip of a line, `cells` wide; lines from `total` on are blank."""
        raise NotImplementedError

    def top_changed(self) -> None:
        """Called when another line became the first visible one."""

    @property
    def cells(self) -> int:
        """The width of a line: the last cell is the scrollbar's."""
        return max(0, self.size.width - 1)

    # Moving the window

    def go_to(self, top: int) -> None:
        """Make a line the first visible one, as far as there are lines to fill the window."""
        top = max(0, min(top, self.total - self.size.height))
        if top != self.top:
            self.top = top
            self.top_changed()
        self.repaint()

    def take(self, total: int, *, top: int | None = None) -> None:
        """Take another number of lines, with `top` or what can be kept of it as the first visible one."""
        self.total = total
        self.go_to(self.top if top is None else top)

    # Painting

    def repaint(self) -> None:
        """Send the visible lines that look different now."""
        before, size = self._strips, self.size
        if self._painted_for != size:
            self.refresh()
            return
        self._strips = self._window()
        changed: list[int] = []
        for y, new in enumerate(self._strips):
            if y >= len(before) or (before[y] is not new and before[y] != new):
                changed.append(y)
            else:
                self._strips[y] = before[y]
        if changed:
            self.refresh(*(Region(0, y, size.width, height) for y, height in _runs(changed)))

    def repaint_all(self) -> None:
        """Send every visible line anew: the width or the theme changed."""
        self._painted_for = Size(0, 0)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The strip of a visible line."""
        self._paint_window()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The visible lines as they are sent.

        They fill the pane and have every style already. So where no border is around them, nothing is to be added, and
        a line that was sent before is as it was.
        """
        if self.styles.gutter.top_left != (0, 0) or self.styles.gutter.bottom_right != (0, 0):
            return super().render_lines(crop)
        self._paint_window()
        self._look_up_filters()
        lines = [self._filtered(strip) for strip in self._strips[crop.y : crop.bottom]]
        return (
            lines
            if crop.column_span == (0, self.size.width)
            else [line.crop(*crop.column_span) for line in lines]
        )

    def _paint_window(self) -> None:
        if self._painted_for != self.size:
            self._painted_for = self.size
            self._strips = self._window()

    def _window(self) -> list[Strip]:
        height, blank = self.size.height, Strip.blank(self.cells, self.rich_style)
        first, last = self._thumb(height)
        if len(self._with_bars) > KEPT_LINES:
            self._with_bars.clear()
        return [
            self._barred(self.paint_line(line) if line < self.total else blank, has_thumb=first <= y < last)
            for y, line in enumerate(range(self.top, self.top + height))
        ]

    def _barred(self, strip: Strip, *, has_thumb: bool) -> Strip:
        """A line with the cell of the scrollbar; the same one for the same line."""
        kept = self._with_bars.get((id(strip), has_thumb))
        if kept is None:
            bar = self.part_style(_BAR) if has_thumb else None
            kept = self._with_bars[id(strip), has_thumb] = strip, _with_bar(strip, bar)
        return kept[1]

    def make_ready(self, strip: Strip) -> None:
        """Do for a painted line what is done before it is sent, wherever it will stand."""
        self._look_up_filters()
        self._filtered(self._barred(strip, has_thumb=False))

    def _look_up_filters(self) -> None:
        """Know what is done to each line before it is sent; forget those to which something else was done."""
        filters = (*self.get_line_filters(), self.background_colors[1])
        if filters != self._filters or len(self._to_send) > KEPT_LINES:
            self._filters = filters
            self._to_send.clear()

    def _filtered(self, strip: Strip) -> Strip:
        """A line as it is sent; the same one for the same line."""
        if (kept := self._to_send.get(id(strip))) is None:
            *filters, background = self._filters
            kept = self._to_send[id(strip)] = strip, _filtered(strip, filters, background)
        return kept[1]

    def _thumb(self, height: int) -> tuple[int, int]:
        """The rows that the thumb of the scrollbar covers, half-open; none where all lines are visible."""
        if self.total <= height:
            return 0, 0
        size = max(1, height * height // self.total)
        first = round((height - size) * self.top / (self.total - height))
        return first, first + size

    # What happens to it

    def on_resize(self) -> None:
        """Keep the window filled."""
        self.go_to(self.top)

    def notify_style_update(self) -> None:
        """Paint anew in the colours of another theme; that the keys go elsewhere changes none of them."""
        super().notify_style_update()
        colours = (self.rich_style, self.app.theme)
        if colours != self._colours:
            self._colours = colours
            self.colours_changed()

    def colours_changed(self) -> None:
        """Called when everything looks different."""
        self.repaint_all()

    def on_focus(self, event: events.Focus) -> None:
        """Show that the keys go here; Textual itself would send every line again."""
        event.prevent_default()
        self.has_focus = True
        self.repaint()

    def on_blur(self, event: events.Blur) -> None:
        """Show that they go elsewhere."""
        event.prevent_default()
        self.has_focus = False
        self.repaint()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Some lines on."""
        event.stop()
        self.go_to(self.top + WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Some lines back."""
        event.stop()
        self.go_to(self.top - WHEEL_LINES)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scrollbar."""
        if event.x == self.cells:
            self.capture_mouse()
            self._drag(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scrollbar."""
        if self.app.mouse_captured is self:
            self._drag(event.y)

    def on_mouse_up(self) -> None:
        """Let go of it."""
        self.release_mouse()

    def _drag(self, y: int) -> None:
        height = max(1, self.size.height - 1)
        self.go_to(round((self.total - self.size.height) * max(0, min(y, height)) / height))


def _runs(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Lines that stand one below the other: the first and how many."""
    first = end = -1
    for line in lines:
        if line != end and end >= 0:
            yield first, end - first
        first, end = (line if line != end else first), line + 1
    if end >= 0:
        yield first, end - first


def _filtered(strip: Strip, filters: Sequence[LineFilter], background: Color) -> Strip:
    for each in filters:
        strip = strip.apply_filter(each, background)
    return strip


def _with_bar(strip: Strip, bar: Style | None) -> Strip:
    """A line with the cell of the scrollbar, which is a blank of the line's last style where there is no thumb."""
    *before, last = strip if len(strip) else [Segment("")]
    if bar is None:
        return Strip([*before, Segment(f"{last.text} ", last.style)], strip.cell_length + 1)
    return Strip([*strip, Segment(THUMB, (last.style or Style.null()) + bar)], strip.cell_length + 1)
