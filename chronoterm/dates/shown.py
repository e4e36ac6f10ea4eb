"""Dates as people write them, with their intervals.

Two different dates never read the same. That asks for some care with intervals:

- Where both sides share a year that is written once, they share their qualifier too, and that is written once:
  `c. 31 Oct – 7 Nov 2024`. Otherwise each side carries its own: `c. 28 Dec 2024 – c. 3 Jan 2025`.
- A century, and a decade that has no name like `2010s`, is shown by its first and last year: `2000–2099`. So an
  interval of just these years says `2000 to 2099`, and so does one that has such a side.
"""

from __future__ import annotations

from functools import lru_cache

from chronoterm.dates import edtf
from chronoterm.dates.calendar import month_of
from chronoterm.dates.parts import OPEN, UNKNOWN, Point, Precision, Span, bounds, clock_text
from chronoterm.dates.wording import (
    day_text,
    is_shown_by_years,
    month_text,
    plain_text,
    point_text,
    qualified,
    shown_by_years,
    years_text,
    zone_text,
)


@lru_cache(maxsize=1 << 14)
def long_text(canonical: str) -> str:
    """A date in full, from its canonical EDTF spelling."""
    value = edtf.read(canonical)
    return point_text(value) if isinstance(value, Point) else _span_text(value)


@lru_cache(maxsize=1 << 14)
def short_text(canonical: str) -> str:
    """A date under a heading that tells the UTC year in which it starts, from its canonical EDTF spelling."""
    value = edtf.read(canonical)
    first = value if isinstance(value, Point) else value.left
    if isinstance(first, str) or not _heading_tells_year(first):
        return long_text(canonical)
    return point_text(value, year=False) if isinstance(value, Point) else _span_text(value, year=False)


def _heading_tells_year(point: Point) -> bool:
    """Whether a point has a day, and an offset that does not move it into another year than its UTC start's."""
    return point.day > 0 and month_of(bounds(point)[0])[0] == point.year


def _span_text(span: Span, *, year: bool = True) -> str:
    left, right = span.left, span.right
    if isinstance(right, str):
        text = point_text(left, year=year) if isinstance(left, Point) else ""
        return f"{text} – ?" if right == UNKNOWN else f"from {text}"
    if isinstance(left, str):
        return f"until {point_text(right)}" if left == OPEN else f"? – {point_text(right)}"
    if left.qualifier == right.qualifier and (joined := _joined(left, right, year=year)):
        return qualified(joined, left.qualifier)
    return f"{point_text(left)}{' to ' if _dash_would_mislead(left, right) else ' – '}{point_text(right)}"


def _joined(left: Point, right: Point, *, year: bool) -> str:
    """Two points of one kind with what they share written once; nothing where they share too little."""
    if left.precision is not right.precision or left == right or left.hidden or right.hidden:
        return ""
    if left.precision is Precision.YEAR:
        text = years_text(left.year, right.year)
        return "" if " – " in text or shown_by_years(left.year, right.year) else text
    return _joined_in_year(left, right, year=year) if left.year == right.year else ""


def _joined_in_year(left: Point, right: Point, *, year: bool) -> str:
    same_day = (left.month, left.day, left.offset) == (right.month, right.day, right.offset)
    match left.precision:
        case Precision.MONTH:
            return f"{month_text(left)}–{plain_text(right)}"
        case Precision.DAY if left.month == right.month:
            return f"{left.day}–{day_text(right, year=year)}"
        case Precision.DAY:
            return f"{day_text(left, year=False)} – {day_text(right, year=year)}"
        case Precision.MINUTE if same_day:
            clocks = f"{clock_text(left.clock)}–{clock_text(right.clock)}"
            return f"{day_text(left, year=year)} {clocks}{zone_text(left, year=year)}"
        case _:
            return ""


def _dash_would_mislead(left: Point, right: Point) -> bool:
    """Whether a dash between two points would read as a decade or century, or stand beside the dash of one."""
    if left.precision is right.precision is Precision.YEAR and not (left.hidden or right.hidden):
        return shown_by_years(left.year, right.year) is not None
    return is_shown_by_years(left) or is_shown_by_years(right)
