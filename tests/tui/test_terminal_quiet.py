"""The program is quiet: where nothing changes nothing is sent and nothing is done, and a key sends little."""

from pathlib import Path

from tests.tui.terminal import Terminal

REST = 0.8
"""Seconds of doing nothing, in which anything that ticks would be seen."""


def opened(store: Path) -> Terminal:
    terminal = Terminal([str(store)])
    terminal.wait_for("15 records")
    while terminal.silence(0.4):  # what is made ready after the first frame
        pass
    return terminal


def test_a_screen_at_rest_sends_nothing_and_does_nothing(sample: Path) -> None:
    with opened(sample) as terminal:
        for keys in (b"j", b"/bud", b"a"):
            terminal.press(keys)
            while terminal.silence(0.4):
                pass
            before = terminal.used
            assert terminal.silence(REST) == b""
            after = terminal.used
            assert after.seconds - before.seconds <= 0.05
            assert after.wakes - before.wakes <= 10


def test_a_page_sends_less_than_a_screen(sample: Path) -> None:
    with opened(sample) as terminal:
        screen = len(terminal.output)
        for keys in (b"\x1b[6~", b"\x1b[5~", b"\x04", b"\x15"):
            terminal.press(keys)
            assert len(terminal.settle()) <= min(screen, 6_000)


def test_no_pointer_and_no_title_is_ever_set(sample: Path) -> None:
    with opened(sample) as terminal:
        for column in range(1, 119, 7):
            terminal.press(b"\x1b[<35;%d;%dM" % (column, column % 39 + 1))
        terminal.press(b"a")
        terminal.settle()
        terminal.press(b"\x1b[<35;40;12M\x1b[<35;41;12M")
        terminal.settle()
        assert b"\x1b]" not in terminal.output
