"""Writing an export to a file: whole or not at all, and over nothing that somebody has not said may go."""

import errno
import fcntl
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chronoterm.problems import ChronotermError
from chronoterm.store.journal import SUFFIX
from chronoterm.store.replacing import flush_folder, keep_access
from chronoterm.text import clean

_AT_ONCE = 1 << 16
"""Characters that are gathered before they are written."""

_ATTEMPTS = 8
_LONGEST_BEGINNING = 4096
_STORE = re.compile(rb'\s*\{\s*"(?:meta|records|actors|places|series|annotations|texts|_default)"\s*:\s*\{')
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class AlreadyThereError(ChronotermError):
    """A file is there already, and nobody said that it may be replaced."""


def write_file(path: Path, lines: Iterable[str], *, force: bool) -> None:
    """Write lines (UTF-8) to a new file, or with `force` in the place of one that is there. Raises ChronotermError.

    They go to a hidden file in the same folder, which takes the name when all of it is on the disk; on any failure
    it is gone, and what was there stands. What is left by a process that was killed is used up by the next export
    to that name. A link is followed; what it leads to is replaced. Nothing but a regular file is ever opened, and
    no store is replaced.
    """
    target = _resolved(path)
    with _explained(path):
        _demand_free(path, target, force=force)
        with _hidden_beside(target) as (name, descriptor):
            for part in _encoded(lines):
                _write_all(descriptor, part)
            keep_access(target, descriptor)
            os.fsync(descriptor)
            _give_name(path, name, target, force=force)
    # What the folder says of the file may still be lost with the power; the file itself is whole.
    with suppress(OSError):
        flush_folder(target.parent)


def demand_free(path: Path, *, force: bool) -> None:
    """Raise the error that writing to this place would end with at once, before somebody makes the effort."""
    target = _resolved(path)
    with _explained(path):
        _demand_free(path, target, force=force)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, a zero byte in the name
        raise ChronotermError(f"“{_told(path)}” is no name of a file ({clean(str(error))})") from None


def _demand_free(path: Path, target: Path, *, force: bool) -> None:
    if not target.parent.is_dir():
        raise ChronotermError(f"{_told(path)} cannot be written: there is no folder {_told(target.parent)}")
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise ChronotermError(f"{_told(path)} is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise ChronotermError(f"{_told(path)} is no regular file; nothing is written to it")
    if not force:
        raise AlreadyThereError(f"{_told(path)} is there already")
    if _belongs_to_a_store(target):
        raise ChronotermError(f"{_told(path)} is a store, or belongs to one; an export never replaces that")
    if not os.access(target, os.W_OK):
        raise ChronotermError(f"{_told(path)} may not be written by you")


def _belongs_to_a_store(target: Path) -> bool:
    """Whether a regular file is a store, by how it begins, or the journal of one."""
    if target.name.endswith(SUFFIX) and target.with_name(target.name.removesuffix(SUFFIX)).exists():
        return True
    with target.open("rb") as file:
        return _STORE.match(file.read(_LONGEST_BEGINNING)) is not None


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the system says about writing a file, as a sentence for a person."""
    try:
        yield
    except OSError as error:
        why = clean(error.strerror or str(error))
        raise ChronotermError(f"{_told(path)} cannot be written ({why}); nothing was changed") from error


@contextmanager
def _hidden_beside(target: Path) -> Iterator[tuple[str, int]]:
    """The name and descriptor of an empty hidden file that nobody else writes to; it goes when this is over."""
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]
    name = str(target.with_name(f".chronoterm-{mark}.export"))
    descriptor = _locked(name, target)
    try:
        yield name, descriptor
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108 - the name is a string, as everywhere here
        os.close(descriptor)


def _locked(name: str, target: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    for _ in range(_ATTEMPTS):
        descriptor = os.open(name, flags, 0o600)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ChronotermError(f"{_told(Path(name))} is in the way; remove it")
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(name, descriptor):  # who had the lock before may have given the file its name
                os.ftruncate(descriptor, 0)
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            raise ChronotermError(f"{_told(target)} is being written by another export") from None
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    raise ChronotermError(f"{_told(target)} is being written by other exports, one after the other")


def _is_at(name: str, descriptor: int) -> bool:
    try:
        there = os.lstat(name)
    except FileNotFoundError:
        return False
    return os.path.samestat(there, os.fstat(descriptor))


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    gathered: list[str] = []
    size = 0
    for line in lines:
        gathered += (line, "\n")
        size += len(line)
        if size >= _AT_ONCE:
            yield "".join(gathered).encode("utf-8", "replace")
            gathered, size = [], 0
    yield "".join(gathered).encode("utf-8", "replace")


def _write_all(descriptor: int, part: bytes) -> None:
    view = memoryview(part)
    while view:
        view = view[os.write(descriptor, view) :]


def _give_name(path: Path, name: str, target: Path, *, force: bool) -> None:
    if force:
        os.replace(name, target)  # noqa: PTH105 - as above
        return
    try:
        os.link(name, target)
    except FileExistsError:
        raise _come_meanwhile(path) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim_and_replace(path, name, target)


def _claim_and_replace(path: Path, name: str, target: Path) -> None:
    """Where files cannot have two names, the name is taken with an empty file first, so that nobody else's goes."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        raise _come_meanwhile(path) from None
    try:
        os.replace(name, target)  # noqa: PTH105 - as above
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _come_meanwhile(path: Path) -> AlreadyThereError:
    return AlreadyThereError(f"{_told(path)} has come while the export was made; nothing was written over it")


def _told(path: Path) -> str:
    return clean(str(path))
