"""JSON as its standard has it (RFC 8259), and nothing that two programs would read differently.

Refused are a key that is there twice, NaN, numbers beyond 64 bits or the range of a double, halves of characters,
and nesting that no record needs.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

DEPTH = 32
"""Levels of nesting; a store is searched as deep when it is damaged."""

_INTEGER_BITS = 64
_LONGEST_INTEGER = 20  # digits and sign of the widest integers
_HALF = re.compile("[\ud800-\udfff]")
_POSITION = re.compile(": line [0-9]+ column [0-9]+ .*")


class JsonError(ValueError):
    """A text is no JSON that can be trusted; the message goes after the name of the place: `is no JSON (…)`."""


def decoded(data: bytes) -> Any:
    """The value that JSON in UTF-8 holds; a byte order mark is left out. Raises JsonError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise JsonError(f"is not in UTF-8 (byte {error.start + 1})") from error
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        raise JsonError(f"is no JSON ({_told(error)})") from error
    except RecursionError as error:
        raise JsonError("is nested too deeply") from error
    _demand_sound(value, text)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise JsonError(f"has the key {json.dumps(twice[:40])} twice in one object")
    return found


def _constant(name: str) -> Any:
    raise JsonError(f"is no JSON ({name} is no number of JSON)")


def _integer(text: str) -> int:
    if len(text) <= _LONGEST_INTEGER:
        number = int(text)
        if -(1 << _INTEGER_BITS - 1) <= number < 1 << _INTEGER_BITS:
            return number
    raise JsonError(f"has a whole number of {len(text.lstrip('-'))} digits, too large for 64 bits")


def _float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise JsonError("has a number that is too large to be kept")
    return number


def _told(error: json.JSONDecodeError) -> str:
    why = _POSITION.sub("", error.msg)
    line = f"line {error.lineno}, " if "\n" in error.doc else ""
    return f"{why[:1].lower()}{why[1:]}, {line}column {error.colno}"


def _demand_sound(value: Any, text: str) -> None:
    """Raise JsonError for halves of characters and for too many levels; most texts can have neither."""
    escapes = "\\ud" in text or "\\uD" in text
    if not escapes and text.count("[") + text.count("{") <= DEPTH:
        return
    waiting: list[tuple[Any, int]] = [(value, 1)]
    while waiting:
        found, depth = waiting.pop()
        if isinstance(found, str):
            if escapes and _HALF.search(found):
                raise JsonError(
                    "has half of a character (an escape from \\ud800 to \\udfff without its partner)"
                )
        elif isinstance(found, dict | list):
            if depth > DEPTH:
                raise JsonError(f"is nested too deeply (more than {DEPTH} levels)")
            waiting.extend((each, depth + 1) for each in _inside(found))


def _inside(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    if isinstance(value, list):
        return value
    return (*value, *value.values())
