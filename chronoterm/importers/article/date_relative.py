"""Days that are told from another one: weekdays, counted days, “overnight”, and what refers back.

A weekday in the past is the last one, the day of publication included, and in the future the next; “coming days” are
seven days.
"""

from datetime import date, timedelta

from chronoterm.importers.article.date_days import Days, Frame, last_day, one_day, shifted, today_of
from chronoterm.importers.article.date_forms import Form, count_of, weekday_number
from chronoterm.importers.proposals import Precision
from chronoterm.records import Basis

_DAYS = {"hour": 1, "day": 7, "week": 28, "month": 92, "year": 731}


def this_part(form: Form, frame: Frame) -> Days:
    """The beginning, middle or end of this week, month or year."""
    which = form.get("which").replace("the", "this")
    whole = _period_days(f"{which} {form.get('unit')}", frame)
    days = (whole.end - whole.start).days + 1
    number = {"beginning": 0, "start": 0, "middle": 1, "end": 2}[form.get("piece")]
    if form.get("unit") == "month":
        first, last = ((1, 10), (11, 20), (21, whole.end.day))[number]
        start, end = whole.start.replace(day=first), whole.start.replace(day=last)
    else:
        start = whole.start + timedelta(days=days * number // 3)
        end = whole.start + timedelta(days=days * (number + 1) // 3 - 1)
    return Days(start, end, Precision.VAGUE, Basis.RELATIVE, "a third of that time, by convention")


def weekday(form: Form, frame: Frame) -> Days:
    """A day of the week."""
    today, number = today_of(frame), weekday_number(form.get("weekday"))
    when = form.get("when")
    if when.startswith("later") and number == today.weekday():
        return one_day(today, "later that day")
    back = (today.weekday() - number) % 7
    ahead = (number - today.weekday()) % 7 or 7
    if when in ("next", "this coming", "the coming", "the following") or (
        frame.future and when not in ("last", "the previous")
    ):
        if when == "next" and number > today.weekday() and not frame.future:
            ahead += 0
        return one_day(today + timedelta(days=ahead), "the next such day, as the clause looks ahead")
    if when in ("last", "the previous") and back == 0:
        back = 7
    return one_day(today - timedelta(days=back), "the last such day, the day of publication included")


def ago(form: Form, frame: Frame) -> Days:
    """So many units ago, earlier or later."""
    count, unit = count_of(form.get("count")), form.get("unit")
    back = form.get("way") in ("ago", "earlier", "before", "previously")
    anchor = today_of(frame) if form.get("way") in ("ago", "from now") else (frame.last or today_of(frame))
    if count is None:
        far = _DAYS.get(unit, 731)
        edge = anchor + timedelta(days=-far if back else far)
        return Days(
            min(edge, anchor),
            max(edge, anchor),
            Precision.VAGUE,
            Basis.RELATIVE,
            "an uncertain number, by convention",
        )
    day = shifted(anchor, -count if back else count, unit)
    return _about(day, unit, "so many counted from the day it was said")


def _about(day: date, unit: str, rule: str) -> Days:
    if unit == "month":
        return Days(day.replace(day=1), last_day(day.year, day.month), Precision.MONTH, Basis.RELATIVE, rule)
    if unit in ("year", "decade"):
        return Days(date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR, Basis.RELATIVE, rule)
    if unit == "week":
        return Days(day - timedelta(days=3), day + timedelta(days=3), Precision.VAGUE, Basis.RELATIVE, rule)
    return one_day(day, rule)


def ahead(form: Form, frame: Frame) -> Days:
    """In so many units, or within them."""
    today, count, unit = today_of(frame), count_of(form.get("count")), form.get("unit")
    if form.get("way") == "within" or count is None:
        end = (
            shifted(today, count, unit) if count is not None else today + timedelta(days=_DAYS.get(unit, 731))
        )
        return Days(today, end, Precision.VAGUE, Basis.RELATIVE, "from that day to the end of the time named")
    if not frame.future:
        raise ValueError
    return _about(shifted(today, count, unit), unit, "so many counted from the day it was said")


def coming(form: Form, frame: Frame) -> Days:
    """The coming days, weeks or months."""
    today, unit = today_of(frame), form.get("unit").rstrip("s")
    return Days(
        today,
        today + timedelta(days=_DAYS[unit]),
        Precision.VAGUE,
        Basis.RELATIVE,
        f"“coming {unit}s” are {_DAYS[unit]} days, by convention",
    )


def next_units(form: Form, frame: Frame) -> Days:
    """The next so many units."""
    today, count, unit = today_of(frame), count_of(form.get("count")), form.get("unit")
    end = shifted(today, count, unit) if count is not None else today + timedelta(days=_DAYS.get(unit, 731))
    return Days(today, end, Precision.VAGUE, Basis.RELATIVE, "from that day to the end of the time named")


def recent(form: Form, frame: Frame) -> Days:
    """The past so many units."""
    today, unit, count = today_of(frame), form.get("unit"), form.get("count")
    singular = unit.rstrip("s")
    if (
        not count
        and not unit.endswith("s")
        and singular in ("week", "month", "year")
        and form.get("way") in ("last", "previous")
    ):
        return _period_days(f"last {singular}", frame)
    if unit == "24-hour period" or (
        singular in ("day", "night", "hour") and (not unit.endswith("s") or singular == "hour")
    ):
        return Days(
            today - timedelta(days=1),
            today,
            Precision.VAGUE,
            Basis.RELATIVE,
            "the day before publication and that day",
        )
    number = count_of(count) if count else None
    start = (
        shifted(today, -number, singular)
        if number
        else today
        - timedelta(
            days=_DAYS.get(singular, 731)
            if unit.endswith("s")
            else {"week": 7, "month": 30, "year": 365}.get(singular, 7)
        )
    )
    return Days(start, today, Precision.VAGUE, Basis.RELATIVE, "the time up to that day, by convention")


def period(form: Form, frame: Frame) -> Days:
    """Last, this or next week, month or year."""
    return _period_days(f"{form.get('when')} {form.get('unit')}", frame)


def _period_days(words: str, frame: Frame) -> Days:
    when, unit = words.split()
    today, step = today_of(frame), {"last": -1, "this": 0, "next": 1}[when]
    rule = f"“{words}” counted from the day it was said"
    if unit == "year":
        return Days(
            date(today.year + step, 1, 1),
            date(today.year + step, 12, 31),
            Precision.YEAR,
            Basis.RELATIVE,
            rule,
        )
    if unit == "month":
        moved = shifted(today.replace(day=1), step, "month")
        return Days(moved, last_day(moved.year, moved.month), Precision.MONTH, Basis.RELATIVE, rule)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    first = monday + timedelta(days=5) if unit == "weekend" else monday
    return Days(first, monday + timedelta(days=6), Precision.VAGUE, Basis.RELATIVE, rule)


def dayword(form: Form, frame: Frame) -> Days:
    """Today, tomorrow, overnight."""
    today, word = today_of(frame), form.get("word")
    steps = {
        "yesterday": -1,
        "tomorrow": 1,
        "tomorrow night": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "last evening": -1,
    }
    if word in steps:
        return one_day(today + timedelta(days=steps[word]), f"“{word}” counted from the day it was said")
    if word in (
        "overnight",
        "last night",
        "at night",
        "during the night",
        "night before",
        "the night before",
    ):
        return Days(
            today - timedelta(days=1), today, Precision.RANGE, Basis.RELATIVE, "the night before publication"
        )
    return one_day(today, f"“{word}” is the day it was said")


def same(form: Form, frame: Frame) -> Days:
    """The same day, the day before or after."""
    if frame.last is None:
        raise ValueError
    word = form.get("word")
    step = 1 if any(each in word for each in ("following", "next", "after", "later")) else 0
    step = -1 if any(each in word for each in ("previous", "before", "earlier")) else step
    return one_day(
        frame.last + timedelta(days=step), "counted from the last exact day in the paragraph", Basis.ANAPHORIC
    )
