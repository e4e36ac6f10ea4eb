"""What a value that somebody looks at can be filtered by."""

from chronoterm.chronology.view import Chronology
from chronoterm.dates import DAY, EARLIEST, LATEST, DateError, PartialDate, day_start
from chronoterm.ordering import SortKey
from chronoterm.records import Entry, Record
from chronoterm.terms import Clock, Condition, Facet, Mark, Marked, Period, Term


def has(facet: Facet, *values: str) -> Condition:
    """That a record has one of some values."""
    return Condition(facet, values)


def when_of(entry: Entry) -> Term:
    """That a record is of the days of this one's date; for an undated one, that it is undated too."""
    when = entry.when
    return Marked(Mark.UNDATED) if when is None else _days(when, Clock.DATE)


def about_of(record: Record) -> Term | None:
    """That a record speaks of the time that this one speaks of; none where it names none."""
    try:
        about = None if record.about_date is None else PartialDate.parse(record.about_date)
    except DateError:
        return None
    return None if about is None else _days(about, Clock.ABOUT)


def value_in(entry: Entry, column: SortKey, chronology: Chronology) -> Term | None:
    """What the value of a record in a column of the list can be filtered by; none where there is none.

    A headline is like no other, so that its column stands for the kind.
    """
    match column:
        case SortKey.DATE:
            return when_of(entry)
        case SortKey.ACTOR:
            return has(Facet.ACTOR, entry.lead) if entry.lead else None
        case SortKey.PLACE:
            narrowest = tuple(dict.fromkeys(chronology.narrowest(entry.places)))
            return has(Facet.PLACE, *narrowest) if narrowest else None
        case SortKey.SOURCE:
            return has(Facet.SOURCE, entry.lead_source) if entry.lead_source else None
        case _:
            return has(Facet.KIND, entry.sort_of)


def _days(date: PartialDate, clock: Clock) -> Period:
    """The whole days that a date touches."""
    since = EARLIEST if date.start == EARLIEST else day_start(date.start)
    until = LATEST if date.end == LATEST else day_start(date.end - 1) + DAY
    return Period(since, until, clock)
