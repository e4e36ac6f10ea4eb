"""A chronology computed the slow and obvious way, over plain lists, to compare the real one with."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby, pairwise
from math import inf
from typing import Any

from chronoterm.chronology.evidence import Reports
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.chronology.origins import reports_of
from chronoterm.chronology.view import Direction
from chronoterm.dates import EARLIEST, LATEST, month_of, month_title
from chronoterm.ordering import Order, Sorting, SortKey
from chronoterm.query import Query
from chronoterm.records import Record, RelationType
from chronoterm.terms import ACTORS, Clock, Condition, Facet
from chronoterm.text import fold
from tests.unit.chronology_records import ModelRecords
from tests.unit.chronology_truth import Span, Truth, about_span, dates_of, span_of

DAY = 24 * 60


@dataclass(frozen=True)
class Model(ModelRecords):
    """A chronology of these records, asked by going through all of them each time."""

    collate: Callable[[str], str] = fold

    @cached_property
    def chronology(self) -> IndexedChronology:
        """The same records, indexed."""
        names = Names(self.actors, self.places)
        return IndexedChronology.build(
            self.records, names, annotations=self.annotations, collate=self.collate
        )

    def as_built(self) -> "Model":
        """The same store with a chronology that is built of it."""
        return replace(self)

    def with_chronology(self, chronology: IndexedChronology) -> "Model":
        """The same store with a chronology that is made in another way."""
        self.__dict__["chronology"] = chronology
        return self

    @cached_property
    def in_time(self) -> list[Record]:
        return sorted(self.records, key=lambda each: (*dates_of(each), each.id))

    def span_by(self, record: Record, clock: Clock) -> Span | None:
        """When a record is by a clock, as it is written; none where that knows nothing of it."""
        if clock is Clock.DATE:
            return dates_of(record) if record.date else None
        return about_span(record)

    def in_time_by(self, records: Sequence[Record], clock: Clock) -> list[Record]:
        """Those that a clock knows of, as it has them, then as they stand."""
        spans = [(self.span_by(each, clock), each) for each in records]
        known = [(span, number, each) for number, (span, each) in enumerate(spans) if span is not None]
        return [each for _, _, each in sorted(known, key=lambda one: one[:2])]

    def extent_by(self, clock: Clock) -> Span | None:
        """As `extent`, by a clock."""
        spans = [span for each in self.records if (span := self.span_by(each, clock)) is not None]
        firsts = [start for start, _ in spans if start != EARLIEST]
        lasts = [end - 1 for _, end in spans if end != LATEST]
        return (min(firsts + lasts), max(firsts + lasts) + 1) if spans else None

    @property
    def extent(self) -> Span | None:
        """From the first minute to after the last of which a date tells that it begins or ends there."""
        return self.extent_by(Clock.DATE)

    # Views

    def with_answer(self, query: Query, *answers: Truth) -> list[Record]:
        """In chronological order."""
        return [each for each in self.in_time if self.answer(each, query) in answers]

    def certain(self, query: Query) -> list[Record]:
        return self.with_answer(query, Truth.TRUE)

    def possible(self, query: Query) -> list[Record]:
        return [] if query.certain_only else self.with_answer(query, Truth.PERHAPS)

    def hidden(self, query: Query) -> list[Record]:
        return self.with_answer(query, Truth.PERHAPS) if query.certain_only else []

    def matching(self, query: Query) -> list[Record]:
        """In chronological order."""
        if query.certain_only:
            return self.certain(query)
        return self.with_answer(query, Truth.TRUE, Truth.PERHAPS)

    def view(self, query: Query, order: Order) -> list[Record]:
        found = self.matching(query)
        if order.columns in ((Sorting(SortKey.DATE, reverse=True),), (Sorting(SortKey.ABOUT, reverse=True),)):
            known = self.in_time_by(found, order.clock)
            return [*known[::-1], *(each for each in found if each not in known)]
        # Sorting is stable, and stays so with `reverse`: the last column first, each keeps what it leaves open.
        for key, reverse in reversed(order.columns):
            having = [each for each in found if self.sort_value(each, key) is not None]
            found = [
                *sorted(having, key=partial(self.sort_value, key=key), reverse=reverse),
                *(each for each in found if self.sort_value(each, key) is None),
            ]
        return found

    def sort_value(self, record: Record, key: SortKey) -> Any:
        """What a record is sorted by in a column; none where it has nothing there."""
        if key is SortKey.DATE:
            return dates_of(record) if record.date else None
        if key is SortKey.ABOUT:
            return self.span_by(record, Clock.ABOUT)
        if key is SortKey.LAG:
            return lag_of(record)
        if key is SortKey.ORIGINS:
            reports = self.reports(record)
            return (reports.origins, reports.reports) if reports.reports else None
        return self.sort_text(record, key) or None

    def reports(self, record: Record) -> Reports:
        """How many reports there are of a record."""
        return reports_of(self.marks(record))

    def sort_text(self, record: Record, key: SortKey) -> str:
        match key:
            case SortKey.KIND:
                return "expected" if record.expected else record.kind.value
            case SortKey.HEADLINE:
                return self.collate(record.headline)
            case SortKey.SOURCE:
                return self.collate(record.sources[0].via or record.sources[0].name) if record.sources else ""
            case SortKey.PLACE:
                around = {above for place in record.places for above in self.above_place(place)}
                narrow = [place for place in record.places if place not in around] or record.places
                return self.collate(", ".join(self.label(Facet.PLACE, each, short=True) for each in narrow))
        lead = record.speaker or (record.actors[0] if record.actors else "")
        return self.collate(self.label(Facet.ACTOR, lead, short=True)) if lead else ""

    def label(self, facet: Facet, value: str, *, short: bool = False) -> str:
        if facet not in (*ACTORS, Facet.PLACE):
            return value
        for each in self.places if facet is Facet.PLACE else self.actors:
            if each.id == value:
                words = each.name.split(" ")
                shorter = [alias for alias in each.aliases if alias in words and alias != each.name]
                return shorter[0] if short and shorter else each.name
        return value

    def groups(self, query: Query, order: Order) -> list[tuple[int, str]]:
        titles = groupby(
            enumerate(self.view(query, order)), key=lambda each: self.title_of(each[1], order.clock)
        )
        return [(next(iter(rows))[0], title) for title, rows in titles]

    def title_of(self, record: Record, clock: Clock) -> str:
        span = self.span_by(record, clock)
        if span is None:
            return "undated" if clock is Clock.DATE else "speaks of no time"
        return "no beginning known" if span[0] == EARLIEST else month_title(*month_of(span[0]))

    # Moving in time

    def day_of(self, record: Record, clock: Clock) -> int:
        """The number of the day a record begins on; what has no time comes after all, what has no beginning before."""
        span = self.span_by(record, clock)
        start = LATEST if span is None else span[0]
        return start if start in (EARLIEST, LATEST) else start // DAY

    def nearest(self, query: Query, order: Order, record_id: str) -> int | None:
        view = self.view(query, order)
        ids = [each.id for each in self.in_time]
        if not view or record_id not in ids:
            return None
        later = [each for each in self.matching(query) if ids.index(each.id) >= ids.index(record_id)]
        return view.index(later[0] if later else self.matching(query)[-1])

    def find(self, query: Query, order: Order, minute: int) -> int | None:
        dated = self.in_time_by(self.matching(query), order.clock)
        later = [each for each in dated if (self.span_by(each, order.clock) or (LATEST,))[0] >= minute]
        return self.view(query, order).index((later or dated[-1:])[0]) if dated else None

    def step_day(self, query: Query, order: Order, position: int, direction: Direction) -> int | None:
        view = self.view(query, order)
        if position >= len(view):
            return None
        here, known = self.day_of(view[position], order.clock), self.in_time_by(view, order.clock)
        days = [self.day_of(each, order.clock) for each in known]
        days = [each for each in days if (each > here if direction is Direction.LATER else each < here)]
        if not days:
            return None
        day = min(days) if direction is Direction.LATER else max(days)
        known = self.in_time_by(self.matching(query), order.clock)
        first = next(each for each in known if self.day_of(each, order.clock) == day)
        return view.index(first)

    # Counts

    def counts(self, query: Query, facet: Facet) -> Counter[str]:
        """How many records have each value under the conditions that are not on this facet."""
        others = tuple(
            each for each in query.conditions if not (isinstance(each, Condition) and each.facet is facet)
        )
        return Counter(
            value
            for each in self.matching(Query(others, query.certain_only))
            for value in self.values(each, facet)
        )

    def histogram(self, query: Query, edges: Sequence[int], clock: Clock = Clock.DATE) -> list[float]:
        counts = [0.0] * max(0, len(edges) - 1)
        for record in self.matching(query):
            span = self.span_by(record, clock)
            if span is None:
                continue
            start, end = span
            if end == LATEST:
                end = start + 1
            elif start == EARLIEST:
                start = end - 1
            for bucket, (low, high) in enumerate(pairwise(edges)):
                counts[bucket] += max(0, min(end, high) - max(start, low)) / (end - start)
        return counts

    def related(self, record_id: str) -> set[tuple[str, str]]:
        """Words and id of every record that this one points to or that points to it."""
        out = {
            (_FROM_HERE[relation.type], relation.to)
            for each in self.records
            if each.id == record_id
            for relation in each.relations
        }
        back = {
            (_TO_HERE[relation.type], each.id)
            for each in self.records
            for relation in each.relations
            if relation.to == record_id
        }
        return out | back


_FROM_HERE = {each: each.value.replace("_", " ") for each in RelationType} | {
    RelationType.BACKGROUND: "background of"
}
_TO_HERE = {
    RelationType.BACKGROUND: "background",
    RelationType.ASSERTS: "asserted by",
    RelationType.RESTATES: "restated by",
    RelationType.UPDATES: "updated by",
    RelationType.DENIES: "denied by",
    RelationType.CORROBORATES: "corroborated by",
    RelationType.SAME_EVENT: "same event",
}


def lag_of(record: Record) -> tuple[float, float] | None:
    """The fewest and the most days from any day on which it may have been said to any that it may speak of."""
    about, said = about_span(record), span_of(record)
    if about is None or record.date is None:
        return None
    is_low, is_high = about[0] > EARLIEST and said[1] < LATEST, about[1] < LATEST and said[0] > EARLIEST
    if not is_low and not is_high:
        return None
    low = about[0] // DAY - (said[1] - 1) // DAY if is_low else -inf
    return low, (about[1] - 1) // DAY - said[0] // DAY if is_high else inf
