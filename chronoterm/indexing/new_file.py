"""A file that is written under another name beside its own, and has its own only when it is whole."""

import fcntl
import os
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.store.replacing import keep_access, temporary_name

BUFFER = 1 << 20
"""Bytes that are gathered before they are written."""

_OTHERS = 0o004


class NewFile:
    """An index file that is being written. The lock of its place is held.

    It is locked as long as it is open, so that others can tell it from what somebody who was killed has left.
    """

    def __init__(self, target: Path, like: Path | None) -> None:
        """Begin it; who may read it is like another file, else nobody but us. Raises OSError."""
        self.target = target
        self._name = Path(temporary_name(target))
        self._name.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(self._name, flags, 0o600)
        self.file: BinaryIO = open(descriptor, "wb", buffering=BUFFER)  # noqa: PTH123, SIM115 - `close` closes it
        self.is_published = False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if like is not None:
                _share(like, descriptor)
        except BaseException:
            self.close()
            raise

    def is_whole(self) -> bool:
        """Whether all of it is written."""
        try:
            self.about()
        except IndexFileError:
            return False
        return True

    def about(self) -> bytes:
        """What the file says about itself. Raises IndexFileError where it is not whole."""
        if not self.is_published:
            self.file.flush()
        with closing(IndexFile.open(self.target if self.is_published else self._name)) as written:
            return written.about

    def publish(self) -> None:
        """Bring its bytes to the disk and give it its name. Raises OSError."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self._name.replace(self.target)
        self.is_published = True

    def close(self) -> None:
        """Close it; what is not published is gone."""
        if not self.is_published:
            with suppress(OSError):  # the first error is the one to hear about
                self._name.unlink(missing_ok=True)
        with suppress(OSError):  # what is still to be flushed, on a full disk
            self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _share(like: Path, descriptor: int) -> None:
    """Let those read it who may read the store. Raises OSError where others could read it as well."""
    try:
        keep_access(like, descriptor)
    except PermissionError:
        if not like.stat().st_mode & _OTHERS:
            raise
        os.fchmod(descriptor, 0o644)
