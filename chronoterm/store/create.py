"""Making files where nothing stands: a store appears whole, or not at all, and never in the place of anything."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from chronoterm.store.errors import StoreError
from chronoterm.store.journal import journal_path
from chronoterm.store.layout import lines_of
from chronoterm.store.migrate import SCHEMA
from chronoterm.store.replacing import flush_folder, put_whole
from chronoterm.store.shape import RECORDS

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
"""What a file system says that knows no hard links."""

PRIVATE = 0o077
"""The mask of a file that is for nobody but its owner."""


def create_store(path: Path, title: str | None) -> None:
    """Make a store without records. Raises StoreError; then there is none."""
    about = {"schema": SCHEMA, **({} if title is None else {"title": title})}
    try:
        encoded = msgspec.json.encode(about)
    except UnicodeEncodeError:
        raise StoreError(path, "its title cannot be written as UTF-8", "Nothing was made") from None
    create_whole(path, lines_of({"meta": {"1": encoded}, RECORDS: {}}, bytes))


def create_whole(path: Path, parts: Iterable[bytes], like: Path | None = None) -> None:
    """Make a file of `parts`, with mode, group and access list of another; on the disk when this returns.

    Who is not of the group of `like` gets a file of their own that nobody else may read. Raises StoreError, also
    where something stands there already, or a journal where that of the new store would be.
    """
    demand_free(path)
    hidden = path.with_name(f".chronoterm-{os.urandom(4).hex()}.new")
    with _explained(path):
        try:
            if like is None or _is_of_its_group(like):
                put_whole(hidden, parts, hidden if like is None else like)
            else:
                with _masked(PRIVATE):
                    put_whole(hidden, parts, hidden)
            _give_name(hidden, path)
        finally:
            with suppress(FileNotFoundError):
                hidden.unlink()
        flush_folder(path.parent)


def demand_free(path: Path) -> None:
    """Raise StoreError where a store cannot be made since something is there."""
    if not path.name:
        raise StoreError(path, "is no name for a file")
    if os.path.lexists(path):
        raise StoreError(path, "is there already", "Nothing is ever written over; choose another name")
    journal = journal_path(path)
    if os.path.lexists(journal):
        raise StoreError(journal, "stands where the journal of the new store would be", "Move it away")


def _give_name(hidden: Path, path: Path) -> None:
    """Let a file appear under its name, unless that is taken."""
    try:
        os.link(hidden, path)
    except FileExistsError:
        raise StoreError(
            path, "is there already", "Nothing is ever written over; choose another name"
        ) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        os.replace(hidden, path)  # noqa: PTH105 - beside os.link


def _is_of_its_group(like: Path) -> bool:
    return os.geteuid() == 0 or like.stat().st_gid in (os.getegid(), *os.getgroups())


@contextmanager
def _masked(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise StoreError(path, "its folder is not there", "Nothing was made") from None
    except OSError as error:
        raise StoreError(path, f"cannot be made ({error.strerror or error})", "Nothing was made") from error
