"""Whatever a terminal sends, the program goes on, and the next key means what it says."""

from pathlib import Path

from tests.tui.terminal import Terminal, timed

PASTE, END = b"\x1b[200~", b"\x1b[201~"

ODD = {
    "one byte": b"\xff",
    "broken": b"\xc3\xe2\x82\xf0\x9f\x98 \xed\xa0\x80 \x80\xbf",
    "old mouse": b"\x1b[M !!\x1b[M#\xff\x80\x1b[M \xc3(",
    "urxvt mouse": b"\x1b[32;10;10M\x1b[35;400;400M",
    "far mouse": b"\x1b[<0;99999999;99999999M\x1b[<0;-5;-5m",
    "no character": b"\x1b[99999999999999u\x1b[1114112u\x1b[0;0;99999999u",
    "half a character": b"\x1b[55296u\x1b[57343;1;56000u",
    "sizes": b"\x1b[48;99999;99999;1;1t\x1b[48;0;0;0;0t\x1b[?2048;2$y",
    "answers": b"\x1b[?2026;2$y\x1b[12;40R\x1b[?62;c\x1bP1+r\x1b\\\x1b]11;rgb:0/0/0\x07\x1b[I\x1b[O",
    "no end": b"\x1b[" + b";" * 50,
    "ends only": END * 3,
}


def started(store: Path) -> Terminal:
    terminal = Terminal(["--fresh", str(store)])
    terminal.wait_for("15 records")
    terminal.settle()
    return terminal


def test_odd_bytes_do_not_end_the_program_and_the_next_key_counts(sample: Path) -> None:
    with started(sample) as terminal:
        for name, data in ODD.items():
            terminal.press(data)
            terminal.settle()
            terminal.press(b"\x1b")  # as somebody would who sees an odd screen
            terminal.settle()
            assert terminal.process.poll() is None, name
        terminal.press(b"X")
        terminal.settle()
        terminal.press(b"G")
        terminal.wait_for("▶–")


def test_a_letter_in_two_reads_is_one_letter(sample: Path) -> None:
    with started(sample) as terminal:
        terminal.press(b"/")
        terminal.settle()
        terminal.press(b"\xc3")
        terminal.settle()
        terminal.press(b"\xbc")
        terminal.wait_for("ü")


def test_a_megabyte_is_pasted_into_a_prompt_in_well_under_a_second(sample: Path) -> None:
    with started(sample) as terminal:
        terminal.press(b"/")
        terminal.settle()
        used = terminal.used.seconds

        def paste() -> None:
            terminal.press(PASTE + b"kursk " * 175_000 + END)
            terminal.wait_for("kursk kursk")

        assert timed(paste) <= 0.9
        terminal.wait_for("Only the first 1,000 characters")
        assert terminal.used.seconds - used <= 1.5
        terminal.press(b"\x1b")
        terminal.settle()
        terminal.press(b"G")
        terminal.wait_for("▶–")


def test_what_is_pasted_at_once_after_the_key_that_opens_a_prompt_gets_into_it(sample: Path) -> None:
    with started(sample) as terminal:
        terminal.press(b"/" + PASTE + b"kursk" + END + b"\r")
        terminal.wait_for("FILTERED")
        assert "“kursk…”" in terminal.text


def test_a_megabyte_pasted_where_nothing_takes_it_changes_nothing(sample: Path) -> None:
    with started(sample) as terminal:
        shown = terminal.text
        terminal.press(PASTE + b"jGDqX\r" * 175_000 + END)
        terminal.wait_for("Only the first 64 KB")
        assert "\n".join(shown.split("\n")[:30]) == "\n".join(terminal.text.split("\n")[:30])
        assert terminal.process.poll() is None


def test_keys_count_again_after_a_paste_that_never_ends(sample: Path) -> None:
    with started(sample) as terminal:
        terminal.press(b"/")
        terminal.settle()
        terminal.press(PASTE + b"kursk")
        terminal.wait_for("kursk")
        terminal.press(b"\r")
        terminal.wait_for("FILTERED")
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0


def test_a_paste_of_several_lines_presses_no_key(sample: Path) -> None:
    with started(sample) as terminal:
        terminal.press(PASTE + b"q\rq\nG" + END)
        terminal.press(b"j")
        terminal.wait_for("▶17 Oct")


def test_more_keys_than_the_program_can_take_wait_outside_of_it(sample: Path) -> None:
    with started(sample) as terminal:
        terminal.type_blindly(b"jk" * 1500)
        terminal.press(b"j")
        terminal.settle()
        terminal.wait_for("▶17 Oct")


def test_a_pattern_that_would_be_tried_for_ever_elsewhere_is_only_text(sample: Path) -> None:
    with started(sample) as terminal:
        terminal.press(b"/")
        terminal.settle()
        terminal.press(b'"(a+)+$ ' + b"a" * 27 + b'!"')
        assert timed(lambda: terminal.wait_for("a" * 27 + "!")) <= 2
        terminal.press(b"\r")
        terminal.wait_for("0 of 15")
