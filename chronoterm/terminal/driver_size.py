"""The size of a terminal, from itself and within bounds; a storm of changes is one change."""

import os
from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable

PAUSE = 0.05
"""Seconds without a change after which a size counts."""

LONGEST = 0.5
"""Seconds of changes without a pause after which the size counts all the same."""

USUAL = (80, 24)
"""Columns and rows where a terminal does not know its own, as on a serial line."""

MOST = (1000, 500)
"""Columns and rows that are laid out at most: no screen has more."""


def size_of(descriptor: int) -> tuple[int, int]:
    """Columns and rows of a terminal."""
    try:
        size = os.get_terminal_size(descriptor)
    except OSError:  # it is gone
        return USUAL
    if not size.columns or not size.lines:
        return USUAL
    return min(size.columns, MOST[0]), min(size.lines, MOST[1])


class Sizes:
    """Waits for a pause between changes of the size, then calls `settled`, on the event loop."""

    def __init__(self, loop: AbstractEventLoop, settled: Callable[[], object]) -> None:
        self._loop, self._settled = loop, settled
        self._timer: TimerHandle | None = None
        self._latest = 0.0

    def changed(self) -> None:
        """The size has changed once more."""
        now = self._loop.time()
        if self._timer is None:
            self._latest = now + LONGEST
        else:
            self._timer.cancel()
        self._timer = self._loop.call_at(min(now + PAUSE, self._latest), self._settle)

    def forget(self) -> None:
        """Nobody wants to know any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _settle(self) -> None:
        self._timer = None
        self._settled()
