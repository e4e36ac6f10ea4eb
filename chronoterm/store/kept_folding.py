"""Writing a large store file anew without keeping others from editing: beside it, to be put in its place at once."""

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chronoterm.store.files import Identity
from chronoterm.store.replacing import (
    demand_replaceable,
    explained_writing,
    flush_folder,
    keep_access,
    temporary_name,
)

Put = Callable[[], Identity]

FLAGS = os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


@contextmanager
def written_apart(path: Path, parts: Iterable[bytes]) -> Iterator[Put | None]:
    """Write `parts` to a file beside a store, and give what puts that in its place; nothing where somebody does so.

    The lock of the store is held while it is put there, not before. A file that was not put there is gone
    afterwards. Raises StoreError.
    """
    with explained_writing(path, "cannot be written", "It is as it was"):
        target = path.resolve()
        demand_replaceable(target)
        name = f"{temporary_name(target).removesuffix('.new')}-fold.new"
        descriptor = _alone(name)
    if descriptor is None:
        yield None
        return
    try:
        with explained_writing(path, "cannot be written", "It is as it was"):
            _fill(descriptor, parts, target)
        yield lambda: _put(path, target, name)
    finally:
        # While it is locked, nobody else gives that name to another file, unless this one has been put in place.
        with suppress(FileNotFoundError):
            if os.stat(name).st_ino == os.fstat(descriptor).st_ino:  # noqa: PTH116 - the name is a string
                os.unlink(name)  # noqa: PTH108 - as above
        os.close(descriptor)


def _alone(name: str) -> int | None:
    """The file, which nobody else writes; none where somebody does."""
    descriptor = os.open(name, FLAGS, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_ino == os.stat(name).st_ino:  # noqa: PTH116 - the name is a string
            os.ftruncate(descriptor, 0)  # what somebody who was killed has left
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _fill(descriptor: int, parts: Iterable[bytes], like: Path) -> None:
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.writelines(parts)
        file.flush()
        keep_access(like, descriptor)
        os.fsync(descriptor)


def _put(path: Path, target: Path, name: str) -> Identity:
    with explained_writing(path, "cannot be written", "It is as it was"):
        demand_replaceable(target)
        os.replace(name, target)  # noqa: PTH105 - the name is a string
    with explained_writing(path, "was written, but may be the old one again after a power failure", ""):
        flush_folder(target.parent)
        return Identity.of(target.stat())
