"""The program leaves when it is told to, or when its terminal goes away: soon, cleanly, and with nothing lost."""

import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tui.terminal import CLOSED, Terminal, seconds_until_end, timed

MakeStore = Callable[..., Path]

SOON = 1.0
"""Seconds within which the program has left."""

LAST_RESORT = 2.8
"""Seconds within which even a program has ended that can do nothing any more."""

CODES = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGQUIT: 131, signal.SIGINT: 130}

DOING = """
import sys, threading
from pathlib import Path
from chronoterm.app import Chronoterm

def redraw(app):
    {body}

Chronoterm.action_program_redraw = redraw
app = Chronoterm(Path(sys.argv[1]))
app.run()
"""


@contextmanager
def opened(store: Path, until: str = "15 records", **how: object) -> Iterator[Terminal]:
    with Terminal([str(store)], **how) as terminal:  # type: ignore[arg-type]
        terminal.wait_for(until)
        terminal.settle()
        yield terminal


def assert_restored(terminal: Terminal) -> None:
    assert terminal.modes == set()
    assert terminal.attributes == terminal.before


def assert_session_kept(store: Path) -> None:
    """That the cursor is where it was after `jj`."""
    with opened(store) as terminal:
        terminal.wait_for("▶18 Oct")


@pytest.mark.parametrize(("number", "code"), CODES.items())
def test_a_signal_ends_the_program_within_a_second_and_gives_the_terminal_back(
    sample: Path, number: signal.Signals, code: int
) -> None:
    with opened(sample) as terminal:
        terminal.press(b"jj")
        terminal.settle()
        terminal.send(number)
        assert timed(terminal.wait_for_exit) <= SOON
        assert terminal.process.returncode == code
        assert_restored(terminal)
    assert_session_kept(sample)


@pytest.mark.parametrize("keys", [b"/bud", b"a", b"\x1b[200~pasted"])
def test_a_signal_ends_the_program_whatever_is_open(sample: Path, keys: bytes) -> None:
    with opened(sample) as terminal:
        terminal.press(keys)
        terminal.settle()
        terminal.send(signal.SIGTERM)
        assert timed(terminal.wait_for_exit) <= SOON
        assert terminal.process.returncode == 143
        assert_restored(terminal)


def test_a_second_signal_changes_nothing(sample: Path) -> None:
    with opened(sample) as terminal:
        terminal.send(signal.SIGTERM)
        terminal.send(signal.SIGHUP)
        assert terminal.wait_for_exit() in (143, 129)
        assert_restored(terminal)


@pytest.mark.parametrize("ignoring", [(), (signal.SIGHUP,)], ids=["told", "nohup"])
def test_a_terminal_that_vanishes_ends_the_program_within_a_second(
    sample: Path, ignoring: tuple[signal.Signals, ...]
) -> None:
    with opened(sample, ignoring=ignoring) as terminal:
        terminal.press(b"jj")
        terminal.settle()
        used, before = terminal.used.seconds, cpu_of_children()
        terminal.vanish()
        assert seconds_until_end(terminal.process) <= SOON
        assert terminal.process.returncode == 129
        assert cpu_of_children() - before - used <= 0.5
    assert_session_kept(sample)


def cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_a_terminal_that_vanishes_at_any_moment_of_the_start_leaves_no_process(sample: Path) -> None:
    for part in range(6):
        with Terminal([str(sample)], ignoring=(signal.SIGHUP,)) as terminal:
            terminal.wait_until(lambda size=part * 1500: len(terminal.output) >= size, "output")  # type: ignore[misc]
            terminal.vanish()
            assert seconds_until_end(terminal.process) <= SOON + 2  # of which the start takes a part


def test_output_that_stalls_does_not_keep_the_program_from_leaving(sample: Path) -> None:
    with opened(sample) as terminal:
        terminal.press(b"jj")
        terminal.settle()
        terminal.stall()
        terminal.type_blindly(b"\x0c" * 6)  # draws everything again, and leaves everything where it is
        terminal.send(signal.SIGTERM)
        assert seconds_until_end(terminal.process) <= SOON
        assert terminal.process.returncode == 143
        assert terminal.attributes == terminal.before
    assert_session_kept(sample)


def test_q_is_answered_while_output_stalls(sample: Path) -> None:
    with opened(sample) as terminal:
        terminal.stall()
        terminal.type_blindly(b"Gg" * 100 + b"q")
        assert seconds_until_end(terminal.process) <= 2 * SOON
        assert terminal.process.returncode == 0


def test_what_stalled_is_shown_whole_when_it_goes_on(sample: Path) -> None:
    with opened(sample) as terminal:
        terminal.press(b"G")
        terminal.settle()
        wanted = terminal.text
        terminal.stall()
        sent = len(terminal.output)
        terminal.type_blindly(b"gG" * 100)
        terminal.settle()
        assert terminal.text == wanted
        assert len(terminal.output.replace(b"\0", b"")) - sent <= 100_000  # and not a frame for every key


@pytest.mark.parametrize("body", ["threading.Event().wait()", "while True: pass"], ids=["waits", "runs"])
def test_a_program_that_hears_nothing_any_more_is_ended_and_the_terminal_given_back(
    sample: Path, body: str
) -> None:
    command = (sys.executable, "-c", DOING.format(body=body))
    with opened(sample, command=command) as terminal:
        terminal.press(b"\x0c")
        terminal.settle()
        terminal.send(signal.SIGTERM)
        assert timed(terminal.wait_for_exit) <= LAST_RESORT
        assert terminal.process.returncode == 143
        assert_restored(terminal)


def test_an_error_of_our_own_is_one_sentence_and_gives_the_terminal_back(sample: Path) -> None:
    code = DOING.format(body="secret = 'of a source'; raise ValueError(3)")
    command = (sys.executable, "-c", f"{code}\nprint(app.failure); sys.exit(app.return_code)")
    with opened(sample, command=command) as terminal:
        terminal.press(b"\x0c")
        assert terminal.wait_for_exit() == 70
        assert_restored(terminal)
        said = terminal.output.rpartition(CLOSED)[2].decode()
        assert said.startswith("an error in chronoterm itself (ValueError)")
        assert said.count("\n") == 1
        assert "\x07" not in terminal.output.decode()
        kept = Path(said.partition(" are in ")[2].partition(". Your")[0])
        assert "of a source'" not in kept.read_text(encoding="utf-8").replace(code, "")


def test_what_is_said_at_the_end_holds_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    store = tmp_path / "\x1b]0;title\x07\x9b31m.json"
    store.write_text('{"records": [' + " " * 2_000_000, encoding="utf-8")
    with Terminal([str(store)]) as terminal:
        assert terminal.wait_for_exit() == 2
        said = terminal.output.rpartition(CLOSED)[2].decode()
        assert "title" in said
        assert all(each.isprintable() or each in "\r\n" for each in said)


def test_a_store_that_is_still_being_read_does_not_keep_the_program_from_leaving(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, [f"Record {number} {'x' * 500}" for number in range(20_000)])
    with Terminal([str(store)]) as terminal:
        terminal.wait_for("Reading")
        terminal.send(signal.SIGTERM)
        assert timed(terminal.wait_for_exit) <= SOON
        assert terminal.process.returncode == 143
        assert_restored(terminal)
