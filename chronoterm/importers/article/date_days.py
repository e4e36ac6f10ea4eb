"""Which days a phrase of time may mean: what all readers of such phrases share."""

from datetime import date, timedelta
from typing import NamedTuple

from chronoterm.importers.article.date_forms import Form
from chronoterm.importers.proposals import Precision
from chronoterm.records import Basis

NEAR = 45
"""Days within which a date without a year is in the nearest year, whatever the tense."""

LENGTHS = {"day": 1, "night": 1, "week": 7}
"""Days of the units that always have as many."""


class Frame(NamedTuple):
    """What a phrase is read against: the day of publication or of the statement, the tense, the last exact day.

    `year` is that of the last date, for “that year”.
    """

    today: date | None
    future: bool = False
    last: date | None = None
    year: int | None = None


class Days(NamedTuple):
    """The days that a phrase means, both included, how sharp they are and what the reading rests on."""

    start: date
    end: date
    precision: Precision
    basis: Basis
    rule: str


def today_of(frame: Frame) -> date:
    """The day that a phrase is read against; raises ValueError when it is not known."""
    if frame.today is None:
        raise ValueError
    return frame.today


def year_of(form: Form, name: str = "year") -> int | None:
    """The year that a phrase has in figures."""
    found = form.get(name)
    return int(found) if found.isdigit() else None


def last_day(year: int, month: int) -> date:
    """The last day of a month; month 13 is January of the next year."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def shifted(today: date, count: int, unit: str) -> date:
    """A day so many units away; months and years keep the day of the month as far as it goes."""
    if unit in LENGTHS:
        return today + timedelta(days=count * LENGTHS[unit])
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only what is needed is imported

    if unit == "hour":
        return today
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    moved: date = today + relativedelta(months=months)
    return moved


def one_day(day: date, rule: str, basis: Basis = Basis.RELATIVE) -> Days:
    """A single day."""
    return Days(day, day, Precision.DAY, basis, rule)


def month_year(month: int, cue: str, frame: Frame) -> int:
    """The year of a month without one: the nearest if at most 45 days off, else by tense."""
    today = today_of(frame)
    if cue not in ("next", "last"):
        gaps = {
            year: _gap(today, date(year, month, 1), last_day(year, month))
            for year in (today.year - 1, today.year, today.year + 1)
        }
        nearest = min(gaps, key=lambda year: (gaps[year], year))
        if gaps[nearest] <= NEAR:
            return nearest
    if frame.future or cue == "next":
        return (
            today.year if (month >= today.month and cue != "next") or month > today.month else today.year + 1
        )
    if cue == "last":
        return today.year if month < today.month else today.year - 1
    return today.year if month <= today.month else today.year - 1


def _gap(day: date, start: date, end: date) -> int:
    """How many days a day lies outside a time."""
    return max((start - day).days, (day - end).days, 0)


def maybe_day(year: int, month: int, day: int) -> date | None:
    """A day if there is one of that number in that month."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def spoken_year(words: str, frame: Frame) -> int:
    """The year that “2025” or “next year” means."""
    if words.isdigit():
        return int(words)
    step = {"this": 0, "next": 1, "last": -1}[words.split(maxsplit=1)[0]]
    return today_of(frame).year + step
