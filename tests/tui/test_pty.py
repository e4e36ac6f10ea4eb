"""What only a real terminal shows: bytes, locale, colour, and how the program leaves."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.tui.terminal import Terminal

MakeStore = Callable[..., Path]
STRING_SEQUENCE = re.compile("(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*")
"""Operating system commands, device control strings and the like, up to where they end."""


def open_at(store: Path, until: str, **environment: str) -> Terminal:
    terminal = Terminal([str(store)], environment=environment)
    terminal.wait_for(until)
    terminal.settle()
    return terminal


def test_the_first_screen_of_a_real_terminal_is_the_chronology(sample: Path) -> None:
    with open_at(sample, "15 records") as terminal:
        assert "▶13 Oct" in terminal.text
        assert "STATEMENT · 13 Oct 2024" in terminal.text
        assert "Speaker  Volodymyr Zelenskyy" in terminal.text


def test_q_gives_the_terminal_back_as_it_was(sample: Path) -> None:
    with open_at(sample, "15 records") as terminal:
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
        for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l"):
            assert mode in terminal.output


def test_a_step_of_the_cursor_sends_two_lines_and_a_detail_of_at_most_4_kilobytes(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(
        tmp_path,
        [
            {
                "id": f"r{number}",
                "kind": "statement",
                "headline": f"Headline of record number {number}",
                "date": f"2024-10-{number + 1:02}",
                "speaker": "somebody",
                "quote": f"What was said at {number}. " * 6,
                "summary": f"What it was about, at {number}. " * 6,
            }
            for number in range(20)
        ],
    )
    with open_at(store, "20 records") as terminal:
        for _ in range(5):
            terminal.press(b"j")
            assert len(terminal.settle()) <= 600 + 4096


def test_a_held_key_does_not_send_a_detail_for_every_step(make_store: MakeStore, tmp_path: Path) -> None:
    store = make_store(tmp_path, [f"Record {number}" for number in range(30)])
    with open_at(store, "30 records") as terminal:
        terminal.press(b"j" * 20)
        sent = terminal.settle()
        assert "Record" in terminal.text
        assert len(sent) <= 20 * 600 + 3 * 4096


def commands_sent(store: Path, until: str) -> set[str]:
    """The string commands that using every pane and some windows sends to the terminal."""
    with open_at(store, until) as terminal:
        for keys in (b"G", b"g", b"\t", b"G", b"\t", b"a", b"\x1b", b"s", b"\x1b", b"O", b"?", b"\x1b"):
            terminal.press(keys)
            terminal.settle()
        return set(STRING_SEQUENCE.findall(terminal.output.decode()))


def test_nothing_of_a_hostile_store_reaches_the_terminal_as_a_command(
    hostile_store: Path, sample: Path
) -> None:
    assert commands_sent(hostile_store, "25 records") <= commands_sent(sample, "15 records")


def test_an_ascii_locale_gets_ascii_only(sample: Path) -> None:
    with open_at(sample, "15 records", LANG="C", LC_ALL="C") as terminal:
        assert terminal.output.isascii()
        assert ">13 Oct" in terminal.text
        assert "<=31 Oct" in terminal.text


def test_no_color_sends_no_hue_and_still_tells_kinds_and_cursor_apart(sample: Path) -> None:
    with open_at(sample, "15 records", NO_COLOR="1") as terminal:
        colours = set(re.findall(rb"38;2;(\d+);(\d+);(\d+)", terminal.output))
        assert all(max(map(int, each)) - min(map(int, each)) <= 1 for each in colours)
        for sign in ("▶13 Oct", "“ Zelenskyy", "● North"):
            assert sign in terminal.text
        terminal.press(b"G")
        terminal.wait_for("◌ Budanov")


def test_a_missing_store_is_one_sentence_and_no_screen(tmp_path: Path) -> None:
    with Terminal([str(tmp_path / "missing.json")]) as terminal:
        assert terminal.wait_for_exit() == 2
        assert "missing.json: no such file" in " ".join(terminal.text.split())
        assert b"\x1b[?1049h" not in terminal.output


def test_no_terminal_to_speak_of_prints_the_chronology(sample: Path) -> None:
    with Terminal([str(sample)], environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "15 records" in terminal.text
        assert b"\x1b" not in terminal.output
