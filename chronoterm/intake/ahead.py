"""Reading a large file in a process of its own, so that what is read is compared on another core meanwhile."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

import msgspec

from chronoterm.edits import Document, Table
from chronoterm.importers.incoming import Incoming, Reading, Refused
from chronoterm.problems import ChronotermError

LARGE = 16_000_000
"""Bytes of a file that is worth a process."""

AT_ONCE = 256
"""Records that are handed over together."""

CUT_OFF = "reading it was cut off, so nothing was imported"

_SIZE = 4
_END = b"\0\0\0\0"
_Sent = tuple[str, Document | None, str | None, list[tuple[str, Document]]]
"""Where it stood, the record, or why it is refused, and the names with their tables."""

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[_Sent])


@contextmanager
def read_ahead(reading: Reading) -> Iterator[Reading]:
    """The same, read by a child of this process; it ends with the block. Raises ChronotermError where it is cut off."""
    receiving, sending = os.pipe()
    # Ctrl-C comes to both; the child must not go on as the parent would, nor the parent forget the child.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _send_all(reading.items, sending)
    try:
        os.close(sending)
        with os.fdopen(receiving, "rb") as pipe:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            yield reading._replace(items=_received(pipe))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _send_all(items: Iterator[Incoming | Refused], descriptor: int) -> None:
    """Send everything, and end this process, whatever happens; without an end mark it was cut off."""
    code = 1
    try:
        with os.fdopen(descriptor, "wb") as pipe:
            waiting: list[_Sent] = []
            for each in items:
                waiting.append(_packed(each))
                if len(waiting) == AT_ONCE:
                    _send(waiting, pipe)
                    waiting.clear()
            _send(waiting, pipe)
            pipe.write(_END)
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is to be written or closed here


def _packed(item: Incoming | Refused) -> _Sent:
    if isinstance(item, Refused):
        return item.where, None, item.why, []
    return item.where, item.record, None, [(table.value, document) for table, document in item.names]


def _send(waiting: list[_Sent], pipe: BinaryIO) -> None:
    if waiting:
        data = _ENCODER.encode(waiting)
        pipe.write(len(data).to_bytes(_SIZE) + data)


def _received(pipe: BinaryIO) -> Iterator[Incoming | Refused]:
    while (size := pipe.read(_SIZE)) != _END:
        data = pipe.read(int.from_bytes(size)) if len(size) == _SIZE else b""
        if not data or len(data) != int.from_bytes(size):
            raise ChronotermError(CUT_OFF)
        for where, record, why, names in _DECODER.decode(data):
            if record is None:
                yield Refused(where, why or "")
            else:
                yield Incoming(where, record, tuple((Table(table), document) for table, document in names))
