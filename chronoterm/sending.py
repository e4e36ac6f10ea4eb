"""Sends to the terminal only what looks different from what it shows already.

Textual sends whole widgets, and the whole screen whenever a window opens or closes: some 25 KB. Over a slow link that
is what somebody waits for. So the lines that the terminal has are kept, and what would be the same is left out.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import COLOR_SYSTEMS, Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

from chronoterm.sending_looks import Looks
from chronoterm.sending_pen import Pen
from chronoterm.sending_rows import Row, distance, row_of
from chronoterm.sending_scrolling import WORTH, scroll_between

FEW = 100
"""Letters that differ for which nobody asks whether fewer bytes would do than they take."""


KEPT_ROWS = 512
"""Strips of which the cells are kept; a list that moves sends most of its lines again."""


class Piece(NamedTuple):
    """A strip with the place of its first cell."""

    x: int
    y: int
    strip: Strip


class Written(CompositorUpdate):
    """An update as a terminal reads it; false if there is nothing to write."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __bool__(self) -> bool:
        return bool(self.text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Segment(self.text)

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - the signature is Textual's
        """The text."""
        return self.text


SMALLEST = Size(30, 6)
"""Columns and rows in which one record can be shown with its headline."""


def too_small(size: Size) -> LayoutUpdate | None:
    """What a window shows that is too small for anything else; none where there is room."""
    if size.width >= SMALLEST.width and size.height >= SMALLEST.height:
        return None
    said = (
        f"too small: {size.width}x{size.height}",
        f"from {SMALLEST.width}x{SMALLEST.height} on there is room",
    )
    lines = (line[: size.width].ljust(size.width) for line in (*said, *[""] * size.height)[: size.height])
    strips: list[Iterable[Strip]] = [[Strip([Segment(line)], size.width)] for line in lines]
    return LayoutUpdate(strips, size.region)


class Shown:
    """What the terminal shows, line by line.

    `console` knows how many colours there are; `scrolls` says whether the terminal can move some of its lines.
    """

    def __init__(self, console: Console, *, scrolls: bool = False) -> None:
        self._looks, self._scrolls = Looks(COLOR_SYSTEMS[console.color_system or "truecolor"]), scrolls
        self._size = Size(0, 0)
        self._rows: list[Row] = []
        self._kept: dict[int, tuple[Strip, Row]] = {}

    def forget(self) -> None:
        """Know nothing any more: the terminal was resized, or something else wrote on it."""
        self._size = Size(0, 0)

    def changed(self, update: LayoutUpdate | ChopsUpdate, size: Size) -> Written:
        """What of an update of a screen of this size is not shown yet; from now on it is."""
        if size != self._size:
            self._size, self._rows = size, [Row.not_known(size.width)] * size.height
        old, new = self._rows, list(self._rows)
        for x, y, strip in _of_layout(update) if isinstance(update, LayoutUpdate) else _of_chops(update):
            end = min(x + strip.cell_length, size.width)
            if y < size.height and x < end:
                new[y] = new[y].covered(x, self._row_of(strip.crop(0, end - x)))
        self._rows = new
        return Written(self._between(old, new))

    def _row_of(self, strip: Strip) -> Row:
        """The cells of a strip, which are the same as long as it is there."""
        if (kept := self._kept.get(id(strip))) is None:
            if len(self._kept) >= KEPT_ROWS:
                self._kept.clear()
            kept = self._kept[id(strip)] = strip, row_of(strip, self._looks)
        return kept[1]

    def _between(self, old: list[Row], new: list[Row]) -> str:
        """The fewest bytes that make one screen of the other."""
        if not self._scrolls or (scroll := scroll_between(old, new)) is None:
            return self._written(old, new)
        differ, moved = distance(old, new), scroll.moved(old)
        if differ < FEW or distance(moved, new) > WORTH * differ:
            return self._written(old, new)
        scrolled = scroll.sent + self._written(moved, new)
        size = len(scrolled.encode())
        if size < WORTH * differ:  # for a letter takes a byte at the least
            return scrolled
        plain = self._written(old, new)
        return scrolled if size < WORTH * len(plain.encode()) else plain

    def _written(self, old: list[Row], new: list[Row]) -> str:
        return Pen(self._looks).written(old, new)


def _of_layout(update: LayoutUpdate) -> Iterator[Piece]:
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            yield Piece(x, y, strip)
            x += strip.cell_length


def _of_chops(update: ChopsUpdate) -> Iterator[Piece]:
    """The pieces of an update of parts: of each part what lies in its span."""
    for y, left, right in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < right and end > left:
                yield Piece(x, y, strip.crop(0, min(end, right) - x))
