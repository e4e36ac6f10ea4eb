"""Replacing whole files: what a reader sees is the old file or the new one, never half of one."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chronoterm.store.errors import StoreError
from chronoterm.store.files import Identity, demand_regular

ACCESS_LIST = "system.posix_acl_access"
_NO_ACCESS_LIST = (errno.ENODATA, errno.ENOTSUP)


def replace_whole(path: Path, parts: Iterable[bytes]) -> Identity:
    """Put `parts` in the place of a file, keeping its mode, group and access list. Raises StoreError.

    The lock of the file is held. They go to a temporary file in the same folder, which is flushed to the disk
    before it takes the name; the folder is flushed after. On any failure before that the old file stands and the
    temporary one is gone. A link stays a link: what it leads to is replaced.
    """
    with explained_writing(path, "cannot be written", "It is as it was"):
        target = path.resolve()
        demand_replaceable(target)
        put_whole(target, parts, target)
    with explained_writing(path, "was written, but may be the old one again after a power failure", ""):
        flush_folder(target.parent)
        return Identity.of(target.stat())


@contextmanager
def explained_writing(path: Path, what: str, hint: str) -> Iterator[None]:
    """What the system says about writing a file, as a sentence for a person."""
    try:
        yield
    except OSError as error:
        raise StoreError(path, f"{what} ({error.strerror or error})", hint) from error


def put_whole(target: Path, parts: Iterable[bytes], like: Path) -> None:
    """Put a file in its place whole, with mode, group and access list of another. Raises OSError.

    Its name is not flushed to the disk. The lock of the file is held.
    """
    name = temporary_name(target)
    with suppress(FileNotFoundError):
        os.unlink(name)  # noqa: PTH108 - what somebody who was killed has left; the lock is held
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
            file.flush()
            keep_access(like, file.fileno())
            os.fsync(file.fileno())
        os.replace(name, target)  # noqa: PTH105 - the name is a string
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108 - as above


def temporary_name(target: Path) -> str:
    """Where the new file is written; one name for each target, as short as names must be beside a long one."""
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]
    return str(target.with_name(f".chronoterm-{mark}.new"))


def demand_replaceable(target: Path) -> None:
    """Raise StoreError for a file that cannot be replaced, or only so that something else would be lost."""
    if target.exists():
        demand_regular(target)
        if target.stat().st_nlink > 1:
            raise StoreError(
                target, "has another hard link", "Replacing it would part the two; remove one link"
            )
        if not os.access(target, os.W_OK):
            raise StoreError(target, "may not be written by you")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise StoreError(target, "its folder may not be written by you")


def keep_access(target: Path, descriptor: int) -> None:
    """Give a new file mode, group and access list of another; an OSError where that may not be done."""
    if not target.exists():
        umask = os.umask(0)
        os.umask(umask)
        os.fchmod(descriptor, 0o666 & ~umask)
        return
    status = target.stat()
    with suppress(PermissionError):  # only root can give files away
        os.fchown(descriptor, status.st_uid, -1)
    if os.fstat(descriptor).st_gid != status.st_gid:
        os.fchown(descriptor, -1, status.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    _keep_access_list(target, descriptor)


def _keep_access_list(target: Path, descriptor: int) -> None:
    wanted = _access_list(target)
    if wanted is not None:
        os.setxattr(descriptor, ACCESS_LIST, wanted)
    elif _access_list(descriptor) is not None:  # the folder gave it one
        os.removexattr(descriptor, ACCESS_LIST)


def _access_list(file: Path | int) -> bytes | None:
    if not hasattr(os, "getxattr"):
        return None
    try:
        return os.getxattr(file, ACCESS_LIST)
    except OSError as error:
        if error.errno in _NO_ACCESS_LIST:
            return None
        raise


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a file system that cannot flush folders
            raise
    finally:
        os.close(descriptor)
