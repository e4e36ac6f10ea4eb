"""From names and dates as people write them to the conditions of a query."""

from collections.abc import Iterable, Iterator, Mapping

from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import EARLIEST, LATEST, DateError, PartialDate, day_of, read_typed
from chronoterm.language.errors import told
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL, Query
from chronoterm.records import Entry
from chronoterm.terms import Condition, Facet, Period, Term

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


def first_day(entry: Entry) -> PartialDate | None:
    """The day that a record's date begins on: what a day typed without a year should be near to.

    A date without a beginning, or of a year that has no four digits, stands for itself.
    """
    when = entry.when
    if when is None:
        return None
    year, month, day = day_of(when.start)
    return PartialDate.parse(f"{year:04}-{month:02}-{day:02}") if 0 <= year <= LAST_PLAIN_YEAR else when
