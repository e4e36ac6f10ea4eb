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
    """The values under each parent, frequent first, then by label; roots stand under none."""
    below: dict[str | None, list[str]] = defaultdict(list)
    order = sorted(counts, key=lambda value: (-counts[value], index.names.label(facet, value)))
    for value in order:
        parent = index.names.parent(facet, value)
        below[parent if parent in counts else None].append(value)
    return below


def _walk(below: Mapping[str | None, list[str]]) -> Iterator[tuple[str, int]]:
    """Values depth first with their depth; those that lie in a circle of parents come last, as roots."""
    seen: set[str] = set()
    for root in [*below.get(None, ()), *(value for values in below.values() for value in values)]:
        waiting = [(root, 0)]
        while waiting:
            value, depth = waiting.pop()
            if value not in seen:
                seen.add(value)
                yield value, depth
                waiting.extend((child, depth + 1) for child in reversed(below.get(value, ())))
