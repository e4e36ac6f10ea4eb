"""The values of a facet with their counts, each listed below what it belongs to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyroaring import BitMap

from chronoterm.chronology.index import Index
from chronoterm.chronology.view import FacetValue
from chronoterm.query import KINDS, Facet


def facet_tree(index: Index, facet: Facet, rows: BitMap) -> Sequence[FacetValue]:
    """Every value of `facet` with its count among `rows`: the most frequent first, on every level."""
    counts = {value: rows.intersection_cardinality(found) for value, found in index.postings[facet].items()}
    if facet is Facet.KIND:
        return [FacetValue(kind, kind, counts.get(kind, 0), 0, (kind,)) for kind in KINDS]
    below = _below(index, facet, counts)
    return [_value(index, facet, value, counts[value], depth) for value, depth in _walk(below)]


def _value(index: Index, facet: Facet, value: str, count: int, depth: int) -> FacetValue:
    names = index.names
    return FacetValue(value, names.label(facet, value), count, depth, names.names(facet, value))


def _below(index: Index, facet: Facet, counts: Mapping[str, int]) -> dict[str | None, list[str]]:
    """The values under each parent, frequent first, then by label; roots stand under none.

    A circle of parents is cut at its most frequent value, which becomes a root.
    """
    below: dict[str | None, list[str]] = defaultdict(list)
    order = sorted(counts, key=lambda value: (-counts[value], index.names.label(facet, value)))
    parents = {value: _parent(index, facet, value, counts) for value in order}
    for value in order:
        if _leads_back(value, parents):
            parents[value] = None
        below[parents[value]].append(value)
    return below


def _parent(index: Index, facet: Facet, value: str, listed: Mapping[str, int]) -> str | None:
    return next((each for each in index.names.parents(facet, value) if each in listed), None)


def _leads_back(value: str, parents: Mapping[str, str | None]) -> bool:
    """Whether climbing from a value comes back to it."""
    passed: set[str] = set()
    here = parents[value]
    while here is not None and here not in passed:
        passed.add(here)
        here = parents[here]
    return value in passed


def _walk(below: Mapping[str | None, list[str]]) -> Iterator[tuple[str, int]]:
    """Values depth first with their depth."""
    waiting = [(root, 0) for root in reversed(below.get(None, ()))]
    while waiting:
        value, depth = waiting.pop()
        yield value, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(value, ())))
