"""Dates of numbers alone: `2024/10/18`, `20241018`, `18.10.2024`, and `3/2/2022`, which may be two dates."""

from __future__ import annotations

import re

from chronoterm.dates.drafts import Draft, Readings
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.years import year_head

_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<gap>[-/. ])(?P<month>[0-9]{1,2})(?:(?P=gap)(?P<day>[0-9]{1,2}))?"
)
_TOGETHER = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_YEAR_LAST = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<gap>[-/. ])(?P<two>[0-9]{1,2})(?P=gap)(?P<year>[0-9]{4}|[0-9]{2})"
)
_MONTH_YEAR = re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})")
_NO_YEAR = re.compile(r"(?P<one>[0-9]{1,2})[/.](?P<two>[0-9]{1,2})")


def numeric(text: str) -> Readings:
    """What a text means if it is a date of numbers alone.

    Where the year comes first, month and day follow in that order. Where it does not, day and month are told apart
    only by a number above 12; without one there are two readings.
    """
    if found := _YEAR_FIRST.fullmatch(text) or _TOGETHER.fullmatch(text):
        day = found["day"]
        return (Draft(found["year"], _rest(int(found["month"]), None if day is None else int(day))),)
    if found := _MONTH_YEAR.fullmatch(text):
        return (Draft(found["year"], _rest(int(found["month"]), None)),)
    if found := _YEAR_LAST.fullmatch(text):
        return _either_order(year_head(found["year"]), int(found["one"]), int(found["two"]))
    if found := _NO_YEAR.fullmatch(text):
        return _either_order(None, int(found["one"]), int(found["two"]))
    return ()


def _either_order(head: str | None, one: int, two: int) -> Readings:
    """Day before month and month before day, as far as there is such a month; once if both are the same."""
    orders = {(month, day): None for day, month in ((one, two), (two, one)) if 1 <= month <= 12}  # noqa: PLR2004 months
    if not orders:
        raise PhraseError(f"is no date (neither {one} nor {two} is a month)")
    return tuple(Draft(head, _rest(month, day)) for month, day in orders)


def _rest(month: int, day: int | None) -> str:
    return f"-{month:02d}" if day is None else f"-{month:02d}-{day:02d}"
