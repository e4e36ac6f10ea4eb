"""Reading EDTF level 1.

Source: Library of Congress, "Extended Date/Time Format (EDTF) Specification", 2019, levels 0 and 1. This profile
differs from it in three ways. A time of day is given to the minute and always with its offset. Years run to nine
digits. A side of an interval may be any value of level 1, with unspecified digits too.
"""

from __future__ import annotations

import re

from chronoterm.dates.calendar import days_in_month, month_title
from chronoterm.dates.errors import BACKWARDS, LONGEST, PhraseError, too_long
from chronoterm.dates.parts import LONGEST_YEAR, OPEN, SPRING, UNKNOWN, Point, Precision, Span, Value, bounds

_POINT = re.compile(
    r"(?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)|Y-?[0-9]+)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?:T(?P<time>[0-9:.,Z+-]*))?)?)?"
    r"(?P<qualifier>[~?%]?)"
)
_TIME = re.compile(
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?P<seconds>:[0-9.,]*)?"
    r"(?:(?P<zone>Z)|(?P<east>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?)?"
)
_WIDEST_OFFSET = 14 * 60  # as XML Schema bounds it; Kiribati is the widest today
_UNREADABLE = "is no date; write it like 2024-10-18, 2024-10 or 2024"


def read(text: str) -> Value:
    """The value that an EDTF text means.

    Raises PhraseError for any other text.
    """
    if len(text) > LONGEST:
        raise too_long()
    if "/" not in text:
        return _point(text)
    left, _, right = text.partition("/")
    return _span(left, right)


def _span(left_text: str, right_text: str) -> Span:
    left = left_text if left_text in (OPEN, UNKNOWN) else _point(left_text)
    right = right_text if right_text in (OPEN, UNKNOWN) else _point(right_text)
    if isinstance(left, str) and isinstance(right, str):
        raise PhraseError("is no date (an interval needs at least one of its two sides)")
    span = Span(left, right)
    start, end = bounds(span)
    if end <= start:
        raise PhraseError(BACKWARDS)
    return span


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if found is None:
        raise PhraseError(_UNREADABLE)
    year_text, month, day, time, qualifier = found.group("year", "month", "day", "time", "qualifier")
    if month is None:
        return _whole_years(year_text, qualifier)
    if not year_text.lstrip("-").isdigit():
        raise PhraseError("is no date (months and days go with a year of four digits)")
    year = _year(year_text)
    if month == "XX":
        return _hidden_month(year, day, time, qualifier)
    if day is None:
        return _month_or_season(year, int(month), qualifier)
    if day == "XX" and time is None:
        checked_day(year, int(month), 1)
        return Point(Precision.MONTH, year, int(month), hidden="-XX", qualifier=qualifier)
    if day == "XX":
        raise PhraseError("is no date (a time of day needs its day)")
    checked_day(year, int(month), int(day))
    if time is None:
        return Point(Precision.DAY, year, int(month), int(day), qualifier=qualifier)
    clock, offset = _time(time, f"{year_text}-{month}-{day}")
    return Point(Precision.MINUTE, year, int(month), int(day), clock, offset, qualifier=qualifier)


def _whole_years(text: str, qualifier: str) -> Point:
    unspecified = text.count("X")
    if not unspecified:
        return Point(Precision.YEAR, _year(text), qualifier=qualifier)
    precision = Precision.DECADE if unspecified == 1 else Precision.CENTURY
    # The earliest year has zeros in place of X, or nines when years count down to it.
    earliest = text.replace("X", "9" if text.startswith("-") else "0")
    return Point(precision, int(earliest), qualifier=qualifier)


def _year(text: str) -> int:
    if text == "-0000":
        raise PhraseError("is no date (the year before 0001 is 0000, without a minus)")
    if not text.startswith("Y"):
        return int(text)
    digits = text.removeprefix("Y").removeprefix("-")
    if len(digits) <= 4 or digits.startswith("0"):  # noqa: PLR2004 four digits are the common spelling
        raise PhraseError("is no date (Y stands before a year of more than four digits)")
    if len(digits) > len(str(LONGEST_YEAR)):
        raise PhraseError(f"is no date (years run from -{LONGEST_YEAR} to {LONGEST_YEAR})")
    return int(text.removeprefix("Y"))


def _hidden_month(year: int, day: str | None, time: str | None, qualifier: str) -> Point:
    if day not in (None, "XX") or time is not None:
        raise PhraseError("is no date (a day needs its month)")
    return Point(Precision.YEAR, year, hidden="-XX" if day is None else "-XX-XX", qualifier=qualifier)


def _month_or_season(year: int, month: int, qualifier: str) -> Point:
    if SPRING <= month < SPRING + 4:
        return Point(Precision.SEASON, year, month, qualifier=qualifier)
    checked_day(year, month, 1)
    return Point(Precision.MONTH, year, month, qualifier=qualifier)


def checked_day(year: int, month: int, day: int) -> None:
    """Raise PhraseError unless the calendar has this day."""
    if not 1 <= month <= 12:  # noqa: PLR2004 months of the year
        raise PhraseError(f"is no date (month {month})")
    if not 1 <= day <= 31:  # noqa: PLR2004 no month has more days
        raise PhraseError(f"is no date (day {day})")
    if day > (days := days_in_month(year, month)):
        raise PhraseError(f"is no date ({month_title(year, month)} has {days} days)")


def _time(text: str, date: str) -> tuple[int, int]:
    """Minutes since local midnight and minutes east of UTC; the date is for what is said when there is neither."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise PhraseError("has no readable time of day; write it like T14:30Z or T14:30+03:00")
    hour, minute = int(found["hour"]), int(found["minute"])
    shown = f"{date}T{found['hour']}:{found['minute']}"
    if found["seconds"] is not None:
        raise PhraseError(f"has seconds; write {shown}Z or {shown}+03:00")
    if found["zone"] is None and found["east"] is None:
        raise PhraseError(f"has no offset from UTC; write {shown}Z or {shown}+03:00")
    checked_clock(hour, minute)
    return 60 * hour + minute, checked_offset(found["east"], found["hours"], found["minutes"])


def checked_clock(hour: int, minute: int) -> None:
    """Raise PhraseError unless the day has this minute; it runs from 00:00 to 23:59."""
    if hour > 23:  # noqa: PLR2004 hours of the day
        raise PhraseError(f"is no date (hour {hour})")
    if minute > 59:  # noqa: PLR2004 minutes of the hour
        raise PhraseError(f"is no date (minute {minute})")


def checked_offset(sign: str | None, hours: str | None, minutes: str | None) -> int:
    """Minutes east of UTC; no sign is UTC itself.

    Raises PhraseError beyond 14 hours, the bound of XML Schema.
    """
    if sign is None:
        return 0
    offset = 60 * int(hours or 0) + int(minutes or 0)
    if int(minutes or 0) > 59 or offset > _WIDEST_OFFSET:  # noqa: PLR2004 minutes of the hour
        raise PhraseError(f"is no date (offset {sign}{hours}:{minutes or '00'}; the widest is 14:00)")
    return -offset if sign == "-" else offset
