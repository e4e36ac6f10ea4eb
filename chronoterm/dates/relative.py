"""Dates told from today: `yesterday`, `last friday`, `3 days ago`, `this month`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chronoterm.dates.calendar import DAY, WEEKDAYS, day_of, day_start
from chronoterm.dates.drafts import Draft, Readings
from chronoterm.dates.parts import canonical_year

if TYPE_CHECKING:
    from chronoterm.dates.partial import PartialDate

_NAMED_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_TURNS = {"last": -1, "this": 0, "next": 1}
_COUNTED = re.compile(
    r"(?:(?P<ago>[0-9]{1,4}|an?) (?P<unit>day|week|month|year)s? ago|in (?P<ahead>[0-9]{1,4}|an?) (?P<unit2>day|week|month|year)s?)"
)
_TURNED = re.compile(r"(?P<turn>last|this|next) (?P<unit>month|year)")
_WEEKDAY = re.compile(r"(?:on )?(?:(?P<turn>last|next) )?(?P<name>[a-z]{3,9})")


def relative(text: str, today: PartialDate) -> Readings:
    """What a text means if it tells a date from today.

    Days and weeks count to a day, months to a month, years to a year: `3 months ago` knows no day. A weekday is the
    last one, today included; `last friday` is the one before today, `next friday` the one after it.
    """
    now = day_start(today.start)
    if text in _NAMED_DAYS:
        return (_day(now + _NAMED_DAYS[text] * DAY),)
    if found := _COUNTED.fullmatch(text):
        count = found["ago"] or found["ahead"]
        steps = int(count) if count.isdigit() else 1
        return (_moved(now, -steps if found["ago"] else steps, found["unit"] or found["unit2"]),)
    if found := _TURNED.fullmatch(text):
        return (_moved(now, _TURNS[found["turn"]], found["unit"]),)
    if (found := _WEEKDAY.fullmatch(text)) and (weekday := weekday_of(found["name"])) is not None:
        return (_weekday(now, weekday, found["turn"]),)
    return ()


def weekday_of(word: str) -> int | None:
    """The number of a weekday, Monday 0, from its name or the first three letters of it or more."""
    for number, name in enumerate(WEEKDAYS):
        if len(word) >= 3 and name.lower().startswith(word):  # noqa: PLR2004 "t" is two days
            return number
    return None


def _moved(now: int, steps: int, unit: str) -> Draft:
    year, month, _ = day_of(now)
    match unit:
        case "day":
            return _day(now + steps * DAY)
        case "week":
            return _day(now + steps * 7 * DAY)
        case "month":
            years, month0 = divmod(month - 1 + steps, 12)
            return Draft(canonical_year(year + years), f"-{month0 + 1:02d}")
        case _:
            return Draft(canonical_year(year + steps))


def _weekday(now: int, weekday: int, turn: str | None) -> Draft:
    since = (now // DAY - weekday) % 7
    if turn == "next":
        return _day(now + (7 - since) * DAY)
    if turn == "last":
        since = since or 7
    return _day(now - since * DAY)


def _day(minutes: int) -> Draft:
    year, month, day = day_of(minutes)
    return Draft(canonical_year(year), f"-{month:02d}-{day:02d}")
