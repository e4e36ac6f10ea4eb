"""Which days a phrase of time means, read against the day of publication and the tense of its clause."""

from collections.abc import Callable

from chronoterm.importers.article import date_calendar, date_relative
from chronoterm.importers.article.date_days import Days, Frame
from chronoterm.importers.article.date_forms import Form

_READERS: dict[str, Callable[[Form, Frame], Days]] = {
    "day": date_calendar.exact,
    "iso": date_calendar.iso,
    "dotted": date_calendar.dotted,
    "span": date_calendar.span,
    "glued": date_calendar.glued,
    "month": date_calendar.month,
    "months": date_calendar.months,
    "season": date_calendar.season,
    "quarter": date_calendar.quarter,
    "year": date_calendar.year,
    "years": date_calendar.years,
    "thispart": date_relative.this_part,
    "weekday": date_relative.weekday,
    "ago": date_relative.ago,
    "ahead": date_relative.ahead,
    "coming": date_relative.coming,
    "next": date_relative.next_units,
    "recent": date_relative.recent,
    "period": date_relative.period,
    "dayword": date_relative.dayword,
    "same": date_relative.same,
}


def resolved(form: Form, frame: Frame) -> Days | None:
    """The days of a phrase; `None` when it names a day that does not exist, or nothing it could refer to."""
    try:
        return _READERS[form.kind](form, frame)
    except (ValueError, OverflowError, KeyError):
        return None
