"""Reviews of imported articles that are under way: kept on disk after each decision, one file an article.

They lie in the user's own folder, in a folder for the store. A file that is damaged is told of and set aside before
another takes its place; one that was rejected or stored stays known, so that nothing is proposed twice.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from chronoterm.directories import make_private
from chronoterm.importers.proposals import Extraction
from chronoterm.keeping.keeper import KeepingError, file_name
from chronoterm.keeping.private import put_private, set_aside
from chronoterm.problems import ChronotermError
from chronoterm.reviewing.review import Review, State, begun, in_state, is_done, waiting
from chronoterm.store.lock import locked
from chronoterm.store.replacing import flush_folder
from chronoterm.text import clean

VERSION = 1
"""Goes up when an older program would lose something by writing the file anew."""

LARGEST = 64_000_000
"""Bytes of a review; a larger one is not kept, and what is larger was not written by us."""

WAIT = 2.0
"""Seconds to wait for another terminal of the same user."""

LONGEST_REASON = 100

_SHA256 = re.compile("[0-9a-f]{64}")


class ReviewHead(Struct, frozen=True, kw_only=True):
    """What a list of reviews says of one: the article, how many proposals wait, and when somebody was last at it.

    `accepted` ones are not stored yet, `records` are those that were. `when` is in words, UTC.
    """

    sha256: str
    file: str
    waiting: int
    accepted: int = 0
    records: tuple[str, ...] = ()
    when: str = ""
    done: bool = False


class _Kept(ReviewHead, frozen=True, kw_only=True):
    """The whole file. `number` goes up with each time that it is written."""

    version: int
    number: int
    review: Review


class _Stamp(Struct, frozen=True):
    version: int
    number: int


class Found(NamedTuple):
    """The reviews that somebody can go on with, the newest first, and a sentence for each that cannot be read."""

    heads: tuple[ReviewHead, ...]
    remarks: tuple[str, ...] = ()


class Reviews:
    """The reviews of one user for one store.

    Two terminals may have the same review open: the second to write is refused, and loses nothing but its last
    decision.
    """

    def __init__(self, store: Path, folder: Path | None, *, wait: float = WAIT) -> None:
        """`folder` is the user's state folder; without one nothing is kept. `wait` is in seconds."""
        name = file_name(os.path.realpath(store)).removesuffix(".json")
        self._folder = None if folder is None else folder / "stores" / f"{name}.reviews"
        self._wait = wait
        self._numbers: dict[str, int] = {}

    def waiting(self, is_there: Callable[[str], bool] = lambda _: True) -> Found:
        """What waits to be reviewed or stored, and what was stored and taken back whole.

        `is_there` says whether the store has a record.
        """
        heads: list[tuple[float, ReviewHead]] = []
        remarks: list[str] = []
        for path in self._files():
            try:
                changed = path.stat().st_mtime
                head = msgspec.json.decode(_read(path), type=ReviewHead)
            except FileNotFoundError:
                continue
            except (OSError, ValueError, RecursionError) as error:
                remarks.append(_unreadable(path, error))
                continue
            is_taken_back = bool(head.records) and not any(map(is_there, head.records))
            if not head.done or is_taken_back:
                heads.append((changed, head))
        heads.sort(key=lambda pair: (-pair[0], pair[1].file))
        return Found(tuple(head for _, head in heads), tuple(remarks))

    def read(self, sha256: str) -> Review | None:
        """The review of an article, done or not; none where there is none. Raises KeepingError."""
        path = self._path(sha256)
        if path is None:
            return None
        try:
            kept = _decoded(_read(path))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise KeepingError(f"{path}: {error.strerror or error}") from error
        except (ValueError, RecursionError) as error:
            raise KeepingError(_unreadable(path, error)) from error
        self._numbers[sha256] = kept.number
        return kept.review

    def begin(self, extraction: Extraction, text: str) -> Review:
        """The review of an article: the one under way, where there is one, else a new one, kept at once.

        A damaged one is set aside. Raises KeepingError.
        """
        sha256 = extraction.article.sha256
        path = self._path(sha256)
        try:
            found = self.read(sha256)
        except KeepingError:
            if path is None or not path.exists() or _is_newer(path):
                raise
            _set_aside(path)
            found = None
        if found is not None and found.text == text:
            return found
        review = begun(extraction, text)
        self.keep(review, durable=True)
        return review

    def keep(self, review: Review, *, durable: bool = False) -> None:
        """Keep a review in the place of what was kept of it. Raises KeepingError.

        A `durable` one has reached the disk on return; another may be gone after a power failure, but not when the
        program is killed.
        """
        path = self._path(review.sha256)
        if path is None:
            raise KeepingError("there is no folder for it")
        with self._alone(path):
            number = self._number_after(path, review.sha256)
            raw = _encoded(review, number)
            if len(raw) > LARGEST:
                raise KeepingError(f"the review of {clean(review.file)} is too large")
            try:
                put_private(path, raw, flush=durable)
                if durable:
                    flush_folder(path.parent)
            except OSError as error:
                raise KeepingError(f"{path}: {error.strerror or error}") from error
            self._numbers[review.sha256] = number

    def _number_after(self, path: Path, sha256: str) -> int:
        """The number of the next state of a file. Raises KeepingError where another terminal has written it."""
        known = self._numbers.get(sha256, 0)
        try:
            stamp = msgspec.json.decode(_read(path), type=_Stamp)
        except FileNotFoundError:
            return known + 1
        except OSError as error:
            raise KeepingError(f"{path}: {error.strerror or error}") from error
        except (ValueError, RecursionError):
            _set_aside(path)
            return known + 1
        if stamp.version > VERSION:
            raise KeepingError(f"{path}: it was written by a newer chronoterm")
        if stamp.number != known:
            raise KeepingError(
                "another terminal has this review open and went on with it; leave it and come back"
            )
        return known + 1

    @contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        try:
            make_private(path.parent)
            with locked(path.parent / "reviews", self._wait):
                yield
        except OSError as error:
            raise KeepingError(f"{path}: {error.strerror or error}") from error
        except KeepingError:
            raise
        except (RuntimeError, ChronotermError) as error:  # a circle of links; the lock
            raise KeepingError(str(error)) from error

    def _files(self) -> list[Path]:
        try:
            return sorted(self._folder.glob("*.json")) if self._folder is not None else []
        except OSError:
            return []

    def _path(self, sha256: str) -> Path | None:
        if self._folder is None:
            return None
        if not _SHA256.fullmatch(sha256):
            raise KeepingError("an article is known by 64 hexadecimal digits")
        return self._folder / f"{sha256}.json"


