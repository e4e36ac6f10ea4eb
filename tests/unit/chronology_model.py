"""A chronology computed the slow and obvious way, over plain lists, to compare the real one with."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby, pairwise
from typing import Any

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.chronology.view import Direction
from chronoterm.dates import EARLIEST, LATEST, month_of, month_title
from chronoterm.ordering import Order, Sorting, SortKey
from chronoterm.query import Query
from chronoterm.records import Record, RelationType
from chronoterm.terms import Condition, Facet
from chronoterm.text import fold
from tests.unit.chronology_records import ModelRecords
from tests.unit.chronology_truth import Span, Truth, dates_of

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

    @property
    def extent(self) -> Span | None:
        """From the first minute to after the last of which a date tells that it begins or ends there."""
        spans = [dates_of(each) for each in self.records if each.date]
        firsts = [start for start, _ in spans if start != EARLIEST]
        lasts = [end - 1 for _, end in spans if end != LATEST]
        return (min(firsts + lasts), max(firsts + lasts) + 1) if spans else None

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
        if order.columns == (Sorting(SortKey.DATE, reverse=True),):
            return [*(each for each in found[::-1] if each.date), *(each for each in found if not each.date)]
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
        return self.sort_text(record, key) or None

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
        if facet not in (Facet.ACTOR, Facet.SPEAKER, Facet.PLACE):
            return value
        for each in self.places if facet is Facet.PLACE else self.actors:
            if each.id == value:
                words = each.name.split(" ")
                shorter = [alias for alias in each.aliases if alias in words and alias != each.name]
                return shorter[0] if short and shorter else each.name
        return value

    def groups(self, query: Query, order: Order) -> list[tuple[int, str]]:
        titles = groupby(enumerate(self.view(query, order)), key=lambda each: title_of(each[1]))
        return [(next(iter(rows))[0], title) for title, rows in titles]

    # Moving in time

    def nearest(self, query: Query, order: Order, record_id: str) -> int | None:
        view = self.view(query, order)
        ids = [each.id for each in self.in_time]
        if not view or record_id not in ids:
            return None
        later = [each for each in self.matching(query) if ids.index(each.id) >= ids.index(record_id)]
        return view.index(later[0] if later else self.matching(query)[-1])

    def find(self, query: Query, order: Order, minute: int) -> int | None:
        dated = [each for each in self.matching(query) if each.date]
        later = [each for each in dated if dates_of(each)[0] >= minute]
        return self.view(query, order).index((later or dated[-1:])[0]) if dated else None

    def step_day(self, query: Query, order: Order, position: int, direction: Direction) -> int | None:
        view = self.view(query, order)
        if position >= len(view):
            return None
        here = day_of(view[position])
        if direction is Direction.LATER:
            days = [day_of(each) for each in view if each.date and day_of(each) > here]
        else:
            days = [day_of(each) for each in view if each.date and day_of(each) < here]
        if not days:
            return None
        day = min(days) if direction is Direction.LATER else max(days)
        first = next(each for each in self.matching(query) if day_of(each) == day)
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

    def histogram(self, query: Query, edges: Sequence[int]) -> list[float]:
        counts = [0.0] * max(0, len(edges) - 1)
        for record in self.matching(query):
            if record.date is None:
                continue
            start, end = dates_of(record)
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


def day_of(record: Record) -> int:
    """The number of the day a record begins on; the undated come after all, dates without a beginning before."""
    start = dates_of(record)[0]
    return start if start in (EARLIEST, LATEST) else start // DAY


def title_of(record: Record) -> str:
    start = dates_of(record)[0]
    if start == LATEST:
        return "undated"
    return "no beginning known" if start == EARLIEST else month_title(*month_of(start))
