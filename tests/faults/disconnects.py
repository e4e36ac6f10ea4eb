"""Sessions over a real sshd that are cut while somebody edits: does a process stay, does an edit get lost?

`python -m tests.faults.disconnects 100` runs a hundred of them and prints the figures.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from threading import Event
from typing import NamedTuple

from chronoterm.store.shared import SharedStore
from tests.conftest import write_store
from tests.faults.conftest import place
from tests.faults.loopback import Loopback, sshd
from tests.tui.terminal import Terminal

PATIENCE = 12.0
"""Seconds after which a process that is still there has stayed."""

LOOK = 0.05
QUICK_TO_NOTICE = "    ClientAliveInterval 1\n    ClientAliveCountMax 2\n"
"""Makes sshd notice a silent client soon; settings that come first count."""


Cut = Callable[[Terminal], None]
"""A way in which a connection breaks."""


def kill_client(terminal: Terminal) -> None:
    """The client is killed, as by a system without memory."""
    terminal.process.kill()


def end_client(terminal: Terminal) -> None:
    """The client is asked to end, as when the machine is shut down."""
    terminal.process.terminate()


def close_window(terminal: Terminal) -> None:
    """The window is closed: the terminal of the client goes away."""
    terminal.vanish()


def fall_silent(terminal: Terminal) -> None:
    """The client says nothing any more, as when a laptop is shut."""
    terminal.process.send_signal(signal.SIGSTOP)


CUTS: tuple[Cut, ...] = (kill_client, close_window, end_client, fall_silent)


class Figures(NamedTuple):
    """How many sessions were cut, what stayed of them, and what was lost."""

    cut: int = 0
    stayed: int = 0
    busy: int = 0
    """Those that stayed and used a processor for more than half of the time."""

    slowest: float = 0.0
    """Seconds from the cut until the last process had ended."""

    acknowledged: int = 0
    kept: int = 0


def cut_sessions(folder: Path, number: int, cuts: tuple[Cut, ...] = CUTS) -> Figures:
    """Log in, edit, cut the connection, and look what is left; so many times, in turn in each way."""
    (folder / "team").mkdir()
    store = write_store(folder / "team", ["First", "Second"], meta={"schema": 1, "title": "Team"})
    figures = Figures()
    with Loopback(folder, store, changes=QUICK_TO_NOTICE) as server:
        for cut in islice(cycle(cuts), number):
            figures = _cut_one(server, cut, figures)
    return figures._replace(kept=len(SharedStore.open(store).history()))


def _cut_one(server: Loopback, cut: Cut, figures: Figures) -> Figures:
    with server.open() as terminal:
        terminal.wait_for("2 records")
        terminal.settle()  # the star of the session before is there, or is not
        before = "★" in terminal.text
        terminal.press(b"m")
        terminal.wait_until(lambda: ("★" in terminal.text) is not before, "answer to the edit")
        start = time.monotonic()
        cut(terminal)
        stayed = _wait_for_end(server)
        taken = time.monotonic() - start
        return figures._replace(
            cut=figures.cut + 1,
            stayed=figures.stayed + bool(stayed),
            busy=figures.busy + _end(server, stayed),
            slowest=max(figures.slowest, taken),
            acknowledged=figures.acknowledged + 1,
        )


def _wait_for_end(server: Loopback) -> dict[int, float]:
    """Wait until no process has the store open any more; those that stay."""
    deadline = time.monotonic() + PATIENCE
    while (left := server.sessions()) and time.monotonic() < deadline:
        Event().wait(LOOK)
    return left


def _end(server: Loopback, stayed: dict[int, float]) -> int:
    """End what stayed; how many of them were busy in the last second."""
    if not stayed:
        return 0
    before = server.sessions()
    Event().wait(1)
    used = {each: now - before.get(each, now) for each, now in server.sessions().items()}
    for each in stayed:
        os.kill(each, signal.SIGKILL)
    return sum(seconds > 1 / 2 for seconds in used.values())


def main() -> int:
    """Run as many as asked for; the exit code is 0 if nothing stayed and nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=100)
    number = parser.parse_args().number
    if sshd() is None:
        sys.stderr.write("there is no sshd here\n")
        return 2
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        figures = cut_sessions(Path(folder), number)
    sys.stdout.write(
        f"{figures.cut} sessions cut: {figures.stayed} processes stayed, {figures.busy} of them busy; "
        f"the slowest had ended after {figures.slowest:.1f} s; "
        f"{figures.acknowledged} edits acknowledged, {figures.kept} kept\n"
    )
    return 0 if not figures.stayed and figures.kept == figures.acknowledged else 1


if __name__ == "__main__":
    sys.exit(main())
