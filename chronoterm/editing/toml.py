r"""JSON values as TOML, so that what is read back is the same: type for type, key for key.

TOML 1.0 (https://toml.io/en/v1.0.0) has no null. What it cannot hold stands as its JSON in a table with the single
key `json`: `{ json = "null" }`. A table that has this key alone by itself is written so too, so that nothing is
mistaken. Every character that is not plainly printable is written as an escape.
"""

import json
import math
import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

JSON = "json"
"""The key under which what TOML cannot hold stands as its JSON."""

DEEPEST = 24
"""Levels below which a value is written as JSON: to read TOML takes a stack frame or more for each."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = frozenset({"Mn", "Me"})
_MOST_MARKS = 3
_LAST_SHORT = 0xFFFF
_NEAR_A_QUOTE = re.compile(r'"(?="|\Z)')
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", '"': '\\"'}


class NoJSONError(ValueError):
    """TOML holds something that JSON has not."""


def key(name: str) -> str:
    """A name as a TOML key, in quotes where it must be."""
    return name if _BARE_KEY.fullmatch(name) else string(name)


def value(found: Any, left: int = DEEPEST) -> str:
    """A JSON value on one line; what in it lies more than `left` levels deep as JSON."""
    if not _fits(found) or (left == 0 and isinstance(found, list | dict)):
        return f"{{ {JSON} = {string(json.dumps(found))} }}"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, str):
        return string(found)
    if isinstance(found, int | float):
        return repr(found)
    if isinstance(found, list):
        return f"[{', '.join(value(each, left - 1) for each in found)}]"
    inside = ", ".join(f"{key(name)} = {value(each, left - 1)}" for name, each in found.items())
    return f"{{ {inside} }}" if found else "{}"


def string(text: str) -> str:
    """A text on one line, in quotes."""
    return f'"{_escaped(text)}"'


def block(text: str) -> str:
    """A text on several lines, as it will be read."""
    lines = _escaped(text, plain='\n"')
    return '"""\n' + _NEAR_A_QUOTE.sub(r"\"", lines) + '"""'


def is_text(found: Any) -> bool:
    """Whether a value is a text that TOML can hold."""
    return isinstance(found, str) and not _has_surrogate(found)


def is_tables(found: Any) -> bool:
    """Whether a value is a list of objects that TOML can hold as an array of tables."""
    return (
        isinstance(found, list)
        and found != []
        and all(isinstance(each, dict) and _fits(each) for each in found)
    )


def plain(found: Any) -> Any:
    """What was read from TOML, as JSON has it; dates and times without quotes as their texts. Raises ValueError."""
    if isinstance(found, dict):
        if found.keys() == {JSON} and isinstance(found[JSON], str):
            return json.loads(found[JSON])
        return {name: plain(each) for name, each in found.items()}
    if isinstance(found, list):
        return [plain(each) for each in found]
    if isinstance(found, datetime):
        return _moment(found)
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, float) and not math.isfinite(found):
        raise NoJSONError("is no number that can be stored")
    if isinstance(found, time):
        raise NoJSONError("a time needs its date; put it in quotes")
    return found


def _moment(found: datetime) -> str:
    """A point in time as EDTF. Raises NoJSONError for one that may lie anywhere on Earth."""
    if found.tzinfo is None:
        raise NoJSONError("a time needs its offset from UTC: 2024-10-31T14:30Z")
    text = found.isoformat(timespec="minutes")
    return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text


def _fits(found: Any) -> bool:
    """Whether TOML has such a value, what is in it apart."""
    if isinstance(found, str):
        return not _has_surrogate(found)
    if isinstance(found, dict):
        return found.keys() != {JSON} and not any(map(_has_surrogate, found))
    if isinstance(found, int):
        return _SMALLEST <= found <= _LARGEST
    return math.isfinite(found) if isinstance(found, float) else isinstance(found, list)


def _has_surrogate(text: str) -> bool:
    return not text.isascii() and _SURROGATE.search(text) is not None


def _escaped(text: str, plain: str = "") -> str:
    """A text in which every character but those in `plain` is printable, and no base carries more than three marks."""
    if text.isascii() and text.isprintable():
        text = text.replace("\\", "\\\\")
        return text if '"' in plain else text.replace('"', '\\"')
    pieces: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in _MARKS else 0
        shown = letter.isprintable() and marks <= _MOST_MARKS and letter not in _SHORT_ESCAPES
        pieces.append(letter if shown or letter in plain else _escape(letter))
    return "".join(pieces)


def _escape(letter: str) -> str:
    code = ord(letter)
    return _SHORT_ESCAPES.get(letter) or (f"\\u{code:04X}" if code <= _LAST_SHORT else f"\\U{code:08X}")
