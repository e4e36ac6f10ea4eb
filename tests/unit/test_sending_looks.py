"""From any look to any other, a terminal is told so that nothing of the first is left."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from chronoterm.sending_looks import PLAIN, Looks

ATTRIBUTES = ("bold", "dim", "italic", "underline", "blink", "reverse", "strike", "underline2", "overline")
COLOURS = ("default", "red", "bright_blue", "color(200)", "#010203", "#040506")
OFF = {"22": "12", "23": "3", "24": ("4", "21"), "25": "56", "27": "7", "28": "8", "29": "9", "55": ("53",)}

attributes = st.dictionaries(st.sampled_from(ATTRIBUTES), st.booleans())
colours = st.none() | st.sampled_from(COLOURS)


@st.composite
def styles(draw: st.DrawFn) -> Style:
    words = " ".join(name if on else f"not {name}" for name, on in draw(attributes).items())
    return Style.parse(words) + Style(color=draw(colours), bgcolor=draw(colours))


def told(codes: str, before: frozenset[str]) -> frozenset[str]:
    """What a terminal has turned on after it was told some codes of SGR (ECMA-48, 8.3.117)."""
    on = set(before)
    for code in re.findall(r"[34]8;(?:2;\d+;\d+;\d+|5;\d+)|\d+", codes) or ["0"]:
        number = int(code.partition(";")[0])
        if number == 0:
            on.clear()
        elif 30 <= number < 50 or number >= 90:
            front = 30 <= number < 40 or 90 <= number < 98
            on = {each for each in on if not each.startswith("front" if front else "behind")}
            on |= set() if number in (39, 49) else {f"{'front' if front else 'behind'} {code}"}
        elif code in OFF:
            on -= set(OFF[code])
        else:
            on.add(code)
    return frozenset(on)


def sent(way: str) -> list[str]:
    return re.findall(r"\x1b\[([\d;]*)m", way)


def painted(style: Style) -> frozenset[str]:
    codes = Strip.render_ansi(style, ColorSystem.TRUECOLOR)
    return told(codes, frozenset()) if codes else frozenset()


@given(st.lists(styles(), min_size=1, max_size=6))
def test_a_terminal_that_goes_from_look_to_look_has_each_of_them(several: list[Style]) -> None:
    looks, before, on = Looks(ColorSystem.TRUECOLOR), PLAIN, frozenset[str]()
    for style in several:
        look = looks.of(style)
        way = looks.way(before, look)
        assert way == "".join(f"\x1b[{codes}m" for codes in sent(way))
        for codes in sent(way):
            on = told(codes, on)
        assert on == painted(style)
        before = look


@given(styles(), styles())
def test_a_way_is_never_longer_than_painting_anew(one: Style, other: Style) -> None:
    looks = Looks(ColorSystem.TRUECOLOR)
    anew = f"\x1b[0;{Strip.render_ansi(other, ColorSystem.TRUECOLOR)}m"
    assert len(looks.way(looks.of(one), looks.of(other))) <= len(anew)


def test_styles_beyond_those_that_are_kept_look_as_before() -> None:
    looks = Looks(ColorSystem.TRUECOLOR)
    look = looks.of(Style(bold=True))
    for number in range(5000):
        assert looks.of(Style(bold=True, meta={"row": number})) == look
