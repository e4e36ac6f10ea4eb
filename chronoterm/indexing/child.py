"""What the process does in which an index is made: it makes way, tells what happens, and ends with its session.

Its standard input is a pipe that the session holds and writes nothing into: its end is the end of the session. Its
standard output takes the reports.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from chronoterm.failures import keep
from chronoterm.indexing.making import Build, MakingError, make
from chronoterm.indexing.reports import Failed, Progress, Report, Why, as_line

AGAIN = "again"
"""The word after the store for an index that is made even if there is one."""

NICE = 5
"""How much the session and everybody else go before."""

FIRST_TO_GO = "500"
"""Where memory runs out, the kernel ends this process before any session (proc(5), oom_score_adj)."""

PAUSE = 0.05
"""Seconds between two reports of how far it is."""

GRACE = 5.0
"""Seconds to stop in, once the session is gone; then the process just ends."""


def run(arguments: Sequence[str], build: Build | None = None) -> int:
    """Make the index of the store that is named; the exit code."""
    store, how = arguments
    # Who starts a program in the background may have it ignore this signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_watch, daemon=True).start()
    _make_way()
    telling = Telling(sys.stdout.fileno())
    try:
        failed = _failure(lambda: make(Path(store), telling.tell, again=how == AGAIN, build=build))
        if failed is not None:
            telling.tell(failed)
    except KeyboardInterrupt:
        return 1
    return 0


def _failure(making: Callable[[], object]) -> Failed | None:
    """What went wrong, if anything."""
    try:
        making()
    except MakingError as error:
        return Failed(error.why, error.brief)
    except MemoryError:
        return Failed(Why.MEMORY, "there is not enough memory to make the index")
    except Exception as error:  # noqa: BLE001 - whatever it is, only the session can tell it
        return Failed(Why.FAULT, keep(error))
    return None


def _watch() -> None:
    """Wait for the end of the session, then stop what is being done."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    time.sleep(GRACE)
    os._exit(1)


def _make_way() -> None:
    with suppress(OSError):
        os.nice(NICE)
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")


class Telling:
    """Writes reports into a pipe; of those that say how far it is, no more than somebody can read."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._phase = ""
        self._next = 0.0

    def tell(self, report: Report) -> None:
        """Write a report. Raises KeyboardInterrupt where nobody is left to read it."""
        if isinstance(report, Progress):
            self._tell_progress(report)
        else:
            self._write(report, wait=True)

    def _tell_progress(self, report: Progress) -> None:
        now = time.monotonic()
        if report.phase != self._phase or now >= self._next:
            self._phase, self._next = report.phase, now + PAUSE
            with suppress(BlockingIOError):  # who has not read for long needs the next one, not this one
                self._write(report, wait=False)

    def _write(self, report: Report, *, wait: bool) -> None:
        os.set_blocking(self._descriptor, wait)
        try:
            os.write(self._descriptor, as_line(report))
        except BrokenPipeError:
            raise KeyboardInterrupt from None
