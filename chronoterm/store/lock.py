"""An advisory lock beside the store, so that two who write never write at once.

The lock is a file of its own that is never replaced or deleted: a lock on the store file would stay with the
replaced inode. `flock` frees it the moment its holder is gone.
"""

import fcntl
import getpass
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chronoterm.store.errors import StoreLockedError

WAIT = 5.0
"""Seconds to wait for somebody else's lock."""

PAUSE = 0.02
"""Seconds between two tries; short beside any write."""


def lock_path(store: Path) -> Path:
    """The lock file of a store."""
    return store.with_name(f".{store.name}.lock")


@contextmanager
def locked(store: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of `store`, waiting up to `wait` seconds. Raises StoreLockedError with the holder's name."""
    descriptor = _open(store)
    try:
        _acquire(descriptor, store, time.monotonic() + wait)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _open(store: Path) -> int:
    path = lock_path(store)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    if store.exists():
        # Who may write the store must be able to lock it, whatever the creator's umask was.
        with suppress(PermissionError):
            os.fchmod(descriptor, store.stat().st_mode & 0o777 | 0o600)
            os.fchown(descriptor, -1, store.stat().st_gid)
    return descriptor


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
        else:
            return


def _sign(descriptor: int) -> None:
    """Leave our name in the lock file, for those who wait."""
    os.ftruncate(descriptor, 0)
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    os.pwrite(descriptor, f"{user}, process {os.getpid()}\n".encode(), 0)
