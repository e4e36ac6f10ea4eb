"""A program in a pseudo-terminal of our own: press keys, and see when which of its output changed the screen.

A thread stamps every piece of output when it arrives and answers the program's questions. The pieces are played into
the emulated screen only when output pauses, so that emulating delays nothing that is measured.
"""

import fcntl
import os
import queue
import re
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from bench.answers import Answers
from bench.emulated import EVERYWHERE, Area, Emulated, Parser
from bench.keys import keys
from bench.processes import family, peak_memory

COLUMNS, ROWS = 120, 40
IDLE = 0.01
"""Seconds without output after which it is played into the screen."""

LONGEST_PLAY = 0.1
"""Seconds after which that happens even if output does not pause."""

QUIET, SILENCE = 0.15, 1.0
"""Seconds of silence after output, and without any, after which nothing more is expected."""

SWITCH = 0.0002
"""Seconds after which the stamping thread gets its turn while another one plays."""

_GRACE = ((signal.SIGHUP, 2.0), (signal.SIGTERM, 1.0), (signal.SIGKILL, 5.0))
_NOT_PASSED_ON = (
    "LC_",
    "LINES",
    "COLUMNS",
    "TMUX",
    "STY",
    "NO_COLOR",
    "PYTHON",
    "TEXTUAL",
    "XDG_",
    "CHRONOTERM",
)


class Piece(NamedTuple):
    """Output that came at once."""

    at: float
    size: int
    data: bytes
    cursor_questions: int


@dataclass
class Heard:
    """What followed a key; times in milliseconds after it, none where nothing came."""

    first_shown: float | None = None
    """The first change in the watched areas."""

    shown: float | None = None
    """The last change in the watched areas."""

    matched: float | None = None
    """When what was waited for stood on the screen."""

    size: int = 0
    """Bytes in all."""

    size_shown: int = 0
    """Bytes up to the last change in the watched areas."""

    is_whole: bool = True
    """Whether it was quiet, and what was waited for came, before the time was up."""


