"""What `python-dateutil` may still read after everything else has given up, under close watch.

Its parser fills what it does not find from a default, and takes numbers for what suits it. So it reads a text twice,
under defaults that differ in every field, and only what agrees counts; and every number of the text has to stand
in the result. It gets short plain texts only.
"""

from __future__ import annotations

import re
import warnings
from datetime import datetime

from chronoterm.dates.clock import edtf_time, no_offset, split_zone, zone_offset
from chronoterm.dates.drafts import Draft, Readings
from chronoterm.dates.errors import LONGEST, UNREADABLE, PhraseError
from chronoterm.dates.parts import canonical_year
from chronoterm.dates.relative import weekday_of

_FIELDS = ("year", "month", "day", "hour", "minute")
_DEFAULTS = (datetime(2000, 1, 1, 0, 0), datetime(2004, 12, 28, 23, 59))  # noqa: DTZ001 a mould, no moment
_READABLE = re.compile(r"[a-z0-9 .,:]+")


def last_resort(text: str) -> Readings:
    """What a text means to `python-dateutil`, as far as the text itself says it.

    Raises PhraseError for what the parser refuses, and for a time of day without its minutes or its offset.
    """
    plain, zone = split_zone(text)
    if len(text) > LONGEST or not _READABLE.fullmatch(plain):
        return ()
    fields = _agreed(plain)
    if "month" not in fields or ("hour" not in fields and zone) or not _accounts_for(plain, fields):
        return ()
    draft = _draft(fields, zone)
    weekdays = [number for word in re.findall(r"[a-z]+", plain) if (number := weekday_of(word)) is not None]
    return (draft.on_weekday(weekdays[0]) if weekdays else draft,)


def _agreed(text: str) -> dict[str, int]:
    """The fields of a date that come out the same under both defaults."""
    first, second = (_parsed(text, default) for default in _DEFAULTS)
    if first.tzinfo or first.second or first.microsecond:
        return {}
    return {name: value for name in _FIELDS if (value := getattr(first, name)) == getattr(second, name)}


def _parsed(text: str, default: datetime) -> datetime:
    """What the parser makes of a text; whatever it raises or warns of is a PhraseError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from dateutil.parser import UnknownTimezoneWarning, parse  # noqa: PLC0415 it costs more than it is used

        warnings.simplefilter("error", UnknownTimezoneWarning)
        try:
            return parse(text, default=default)
        except Exception as error:  # its parser is known for OverflowError, TypeError and errors of decimal
            raise PhraseError(UNREADABLE) from error


def _accounts_for(text: str, fields: dict[str, int]) -> bool:
    """Whether numbers in a text and fields other than the month pair off, each number with one field."""
    unpaired = {name: value for name, value in fields.items() if name != "month"}
    for digits in re.findall(r"[0-9]+", text):
        name = next((name for name, value in unpaired.items() if _tells(digits, name, value)), None)
        if name is None:
            return False
        del unpaired[name]
    return not unpaired


def _tells(digits: str, name: str, value: int) -> bool:
    """Whether a number as written can stand for a field; an hour may be told on the 12-hour clock."""
    if len(digits) != 4 if name == "year" else len(digits) > 2:  # noqa: PLR2004 only a year has four digits
        return False
    return int(digits) == value or (name == "hour" and int(digits) % 12 == value % 12)


def _draft(fields: dict[str, int], zone: str) -> Draft:
    head = canonical_year(fields["year"]) if "year" in fields else None
    rest = "".join(f"-{fields[name]:02d}" for name in ("month", "day") if name in fields)
    if "hour" in fields:
        rest += _time(fields["hour"], fields.get("minute"), zone)
    return Draft(head, rest)


def _time(hour: int, minute: int | None, zone: str) -> str:
    if minute is None:
        raise PhraseError("has an hour without its minutes; write it like 14:30 UTC")
    if not zone:
        raise PhraseError(no_offset(f"{hour:02d}:{minute:02d}"))
    return edtf_time(hour, minute, zone_offset(zone))
