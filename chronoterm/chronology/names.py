"""What ids are called, and what belongs to what: aliases and hierarchies, closed once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from chronoterm.chronology.name_starts import NameStarts
from chronoterm.dates import EARLIEST, LATEST
from chronoterm.matching import EXACT, fit_of_start, fold_all
from chronoterm.records import Actor, Membership, Place, Series
from chronoterm.terms import ACTORS, Facet
from chronoterm.text import fold

Span = tuple[int, int]

Named = TypeVar("Named", Actor, Place, Series)
Table = Mapping[str, Named] | Iterable[Named]

ALL_TIME = (EARLIEST, LATEST)


class Names:
    """The actors, places and series that a store tells about. An id that it does not know is its own name."""

    def __init__(
        self,
        actors: "Table[Actor]" = (),
        places: "Table[Place]" = (),
        series: "Table[Series]" = (),
    ) -> None:
        """Each by its id where it is a mapping, which then must not change."""
        self.actors = _by_id(actors)
        self.places = _by_id(places)
        self.series = _by_id(series)
        self._reached: dict[str, tuple[tuple[str, ...], bool]] = {}
        self._around: dict[str, tuple[str, ...]] = {}
        self._folded: dict[tuple[Facet, str], tuple[str, ...]] = {}
        self._starts: dict[Facet, NameStarts] = {}

    def table(self, facet: Facet) -> Mapping[str, Actor] | Mapping[str, Place]:
        """Who or what a facet's values are; empty for facets without a table."""
        if facet in ACTORS:
            return self.actors
        return self.places if facet is Facet.PLACE else {}

    @property
    def hierarchy(self) -> tuple[Mapping[str, tuple[Membership, ...]], Mapping[str, str]]:
        """What actors belong to, and what places lie within: all that postings depend on."""
        members = {each.id: each.member_of for each in self.actors.values() if each.member_of}
        return members, {each.id: each.part_of for each in self.places.values() if each.part_of}

    @cached_property
    def holders(self) -> frozenset[str]:
        """Everybody that somebody belongs to, and every place that another lies in."""
        members, parts = self.hierarchy
        return frozenset((*(each.actor for those in members.values() for each in those), *parts.values()))

    def label(self, facet: Facet, value: str, *, short: bool = False) -> str:
        """The name of a value. Short is the first alias that is part of the name: Zelenskyy, Kim."""
        known = self.table(facet).get(value)
        if known is None:
            return value
        return (short and _short_name(known.name, known.aliases)) or known.name

    def names(self, facet: Facet, value: str) -> tuple[str, ...]:
        """Everything a value is called, its id included, folded for matching."""
        key = (facet, value)
        if key not in self._folded:
            known = self.table(facet).get(value)
            self._folded[key] = (
                fold_all(value) if known is None else fold_all(known.name, value, *known.aliases)
            )
        return self._folded[key]

    def actors_above(self, actor: str, span: Span) -> tuple[str, ...]:
        """What an actor belongs to, directly or through others, at some time of `span` (half-open minutes)."""
        above, dated = self._reach(actor)
        return tuple(self._climb_actors(actor, span)) if dated else above

    def is_dated(self, actor: str) -> bool:
        """Whether what an actor belongs to depends on the time."""
        return self._reach(actor)[1]

    def places_above(self, place: str) -> tuple[str, ...]:
        """What a place lies within, the nearest first."""
        if place not in self._around:
            self._around[place] = tuple(self._climb_places(place))
        return self._around[place]

    def narrowest(self, places: Sequence[str]) -> list[str]:
        """Those of `places` that no other of them lies in; all of them where they lie in each other."""
        around = {above for place in places for above in self.places_above(place)}
        return [place for place in places if place not in around] or list(places)

    def above(self, facet: Facet, value: str) -> tuple[str, ...]:
        """All that a value ever belonged to or lies within."""
        if facet is Facet.PLACE:
            return self.places_above(value)
        return self._reach(value)[0] if facet in ACTORS else ()

    def parents(self, facet: Facet, value: str) -> tuple[str, ...]:
        """What a value directly belongs to or lies within; it is listed below the first of them that is listed."""
        if facet is Facet.PLACE:
            place = self.places.get(value)
            return (place.part_of,) if place and place.part_of is not None else ()
        if facet in ACTORS:
            return tuple(each.actor for each in self._memberships(value))
        return ()

    def resolve(self, facet: Facet, typed: str, values: Collection[str]) -> list[str]:
        """What a typed name means: the one of that id, those exactly called so, else those with a word that begins so.

        Among those that the store tells about, and `values`.
        """
        table, wanted = self.table(facet), fold(typed)
        if typed in table or typed in values:
            return [typed]
        if not wanted:
            return []
        fits = self._starts_of(facet).fitting(wanted)
        for value in values:
            if value not in table and (fit := fit_of_start(wanted, self.names(facet, value))):
                fits[value] = fit
        exact = [value for value, fit in fits.items() if fit == EXACT]
        return exact or list(fits)

    def _starts_of(self, facet: Facet) -> NameStarts:
        """Where the names in a table begin, made when first asked for."""
        made = self._starts.get(facet)
        if made is None:
            table = self.table(facet)
            made = self._starts[facet] = NameStarts.of((each, self.names(facet, each)) for each in table)
        return made

    def _memberships(self, actor: str) -> tuple[Membership, ...]:
        known = self.actors.get(actor)
        return known.member_of if known else ()

    def _reach(self, actor: str) -> tuple[tuple[str, ...], bool]:
        """Everything an actor ever belonged to, and whether any step on the way is dated."""
        if actor not in self._reached:
            above = self._climb_actors(actor, ALL_TIME)
            steps = (step for each in (actor, *above) for step in self._memberships(each))
            self._reached[actor] = above, any(step.span != ALL_TIME for step in steps)
        return self._reached[actor]

    def _climb_actors(self, actor: str, span: Span) -> tuple[str, ...]:
        """Step by step, each with what is left of `span`: all memberships on a way must last at one time."""
        seen: dict[tuple[str, Span], None] = {(actor, span): None}
        waiting = [(actor, span)]
        while waiting:
            here, left = waiting.pop()
            for each in self._memberships(here):
                lasting = each.within(left)
                if lasting is not None and (each.actor, lasting) not in seen:
                    seen[each.actor, lasting] = None
                    waiting.append((each.actor, lasting))
        return tuple(dict.fromkeys(above for above, _ in seen if above != actor))

    def _climb_places(self, place: str) -> list[str]:
        seen: dict[str, None] = {place: None}
        here: str | None = place
        while (known := self.places.get(here or "")) and known.part_of and known.part_of not in seen:
            here = known.part_of
            seen[here] = None
        return list(seen)[1:]


def _by_id(table: Table[Named]) -> Mapping[str, Named]:
    return table if isinstance(table, Mapping) else {each.id: each for each in table}


def _short_name(name: str, aliases: Iterable[str]) -> str | None:
    words = f" {name} "
    return next((each for each in aliases if f" {each} " in words and each != name), None)
