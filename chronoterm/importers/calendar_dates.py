"""The times of a calendar entry as EDTF.

Sources: RFC 5545, sections 3.3.4, 3.3.5 and 3.6.1. The end of whole days is the day after the last one. A time of day
without a zone that somebody knows is left out, and kept in words.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from chronoterm.dates import DateError, PartialDate
from chronoterm.dates.parts import offset_text
from chronoterm.importers.calendar_zones import BROKEN, Zones

ZONE = "X-TZID"
"""Under which name the zone of a time stands, so that the library `icalendar` does not look for it by itself."""

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_WIDEST = timedelta(hours=14)


class EntryDateError(ValueError):
    """An entry has no date that can be kept; the message goes after the name of the entry."""


class EntryDate(NamedTuple):
    """A date in EDTF, and its words where they say more."""

    edtf: str
    text: str | None


class _Moment(NamedTuple):
    """A day, or a time of day that is `exact` if its offset is known."""

    at: date
    zone: str | None
    exact: datetime | None


def entry_date(start: Any, end: Any | None, lasts: timedelta | None, zones: Zones) -> EntryDate:
    """The date of an entry with these properties for its start and end, and this duration. Raises EntryDateError."""
    first = _moment(start, "start", zones)
    try:
        last = _last(first, end, lasts, zones)
        sides = [_edtf(each) for each in (first, last) if each is not None]
    except EntryDateError:
        raise
    except OverflowError as error:
        raise EntryDateError("has a time that no calendar reaches") from error
    except BROKEN as error:  # a zone that the file describes may hold anything
        raise EntryDateError("has a time that its zone does not tell") from error
    text = None
    if None in sides:
        text = _words(first, last)
        sides = [_day(each) for each in (first, last) if each is not None]
    return EntryDate(_interval([each for each in sides if each]), text)


def _interval(sides: list[str]) -> str:
    """One date, or the interval of two."""
    try:
        return PartialDate.parse(sides[0] if sides[0] == sides[-1] else "/".join(sides)).edtf
    except DateError as error:
        why = "ends before it starts" if len(sides) > 1 else "has a start that is no date"
        raise EntryDateError(why) from error


def _last(first: _Moment, end: Any | None, lasts: timedelta | None, zones: Zones) -> _Moment | None:
    """The last day or minute; none where an entry is over as it begins."""
    if end is not None:
        last = _moment(end, "end", zones)
    elif lasts is not None:
        last = _later(first, lasts)
    else:
        return None
    if _is_day(last) and _is_day(first):
        # Whole days end before the day that is named; one that ends on its first day is often meant to be that day.
        return None if last.at == first.at else _later(last, -_DAY)
    if (last.at, last.zone) == (first.at, first.zone) or (
        last.exact is not None and last.exact == first.exact
    ):
        return None
    if (
        isinstance(last.at, datetime)
        and last.at.hour == last.at.minute == 0
        and last.at.date() != _date(first)
    ):
        return _later(last, -_MINUTE)
    return last


def _moment(found: Any, which: str, zones: Zones) -> _Moment:
    """A property as it stands, its time of day in the zone that it names."""
    at = found.dt
    if not isinstance(at, date):
        raise EntryDateError(f"has a {which} that is no date")
    if not isinstance(at, datetime):
        return _Moment(at, None, None)
    name = str(found.params.get(ZONE) or "")
    if at.tzinfo is UTC or (at.tzinfo is not None and not name):
        return _Moment(at.replace(tzinfo=None), "UTC", at)
    local = at.replace(tzinfo=None)
    return _Moment(local, name or None, zones.exact(local, name) if name else None)


def _later(moment: _Moment, by: timedelta) -> _Moment:
    """The moment after whole days, as the clock on the wall shows them, or after hours as they pass."""
    exact = moment.exact
    if exact is None or by % _DAY == timedelta(0):
        return _Moment(moment.at + by, moment.zone, None if exact is None else exact + by)
    exact = (exact.astimezone(UTC) + by).astimezone(exact.tzinfo)
    return _Moment(exact.replace(tzinfo=None), moment.zone, exact)


def _is_day(moment: _Moment) -> bool:
    return not isinstance(moment.at, datetime)


def _date(moment: _Moment) -> date:
    return moment.at.date() if isinstance(moment.at, datetime) else moment.at


def _day(moment: _Moment) -> str:
    return _date(moment).isoformat()


def _edtf(moment: _Moment) -> str | None:
    """The day, or the minute with its offset; none for a time of day whose offset nobody knows."""
    if _is_day(moment):
        return _day(moment)
    if moment.exact is None:
        return None
    exact, offset = moment.exact, moment.exact.utcoffset() or timedelta(0)
    if offset % _MINUTE or abs(offset) > _WIDEST:
        exact, offset = exact.astimezone(UTC), timedelta(0)
    clock = f"{exact.hour:02d}:{exact.minute:02d}"
    return f"{exact.date().isoformat()}T{clock}{offset_text(offset // _MINUTE)}"


def _words(first: _Moment, last: _Moment | None) -> str:
    """The times as a clock showed them, with the name of the zone that nobody knows."""
    sides = [
        each.at.isoformat(" ", "minutes") if isinstance(each.at, datetime) else each.at.isoformat()
        for each in (first, last)
        if each is not None
    ]
    zone = first.zone or "no time zone"
    return f"{' – '.join(sides)} ({zone})"
