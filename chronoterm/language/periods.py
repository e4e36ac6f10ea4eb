"""Dates in a query: `date:2024-10`, `since:"1 nov"`, `until:1 nov`, `about:>=2025`."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chronoterm.dates import (
    DAY,
    EARLIEST,
    LATEST,
    AmbiguousDateError,
    DateError,
    PartialDate,
    day_start,
    read_typed,
)
from chronoterm.language.errors import QueryError, told
from chronoterm.language.fields import KNOWN_BY
from chronoterm.language.tokens import Token
from chronoterm.language.values import Value
from chronoterm.terms import AsOf, Clock, Comparison, Period

LOOK_AHEAD = 2
"""How many words after a value may belong to its date: `since:13 oct 2024`."""

_YEAR = re.compile("[0-9]{4}")
_NO_DATE = "is no date; write it like"

_SIDES = {
    "since": Comparison.AT_LEAST,
    "until": Comparison.AT_MOST,
    "after": Comparison.MORE,
    "before": Comparison.LESS,
}


class Today(NamedTuple):
    """What dates are read by: the day it is, and the date that one without a year should be near to."""

    today: PartialDate
    near: PartialDate | None

    def read(self, text: str) -> PartialDate:
        """The date that a person means. Raises DateError."""
        return read_typed(text, today=self.today, near=self.near)


def period(value: Value, following: Sequence[Token], by: Today) -> tuple[Period, int]:
    """The period that a value names, and how many of the words that follow it belong to its date.

    Raises QueryError.
    """
    date, used = _date(value, following, by)
    end = following[used - 1].end if used else value.end
    clock = Clock.ABOUT if value.field.name == Clock.ABOUT.value else Clock.DATE
    comparison = _SIDES.get(value.field.name) or value.comparison
    since, until = _bounds(date, comparison)
    if since == LATEST or until == EARLIEST or (since, until) == (EARLIEST, LATEST):
        side = "end" if comparison in (Comparison.MORE, Comparison.AT_MOST) else "beginning"
        text = " ".join((value.text, *(each.text for each in following[:used])))
        raise QueryError(
            f"{told(text)} has no {side} for “{value.field.name}:” to count from",
            value.start,
            end - value.start,
        )
    return Period(since, until, clock), used


def known(value: Value, following: Sequence[Token], by: Today) -> tuple[AsOf, int]:
    """The last day of the time that a value names, and how many of the words that follow it belong to that.

    Raises QueryError.
    """
    date, used = _date(value, following, by)
    end = following[used - 1].end if used else value.end
    if date.end == LATEST:
        raise QueryError("a day has to have an end", value.start, end - value.start)
    return AsOf(end_of_day(date), KNOWN_BY[value.field.name]), used


def end_of_day(date: PartialDate) -> int:
    """The minute after the last day that a date touches; the date must have an end."""
    return day_start(date.end - 1) + DAY


def _bounds(date: PartialDate, comparison: Comparison) -> tuple[int, int]:
    """Half-open minutes: what lies in a date, or on one side of it."""
    match comparison:
        case Comparison.AT_LEAST:
            return date.start, LATEST
        case Comparison.AT_MOST:
            return EARLIEST, date.end
        case Comparison.MORE:
            return date.end, LATEST
        case Comparison.LESS:
            return EARLIEST, date.start
        case _:
            return date.start, date.end


def _date(value: Value, following: Sequence[Token], by: Today) -> tuple[PartialDate, int]:
    """The date, with as many of the words that follow as make one; none where the value is a whole date already."""
    faults: list[tuple[DateError, int]] = []
    for text, used in _readings(value, following):
        try:
            return by.read(text), used
        except DateError as error:
            faults.append((error, used))
    fault, used = _most_telling(faults)
    end = following[used - 1].end if used else value.end
    raise QueryError(str(fault), value.start, end - value.start) from None


def _readings(value: Value, following: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """The value alone and with the words that follow, each with their number; what is more likely meant comes first.

    `18` wants a month, and `oct` a year if one follows, but what has a year already wants nothing.
    """
    words = () if any(each.quoted for each in value.pieces) else tuple(each.text for each in following)
    alone = [(value.text, 0)]
    longer = [(" ".join((value.text, *words[:used])), used) for used in range(len(words), 0, -1)]
    has_year = _YEAR.search(value.text) and not value.text[:2].isalpha()
    yield from (*alone, *longer) if has_year else (*longer, *alone)


def _most_telling(faults: list[tuple[DateError, int]]) -> tuple[DateError, int]:
    """The fault to show: that a date is ambiguous, or what is wrong with it, before that the value alone is none."""
    telling = [each for each in faults if _NO_DATE not in str(each[0])]
    ambiguous = [each for each in telling if isinstance(each[0], AmbiguousDateError)]
    return next(iter((*ambiguous, *telling)), min(faults, key=lambda each: each[1]))
