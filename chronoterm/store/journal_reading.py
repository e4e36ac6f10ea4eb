"""Reading a journal to its end, whatever is damaged in it: each line has a checksum of its own."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from chronoterm.edits import Written
from chronoterm.store.journal import (
    Base,
    Begin,
    Fold,
    JournalDamagedError,
    Line,
    decoded,
    journal_path,
    read_from,
)
from chronoterm.store.marks import Mark

_BEGINNING = re.compile(rb'[0-9a-f]{8} \{"(?:begin|edit|fold)":')


class Told(NamedTuple):
    """A line as it stands in the journal: its number, the bytes it takes, and what it says; none if damaged."""

    number: int
    start: int
    end: int
    line: Line | None


class JournalReading:
    """All that a journal tells, damaged lines left out, and the bytes after its last line."""

    def __init__(self, data: bytes, *, exists: bool) -> None:
        self.data = data
        self.exists = exists
        self.lines = tuple(_lines(data))
        self.torn = data[self.lines[-1].end if self.lines else 0 :]

    @cached_property
    def begin(self) -> Begin | None:
        """What its first line says; none where that is damaged."""
        return next((each.line.begin for each in self.lines if each.line and each.line.begin), None)

    @cached_property
    def edits(self) -> tuple[Written, ...]:
        """The edits, the oldest first."""
        return tuple(each.line.edit for each in self.lines if each.line and each.line.edit)

    @cached_property
    def folds(self) -> tuple[Fold, ...]:
        """When the store was written anew, as far as the journal tells."""
        return tuple(each.line.fold for each in self.lines if each.line and each.line.fold)

    @cached_property
    def damaged(self) -> tuple[Told, ...]:
        """The lines that are not what was written."""
        return tuple(each for each in self.lines if each.line is None)

    @cached_property
    def mark(self) -> Mark | None:
        """How far a store goes that holds all of these edits; none where that cannot be told."""
        ends = [(each.end, number) for each in self.lines if (number := _number(each.line)) is not None]
        return Mark(self.begin.journal, ends[-1][1], ends[-1][0]) if self.begin and ends else None

    def may_belong_to(self, mark: Mark | None, base: Base) -> bool:
        """Whether it can be the journal of a store with this mark that is in this state."""
        begin = self.begin
        return begin is None or mark is None or mark.journal == begin.journal or begin.base == base

    def bears_out(self, mark: Mark) -> bool:
        """Whether a store that says so of this journal can be right."""
        is_named = self.begin is None or self.begin.journal == mark.journal
        return is_named and all(
            (each.end <= mark.end) == (each.line.edit.number <= mark.edit)
            for each in self.lines
            if each.line and each.line.edit
        )


def read_journal(store: Path) -> JournalReading:
    """What the journal of a store tells; nothing where there is none. Raises StoreError."""
    piece = read_from(journal_path(store), 0)
    return JournalReading(piece.data, exists=piece.file is not None)


def _number(line: Line | None) -> int | None:
    """Up to which edit a journal goes that ends with a line."""
    if line is None:
        return None
    return line.edit.number if line.edit else line.fold.upto if line.fold else None


def _lines(data: bytes) -> Iterator[Told]:
    at, number = 0, 1
    while (end := data.find(b"\n", at)) >= 0:
        yield from _pieces(data, at, end + 1, number)
        at, number = end + 1, number + 1
    if data[at:-1] and _line(data[at:-1]) is not None:  # only its line feed is another byte now
        yield from (Told(number, at, len(data), _line(data[at:-1])), Told(number, len(data), len(data), None))


def _pieces(data: bytes, start: int, end: int, number: int) -> Iterator[Told]:
    """One line; or those that stand in one since the line feed between them is damaged."""
    whole = _line(data[start : end - 1])
    if whole is not None:
        yield Told(number, start, end, whole)
        return
    bounds = [*(each.start() for each in _BEGINNING.finditer(data, start, end)), end]
    for here, following in pairwise(bounds):
        if (line := _line(data[here : following - 1])) is not None:
            yield Told(number, here, following, line)
    yield Told(number, start, end, None)


def _line(text: bytes) -> Line | None:
    try:
        return next((line for line, _ in decoded(text + b"\n")), None)
    except JournalDamagedError:
        return None
