"""Who has a store open: each session holds a shared lock on a file beside it, which is free when its process ends."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path


def presence_path(store: Path) -> Path:
    """The file that sessions of a store hold, the same by whichever link they came."""
    target = store.resolve()
    return target.with_name(f".{target.name}.open")


class Presence:
    """That this process has a store open. Without the right to make the file nobody knows, and no harm is done."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._held: int | None = None

    def begin(self) -> None:
        """Say that the store is open here."""
        if self._held is None and (descriptor := _open(self._store)) is not None:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            self._held = descriptor

    def end(self) -> bool:
        """Say that it is not any more; whether nobody else has it open, as far as can be told."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
        return nobody_has(self._store)


def nobody_has(store: Path) -> bool:
    """Whether no session has a store open at this moment, as far as can be told."""
    descriptor = _open(store)
    if descriptor is None:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)


def _open(store: Path) -> int | None:
    """The file, made where it is missing and may be made; none where it cannot be opened."""
    flags = os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    with suppress(OSError):
        status = store.stat()
        descriptor = os.open(presence_path(store), os.O_RDWR | flags, 0o600)
        with suppress(PermissionError):
            os.fchmod(descriptor, status.st_mode & 0o666 | 0o600)
            os.fchown(descriptor, -1, status.st_gid)
        return descriptor
    with suppress(OSError):  # a reader may not write it, and can hold it all the same
        return os.open(presence_path(store), os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    return None
