"""What a reader never notices: keys that stand twice, of which the last wins, and halves of characters."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from chronoterm.problems import Problem, Severity
from chronoterm.store.surrogates import HALF
from chronoterm.text import clean

_TABLE, _DOCUMENT = 1, 2
"""Lengths of the path to a table and to a document."""

_TWICE = "stands there twice, and only the last one counts"
_HALVED = "holds half of a character, shown as “\ufffd”"


class _Found(NamedTuple):
    """What is wrong in a JSON object: the keys that lead there, and why."""

    faults: list[tuple[tuple[str, ...], str]]


def hidden_faults(data: bytes) -> list[Problem]:
    """The doubled keys and halves of characters in the JSON of a store, in the order of the file.

    Finds none in what Python's own reader does not take; other checks tell of that.
    """
    try:
        found = json.loads(
            data.decode("utf-8", "replace"), object_pairs_hook=_look, parse_int=_skip, parse_float=_skip
        )
    except (ValueError, RecursionError):
        return []
    return [_problem(path, why) for path, why in found.faults] if isinstance(found, _Found) else []


def _look(pairs: list[tuple[str, Any]]) -> _Found | None:
    """What is wrong in an object, in place of it: nothing else is kept."""
    faults: list[tuple[tuple[str, ...], str]] = []
    seen: set[str] = set()
    for key, value in pairs:
        if key in seen:
            faults.append(((key,), _TWICE))
        seen.add(key)
        if HALF.search(key):
            faults.append(((key,), _HALVED))
        faults.extend(((key, *path), why) for path, why in _inside(value))
    return _Found(faults) if faults else None


def _inside(value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
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


def _problem(path: tuple[str, ...], why: str) -> Problem:
    table, number = clean(path[0]), clean("".join(path[1:2])) or "–"
    if len(path) == _TABLE:
        return Problem(Severity.LEFT_OUT, table, number, "", f"the table {why}")
    if len(path) == _DOCUMENT:
        return Problem(Severity.LEFT_OUT, table, number, "", f"the document {why}")
    return Problem(Severity.FLAWED, table, number, ".".join(map(clean, path[2:])), why)
