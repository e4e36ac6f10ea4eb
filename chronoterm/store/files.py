"""Reading whole files: only regular ones that fit into memory, and with an identity to know them again by."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from chronoterm.store.errors import StoreError

NEEDED = 2
"""Times its size that a store takes in memory at least: its bytes, and what is made of them."""


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
    with explained(path):
        demand_regular(path)
        with path.open("rb") as file:
            return os.fstat(file.fileno())


def read_whole(path: Path) -> tuple[bytes, Identity]:
    """The bytes of a regular file with the identity they were read under. Raises StoreError."""
    with explained(path):
        demand_regular(path)
        with path.open("rb") as file:
            # Taken before reading: what is written meanwhile makes the identity old, never the bytes.
            identity = Identity.of(os.fstat(file.fileno()))
            _demand_room(path, identity.size)
            return file.read(), identity


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """What the system says about reading a file, as a sentence for a person."""
    try:
        yield
    except FileNotFoundError:
        raise StoreError(path, "no such file", "Check the name, or leave it out to see the sample") from None
    except PermissionError:
        raise StoreError(path, "may not be read by you", "Ask its owner for read permission") from None
    except MemoryError:
        raise _too_large(path, path.stat().st_size) from None
    except (OSError, ValueError) as error:
        raise StoreError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from error


def demand_regular(path: Path) -> None:
    """Raise StoreError for what is no file: a pipe would hang and a device never end, so this opens nothing."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise StoreError(path, "is a folder", "Name a store file in it")
    if not stat.S_ISREG(mode):
        raise StoreError(path, "is no regular file")


def _demand_room(path: Path, size: int) -> None:
    if NEEDED * size > os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"):
        raise _too_large(path, size)


def _too_large(path: Path, size: int) -> StoreError:
    return StoreError(path, f"not enough memory to read its {size / 2**20:,.0f} MB")
