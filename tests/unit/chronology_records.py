"""Records, what each of them has, and what is true of it, computed the slow and obvious way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from chronoterm.chronology.origins import SourceMark, reports_of
from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.query import Query
from chronoterm.records import Actor, Annotation, Membership, Place, Record, RelationType
from chronoterm.terms import (
    ACTORS,
    AllOf,
    Amount,
    AnyOf,
    Between,
    Condition,
    Facet,
    Figured,
    Grade,
    Marked,
    Named,
    Not,
    Period,
    Reported,
    Term,
    Words,
)
from tests.unit.chronology_truth import (
    Leaf,
    Span,
    Truth,
    claims,
    compared,
    graded,
    is_marked,
    is_named,
    lies_in,
    says,
    span_of,
    stands,
    two_valued,
)


@dataclass(frozen=True)
class ModelRecords:
    """Records with the actors and places that they name, and what users noted about them."""

    records: tuple[Record, ...]
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    annotations: tuple[Annotation, ...] = ()

    def noted(self, record_id: str) -> list[Annotation]:
        """What users noted about a record, the oldest first."""
        return sorted(
            (each for each in self.annotations if each.record == record_id),
            key=lambda each: (each.at or "", each.id or ""),
        )

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
        return self.above_actor(value, (EARLIEST, LATEST)) if facet in ACTORS else set()

    def direct_parents(self, facet: Facet, value: str) -> list[str]:
        if facet is Facet.PLACE:
            return [each.part_of for each in self.places if each.id == value and each.part_of is not None]
        if facet in ACTORS:
            return [each.actor for each in self.memberships(value)]
        return []

    # What a record has

    @cached_property
    def _values(self) -> dict[tuple[str, Facet], set[str]]:
        return {(each.id, facet): self._values_of(each, facet) for each in self.records for facet in Facet}

    def values(self, record: Record, facet: Facet) -> set[str]:
        return self._values[record.id, facet]

    def _values_of(self, record: Record, facet: Facet) -> set[str]:
        named = self.named(record, facet)
        if facet is Facet.PLACE:
            return named.union(*(self.above_place(each) for each in named))
        if facet in ACTORS:
            return named.union(*(self.above_actor(each, span_of(record)) for each in named))
        return named

    def named(self, record: Record, facet: Facet) -> set[str]:  # noqa: PLR0911 - one for each facet
        """The values that the record names itself."""
        who = {record.speaker} if record.speaker else set()
        match facet:
            case Facet.KIND:
                return {record.kind.value} | ({"expected"} if record.expected else set())
            case Facet.TAG:
                return {*record.tags, *(each.tag for each in self.noted(record.id) if each.tag)}
            case Facet.USER:
                return self.users(record)
            case Facet.SOURCE:
                named = {source.publisher or source.title or source.url for source in record.sources}
                return {name or "unnamed source" for name in named} | {
                    source.via for source in record.sources if source.via
                }
            case Facet.PLACE:
                return set(record.places)
            case Facet.ACTOR:
                return who | set(record.actors) | set(record.targets)
            case Facet.SPEAKER:
                return who
            case Facet.SUBJECT:
                return {each for each in record.actors if each not in who and each not in record.targets}
            case Facet.TARGET:
                return set(record.targets)

    def users(self, record: Record) -> set[str]:
        """Who noted something about the record, or changed it last."""
        saying = (each for each in self.noted(record.id) if each.star or each.tag or each.comment)
        return {user for user in (record.by, *(each.by for each in saying)) if user}

    def all_values(self, facet: Facet) -> set[str]:
        return set[str]().union(*(self.values(each, facet) for each in self.records))

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        return {each.id: list(self._fields(each)) for each in self.records}

    def _fields(self, record: Record) -> Iterator[str]:
        """What a record is found by, field by field."""
        yield from (record.headline, record.summary or "", record.quote or "")
        for actor in self.named(record, Facet.ACTOR):
            yield from self._called(self.actors, actor)
        for place in record.places:
            yield from self._called(self.places, place)
        for source in record.sources:
            yield from (source.publisher or "", source.title or "", source.via or "")
        yield from (each.comment or "" for each in self.noted(record.id))

    @staticmethod
    def _called(known: Sequence[Actor | Place], value: str) -> Sequence[str]:
        return next(((each.name, *each.aliases) for each in known if each.id == value), (value,))

    # What is true of a record

    def truth(self, record: Record, term: Term) -> Truth:
        match term:
            case Not():
                return self.truth(record, term.part).denied
            case AnyOf():
                return max(self.truth(record, each) for each in term.parts)
            case AllOf():
                return min(self.truth(record, each) for each in term.parts)
            case _:
                return self._truth_of_leaf(record, term)

    def _truth_of_leaf(self, record: Record, term: Leaf) -> Truth:  # noqa: PLR0911 - one for each kind
        match term:
            case Condition():
                values = self.named(record, term.facet) if term.exact else self.values(record, term.facet)
                return two_valued(any(value in values for value in term.values) is not term.exclude)
            case Period():
                return lies_in(record, term)
            case Words():
                return says(self._texts[record.id], term)
            case Marked():
                return is_marked(record, term.mark, {each.record for each in self.annotations if each.star})
            case Grade():
                return graded(record, term)
            case Amount() | Between():
                return claims(record, term)
            case Figured():
                return stands(record, term)
            case Reported():
                counts = reports_of(self.marks(record))
                return two_valued(compared(counts.origins if term.origins else counts.reports, term))
            case Named():
                return is_named(record, term)

    def marks(self, record: Record) -> list[SourceMark]:
        """The sources of all records that tell the same event, and of those that corroborate one of them."""
        same, supports = (
            {
                (each.id, relation.to)
                for each in self.records
                for relation in each.relations
                if relation.type is type_
            }
            for type_ in (RelationType.SAME_EVENT, RelationType.CORROBORATES)
        )
        group = {record.id}
        for _ in self.records:
            group |= {each for one, other in same if group & {one, other} for each in (one, other)}
            group &= {each.id for each in self.records}
        telling = group | {one for one, other in supports if other in group}
        return [
            SourceMark.of(source) for each in self.records if each.id in telling for source in each.sources
        ]

    def answer(self, record: Record, query: Query) -> Truth:
        return min((self.truth(record, each) for each in query.conditions), default=Truth.TRUE)
