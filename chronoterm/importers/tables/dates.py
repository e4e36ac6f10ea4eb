"""Dates as the cells of tables write them: EDTF, ISO 8601, numbers in an order that was told, months in words.

Strict patterns only. What is no date of theirs is refused, and what may be two dates is never decided here.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from chronoterm.dates import AmbiguousDateError, DateError, PartialDate
from chronoterm.dates.calendar import DAY, MONTHS, WEEKDAYS
from chronoterm.dates.errors import LONGEST, PhraseError, quoted, too_long
from chronoterm.dates.parts import canonical_year
from chronoterm.importers.tables.errors import DateOrder

_TIME = (
    r"(?:(?:T|\s+|,\s*)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO = re.compile(rf"(?P<year>[0-9]{{4}})([-/.])(?P<month>[0-9]{{1,2}})\2(?P<day>[0-9]{{1,2}}){_TIME}")
_MONTH = re.compile(r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})")
_YEAR = re.compile(r"(?P<year>[0-9]{4})(?:\.0)?")
_TOGETHER = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})[0-9]{2})?(?P<zone>Z)?"
)
_NUMBERS = re.compile(
    rf"(?P<one>[0-9]{{1,2}})(?P<gap>[-/. ])(?P<two>[0-9]{{1,2}})(?P=gap)(?P<three>[0-9]{{4}}|[0-9]{{2}}){_TIME}"
)
_NAME = "(?P<name>[A-Za-z]{3,9})"
_WEEKDAY = "(?:(?P<weekday>[A-Za-z]{3,9}),? +)?"
_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_NAME}\.?[ ,-]+(?P<year>[0-9]{{4}}){_TIME}",
        rf"{_WEEKDAY}{_NAME}\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? +(?P<year>[0-9]{{4}}){_TIME}",
        rf"{_NAME}\.?,?[ -](?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}})[ -]{_NAME}[ -](?P<day>[0-9]{{1,2}})",
    )
)
_CLOCK = re.compile(_TIME.removesuffix("?").replace(r"(?:T|\s+|,\s*)", "", 1))
_PARTS = {
    DateOrder.DMY: ("day", "month", "year"),
    DateOrder.MDY: ("month", "day", "year"),
    DateOrder.YMD: ("year", "month", "day"),
}
_NOON = 12
DAY_LETTERS = 10
"""Characters of a day in EDTF that has neither a mark nor a year of more or less than four digits."""


MIDNIGHTS = frozenset(
    f"{gap}{time}" for gap in "T " for time in ("00:00:00", "00:00", "0:00", "00:00:00.000", "00:00:00Z")
)
"""What stands behind a day that is told without a time."""


class Style(NamedTuple):
    """What is known of the dates in a column; `century` is the year that 00 stands for."""

    order: DateOrder | None = None
    century: int | None = None
    zone: str | None = None


class Written(NamedTuple):
    """A date that was read, and whether a part of what was written is not in it."""

    date: PartialDate
    less: bool = False


@lru_cache(maxsize=1 << 14)
def read_date(text: str, style: Style) -> Written:
    """The date that a cell means. Raises AmbiguousDateError where no order was told, and DateError for no date.

    Day or month 0 is one that is not known, and midnight a time that is not. A time without a zone is left out.
    """
    if len(text) > LONGEST:
        raise too_long().about(text)
    try:
        return Written(PartialDate.parse(text[:DAY_LETTERS] if text[DAY_LETTERS:] in MIDNIGHTS else text))
    except DateError as error:
        fault = error
    if found := _ISO.fullmatch(text) or _TOGETHER.fullmatch(text):
        return _made(text, found.groupdict(), style)
    if found := _MONTH.fullmatch(text) or _YEAR.fullmatch(text):
        return _made(text, found.groupdict(), style)
    if found := _NUMBERS.fullmatch(text):
        return _ordered(text, found, style)
    for pattern in _WORDS:
        if found := pattern.fullmatch(text):
            return _worded(text, found.groupdict(), style)
    raise DateError(f"{quoted(text)} is no date") if "is no date;" in str(fault) else fault


def read_parts(year: str, month: str, day: str, time: str, style: Style) -> Written:
    """The date of which each part has a cell of its own; an empty one is not known. Raises DateError."""
    parts: dict[str, str | None] = {"year": year, "month": month, "day": day}
    text = "-".join(filter(None, (year, month, day)))
    if month and not month.isdigit():
        number = month_numbered(month)
        if number is None:
            raise DateError(f"{quoted(month)} is no month")
        parts["month"] = str(number)
    if time:
        return with_time(text, _made(text, parts, style), time, style)
    return _made(text, parts, style)


def with_time(text: str, written: Written, time: str, style: Style) -> Written:
    """A day with the time that another cell tells. Raises DateError."""
    found = _CLOCK.fullmatch(time.strip())
    if found is None:
        raise PhraseError("is no time of day; write it like 14:30").about(time)
    day = written.date.edtf
    if len(day) != DAY_LETTERS:
        return Written(written.date, less=True)
    year, month, number = day.split("-")
    return _made(f"{text} {time}", {"year": year, "month": month, "day": number, **found.groupdict()}, style)


def orders_of(text: str, style: Style) -> dict[DateOrder, PartialDate]:
    """What a cell of numbers alone means in each order that makes a date of it; nothing for any other cell."""
    found = _NUMBERS.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return {}
    readings = {}
    for order in _orders(found):
        try:
            readings[order] = _in_order(text, found, order, style).date
        except DateError:
            continue
    return readings


def month_numbered(name: str) -> int | None:
    """The number of a month in English, whole or in its first letters, three at least."""
    name = name.casefold().rstrip(".")
    if len(name) < 3:  # noqa: PLR2004 three letters
        return None
    name = "sep" if name == "sept" else name
    return next((n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)), None)


def _ordered(text: str, found: re.Match[str], style: Style) -> Written:
    if style.order is not None:
        return _in_order(text, found, style.order, style)
    readings: dict[PartialDate, Written] = {}
    fault: DateError | None = None
    for order in _orders(found):
        try:
            written = _in_order(text, found, order, style)
        except DateError as error:
            fault = error
            continue
        readings[written.date] = written
    if not readings:
        raise fault or DateError(f"{quoted(text)} is no date")
    if len(readings) > 1:
        named = " or ".join(each.text for each in readings)
        raise AmbiguousDateError(f"{quoted(text)} may be {named}; say which with --dates", tuple(readings))
    return next(iter(readings.values()))


def _orders(found: re.Match[str]) -> tuple[DateOrder, ...]:
    return tuple(DateOrder) if len(found["three"]) == 2 else (DateOrder.DMY, DateOrder.MDY)  # noqa: PLR2004 digits


def _in_order(text: str, found: re.Match[str], order: DateOrder, style: Style) -> Written:
    if order not in _orders(found):
        raise DateError(f"{quoted(text)} does not begin with its year")
    parts = found.groupdict()
    for part, name in zip(_PARTS[order], ("one", "two", "three"), strict=True):
        parts[part] = found[name]
    return _made(text, parts, style)


def _worded(text: str, parts: dict[str, str | None], style: Style) -> Written:
    month = month_numbered(parts["name"] or "")
    if month is None:
        raise DateError(f"{quoted(text)} is no date ({quoted(parts['name'] or '')} is no month)")
    written = _made(text, {**parts, "month": str(month)}, style)
    if weekday := parts.get("weekday"):
        right = WEEKDAYS[written.date.start // DAY % 7]
        if not right.casefold().startswith(weekday.casefold()):
            raise DateError(f"{quoted(text)} is no date ({written.date.text} is a {right})")
    return written


def _made(text: str, parts: dict[str, str | None], style: Style) -> Written:
    """The date of some parts; parts that are 0 are not known."""
    year = parts["year"] or ""
    if len(year) <= 2 and not year.startswith("-"):  # noqa: PLR2004 two digits
        if style.century is None:
            raise PhraseError("has a year of two digits, which may be of any century").about(text)
        year = str(style.century + int(year))
    month, day = int(parts.get("month") or 0), int(parts.get("day") or 0)
    edtf = canonical_year(int(year))
    if month:
        edtf += f"-{month:02d}"
    if day and not month:
        raise PhraseError("is no date (a day without its month)").about(text)
    less = False
    if day:
        edtf += f"-{day:02d}"
        time = _time(parts, style)
        less = time == ""
        edtf += time or ""
    try:
        return Written(PartialDate.parse(edtf), less)
    except DateError as error:
        raise DateError(f"{quoted(text)}{str(error).removeprefix(quoted(edtf))}") from None


def _time(parts: dict[str, str | None], style: Style) -> str | None:
    """The time of day in EDTF; none where there is none, empty where it is told without a zone."""
    hour_text, minute = parts.get("hour"), parts.get("minute")
    if hour_text is None or minute is None:
        return None
    hour = int(hour_text)
    if half := parts.get("half"):
        hour = hour % _NOON + (_NOON if half.casefold() == "pm" else 0)
    if hour == 0 and minute == "00":
        return None
    zone = parts.get("zone") or style.zone
    if not zone:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        return f"T{hour:02d}:{minute}Z"
    return f"T{hour:02d}:{minute}{zone[:3]}:{zone[-2:]}"
