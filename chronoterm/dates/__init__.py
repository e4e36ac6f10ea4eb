"""Dates that need not be days: EDTF level 1 as half-open intervals of minutes, shown and typed as people write them."""

from chronoterm.dates.calendar import (
    DAY,
    EARLIEST,
    LATEST,
    day_of,
    day_start,
    minutes_of,
    month_name,
    month_of,
    month_title,
    weekday_name,
)
from chronoterm.dates.covering import covering
from chronoterm.dates.errors import AmbiguousDateError, DateError
from chronoterm.dates.partial import PartialDate
from chronoterm.dates.parts import Precision

__all__ = [
    "DAY",
    "EARLIEST",
    "LATEST",
    "AmbiguousDateError",
    "DateError",
    "PartialDate",
    "Precision",
    "covering",
    "day_of",
    "day_start",
    "minutes_of",
    "month_name",
    "month_of",
    "month_title",
    "read_typed",
    "weekday_name",
]


def read_typed(text: str, *, today: PartialDate, near: PartialDate | None = None) -> PartialDate:
    """The date that a person means by what they typed: EDTF, `18 oct`, `last friday`, `28-30 oct 2024`, `since 2010`.

    A missing year is the one nearest to `near`, or to `today`. Raises AmbiguousDateError for `3/2/2022`, and
    DateError for whatever is no date, on any text.
    """
    from chronoterm.dates import typed  # noqa: PLC0415 its patterns cost 10 ms that only a prompt needs

    return typed.read_typed(text, today=today, near=near)
