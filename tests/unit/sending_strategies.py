"""Screens to send, and a terminal that reads what is sent."""

from collections.abc import Sequence
from typing import NamedTuple

import pyte
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

CONSOLE = Console(color_system="truecolor", force_terminal=True)

BACK, BAR = Style.parse("#d6dce2 on #12161b"), Style.parse("#d6dce2 on #2b4a63")
STYLES = (
    None,
    *map(Style.parse, ("default", "bold", "red", "on blue", "bold red on blue", "not bold")),
    *map(
        Style.parse,
        ("underline", "underline red on blue", "reverse", "italic strike", "bold italic underline"),
    ),
    *map(Style.parse, ("#010203 on #040506", "bold #010203 on #040506", "color(200) on color(17)")),
    *(BACK, BAR, BAR + Style(bold=True), BACK + Style.parse("#85909b"), BACK + Style(meta={"@click": "a"})),
)

LETTERS = (
    *("a", "ab", "b", "word", "two words", "全", "全", "e\u0301", "–", "│", "▶"),
    *(" ", " " * 5, "\xa0"),
)

Cell = tuple[str, str, str, bool, bool, bool, bool, bool]


class Emulated:
    """A terminal that reads what is sent to it."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._screen = pyte.Screen(size.width, size.height)
        self._stream = pyte.Stream(self._screen)
        self._stream.feed("\x1b[?7l")

    def read(self, text: str) -> None:
        """Show what is sent; Textual sets the cursor after each update."""
        self._stream.feed(text)
        assert self._screen.cursor.attrs == self._screen.default_char, (
            "something is painted with another look"
        )
        assert self._screen.margins is None
        self._stream.feed("\x1b[1;1H")

    @property
    def cells(self) -> list[list[Cell]]:
        """What can be seen in each cell."""
        rows, columns = range(self.size.height), range(self.size.width)
        return [[seen(self._screen.buffer[y][x]) for x in columns] for y in rows]


def seen(cell: pyte.screens.Char) -> Cell:
    """What somebody sees of a cell; where nothing stands, letters have no colour and are not bold."""
    under, reverse, strike = cell.underscore, cell.reverse, cell.strikethrough
    if cell.data != " " or under or reverse or strike:
        return (cell.data, cell.fg, cell.bg, cell.bold, cell.italics, under, reverse, strike)
    return (" ", "", cell.bg, False, False, False, False, False)


def painted(screen: Sequence[Strip], size: Size) -> list[list[Cell]]:
    """What a screen looks like that is painted whole, line by line."""
    terminal = Emulated(size)
    for y, strip in enumerate(screen, 1):
        terminal.read(f"\x1b[{y};1H{strip.render(CONSOLE)}")
    return terminal.cells


@st.composite
def lines(draw: st.DrawFn, cells: int) -> Strip:
    """A line of segments, some letters wide, some with a mark on them."""
    segments: list[Segment] = []
    while cells:
        text = draw(st.sampled_from(LETTERS))
        size = Segment(text).cell_length
        if size <= cells:
            segments.append(Segment(text, draw(st.sampled_from(STYLES))))
            cells -= size
    return Strip(segments)


def layout(screen: Sequence[Strip], size: Size) -> LayoutUpdate:
    """An update of a whole screen."""
    return LayoutUpdate([[strip] for strip in screen], Region(0, 0, *size))


class Part(NamedTuple):
    """A part of a line."""

    y: int
    x: int
    strip: Strip

    def over(self, line: Strip) -> Strip:
        """A line after the part has been painted over it."""
        return Strip.join([line.crop(0, self.x), self.strip, line.crop(self.x + self.strip.cell_length)])


@st.composite
def parts(draw: st.DrawFn, size: Size) -> Part:
    """A part of a line of a screen."""
    x = draw(st.integers(0, size.width - 1))
    return Part(draw(st.integers(0, size.height - 1)), x, draw(lines(draw(st.integers(1, size.width - x)))))


def chops(several: Sequence[Part], size: Size) -> ChopsUpdate:
    """An update of parts, of which none covers another; those of a line from left to right."""
    rows: list[dict[int, Strip | None]] = [{} for _ in range(size.height)]
    ends: list[list[int]] = [[] for _ in rows]
    for y, x, strip in several:
        reached = ends[y][-1] if ends[y] else 0
        if x > reached:
            rows[y][reached] = None
            ends[y].append(x)
        rows[y][x] = strip
        ends[y].append(x + strip.cell_length)
    return ChopsUpdate(rows, [(y, x, x + strip.cell_length) for y, x, strip in several], ends)


class View(NamedTuple):
    """A list of which some lines are seen, below a title; beside or below it stands a text that does not move."""

    first: int
    cursor: int
    detail: int
    is_beside: bool

    def screen(self, size: Size) -> list[Strip]:
        """The lines of the screen."""
        columns = size.width - 14 * self.is_beside
        rows = size.height - 1 - 4 * (not self.is_beside)
        listed = [_listed(self.first + y, columns, is_cursor=y == self.cursor) for y in range(rows)]
        if self.is_beside:
            listed = [Strip.join([each, _told(self.detail, y, 14)]) for y, each in enumerate(listed)]
        else:
            listed += [_told(self.detail, y, columns) for y in range(4)]
        return [Strip([Segment(f"{self.first} of many".ljust(size.width), BAR)]), *listed]


def _listed(number: int, columns: int, *, is_cursor: bool) -> Strip:
    style = BAR if is_cursor else BACK
    words = " ".join(("Envoy", "全角", "Rail", "supply", "–", "Café")[number * k % 6] for k in (1, 5, 7))
    texts = (f" {number % 30 + 1:02} Jan ", "“● "[number % 3] + " ", f"{number:04} {words}")
    looks = (style + Style(bold=number % 2 == 0), style + Style.parse("bold #7db3d8"), style)
    line = Strip([Segment(text, look) for text, look in zip(texts, looks, strict=True)])
    return line.adjust_cell_length(columns, style)


def _told(detail: int, y: int, columns: int) -> Strip:
    text = ("", "Who said it", "what", "It was said on the day before and after")[(detail + y) % 4]
    return Strip([Segment(f"│{text}", BACK)]).adjust_cell_length(columns, BACK)


views = st.builds(View, st.integers(0, 40), st.integers(0, 8), st.integers(0, 3), st.booleans())
