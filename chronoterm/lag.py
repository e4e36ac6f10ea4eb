"""How far what a record speaks of lies from when it was said: `+14 d`, `+0–7 d`, `−3 d`.

A lag is counted in calendar days (UTC), from the day on which something was said to the day that it speaks of. Where
one of the two is not known to the day, there is a lowest and a highest number of days that they may lie apart.
"""

from typing import NamedTuple

from msgspec import Struct

from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate
from chronoterm.records import Record

MOST_DAYS = 999
"""Days that are shown as days; what lies farther away is shown in years."""

DAYS_OF_YEAR = 365.2425
"""The mean year of the Gregorian calendar."""

Minutes = tuple[int, int]


class Days(NamedTuple):
    """The lowest and the highest number of days that a lag may have; a side that is none is open."""

    low: int | None
    high: int | None

    @property
    def sort_key(self) -> tuple[int, int]:
        """What lags are ordered by: the lowest number of days, then the highest; open ones before and after all."""
        return EARLIEST if self.low is None else self.low, LATEST if self.high is None else self.high


class Lag(Struct, frozen=True):
    """A lag as it is shown.

    `low` and `high` are days counted from the date as it is written. It may be longer where that is only known by
    when it was (`or_more`), and is `rough` where one of the dates is.
    """

    low: int | None
    high: int | None
    or_more: bool = False
    rough: bool = False

    @property
    def text(self) -> str:
        """As a column shows it: `+14 d`, `+0–7 d`, `≥ +14 d`, `≤ −3 d`, `c. +3 d`, `+3.2 y`."""
        if self.low is None:
            return f"≤ {_one(self.high)}" if self.high is not None else "?"
        text = _one(self.low) if self.high in (None, self.low) else _range(self.low, self.high or 0)
        if self.high is None or self.or_more:
            return f"≥ {text}"
        return f"c. {text}" if self.rough else text

    def fitted(self, cells: int) -> str:
        """The same in so many cells: without its roughness, which the dates show too, or by its lowest number alone."""
        ways = (
            self.text,
            self.text.removeprefix("c. "),
            self.text if self.low is None else f"≥ {_one(self.low)}",
        )
        return next((each for each in ways if len(each) <= cells), ways[-1])

    @property
    def in_days(self) -> str:
        """As a program reads it, in days: `14`, `0..7`, `14..`; no spreadsheet takes it for a date."""
        high = None if self.or_more else self.high
        if self.low == high and self.low is not None:
            return str(self.low)
        return f"{'' if self.low is None else self.low}..{'' if high is None else high}"


def days_between(said: Minutes, about: Minutes) -> Days | None:
    """The days from the half-open minutes in which something may have been said to those that it speaks of.

    None where nothing is known of them.
    """
    low = None if about[0] == EARLIEST or said[1] == LATEST else about[0] // DAY - (said[1] - 1) // DAY
    high = None if about[1] == LATEST or said[0] == EARLIEST else (about[1] - 1) // DAY - said[0] // DAY
    return None if low is None and high is None else Days(low, high)


def lag_between(said: PartialDate, about: PartialDate, *, at_the_latest: bool = False) -> Lag | None:
    """The lag from one date to another; `at_the_latest` where something was said on that date or before it.

    None where nothing is known of it.
    """
    days = days_between((said.start, said.end), (about.start, about.end))
    if days is None or (at_the_latest and days.low is None):
        return None
    rough = any(each.approximate or each.uncertain for each in (said, about))
    return Lag(*days, or_more=at_the_latest, rough=rough)


def lag_in(record: Record) -> Lag | None:
    """The lag of a record; none where it has no date, or names no time that can be read."""
    said, about = record.when, record.about
    if said is None or about is None:
        return None
    return lag_between(said, about, at_the_latest=record.at_the_latest)


def _one(days: int | None) -> str:
    number, unit = _counted(days or 0, far=abs(days or 0) > MOST_DAYS)
    return f"{_sign(days or 0)}{number} {unit}"


def _range(low: int, high: int) -> str:
    """Two numbers of days in the unit of the larger one; a sign that both share is written once, unless it is a minus."""
    far = max(abs(low), abs(high)) > MOST_DAYS
    (first, unit), (last, _) = _counted(low, far=far), _counted(high, far=far)
    if low >= 0:
        return f"+{first}–{last} {unit}"
    return f"{_sign(low)}{first} to {_sign(high)}{last} {unit}"


def _sign(days: int) -> str:
    return "−" if days < 0 else "+"


def _counted(days: int, *, far: bool) -> tuple[str, str]:
    return (f"{abs(days) / DAYS_OF_YEAR:,.1f}", "y") if far else (str(abs(days)), "d")
