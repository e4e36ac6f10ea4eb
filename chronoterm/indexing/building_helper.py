"""A second process that does a part of the work, and how the two talk.

What is said waits in a file without a name until it is heard, so that nobody waits for somebody who is busy.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from struct import Struct
from tempfile import TemporaryFile
from typing import NamedTuple, NoReturn

_MESSAGE = Struct("<QQ")
"""Where a message begins in its file, and its length."""


class LostError(Exception):
    """The other process has ended before it said what it should."""


class _Way(NamedTuple):
    """Descriptors: a file that messages are put into, and the two ends of a pipe that tells where they are."""

    file: int
    hear: int
    say: int


class Line:
    """One end of the way between two processes."""

    def __init__(self, incoming: _Way, outgoing: _Way) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._end = 0

    def say(self, message: bytes) -> None:
        """Say something; does not wait until it is heard. Raises LostError."""
        rest, at = memoryview(message), self._end
        while rest:
            written = os.pwrite(self._outgoing.file, rest, at)
            rest, at = rest[written:], at + written
        try:
            os.write(self._outgoing.say, _MESSAGE.pack(self._end, len(message)))
        except BrokenPipeError:
            raise LostError from None
        self._end = at

    def hear(self) -> bytes:
        """What is said next, as soon as it is. Raises LostError."""
        told = os.read(self._incoming.hear, _MESSAGE.size)
        if len(told) < _MESSAGE.size:
            raise LostError
        start, length = _MESSAGE.unpack(told)
        message = os.pread(self._incoming.file, length, start)
        while len(message) < length:  # the system gives no more than 2 GiB at a time
            message += os.pread(self._incoming.file, length - len(message), start + len(message))
        return message


@contextmanager
def helping(work: Callable[[Line], None]) -> Iterator[Line]:
    """Have `work` done in another process, forked from this one, and talk with it; it ends when this is left.

    It has all that this one has read so far. Whatever `work` raises ends it; who listens learns that as LostError.
    """
    with ExitStack() as stack:
        down, up = _way(stack), _way(stack)
        pid = os.fork()
        if pid == 0:
            _do(work, Line(down, up), (down.say, up.hear))
        stack.callback(_end, pid)
        # Ends that only the other one uses are closed, so that its end can be heard.
        _close_early(down.hear)
        _close_early(up.say)
        yield Line(up, down)


def _way(stack: ExitStack) -> _Way:
    file = stack.enter_context(TemporaryFile(buffering=0))  # noqa: SIM115 - it is closed with the others
    hear, say = os.pipe()
    for each in (hear, say):
        stack.callback(os.close, each)
    return _Way(file.fileno(), hear, say)


def _close_early(descriptor: int) -> None:
    """Close a descriptor, and keep its number from being taken by anything that is not ours."""
    nothing = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    os.dup2(nothing, descriptor, inheritable=False)
    os.close(nothing)


def _do(work: Callable[[Line], None], line: Line, not_ours: tuple[int, ...]) -> NoReturn:
    """Work, and end without anything that the end of a process usually does: all of that is the other one's."""
    code = 1
    try:
        for each in not_ours:
            os.close(each)
        # Whoever reads what the other process says must not wait for the end of this one.
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        work(line)
        code = 0
    finally:
        os._exit(code)


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
