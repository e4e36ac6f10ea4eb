"""A point in time as somebody typed it, before it is known which year they meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import replace

from chronoterm.dates import edtf
from chronoterm.dates.calendar import DAY, EARLIEST, LATEST, WEEKDAYS, minutes_of, month_of
from chronoterm.dates.errors import BACKWARDS, UNREADABLE, PhraseError
from chronoterm.dates.partial import PartialDate, from_edtf
from chronoterm.dates.parts import Point, canonical_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Reading = TypeVar("Reading")
"""One of the things that a text may mean."""

_YEARS_AROUND = 8  # two 29 Februaries lie at most eight years apart
_HALF_A_YEAR = 183 * DAY


class Draft(msgspec.Struct, frozen=True, gc=False):
    """EDTF in pieces: `head` up to the year, or None where none was typed, `rest` after it, and the qualifier.

    `weekday` is the one that was written beside it, Monday 0; it is checked once the year is known.
    """

    head: str | None
    rest: str = ""
    qualifier: str = ""
    weekday: int | None = None

    def followed_by(self, rest: str) -> Draft:
        """The same with more EDTF after it."""
        return replace(self, rest=self.rest + rest)

    def qualified(self, marks: str) -> Draft:
        """The same with more qualifiers."""
        return replace(self, qualifier=merged(self.qualifier + marks))

    def on_weekday(self, weekday: int) -> Draft:
        """The same with a weekday written beside it."""
        return replace(self, weekday=weekday)


Readings = tuple[Draft, ...]
"""What a text may mean: nothing known to the reader, one thing, or several where it is ambiguous."""


def merged(marks: str) -> str:
    """Several qualifiers as one: approximate and uncertain together are `%`."""
    approximate = "~" in marks or "%" in marks
    uncertain = "?" in marks or "%" in marks
    if approximate and uncertain:
        return "%"
    return "~" * approximate + "?" * uncertain


def that_hold(readings: Iterable[Reading], make: Callable[[Reading], PartialDate]) -> tuple[PartialDate, ...]:
    """The dates of those readings that make one, each once; raises PhraseError if none does."""
    found: dict[PartialDate, None] = {}
    fault = PhraseError(UNREADABLE)
    for reading in readings:
        try:
            found[make(reading)] = None
        except PhraseError as error:
            fault = error
    if not found:
        raise fault
    return tuple(found)


def dated(draft: Draft, anchor: PartialDate) -> PartialDate:
    """The date that a draft means; a missing year is the one nearest to the anchor, the earlier of two as near.

    Raises PhraseError where there is no such date.
    """
    if draft.head is not None:
        return _checked(draft, _in_year(draft, draft.head))
    dates = _in_years(draft, _years_around(anchor))
    return _checked(draft, min(dates, key=lambda date: _distance(date, anchor)))


def dated_before(draft: Draft, right: PartialDate) -> PartialDate:
    """The date that a draft means as the left side of an interval; a missing year is the last that fits.

    Raises PhraseError where there is no such date, or where a missing year would make the interval a surprising one.
    """
    if draft.head is not None:
        return _checked(draft, _in_year(draft, draft.head))
    dates = [date for date in _in_years(draft, _years_around(right)) if date.start < right.end]
    return _checked(draft, _fitting(max(dates, default=None), right))


def dated_after(draft: Draft, left: PartialDate) -> PartialDate:
    """The date that a draft means as the right side of an interval; a missing year is the first that fits.

    Raises PhraseError as `dated_before` does.
    """
    if draft.head is not None:
        return _checked(draft, _in_year(draft, draft.head))
    dates = [date for date in _in_years(draft, _years_around(left)) if left.start < date.end]
    return _checked(draft, _fitting(min(dates, default=None), left))


def _in_year(draft: Draft, head: str) -> PartialDate:
    return from_edtf(f"{head}{draft.rest}{draft.qualifier}")


def _in_years(draft: Draft, years: Iterable[int]) -> tuple[PartialDate, ...]:
    """A draft in each of the years that have such a date; raises PhraseError if none has."""
    return that_hold(sorted(years), lambda year: _in_year(draft, canonical_year(year)))


def _years_around(anchor: PartialDate) -> set[int]:
    """The years near either end of a date; an end that it has not got stands aside."""
    edges = [edge for edge in (anchor.start, anchor.end) if edge not in (EARLIEST, LATEST)]
    steps = range(-_YEARS_AROUND, _YEARS_AROUND + 1)
    return {month_of(edge)[0] + step for edge in edges for step in steps}


def _distance(date: PartialDate, anchor: PartialDate) -> tuple[int, int, int]:
    """How far a date lies from an anchor: first the gap between the two, then the way to where the anchor begins.

    An anchor without a beginning is known by its end; of two dates as far the earlier counts as nearer.
    """
    gap = max(0, date.start - anchor.end, anchor.start - date.end)
    edge = anchor.end if anchor.start == EARLIEST else anchor.start
    return gap, abs(date.start - edge), date.start


def _fitting(date: PartialDate | None, other: PartialDate) -> PartialDate:
    """A side of an interval, if it is of the other's year or lies less than half a year from it.

    `28 Dec – 3 Jan 2025` crosses the turn of a year; `5 Nov – 3 Nov 2024` is a slip and does not mean 364 days.
    """
    if date is None:
        raise PhraseError(BACKWARDS)
    apart = max(date.start - other.end, other.start - date.end)
    if month_of(date.start)[0] != month_of(other.start)[0] and apart > _HALF_A_YEAR:
        raise PhraseError(BACKWARDS)
    return date


def _checked(draft: Draft, date: PartialDate) -> PartialDate:
    """The date, if the weekday written beside it is right; counted where the date was written."""
    if draft.weekday is None:
        return date
    value = edtf.read(date.edtf)
    if not isinstance(value, Point) or not value.day:
        raise PhraseError("is no date (a weekday needs its day)")
    right = minutes_of(value.year, value.month, value.day) // DAY % 7
    if right != draft.weekday:
        raise PhraseError(f"is no date ({date.text} is a {WEEKDAYS[right]})")
    return date
