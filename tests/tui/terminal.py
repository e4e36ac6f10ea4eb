"""The program in a real pseudo-terminal, its output read into an emulated screen."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import pyte

PATIENCE = 20.0
"""Seconds to wait for what should come at once."""

OPENED, CLOSED = b"\x1b[?1049h", b"\x1b[?1049l"
"""What opens the second screen of a terminal, and closes it."""

ON_BY_ITSELF = (b"7", b"25")
"""The modes that a terminal has by itself: it wraps lines, and shows its cursor."""

_LAUNCH = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
for number in sys.argv.pop(1).split(","):
    number and signal.signal(int(number), signal.SIG_IGN)
given = open("/proc/self/environ", "rb").read().split(b"\\0")  # to which Python has added since
os.execvpe(sys.argv[1], sys.argv[1:], dict(each.split(b"=", 1) for each in given if each))
"""
"""Makes a terminal that of the process, as a login does, and ignores some signals, as nohup does."""


class Used(NamedTuple):
    """What a process has used so far: seconds of a processor, and how often it was woken."""

    seconds: float
    wakes: int


class Terminal:
    """A program on a terminal of `columns` × `rows`; `output` keeps every byte it sent.

    The terminal belongs to the process: when it goes away, the system says so (SIGHUP), unless `ignoring` has that
    signal. A variable of the environment that is None is not set. `command` runs something else than chronoterm.
    """

    def __init__(  # noqa: PLR0913 - a terminal has many sides
        self,
        arguments: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str | None] | None = None,
        *,
        ignoring: Sequence[signal.Signals] = (),
        command: Sequence[str] = (sys.executable, "-m", "chronoterm"),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self._master, self._slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self._slave)
        ignored = ",".join(str(int(each)) for each in ignoring)
        self.process = subprocess.Popen(
            [sys.executable, "-ISc", _LAUNCH, ignored, *command, *arguments],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            close_fds=True,
            start_new_session=True,
            env=_environment(environment or {}),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for descriptor in (self._slave, self._master):
            if descriptor >= 0:
                os.close(descriptor)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def modes(self) -> set[str]:
        """The modes that the terminal is left in, among those that a terminal has not by itself."""
        on: set[str] = set()
        for mode, letter in re.findall(rb"\x1b\[\?(\d+)([hl])", self.output):
            (on.add if (letter == b"h") is not (mode in ON_BY_ITSELF) else on.discard)(mode.decode())
        keys = len(re.findall(rb"\x1b\[>\d+u", self.output)) - self.output.count(b"\x1b[<u")
        return on | ({"keys"} if keys else set())

    @property
    def attributes(self) -> list[Any]:
        """How the terminal handles what is typed (termios)."""
        return termios.tcgetattr(self._slave)

    @property
    def used(self) -> Used:
        """What the process has used so far, all of its threads together."""
        folder = Path(f"/proc/{self.process.pid}")
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        statuses = (each.read_text() for each in folder.glob("task/*/status"))
        lines = (line for status in statuses for line in status.splitlines())
        wakes = sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt"))
        return Used(ticks / os.sysconf("SC_CLK_TCK"), wakes)

    def press(self, keys: bytes) -> None:
        """Send what a terminal sends for keys, and read what comes meanwhile."""
        while keys:
            if select.select([], [self._master], [], 0)[1]:
                keys = keys[os.write(self._master, keys[:1024]) :]
            self._read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program is told so by the system."""
        if columns and rows:
            self.screen.resize(rows, columns)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, number: int) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def vanish(self) -> None:
        """Take the terminal away, as when a connection breaks."""
        for descriptor in (self._slave, self._master):
            os.close(descriptor)
        self._slave = self._master = -1

    def stall(self) -> None:
        """Take no output any more, until something here reads again; all that could hold some is filled."""
        filler = os.open(os.ttyname(self._slave), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        while select.select([], [filler], [], 0.1)[1]:
            with suppress(BlockingIOError):
                os.write(filler, b"\0" * 4096)
        os.close(filler)

    def type_blindly(self, keys: bytes) -> None:
        """Send keys without reading anything."""
        os.write(self._master, keys)

    def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.wait_until(lambda: text in self.text, f"“{text}” on the screen")

    def wait_for_output(self, data: bytes, times: int = 1) -> None:
        """Wait until bytes have been sent so many times in all."""
        self.wait_until(lambda: self.output.count(data) >= times, f"{data!r} in the output")

    def wait_for_exit(self) -> int:
        """Wait until the program has ended, and read the last that it sent; its exit code."""
        self.wait_until(lambda: self.process.poll() is not None, "the end")
        while self._read(0.05):
            pass
        return self.process.wait()

    def settle(self) -> bytes:
        """Read until nothing more comes for a while; the bytes that came."""
        before = len(self.output)
        while self._read(0.3):
            pass
        return self.output[before:]

    def silence(self, seconds: float) -> bytes:
        """What comes within some seconds in which nobody does anything."""
        before, end = len(self.output), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)
        return self.output[before:]

    def wait_until(self, there: Callable[[], bool], what: str) -> None:
        """Wait for something, reading meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > deadline:
                raise AssertionError(f"no {what} after {PATIENCE} s:\n{self.text}")
            self._read(0.02)

    def _read(self, seconds: float) -> bool:
        """Read what comes within some seconds; whether anything did."""
        if self._master < 0 or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            return False
        self.output += data
        self._stream.feed(data)
        return bool(data)


def _environment(wanted: Mapping[str, str | None]) -> dict[str, str]:
    """What is set for the program: of the one that runs the tests nothing that has to do with terminals."""
    about_terminals = (
        "LC_",
        "LANG",
        "NO_COLOR",
        "COLUMNS",
        "LINES",
        "TEXTUAL",
        "ESCDELAY",
        "PYTHONIOENCODING",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(about_terminals)}
    usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return {name: value for name, value in (kept | usual | dict(wanted)).items() if value is not None}


def timed(action: Callable[[], object]) -> float:
    """The seconds that something takes."""
    start = time.monotonic()
    action()
    return time.monotonic() - start


def seconds_until_end(process: subprocess.Popen[bytes]) -> float:
    """Wait for a process to end; the seconds it took."""
    return timed(lambda: process.wait(PATIENCE))
