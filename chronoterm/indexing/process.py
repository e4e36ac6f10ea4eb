"""Making an index beside a session: in a process of its own, so that no key waits for it."""

import os
import select
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Lock

from chronoterm.indexing.once import sweep
from chronoterm.indexing.reports import WORDS, Failed, Ready, Report, Why, from_line

SCRIPT = Path(__file__).with_name("apart.py")

CHUNK = 1 << 16
"""Bytes of reports that are read at a time; a pipe has no more."""

LOOK = 1_000
"""Milliseconds after which somebody who waits for reports looks whether there will be any."""


def leave_behind(store: Path, script: Path = SCRIPT) -> None:
    """Have the index of a store made by a process that nobody waits for, and that outlives this one."""
    wait, hold = os.pipe()
    with suppress(OSError, ValueError):  # whoever opens the store next makes it
        process = subprocess.Popen(  # noqa: S603 - it is ourselves
            _command(script, store.absolute(), "if-needed"),
            # It holds the other end itself, so that what it takes for its session never ends.
            stdin=wait,
            pass_fds=(hold,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        process.returncode = 0  # or Python would complain that nobody waits for it
    os.close(wait)
    os.close(hold)


def _command(script: Path, store: Path, how: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-X", "utf8", str(script), str(store), how)


class Builder:
    """The making of an index in another process, which tells how far it is.

    It is read either with `poll`, whenever `fileno` is readable, or with `steps` in a thread, until `is_done`. The
    last report is `Failed` or that the words are ready. The process ends by itself when this one does, however that
    comes, and when nobody holds its builder any more; `stop` ends it before.
    """

    def __init__(self, store: Path, *, again: bool = False, script: Path = SCRIPT) -> None:
        """Begin, with `again` even if there is an index. What cannot be started is told as `Failed`."""
        self.is_done = False
        self._store = store.absolute()
        self._reading = Lock()
        self._rest = b""
        self._is_told = False
        self._why_not = ""
        self._output, end = os.pipe()
        os.set_blocking(self._output, False)
        self._process = self._started(script, "again" if again else "if-needed", end)
        os.close(end)
        self._abandoned = weakref.finalize(self, _abandon, self._process, self._output, self._store)

    def _started(self, script: Path, how: str, output: int) -> subprocess.Popen[bytes] | None:
        try:
            return subprocess.Popen(  # noqa: S603 - it is ourselves
                _command(script, self._store, how),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd="/",
                # The signals of the terminal are not for it: it goes on while the session is in the background.
                start_new_session=True,
                bufsize=0,
            )
        except (OSError, ValueError) as error:
            self._why_not = f"cannot be started ({getattr(error, 'strerror', None) or error})"
            return None

    def fileno(self) -> int:
        """What becomes readable when there is something to be told; -1 when it is done."""
        return self._output

    def poll(self) -> list[Report]:
        """What has been told since the last time; never waits."""
        with self._reading:
            return [] if self.is_done else self._read()

    def steps(self) -> Iterator[Report]:
        """All reports, each as soon as it is told; for a thread. With the last one it is done."""
        waiting = select.poll()
        with self._reading:
            if not self.is_done:
                waiting.register(self._output, select.POLLIN)
        while not self.is_done:
            waiting.poll(LOOK)
            reports = self.poll()
            while self._is_told and not self.is_done:
                waiting.poll(LOOK)
                reports += self.poll()
            yield from reports

    def stop(self) -> None:
        """End it, if it has not, and leave nothing half made behind. Takes as long as the system needs for that."""
        if self._process is not None and not self.is_done:
            _kill(self._process)
        with self._reading:
            if not self.is_done:
                os.set_blocking(self._output, True)
                while os.read(self._output, CHUNK):
                    pass  # nobody asks for that any more; at its end all of them are gone
                self._end()

    def _read(self) -> list[Report]:
        reports: list[Report] = []
        while True:
            try:
                data = os.read(self._output, CHUNK)
            except BlockingIOError:
                return reports
            if not data:
                self._end()
                return reports if self._is_told else [*reports, self._killed()]
            *lines, self._rest = (self._rest + data).split(b"\n")
            for report in map(from_line, lines):
                self._is_told |= isinstance(report, Failed) or (
                    isinstance(report, Ready) and report.what == WORDS
                )
                reports.append(report)

    def _end(self) -> None:
        """Let go of the process, which has ended or is about to."""
        self._abandoned.detach()
        _let_go(self._process, self._output)
        self._output = -1
        self.is_done = True
        if not self._is_told:
            _sweep(self._store)

    def _killed(self) -> Failed:
        if self._process is not None:
            code = self._process.returncode
            self._why_not = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return Failed(Why.KILLED, f"the index is not made: its process {self._why_not}")


def _abandon(process: subprocess.Popen[bytes] | None, output: int, store: Path) -> None:
    """End a process that nobody waits for any more."""
    if process is not None:
        _kill(process)
    _let_go(process, output)
    _sweep(store)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # those that it has started, too


def _let_go(process: subprocess.Popen[bytes] | None, output: int) -> None:
    if process is not None:
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
    os.close(output)


def _sweep(store: Path) -> None:
    with suppress(OSError):  # whoever builds next does it
        sweep(store)
