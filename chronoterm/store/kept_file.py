"""A store file that stays open: its documents are read by position, and never from another state of it."""

import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import starmap
from pathlib import Path
from types import TracebackType

from chronoterm.indexfile.reading import IndexFileError
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.files import Identity, demand_regular, explained

BLOCK = 4 << 20
"""Bytes that are read at a time where all is read."""


class StoreFile:
    """An open store file in the state that it was opened in. Any number of threads may read at once.

    A file that is replaced by a rename stays readable here as it was. One that somebody writes in place is another
    from then on, and is not read any more.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        """Use `open`. The descriptor is closed by `close`, or when nobody holds the file any more."""
        self.path = path
        self._descriptor = descriptor
        self.identity = Identity.of(os.fstat(descriptor))

    @classmethod
    def open(cls, path: Path) -> "StoreFile":
        """Open a regular file. Raises StoreError for anything else."""
        with explained(path):
            demand_regular(path)
            return cls(path, os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK))

    def read(self, start: int, length: int) -> bytes:
        """So many bytes from byte `start` on. Raises StoreChangedError where they are not those of that state."""
        if start + length > self.identity.size:
            raise self.changed  # nor is there room made for what a damaged index says
        try:
            data = os.pread(self._descriptor, length, start)
            while len(data) < length:  # the system gives no more than 2 GiB at a time
                more = os.pread(self._descriptor, length - len(data), start + len(data))
                if not more:
                    raise self.changed
                data += more
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise StoreChangedError(self.path, f"cannot be read any more ({why})") from error
        # Looked at after reading: the system sets the time of a change before it changes the first byte.
        if not self.is_as_read():
            raise self.changed
        return data

    def pieces(self, bounds: Sequence[tuple[int, int]]) -> Iterator[bytes]:
        """Pieces, each by its first byte and its length, as `read` has them: all looked for before the first is read.

        A disk brings many at once in little more time than one.
        """
        if sys.platform == "linux" and len(bounds) > 1:
            with suppress(OSError, OverflowError):  # only a hint
                for start, length in bounds:
                    os.posix_fadvise(self._descriptor, start, length, os.POSIX_FADV_WILLNEED)
        return starmap(self.read, bounds)

    def is_as_read(self) -> bool:
        """Whether nobody has written the open file since; costs about a microsecond.

        Its mode, its links and its name may be others: they say nothing about what it holds.
        """
        try:
            now = os.fstat(self._descriptor)
        except OSError:
            return False
        known = self.identity
        return (now.st_mtime_ns, now.st_size, now.st_ino) == (known.modified, known.size, known.inode)

    @property
    def changed(self) -> StoreChangedError:
        """What is raised once somebody has written the file in place."""
        return StoreChangedError(self.path, "was changed by another program", "It is to be read anew")

    def blocks(self) -> Iterator[bytes]:
        """All of it, some megabytes at a time. Raises StoreChangedError."""
        for start in range(0, self.identity.size, BLOCK):
            yield self.read(start, min(BLOCK, self.identity.size - start))

    def checksum(self) -> int:
        """The CRC-32 of all of it. Raises StoreChangedError."""
        found = 0
        for block in self.blocks():
            found = zlib.crc32(block, found)
        return found

    def close(self) -> None:
        """Close the file; what is read after that raises StoreChangedError."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __del__(self) -> None:
        self.close()


class DamageTold:
    """Around what reads an index: what is wrong with that is raised as what makes the store be read anew."""

    __slots__ = ("_path",)

    def __init__(self, file: StoreFile) -> None:
        self._path = file.path

    def __enter__(self) -> None:
        """Nothing to be done: one such object serves for any number of times, also at once."""

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Raise StoreChangedError in the place of what a damaged index leads to."""
        if isinstance(error, IndexFileError | IndexError | ValueError | OverflowError):
            why = f"has a kept index that is damaged ({error})"
            raise StoreChangedError(self._path, why, "It is to be read anew") from error
