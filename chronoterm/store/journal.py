"""The journal of a store: each edit a line of its own, with a checksum, flushed to the disk before it is acknowledged.

The file stands beside the store and is only ever appended to, under the lock. Its first line says which state of
the store it began with; a line `fold` says up to which edit the store file was written anew. Edits stay in it as
the history of the store.

A line is eight hexadecimal digits (the CRC-32 of the rest), a space, JSON, and a line feed. What stands after the
last line feed was never acknowledged: readers stop before it, and the next writer cuts it off. Damage before that is
told, and nothing is appended after it. The first line is there from the moment that the file is.
"""

import errno
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from chronoterm.edits import Written
from chronoterm.store.errors import StoreError
from chronoterm.store.replacing import flush_folder, put_whole

SUFFIX = ".journal"
DIGITS = 8


class Base(msgspec.Struct, frozen=True):
    """A state of a store file, to be known again when it was copied: its size in bytes and its CRC-32."""

    size: int
    crc: int

    @classmethod
    def of(cls, data: bytes) -> "Base":
        """The state that a file with these bytes has."""
        return cls(len(data), zlib.crc32(data))


class Begin(msgspec.Struct, frozen=True):
    """The first line: a name that no other journal has, and the state of the store that it began with."""

    journal: str
    base: Base
    version: int = 1


class Fold(msgspec.Struct, frozen=True):
    """That the store file was written anew with all edits up to a number, and what identity it got."""

    upto: int
    identity: tuple[int, int, int, int, int]


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: one of these."""

    begin: Begin | None = None
    edit: Written | None = None
    fold: Fold | None = None


class Placed(NamedTuple):
    """A line, and where it ends, in bytes from the beginning of the file."""

    line: Line
    end: int


class JournalDamagedError(Exception):
    """A line is not what was written; `offset` is where it begins, in bytes, and `before` the good ones before it."""

    def __init__(self, offset: int, before: tuple[Placed, ...] = ()) -> None:
        super().__init__(f"is damaged at byte {offset:,}")
        self.offset = offset
        self.before = before


_DECODER = msgspec.json.Decoder(Line)


def journal_path(store: Path) -> Path:
    """The journal of a store, the same by whichever link somebody came."""
    target = store.resolve()
    return target.with_name(f"{target.name}{SUFFIX}")


def encoded(line: Line) -> bytes:
    """A line as it is written."""
    text = msgspec.json.encode(line)
    return b"%08x %b\n" % (zlib.crc32(text), text)


def decoded(data: bytes, start: int = 0) -> tuple[Placed, ...]:
    """The whole lines in `data`, which stands in the file from byte `start` on. Raises JournalDamagedError."""
    lines: list[Placed] = []
    at = 0
    while (end := data.find(b"\n", at)) >= 0:
        line = _decoded(data[at:end])
        if line is None:
            raise JournalDamagedError(start + at, tuple(lines))
        at = end + 1
        lines.append(Placed(line, start + at))
    if _decoded(data[at:-1]) is not None:  # a whole line, of which only the line feed is another byte now
        raise JournalDamagedError(start + at, tuple(lines))
    return tuple(lines)


def _decoded(text: bytes) -> Line | None:
    checksum, body = text[: DIGITS + 1], text[DIGITS + 1 :]
    if checksum != b"%08x " % zlib.crc32(body):
        return None
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class Piece(NamedTuple):
    """A part of a journal, which file it was read from (device and inode), and the size of that."""

    data: bytes
    file: tuple[int, int] | None
    size: int


def read_from(path: Path, start: int, most: int = -1) -> Piece:
    """What stands in a journal from byte `start` on, up to `most` bytes; no file where there is none.

    Raises StoreError.
    """
    with _explained(path, "cannot be read"):
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            return Piece(b"", None, 0)
        with os.fdopen(descriptor, "rb") as file:
            _demand_regular(path, descriptor)
            status = os.fstat(descriptor)
            file.seek(start)
            return Piece(file.read(most), (status.st_dev, status.st_ino), status.st_size)


def begin_journal(path: Path, begin: Begin, like: Path) -> Piece:
    """Put a journal in its place that holds its first line and nothing else; that line, read back.

    The lock of the store is held, and there is no journal. The new one gets mode, group and access list of `like`,
    so that those who may write the store may write its journal. Raises StoreError.
    """
    with _explained(path, "cannot be written"):
        put_whole(path, [encoded(Line(begin=begin))], like)
        flush_folder(path.parent)
    return read_from(path, 0)


def append(path: Path, data: bytes, end: int) -> int:
    """Write `data` after byte `end`, which the last whole line ends at, and flush it; where it ends.

    The lock of the store is held. What stands after `end` was never acknowledged and is cut off. Raises StoreError:
    then the journal is as it was.
    """
    with _explained(path, "cannot be written"):
        descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            _demand_regular(path, descriptor)
            _write(descriptor, data, end)
        finally:
            os.close(descriptor)
    return end + len(data)


def _write(descriptor: int, data: bytes, end: int) -> None:
    try:
        os.ftruncate(descriptor, end)
        written = 0
        while written < len(data):
            written += os.pwrite(descriptor, data[written:], end + written)
        os.fsync(descriptor)
    except OSError:
        # Cut off what nobody will be told of; where that fails too, the next writer does it.
        with suppress(OSError):
            os.ftruncate(descriptor, end)
            os.fsync(descriptor)
        raise


def _demand_regular(path: Path, descriptor: int) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise StoreError(path, "is no regular file", "Move it away: a journal is to stand there")


@contextmanager
def _explained(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = "a link stands there" if error.errno == errno.ELOOP else error.strerror or str(error)
        raise StoreError(path, f"{what} ({why})", "The store is as it was") from error
