"""What is known of a terminal from its environment, and what follows from it; no terminal is needed for that."""

import re
import string
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from chronoterm.terminal.colours import (
    BLACK,
    BRIGHT,
    LEAST_CONTRAST,
    PALETTE,
    contrast,
    in_sixteen,
    stands_out,
)
from chronoterm.terminal.kind import (
    MANY,
    NONE,
    SIXTEEN,
    TRUE_COLOUR,
    Signs,
    kind_of,
    lacking,
    lacks,
    printed_because,
)
from chronoterm.terminal.sequences import closing, modes, opening
from chronoterm.terminal.settings import WINDOW, settle, unknown_settings
from chronoterm.text import clean, scrub, to_ascii
from chronoterm.text_ascii import with_few_signs
from chronoterm.themes import DARK, LIGHT, OWN_THEMES
from chronoterm.widgets.hygiene import FewSignsFilter, PlainFilter, SixteenFilter

texts = st.text(max_size=30)
environments = st.dictionaries(
    st.sampled_from(
        (
            "TERM",
            "COLORTERM",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "NO_COLOR",
            "PYTHONIOENCODING",
            "TEXTUAL_COLOR_SYSTEM",
        )
    ),
    texts
    | st.sampled_from(("xterm", "linux", "vt220", "dumb", "C", "de_DE.UTF-8", "truecolor", "256", "ascii")),
)
parts = st.integers(0, 255)
colours = st.tuples(parts, parts, parts)


# Kinds


@given(environments)
def test_every_environment_has_a_kind_and_is_told_in_one_harmless_line(environment: dict[str, str]) -> None:
    assert (lacks(environment) == ()) is (lacking(environment) == "")
    for line in (lacking(environment), printed_because(environment)):
        assert scrub(line) == line == clean(line)
        assert len(line) <= 160


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"TERM": "xterm-256color"}, ()),
        ({"TERM": "tmux-256color"}, ()),
        ({"TERM": "xterm-kitty"}, ()),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, ()),
        ({"TERM": "xterm", "NO_COLOR": "1"}, ()),
        ({"TERM": "XTERM"}, ("16 colours",)),
        ({"TERM": "screen"}, ("16 colours",)),
        ({"TERM": "xterm-256color", "LANG": "C"}, ("ASCII only",)),
        ({"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "LANG": "C"}, ()),
        ({"TERM": "xterm-256color", "LC_CTYPE": "UTF-8"}, ()),
        ({"TERM": "xterm-mono"}, ("no colour",)),
        ({"TERM": "linux"}, ("16 colours", "few signs", "no mouse", "no second screen")),
        ({"TERM": "linux", "LANG": "POSIX"}, ("16 colours", "ASCII only", "no mouse", "no second screen")),
        ({"TERM": "vt100"}, ("no colour", "ASCII only", "no mouse", "no second screen")),
        (
            {"TERM": "vt220-8bit", "COLORTERM": "truecolor"},
            ("no colour", "ASCII only", "no mouse", "no second screen"),
        ),
        ({"TERM": "dumb"}, ("no screen",)),
        ({"TERM": "dumb-emacs-ansi"}, ("no screen",)),
        ({}, ("no screen",)),
    ],
    ids=str,
)
def test_what_a_terminal_lacks(environment: dict[str, str], missing: tuple[str, ...]) -> None:
    assert lacks(environment) == missing


DEPTHS = {ColorSystem.STANDARD: SIXTEEN, ColorSystem.EIGHT_BIT: MANY, ColorSystem.TRUECOLOR: TRUE_COLOUR}
TERMS = (
    "xterm",
    "xterm-256color",
    "screen",
    "screen-256color",
    "tmux-256color",
    "linux",
    "xterm-kitty",
    "foot",
    "x",
)


@pytest.mark.parametrize(("term", "colorterm"), product(TERMS, ("", "truecolor", "24bit", "yes")))
def test_as_many_colours_are_told_as_are_sent(term: str, colorterm: str) -> None:
    environment = {"TERM": term, "COLORTERM": colorterm}
    console = Console(force_terminal=True, _environ=environment)
    assert (
        DEPTHS[ColorSystem[str(console.color_system).upper().replace("256", "EIGHT_BIT")]]
        == kind_of(environment).colours
    )


# Settings


@pytest.mark.parametrize(
    ("term", "scrolls"),
    [
        *(
            (each, True)
            for each in ("xterm", "xterm-256color", "tmux-256color", "screen", "linux", "vt220", "vt100")
        ),
        *((each, False) for each in ("", "dumb", "nonesuch", "cygwin", "ansi", "sun", "vt52", "emacs-xterm")),
    ],
)
def test_only_terminals_that_are_known_to_have_regions_are_told_to_scroll(
    term: str, *, scrolls: bool
) -> None:
    assert kind_of({"TERM": term}).scrolls is scrolls


