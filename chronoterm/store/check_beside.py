"""Proving what stands beside a store: its journal, line by line, and what writers have left that were killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from chronoterm.problems import Problem, Severity
from chronoterm.store.errors import StoreError
from chronoterm.store.journal_reading import JournalReading, read_journal
from chronoterm.store.lock import lock_path
from chronoterm.store.marks import mark_of
from chronoterm.store.store import Store
from chronoterm.text import clean

JOURNAL = "journal"


def beside_problems(store: Store) -> Iterator[Problem]:
    """What needs attention beside the file of a store; where the journal cannot be read at all, opening it tells."""
    with suppress(StoreError):
        yield from _journal_problems(store, read_journal(store.path))
    yield from _leftovers(store.path)


def _journal_problems(store: Store, reading: JournalReading) -> Iterator[Problem]:
    mark = mark_of(store.meta)
    if not reading.exists:
        if mark is not None:
            why = f"is not beside this file, which holds its edits up to {mark.edit}; later ones are in it alone"
            yield _note(why)
        return
    for each in reading.damaged:
        yield _flaw(f"line {each.number}", f"is damaged, at byte {each.start:,}")
    if not reading.damaged:
        yield from _disorder(reading)
    if reading.torn:
        yield _note("ends with half a line, which was never acknowledged; the next edit takes its place")


def _disorder(reading: JournalReading) -> Iterator[Problem]:
    """What is out of order in a journal whose lines are all good."""
    beginnings = [each.number for each in reading.lines if each.line and each.line.begin]
    if reading.lines and beginnings[:1] != [1]:
        yield _flaw("line 1", "does not begin a journal")
    for number in beginnings[1:]:
        yield _flaw(f"line {number}", "begins the journal once more")
    numbers = [0, *(each.number for each in reading.edits)]
    for one, other in pairwise(numbers):
        if other != one + 1:
            yield _flaw("–", f"edit {other} follows edit {one}")
    yield from _early_folds(reading)


def _early_folds(reading: JournalReading) -> Iterator[Problem]:
    last = 0
    for each in reading.lines:
        if each.line and each.line.edit:
            last = each.line.edit.number
        elif each.line and each.line.fold and each.line.fold.upto > last:
            upto = each.line.fold.upto
            yield _flaw(
                f"line {each.number}", f"says that edit {upto} is in the file, which was not made then"
            )


def _leftovers(store: Path) -> Iterator[Problem]:
    """Files that were never finished. None are told while somebody writes the store, nor one that somebody holds."""
    found: list[Path] = []
    with suppress(OSError):
        found = sorted(store.resolve().parent.glob(".chronoterm-*.new"))
    if found and not _is_held(lock_path(store)):
        for each in found:
            if not _is_held(each):
                why = f"{clean(each.name)} beside it was left by a writer that was killed; it may be deleted"
                yield Problem(Severity.NOTE, "folder", "–", "", why)


def _is_held(path: Path) -> bool:
    """Whether somebody holds a lock on a file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def _flaw(place: str, why: str) -> Problem:
    return Problem(Severity.FLAWED, JOURNAL, place, "", why)


def _note(why: str) -> Problem:
    return Problem(Severity.NOTE, JOURNAL, "–", "", why)
