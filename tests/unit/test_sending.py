"""What is left out of an update is on the terminal already."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from chronoterm.sending import Shown
from tests.unit.sending_strategies import (
    BACK,
    CONSOLE,
    Emulated,
    Part,
    View,
    chops,
    layout,
    lines,
    painted,
    parts,
    views,
)

SIZE = Size(14, 4)
LIST = Size(44, 18)

screens = st.lists(lines(SIZE.width), min_size=SIZE.height, max_size=SIZE.height)


def plain(text: str) -> list[Strip]:
    return [Strip([Segment(text, BACK)]).adjust_cell_length(SIZE.width, BACK)] * SIZE.height


@given(st.lists(screens, min_size=1, max_size=4))
def test_after_every_update_the_terminal_shows_the_whole_screen(several: list[list[Strip]]) -> None:
    shown, terminal = Shown(CONSOLE, scrolls=True), Emulated(SIZE)
    for screen in several:
        terminal.read(shown.changed(layout(screen, SIZE), SIZE).text)
        assert terminal.cells == painted(screen, SIZE)


@given(screens, st.lists(parts(SIZE), min_size=1, max_size=6), screens)
def test_parts_that_changed_are_sent_and_known_from_then_on(
    wanted: list[Strip], several: list[Part], screen: list[Strip]
) -> None:
    shown, terminal = Shown(CONSOLE, scrolls=True), Emulated(SIZE)
    terminal.read(shown.changed(layout(wanted, SIZE), SIZE).text)
    for part in several:
        update = chops([part], SIZE)
        terminal.read(shown.changed(update, SIZE).text)
        wanted[part.y] = part.over(wanted[part.y])
        assert terminal.cells == painted(wanted, SIZE)
        assert not shown.changed(update, SIZE)
    terminal.read(shown.changed(layout(screen, SIZE), SIZE).text)
    assert terminal.cells == painted(screen, SIZE)


@given(parts(SIZE), st.integers(1, 5), screens)
def test_parts_may_come_before_the_whole(first: Part, gap: int, screen: list[Strip]) -> None:
    shown, terminal = Shown(CONSOLE, scrolls=True), Emulated(SIZE)
    end = first.x + first.strip.cell_length
    several = [first] + [Part(first.y, end + gap, Strip([Segment("x")]))] * (end + gap < SIZE.width)
    text = shown.changed(chops(several, SIZE), SIZE).text
    assert "\0" not in text
    terminal.read(text)
    terminal.read(shown.changed(layout(screen, SIZE), SIZE).text)
    assert terminal.cells == painted(screen, SIZE)


@given(st.lists(views, min_size=2, max_size=5), st.booleans())
def test_a_list_that_moves_is_shown_as_if_it_was_painted_anew(several: list[View], scrolls: bool) -> None:
    shown, terminal = Shown(CONSOLE, scrolls=scrolls), Emulated(LIST)
    for view in several:
        screen = view.screen(LIST)
        text = shown.changed(layout(screen, LIST), LIST).text
        assert scrolls or not re.search(r"\x1bM|\x1b\[[\d;]*r", text)
        terminal.read(text)
        assert terminal.cells == painted(screen, LIST)


@given(screens)
def test_what_is_shown_already_is_not_sent_again(screen: list[Strip]) -> None:
    shown = Shown(CONSOLE)
    assert shown.changed(layout(screen, SIZE), SIZE)
    assert shown.changed(layout(screen, SIZE), SIZE).text == ""


@given(screens)
def test_after_forgetting_or_another_size_everything_is_sent(screen: list[Strip]) -> None:
    shown, taller = Shown(CONSOLE, scrolls=True), Size(SIZE.width, SIZE.height + 1)
    shown.changed(layout(screen, SIZE), SIZE)
    shown.forget()
    terminal = Emulated(SIZE)
    terminal.read(shown.changed(layout(screen, SIZE), SIZE).text)
    assert terminal.cells == painted(screen, SIZE)
    terminal = Emulated(taller)
    terminal.read(shown.changed(layout(screen, taller), taller).text)
    assert terminal.cells == painted(screen, taller)


# How little


def test_one_letter_that_differs_is_all_that_is_sent() -> None:
    shown = Shown(Console(color_system=None, force_terminal=True))
    shown.changed(layout(plain("14 of 15"), SIZE), SIZE)
    text = shown.changed(layout(plain("14 of 16")[:2], SIZE), SIZE).text
    assert re.sub(r"\x1b\[[\d;]*m", "", text) == "\x1b[1;8H6\x1b[2;8H6"


def test_a_mark_on_a_wide_letter_is_sent_with_the_letter() -> None:
    shown = Shown(CONSOLE)
    shown.changed(layout([Strip([Segment("全角..........")])] * SIZE.height, SIZE), SIZE)
    text = shown.changed(layout([Strip([Segment("全\u0302角.......,..")])], SIZE), SIZE).text
    assert text == "\x1b[1H全\u0302\x1b[1;12H,"


def test_after_a_letter_that_may_be_wider_elsewhere_the_cursor_is_set_anew() -> None:
    shown = Shown(CONSOLE)
    shown.changed(layout(plain("..........."), SIZE), SIZE)
    narrow = shown.changed(layout(plain("x.......x")[:1], SIZE), SIZE).text
    wider = shown.changed(layout(plain("▶.......y")[:1], SIZE), SIZE).text
    assert "x\x1b[7Cx" in narrow
    assert "▶\x1b[1;9Hy" in wider


def test_a_style_that_looks_the_same_is_not_sent() -> None:
    shown = Shown(CONSOLE)
    shown.changed(layout(plain("a word"), SIZE), SIZE)
    same = BACK + Style(meta={"@click": "elsewhere"})
    update = layout([Strip([Segment("a word".ljust(SIZE.width), same)])] * SIZE.height, SIZE)
    assert not shown.changed(update, SIZE)


def test_colours_are_sent_once_for_several_words() -> None:
    shown, name = Shown(CONSOLE), Style.parse("bold #7db3d8 on #12161b")
    shown.changed(layout(plain(""), SIZE), SIZE)
    screen = [Strip([Segment("one", name), Segment(" two words ", BACK)])] * SIZE.height
    text = shown.changed(layout(screen, SIZE), SIZE).text
    assert text.count("48;2") == 1
    assert re.findall(r"\x1b\[[\d;]*m", text)[1:3] == [
        "\x1b[22;38;2;214;220;226m",
        "\x1b[1;38;2;125;179;216m",
    ]


def test_a_list_of_ten_lines_more_scrolls_and_saves_most_bytes() -> None:
    texts = []
    for scrolls in (False, True):
        shown = Shown(CONSOLE, scrolls=scrolls)
        shown.changed(layout(View(0, 3, 0, is_beside=False).screen(LIST), LIST), LIST)
        texts.append(shown.changed(layout(View(2, 1, 0, is_beside=False).screen(LIST), LIST), LIST).text)
    assert "\x1b[2;14r\x1b[14H\n\n\x1b[r" in texts[1]
    assert len(texts[1]) < len(texts[0]) / 2


def test_a_list_that_moves_down_is_moved_from_its_upper_end() -> None:
    shown = Shown(CONSOLE, scrolls=True)
    shown.changed(layout(View(20, 3, 0, is_beside=False).screen(LIST), LIST), LIST)
    text = shown.changed(layout(View(17, 3, 0, is_beside=False).screen(LIST), LIST), LIST).text
    assert text.startswith("\x1b[2;14r\x1b[2H\x1bM\x1bM\x1bM\x1b[r")


def test_a_cursor_that_moves_scrolls_nothing() -> None:
    shown = Shown(CONSOLE, scrolls=True)
    shown.changed(layout(View(0, 3, 0, is_beside=True).screen(LIST), LIST), LIST)
    text = shown.changed(layout(View(0, 4, 0, is_beside=True).screen(LIST), LIST), LIST).text
    assert text
    assert "r" not in re.findall(r"\x1b\[[\d;]*([a-zA-Z])", text)


def test_nothing_is_scrolled_before_all_of_a_screen_is_known() -> None:
    shown = Shown(CONSOLE, scrolls=True)
    screen = View(0, 3, 0, is_beside=False).screen(LIST)
    assert "\x1b[r" not in shown.changed(layout(screen[:-1], LIST), LIST).text
    screen = View(2, 1, 0, is_beside=False).screen(LIST)
    assert "\x1b[r" not in shown.changed(layout(screen[:-1], LIST), LIST).text


def test_sixteen_colours_are_sent_as_such() -> None:
    shown = Shown(Console(color_system="standard", force_terminal=True))
    line = Strip([Segment("." * SIZE.width, Style.parse("#c00000 on #000000"))])
    text = shown.changed(layout([line] * SIZE.height, SIZE), SIZE).text
    assert text.startswith("\x1b[1H\x1b[31;40m....")
