"""What is wrong with a text that somebody typed, or with a value that a document holds."""

from typing import Any

import msgspec

from chronoterm.dates import DateError, PartialDate, read_typed
from chronoterm.text import clean

LONGEST_LINE = 1000
"""Characters of a line that is read for more than its words."""


class FieldError(ValueError):
    """A field cannot be read; the message is one sentence for the person who typed it."""


class Absent:
    """What a field holds that is not there."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


def demand_short(line: str, noun: str) -> None:
    """Raise FieldError for a line that is longer than anybody writes."""
    if len(line) > LONGEST_LINE:
        raise FieldError(f"is too long for a {noun} (more than {LONGEST_LINE:,} characters)")


def edtf_of(text: str, today: PartialDate, near: PartialDate | None = None) -> str:
    """The EDTF of a date as people type it. Raises FieldError; an ambiguous date is refused with its readings."""
    try:
        return read_typed(text, today=today, near=near).edtf
    except DateError as error:
        raise FieldError(clean(str(error))) from None


def as_json(value: Any) -> str:
    """A value that is not of the type that belongs there, as its JSON on one line."""
    try:
        return clean(msgspec.json.encode(value).decode())
    except (RecursionError, UnicodeEncodeError, TypeError, ValueError):
        return clean(repr(type(value).__name__))


def type_name(value: Any) -> str:
    """What a JSON value is: a text, a number, a list."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    names: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (str, "a text"),
        ((int, float), "a number"),
        (list, "a list"),
        (dict, "an object"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "something else")
