"""Terminals of every kind get what they can show, and one line says what they lack."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from chronoterm.terminal.colours import LEAST_CONTRAST, PALETTE, contrast
from tests.tui.terminal import OPENED, Terminal

SAID = {
    "xterm-256color": "",
    "tmux-256color": "",
    "xterm": "TERM=xterm: 16 colours",
    "screen": "TERM=screen: 16 colours",
    "xterm-mono": "TERM=xterm-mono: no colour",
    "linux": "TERM=linux: 16 colours, few signs, no mouse, no second screen",
    "vt100": "TERM=vt100: no colour, ASCII only, no mouse, no second screen",
    "nonesuch": "TERM=nonesuch: 16 colours",
}

NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
"""The eight colours as the emulator of the tests names them."""


def opened(store: Path, **environment: str | None) -> Terminal:
    terminal = Terminal([str(store)], 80, 24, {"COLORTERM": None, **environment})
    terminal.wait_for("15 records")
    terminal.settle()
    return terminal


def hues(output: bytes) -> set[int]:
    """The numbers of all colours that were sent, those of more than sixteen too."""
    sequences = re.findall(rb"\x1b\[([\d;]*)m", output)
    numbers = {int(each) for sequence in sequences for each in sequence.split(b";") if each}
    return numbers & {*range(30, 50), *range(90, 108)}


@pytest.mark.parametrize(("term", "said"), SAID.items())
def test_a_terminal_works_and_one_line_says_what_it_lacks(sample: Path, term: str, said: str) -> None:
    with opened(sample, TERM=term) as terminal:
        lines = terminal.text.split("\n")
        assert lines[1].removeprefix(" all records").strip() == said
        assert "13 Oct" in terminal.text
        terminal.press(b"j")
        terminal.settle()
        assert "TERM=" not in terminal.text
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
        assert terminal.modes == set()


@pytest.mark.parametrize("term", ["linux", "xterm"])
def test_sixteen_colours_can_be_read(sample: Path, term: str) -> None:
    with opened(sample, TERM=term) as terminal:
        for keys in (b"", b"\t", b"\t/bud", b"\r", b"a", b"\x1b", b"?"):
            terminal.press(keys)
            terminal.settle()
            assert unreadable(terminal) == []
        assert hues(terminal.output) <= {*range(30, 38), *range(90, 98), *range(40, 48)}


def unreadable(terminal: Terminal) -> list[str]:
    """What stands on the screen without contrast."""
    return [
        f"{cell.data!r}: {cell.fg} on {cell.bg}"
        for row in terminal.screen.buffer.values()
        for cell in row.values()
        if cell.data.strip() and "default" not in (cell.fg, cell.bg)
        if contrast(shade(cell.fg), shade(cell.bg)) < LEAST_CONTRAST
    ]


def shade(name: str) -> tuple[int, int, int]:
    return PALETTE[NAMES.index(name.removeprefix("bright")) + 8 * name.startswith("bright")]


def test_the_cursor_and_kinds_have_colours_of_their_own_among_sixteen(sample: Path) -> None:
    with opened(sample, TERM="xterm") as terminal:
        row = next(y for y, line in enumerate(terminal.screen.display) if line.startswith("▶"))
        cells = terminal.screen.buffer
        assert cells[row][0].bg != cells[row + 1][0].bg
        assert cells[row + 1][13].data == "“"
        assert cells[row + 1][13].fg != cells[row + 1][15].fg


@pytest.mark.parametrize(
    "environment", [{"TERM": "vt100"}, {"TERM": "xterm-mono"}, {"NO_COLOR": "1"}], ids=str
)
def test_without_colours_the_cursor_is_reversed_and_no_colour_is_sent(
    sample: Path, environment: Mapping[str, str]
) -> None:
    with opened(sample, COLORTERM="truecolor", **{"TERM": "xterm-256color", **environment}) as terminal:
        assert hues(terminal.output) == set()
        row = next(y for y, line in enumerate(terminal.screen.display) if line.startswith(("▶", ">")))
        assert terminal.screen.buffer[row][4].reverse
        assert not terminal.screen.buffer[row + 1][4].reverse


@pytest.mark.parametrize("term", ["vt100", "linux"])
def test_what_came_with_xterm_is_not_sent_to_what_came_before(sample: Path, term: str) -> None:
    with opened(sample, TERM=term) as terminal:
        for keys in (b"jja", b"\x1b", b"?", b"\x1b", b"q"):
            terminal.press(keys)
            terminal.settle()
        assert terminal.wait_for_exit() == 0
        modes = set(re.findall(rb"\x1b\[([<>?][\d;]*.)", terminal.output))
        assert modes == {b"?25l", b"?25h", b"?7l", b"?7h"}
        assert not re.search(rb"\x1b[\]P^_X]", terminal.output)
        assert terminal.text.strip() == ""


def test_a_vt100_gets_ascii_only(sample: Path) -> None:
    with opened(sample, TERM="vt100") as terminal:
        terminal.press(b"G?\x1ba\x1b")
        terminal.settle()
        assert terminal.output.isascii()


def test_a_console_keeps_letters_and_gets_signs_that_its_font_has(sample: Path) -> None:
    with opened(sample, TERM="linux") as terminal:
        assert ">13 Oct" in terminal.text
        assert "“ Zelenskyy" in terminal.text
        assert not set("▶▁▂█▐≤") & set(terminal.text)


@pytest.mark.parametrize("term", ["dumb", None, ""])
def test_where_nothing_can_be_drawn_the_chronology_is_printed_and_one_sentence_says_why(
    sample: Path, term: str | None
) -> None:
    with Terminal([str(sample)], environment={"TERM": term}) as terminal:
        assert terminal.wait_for_exit() == 0
        named = f"TERM={term}" if term else "TERM is not set"
        said = (
            f"chronoterm: no screen can be drawn on this terminal ({named}), so the chronology is printed\r\n"
        )
        assert terminal.output.decode().startswith(said)
        assert terminal.output.decode().count("chronoterm:") == 1
        assert "15 records" in terminal.text
        assert b"\x1b" not in terminal.output


ASCII_LOCALES = (
    {"LANG": "C"},
    {"LANG": "POSIX"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "de_DE.ISO-8859-1"},
    {"PYTHONIOENCODING": "ascii"},
)


@pytest.mark.parametrize("locale", ASCII_LOCALES, ids=str)
def test_a_locale_without_unicode_gets_ascii_and_never_fails(
    hostile_store: Path, locale: Mapping[str, str]
) -> None:
    with Terminal([str(hostile_store)], 100, 30, {"COLORTERM": None, **locale}) as terminal:
        terminal.wait_for("ASCII only")
        for keys in (b"Ggjjjja", b"\x1b", b"/\xd7\xa9\r?"):
            terminal.press(keys)
            terminal.settle()
        assert terminal.output.isascii()
        terminal.press(b"\x11")
        assert terminal.wait_for_exit() == 0


UNKNOWN = {
    "TEXTUAL_COLOR_SYSTEM": "nonesuch",
    "TEXTUAL_DIM_FACTOR": "1000",
    "TEXTUAL_FPS": "-1",
    "ESCDELAY": "99999999999999999999",
}


def test_unknown_settings_are_ignored_and_named(sample: Path) -> None:
    with Terminal([str(sample)], environment=UNKNOWN) as terminal:
        terminal.wait_for("15 records")
        said = terminal.output.partition(OPENED)[0].decode()
        assert said == "".join(
            f"chronoterm: {name} is set to something unknown, which is ignored\r\n" for name in UNKNOWN
        )
        terminal.press(b"?")
        terminal.settle()
        terminal.press(b"q")
        terminal.settle()
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.parametrize(
    "environment",
    [
        {"TEXTUAL_DRIVER": "nonesuch:Driver"},
        {"TEXTUAL": "devtools,debug"},
        {"TEXTUAL_DEBUG": "1"},
        {"TEXTUAL_THEME": "nonesuch"},
        {"LC_ALL": "nonesuch.UTF-8"},
        {"TERM": "\x1b]0;title\x07\x9b31m"},
    ],
    ids=str,
)
def test_nothing_in_the_environment_keeps_it_from_starting(
    sample: Path, tmp_path: Path, environment: Mapping[str, str]
) -> None:
    with opened(sample, **environment) as terminal:
        terminal.press(b"j")
        terminal.wait_for("▶17 Oct")
        assert b"\x1b]0" not in terminal.output
        assert not Path("keys.log").exists()
