"""A wall behind the restricted mode: whatever goes wrong, no other file is touched and no program started.

The commands that would do so are not there in the first place. This is for one that was forgotten. It rests on the
audit events of Python (PEP 578), which nothing in the process can switch off again. It does not hold foreign code
that is in the process already; that none gets there is what the clean start of the process is for.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from chronoterm.indexing.place import places
from chronoterm.store.journal import journal_path
from chronoterm.store.lock import lock_path
from chronoterm.store.presence import presence_path
from chronoterm.store.replacing import temporary_name

READABLE = ("/usr/share/zoneinfo", "/etc/localtime", "/dev/urandom")
WRITABLE = ("/dev/null", "/dev/tty")
_CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_STARTS = frozenset(
    {
        *("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn"),
        *("subprocess.Popen", "webbrowser.open", "sqlite3.connect"),
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    }
)
"""Events of what is never done: a program, a connection, a database."""

_ONE_PATH = frozenset(
    {
        *("os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod", "os.chown", "os.utime"),
        *("os.setxattr", "os.removexattr"),
    }
)
_TWO_PATHS = frozenset({"os.rename", "os.link", "os.symlink"})
_LISTS = frozenset({"os.listdir", "os.scandir"})
WATCHED = _STARTS | _ONE_PATH | _TWO_PATHS | _LISTS | {"open"}


class Allowed(NamedTuple):
    """The store with what belongs to it, by its resolved names, and the folders besides."""

    store: tuple[str, ...]
    writable: tuple[str, ...]
    readable: tuple[str, ...]

    @classmethod
    def around(cls, store: Path, state: Path | None) -> "Allowed":
        """For one store, the user's own folder if any, and the program's own code."""
        target = Path(os.path.realpath(store))
        journal = journal_path(target)
        files = (target, journal, lock_path(target), presence_path(target))
        news = (temporary_name(each) for each in (target, journal))
        code = (each for each in sys.path if each.startswith("/"))
        own = () if state is None else (str(state),)
        # By their own names: a link in the place of an index leads out of what may be read.
        index = (file for place in places(target) for file in (place.facets, place.words))
        kept = (str(Path(os.path.realpath(each.parent), each.name)) for each in index)
        readable = (*_resolved((*code, *READABLE)), *kept)
        return cls((*map(str, files), *news), _resolved((*own, *WRITABLE)), readable)

    def may_write(self, path: str) -> bool:
        """Whether a resolved path is of the store or of the user's own."""
        return path in self.store or _lies_in(path, self.writable)

    def may_read(self, path: str) -> bool:
        """Whether a resolved path is of the store, of the user's own, or of the program."""
        is_folder = path == os.path.split(self.store[0])[0]
        return is_folder or self.may_write(path) or _lies_in(path, self.readable)


def confine(allowed: Allowed) -> None:
    """Hold this process within what is allowed, to its end. What is not raises PermissionError where it is tried."""
    sys.addaudithook(watch(allowed))


def watch(allowed: Allowed) -> Callable[[str, tuple[object, ...]], None]:
    """The hook that raises PermissionError for what is not allowed."""

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event in WATCHED and (refused := _refused(event, details, allowed)) is not None:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), refused)

    return hook


def _refused(event: str, details: tuple[object, ...], allowed: Allowed) -> str | None:
    """The path, or the event, that is not allowed; none if all is well."""
    if event in _STARTS:
        return event
    may = allowed.may_write
    if event in _LISTS or (event == "open" and not _writes(details)):
        may = allowed.may_read
    paths = details[: 2 if event in _TWO_PATHS else 1]
    return next((path for each in paths if (path := _path(each)) and not may(path)), None)


def _writes(details: tuple[object, ...]) -> bool:
    _, mode, flags = details
    return bool(isinstance(flags, int) and flags & _CHANGES) or (
        isinstance(mode, str) and bool(set(mode) & set("wax+"))
    )


def _path(named: object) -> str:
    """A path as the system will take it; empty for what is open already. A link that is made itself is not followed."""
    if not isinstance(named, str | bytes | os.PathLike):
        return ""
    return os.path.realpath(os.fsdecode(named))


def _resolved(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(os.path.realpath(each) for each in paths)


def _lies_in(path: str, folders: Iterable[str]) -> bool:
    return any(path == each or path.startswith(f"{each.rstrip('/')}/") for each in folders)
