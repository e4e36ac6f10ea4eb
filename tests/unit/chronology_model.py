"""A chronology computed the slow and obvious way, over plain lists, and random stores to compare with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from chronoterm.chronology.memory import MemoryChronology
from chronoterm.chronology.names import Names
from chronoterm.chronology.view import Direction
from chronoterm.dates import EARLIEST, LATEST, PartialDate, month_of, month_title
from chronoterm.query import Condition, Facet, Order, Period, Query, SortKey
from chronoterm.records import Actor, Basis, Membership, Place, Record, RelationType
from chronoterm.text import fold

DAY = 24 * 60
Span = tuple[int, int]


@dataclass(frozen=True)
class Model:
    """Records with the actors and places that they name, asked by going through all of them each time."""

    records: tuple[Record, ...]
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()

    @cached_property
    def chronology(self) -> MemoryChronology:
        """The same records, indexed."""
        return MemoryChronology.build(self.records, Names(self.actors, self.places))

    @cached_property
    def in_time(self) -> list[Record]:
        return sorted(self.records, key=lambda each: (*dates_of(each), each.id))

    # What belongs to what

    def memberships(self, actor: str) -> Sequence[Membership]:
        return next((each.member_of for each in self.actors if each.id == actor), ())

    def above_actor(self, actor: str, span: Span) -> set[str]:
        """Every way up without turning back, with the time that all of its steps have in common."""

        def ways(here: str, left: Span, passed: tuple[str, ...]) -> Iterator[str]:
            for each in self.memberships(here):
                first = PartialDate.parse(each.start).start if each.start else EARLIEST
                last = PartialDate.parse(each.end).end if each.end else LATEST
                shared = max(left[0], first), min(left[1], last)
                if shared[0] < shared[1] and each.actor not in passed:
                    yield each.actor
                    yield from ways(each.actor, shared, (*passed, each.actor))

        return set(ways(actor, span, (actor,)))

    def above_place(self, place: str) -> set[str]:
        around = {each.id: each.part_of for each in self.places}
        found: list[str] = []
        here = around.get(place)
        while here is not None and here not in (*found, place):
            found.append(here)
            here = around.get(here)
        return set(found)

    def above(self, facet: Facet, value: str) -> set[str]:
        if facet is Facet.PLACE:
            return self.above_place(value)
        return self.above_actor(value, (EARLIEST, LATEST)) if facet in (Facet.ACTOR, Facet.SPEAKER) else set()

    def direct_parents(self, facet: Facet, value: str) -> list[str]:
        if facet is Facet.PLACE:
            return [each.part_of for each in self.places if each.id == value and each.part_of is not None]
        if facet in (Facet.ACTOR, Facet.SPEAKER):
            return [each.actor for each in self.memberships(value)]
        return []

    # What a record has

    def values(self, record: Record, facet: Facet) -> set[str]:
        match facet:
            case Facet.KIND:
                return {record.kind.value} | ({"expected"} if record.expected else set())
            case Facet.TAG:
                return set(record.tags)
            case Facet.SOURCE:
                named = {source.publisher or source.title or source.url for source in record.sources}
                return {name or "unnamed source" for name in named} | {
                    source.via for source in record.sources if source.via
                }
            case Facet.PLACE:
                return {*record.places}.union(*(self.above_place(each) for each in record.places))
        who = {record.speaker} if record.speaker else set()
        if facet is Facet.ACTOR:
            who |= set(record.actors)
        return who.union(*(self.above_actor(each, span_of(record)) for each in who))

    def all_values(self, facet: Facet) -> set[str]:
        return set[str]().union(*(self.values(each, facet) for each in self.records))

    # Views

    def satisfies(self, record: Record, condition: Condition | Period) -> bool:
        if isinstance(condition, Period):
            start, end = span_of(record)
            return start < condition.until and condition.since < end
        return (
            any(value in self.values(record, condition.facet) for value in condition.values)
            is not condition.exclude
        )

    def matching(self, query: Query) -> list[Record]:
        """In chronological order."""
        return [each for each in self.in_time if all(self.satisfies(each, one) for one in query.conditions)]

    def view(self, query: Query, order: Order) -> list[Record]:
        found = self.matching(query)
        if order.key is SortKey.DATE:
            dated, undated = [each for each in found if each.date], [each for each in found if not each.date]
            return [*(dated[::-1] if order.reverse else dated), *undated]
        with_value = [each for each in found if self.sort_text(each, order.key)]
        # Sorting is stable, and stays so with `reverse`: ties keep the order of time.
        return [
            *sorted(with_value, key=lambda each: self.sort_text(each, order.key), reverse=order.reverse),
            *(each for each in found if not self.sort_text(each, order.key)),
        ]

    def sort_text(self, record: Record, key: SortKey) -> str:
        match key:
            case SortKey.KIND:
                return "expected" if record.expected else record.kind.value
            case SortKey.HEADLINE:
                return fold(record.headline)
            case SortKey.SOURCE:
                return fold(record.sources[0].via or record.sources[0].name) if record.sources else ""
            case SortKey.PLACE:
                around = {above for place in record.places for above in self.above_place(place)}
                narrow = [place for place in record.places if place not in around] or record.places
                return fold(", ".join(self.label(Facet.PLACE, each, short=True) for each in narrow))
        lead = record.speaker or (record.actors[0] if record.actors else "")
        return fold(self.label(Facet.ACTOR, lead, short=True)) if lead else ""

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

    def count(self, query: Query, facet: Facet, value: str) -> int:
        others = Query(
            tuple(
                each for each in query.conditions if not (isinstance(each, Condition) and each.facet is facet)
            )
        )
        return sum(value in self.values(each, facet) for each in self.matching(others))

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
            elif end - start <= DAY:
                end = start + 1
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


def dates_of(record: Record) -> Span:
    """Start and end as a record is sorted by: beyond everything for an undated one."""
    if record.date is None:
        return LATEST, LATEST
    date = PartialDate.parse(record.date)
    return date.start, date.end


def span_of(record: Record) -> Span:
    """Where a record may lie."""
    if record.date is None:
        return EARLIEST, LATEST
    start, end = dates_of(record)
    return (EARLIEST if record.date_basis is Basis.PUBLICATION else start), end


def is_certain(record: Record, query: Query) -> bool:
    start, end = span_of(record)
    return all(each.since <= start and end <= each.until for each in query.periods)


def day_of(record: Record) -> int:
    """The number of the day a record begins on; the undated come after all, dates without a beginning before."""
    start = dates_of(record)[0]
    return start if start in (EARLIEST, LATEST) else start // DAY


def title_of(record: Record) -> str:
    start = dates_of(record)[0]
    if start == LATEST:
        return "undated"
    return "no beginning known" if start == EARLIEST else month_title(*month_of(start))