class Session:
    """One program in a terminal; `stdin` is a file to read instead of what is typed.

    `watched` are the areas of the screen where a change counts. Each name in `awaited`, with a pattern, comes into
    `reached` when that is first found on the screen, with the milliseconds since the program was started.
    """

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        *,
        stdin: Path | None = None,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = Emulated(COLUMNS, ROWS)
        self.watched: Sequence[Area] = EVERYWHERE
        self.awaited: dict[str, str] = {}
        self.reached: dict[str, float] = {}
        self.peak = 0
        self._parser = Parser(self.screen)
        self._pieces: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._answers = Answers(ROWS, COLUMNS, self._write)
        self._is_closed = False
        self._old_switch = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        # The first terminal that the leader of a session opens becomes its own; hence the order.
        terminal = (os.POSIX_SPAWN_OPEN, 1, os.ttyname(slave), os.O_RDWR, 0)
        given = (os.POSIX_SPAWN_OPEN, 0, os.fspath(stdin), os.O_RDONLY, 0) if stdin else None
        actions = [terminal, given or (os.POSIX_SPAWN_DUP2, 1, 0), (os.POSIX_SPAWN_DUP2, 1, 2)]
        self.began = time.perf_counter()
        self.pid = os.posix_spawnp(
            command[0],
            list(command),
            environment(home, more),
            file_actions=[*actions, (os.POSIX_SPAWN_CLOSE, slave), (os.POSIX_SPAWN_CLOSE, self._master)],
            setsid=True,
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return self.screen.text

    def has(self, pattern: str) -> bool:
        """Whether a pattern is found on the screen, row by row."""
        return re.search(pattern, self.text, re.MULTILINE) is not None

    def press(
        self,
        typed: str,
        until: str | None = None,
        *,
        quiet: float = QUIET,
        patience: float = 30.0,
        silence: float = SILENCE,
    ) -> Heard:
        """Send keys at once, and hear what follows; see `hear`. What is there already is not waited for."""
        until = None if until is None or self.has(until) else until
        return self.hear(self.send(typed), until, quiet=quiet, patience=patience, silence=silence)

    def start(self, awaited: dict[str, str], patience: float) -> bool:
        """Wait for all that is awaited of a start; whether it came in time (seconds)."""
        self.awaited |= awaited
        while self.awaited and not self._is_closed and time.perf_counter() - self.began < patience:
            self.hear(time.perf_counter(), quiet=0.05, patience=1)
        return not self.awaited

    def send(self, typed: str) -> float:
        """Send keys at once; when."""
        data = b"".join(keys(typed, application=1 in self._answers.modes))
        at = time.perf_counter()
        self._write(data)
        return at

    def hold(self, key: str, times: int, rate: float) -> Heard:
        """Send a key again and again, `rate` times a second, as one does that is held; what follows the last."""
        begun = time.perf_counter()
        for turn in range(times):
            time.sleep(max(0.0, begun + turn / rate - time.perf_counter()))
            last = self.send(key)
        return self.hear(last)

    def hear(  # noqa: PLR0913 - each is a time of its own
        self,
        since: float,
        until: str | None = None,
        *,
        quiet: float = QUIET,
        patience: float = 30.0,
        silence: float = SILENCE,
        at_once: bool = False,
    ) -> Heard:
        """Take output until `until` is found on the screen and then nothing came for `quiet` seconds.

        Without `until`, something must have come, or `silence` seconds have passed. With `at_once` the first change in the
        watched areas is enough. It gives up `patience` seconds after `since`, a time of `time.perf_counter`.
        """
        heard, pending, last = Heard(), list[Piece](), since
        while True:
            now = time.perf_counter()
            enough = max(quiet, silence) if until is None and not heard.size else quiet
            if not pending and self._pieces.empty():
                found = until is None or heard.matched is not None
                if found and (now - last >= enough or (at_once and heard.first_shown is not None)):
                    return heard
                if self._is_closed or now - since > patience:
                    heard.is_whole = False
                    return heard
            try:
                piece = self._pieces.get(
                    timeout=IDLE if pending else min(max(enough - now + last, 0.001), 0.1)
                )
            except queue.Empty:
                piece = None
            if piece is not None:
                pending.append(piece)
                last = piece.at
                if not piece.cursor_questions and piece.at - pending[0].at < LONGEST_PLAY:
                    continue
            self._play(pending, since, until, heard)
            pending.clear()

    def _play(self, pieces: Sequence[Piece], since: float, until: str | None, heard: Heard) -> None:
        for piece in pieces:
            self._parser.feed(piece.data)
            for _ in range(piece.cursor_questions):
                self._write(b"\x1b[%d;%dR" % (self.screen.cursor.y + 1, self.screen.cursor.x + 1))
            heard.size += piece.size
            after = (piece.at - since) * 1000
            if self.screen.changed(self.watched) and after > 0:
                heard.shown, heard.size_shown = after, heard.size
                heard.first_shown = after if heard.first_shown is None else heard.first_shown
            if until is not None and heard.matched is None and self.has(until):
                heard.matched = after
            for name in [each for each, pattern in self.awaited.items() if self.has(pattern)]:
                del self.awaited[name]
                self.reached[name] = (piece.at - self.began) * 1000

    def memory(self) -> int:
        """The most bytes that the program and all it started have held so far, as far as anybody asked."""
        self.peak = max(self.peak, peak_memory(family(self.pid)))
        return self.peak

    def end(self) -> None:
        """Kill the program, so that it can do nothing more."""
        os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the program, kindly at first, and all that it started."""
        self.memory()
        others = family(self.pid) - {self.pid}
        for number, grace in _GRACE:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)
            if self._has_ended(grace):
                break
        for pid in others:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._reader.join(2)
        os.close(self._master)
        sys.setswitchinterval(self._old_switch)

    def _has_ended(self, grace: float) -> bool:
        end = time.perf_counter() + grace
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.perf_counter() > end:
                return False
            time.sleep(0.005)
        return True

    def _read(self) -> None:
        with suppress(OSError):  # so the system tells that the other end is closed
            while data := os.read(self._master, 1 << 16):
                at = time.perf_counter()
                self._pieces.put(Piece(at, len(data), *self._answers.sift(data)))
        self._is_closed = True

    def _write(self, data: bytes) -> None:
        with suppress(OSError):  # it has ended
            while data:
                data = data[os.write(self._master, data) :]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a new user's shell would set, with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)}
    return kept | {
        "HOME": os.fspath(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        **(more or {}),
    }
