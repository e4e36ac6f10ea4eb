"""The terminal that the screen stands on: opened, read, written to, given back; its size, its signals, its end."""

import os
import signal
import sys
import termios
import tty
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TextIO, cast

from textual import constants, events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from chronoterm.terminal.driver_input import Reading
from chronoterm.terminal.driver_output import Output
from chronoterm.terminal.driver_size import Sizes, size_of
from chronoterm.terminal.kind import kind_of
from chronoterm.terminal.sequences import closing, opening
from chronoterm.terminal.signals import Watch

PATIENCE = 0.4
"""Seconds without any progress after which nobody waits for the terminal to take the last bytes."""

MOST_WAITING = 500
"""Messages that wait in the program from which on no more keys are read; what is typed ahead waits outside."""

STOPPING = (signal.SIGTSTP, signal.SIGCONT)

_KEYS = not constants.DISABLE_KITTY_KEY

Attributes = list[Any]


class TerminalDriver(LinuxDriver):
    """A terminal that may be slow, resized, stopped, or gone at any moment."""

    @dataclass
    class LeaveAsked(Message):
        """The program should leave because of a signal, or because the terminal is gone."""

        number: int

    class StopAsked(Message):
        """The process should stop, as with `kill -TSTP`."""

    class CaughtUp(Message):
        """All that was on its way has arrived, after frames had to wait."""

    class Entered(Message):
        """The screen stands once more, and is empty."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,  # noqa: ARG002 - would write what is typed to a file
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        keyboard = cast("TextIO", sys.__stdin__).fileno()
        super().__init__(app, mouse=mouse, size=size or size_of(keyboard))
        for each in STOPPING:  # Textual has taken them
            signal.signal(each, signal.SIG_DFL)
        self._keyboard, self._display = keyboard, cast("TextIO", sys.__stderr__).fileno()
        self._modern = kind_of(os.environ).is_modern
        self._output: Output | None = None
        self._attributes: Attributes | None = None
        self._reading: Reading | None = None
        self._sizes = Sizes(self._loop, self._send_size)
        self._watch = Watch(self._ask_to_leave, self._give_up)
        self.times_entered = 0
        """How often the screen was opened; each time it is empty."""

    @property
    def is_behind(self) -> bool:
        """Whether the terminal has not taken what it was sent; frames should wait until `CaughtUp`."""
        return self._output is not None and self._output.is_behind

    def write(self, data: str) -> None:
        """Send to the terminal, without waiting for it."""
        if self._output is not None:
            self._output.write(data)

    # Opening and closing

    def start_application_mode(self) -> None:
        """Open the screen, and mind the signals from now on."""
        self._watch.begin()
        self._enter()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self._leave()

    def close(self) -> None:
        """Mind no signals any more."""
        self._watch.end()

    def disable_input(self) -> None:
        """Read nothing any more."""
        if self._reading is not None:
            self._reading.stop()
            self._reading = None

    def suspend_application_mode(self) -> None:
        """Give the terminal to another program."""
        self._leave()

    def resume_application_mode(self) -> None:
        """Take the terminal back."""
        self._enter()

    def stop_process(self, *, group: bool) -> None:
        """Give the terminal back and stop until somebody lets the process go on; then draw everything anew.

        With `group` all processes of the job are stopped, as by a terminal. Where nobody could let the process go on,
        the system does not stop it.
        """
        self._leave()
        os.kill(0 if group else os.getpid(), signal.SIGTSTP)
        self._enter()

    def _enter(self) -> None:
        self._attributes = self._make_raw()
        self._output = Output(self._display, gone=self._watch.hang_up, caught_up=self._tell_caught_up)
        self._reading = Reading(
            self._keyboard,
            self.process_message,
            is_busy=self._is_busy,
            gone=self._watch.hang_up,
            broken=self._end_with,
        )
        self._open()
        self._loop.add_signal_handler(signal.SIGWINCH, self._sizes.changed)
        self._loop.add_signal_handler(signal.SIGTSTP, self._app.post_message, self.StopAsked())
        self._loop.add_signal_handler(signal.SIGCONT, self._go_on)
        self._watch.is_away = False

    def _open(self) -> None:
        asked = os.environ.get("TERM_PROGRAM", "") != "Apple_Terminal"  # which would show the question
        self.write(opening(modern=self._modern, keys=_KEYS, frames=asked))
        self.times_entered += 1
        if self.times_entered > 1:  # the first time, the program asks for the size
            self._send_size()
            self._app.post_message(self.Entered())

    def _go_on(self) -> None:
        """Open the screen again: the process was stopped, and the terminal had somebody else."""
        self._make_raw()
        self.write(closing(modern=self._modern, keys=_KEYS))
        self._open()

    def _leave(self) -> None:
        if self._output is None:
            return
        for each in (signal.SIGWINCH, *STOPPING):
            self._loop.remove_signal_handler(each)
        self._watch.is_away = True
        self._sizes.forget()
        self.disable_input()
        self._output.close(closing(modern=self._modern, keys=_KEYS), PATIENCE)
        self._output = None
        self._make_as_it_was()

    def _make_raw(self) -> Attributes | None:
        """Make every key arrive as it is typed; the attributes that the terminal had.

        In the background this stops the process until it has the terminal again.
        """
        try:
            before, raw = termios.tcgetattr(self._keyboard), termios.tcgetattr(self._keyboard)
            raw[tty.IFLAG] = self._patch_iflag(raw[tty.IFLAG])
            raw[tty.LFLAG] = self._patch_lflag(raw[tty.LFLAG])
            raw[tty.CC][termios.VMIN], raw[tty.CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self._keyboard, termios.TCSANOW, raw)
        except termios.error:  # it is gone; whoever reads it notices
            return None
        return before

    def _make_as_it_was(self) -> None:
        attributes, self._attributes = self._attributes, None
        if attributes is not None:
            with suppress(termios.error):  # it is gone
                termios.tcsetattr(self._keyboard, termios.TCSANOW, attributes)
                termios.tcflush(self._keyboard, termios.TCIFLUSH)

    # What comes from outside

    def _is_busy(self) -> bool:
        return self._app.message_queue_size > MOST_WAITING

    def _end_with(self, error: Exception) -> None:
        """End the program as an error of its own does."""
        self._loop.call_soon_threadsafe(self._app._handle_exception, error)  # noqa: SLF001 - Textual has no other way

    def _send_size(self) -> None:
        size = Size(*size_of(self._keyboard))
        self.send_message(events.Resize(size, size))

    def _tell_caught_up(self) -> None:
        self._app.post_message(self.CaughtUp())

    def _ask_to_leave(self, number: int) -> None:
        self._app.post_message(self.LeaveAsked(number))

    def _give_up(self) -> None:
        """Do what can be done for the terminal before the process ends, without waiting for anything."""
        if self._output is None:
            return
        with suppress(OSError):  # of somebody else, or gone
            display = os.open(os.ttyname(self._display), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
            os.write(display, closing(modern=self._modern, keys=_KEYS).encode())
        self._make_as_it_was()
