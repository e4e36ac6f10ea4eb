"""The terminal of the benchmark: keys, answers, what is seen to change, and a program in it."""

import sys
from pathlib import Path

import pytest

from bench.answers import Answers
from bench.emulated import Area, Emulated, Parser
from bench.keys import keys
from bench.processes import family, peak_memory
from bench.session import Session

ECHO = """
import sys, tty
tty.setraw(0)
print("ready", end="", flush=True)
while (key := sys.stdin.buffer.raw.read(1)) != b"q":
    print(f"\\x1b[5;1H{key!r} came", end="", flush=True)
"""


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("a<down>é", [b"a", b"\x1b[B", "é".encode()]),
        ("<^f><enter><esc>", [b"\x06", b"\r", b"\x1b"]),
        ("<lt>down>", [b"<", *(bytes([each]) for each in b"down>")]),
    ],
)
def test_keys_are_sent_as_xterm_sends_them(typed: str, sent: list[bytes]) -> None:
    assert keys(typed) == sent


def test_the_cursor_keys_have_the_form_that_a_program_asked_for() -> None:
    assert keys("<up>", application=True) == [b"\x1bOA"]


def sifted(*pieces: bytes) -> tuple[bytes, list[bytes], int]:
    replies: list[bytes] = []
    answers = Answers(40, 120, replies.append)
    results = [answers.sift(each) for each in pieces]
    return b"".join(each.data for each in results), replies, sum(each.cursor_questions for each in results)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1b[c", b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        (b"\x1b[>q", b"\x1bP>|XTerm(390)\x1b\\"),
        (b"\x1b[5n", b"\x1b[0n"),
        (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),
        (b"\x1b[?25$p", b"\x1b[?25;1$y"),
        (b"\x1b[18t", b"\x1b[8;40;120t"),
        (b"\x1b]11;?\x07", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    ],
)
def test_a_question_is_answered_as_a_plain_xterm_does(question: bytes, answer: bytes) -> None:
    assert sifted(b"before" + question + b"after") == (b"beforeafter", [answer], 0)


def test_a_sequence_in_two_pieces_is_one() -> None:
    assert sifted(b"a\x1b[3", b"1mb\x1b", b"[6nc") == (b"a\x1b[31mbc", [], 1)


def test_a_mode_is_told_as_the_program_set_it() -> None:
    _, replies, _ = sifted(b"\x1b[?1000h\x1b[?1000$p\x1b[?1000l\x1b[?1000$p")
    assert replies == [b"\x1b[?1000;1$y", b"\x1b[?1000;2$y"]


def shown(data: bytes) -> Emulated:
    screen = Emulated(20, 6)
    Parser(screen).feed(data)
    return screen


def test_a_change_counts_where_somebody_looks() -> None:
    screen = shown(b"\x1b[?25l")
    screen.changed()
    Parser(screen).feed(b"\x1b[3;5Hx")
    assert not screen.changed((Area(0, 2), Area(2, 3, 0, 4)))
    Parser(screen).feed(b"\x1b[3;5Hy")
    assert screen.changed((Area(2, 3, 4, 5),))


def test_what_is_drawn_as_it_was_is_no_change() -> None:
    screen = shown(b"\x1b[?25l\x1b[2;1Hsame")
    screen.changed()
    Parser(screen).feed(b"\x1b[2;1Hsame")
    assert not screen.changed()
    Parser(screen).feed(b"\x1b[2;1H\x1b[1msame")
    assert screen.changed()


def test_lines_scroll_between_the_margins() -> None:
    screen = shown(b"1\r\n2\r\n3\r\n4\x1b[2;4r\x1b[S")
    assert [line.strip() for line in screen.display[:4]] == ["1", "3", "4", ""]
    Parser(screen).feed(b"\x1b[2T")
    assert [line.strip() for line in screen.display[:4]] == ["1", "", "", "3"]


def test_the_last_character_can_be_repeated() -> None:
    assert shown(b"ab\x1b[3b").display[0].rstrip() == "abbbb"


def test_a_key_is_heard_until_it_is_on_the_screen(tmp_path: Path) -> None:
    with Session([sys.executable, "-c", ECHO], tmp_path) as session:
        assert session.start({"there": "^ready"}, 20)
        heard = session.press("x", r"b'x' came")
        assert heard.is_whole
        assert heard.matched is not None
        assert heard.shown is not None
        assert 0 < heard.matched <= heard.shown < session.reached["there"] + 20_000
        assert heard.size == heard.size_shown == len("\x1b[5;1Hb'x' came")


def test_a_change_elsewhere_is_not_what_is_looked_at(tmp_path: Path) -> None:
    with Session([sys.executable, "-c", ECHO], tmp_path) as session:
        session.start({"there": "^ready"}, 20)
        session.watched = (Area(10, 20),)
        heard = session.press("x", "came")
        assert heard.shown is None
        assert heard.size > heard.size_shown == 0


def test_what_does_not_come_is_told(tmp_path: Path) -> None:
    with Session([sys.executable, "-c", "print('done')"], tmp_path) as session:
        assert not session.start({"never": "nothing of this"}, 20)
        assert "done" in session.text
        assert not session.hear(session.began, "nothing of this").is_whole


def test_the_memory_of_what_a_program_started_counts(tmp_path: Path) -> None:
    start = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ECHO!r}], start_new_session=True)"
    )
    with Session([sys.executable, "-c", start], tmp_path) as session:
        session.start({"there": "ready"}, 20)
        alone = peak_memory({session.pid})
        assert len(family(session.pid)) == 2
        assert session.memory() > alone > 1_000_000