def head_of(review: Review, when: str = "") -> ReviewHead:
    """What a list says of a review."""
    return ReviewHead(
        sha256=review.sha256,
        file=review.file,
        waiting=len(waiting(review)),
        accepted=len(in_state(review, State.ACCEPTED)),
        records=tuple(each.record for each in review.items if each.record is not None),
        when=when,
        done=is_done(review),
    )


def _encoded(review: Review, number: int) -> bytes:
    head = head_of(review, f"{datetime.now(UTC):%d %b %Y %H:%M} UTC")
    kept = _Kept(**msgspec.structs.asdict(head), version=VERSION, number=number, review=review)
    try:
        return msgspec.json.encode(kept)
    except UnicodeEncodeError as error:
        raise KeepingError(f"{clean(review.file)} holds half a character") from error


def _decoded(raw: bytes) -> _Kept:
    stamp = msgspec.json.decode(raw, type=_Stamp)
    if stamp.version > VERSION:
        raise ValueError("it was written by a newer chronoterm")
    return msgspec.json.decode(raw, type=_Kept)


def _read(path: Path) -> bytes:
    """The bytes of a regular file; a pipe would hang and a device never end."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError("it is no regular file")
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST:,} bytes")
    return raw


def _is_newer(path: Path) -> bool:
    try:
        return msgspec.json.decode(_read(path), type=_Stamp).version > VERSION
    except (OSError, ValueError, RecursionError):
        return False


def _set_aside(path: Path) -> None:
    try:
        set_aside(path)
    except OSError as error:
        raise KeepingError(f"{path}: {error.strerror or error}") from error


def _unreadable(path: Path, error: Exception) -> str:
    why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    return f"a kept review cannot be read ({clean(why)[:LONGEST_REASON]}): {clean(str(path))}"
