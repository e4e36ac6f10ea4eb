"""Following the journal of a store: which edits stand in it that we have not taken yet."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from chronoterm.edits import Written
from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.files import Identity
from chronoterm.store.journal import (
    Base,
    Begin,
    Fold,
    JournalDamagedError,
    Line,
    Placed,
    decoded,
    journal_path,
    read_from,
)
from chronoterm.store.marks import Mark

FIRST_LINE = 4096
"""Bytes in which the first line of a journal has room."""

LAST_LINE = 1 << 16
"""Bytes in which most other lines have room."""

REPAIR = "`chronoterm repair` saves what can be saved into a new store"

TORN = "half a line at the end of the journal, which was never acknowledged, was dropped"


class Position(NamedTuple):
    """How far a journal was read: which file, its name, the end of the last whole line, and the last edit.

    That is known by its number and by the end of its line, which others may follow that tell of a fold.
    """

    file: tuple[int, int] | None = None
    journal: str = ""
    end: int = 0
    number: int = 0
    edited: int = 0


class Folded(NamedTuple):
    """The last fold that a journal tells of: up to which edit, the identity of the file then, and where it stands."""

    upto: int
    identity: Identity
    end: int


class News(NamedTuple):
    """Edits that were not taken yet, how far that goes, what else the journal told, and the bytes of half a line."""

    edits: tuple[Written, ...]
    position: Position
    begin: Begin | None = None
    fold: Folded | None = None
    torn: int = 0


class DamagedJournalError(StoreError):
    """A journal is damaged, and nothing is appended to it; `news` is what stands before the damage."""

    def __init__(self, path: Path, why: str, news: News) -> None:
        super().__init__(path, why, REPAIR)
        self.news = news


def begin_following(store: Path, mark: Mark | None, base: Base) -> News:
    """The edits that the store file does not hold. Raises StoreError where the journal cannot be read or is damaged.

    `base` is the state of the file that was read, `mark` how far it says the journal is folded into it.
    """
    path = journal_path(store)
    first = read_from(path, 0, FIRST_LINE)
    if first.file is None:
        return News((), Position())
    begin = _begin(path, first.data)
    if mark is not None and mark.journal == begin.journal:
        _demand_end(path, mark, first.size)
        return news_since(store, Position(first.file, begin.journal, mark.end, mark.edit, mark.end))
    if mark is not None and begin.base != base:
        raise StoreError(path, "belongs to another store", "Move it away, or put its own store beside it")
    return news_since(store, Position(first.file))


def news_since(store: Path, position: Position) -> News:
    """What was appended since.

    Raises StoreError, StoreChangedError where the journal is another file now, DamagedJournalError.
    """
    path = journal_path(store)
    first = read_from(path, 0, FIRST_LINE)
    if first.file is None and position.file is None:
        return News((), position)
    # Numbers of files are used again, so the name in it counts as well.
    name = "" if position.file not in (None, first.file) else _begin(path, first.data).journal
    if not name or position.journal not in ("", name):
        raise StoreChangedError(path, "is another file now", "Open the store again")
    if first.size < position.end:
        raise StoreError(path, "was cut off", REPAIR)
    position = position._replace(file=first.file)
    try:
        lines, read_to = _lines_from(path, position.end)
    except JournalDamagedError as error:
        raise DamagedJournalError(path, str(error), _told(error.before, position)) from error
    news = _told(lines, position)
    return news._replace(torn=read_to - news.position.end)


def _lines_from(path: Path, start: int) -> tuple[tuple[Placed, ...], int]:
    """The whole lines from byte `start` on, and where the file ended. Raises JournalDamagedError, StoreError."""
    with suppress(JournalDamagedError):
        return _read_lines(path, start)
    # Who reads while half a line is cut off and another is written in its place has seen neither.
    return _read_lines(path, start)


def _read_lines(path: Path, start: int) -> tuple[tuple[Placed, ...], int]:
    data = read_from(path, start).data
    return decoded(data, start), start + len(data)


def _demand_end(path: Path, mark: Mark, size: int) -> None:
    """Raise StoreError unless the line that ends where a mark says is the one that it names."""
    if mark.end > size:
        raise StoreError(path, "was cut off", REPAIR)
    line = _line_before(path, mark.end)
    number = line.edit.number if line and line.edit else line.fold.upto if line and line.fold else None
    if number != mark.edit:
        raise StoreError(path, "does not fit what the store says of it, so one of them is damaged", REPAIR)


def _line_before(path: Path, end: int) -> Line | None:
    """The line that ends at a byte; none where none does, or a damaged one."""
    start, most = end, LAST_LINE
    while start > 0:
        start, most = max(0, end - most), most * 8
        data = read_from(path, start, end - start).data
        at = data.rfind(b"\n", 0, -1) + 1
        if at or not start:
            with suppress(JournalDamagedError):
                return next((line for line, _ in decoded(data[at:])), None)
            return None
    return None


def _told(lines: tuple[Placed, ...], position: Position) -> News:
    edits: list[Written] = []
    begin: Begin | None = None
    fold: Folded | None = None
    for line, end in lines:
        position = position._replace(end=end)
        if line.begin is not None:
            begin = line.begin
            position = position._replace(journal=begin.journal)
        elif line.edit is not None and line.edit.number > position.number:
            edits.append(line.edit)
            fold = None if line.edit.edit.batch is not None else fold  # which wrote the file anew
            position = position._replace(number=line.edit.number, edited=end)
        elif line.fold is not None:
            fold = _folded(line.fold, end)
    return News(tuple(edits), position, begin, fold)


def _folded(fold: Fold, end: int) -> Folded:
    return Folded(fold.upto, Identity(*fold.identity), end)


def _begin(path: Path, data: bytes) -> Begin:
    """The first line. Raises StoreError for what is no journal."""
    begin: Begin | None = None
    with suppress(JournalDamagedError):
        begin = next((line.begin for line, _ in decoded(data[: data.find(b"\n") + 1])), None)
    if begin is None:
        hint = f"If it is a damaged one, {REPAIR}; if it is anything else, move it away"
        raise StoreError(path, "does not begin as a journal does", hint)
    if begin.version != 1:
        raise StoreError(path, "was written by a newer chronoterm", "Update chronoterm")
    return begin
