"""Sends to the terminal only what looks different from what it shows already.

Textual sends whole widgets, and the whole screen whenever a window opens or closes: some 25 KB. Over a slow link that
is what somebody waits for. So the lines that the terminal has are kept, and what would be the same is left out.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.strip import Strip

NOT_KNOWN = "\0"
"""Stands for a cell of which nobody knows what the terminal shows; nothing that is painted has it."""


class Piece(NamedTuple):
    """A strip with the place of its first cell."""

    x: int
    y: int
    strip: Strip


class Pieces(CompositorUpdate):
    """An update of some pieces."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for x, y, strip in self.pieces:
            yield Control.move_to(x, y).segment
            yield from strip

    def render_segments(self, console: Console) -> str:
        """The pieces as what a terminal reads."""
        return "".join(
            f"{Control.move_to(x, y).segment.text}{strip.render(console)}" for x, y, strip in self.pieces
        )


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
    """What the terminal shows, line by line."""

    def __init__(self) -> None:
        self._size = Size(0, 0)
        self._lines: list[Strip] = []

    def forget(self) -> None:
        """Know nothing any more: the terminal was resized, or something else wrote on it."""
        self._size = Size(0, 0)

    def changed(self, update: LayoutUpdate | ChopsUpdate, size: Size) -> Pieces:
        """What of an update of a screen of this size is not shown yet; from now on it is."""
        if size != self._size:
            self._size = size
            self._lines = [Strip([Segment(NOT_KNOWN * size.width)], size.width) for _ in range(size.height)]
        pieces = _of_layout(update) if isinstance(update, LayoutUpdate) else _of_chops(update)
        return Pieces([new for piece in pieces if (new := self._take(piece)) is not None])

    def _take(self, piece: Piece) -> Piece | None:
        """The part of a piece that looks different, from the first to the last cell that does."""
        x, y, strip = piece
        end = min(x + strip.cell_length, self._size.width)
        if y >= len(self._lines) or end <= x:
            return None
        line = self._lines[y]
        part = _different(list(line.crop(x, end).simplify()), list(strip.crop(0, end - x).simplify()))
        if part is None:
            return None
        self._lines[y] = Strip.join([line.crop(0, x), strip.crop(0, end - x), line.crop(end)])
        return Piece(x + part[0], y, Strip(part[1]))


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


def _different(old: list[Segment], new: list[Segment]) -> tuple[int, list[Segment]] | None:
    """Where `new` begins to differ from `old`, in cells, and the segments up to where it ends to; none if nowhere."""
    first = _alike(zip(old, new, strict=False))
    if first == len(new) == len(old):
        return None
    last = min(_alike(zip(reversed(old), reversed(new), strict=False)), len(new) - first, len(old) - first)
    kept = new[first : len(new) - last]
    skipped = sum(segment.cell_length for segment in new[:first])
    if kept and first < len(old) and kept[0].style == old[first].style:
        same = _same_letters(old[first].text, kept[0].text)
        kept[0] = Segment(kept[0].text[same:], kept[0].style)
        skipped += same
    return skipped, [segment for segment in kept if segment.text]


def _same_letters(old: str, new: str) -> int:
    """How many letters at the beginning are the same, each a cell wide; marks are never parted from their letter."""
    number = 0
    for here, there in zip(old, new, strict=False):
        if here != there or not here.isascii():
            break
        number += 1
    is_marked = number < len(new) and not new[number].isascii()
    return max(0, number - 1) if is_marked else number


def _alike(pairs: Iterable[tuple[Segment, Segment]]) -> int:
    """How many pairs are equal before the first that is not."""
    number = 0
    for old, new in pairs:
        if old != new:
            break
        number += 1
    return number
