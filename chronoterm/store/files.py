"""Reading and replacing whole files: what a reader sees is the old file or the new one, never half of one."""

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from chronoterm.store.errors import StoreError

ACL = "system.posix_acl_access"


class Identity(NamedTuple):
    """What tells one state of a file from another; inode, time and size alone are each reused."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Identity":
        """The identity that `os.stat` reports, times in nanoseconds."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def demand_readable(path: Path) -> os.stat_result:
    """What is known of a regular file that can be read. Raises StoreError for anything else."""
    with _explained(path):
        _demand_regular(path)
        with path.open("rb") as file:
            return os.fstat(file.fileno())


def read_whole(path: Path) -> tuple[bytes, Identity]:
    """The bytes of a regular file with the identity they were read under. Raises StoreError."""
    with _explained(path):
        _demand_regular(path)
        with path.open("rb") as file:
            return file.read(), Identity.of(os.fstat(file.fileno()))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the system says about reading a file, as a sentence for a person."""
    try:
        yield
    except FileNotFoundError:
        raise StoreError(path, "no such file", "Check the name, or leave it out to see the sample") from None
    except PermissionError:
        raise StoreError(path, "may not be read by you", "Ask its owner for read permission") from None
    except MemoryError:
        size = path.stat().st_size // 2**20
        raise StoreError(path, f"not enough memory to read its {size} MB") from None
    except (OSError, ValueError) as error:
        raise StoreError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from error


def replace_whole(path: Path, parts: Iterable[bytes]) -> Identity:
    """Put `parts` in the place of a file, keeping its mode, group and access list. Raises StoreError.

    They go to a temporary file in the same folder, which is flushed to the disk before it takes the name; the
    folder is flushed after. On any failure the old file stands and the temporary one is gone.
    """
    target = path.resolve()
    _demand_replaceable(target)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
            file.flush()
            _keep_access(target, file.fileno())
            os.fsync(file.fileno())
        os.replace(name, target)  # noqa: PTH105 - the name is a string from mkstemp
    except OSError as error:
        raise StoreError(path, f"cannot be written ({error.strerror or error})", "It is as it was") from error
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108 - as above
    _flush_folder(target.parent)
    return Identity.of(target.stat())


def _demand_regular(path: Path) -> None:
    """A pipe would hang and a device never end, so look before opening."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise StoreError(path, "is a folder", "Name a store file in it")
    if not stat.S_ISREG(mode):
        raise StoreError(path, "is no regular file")


def _demand_replaceable(target: Path) -> None:
    if target.exists():
        _demand_regular(target)
        if target.stat().st_nlink > 1:
            raise StoreError(
                target, "has another hard link", "Replacing it would part the two; remove one link"
            )
        if not os.access(target, os.W_OK):
            raise StoreError(target, "may not be written by you")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise StoreError(target, "its folder may not be written by you")


def _keep_access(target: Path, descriptor: int) -> None:
    if not target.exists():
        umask = os.umask(0)
        os.umask(umask)
        os.fchmod(descriptor, 0o666 & ~umask)
        return
    status = target.stat()
    if os.fstat(descriptor).st_gid != status.st_gid:
        os.fchown(descriptor, -1, status.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    with suppress(OSError):  # no access list, or a file system without them
        os.setxattr(descriptor, ACL, os.getxattr(target, ACL))


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
