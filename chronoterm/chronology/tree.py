"""The values of a facet with their counts, each listed below what it belongs to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.index import Index
from chronoterm.chronology.name_starts import NameStarts
from chronoterm.chronology.view import FacetValue
from chronoterm.terms import KINDS, Facet

MOST_COUNTED = 200
"""Values that a short name means and that are counted: nobody reads more, and each takes some microseconds."""


class Listed(NamedTuple):
    """What does not change about a value, whatever is counted."""

    value: str
    label: str
    names: tuple[str, ...]
    parent: str | None
    rows: BitMap


class FacetTree:
    """The values of one facet of an index; names and parents are looked up once, counts at each call."""

    def __init__(self, index: Index, facet: Facet) -> None:
        postings = index.postings[facet].closed
        if facet is Facet.KIND:
            self._listed = [Listed(kind, kind, (kind,), None, index.posting(facet, kind)) for kind in KINDS]
        else:
            self._listed = [_listed(index, facet, value, rows) for value, rows in postings.items()]
            self._listed.sort(key=lambda each: each.label)
        self._starts = NameStarts([each.names for each in self._listed])
        self._keeps_order = facet is Facet.KIND
        parents = {each.value: each.parent for each in self._listed}
        self._has_circles = any(_leads_back(value, parents) for value in parents)

    def counted(self, rows: BitMap) -> Sequence[FacetValue]:
        """Every value with its count among `rows`: the most frequent first, on every level."""
        counted = [(each, rows.intersection_cardinality(each.rows)) for each in self._listed]
        if not self._keeps_order:
            counted.sort(key=lambda each: -each[1])
        below = self._below([each for each, _ in counted])
        counts = {each.value: count for each, count in counted}
        return [
            FacetValue(each.value, each.label, counts[each.value], depth, each.names)
            for each, depth in _walk(below)
        ]

    def named(self, typed: str, rows: BitMap, most: int) -> Sequence[FacetValue]:
        """The values that a folded name means with their counts among `rows`: the best fit first, then the most.

        Of very many only the most frequent are counted.
        """
        found = [(fit, self._listed[number]) for number, fit in self._starts.fitting(typed).items()]
        found.sort(key=lambda pair: (-pair[0], -len(pair[1].rows)))
        counted = [
            (fit, rows.intersection_cardinality(each.rows), each) for fit, each in found[:MOST_COUNTED]
        ]
        counted.sort(key=lambda one: (not one[1], -one[0], -one[1]))
        return [FacetValue(each.value, each.label, count, 0, each.names) for _, count, each in counted[:most]]

    def _below(self, order: Sequence[Listed]) -> Mapping[str | None, list[Listed]]:
        """The values under each parent; roots stand under none. A circle is cut at its most frequent value."""
        below: dict[str | None, list[Listed]] = defaultdict(list)
        parents = {each.value: each.parent for each in order}
        for each in order:
            if self._has_circles and _leads_back(each.value, parents):
                parents[each.value] = None
            below[parents[each.value]].append(each)
        return below


def _listed(index: Index, facet: Facet, value: str, rows: BitMap) -> Listed:
    names, postings = index.names, index.postings[facet].closed
    parent = next((each for each in names.parents(facet, value) if each in postings), None)
    return Listed(value, names.label(facet, value), names.names(facet, value), parent, rows)


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
