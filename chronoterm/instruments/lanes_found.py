"""Which lanes a view has, one for each actor, speaker, place or source, and which time it spans.

A lane is a value of a facet with all records of a view that have it, or something within it: a place holds what lies
in it, a body its members at the time. So lanes overlap, and a member stands below its body.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.chronology.view import Chronology, FacetValue, View
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import Query
from chronoterm.scale import Scale
from chronoterm.terms import AllOf, Clock, Condition, Facet, Mark, Marked, Period, Term
from chronoterm.text import clean

FACETS = (Facet.ACTOR, Facet.SPEAKER, Facet.PLACE, Facet.SOURCE)
"""What lanes are made of, in the order in which a key goes round."""

FINE = 400
"""Buckets in which lanes look for the first and the last record; of so few days each is found."""

INDENT = "  "
"""Before a lane for each that holds it."""

Minutes = tuple[int, int]
"""Half-open minutes."""


class Lane(Struct, frozen=True):
    """A value with its records; `depth` counts the lanes above that hold it. The label is clean."""

    facet: Facet
    value: str
    label: str
    count: int
    depth: int = 0

    @property
    def indented(self) -> str:
        """The label below those of the lanes that hold it."""
        return f"{INDENT * self.depth}{self.label}"

    @property
    def condition(self) -> Condition:
        """That a record is in the lane."""
        return Condition(self.facet, (self.value,))


def lanes_of(chronology: Chronology, view: View, facet: Facet) -> tuple[Lane, ...]:
    """The lanes of a view, those with most records first, each below what it belongs to; none without a record."""
    values = chronology.view(_counting_under_all(view.query, facet), by_time(view)).facets(facet)
    return tuple(_with_records(facet, values))


def by_time(view: View) -> Order:
    """The order of time that a view goes by."""
    return CHRONOLOGICAL.by_clock(view.order.clock)


def _counting_under_all(query: Query, facet: Facet) -> Query:
    """The same query, told so that what it says of the facet itself counts for the facet's values too.

    The values beside a list are counted without it, so that others can be chosen; a lane is what the view has.
    """
    mine = query.on(facet)
    return replace(
        query, conditions=tuple(AllOf((each, each)) if each in mine else each for each in query.conditions)
    )


def _with_records(facet: Facet, values: Sequence[FacetValue]) -> Iterator[Lane]:
    """Values that have records; one whose body has none at the time stands where the body would."""
    above: list[int] = []
    for each in values:
        while above and above[-1] >= each.depth:
            above.pop()
        if each.count:
            yield Lane(facet, each.value, clean(each.label) or "–", each.count, len(above))
            above.append(each.depth)


def time_of(view: View, buckets: int) -> Minutes | None:
    """The half-open minutes from the first to the last dated record of a view, within the time asked for.

    They are found by ever finer histograms of up to so many buckets, in whole units of the last one, so that no record
    has to be looked at.
    """
    clock = view.order.clock
    start, end = view.extent or (0, 0)
    for term in _all_of(view.query.conditions):
        if isinstance(term, Period) and term.clock is clock:
            start, end = max(start, term.since), min(end, term.until)
    while start < end:
        scale = Scale.of(start, end, buckets)
        held = [bucket for bucket, count in enumerate(view.histogram(scale.edges)) if count > 0]
        if not held:
            return None
        narrower = max(start, scale.edges[held[0]]), min(end, scale.edges[held[-1] + 1])
        if narrower == (start, end):
            return narrower
        start, end = narrower
    return None


def undated_among(chronology: Chronology, view: View) -> int:
    """How many records of a view have no time by its clock."""
    if view.order.clock is Clock.DATE:
        return chronology.view(view.query.having(Marked(Mark.UNDATED)), by_time(view)).count
    timed = view.query.having(Period(clock=Clock.ABOUT))
    return view.count - chronology.view(timed, by_time(view)).count


def _all_of(terms: Sequence[Term]) -> Iterator[Term]:
    """Terms that must all be true, those too that were asked for as one."""
    for term in terms:
        if isinstance(term, AllOf):
            yield from _all_of(term.parts)
        else:
            yield term
