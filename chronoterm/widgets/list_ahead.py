"""Lines that may be seen next, painted while nothing else is to be done, so that a key need not wait for them."""

from asyncio import TimerHandle, get_running_loop
from collections import deque
from collections.abc import Callable, Iterable
from time import perf_counter

PAUSE = 0.006
"""Seconds between two goes, in which keys, frames and timers have their turn."""

GO = 0.001
"""Seconds that one go takes, and the last line of it: so much a key may have to wait."""


class Ahead:
    """Calls `paint` for one line after another, a few at a go; `in_turn` has something done after what waits already."""

    def __init__(
        self, paint: Callable[[int], object], in_turn: Callable[[Callable[[], None]], object]
    ) -> None:
        self._paint, self._in_turn = paint, in_turn
        self._lines: deque[int] = deque()
        self._waiting: TimerHandle | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether there is something left to paint."""
        return self._waiting is not None

    def look(self, near: Iterable[int], around: Iterable[int] | None = None) -> None:
        """Paint the nearest from soon on, the last one first; then those around, or what is left of those of before."""
        if around is not None:
            self._lines = deque(around)
        self._lines.extendleft(near)
        self._go_on()

    def stop(self) -> None:
        """Paint nothing more."""
        self._lines.clear()
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def go(self) -> None:
        """Paint some lines now, and the others later."""
        end = perf_counter() + GO
        while self._lines and perf_counter() < end:
            self._paint(self._lines.popleft())
        self._go_on()

    def _go_on(self) -> None:
        if self._lines and self._waiting is None:
            self._waiting = get_running_loop().call_later(PAUSE, self._wake)

    def _wake(self) -> None:
        self._waiting = None
        self._in_turn(self.go)


def window_ahead(top: int, height: int, total: int, *, up: bool) -> list[int]:
    """The lines of a page before and a page after a window, the nearest first, on the side where it goes to before all."""
    above = list(range(top - 1, max(-1, top - 1 - height), -1))
    below = list(range(top + height, min(total, top + 2 * height)))
    return above + below if up else below + above
