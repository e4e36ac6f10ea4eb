"""How far something long is, in one line of the terminal that standard error is; nothing anywhere else."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from chronoterm.store.check import Progress

PAUSE = 0.1
"""Seconds between two states that are shown."""


@contextmanager
def progress_line() -> Iterator[Progress]:
    """What is to be told how far something is; the line is gone at the end, however that comes."""
    line = _Line()
    try:
        yield line.tell
    finally:
        line.show("")


class _Line:
    def __init__(self) -> None:
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()
        self._shown = ""
        self._next = 0.0

    def tell(self, what: str, done: int, total: int) -> None:
        """Show what is done; without a total as a number, else as a percentage."""
        if self._is_seen and time.monotonic() >= self._next:
            self._next = time.monotonic() + PAUSE
            self.show(f"{what}: {100 * done // total} %" if total else f"{what}: {done:,}")

    def show(self, text: str) -> None:
        """Put a text in the place of the last one."""
        if self._is_seen and (text or self._shown):
            # Blanks instead of a control sequence, which not every terminal knows.
            over = text.ljust(len(self._shown))
            with suppress(OSError):  # nobody is left to see it
                sys.stderr.write(f"\r{over}" if text else f"\r{over}\r")
                sys.stderr.flush()
            self._shown = text
