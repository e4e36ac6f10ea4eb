"""Processes of a test: forked from it, so that one costs a millisecond, and dead when the test goes on."""

import os
import select
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

PATIENCE = 300.0
"""Seconds after which a process that says nothing is held to be stuck."""

Say = Callable[[bytes], object]
Work = Callable[[Say], object]
"""What a process does; it is given the way to say something, line by line."""


class Child(NamedTuple):
    """A forked process, and where to read what it says."""

    pid: int
    out: int

    def kill_after(self, seconds: float) -> bytes:
        """Kill it unless it ends within so many seconds after its first word; all that it said."""
        watched = os.pidfd_open(self.pid)
        try:
            select.select([self.out], [], [], PATIENCE)
            select.select([watched], [], [], seconds)
            os.kill(self.pid, signal.SIGKILL)
        finally:
            os.close(watched)
        return b"".join(said([self]))


@contextmanager
def forked(work: Work) -> Iterator[Child]:
    """A process that does `work`; it does not outlive the block."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # The test runner has threads of its own; the child uses nothing that they may have held.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        _work_and_end(work, reading, writing)
    os.close(writing)
    try:
        yield Child(pid, reading)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(reading)


@contextmanager
def all_forked(works: Iterable[Work]) -> Iterator[list[Child]]:
    """Processes that work side by side."""
    with ExitStack() as stack:
        yield [stack.enter_context(forked(each)) for each in works]


def said(children: Iterable[Child]) -> list[bytes]:
    """All that each of some processes said until it ended. Raises TimeoutError when one is stuck."""
    heard: dict[int, list[bytes]] = {each.out: [] for each in children}
    for out, piece in _pieces(heard):
        heard[out].append(piece)
    return [b"".join(each) for each in heard.values()]


def lines_of(children: Iterable[Child]) -> Iterator[bytes]:
    """The lines that processes say, as they say them. Raises TimeoutError when one is stuck."""
    begun = {each.out: b"" for each in children}
    for out, piece in _pieces(begun):
        *lines, begun[out] = (begun[out] + piece).split(b"\n")
        yield from lines


def _pieces(outs: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    talking = set(outs)
    while talking:
        ready, _, _ = select.select(talking, [], [], PATIENCE)
        if not ready:
            raise TimeoutError
        for each in ready:
            piece = os.read(each, 1 << 16)
            if not piece:
                talking.remove(each)
            yield each, piece


def _work_and_end(work: Work, reading: int, writing: int) -> None:
    """Work, and end without what a test runner does at its end."""
    code = 1
    try:
        os.close(reading)
        work(lambda line: os.write(writing, line + b"\n"))
        code = 0
    except BaseException:  # noqa: BLE001 - nothing may return into the test runner
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)
