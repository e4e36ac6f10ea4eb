"""What is left out of an update is on the terminal already."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from chronoterm.sending import Pieces, Shown

WIDTH, HEIGHT = 12, 3
SIZE = Size(WIDTH, HEIGHT)
STYLES = (Style(), Style(bold=True), Style(color="red"))

Cells = dict[tuple[int, int], tuple[str, Style | None]]


@st.composite
def lines(draw: st.DrawFn, cells: int = WIDTH) -> Strip:
    """A line of segments, some letters wide, some with a mark on them."""
    segments: list[Segment] = []
    while cells:
        text = draw(st.sampled_from(("a", "ab", "b", "全", "e\u0301", " ")))
        size = Segment(text).cell_length
        if size <= cells:
            segments.append(Segment(text, draw(st.sampled_from(STYLES))))
            cells -= size
    return Strip(segments)


def layout(screen: Sequence[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[strip] for strip in screen], Region(0, 0, WIDTH, HEIGHT))


def chops(y: int, x: int, strip: Strip) -> ChopsUpdate:
    """An update of a part of one line."""
    end = x + strip.cell_length
    rows: list[dict[int, Strip | None]] = [{} for _ in range(HEIGHT)]
    rows[y] = {0: None, x: strip} if x else {x: strip}
    ends = [[] if not row else ([x, end] if x else [end]) for row in rows]
    return ChopsUpdate(rows, [(y, x, end)], ends)


def write(cells: Cells, x: int, y: int, strip: Strip) -> None:
    for segment in strip:
        for letter in segment.text:
            size = Segment(letter).cell_length
            if not size:
                text, style = cells[x - 1, y]
                cells[x - 1, y] = (text + letter, style)
                continue
            for place in range(size):
                cells[x + place, y] = (letter if not place else "", segment.style)
            x += size


def written(cells: Cells, pieces: Pieces) -> None:
    for x, y, strip in pieces.pieces:
        write(cells, x, y, strip)


screens = st.lists(lines(), min_size=HEIGHT, max_size=HEIGHT)


@given(st.lists(screens, min_size=1, max_size=4))
def test_after_every_update_the_terminal_shows_the_whole_screen(several: list[list[Strip]]) -> None:
    shown = Shown()
    terminal: Cells = {}
    for screen in several:
        written(terminal, shown.changed(layout(screen), SIZE))
        wanted: Cells = {}
        for y, strip in enumerate(screen):
            write(wanted, 0, y, strip)
        assert terminal == wanted


@given(screens, st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), st.data())
def test_a_part_that_changed_is_sent_and_known_from_then_on(
    screen: list[Strip], y: int, x: int, data: st.DataObject
) -> None:
    shown = Shown()
    terminal: Cells = {}
    written(terminal, shown.changed(layout([Strip([Segment("." * WIDTH)])] * HEIGHT), SIZE))
    part = data.draw(lines(WIDTH - x))
    written(terminal, shown.changed(chops(y, x, part), SIZE))
    wanted: Cells = {(column, row): (".", None) for column in range(WIDTH) for row in range(HEIGHT)}
    write(wanted, x, y, part)
    assert terminal == wanted
    assert shown.changed(chops(y, x, part), SIZE).pieces == []
    written(terminal, shown.changed(layout(screen), SIZE))
    for row, strip in enumerate(screen):
        write(wanted, 0, row, strip)
    assert terminal == wanted


@given(screens)
def test_what_is_shown_already_is_not_sent_again(screen: list[Strip]) -> None:
    shown = Shown()
    shown.changed(layout(screen), SIZE)
    assert shown.changed(layout(screen), SIZE).pieces == []


@given(screens)
def test_after_forgetting_or_another_size_everything_is_sent(screen: list[Strip]) -> None:
    shown = Shown()
    shown.changed(layout(screen), SIZE)
    shown.forget()
    terminal: Cells = {}
    written(terminal, shown.changed(layout(screen), SIZE))
    assert len(terminal) == WIDTH * HEIGHT
    assert len(shown.changed(layout(screen), Size(WIDTH, HEIGHT + 1)).pieces) == HEIGHT


def test_one_letter_that_differs_is_all_that_is_sent() -> None:
    shown = Shown()
    shown.changed(layout([Strip([Segment("14 of 15")]).adjust_cell_length(WIDTH)] * HEIGHT), SIZE)
    screen = [Strip([Segment("14 of 16")]).adjust_cell_length(WIDTH)] * HEIGHT
    new = shown.changed(layout(screen), SIZE)
    assert [(x, y) for x, y, _ in new.pieces] == [(7, 0), (7, 1), (7, 2)]
    assert "\x1b[1;8H6" in new.render_segments(Console(color_system=None, force_terminal=True))
