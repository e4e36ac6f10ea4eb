"""From minutes back to a date: the EDTF that covers exactly them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronoterm.dates.calendar import DAY, EARLIEST, LATEST, day_of, day_start, minutes_of
from chronoterm.dates.partial import PartialDate, from_edtf
from chronoterm.dates.parts import LONGEST_YEAR, OPEN, Point, Precision, canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    _Unit = Callable[[int], str | None]

_FOUR_DIGITS = 9999
_WIDEST_OFFSET = 14 * 60


def covering(since: int, until: int) -> PartialDate:
    """The date that covers exactly the half-open minutes from `since` up to `until`, in its plainest spelling.

    A whole year, month or day where it is one, else an interval in the coarsest unit that both ends fall on;
    `EARLIEST` and `LATEST` are open sides. Raises ValueError for no minutes, for two open sides, and for ends that
    EDTF cannot name: it knows only whole years beyond four digits.
    """
    if until <= since or (since == EARLIEST and until == LATEST):
        raise ValueError(f"no date covers the minutes from {since} up to {until}")
    left, right = _sides(since, until)
    return from_edtf(left if left == right else f"{left}/{right}")


def _sides(since: int, until: int) -> tuple[str, str]:
    """The date that begins at `since` and the one that ends at `until`; of one precision where that can be."""
    pairs = [(_beginning(since, unit), _ending(until, unit)) for unit in _UNITS]
    for left, right in pairs:
        if left and right:
            return left, right
    try:
        return next(left for left, _ in pairs if left), next(right for _, right in pairs if right)
    except StopIteration:
        raise ValueError(f"EDTF cannot name the minutes from {since} up to {until}") from None


def _beginning(minute: int, unit: _Unit) -> str | None:
    """The spelling of the date of a unit that begins at a minute, if one does."""
    if minute == EARLIEST:
        return OPEN
    point = unit(minute)
    return point if point and from_edtf(point).start == minute else None


def _ending(minute: int, unit: _Unit) -> str | None:
    """The spelling of the date of a unit that ends at a minute, if one does."""
    if minute == LATEST:
        return OPEN
    point = unit(minute - 1)
    return point if point and from_edtf(point).end == minute else None


def _year(minute: int) -> str | None:
    year, _, _ = day_of(minute)
    return canonical(Point(Precision.YEAR, year)) if abs(year) <= LONGEST_YEAR else None


def _month(minute: int) -> str | None:
    year, month, _ = day_of(minute)
    return canonical(Point(Precision.MONTH, year, month)) if abs(year) <= _FOUR_DIGITS else None


def _day(minute: int) -> str | None:
    year, month, day = day_of(minute)
    return canonical(Point(Precision.DAY, year, month, day)) if abs(year) <= _FOUR_DIGITS else None


def _minute(minute: int) -> str | None:
    """A minute in UTC; in the hours just beyond four digits by the farthest clock that still shows four."""
    offset = 0
    if minute >= minutes_of(_FOUR_DIGITS + 1, 1, 1):
        offset = -_WIDEST_OFFSET
    elif minute < minutes_of(-_FOUR_DIGITS, 1, 1):
        offset = _WIDEST_OFFSET
    local = minute + offset
    year, month, day = day_of(local)
    if abs(year) > _FOUR_DIGITS:
        return None
    clock = (local - day_start(local)) % DAY
    return canonical(Point(Precision.MINUTE, year, month, day, clock, offset))


_UNITS = (_year, _month, _day, _minute)
