"""Where the kept index of a store lies: beside it, or in the user's own cache where nothing can be written there."""

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from chronoterm.directories import cache_folder

SMALLEST = 1_000_000
"""Bytes of a store from which on it has an index; a smaller one is read whole as quickly."""

LONGEST_NAME = 255
"""Bytes that the name of a file may have on the usual file systems."""

LONGEST_STEM = 40
"""Characters of a store's name in a cache, where the hash of its path tells stores apart."""


class Place(NamedTuple):
    """The two files of an index, and the one that whoever makes them holds a lock on."""

    facets: Path
    words: Path
    lock: Path

    @property
    def folder(self) -> Path:
        """The folder that all three are in."""
        return self.facets.parent


def places(store: Path) -> tuple[Place, ...]:
    """Where the index of a store may be, the best first. The cache is not among them for a user without a home."""
    try:
        return beside(store), cached(store, cache_folder())
    except RuntimeError:
        return (beside(store),)


def beside(store: Path) -> Place:
    """The place in the store's own folder, the same by whichever link somebody came."""
    folder, name = os.path.split(os.path.realpath(store))
    stem = f".{name}"
    if len(os.fsencode(f"{stem}.index.lock")) > LONGEST_NAME:
        stem = f".chronoterm-{_mark(name)}"
    return _named(Path(folder), stem)


def cached(store: Path, cache: Path) -> Place:
    """The place in a folder that holds the indexes of many stores: a part for people, and a hash of the path."""
    path = os.path.realpath(store)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", Path(path).stem).strip("-")[:LONGEST_STEM] or "store"
    return _named(cache, f"{stem}-{_mark(path)}")


def _named(folder: Path, stem: str) -> Place:
    return Place(folder / f"{stem}.index", folder / f"{stem}.words", folder / f"{stem}.index.lock")


def _mark(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:16]


def may_be_made(place: Place) -> bool:
    """Whether files may be made in the folder and put in the place of those that are there."""
    if not os.access(place.folder, os.W_OK | os.X_OK):
        return False
    folder = place.folder.stat()
    if not folder.st_mode & stat.S_ISVTX:
        return True
    # In such a folder everybody may make files, but replace none of somebody else's.
    us = os.geteuid()
    owners = {each.lstat().st_uid for each in (place.facets, place.words) if os.path.lexists(each)}
    return us in (0, folder.st_uid) or owners <= {us}


def may_be_believed(file: Path, store: os.stat_result) -> bool:
    """Whether a file says of a store what only those could make it say who may change the store. Raises OSError.

    Who may write in the folder of a store can replace the store as well, unless the folder is one like `/tmp`.
    A link may lead anywhere and is not followed.
    """
    status = file.lstat()
    if not stat.S_ISREG(status.st_mode):
        return False
    folder = file.parent.stat()
    owners = (0, os.geteuid(), folder.st_uid, store.st_uid)
    return not folder.st_mode & stat.S_ISVTX or status.st_uid in owners
