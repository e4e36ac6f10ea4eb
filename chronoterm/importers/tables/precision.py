"""How a code for the sharpness of a date is meant, and what a date becomes by it; never sharper than the code says."""

import re
from collections.abc import Callable

from chronoterm.dates import DAY, PartialDate, Precision, covering, day_of, day_start, minutes_of
from chronoterm.dates.calendar import days_in_month

UNDATED = "unknown"
"""The word for a date that only looks like one."""

_WIDTH = re.compile(r"([1-9][0-9]{0,3}) days")
_MARKS = {"approximate": "~", "days": "~", "uncertain": "?"}
_SHARPEST = (Precision.MINUTE, Precision.DAY)


def is_precision(word: str) -> bool:
    """Whether a word says how sharp a date is: `day`, `week`, `month`, `year`, `3 days`, `approximate`, …"""
    return word in _WIDER or word in (UNDATED, "day", *_MARKS) or bool(_WIDTH.fullmatch(word))


def as_sharp_as(date: PartialDate, word: str) -> PartialDate | None:
    """The date as a code means it, of which `word` is the meaning; none for one that is not known at all.

    A single day becomes the week (Monday to Sunday), month or year in which it lies; `3 days` are three either way,
    and `days` leave it a day, but approximate. An interval, and what is wider than a day, says by itself how far it
    reaches.
    """
    if word == "day":
        return date
    if word == UNDATED:
        return None
    if date.precision not in _SHARPEST:
        return _marked(date, _MARKS[word]) if word in ("approximate", "uncertain") else date
    day = day_start(date.start)
    if word in _MARKS:
        return _marked(covering(day, day + DAY), _MARKS[word])
    if word in _WIDER:
        return covering(*_WIDER[word](day))
    found = _WIDTH.fullmatch(word)
    reach = int(found[1]) * DAY if found else 0
    return covering(day - reach, day + DAY + reach)


def _marked(date: PartialDate, mark: str) -> PartialDate:
    if date.approximate or date.uncertain:
        return date
    sides = date.edtf.split("/")
    return PartialDate.parse("/".join(each if each in ("", "..") else f"{each}{mark}" for each in sides))


def _week(day: int) -> tuple[int, int]:
    monday = day - day // DAY % 7 * DAY
    return monday, monday + 7 * DAY


def _month(day: int) -> tuple[int, int]:
    year, month, _ = day_of(day)
    return minutes_of(year, month, 1), minutes_of(year, month + 1, 1)


def _year(day: int) -> tuple[int, int]:
    year, _, _ = day_of(day)
    return minutes_of(year, 1, 1), minutes_of(year + 1, 1, 1)


def _decade(day: int) -> tuple[int, int]:
    first = day_of(day)[0] // 10 * 10
    return minutes_of(first, 1, 1), minutes_of(first + 10, 1, 1)


_WIDER: dict[str, Callable[[int], tuple[int, int]]] = {
    "week": _week,
    "month": _month,
    "year": _year,
    "decade": _decade,
}


def days_between(first: PartialDate, last: PartialDate) -> PartialDate:
    """From one day to another that is not before it, spelt as `covering` spells it."""
    start, end = first.edtf, last.edtf
    precision = Precision.INTERVAL
    if start.endswith("-01") and days_in_month(int(end[:4]), int(end[5:7])) == int(end[8:]):
        start, end = start[:7], end[:7]
        if start.endswith("-01") and end.endswith("-12"):
            start, end = start[:4], end[:4]
        if start == end:
            precision = Precision.MONTH if len(start) > 4 else Precision.YEAR  # noqa: PLR2004 a year has four digits
            return PartialDate(first.start, last.end, start, precision)
    return PartialDate(first.start, last.end, f"{start}/{end}", precision)
