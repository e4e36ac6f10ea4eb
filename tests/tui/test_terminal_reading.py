"""From bytes to keys and pastes, and from frames to bytes, without a terminal."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._time import get_time
from textual.message import Message

from chronoterm.terminal.driver_input import PasteCut, Reader, Reading
from chronoterm.terminal.driver_output import BEHIND, TOO_MUCH, Output
from chronoterm.terminal.driver_pastes import BEGIN, END, KEYS, LARGEST, SILENCE, Pasted, Pastes, Typed
from chronoterm.terminal.driver_size import LONGEST, PAUSE, Sizes
from chronoterm.terminal.signals import exit_code

PATIENCE = 10.0
"""Seconds to wait for another thread."""

WAIT = 0.05
pieces = st.lists(
    st.sampled_from(("a", "q", "\x1b", "[2", "\x1b[20", "kursk\r", "全", BEGIN, END, "x" * 50)), max_size=12
)


def fed(texts: Iterable[str]) -> list[Typed | Pasted]:
    """What comes of texts that come one at once after the other, and of the silence after them."""
    reader = Pastes(WAIT)
    found: list[Typed | Pasted] = []
    for text in texts:
        found += reader.feed(text, 0.0)
    while reader.deadline is not None:
        found += reader.tick(reader.deadline)
    return found


def joined(found: Iterable[Typed | Pasted]) -> list[Typed | Pasted]:
    """What was typed in one piece, however it came."""
    whole: list[Typed | Pasted] = []
    for each in found:
        if isinstance(each, Typed) and whole and isinstance(whole[-1], Typed):
            whole[-1] = Typed(whole[-1].text + each.text)
        else:
            whole.append(each)
    return whole


@given(pieces, st.lists(st.integers(0, 600), max_size=6))
def test_it_does_not_matter_in_which_pieces_a_text_comes(texts: list[str], places: list[int]) -> None:
    whole = "".join(texts)
    cuts = sorted(min(each, len(whole)) for each in places)
    parts = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert joined(fed(parts)) == joined(fed([whole]))


@given(pieces)
def test_nothing_that_came_is_lost_but_the_marks(texts: list[str]) -> None:
    whole = "".join(texts)
    assert "".join(each.text for each in fed([whole])) == _without_marks(whole)


def _without_marks(text: str) -> str:
    """A text without the marks that count: a beginning outside of a paste, an end inside."""
    found, inside = "", False
    while text:
        mark = END if inside else BEGIN
        before, there, text = text.partition(mark)
        found += before
        inside = inside is not bool(there)
    return found


@given(st.integers(LARGEST - 10, LARGEST + 10))
def test_a_paste_is_taken_up_to_its_largest_size(size: int) -> None:
    (paste,) = fed([BEGIN + "x" * size + END])
    assert paste == Pasted("x" * min(size, LARGEST), size > LARGEST)


@given(st.text("abc", min_size=1, max_size=100), st.text("jkq", min_size=1, max_size=KEYS))
def test_after_a_paste_without_an_end_keys_are_keys(text: str, keys: str) -> None:
    reader = Pastes(WAIT)
    assert list(reader.feed(BEGIN + text, 0.0)) == []
    assert list(reader.tick(SILENCE / 2)) == []
    assert list(reader.tick(SILENCE)) == [Pasted(text, is_cut=False)]
    assert reader.deadline is None
    assert list(reader.feed(keys, 100.0)) == [Typed(keys)]


@given(st.text("abc", min_size=KEYS + 1, max_size=100))
def test_a_paste_that_goes_on_after_a_long_silence_is_still_one(text: str) -> None:
    reader = Pastes(WAIT)
    assert list(reader.feed(BEGIN + "first", 0.0)) == []
    assert list(reader.tick(SILENCE)) == [Pasted("first", is_cut=False)]
    assert list(reader.feed(text + END + "q", 100.0)) == [Pasted(text, is_cut=False), Typed("q")]


def read(*data: bytes) -> list[Message]:
    """What comes of bytes, and of the silence after them."""
    reader = Reader()
    found = [message for each in data for message in reader.feed(each)]
    while (left := reader.patience) is not None:
        Event().wait(left)
        found += reader.tick()
    return found


def keys_of(messages: Iterable[Message]) -> list[str]:
    return [each.key for each in messages if isinstance(each, events.Key)]


odd = st.binary(max_size=60) | st.builds(
    lambda *parts: b"".join(parts),
    st.sampled_from((b"\x1b[", b"\x1b[<", b"\x1b[M", b"\x1b[?", b"\x1bO", b"\x1b")),
    st.binary(max_size=8) | st.from_regex(rb"\A[\d;:]{0,25}\Z"),
    st.sampled_from((b"u", b"~", b"M", b"m", b"R", b"t", b"$y", b"")),
)


@given(st.lists(odd, max_size=3))
def test_no_bytes_break_the_reader_and_a_key_after_them_is_read(data: list[bytes]) -> None:
    reader = Reader()
    for each in data:
        list(reader.feed(each))
    list(reader.feed(b"\x1b" * 40 + END.encode() + b"\x1b[A" * 3))
    assert "up" in keys_of(reader.feed(b"\x1b[A" * 3))
    for message in reader.feed(b"q" * 3):
        if isinstance(message, events.Key) and message.character:
            message.character.encode()


def test_escape_alone_is_the_key_once_nothing_follows() -> None:
    assert keys_of(read(b"\x1b")) == ["escape"]
    assert keys_of(read(b"\x1b", b"[A")) == ["up"]
    assert keys_of(read(b"\x1bq")) == ["alt+q"]


def test_a_paste_is_one_message_and_says_when_it_was_cut() -> None:
    messages = read(b"j\x1b[200~one\x00 two\x1b[201~k")
    assert keys_of(messages) == ["j", "k"]
    assert [each.text for each in messages if isinstance(each, events.Paste)] == ["one two"]
    cut = read(b"\x1b[200~" + b"x" * (LARGEST + 1) + b"\x1b[201~")
    assert [type(each) for each in cut] == [events.Paste, PasteCut]


@pytest.mark.parametrize(
    "data", [b"\x1b[48;99999;99999;1;1t", b"\x1b[?2048;2$y", b"\x1b[5;5R", b"\x1b[55296u"]
)
def test_what_nobody_asked_for_is_not_believed(data: bytes) -> None:
    assert read(data) == []


# Threads


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    try:
        yield reading, writing
    finally:
        for each in (reading, writing):
            os.close(each)


def never() -> None:
    raise AssertionError("nobody should call this")


def test_what_is_read_is_told_until_there_is_nothing_more() -> None:
    reading, writing = os.pipe()
    told: list[Message] = []
    gone = Event()
    thread = Reading(reading, told.append, is_busy=lambda: False, gone=gone.set, broken=never)  # type: ignore[arg-type]
    os.write(writing, b"jk")
    os.close(writing)
    assert gone.wait(PATIENCE)
    thread.stop()
    os.close(reading)
    assert keys_of(told) == ["j", "k"]


def test_an_error_in_what_is_told_is_passed_on() -> None:
    def refuse(_: Message) -> None:
        raise ValueError(3)

    errors: list[Exception] = []
    there = Event()

    def broken(error: Exception) -> None:
        errors.append(error)
        there.set()

    with pipe() as (reading, writing):
        thread = Reading(reading, refuse, is_busy=lambda: False, gone=never, broken=broken)
        os.write(writing, b"j")
        assert there.wait(PATIENCE)
        thread.stop()
    assert [str(each) for each in errors] == ["3"]


def test_nothing_is_read_while_the_program_is_busy() -> None:
    busy, told, there = Event(), [], Event()
    looked = Event()
    busy.set()

    def is_busy() -> bool:
        looked.set()
        return busy.is_set()

    def tell(message: Message) -> None:
        told.append(message)
        there.set()

    with pipe() as (reading, writing):
        thread = Reading(reading, tell, is_busy=is_busy, gone=never, broken=never)  # type: ignore[arg-type]
        os.write(writing, b"j")
        assert looked.wait(PATIENCE)
        assert told == []
        busy.clear()
        assert there.wait(PATIENCE)
        thread.stop()


@given(st.lists(st.text(max_size=300), max_size=20))
def test_what_is_written_arrives_whole_and_in_order(texts: list[str]) -> None:
    with pipe() as (reading, writing):
        output = Output(writing, gone=never, caught_up=never)
        for each in texts:
            output.write(each)
        assert output.close("end", PATIENCE) or texts
        data = b""
        while not data.endswith(b"end"):
            data += os.read(reading, 65536)
        sent = "".join(texts).encode("utf-8", "replace")
        assert sent.startswith(data[:-3])


def test_what_a_terminal_takes_is_on_its_way_before_anything_else_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chronoterm.terminal.driver_output.HEAD_START", PATIENCE)
    with pipe() as (reading, writing):
        output = Output(writing, gone=never, caught_up=never)
        os.set_blocking(reading, False)
        for text in ("first", "x" * (2 * BEHIND), "last"):
            output.write(text)
            assert os.read(reading, 4 * BEHIND) == text.encode()
        assert output.close("end", PATIENCE)


def full(writing: int) -> None:
    """Fill a pipe, so that nobody can write to it."""
    os.set_blocking(writing, False)
    try:
        while os.write(writing, b"." * 4096):
            pass
    except BlockingIOError:
        pass
    os.set_blocking(writing, True)


def test_nobody_waits_for_what_stalls() -> None:
    with pipe() as (reading, writing):
        full(writing)
        caught_up = Event()
        output = Output(writing, gone=never, caught_up=caught_up.set)
        output.write("x" * (BEHIND + 1))
        assert output.is_behind
        for _ in range(10):
            output.write("y" * TOO_MUCH)
        started = get_time()
        assert not output.close("end", 0.1)
        assert get_time() - started <= PATIENCE
        drain(reading, output)


def drain(reading: int, output: Output) -> None:
    """Read until the thread that writes has ended."""
    while output.is_alive:
        os.read(reading, 65536)


def test_it_is_told_when_all_has_arrived_after_it_was_behind() -> None:
    with pipe() as (reading, writing):
        full(writing)
        caught_up = Event()
        output = Output(writing, gone=never, caught_up=caught_up.set)
        seen = [output.is_behind]
        output.write("x" * (BEHIND + 1))
        seen.append(output.is_behind)
        while not caught_up.wait(0.001):
            os.read(reading, 65536)
        seen.append(output.is_behind)
        assert seen == [False, True, False]
        assert output.close("end", PATIENCE)


def test_a_terminal_that_is_gone_is_noticed_at_the_next_word() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    gone = Event()
    output = Output(writing, gone=gone.set, caught_up=never)
    output.write("x")
    assert gone.wait(PATIENCE)
    output.write("y")
    assert output.close("z", PATIENCE)
    os.close(writing)


# Sizes


class Clock:
    """An event loop that is nothing but a clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.timers: list[Timer] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, action: Callable[[], None]) -> "Timer":
        self.timers.append(Timer(when, action))
        return self.timers[-1]

    def go_to(self, now: float) -> None:
        self.now = now
        for each in self.timers[:]:
            if each.when <= now:
                self.timers.remove(each)
                if not each.is_cancelled:
                    each.action()


class Timer:
    def __init__(self, when: float, action: Callable[[], None]) -> None:
        self.when, self.action, self.is_cancelled = when, action, False

    def cancel(self) -> None:
        self.is_cancelled = True


@given(st.lists(st.floats(0.0, 0.3), min_size=1, max_size=200))
def test_many_changes_of_the_size_are_few_and_the_last_one_is_never_missed(pauses: list[float]) -> None:
    clock, settled = Clock(), []
    sizes = Sizes(clock, lambda: settled.append(clock.now))  # type: ignore[arg-type]
    for pause in pauses:
        clock.go_to(clock.now + pause)
        sizes.changed()
    last = clock.now
    clock.go_to(last + PAUSE)
    assert settled[-1] >= last
    long_pauses = sum(pause >= PAUSE for pause in pauses)
    assert len(settled) <= long_pauses + sum(pauses) / LONGEST + 2


def test_the_exit_code_of_a_signal_is_that_of_shells() -> None:
    assert [exit_code(each) for each in (signal.SIGTERM, signal.SIGHUP)] == [143, 129]
