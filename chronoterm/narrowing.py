"""From names and dates as people write them to the conditions of a query."""

from collections.abc import Iterable, Iterator, Mapping

from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import DAY, EARLIEST, LATEST, DateError, PartialDate, day_of, day_start, read_typed
from chronoterm.language.errors import told
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL, Query
from chronoterm.records import Entry
from chronoterm.terms import Condition, Facet, Period, Term
from chronoterm.text import clean

LAST_PLAIN_YEAR = 9999


def facet_condition(chronology: Chronology, facet: Facet, typed: str) -> Condition:
    """Records with the value that a typed name means, or any of those it may mean; none for a name nobody has."""
    values = (typed,) if facet is Facet.KIND else tuple(chronology.resolve(facet, typed))
    return Condition(facet, values or (typed,))


def query_of(
    chronology: Chronology,
    typed: Mapping[Facet, Iterable[str]],
    since: str | None,
    until: str | None,
    today: PartialDate,
) -> Query:
    """All of the conditions together. Raises DateError.

    `since` and `until` include the day, month or year they name; without a year they take the one nearest to the
    end of the chronology.
    """
    query = ALL
    for facet, names in typed.items():
        for name in names:
            query = query.having(facet_condition(chronology, facet, name))
    near = latest_date(chronology)
    begin, end = EARLIEST, LATEST
    if since is not None:
        date = read_typed(since, today=today, near=near)
        begin = date.start
        query = query.having(Period(since=date.start))
    if until is not None:
        date = read_typed(until, today=today, near=near)
        end = date.end
        query = query.having(Period(until=date.end))
    if end <= begin:
        raise DateError(f"the end of the time asked for, {until}, lies before its beginning, {since}")
    return query


def unknown_names(chronology: Chronology, typed: Mapping[Facet, Iterable[str]]) -> Iterator[str]:
    """A remark for each typed name that nobody has; none for kinds, which are not typed but chosen."""
    for facet, names in typed.items():
        for name in names:
            if facet is not Facet.KIND and not chronology.resolve(facet, name):
                yield f"no {facet.value} is called {told(name)}"


def without_each(chronology: Chronology, view: View) -> Iterator[tuple[Term, int]]:
    """Each condition of a view with the number of records that match the others."""
    for index, term in enumerate(view.query.conditions):
        yield term, chronology.view(view.query.without(index), CHRONOLOGICAL).count


def latest_date(chronology: Chronology) -> PartialDate | None:
    """The day that the last dated record begins on."""
    view = chronology.view(ALL, CHRONOLOGICAL.reversed())
    return first_day(view.window(0, 1)[0].entry) if view.count else None


def known_at_the_end_of(typed: str, today: PartialDate, near: PartialDate | None = None) -> int:
    """The minute after the last day of a date that somebody typed. Raises DateError, also for one without an end."""
    date = read_typed(typed, today=today, near=near)
    if date.end == LATEST:
        raise DateError(f"“{clean(typed)}” has no end; name the day until which things were known")
    return day_start(date.end - 1) + DAY


def first_day(entry: Entry) -> PartialDate | None:
    """The day that a record's date begins on, as `day_in` has it; none for an undated one."""
    when = entry.when
    return None if when is None else day_in(when)


def day_in(when: PartialDate) -> PartialDate:
    """The day that a date begins on: what a day typed without a year should be near to.

    A date without a beginning, or of a year that has no four digits, stands for itself.
    """
    year, month, day = day_of(when.start)
    return PartialDate.parse(f"{year:04}-{month:02}-{day:02}") if 0 <= year <= LAST_PLAIN_YEAR else when
