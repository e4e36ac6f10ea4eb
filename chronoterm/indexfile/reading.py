"""Reading a file of named sections, as much of it as somebody needs."""

from __future__ import annotations

import os
import stat
import struct
import sys
from array import array
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from chronoterm.indexfile.layout import (
    COUNTS,
    ENTRY,
    FOOTER,
    FORMAT,
    MAGIC,
    MOST_CONTENTS,
    TAIL,
    Number,
    Section,
)

CHUNK = 1 << 20
"""Bytes that are read at a time where all are looked through."""


Piece = bytes
"""What is read; `bytes` itself is the name of a method below."""


class IndexFileError(Exception):
    """A file is no whole index file of the format that we know, or stopped being one."""


class IndexFile:
    """An open index file. Any number of threads may read at once.

    What is read whole is compared with its checksum. Pieces are not: what they hold is to be used with suspicion.
    """

    def __init__(self, descriptor: int, about: bytes, sections: dict[str, Section]) -> None:
        """Use `open`. The descriptor is closed by `close`, or when nobody holds the file any more."""
        self.about = about
        self.is_forgiving = False
        """Whether dictionaries that are damaged are empty, for somebody who soon finds out by `verify`."""
        self._descriptor = descriptor
        self._sections = sections

    @classmethod
    def open(cls, path: Path) -> IndexFile:
        """Open a file and read its table of contents. Raises IndexFileError, and OSError as it comes."""
        # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise IndexFileError("is no regular file")
            return cls(descriptor, *_contents(descriptor, status.st_size))
        except BaseException:
            os.close(descriptor)
            raise

    @property
    def names(self) -> Collection[str]:
        """The names of all sections."""
        return self._sections.keys()

    def has(self, name: str) -> bool:
        """Whether there is such a section."""
        return name in self._sections

    def size(self, name: str) -> int:
        """The length of a section in bytes. Raises IndexFileError where there is none."""
        return self._section(name).size

    def bytes(self, name: str) -> Piece:
        """A whole section, compared with its checksum. Raises IndexFileError."""
        section = self._section(name)
        data = _pread(self._descriptor, section.offset, section.size)
        if crc32(data) != section.checksum:
            raise _damaged(name)
        return data

    def read(self, name: str, start: int, length: int) -> Piece:
        """A piece of a section. Raises IndexFileError where the section has no such piece."""
        section = self._section(name)
        if start < 0 or length < 0 or start + length > section.size:
            raise IndexFileError(f"has no bytes {start:,} to {start + length:,} in section {name}")
        return _pread(self._descriptor, section.offset + start, length)

    def into(self, name: str, numbers: array[Number]) -> None:
        """Append a whole section to an array, compared with its checksum. Raises IndexFileError."""
        section = self._section(name)
        if section.size % numbers.itemsize:
            raise IndexFileError(f"holds no whole numbers in section {name}")
        # Read to where they stay: a copy of a large section would be memory that is never given back.
        more = numbers[:0] if numbers else numbers
        if section.size:
            more.append(0)
            more *= section.size // numbers.itemsize
        self._fill(section, memoryview(more).cast("B"))
        if crc32(more) != section.checksum:
            del more[:]
            raise _damaged(name)
        if sys.byteorder != "little":
            more.byteswap()
        if more is not numbers:
            numbers.extend(more)

    def fill(self, name: str, numbers: array[Number]) -> None:
        """Fill an array with a section of just its size, at once and not compared. Raises IndexFileError."""
        section, room = self._section(name), memoryview(numbers).cast("B")
        if section.size != len(room):
            raise IndexFileError(f"has {section.size:,} bytes in section {name} instead of {len(room):,}")
        self._fill(section, room)
        if sys.byteorder != "little":
            numbers.byteswap()

    def _fill(self, section: Section, room: memoryview) -> None:
        at = 0
        try:
            while at < len(room) and (read := os.preadv(self._descriptor, [room[at:]], section.offset + at)):
                at += read
        except (OSError, OverflowError) as error:
            raise IndexFileError(f"cannot be read ({getattr(error, 'strerror', None) or error})") from error
        if at < len(room):
            raise IndexFileError("became shorter while it was read")

    def verify(self) -> None:
        """Compare all sections with their checksums. Raises IndexFileError."""
        for name, section in self._sections.items():
            checksum, end = 0, section.offset + section.size
            for start in range(section.offset, end, CHUNK):
                checksum = crc32(_pread(self._descriptor, start, min(CHUNK, end - start)), checksum)
            if checksum != section.checksum:
                raise _damaged(name)

    def close(self) -> None:
        """Close the file; what is read after that raises IndexFileError."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __del__(self) -> None:
        self.close()

    def _section(self, name: str) -> Section:
        try:
            return self._sections[name]
        except KeyError:
            raise IndexFileError(f"has no section {name}") from None


def _damaged(name: str) -> IndexFileError:
    return IndexFileError(f"is damaged in section {name}")


def _contents(descriptor: int, size: int) -> tuple[bytes, dict[str, Section]]:
    """What a file of this size says about itself, and its sections."""
    beginning = size - FOOTER.size - TAIL.size
    if beginning < len(MAGIC):
        raise IndexFileError("is too short for an index file")
    offset, length, checksum = _footer(_pread(descriptor, beginning, FOOTER.size + TAIL.size))
    if offset < len(MAGIC) or offset + length != beginning or length > MOST_CONTENTS:
        raise IndexFileError("has no table of contents where it should be")
    if _pread(descriptor, 0, len(MAGIC)) != MAGIC:
        raise IndexFileError("does not begin as an index file")
    contents = _pread(descriptor, offset, length)
    if crc32(contents) != checksum:
        raise IndexFileError("is damaged in its table of contents")
    with _refusing():
        return _parted(contents, offset)


def _footer(data: bytes) -> tuple[int, int, int]:
    """Where the table of contents lies, its length and checksum."""
    footer, (checksum,) = data[: FOOTER.size], TAIL.unpack(data[FOOTER.size :])
    offset, length, of_contents, version, _, magic = FOOTER.unpack(footer)
    if magic != MAGIC or crc32(footer) != checksum:
        raise IndexFileError("does not end as an index file")
    if version != FORMAT:
        raise IndexFileError(f"is of format {version}; this one is {FORMAT}")
    return offset, length, of_contents


def _parted(contents: bytes, end: int) -> tuple[bytes, dict[str, Section]]:
    """The two parts of a table of contents; all sections lie before `end`."""
    length, number = COUNTS.unpack_from(contents)
    at = COUNTS.size + length
    about = contents[COUNTS.size : at]
    sections: dict[str, Section] = {}
    for _ in range(number):
        length, *where = ENTRY.unpack_from(contents, at)
        at += ENTRY.size
        section = Section(*where)
        if section.offset < len(MAGIC) or section.offset + section.size > end:
            raise IndexFileError("names a section that lies outside of it")
        sections[str(contents[at : at + length], "utf-8", "surrogatepass")] = section
        at += length
    if at != len(contents) or len(sections) != number:
        raise IndexFileError("has a table of contents that contradicts itself")
    return about, sections


@contextmanager
def _refusing() -> Iterator[None]:
    """For a table of contents that somebody made to deceive, with a checksum that fits."""
    try:
        yield
    except (struct.error, UnicodeDecodeError):
        raise IndexFileError("has a table of contents that cannot be read") from None


def _pread(descriptor: int, offset: int, length: int) -> bytes:
    """So many bytes. Raises IndexFileError where there are fewer, or none can be read."""
    try:
        data = os.pread(descriptor, length, offset)
        while len(data) < length:  # the system gives no more than 2 GiB at a time
            more = os.pread(descriptor, length - len(data), offset + len(data))
            if not more:
                raise IndexFileError("became shorter while it was read")
            data += more
    except (OSError, OverflowError) as error:
        raise IndexFileError(f"cannot be read ({getattr(error, 'strerror', None) or error})") from error
    return data
