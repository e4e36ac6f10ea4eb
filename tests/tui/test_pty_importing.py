"""Imports and copies in a real terminal: a review from its first key to the store, and the bytes of a copy."""

import base64
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chronoterm.cli import run
from chronoterm.directories import state_folder
from chronoterm.edits import Table
from chronoterm.keeping.reviews import Reviews
from chronoterm.reviewing.review import State
from chronoterm.store.shared import SharedStore
from tests.conftest import read_plainly
from tests.tui.terminal import Terminal, seconds_until_end

ARTICLE = """31 October 2024

Mayor Ada Quayle has said that the strike at Pier 4 will end on 4 November.

Details: "We have an agreement with the crews," she said.

Background: On 13 October, 250 dockers walked out at Pier 4.
"""

CITED = "“This is a matter of days, not months.” — Volodymyr Zelenskyy, 31 Oct 2024 (KBS interview)"
COPY = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
WRAPPED = re.compile(rb"\x1bPtmux;\x1b\x1b\]52;c;([A-Za-z0-9+/=]*)\x07\x1b\\")
STRING_SEQUENCE = re.compile(rb"\x1b[\]PX^_][^\x07\x1b]*")
"""Operating system commands, device control strings and the like, up to where they end."""


SOON = 5.0
"""Seconds within which the program has left, also where others use the machine."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "team.json"
    assert run(["new", str(path)]) == 0
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "quay.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@contextmanager
def reviewing(store: Path, article: Path) -> Iterator[Terminal]:
    """An import in a terminal, once its review is there."""
    with Terminal(["import", "-s", str(store), str(article)]) as terminal:
        terminal.wait_for("of 4 accepted")
        terminal.settle()
        yield terminal


def test_an_article_is_imported_reviewed_stored_and_left_by_keys(
    store: Path, article: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with reviewing(store, article) as terminal:
        terminal.press(b"y")
        terminal.wait_for("1 of 4 accepted")
        terminal.press(b"S")
        terminal.wait_for("imported 1 record")
        terminal.press(b"\x1b")
        terminal.wait_for("i goes on")
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
        assert terminal.modes == set()
        assert terminal.attributes == terminal.before
    (stored,) = read_plainly(store)
    assert stored["sources"][0]["sha256"]
    assert "unreviewed" not in stored.get("tags", ())
    (written,) = SharedStore.open(store).history()
    assert written.edit.does == "imported 1 record from quay.txt"


def test_a_terminal_that_vanishes_during_a_review_loses_nothing_that_was_shown(
    store: Path, article: Path
) -> None:
    with reviewing(store, article) as terminal:
        terminal.press(b"y")
        terminal.wait_for("1 of 4 accepted")
        terminal.press(b"x")
        terminal.wait_for("2 waiting")
        assert_ended(terminal)
    assert decided(store) == {State.ACCEPTED: 1, State.REJECTED: 1, State.WAITING: 2}
    assert read_plainly(store) == []
    with reviewing(store, article) as terminal:
        assert "1 of 4 accepted · 2 waiting" in terminal.text
        terminal.press(b"S")
        terminal.wait_for("imported 1 record")
        assert_ended(terminal)
    assert len(SharedStore.open(store).ids(Table.RECORDS)) == 1
    assert decided(store) == {State.STORED: 1, State.REJECTED: 1, State.WAITING: 2}


def assert_ended(terminal: Terminal) -> None:
    """That the program ends when its terminal goes away."""
    terminal.vanish()
    assert seconds_until_end(terminal.process) <= SOON
    assert terminal.process.returncode == 129


def decided(store: Path) -> Counter[State]:
    """What became of the proposals of the one review that waits."""
    reviews = Reviews(store, state_folder())
    (head,) = reviews.waiting().heads
    review = reviews.read(head.sha256)
    assert review is not None
    return Counter(each.state for each in review.items)


# Copies


def copied(sample: Path, **environment: str) -> bytes:
    """What the terminal gets from `y` on, for a record with a quote."""
    with Terminal([str(sample)], environment=environment) as terminal:
        terminal.wait_for("15 records")
        terminal.press(b"/matter\rg")
        terminal.wait_for("▶≤ 31 Oct")
        terminal.settle()
        before = len(terminal.output)
        terminal.press(b"y")
        terminal.wait_for("last-copy.txt")
        terminal.press(b"q")
        assert terminal.wait_for_exit() == 0
        return terminal.output[before:]


def test_y_sends_the_quote_as_it_is_cited_to_the_clipboard_of_the_terminal_and_nothing_else(
    sample: Path,
) -> None:
    sent = copied(sample, TMUX="")
    (encoded,) = COPY.findall(sent)
    assert base64.b64decode(encoded).decode() == CITED
    assert STRING_SEQUENCE.findall(sent) == [b"\x1b]52;c;" + encoded]


def test_in_tmux_the_copy_is_sent_wrapped_and_plain_and_nothing_else(sample: Path, tmp_path: Path) -> None:
    sent = copied(sample, TMUX="/nowhere,1,0", PATH=str(tmp_path))
    (encoded,) = WRAPPED.findall(sent)
    assert base64.b64decode(encoded).decode() == CITED
    assert STRING_SEQUENCE.findall(WRAPPED.sub(b"", sent)) == [b"\x1b]52;c;" + encoded]


def test_in_a_restricted_session_e_does_nothing_and_no_file_is_written(team: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-I", "-m", "chronoterm")
    with Terminal(["--restricted", str(team), "--state", "none"], command=command) as terminal:
        terminal.wait_for("15 records")
        terminal.settle()
        before, files = terminal.text, set(tmp_path.iterdir())
        terminal.press(b"e")
        terminal.settle()
        assert terminal.text == before
        terminal.press(b"\rq")
        assert terminal.wait_for_exit() == 0
        assert set(tmp_path.iterdir()) == files
