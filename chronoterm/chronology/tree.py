"""The values of a facet with their counts, each listed below what it belongs to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.kept_postings import KeptRows
from chronoterm.chronology.name_starts import NameStarts
from chronoterm.chronology.postings import counts_in, sizes_in
from chronoterm.chronology.view import FacetValue, Roles
from chronoterm.terms import KINDS, Facet

MOST_COUNTED = 200
"""Values that a short name means and that are counted: nobody reads more, and each takes some microseconds."""


KEPT_COUNTS, MOST_KEPT = 2, 10_000
"""Answers that are kept, so that a list that is opened again is there, and the values of one that is worth it."""


class Listed(NamedTuple):
    """What does not change about a value, whatever is counted."""

    value: str
    label: str
    names: tuple[str, ...]
    parent: str | None


class FacetTree:
    """The values of one facet of an index; names and parents are looked up once, counts at each call."""

    def __init__(
        self, index: Index, facet: Facet, listed: Mapping[str, Listed], starts: NameStarts | None = None
    ) -> None:
        """`starts` are those of the names of the values; without, they are made when somebody types one."""
        self._facet = facet
        self._rows = index.postings[facet].closed
        self._total = len(index.entries)
        self._listed = listed
        self._starts = starts
        self._counted: tuple[tuple[BitMap, Sequence[FacetValue]], ...] = ()

    @classmethod
    def of(cls, index: Index, facet: Facet) -> "FacetTree":
        """The tree of all values that there are."""
        values = KINDS if facet is Facet.KIND else index.values(facet)
        listed = _sorted(facet, [_listed(index, facet, value) for value in values])
        return cls(index, facet, listed)

    def after(self, change: Change) -> "FacetTree":
        """The tree of an index after a change."""
        index, facet = change.after, self._facet
        if change.before.names is not index.names:
            return FacetTree.of(index, facet)
        come, gone = _come_and_gone(facet, change)
        if not come and not gone:
            return FacetTree(index, facet, self._listed, self._starts)
        kept = [each for value, each in self._listed.items() if value not in gone]
        if not index.names.holders.isdisjoint(come | gone):
            kept = [each._replace(parent=_parent(index, facet, each.value)) for each in kept]
        new = [_listed(index, facet, value) for value in come]
        starts = self._starts and self._starts.changed(gone, ((each.value, each.names) for each in new))
        return FacetTree(index, facet, _sorted(facet, [*kept, *new]), starts)

    def counted(self, rows: BitMap) -> Sequence[FacetValue]:
        """Every value with its count among `rows`: the most frequent first, on every level."""
        found = next((values for those, values in self._counted if those == rows), None)
        if found is None:
            found = tuple(self._counted_anew(rows))
            if len(found) <= MOST_KEPT:
                self._counted = ((rows, found), *self._counted[: KEPT_COUNTS - 1])
        return found

    def _counted_anew(self, rows: BitMap) -> Sequence[FacetValue]:
        counts = counts_in(self._rows, rows, self._total)
        order = list(self._listed.values())
        if self._facet is not Facet.KIND:
            order.sort(key=lambda each: -counts.get(each.value, 0))
        return [
            FacetValue(each.value, each.label, counts.get(each.value, 0), depth, each.names)
            for each, depth in _walk(self._below(order))
        ]

    def named(self, typed: str, rows: BitMap, most: int) -> Sequence[FacetValue]:
        """The values that a folded name means with their counts among `rows`: the best fit first, then the most.

        Of very many only the most frequent are counted.
        """
        sizes, fits = self._sizes, self._starting.fitting(typed)
        is_all = len(rows) == self._total
        found = sorted(fits, key=lambda value: (-fits[value], -sizes.get(value, 0)))[:MOST_COUNTED]
        counted = [
            (fits[value], sizes.get(value, 0) if is_all else self._count(value, rows), self._listed[value])
            for value in found
        ]
        counted.sort(key=lambda one: (not one[1], -one[0], -one[1]))
        return [FacetValue(each.value, each.label, count, 0, each.names) for _, count, each in counted[:most]]

    def _count(self, value: str, rows: BitMap) -> int:
        return rows.intersection_cardinality(self._rows.get(value, _NONE))

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        """How many records each value has in all."""
        return sizes_in(self._rows)

    @property
    def _starting(self) -> NameStarts:
        if self._starts is None:
            self._starts = NameStarts.of((each.value, each.names) for each in self._listed.values())
        return self._starts

    @cached_property
    def _has_circles(self) -> bool:
        parents = {each.value: each.parent for each in self._listed.values()}
        return any(_leads_back(value, parents) for value in parents)

    def _below(self, order: Sequence[Listed]) -> Mapping[str | None, list[Listed]]:
        """The values under each parent; roots stand under none. A circle is cut at its most frequent value."""
        below: dict[str | None, list[Listed]] = defaultdict(list)
        parents = {each.value: each.parent for each in order}
        for each in order:
            if self._has_circles and _leads_back(each.value, parents):
                parents[each.value] = None
            below[parents[each.value]].append(each)
        return below


_NONE = BitMap()


class RolesIn(Mapping[str, Roles]):
    """In how many of some rows each actor is in each role; counted for those alone that somebody looks at."""

    def __init__(self, index: Index, rows: BitMap) -> None:
        self._rows = rows
        self._rows_of = [index.postings[each].closed for each in _ROLES]
        self._made: dict[str, Roles] = {}

    def __getitem__(self, actor: str) -> Roles:
        made = self._made.get(actor)
        if made is None:
            found = [each.get(actor) for each in self._rows_of]
            if not any(found):
                raise KeyError(actor)
            numbers = (self._rows.intersection_cardinality(each) if each else 0 for each in found)
            made = self._made[actor] = Roles(*numbers)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._actors)

    def __len__(self) -> int:
        return len(self._actors)

    @cached_property
    def _actors(self) -> Mapping[str, None]:
        return {each: None for rows_of in self._rows_of for each in rows_of}


_ROLES = (Facet.SPEAKER, Facet.SUBJECT, Facet.TARGET)


def _come_and_gone(facet: Facet, change: Change) -> tuple[AbstractSet[str], AbstractSet[str]]:
    """The values that there are only after a change, and those that there were only before; kinds stay."""
    if facet is Facet.KIND:
        return frozenset(), frozenset()
    before, after = change.before.postings[facet].closed, change.after.postings[facet].closed
    if isinstance(before, KeptRows) and isinstance(after, KeptRows):
        return after.since(before)
    return after.keys() - before.keys(), before.keys() - after.keys()


def _sorted(facet: Facet, listed: list[Listed]) -> Mapping[str, Listed]:
    """Values by their names; kinds as they are."""
    if facet is not Facet.KIND:
        listed = sorted(listed, key=lambda each: (each.label, each.value))
    return {each.value: each for each in listed}


def _listed(index: Index, facet: Facet, value: str) -> Listed:
    names = index.names
    return Listed(value, names.label(facet, value), names.names(facet, value), _parent(index, facet, value))


def _parent(index: Index, facet: Facet, value: str) -> str | None:
    """The first of what a value belongs to that is listed itself."""
    listed = index.postings[facet].closed
    return next((each for each in index.names.parents(facet, value) if each in listed), None)


def _leads_back(value: str, parents: Mapping[str, str | None]) -> bool:
    """Whether climbing from a value comes back to it."""
    passed: set[str] = set()
    here = parents[value]
    while here is not None and here not in passed:
        passed.add(here)
        here = parents[here]
    return value in passed


def _walk(below: Mapping[str | None, list[Listed]]) -> Iterator[tuple[Listed, int]]:
    """Values depth first with their depth."""
    waiting = [(root, 0) for root in reversed(below.get(None, ()))]
    while waiting:
        each, depth = waiting.pop()
        yield each, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(each.value, ())))
