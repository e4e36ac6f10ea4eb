"""An advisory lock beside the store, so that two who write never write at once.

The lock is a file of its own that is never replaced or deleted: a lock on the store file would stay with the
replaced inode. `flock` frees it the moment its holder is gone.
"""

import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chronoterm.store.errors import StoreError, StoreLockedError
from chronoterm.users import user_name

WAIT = 5.0
"""Seconds to wait for somebody else's lock."""

PAUSE = 0.02
"""Seconds between two tries; short beside any write."""


def lock_path(store: Path) -> Path:
    """The lock file of a store, the same one by whichever link somebody came."""
    target = store.resolve()
    return target.with_name(f".{target.name}.lock")


@contextmanager
def locked(store: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of `store`, waiting up to `wait` seconds.

    Raises StoreLockedError with the holder's name, StoreError where there can be no lock.
    """
    try:
        descriptor = _open(store)
    except OSError as error:
        why = f"cannot be locked: {lock_path(store).name} beside it cannot be opened ({error.strerror})"
        raise StoreError(store, why, "It is as it was") from error
    try:
        _acquire(descriptor, store, time.monotonic() + wait)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _open(store: Path) -> int:
    path = lock_path(store)
    flags = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o666)
    except PermissionError:
        # Somebody made it and was killed before it was shared: to lock it, reading is enough.
        descriptor = os.open(path, os.O_RDONLY | flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        why = f"cannot be locked: {path.name} beside it is no regular file"
        raise StoreError(store, why, "Move that away; the store is as it was")
    if store.exists():
        _share(descriptor, store.stat())
    return descriptor


def _share(descriptor: int, like: os.stat_result) -> None:
    """Let whoever may write the store lock it, whoever made the lock and whatever their umask was."""
    with suppress(PermissionError):
        os.fchmod(descriptor, like.st_mode & 0o777 | 0o600)
        os.fchown(descriptor, -1, like.st_gid)
        os.fchown(descriptor, like.st_uid, -1)


def _acquire(descriptor: int, store: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 200, 0).decode(errors="replace").strip() or "somebody"
                raise StoreLockedError(
                    store, f"is being written by {holder}", "Try again in a moment"
                ) from None
            time.sleep(PAUSE)
        except OSError as error:
            raise StoreError(store, f"cannot be locked ({error.strerror})", "It is as it was") from error
        else:
            return


def _sign(descriptor: int) -> None:
    """Leave our name in the lock file, for those who wait."""
    name = f"{user_name()}, process {os.getpid()}\n".encode(errors="replace")
    with suppress(OSError):  # a full disk: the lock holds without a name
        if os.pread(descriptor, len(name) + 1, 0) != name:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, name, 0)
