"""Finding the kept index of a store: opened if it is whole, of this form and of the store as it is now."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from chronoterm.indexfile.reading import IndexFile, IndexFileError
from chronoterm.indexing.form import FORMAT
from chronoterm.indexing.place import Place, may_be_believed, places

About = Mapping[str, Any]
"""What an index file says about itself."""

NOTHING: About = {}


class Found(NamedTuple):
    """The open index of a store, of which the words may not be made yet."""

    store: Path
    place: Place
    about: About
    facets: IndexFile
    words_about: About = NOTHING
    words: IndexFile | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.words is not None

    def close(self) -> None:
        """Close both files."""
        self.facets.close()
        if self.words is not None:
            self.words.close()


def found(store: Path) -> Found | None:
    """Open the index of a store; none where there is none that can be used. Reads some kilobytes and never raises.

    What is damaged, of another store, of another form or of another state of the store counts as nothing, and is
    left as it is. One without words is taken only where no other has them.
    """
    without_words: Found | None = None
    try:
        status = os.stat(store)  # noqa: PTH116 - as cheap as can be, before the first frame
        for place in places(store):
            one = _found_at(store, place, status)
            if one is not None and one.is_whole:
                return one
            without_words = without_words or one
    except (OSError, ValueError):
        pass  # there is no such store, nor can be: it has no index
    return without_words


def with_words(one: Found) -> Found:
    """The same with its words, if those are made by now. Never raises."""
    if one.words is not None:
        return one
    try:
        opened = _opened(one.place.words, os.stat(one.store))  # noqa: PTH116 - as above
    except (OSError, ValueError):
        return one
    if opened is None or not _agree(one.about, opened[1]):
        return one
    return one._replace(words=opened[0], words_about=opened[1])


def damage(one: Found) -> str:
    """What is wrong with the files when they are read from end to end, as a sentence; empty where nothing is.

    For a thread of its own: it takes a second or so for a large store.
    """
    for file, path in ((one.facets, one.place.facets), (one.words, one.place.words)):
        try:
            if file is not None:
                file.verify()
        except IndexFileError as error:
            return f"the index {path.name} {error}"
    return ""


def identity_in(status: os.stat_result) -> list[int]:
    """The state of a store file as an index names it: what `store.files.Identity` has, without all it imports."""
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _found_at(store: Path, place: Place, status: os.stat_result) -> Found | None:
    opened = _opened(place.facets, status)
    if opened is None:
        return None
    facets, about = opened
    if about.get("identity") != identity_in(status):
        return None
    return with_words(Found(store, place, about, facets))


def _agree(facets: About, words: About) -> bool:
    """Whether two files are of one state of one store."""
    return all(facets.get(each) == words.get(each) for each in ("identity", "rows"))


def _opened(path: Path, store: os.stat_result) -> tuple[IndexFile, About] | None:
    """A file of our form and what it says about itself."""
    try:
        if not may_be_believed(path, store):
            return None
        file = IndexFile.open(path)
        about = json.loads(file.about)
    except (OSError, IndexFileError, ValueError, RecursionError):
        return None  # whatever it is, it is not an index that we could use
    return (file, about) if isinstance(about, dict) and about.get("format") == FORMAT else None
