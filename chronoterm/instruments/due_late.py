"""How late something came: the days between the time that it was expected in and the time that it came in."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from chronoterm.chronology.evidence import Span
from chronoterm.dates import DAY, EARLIEST, LATEST
from chronoterm.instruments.told import FEWEST, some


class Late(NamedTuple):
    """From how many days on and up to how many something was late: early where negative, in time where nought.

    A side that is none has no bound. It is `rough` where a date is marked as approximate or uncertain.
    """

    low: int | None
    high: int | None
    rough: bool = False

    @property
    def is_sharp(self) -> bool:
        """Whether it is one number of days and no other."""
        return self.low is not None and self.low == self.high and not self.rough

    @property
    def text(self) -> str:
        """As people say it: `5 days late`, `c. 2 days early`, `in time`, `at most 5 days late`."""
        about = "c. " if self.rough else ""
        return f"{about}{_range_text(self.low, self.high)}"


def lateness(expected: Span, came: Span, *, rough: bool = False) -> Late | None:
    """How late it was, by UTC days; none where the time expected has no end, or nobody knows when it came.

    Late are the days after the last one of the time that it was expected in, early those before the first one. All
    days between them are in time.
    """
    if expected[1] == LATEST or came == (EARLIEST, LATEST):
        return None
    first = None if expected[0] == EARLIEST else expected[0] // DAY
    last = (expected[1] - 1) // DAY

    def late(minute: int) -> int:
        day = minute // DAY
        if first is not None and day < first:
            return day - first
        return max(0, day - last)

    low = (0 if first is None else None) if came[0] == EARLIEST else late(came[0])
    high = None if came[1] == LATEST else late(came[1] - 1)
    return Late(low, high, rough)


def lateness_of(every: Iterable[Late | None]) -> str:
    """How late things came on the whole: the median of those known to the day, of few the cases; nothing of none.

    It is told of how many, where others are not known to the day.
    """
    every = list(every)
    known = [each.low for each in every if each is not None and each.is_sharp and each.low is not None]
    if not known:
        return ""
    if len(known) < FEWEST:
        return f"known to the day: {', '.join(days_late(each) for each in sorted(known))}"
    of = f" of {len(known):,}:" if len(known) < len(every) else ""
    return f"median{of} {days_late(median(known))}"


def days_late(days: float) -> str:
    """A number of days late, early or neither."""
    if not days:
        return "in time"
    return f"{_days(abs(days))} {'late' if days > 0 else 'early'}"


def _days(days: float) -> str:
    return some(int(days), "day") if days == int(days) else f"{days:,} days"


def _range_text(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return "unknown"
    if low is None:
        return _at_most(high or 0)
    if high is None:
        return _at_least(low)
    if low == high:
        return days_late(low)
    if low > 0 or high < 0:
        ends: Sequence[int] = sorted((abs(low), abs(high)))
        return f"{ends[0]:,}–{ends[1]:,} days {'late' if low > 0 else 'early'}"
    return f"{days_late(low)} to {days_late(high)}"


def _at_most(high: int) -> str:
    if high > 0:
        return f"at most {days_late(high)}"
    return f"at least {days_late(high)}" if high else "in time or early"


def _at_least(low: int) -> str:
    if low < 0:
        return f"at most {days_late(low)}, or late"
    return f"at least {days_late(low)}" if low else "in time or late"
