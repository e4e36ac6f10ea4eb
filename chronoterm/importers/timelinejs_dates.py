"""The dates of a TimelineJS slide as EDTF.

TimelineJS counts years BC without a year 0: its year -44 is 44 BC, which EDTF writes -0043. Its times of day have no
offset, so nobody knows which minute they are: they stay text.
"""

import re
from typing import Any, NamedTuple

from chronoterm.dates import DateError, PartialDate
from chronoterm.dates.parts import LONGEST_YEAR, Point, Precision, canonical
from chronoterm.importers.html_text import html_line
from chronoterm.language.errors import told

_WHOLE = re.compile("[+-]?[0-9]{1,18}")
_CLOCK = ("hour", "minute", "second")


class SlideDateError(ValueError):
    """A slide has no date that can be kept; the message goes after the name of the slide."""


class SlideDate(NamedTuple):
    """A date in EDTF, and the words that the slide has for it."""

    edtf: str
    text: str | None


def slide_date(start: Any, end: Any, shown: Any) -> SlideDate:
    """The date of a slide with this start and end; `shown` are its own words for both, if it has them.

    Raises SlideDateError.
    """
    if not _is_given(start):
        raise SlideDateError("has no start_date")
    first, last = _point(start, "start_date"), _point(end, "end_date") if _is_given(end) else None
    words = html_line(shown) if isinstance(shown, str) else ""
    edtf = first if last in (None, first) else f"{first}/{last}"
    try:
        edtf = PartialDate.parse(edtf).edtf
    except DateError as error:
        raise SlideDateError(f"has a date that is none: {error}") from error
    return SlideDate(edtf, words or _words(start, end, first, last))


def _is_given(parts: Any) -> bool:
    """Whether a date has anything in it; an empty one is often left where there is none."""
    if isinstance(parts, dict):
        return any(
            each not in ("", None) for name, each in parts.items() if name not in ("format", "display_date")
        )
    return parts not in (None, "", [])


def _words(start: Any, end: Any, first: str, last: str | None) -> str | None:
    """What a slide tells of its date besides its days, in the words of its author or else its time of day."""
    own = [_own_words(start), _own_words(end)]
    if any(own):
        return " – ".join(filter(None, own))
    clocks = [_clock(start), _clock(end)]
    if not any(clocks):
        return None
    sides = ((first, clocks[0]), (last, clocks[1]))
    return " – ".join(" ".join(filter(None, side)) for side in sides if side[0])


def _own_words(parts: Any) -> str:
    words = parts.get("display_date") if isinstance(parts, dict) else None
    return html_line(words) if isinstance(words, str) else ""


def _clock(parts: Any) -> str | None:
    """The time of day as it is written, without a zone."""
    given = [_number(parts, each) for each in _CLOCK] if isinstance(parts, dict) else [None]
    if given[0] is None:
        return None
    return ":".join(f"{each:02d}" for each in (given[0], given[1] or 0, *given[2:]) if each is not None)


def _point(parts: Any, name: str) -> str:
    """A date to the day at the sharpest, in EDTF."""
    if not isinstance(parts, dict):
        raise SlideDateError(f"has a {name} that is no object with a year")
    year, month, day = (_number(parts, each) for each in ("year", "month", "day"))
    if year is None:
        raise SlideDateError(f"has a {name} without a year")
    if year == 0:
        raise SlideDateError(f"has a {name} in the year 0; the year before 1 is -1")
    if abs(year) > LONGEST_YEAR:
        raise SlideDateError(f"has a {name} in the year {year}; dates reach {LONGEST_YEAR} years either way")
    if day is not None and month is None:
        raise SlideDateError(f"has a {name} with a day and no month")
    return _edtf(year + (year < 0), month, day, name)


def _edtf(year: int, month: int | None, day: int | None, name: str) -> str:
    precision = Precision.YEAR if month is None else Precision.MONTH if day is None else Precision.DAY
    if month is not None and not 1 <= month <= 12:  # noqa: PLR2004 months of the year; beyond them are seasons
        raise SlideDateError(f"has a {name} with a month {month}")
    if day is not None and not 1 <= day <= 31:  # noqa: PLR2004 the calendar of the month comes later
        raise SlideDateError(f"has a {name} with a day {day}")
    if month is not None and abs(year) > 9999:  # noqa: PLR2004 EDTF has months for years of four digits
        precision, month, day = Precision.YEAR, None, None
    return canonical(Point(precision, year, month or 0, day or 0))


def _number(parts: dict[str, Any], name: str) -> int | None:
    """A part of a date, which is a number or a text with one; none where it is left out or empty."""
    value = parts.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    shown = told(value) if isinstance(value, str) else type(value).__name__
    raise SlideDateError(f"has a {name} that is no whole number: {shown}")
