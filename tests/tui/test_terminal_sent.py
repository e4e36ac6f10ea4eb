"""What is left out of what is sent stands on the terminal already: drawing everything anew changes nothing."""

from pathlib import Path

import pyte
import pytest

from tests.tui.terminal import Terminal

HALF_DOWN, HALF_UP, PAGE_DOWN, ANEW, LEAVE = (
    b"\x04",
    b"\x15",
    b"\x1b[6~",
    b"\x0c",
    b"\x1b",
)

KEYS = (
    *((b"j",), (HALF_DOWN,), (HALF_DOWN, b"k"), (HALF_UP,), (PAGE_DOWN,), (b"G",), (b"g",)),
    *((b"a", b"bud", LEAVE), (b"?", LEAVE), (b"\r", LEAVE)),
)
"""Keys after which everything is drawn anew; no window stands open then."""

SCROLLS = b"\x1b[r"


def cells(terminal: Terminal) -> list[list[pyte.screens.Char]]:
    """What can be seen; where nothing stands, letters have no colour and are not bold."""
    rows, columns = range(terminal.screen.lines), range(terminal.screen.columns)
    return [
        [
            cell._replace(fg="", bold=False, italics=False)
            if cell.data == " " and not cell.reverse and not cell.underscore
            else cell
            for cell in (terminal.screen.buffer[y][x] for x in columns)
        ]
        for y in rows
    ]


def rest(terminal: Terminal) -> None:
    while terminal.silence(0.4):
        pass


def wait_for_bytes(terminal: Terminal, number: int) -> None:
    terminal.wait_until(lambda: len(terminal.output) >= number, "whole screen")


@pytest.mark.parametrize(
    ("columns", "rows", "term", "scrolls"),
    [(80, 24, "xterm-256color", True), (120, 30, "tmux-256color", True), (80, 24, "nonesuch", False)],
)
def test_everything_drawn_anew_is_what_was_there(
    sample: Path, columns: int, rows: int, term: str, *, scrolls: bool
) -> None:
    with Terminal(["--fresh", str(sample)], columns, rows, {"TERM": term}) as terminal:
        terminal.wait_for("15 records")
        rest(terminal)
        for keys in KEYS:
            for each in keys:
                terminal.press(each)
                rest(terminal)
            shown, before = cells(terminal), len(terminal.output)
            terminal.press(ANEW)
            wait_for_bytes(terminal, before + columns * rows // 2)
            rest(terminal)
            assert cells(terminal) == shown, keys
        assert (SCROLLS in terminal.output) is scrolls
