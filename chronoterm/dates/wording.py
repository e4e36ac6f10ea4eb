"""The words and signs that dates are shown with, for one point in time."""

from __future__ import annotations

from chronoterm.dates.calendar import month_name, year_title
from chronoterm.dates.parts import SPRING, YEARS_NAMED, Point, Precision, clock_text, last_year, offset_text

SEASONS = ("spring", "summer", "autumn", "winter")
"""The names of the seasons in their EDTF order, 21 to 24."""

_HIDDEN = {
    (Precision.MONTH, "-XX"): "a day in ",
    (Precision.YEAR, "-XX-XX"): "a day in ",
    (Precision.YEAR, "-XX"): "a month in ",
}
_FIRST_PLAIN_YEAR = 1000
_LAST_PLAIN_YEAR = 9999


def point_text(point: Point, *, year: bool = True) -> str:
    """A point with its qualifier; `year` is heeded only where there is a day."""
    text = qualified(plain_text(point, year=year), point.qualifier)
    return _HIDDEN.get((point.precision, point.hidden), "") + text


def qualified(text: str, qualifier: str) -> str:
    """A text with `c.` before it if approximate (`~`), a question mark after it if uncertain (`?`), both for `%`."""
    before = "c. " if qualifier in ("~", "%") else ""
    after = "?" if qualifier in ("?", "%") else ""
    return f"{before}{text}{after}"


def plain_text(point: Point, *, year: bool = True) -> str:
    """A point without its qualifier; `year` is heeded only where there is a day."""
    match point.precision:
        case Precision.MINUTE:
            return f"{day_text(point, year=year)} {clock_text(point.clock)}{zone_text(point, year=year)}"
        case Precision.DAY:
            return day_text(point, year=year)
        case Precision.MONTH:
            return f"{month_text(point)} {year_title(point.year)}"
        case Precision.SEASON:
            return f"{SEASONS[point.month - SPRING]} {year_title(point.year)}"
        case Precision.YEAR:
            return year_title(point.year)
        case _:
            has_name = _has_name(point.precision, point.year)
            return f"{year_title(point.year)}s" if has_name else years_text(point.year, last_year(point))


def day_text(point: Point, *, year: bool = True) -> str:
    """The day of a point: `31 Oct 2024`, and `31 Oct` without its year."""
    text = f"{point.day} {month_text(point)}"
    return f"{text} {year_title(point.year)}" if year else text


def month_text(point: Point) -> str:
    """The month of a point in three letters."""
    return month_name(point.month)[:3]


def zone_text(point: Point, *, year: bool = True) -> str:
    """The offset of a point with a space before it; UTC goes without saying where the year does."""
    if point.offset:
        return f" {offset_text(point.offset)}"
    return " UTC" if year else ""


def years_text(first: int, last: int) -> str:
    """Two years joined as closely as their eras allow: `2000–2099`, `44–40 BC`, `AD 14–37`, `1 BC – AD 9`."""
    if last <= 0:
        return f"{1 - first}–{year_title(last)}"
    if first > 0 and last < _FIRST_PLAIN_YEAR:
        return f"{year_title(first)}–{last}"
    if first >= _FIRST_PLAIN_YEAR and last <= _LAST_PLAIN_YEAR:
        return f"{first}–{last}"
    return f"{year_title(first)} – {year_title(last)}"


def shown_by_years(first: int, last: int) -> Point | None:
    """The decade or century that is shown by just these two years, if there is one."""
    if abs(first) > _LAST_PLAIN_YEAR:
        return None
    for precision in (Precision.DECADE, Precision.CENTURY):
        count = YEARS_NAMED[precision]
        is_first = (first if first >= 0 else first - 1) % count == 0
        if is_first and last_year(Point(precision, first)) == last and not _has_name(precision, first):
            return Point(precision, first)
    return None


def is_shown_by_years(point: Point) -> bool:
    """Whether a point is a decade or century that is shown by its first and last year."""
    return point.precision in (Precision.DECADE, Precision.CENTURY) and not _has_name(
        point.precision, point.year
    )


def _has_name(precision: Precision, first: int) -> bool:
    """Whether a value is called after its first year like `2010s`; `1900s` would be read as a century."""
    return precision is Precision.DECADE and first > 0 and first % 100 != 0
