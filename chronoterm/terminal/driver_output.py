"""Writing to a terminal that may be slow, stand still, or go away: nobody ever waits for it but a thread."""

import os
import select
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic

PIECE = 256
"""Bytes that are written at once, a quarter of a second on a slow line; after each it shows that the terminal takes some."""

BEHIND = 16 * 1024
"""Bytes on their way from which frames wait: more would only be older when somebody sees it."""

HEAD_START = 0.001
"""Seconds that whoever sends waits at most for a terminal that takes all at once. It mostly does so in a tenth of that."""

TOO_MUCH = 1 << 20
"""Bytes on their way from which nothing more is taken: this terminal stands still for good."""


class Output:
    """Sends text to a terminal, in order.

    `gone()` is called when the terminal is gone, `caught_up()` when all has arrived after it had been behind; both in
    the thread that writes.
    """

    def __init__(
        self, descriptor: int, *, gone: Callable[[], object], caught_up: Callable[[], object]
    ) -> None:
        self._descriptor, self._gone, self._caught_up = descriptor, gone, caught_up
        self._waiting: deque[bytes] = deque()
        self._backlog = 0
        self._moved = monotonic()
        self._was_behind = False
        self._is_closed = False
        self._change = Condition()
        self._thread = Thread(target=self._run, name="chronoterm-output", daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """Whether something may still be sent."""
        return self._thread.is_alive()

    @property
    def is_behind(self) -> bool:
        """Whether so much is on its way that a frame should wait; it is told when all has arrived."""
        with self._change:
            if self._backlog > BEHIND:
                self._was_behind = True
            return self._was_behind

    def write(self, text: str) -> None:
        """Send text. What the encoding has not is replaced: a lone surrogate would end the program.

        Two threads share one interpreter: without a head start, what is sent would wait for whatever is done next.
        """
        data = text.encode("utf-8", "replace")
        with self._change:
            if data and not self._is_closed and self._backlog < TOO_MUCH:
                is_first = not self._backlog
                self._waiting.append(data)
                self._backlog += len(data)
                self._change.notify_all()
                if is_first:
                    self._change.wait_for(lambda: not self._backlog, HEAD_START)

    def close(self, last: str, patience: float) -> bool:
        """Send a last text in the place of all that is not begun; whether it arrived.

        Gives up when the terminal has taken nothing for `patience` seconds.
        """
        with self._change:
            self._backlog -= sum(map(len, self._waiting))
            self._waiting.clear()
        self.write(last)
        with self._change:
            self._is_closed = True
            self._moved = monotonic()
            self._change.notify_all()
            while self._backlog and (left := self._moved + patience - monotonic()) > 0:
                self._change.wait(left)
            return not self._backlog

    def _run(self) -> None:
        try:
            while data := self._next():
                for start in range(0, len(data), PIECE):
                    self._put(data[start : start + PIECE])
        except OSError:
            with self._change:
                self._is_closed, self._backlog = True, 0
                self._waiting.clear()
                self._change.notify_all()
            self._gone()

    def _next(self) -> bytes:
        """The next text, when there is one; none when there will be none."""
        with self._change:
            while not self._waiting:
                if self._is_closed:
                    return b""
                if self._was_behind and not self._backlog:
                    self._was_behind = False
                    self._caught_up()
                self._change.wait()
            return self._waiting.popleft()

    def _put(self, piece: bytes) -> None:
        while piece:
            try:
                written = os.write(self._descriptor, piece)
            except BlockingIOError:  # another program made the terminal so that nobody waits for it
                select.select([], [self._descriptor], [])
                continue
            piece = piece[written:]
            with self._change:
                self._backlog -= written
                self._moved = monotonic()
                self._change.notify_all()
