"""The dates of feeds as EDTF: RFC 822 with its later changes, and W3C-DTF with RFC 3339.

Sources: RFC 5322, sections 3.3 and 4.3; https://www.w3.org/TR/NOTE-datetime. What is neither is no date; nothing is
guessed. A time of day in a zone that is only a name nobody can be sure of is left out.
"""

import re
from typing import NamedTuple

from chronoterm.dates import DateError, PartialDate, weekday_name
from chronoterm.dates.calendar import MONTHS
from chronoterm.importers.plain import one_line, shortened

_MAIL = re.compile(
    r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +)?(?P<day>[0-9]{1,2})[ -](?P<month>[a-z]{3,9})\.?[ -]"
    r"(?P<year>[0-9]{4}|[0-9]{2})"
    r"(?: +(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?: *(?P<offset>[+-][0-9]{2}:?[0-9]{2})| +(?P<zone>[a-z]{1,5}))?)?(?: +\([^()]{0,40}\))?",
    re.IGNORECASE,
)
_W3C = re.compile(
    r"(?P<date>[0-9]{4}(?:-[0-9]{2}(?:-(?P<day>[0-9]{2}))?)?)"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r" ?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)
_ZONES = dict.fromkeys(("ut", "gmt", "utc", "z"), "Z") | {
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}
_MONTHS = {name[:3].lower(): (number, name.lower()) for number, name in enumerate(MONTHS, 1)}
_LONGEST = 64
_LATEST_SECOND = 60  # a leap second
_FIRST_CENTURY_BEFORE = 50  # of a year of two digits: RFC 5322, section 4.3


class FeedDate(NamedTuple):
    """A date in EDTF as far as it can be read, and its words where they say more than that."""

    edtf: str | None = None
    text: str | None = None


def feed_date(written: str) -> FeedDate:
    """What a feed means by a date; one that cannot be read is only text."""
    text = one_line(written)
    if not text:
        return FeedDate()
    found = _W3C.fullmatch(text) if len(text) <= _LONGEST else None
    if found is not None:
        return _dated(found["date"], found, found["offset"], text)
    found = _MAIL.fullmatch(text) if len(text) <= _LONGEST else None
    day = _mail_day(found) if found is not None else None
    if found is None or day is None:
        return FeedDate(text=shortened(text, _LONGEST))
    return _dated(day, found, found["offset"] or _ZONES.get((found["zone"] or "").lower()), text)


def _dated(day: str, clock: re.Match[str], offset: str | None, text: str) -> FeedDate:
    """The minute where its offset is known, else the day and its words; only the words where neither can be."""
    try:
        if clock["hour"] is None:
            return FeedDate(PartialDate.parse(day).edtf)
        minute = f"{day}T{int(clock['hour']):02d}:{clock['minute']}"
        edtf = PartialDate.parse(f"{minute}{(offset or 'Z').upper()}").edtf
        if clock["day"] is None or int(clock["second"] or 0) > _LATEST_SECOND:
            return FeedDate(text=text)
        return FeedDate(edtf) if offset else FeedDate(day, text)
    except DateError:
        return FeedDate(text=text)


def _mail_day(found: re.Match[str]) -> str | None:
    """The day of RFC 822 in EDTF; none for a month of no name, or a day of the week that it was not."""
    number, name = _MONTHS.get(found["month"][:3].lower(), (0, ""))
    if not name.startswith(found["month"].lower()) and found["month"].lower() != "sept":
        return None
    year = int(found["year"])
    if len(found["year"]) == 2:  # noqa: PLR2004 two digits
        year += 2000 if year < _FIRST_CENTURY_BEFORE else 1900
    day = f"{year:04d}-{number:02d}-{int(found['day']):02d}"
    try:
        start = PartialDate.parse(day).start
    except DateError:
        return None
    weekday = found["weekday"]
    return day if weekday is None or weekday.title() == weekday_name(start) else None
