"""Making the index of a store, once, in this process: each file written beside its name, and put there whole."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import sleep
from typing import BinaryIO, NamedTuple, Protocol

from chronoterm.collation import collation, name_of
from chronoterm.directories import make_private
from chronoterm.indexing.finding import found, identity_in
from chronoterm.indexing.new_file import NewFile
from chronoterm.indexing.once import BuildLock
from chronoterm.indexing.place import Place, beside, may_be_made, places
from chronoterm.indexing.reports import FACETS, WAITING, WORDS, Progress, Ready, Tell, Why
from chronoterm.problems import ChronotermError
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.replacing import flush_folder
from chronoterm.text import clean

PAUSE = 0.05
"""Seconds between two looks at somebody else's work."""

SHARE = 3
"""The part of a store's size that an index takes at most, and that must be free: one in so many."""

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_PLACE = (errno.EACCES, errno.EPERM, errno.EROFS)


class Build(Protocol):
    """What reads a store and writes its index; `progress` may raise to stop it."""

    def __call__(  # noqa: PLR0913 - all of it is what a builder has to know
        self,
        store: Path,
        facets_to: BinaryIO,
        words_to: BinaryIO,
        *,
        progress: Callable[[str, int, int], None],
        collate: Callable[[str], str],
        collation: str,
    ) -> None:
        """Write both files; the first is finished before the first progress of the second."""


class MakingError(ChronotermError):
    """An index could not be made; the store is as it was, and so is an index that was there."""

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


class Made(NamedTuple):
    """Where the index is, and whether it was made now and by us."""

    place: Place
    is_new: bool


def make(store: Path, tell: Tell, *, again: bool = False, build: Build | None = None) -> Made:
    """Make the index of a store where there is none, or `again`; wait while somebody else makes it.

    Each file is told as soon as it is there, the first while the second is being made. Whatever `tell` raises stops
    it, without a file left behind. Raises MakingError.
    """
    if build is None:
        from chronoterm.indexing.building import build as build_ours  # noqa: PLC0415 - it reads records; who only waits does not

        build = build_ours
    return _Making(store, tell, build, again).made()


class _UnusableError(Exception):
    """At this place nothing can be made, and nothing was begun."""

    def __init__(self, why: Why, place: Place, reason: str) -> None:
        super().__init__(reason)
        self.why = why
        self.told = f"in {clean(str(place.folder))} ({reason})"


