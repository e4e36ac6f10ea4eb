"""One builder at a time: whoever makes the index of a store at a place holds a lock there.

The lock is a file of its own that is never replaced or deleted. `flock` frees it the moment its holder is gone.
"""

import fcntl
import os
import stat
from contextlib import suppress
from pathlib import Path
from time import sleep
from types import TracebackType
from typing import Self

from chronoterm.indexing.place import Place, places
from chronoterm.store.replacing import temporary_name

TRIES, PAUSE = 20, 0.01
"""How often to try to hold the lock of somebody who was killed, and the seconds between."""

_FLAGS = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


class BuildLock:
    """The lock of a place, which is free again when this is closed or the process ends."""

    def __init__(self, descriptor: int) -> None:
        """Use `at`."""
        self._descriptor = descriptor

    @classmethod
    def at(cls, place: Place, store: Path) -> "BuildLock":
        """Open the lock, which is not held yet. Raises OSError where there can be none.

        It is for everybody who may make an index of that store.
        """
        try:
            descriptor = os.open(place.lock, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
        except PermissionError:
            # Somebody made it and was killed before it was shared: to lock it, reading is enough.
            descriptor = os.open(place.lock, os.O_RDONLY | _FLAGS)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise PermissionError(f"{place.lock.name} is no regular file")
        with suppress(OSError):  # it is somebody else's, who has shared it
            status = store.stat()
            os.fchmod(descriptor, status.st_mode & 0o666 | 0o600)
            os.fchown(descriptor, -1, status.st_gid)
        return cls(descriptor)

    def try_to_hold(self) -> bool:
        """Hold it if nobody else does. Raises OSError where the file system has no locks."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Let go of it."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def sweep(store: Path) -> None:
    """Delete what somebody who was killed has left of an index, unless somebody else makes one. Raises OSError."""
    for place in places(store):
        halves = [Path(temporary_name(each)) for each in (place.facets, place.words)]
        if place.lock.exists() and any(each.exists() for each in halves):
            with BuildLock.at(place, store) as lock:
                if _soon_held(lock):
                    for each in halves:
                        each.unlink(missing_ok=True)


def _soon_held(lock: BuildLock) -> bool:
    """Hold a lock whose holder may just be ending."""
    for _ in range(TRIES):
        if lock.try_to_hold():
            return True
        sleep(PAUSE)
    return False
