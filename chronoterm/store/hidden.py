"""What a reader never notices: keys that stand twice, of which the last wins, and halves of characters."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from chronoterm.problems import Problem, Severity
from chronoterm.store.scanning import STEP, Found, Head, Progress, Walk, walk
from chronoterm.store.surrogates import HALF
from chronoterm.text import clean

_TABLE, _DOCUMENT = 1, 2
"""Lengths of the path to a table and to a document."""

TWICE = "stands there twice, and only the last one counts"
_HALVED = "holds half of a character, shown as “\ufffd”"

Path = tuple[str, ...]


class _Found(NamedTuple):
    """What is wrong in a JSON object: the keys that lead there, and why."""

    faults: list[tuple[Path, str]]


def hidden_faults(data: bytes, progress: Progress | None = None) -> list[Problem]:
    """The doubled keys and halves of characters in the JSON of a store, in the order of the file.

    Finds none in what Python's own reader does not take; other checks tell of that. One document at a time is
    read, so that a large store needs little memory. `progress` hears of each byte twice.
    """
    walked = walk(data, progress=progress)
    if not walked.whole:  # nested deeper than we walk
        return [_problem(path, why) for path, why in faults_within(data)]
    return [_problem(path, why) for path, why in _all_faults(data, walked, progress)]


def _all_faults(data: bytes, walked: Walk, progress: Progress | None) -> Iterator[tuple[Path, str]]:
    tables: set[str] = set()
    last = Head("", len(walked.found))
    for head, following in pairwise((*walked.heads, last)):
        yield from _key_faults((head.name,), tables)
        numbers: set[str] = set()
        for place, each in enumerate(walked.found[head.before : following.before]):
            if progress and place % STEP == 0:
                progress(each.start)
            path = _path_to(each)
            if each.number is not None:
                yield from _key_faults(path, numbers)
            yield from ((path + inner, why) for inner, why in faults_within(data[each.start : each.end]))


def _path_to(found: Found) -> Path:
    return tuple(each for each in (found.table, found.number) if each is not None)


def _key_faults(path: Path, seen: set[str]) -> Iterator[tuple[Path, str]]:
    if path[-1] in seen:
        yield path, TWICE
    seen.add(path[-1])
    if HALF.search(path[-1]):
        yield path, _HALVED


def faults_of(table: str, number: str, raw: bytes) -> list[Problem]:
    """The same of one document."""
    return [_problem((table, number, *inner), why) for inner, why in faults_within(raw)]


def faults_within(raw: bytes) -> list[tuple[Path, str]]:
    """The keys within a value that stand twice and the halves of characters in it, each with the way to it."""
    try:
        text = raw.decode("utf-8", "replace")
        found = json.loads(text, object_pairs_hook=_look, parse_int=_skip, parse_float=_skip)
    except (ValueError, RecursionError):
        return []
    return list(_inside(found))


def _look(pairs: list[tuple[str, Any]]) -> _Found | None:
    """What is wrong in an object, in place of it: nothing else is kept."""
    faults: list[tuple[Path, str]] = []
    seen: set[str] = set()
    for key, value in pairs:
        faults.extend(_key_faults((key,), seen))
        faults.extend(((key, *path), why) for path, why in _inside(value))
    return _Found(faults) if faults else None


def _inside(value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, _Found):
        yield from value.faults
    elif isinstance(value, str):
        if HALF.search(value):
            yield (), _HALVED
    elif isinstance(value, list):
        for each in value:
            yield from _inside(each)


def _skip(_: str) -> None:
    """A number has nothing to hide, and may be too long to be read."""


def _problem(path: Path, why: str) -> Problem:
    table, number = clean(path[0]), clean("".join(path[1:2])) or "–"
    if len(path) == _TABLE:
        return Problem(Severity.LEFT_OUT, table, number, "", f"the table {why}")
    if len(path) == _DOCUMENT:
        return Problem(Severity.LEFT_OUT, table, number, "", f"the document {why}")
    return Problem(Severity.FLAWED, table, number, ".".join(map(clean, path[2:])), why)
