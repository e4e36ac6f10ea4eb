"""Days, months and years that are named: which ones a phrase means when the year is left out.

Without a year it is the nearest one if it is at most 45 days off, else the tense decides.
"""

from datetime import date, timedelta

from chronoterm.importers.article.date_days import (
    NEAR,
    Days,
    Frame,
    last_day,
    maybe_day,
    month_year,
    spoken_year,
    today_of,
    year_of,
)
from chronoterm.importers.article.date_forms import Form, glued_days, month_number
from chronoterm.importers.proposals import Precision
from chronoterm.records import Basis

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ENDS = {
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
    "first half": "first",
    "second half": "second",
}


def _day_of(year: int | None, month: int, day: int, frame: Frame) -> tuple[date, str]:
    if year is not None:
        return date(year, month, day), "the date is written out"
    today = today_of(frame)
    near = [found for each in (-1, 0, 1) if (found := maybe_day(today.year + each, month, day))]
    if not near:
        raise ValueError
    nearest = min(near, key=lambda each: abs((each - today).days))
    if abs((nearest - today).days) <= NEAR:
        return nearest, f"the nearest year, at most {NEAR} days off"
    if frame.future:
        return min(each for each in near if each >= today), "the next one, as the clause looks ahead"
    return max(each for each in near if each <= today), "the last one, as the clause looks back"


def _number(text: str) -> int:
    return int(text.rstrip("stndrh"))


def exact(form: Form, frame: Frame) -> Days:
    """A day and its month, with or without the year."""
    year = frame.year if form.get("same") else year_of(form)
    day, rule = _day_of(year, month_number(form.get("month")), _number(form.get("day")), frame)
    return Days(day, day, Precision.DAY, Basis.EXPLICIT, rule)


def iso(form: Form, _frame: Frame) -> Days:
    """A day in ISO 8601."""
    day = date.fromisoformat(form.get("iso"))
    return Days(day, day, Precision.DAY, Basis.EXPLICIT, "the date is written out")


def dotted(form: Form, _frame: Frame) -> Days:
    """A day, month and year in figures."""
    day = date(int(form.get("year")), int(form.get("number")), int(form.get("day")))
    return Days(day, day, Precision.DAY, Basis.EXPLICIT, "the date is written out")


def span(form: Form, frame: Frame) -> Days:
    """From one day to another."""
    last_month = month_number(form.get("month2"))
    first_day, last_day = _number(form.get("day")), _number(form.get("day2"))
    end, rule = _day_of(year_of(form, "year2") or None, last_month, last_day, frame)
    return Days(
        _before(form, end, first_day),
        end,
        Precision.RANGE,
        Basis.EXPLICIT,
        f"from the first day to the last; {rule}",
    )


def _before(form: Form, end: date, first_day: int) -> date:
    """The first day of a range whose end is known; “31–1 February” begins in the month before."""
    if form.get("month"):
        month = month_number(form.get("month"))
        year = year_of(form) or (end.year if (month, first_day) <= (end.month, end.day) else end.year - 1)
        return date(year, month, first_day)
    if first_day <= end.day:
        return end.replace(day=first_day)
    return (end.replace(day=1) - timedelta(days=1)).replace(day=first_day)


def glued(form: Form, frame: Frame) -> Days:
    """Two days of a range that lost its dash."""
    first, last = glued_days(form.get("digits")) or (0, 0)
    end, rule = _day_of(year_of(form, "year2"), month_number(form.get("month2")), last, frame)
    start = _before(form, end, first)
    return Days(
        start, end, Precision.RANGE, Basis.EXPLICIT, f"two days that lost the dash between them; {rule}"
    )


def month(form: Form, frame: Frame) -> Days:
    """A month, or a third of it."""
    month = month_number(form.get("month"))
    year = frame.year if form.get("same") else year_of(form)
    basis = Basis.EXPLICIT
    if year is None:
        year = month_year(month, form.get("cue"), frame)
    start, end = date(year, month, 1), last_day(year, month)
    part = form.get("part") or _ENDS.get(form.get("part_of"), "")
    if part:
        thirds = {
            "early": (1, 10),
            "mid": (11, 20),
            "late": (21, end.day),
            "first": (1, 15),
            "second": (16, end.day),
        }
        first, last = thirds[part]
        return Days(
            start.replace(day=first),
            start.replace(day=last),
            Precision.VAGUE,
            basis,
            f"“{part}” is a third of the month",
        )
    return Days(start, end, Precision.MONTH, basis, "the whole month")


def months(form: Form, frame: Frame) -> Days:
    """From one month to another."""
    last = month_number(form.get("month2"))
    year = year_of(form, "year2") or month_year(last, "", frame)
    first = month_number(form.get("month"))
    start_year = year_of(form) or (year if first <= last else year - 1)
    return Days(
        date(start_year, first, 1),
        last_day(year, last),
        Precision.RANGE,
        Basis.EXPLICIT,
        "from the first month to the last",
    )


def season(form: Form, frame: Frame) -> Days:
    """A season of the year."""
    month = _SEASONS[form.get("season")]
    year = year_of(form)
    if year is None:
        year = month_year(month, form.get("when") if form.get("when") in ("last", "next") else "", frame)
    end = last_day(year + (month == 12), (month + 1) % 12 + 1)  # noqa: PLR2004 - winter ends in the next year
    return Days(date(year, month, 1), end, Precision.VAGUE, Basis.EXPLICIT, "the three months of the season")


def quarter(form: Form, frame: Frame) -> Days:
    """A quarter or a half of a year."""
    year = spoken_year(form.get("year"), frame)
    size = 3 if form.get("piece") == "quarter" else 6
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // size}[form.get("nth")]
    start = (nth - 1) * size + 1
    return Days(
        date(year, start, 1),
        last_day(year, start + size - 1),
        Precision.RANGE,
        Basis.EXPLICIT,
        "the months of that part of the year",
    )


def year(form: Form, frame: Frame) -> Days:
    """A year, or a part of it."""
    year = spoken_year(form.get("year"), frame)
    part = form.get("part") or _ENDS.get(form.get("part_of"), "")
    if part:
        first, last = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "first": (1, 6), "second": (7, 12)}[
            part
        ]
        return Days(
            date(year, first, 1),
            last_day(year, last),
            Precision.VAGUE,
            Basis.EXPLICIT,
            "a part of the year, by convention",
        )
    return Days(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, Basis.EXPLICIT, "the whole year")


def years(form: Form, _frame: Frame) -> Days:
    """From one year to another."""
    return Days(
        date(int(form.get("year")), 1, 1), date(int(form.get("year2")), 12, 31), Precision.RANGE, Basis.EXPLICIT, "from the first year to the last"
    )  # fmt: skip
