"""Leaving when somebody says so from outside: SIGTERM, a terminal that hangs up, one that is gone.

A handler only writes the number of its signal into a pipe. A thread reads it there, asks the program to leave, and ends
the process if it has not left in time: whatever keeps the event loop busy or blocked cannot keep this thread.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from types import FrameType

PATIENCE = 2.0
"""Seconds that a program has for leaving in peace."""

LAST_WORK = 0.5
"""Seconds for what is left to do once the terminal is given back."""

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
"""What asks a program to end."""

TYPED = (signal.SIGQUIT, signal.SIGINT)
"""What is typed on a terminal, and meant for the program that has it."""

_Handler = Callable[[int, FrameType | None], object] | int | signal.Handlers | None

_AT_REST = b"\0"


def exit_code(number: int) -> int:
    """The exit code of a process that a signal has ended, as shells count."""
    return 128 + number


class Watch:
    """Waits for what asks the program to end.

    `leave(number)` asks the program to leave, and `give_up()` is what is done in the last moment if it does not; both
    are called in a thread of their own. After that the process ends. A signal that was ignored when the watch begins
    stays ignored, as `nohup` wants it.
    """

    def __init__(
        self, leave: Callable[[int], object], give_up: Callable[[], object], *, patience: float = PATIENCE
    ) -> None:
        """`patience` in seconds."""
        self._leave, self._give_up, self._patience = leave, give_up, patience
        self._before: dict[int, _Handler] = {}
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._writing, False)
        self._has_left = Event()
        self._thread = Thread(target=self._wait, name="chronoterm-signals", daemon=True)
        self.is_away = False
        """Whether another program has the terminal: what is typed there is not for us."""

    def begin(self) -> None:
        """Take over the signals. Only the main thread may."""
        for each in ENDING:
            if signal.getsignal(each) is not signal.SIG_IGN:
                self._before[each] = signal.signal(each, self._caught)
        self._thread.start()

    def end(self) -> None:
        """Give the signals back: the program has left the terminal, and what is left to do should not take long."""
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before.clear()
        self._has_left.set()
        self._tell(_AT_REST)

    def hang_up(self) -> None:
        """Leave as if the terminal had hung up, because it is gone; may be called in any thread."""
        self._tell(bytes([signal.SIGHUP]))

    def _caught(self, number: int, _: FrameType | None) -> None:
        if not (self.is_away and number in TYPED):
            self._tell(bytes([number]))

    def _tell(self, what: bytes) -> None:
        with suppress(OSError):  # full of signals: the first one counts
            os.write(self._writing, what)

    def _wait(self) -> None:
        """Wait for a signal, then see to it that the process ends."""
        told = os.read(self._reading, 1)
        if told == _AT_REST:
            return
        self._leave(told[0])
        if self._has_left.wait(self._patience):
            Event().wait(LAST_WORK)
        else:
            self._give_up()
        os._exit(exit_code(told[0]))

    def __del__(self) -> None:
        """Close the pipe, which nobody can write to any more."""
        os.close(self._reading)
        os.close(self._writing)