class _Making:
    def __init__(self, store: Path, tell: Tell, build: Build, again: bool) -> None:
        self._store = store
        self._tell = tell
        self._build = build
        self._told: set[str] = set()
        self._refused = self._present() if again else None

    def made(self) -> Made:
        """Take the index that is there, or make it at the first place where that can be done."""
        if (there := self._there()) is not None:
            return Made(there, is_new=False)
        unusable: list[_UnusableError] = []
        for place in places(self._store):
            try:
                return self._made_at(place)
            except _UnusableError as error:
                unusable.append(error)
        why = Why.NO_ROOM if any(each.why is Why.NO_ROOM for each in unusable) else Why.NO_PLACE
        raise MakingError(why, f"no index can be kept {', nor '.join(each.told for each in unusable)}")

    def _made_at(self, place: Place) -> Made:
        with ExitStack() as stack:
            with _preparing(place):
                self._demand_usable(place)
                lock = stack.enter_context(BuildLock.at(place, self._store))
                while not lock.try_to_hold():
                    self._tell(Progress(WAITING, 0, 0))
                    if (there := self._there()) is not None:
                        return Made(there, is_new=False)
                    sleep(PAUSE)
                if (there := self._there()) is not None:  # its holder finished between two looks
                    return Made(there, is_new=False)
                like = self._store if place == beside(self._store) else None
                facets = stack.enter_context(NewFile(place.facets, like))
                words = stack.enter_context(NewFile(place.words, like))
            self._make(place, facets, words)
        return Made(place, is_new=True)

    def _demand_usable(self, place: Place) -> None:
        if place != beside(self._store):
            make_private(place.folder)
        if not may_be_made(place):
            raise _UnusableError(Why.NO_PLACE, place, os.strerror(errno.EACCES))
        disk = os.statvfs(place.folder)
        needed = self._store.stat().st_size // SHARE
        if disk.f_blocks and disk.f_bavail * disk.f_frsize < needed:
            raise _UnusableError(Why.NO_ROOM, place, f"it has less than {needed / 1e6:,.0f} MB left")

    def _make(self, place: Place, facets: NewFile, words: NewFile) -> None:
        phase = ""

        def progress(name: str, done: int, total: int) -> None:
            nonlocal phase
            if name != phase:
                phase = name
                if facets.is_whole():
                    self._publish(FACETS, facets, place)
            self._tell(Progress(name, done, total))

        before = self._identity()
        collate = collation(os.environ)
        try:
            with _explained(place):
                self._build(
                    self._store,
                    facets.file,
                    words.file,
                    progress=progress,
                    collate=collate,
                    collation=name_of(collate),
                )
                self._publish(FACETS, facets, place)
                self._publish(WORDS, words, place)
        except MakingError:
            raise
        except ChronotermError as error:
            if isinstance(error, StoreChangedError) or self._identity() != before:
                raise self._changed() from error
            raise MakingError(Why.NOT_INDEXABLE, error.brief) from error

    def _publish(self, what: str, new: NewFile, place: Place) -> None:
        """Give a whole file its name, if the store is still what was read."""
        if new.is_published:
            return
        if json.loads(new.about()).get("identity") != self._identity():
            raise self._changed()
        if what == FACETS:
            # Words that are there would look like those of these facets, and may be what is damaged.
            place.words.unlink(missing_ok=True)
        new.publish()
        flush_folder(new.target.parent)
        self._ready(what, new.target)

    def _there(self) -> Place | None:
        """The place of an index that is whole; what is ready of one is told."""
        one = found(self._store)
        if one is None:
            return None
        with closing(one):
            if self._refused is not None and _state_of(one.place.facets) == self._refused:
                return None
            self._ready(FACETS, one.place.facets)
            if not one.is_whole:
                return None
            self._ready(WORDS, one.place.words)
            return one.place

    def _ready(self, what: str, path: Path) -> None:
        if what not in self._told:
            self._told.add(what)
            self._tell(Ready(what, path))

    def _present(self) -> list[int] | None:
        """The state of the index that is there now."""
        one = found(self._store)
        if one is None:
            return None
        with closing(one):
            return _state_of(one.place.facets)

    def _identity(self) -> list[int] | None:
        return _state_of(self._store)

    def _changed(self) -> MakingError:
        name = clean(self._store.name)
        return MakingError(Why.STORE_CHANGED, f"{name} was written while its index was being made")


def _state_of(path: Path) -> list[int] | None:
    """What tells one state of a file from another; none where it is gone."""
    try:
        return identity_in(path.stat())
    except OSError:
        return None


@contextmanager
def _preparing(place: Place) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = Why.NO_ROOM if error.errno in _NO_ROOM else Why.NO_PLACE
        raise _UnusableError(why, place, error.strerror or str(error)) from error


@contextmanager
def _explained(place: Place) -> Iterator[None]:
    """What keeps an index from being finished, as a sentence for a person."""
    try:
        yield
    except MemoryError as error:
        raise MakingError(Why.MEMORY, "there is not enough memory to make the index") from error
    except OSError as error:
        reason = f"in {clean(str(place.folder))} ({error.strerror or error})"
        if error.errno in _NO_ROOM:
            raise MakingError(Why.NO_ROOM, f"there is no room for the index {reason}") from error
        why = Why.NO_PLACE if error.errno in _NO_PLACE else Why.FAULT
        raise MakingError(why, f"the index cannot be written {reason}") from error
