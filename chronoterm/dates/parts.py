"""The parts of an EDTF value: what it names, its bounds in time and its canonical spelling."""

from __future__ import annotations

from enum import Enum

import msgspec

from chronoterm.dates.calendar import DAY, EARLIEST, LATEST, minutes_of

LONGEST_YEAR = 999_999_999
"""Years run to nine digits either way, far inside `EARLIEST` and `LATEST`."""

SPRING = 21
"""The EDTF number of spring; summer, autumn and winter follow."""

OPEN = ".."
"""The side of an interval that is known to have no bound."""

UNKNOWN = ""
"""The side of an interval whose bound nobody knows."""

_FOUR_DIGITS = 9999


class Precision(Enum):
    """How sharply a date is known; `2024-10-XX` is known to the month, `2024-XX-XX` to the year."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


YEARS_NAMED = {Precision.YEAR: 1, Precision.DECADE: 10, Precision.CENTURY: 100}
"""How many years a value of whole years covers."""


class Point(msgspec.Struct, frozen=True, gc=False):
    """A value that is no interval.

    `year` is the earliest year of a decade or century, `month` 21 to 24 for a season, `clock` minutes since local
    midnight, `offset` minutes east of UTC, `hidden` the unspecified rest (`-XX`, `-XX-XX`), `qualifier` one of
    `~`, `?`, `%` or nothing.
    """

    precision: Precision
    year: int
    month: int = 0
    day: int = 0
    clock: int = 0
    offset: int = 0
    hidden: str = ""
    qualifier: str = ""


class Span(msgspec.Struct, frozen=True, gc=False):
    """An interval; a side is a `Point`, `OPEN` or `UNKNOWN`."""

    left: Point | str
    right: Point | str


Value = Point | Span


def last_year(point: Point) -> int:
    """The last year of a value of whole years.

    There is no year -0000, so `-000X` and `-00XX` end in -1.
    """
    last = point.year + YEARS_NAMED[point.precision] - 1
    return min(last, -1) if point.year < 0 else last


def bounds(value: Value) -> tuple[int, int]:
    """The half-open interval of minutes that a value covers.

    Seasons are the northern meteorological ones, three whole months each: spring begins in March, and winter 2024
    runs from December 2024 to February 2025.
    """
    if isinstance(value, Span):
        start = EARLIEST if isinstance(value.left, str) else bounds(value.left)[0]
        end = LATEST if isinstance(value.right, str) else bounds(value.right)[1]
        return start, end
    match value.precision:
        case Precision.MINUTE:
            start = minutes_of(value.year, value.month, value.day) + value.clock - value.offset
            return start, start + 1
        case Precision.DAY:
            start = minutes_of(value.year, value.month, value.day)
            return start, start + DAY
        case Precision.MONTH:
            return _months(value.year, value.month, 1)
        case Precision.SEASON:
            return _months(value.year, 3 * (value.month - SPRING) + 3, 3)
        case _:
            return minutes_of(value.year, 1, 1), minutes_of(last_year(value) + 1, 1, 1)


def _months(year: int, month: int, count: int) -> tuple[int, int]:
    return minutes_of(year, month, 1), minutes_of(year, month + count, 1)


def canonical(value: Value) -> str:
    """The one EDTF spelling of a value."""
    if isinstance(value, Span):
        return "/".join(
            side if isinstance(side, str) else canonical(side) for side in (value.left, value.right)
        )
    text = canonical_year(value.year)
    if value.precision in (Precision.DECADE, Precision.CENTURY):
        kept = 1 if value.precision is Precision.DECADE else 2
        text = text[:-kept] + "X" * kept
    if value.month:
        text += f"-{value.month:02d}"
    if value.day:
        text += f"-{value.day:02d}"
    if value.precision is Precision.MINUTE:
        text += f"T{clock_text(value.clock)}{offset_text(value.offset)}"
    return text + value.hidden + value.qualifier


def canonical_year(year: int) -> str:
    """A year in EDTF: four digits, a minus before them if negative, `Y` before more than four."""
    if abs(year) > _FOUR_DIGITS:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def clock_text(clock: int) -> str:
    """Minutes since midnight as `14:30`."""
    return f"{clock // 60:02d}:{clock % 60:02d}"


def offset_text(offset: int) -> str:
    """Minutes east of UTC as `+03:00`, and `Z` for none."""
    if not offset:
        return "Z"
    return f"{'-' if offset < 0 else '+'}{clock_text(abs(offset))}"
