"""Names that somebody may mean while a filter is typed, with the number of records that each would leave."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from chronoterm.chronology.view import Chronology, FacetValue, View
from chronoterm.dates import PartialDate
from chronoterm.language.completing import Completing, completing, replaced
from chronoterm.language.errors import QueryError
from chronoterm.language.fields import FIELD_OF, FIELDS, Takes
from chronoterm.language.reading import Reading, read_query
from chronoterm.language.tokens import spelled
from chronoterm.matching import fit_of, fit_of_start, fold_all
from chronoterm.query import ALL, Query
from chronoterm.steps import Asked
from chronoterm.terms import Condition, Facet
from chronoterm.text import clean, fold

MOST = 9
"""Names offered at a time."""

ANYWHERE = (Facet.ACTOR, Facet.PLACE, Facet.SOURCE, Facet.TAG)
"""Whose names are offered for a word that stands in no field."""


class Offer(NamedTuple):
    """A name as it is shown, and the records that it would leave."""

    shown: str
    records: int
    complete: Callable[[], tuple[str, int]]

    @property
    def completed(self) -> tuple[str, int]:
        """The text with the name in it, and the place of the cursor; made only for what is taken, as it takes time."""
        return self.complete()


def offers(
    chronology: Chronology, base: Asked, text: str, cursor: int, today: PartialDate
) -> Sequence[Offer]:
    """The names that fit what stands at the cursor, those with records before those without, then the best first.

    For a bare word a facet that nothing is asked of yet comes before others: who has named an actor goes on to a place.
    """
    where = completing(text, cursor)
    if where is None or not (where.field or where.typed):
        return ()
    view = _without_it(chronology, base, text, where, today)
    if where.field and where.facet is None:
        if FIELDS[where.field].takes in (Takes.SERIES, Takes.STATE):
            return _figures(chronology, view, text, where, today)
        return list(_choices(chronology, view, text, where, today))
    found = list(_fitting(view, where))
    if where.facet is None:
        typed = fold(where.typed)
        asked = {each.facet for each in view.query.conditions if isinstance(each, Condition)}
        found.sort(
            key=lambda each: (
                not each[1].count,
                each[0] in asked,
                -fit_of(typed, each[1].names),
                -each[1].count,
            )
        )
    return [_offer(chronology, text, where, facet, value) for facet, value in found[:MOST]]


def _choices(
    chronology: Chronology, view: View, text: str, where: Completing, today: PartialDate
) -> Iterator[Offer]:
    """The values of a field that has only a few, none of them a facet's."""
    for choice in FIELDS[where.field].choices:
        if choice.startswith(fold(where.typed)):
            reading = read_query(f"{where.field}:{choice}", chronology, today=today)
            records = chronology.view(_with(view.query, reading), view.order).count
            yield Offer(choice, records, partial(replaced, text, where, where.field, choice))


def _figures(
    chronology: Chronology, view: View, text: str, where: Completing, today: PartialDate
) -> Sequence[Offer]:
    """The series or the states that fit and that records have, the most frequent first."""
    found = []
    for value, shown in _figure_names(chronology, where):
        term = text[_start_of(text, where) : where.start] + spelled(value)
        try:
            reading = read_query(term, chronology, today=today)
        except QueryError:
            continue
        if records := chronology.view(_with(view.query, reading), view.order).count:
            found.append(Offer(shown, records, partial(replaced, text, where, where.field, value)))
    return sorted(found, key=lambda each: (-each.records, each.shown))[:MOST]


def _figure_names(chronology: Chronology, where: Completing) -> Sequence[tuple[str, str]]:
    """The series or states that fit what is typed, each with what it is called."""
    pairs, typed = chronology.series_and_states(), fold(where.typed)
    if FIELDS[where.field].takes is Takes.STATE:
        names = {state: clean(state) for _, state in pairs}
    else:
        names = {series: _series_name(chronology, series) for series, _ in pairs}
    fits = {
        value: fit_of_start(typed, fold_all(value, shown))
        for value, shown in names.items()
        if value and "/" not in value
    }
    best = sorted((value for value in fits if fits[value] or not typed), key=lambda value: -fits[value])
    return [(value, names[value]) for value in best[:MOST]]


def _series_name(chronology: Chronology, series: str) -> str:
    known = chronology.series(series)
    return clean(known.name if known else series)


def _fitting(view: View, where: Completing) -> Iterator[tuple[Facet, FacetValue]]:
    """The values that fit, those with records first and then the best; the seam has counted no more than needed."""
    typed = fold(where.typed)
    for facet in (where.facet,) if where.facet else ANYWHERE:
        yield from ((facet, value) for value in view.named(facet, typed, MOST))


def _offer(chronology: Chronology, text: str, where: Completing, facet: Facet, value: FacetValue) -> Offer:
    shown = clean(value.label) if where.facet else f"{FIELD_OF[facet]}:{clean(value.label)}"
    return Offer(shown, value.count, partial(_completed, chronology, text, where, facet, value))


def _completed(
    chronology: Chronology, text: str, where: Completing, facet: Facet, value: FacetValue
) -> tuple[str, int]:
    """The text with the name; with the id where others of the facet are called so too."""
    is_clear = list(chronology.resolve(facet, value.label)) == [value.value]
    return replaced(text, where, FIELD_OF[facet], value.label if is_clear else value.value)


def _without_it(
    chronology: Chronology, base: Asked, text: str, where: Completing, today: PartialDate
) -> View:
    """The view of all that is typed besides the name at the cursor."""
    start = _start_of(text, where)
    rest = f"{text[:start]}{text[where.end :]}".strip()
    query = base.query
    if rest:
        try:
            query = _with(query, read_query(rest, chronology, today=today, near=None))
        except QueryError:
            query = base.query
    order = base.order
    return chronology.view(query if chronology.is_quick(query, order) else ALL, order)


def _start_of(text: str, where: Completing) -> int:
    """Where the term begins that the cursor stands in."""
    return max(text.rfind(" ", 0, where.start), text.rfind("(", 0, where.start)) + 1


def _with(query: Query, reading: Reading) -> Query:
    """A query with what was read as well."""
    narrowed = query.having(*reading.conditions)
    narrowed = narrowed if reading.as_of is None else narrowed.known(reading.as_of)
    return narrowed.with_certain_only(certain_only=True) if reading.certain_only else narrowed
