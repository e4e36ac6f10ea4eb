"""The program in a real pseudo-terminal, its output read into an emulated screen."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 20.0
"""Seconds to wait for what should come at once."""


class Terminal:
    """A program on a terminal of `columns` × `rows`; `output` keeps every byte it sent."""

    def __init__(
        self,
        arguments: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LC_", "LANG", "NO_COLOR"))
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "chronoterm", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            close_fds=True,
            start_new_session=True,
            env={
                **kept,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
                **(environment or {}),
            },
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, keys: bytes) -> None:
        """Send what a terminal sends for keys."""
        os.write(self._master, keys)

    def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self._wait(lambda: text in self.text, f"“{text}” on the screen")

    def wait_for_exit(self) -> int:
        """Wait until the program has ended; its exit code."""
        self._wait(lambda: self.process.poll() is not None, "the end")
        self._read(0.05)
        return self.process.wait()

    def settle(self) -> bytes:
        """Read until nothing more comes for a while; the bytes that came."""
        before = len(self.output)
        while self._read(0.3):
            pass
        return self.output[before:]

    def _wait(self, there: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > deadline:
                raise AssertionError(f"no {what} after {PATIENCE} s:\n{self.text}")
            self._read(0.05)

    def _read(self, seconds: float) -> bool:
        """Read what comes within some seconds; whether anything did."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            return False
        self.output += data
        self._stream.feed(data)
        return bool(data)
