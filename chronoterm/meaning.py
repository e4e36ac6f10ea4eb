"""What a value that somebody looks at can be filtered by."""

from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate, day_start
from chronoterm.documents import DocumentError
from chronoterm.ordering import SortKey
from chronoterm.records import Entry, Record
from chronoterm.terms import Clock, Condition, Facet, Mark, Marked, Period, Reported, Term


def has(facet: Facet, *values: str) -> Condition:
    """That a record has one of some values."""
    return Condition(facet, values)


def when_of(entry: Entry) -> Term:
    """That a record is of the days of this one's date; for an undated one, that it is undated too."""
    when = entry.when
    return Marked(Mark.UNDATED) if when is None else _days(when, Clock.DATE)


def about_of(record: Record) -> Term | None:
    """That a record speaks of the time that this one speaks of; none where it names none."""
    about = record.about
    return None if about is None else _days(about, Clock.ABOUT)


def time_by(clock: Clock, entry: Entry, chronology: Chronology) -> PartialDate | None:
    """When a record is by a clock: its date, or the time that it speaks of; none where that is not known."""
    if clock is Clock.DATE:
        return entry.when
    try:
        return chronology.record(entry.id).about
    except (
        KeyError,
        DocumentError,
    ):  # the store is another by now, or the record is damaged: the detail says so
        return None


def value_in(entry: Entry, column: SortKey, chronology: Chronology) -> Term | None:  # noqa: PLR0911 - one for each column
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
        case SortKey.ABOUT:
            about = time_by(Clock.ABOUT, entry, chronology)
            return None if about is None else _days(about, Clock.ABOUT)
        case SortKey.LAG | SortKey.ORIGINS:
            return None
        case _:
            return has(Facet.KIND, entry.sort_of)


def as_independent(entry: Entry, view: View) -> Term | None:
    """That a record has as many origins as this one, as far as its view counts them."""
    evidence = view.evidence()
    row = evidence.row_of(entry.id)
    return None if row is None else Reported(evidence.reports(row).origins)


def _days(date: PartialDate, clock: Clock) -> Period:
    """The whole days that a date touches."""
    since = EARLIEST if date.start == EARLIEST else day_start(date.start)
    until = LATEST if date.end == LATEST else day_start(date.end - 1) + DAY
    return Period(since, until, clock)
