"""The files that are named to be imported: found, known by their SHA-256, and bounded in size."""

import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from chronoterm.importers.incoming import Origin
from chronoterm.problems import ChronotermError

STANDARD_INPUT = "-"
HEAD = 65_536
"""Bytes that tell what a file is."""

_PIECE = 1 << 20


class Named(NamedTuple):
    """A file to be imported: its path, none for standard input, and what to call it."""

    path: Path | None
    name: str


class Found(NamedTuple):
    """A file that is open: what it is called and known by, its first bytes, its size, and all of it from the start."""

    origin: Origin
    head: bytes
    size: int
    file: BinaryIO


def named_files(names: Iterable[str]) -> list[Named]:
    """The files that are named, those in folders one by one. Raises ChronotermError for what is not there."""
    found = [each for name in names for each in _files_of(name)]
    if not found:
        raise ChronotermError("there is no file in there to import")
    return found


def _files_of(name: str) -> Iterator[Named]:
    if name == STANDARD_INPUT:
        yield Named(None, "standard input")
        return
    path = Path(name)
    if not path.is_dir():
        yield Named(path, path.name)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in sorted(names):
            file = Path(folder, each)
            if not each.startswith(".") and file.is_file():
                yield Named(file, str(file.relative_to(path)))


@contextmanager
def opened(named: Named) -> Iterator[Found]:
    """Open a file and read it once, to know it again. Raises ChronotermError for what cannot be read."""
    with _explained(named.name), _open(named) as file:
        digest, size = hashlib.sha256(), 0
        head = b""
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            head = head or piece[:HEAD]
        file.seek(0)
        found = Found(Origin(named.name, digest.hexdigest()), head, size, file)
        yield found


def _open(named: Named) -> BinaryIO:
    if named.path is None:
        return _all_of_standard_input()
    descriptor = os.open(named.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ChronotermError(f"{named.name}: is no regular file")
    return os.fdopen(descriptor, "rb")


def _all_of_standard_input() -> BinaryIO:
    """What comes in, in a file that nobody else sees, so that it can be read twice."""
    if sys.stdin is None:
        raise ChronotermError("standard input is closed")
    file = TemporaryFile()  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(sys.stdin.buffer, file, _PIECE)
    file.seek(0)
    return file


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ChronotermError(f"{name}: cannot be read ({error.strerror or error})") from None
