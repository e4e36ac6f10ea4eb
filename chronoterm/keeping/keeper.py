"""The file in which a person's things for one store are kept: read at any time, changed under a lock.

It lies in the user's own folder and not beside the store, which others may share or which may not be written.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from chronoterm.directories import make_private
from chronoterm.keeping.form import LARGEST, Found, State, damaged, decoded, encoded
from chronoterm.keeping.private import put_private, set_aside
from chronoterm.keeping.remembered import NOTHING, Remembered
from chronoterm.problems import ChronotermError
from chronoterm.store.lock import locked
from chronoterm.store.replacing import flush_folder
from chronoterm.text import clean

WAIT = 2.0
"""Seconds to wait for another terminal of the same user, who holds the lock for some milliseconds."""

LONGEST_STEM = 40
"""Characters of a store's name in the name of its file; the hash tells stores apart."""


class KeepingError(ChronotermError):
    """Something cannot be kept for the next time; what was kept before is as it was."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This cannot be kept for the next time: {clean(why)}")


class Keeper:
    """Keeps what one user wants to find again in one store.

    `remark` is a sentence about what could not be read, or empty.
    """

    def __init__(self, store_path: Path, folder: Path, *, wait: float = WAIT) -> None:
        """`folder` is the user's state folder; links to one store lead to one file. `wait` is in seconds."""
        self._store = os.path.realpath(store_path)
        self._wait = wait
        self.path = folder / "stores" / file_name(self._store)
        self.remark = ""

    def read(self) -> Remembered:
        """What is kept, or nothing if there is none; what cannot be used is told in `remark`."""
        found = _found(self.path)
        self.remark = self._remark(found, "it is set aside before anything new is kept")
        return found.remembered

    def change(self, how: Callable[[Remembered], Remembered], *, durable: bool = True) -> Remembered:
        """Change what is kept *now*, which another terminal may have changed since it was read; gives what is kept.

        A `durable` change has reached the disk on return. Another may be gone after a power failure, but leaves the
        saved views and briefings as they were. Raises KeepingError.
        """
        with self._alone():
            found = _found(self.path)
            self.remark = self._remark(found, "it is set aside before anything new is kept")
            changed = how(found.remembered)
            return found.remembered if changed == found.remembered else self._keep(found, changed, durable)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with ExitStack() as stack:
            try:
                make_private(self.path.parent)
                stack.enter_context(locked(self.path, self._wait))
            except OSError as error:
                raise _refused(self.path, error) from error
            except (RuntimeError, ChronotermError) as error:  # a circle of links; the lock
                raise KeepingError(str(error)) from error
            yield

    def _keep(self, found: Found, changed: Remembered, durable: bool) -> Remembered:
        if found.state in (State.NEWER, State.UNREADABLE):
            raise KeepingError(f"{self.path}: {_REASONS[found.state]} ({found.why})")
        kept, raw = encoded(self._store, changed)
        if len(raw) > LARGEST:
            raise KeepingError("it is too much; delete saved views or briefings")
        try:
            if found.state is State.DAMAGED:
                self.remark = self._remark(found, f"it is now in {clean(set_aside(self.path).name)}")
            put_private(self.path, raw, flush=durable or bool(kept.saved or kept.briefings))
            if durable:
                flush_folder(self.path.parent)
        except OSError as error:
            raise _refused(self.path, error) from error
        return kept

    def _remark(self, found: Found, what_becomes_of_it: str) -> str:
        if found.state is State.SOUND:
            return ""
        rest = what_becomes_of_it if found.state is State.DAMAGED else "nothing new is kept"
        path = clean(str(self.path))
        return f"What you kept for this store {_REASONS[found.state]} ({found.why}); {rest}: {path}"


_REASONS = {
    State.DAMAGED: "is damaged",
    State.NEWER: "was written by a newer chronoterm",
    State.UNREADABLE: "cannot be read",
}


def _refused(path: Path, error: OSError) -> KeepingError:
    return KeepingError(f"{path}: {error.strerror or error}")


def file_name(store: str) -> str:
    """The name of the file for a store: a part for people, and a hash of the resolved path."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", Path(store).stem).strip("-")[:LONGEST_STEM] or "store"
    return f"{stem}-{hashlib.sha256(store.encode(errors='surrogatepass')).hexdigest()[:16]}.json"


def _found(path: Path) -> Found:
    """What a file says; a pipe would hang and a device never end, so nothing but a regular file is opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return damaged("it is no regular file")
        with path.open("rb") as file:
            return decoded(file.read(LARGEST + 1))
    except FileNotFoundError:
        return Found(NOTHING)
    except OSError as error:
        return Found(NOTHING, State.UNREADABLE, error.strerror or str(error))