@given(
    st.dictionaries(
        st.sampled_from(
            (*WINDOW, "ESCDELAY", "TEXTUAL_FPS", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DIM_FACTOR", "HOME")
        ),
        texts,
    )
)
def test_what_is_left_of_any_settings_is_sound_and_each_one_left_out_is_named(
    environment: dict[str, str],
) -> None:
    before = dict(environment)
    said = settle(environment)
    assert unknown_settings(environment) == ()
    assert not set(WINDOW) & set(environment)
    gone = set(before) - set(WINDOW) - {name for name in before if environment.get(name) == before[name]}
    assert len(said) == len(gone)
    assert all(any(line.startswith(f"{name} ") for line in said) for name in gone)
    assert settle(environment) == ()


@given(st.integers(1, 1000), st.integers(0, 100))
def test_sound_settings_stay(number: int, factor: int) -> None:
    chosen = {"ESCDELAY": str(number), "TEXTUAL_FPS": str(number), "TEXTUAL_DIM_FACTOR": str(factor)}
    environment = {**chosen, "TEXTUAL_COLOR_SYSTEM": "256"}
    assert settle(environment) == ()
    assert environment == {**chosen, "TEXTUAL_COLOR_SYSTEM": "256"}


# Sequences


@pytest.mark.parametrize(("modern", "keys", "frames"), product((True, False), repeat=3))
def test_closing_the_screen_undoes_all_that_opening_it_did(modern: bool, keys: bool, frames: bool) -> None:
    on = re.findall(r"\?(\d+)([hl])", opening(modern=modern, keys=keys, frames=frames))
    off = re.findall(r"\?(\d+)([hl])", closing(modern=modern, keys=keys))
    opposite = {"h": "l", "l": "h"}
    assert sorted(off) == sorted((mode, opposite[letter]) for mode, letter in on)
    assert opening(modern=modern, keys=keys).count("\x1b[>") == closing(modern=modern, keys=keys).count(
        "\x1b[<"
    )
    assert opening(modern=modern, keys=keys).startswith(modes(modern=modern)[0].on)
    assert closing(modern=modern, keys=keys).endswith(modes(modern=modern)[0].off)


# Colours


@given(colours, colours)
def test_any_text_on_any_background_can_be_read_in_sixteen_colours(
    foreground: tuple[int, int, int], background: tuple[int, int, int]
) -> None:
    number, behind = in_sixteen(foreground, background)
    assert number is not None and behind is not None
    assert number in range(16)
    assert behind in range(8)
    assert contrast(PALETTE[number], PALETTE[behind]) >= LEAST_CONTRAST


@given(st.none() | colours, st.none() | colours)
def test_what_has_no_colour_gets_none(
    foreground: tuple[int, int, int] | None, background: tuple[int, int, int] | None
) -> None:
    number, behind = in_sixteen(foreground, background)
    assert (number is None, behind is None) == (foreground is None, background is None)


@pytest.mark.parametrize("theme", OWN_THEMES.values(), ids=lambda theme: theme.name)
def test_the_cursor_stands_out_in_both_themes_and_the_background_does_not(theme: object) -> None:
    assert isinstance(theme, type(DARK))
    plain = (theme.background, theme.surface, theme.panel)
    assert not any(stands_out(Color.parse(each or "").rgb) for each in plain)
    assert all(stands_out(Color.parse(each).rgb) for each in (theme.variables["cursor"], theme.primary))


def test_on_a_dark_ground_four_meanings_have_four_colours() -> None:
    behind = Color.parse(DARK.background or "").rgb
    named = (DARK.primary, DARK.success, DARK.accent, DARK.error)
    numbers = {in_sixteen(Color.parse(each or "").rgb, behind)[0] for each in named}
    assert len(numbers) == 4
    assert BLACK not in numbers


@given(texts, colours, colours, st.booleans(), st.booleans())
def test_a_colourless_line_has_the_same_text_and_no_colour(
    text: str, foreground: tuple[int, int, int], background: tuple[int, int, int], bold: bool, reverse: bool
) -> None:
    style = Style.from_color(Color(*foreground).rich_color, Color(*background).rich_color) + Style(
        bold=bold, reverse=reverse
    )
    (segment,) = PlainFilter().apply([Segment(text, style)], Color(0, 0, 0))
    assert segment.text == text
    assert segment.style is not None
    assert (segment.style.color, segment.style.bgcolor) == (None, None)
    assert bool(segment.style.bold) is bold
    assert bool(segment.style.reverse) is (reverse is not stands_out(background))


def test_a_line_of_sixteen_colours_keeps_text_and_attributes() -> None:
    style = Style(color=LIGHT.accent, bgcolor=LIGHT.background, bold=True, underline=True)
    lines = [Segment("a", style), Segment("b", None), Segment("", None, [])]
    first, second, third = SixteenFilter().apply(lines, Color(0, 0, 0))
    assert first.style is not None and first.style.color is not None and first.style.bgcolor is not None
    assert first.style.color.number == BLACK
    assert first.style.bgcolor.number == 7
    assert (first.style.bold, first.style.underline) == (True, True)
    assert [second, third] == lines[1:]
    assert BRIGHT == 8


# Signs


@given(st.text(string.printable + "àéßżЖяαω“”’–…•─│┌▶▁█≤✕●◌全か👩🏽‍🚀\u0301"))
def test_a_console_gets_as_many_cells_as_ascii_would_take(text: str) -> None:
    few = with_few_signs(text)
    assert len(few) == len(to_ascii(text).replace("<=", "< ")) or "≤ " in text
    assert not set("▶▁█≤✕●◌全か👩") & set(few)


def test_a_console_keeps_what_its_font_has() -> None:
    kept = "naïve Жан αβγ “quote” – … ─│┌"
    assert with_few_signs(kept) == kept
    (segment,) = FewSignsFilter().apply([Segment("▶ 13 Oct ≤ 全")], Color(0, 0, 0))
    assert segment.text == "> 13 Oct < ??"


@given(environments)
def test_few_signs_are_for_consoles_that_speak_utf_8(environment: dict[str, str]) -> None:
    kind = kind_of(environment)
    if kind.signs is Signs.FEW:
        assert not kind.is_modern
    if not kind.has_screen:
        assert kind.colours == NONE
