"""The values of a facet with their counts, as a table, CSV or JSON."""

from collections.abc import Iterator, Sequence

from chronoterm.chronology.view import FacetValue
from chronoterm.exporters.csv import csv_line, harmless
from chronoterm.exporters.json import json_line
from chronoterm.exporters.table import columns
from chronoterm.terms import ACTORS, Facet
from chronoterm.text import clean

NAMED = (*ACTORS, Facet.PLACE)
"""The facets whose values are ids; the others' values are what they are called."""

HEAD = ("value", "name", "count")
DEEPEST = 8
"""Levels of a hierarchy that are indented; there is no end to them."""


def most_frequent(values: Sequence[FacetValue], *, with_none: bool) -> list[FacetValue]:
    """The values side by side, the most frequent first; those that no record has only `with_none`."""
    kept = [each.at_depth(0) for each in values if each.count or with_none]
    kept.sort(key=lambda each: -each.count)
    return kept


def as_tree(values: Sequence[FacetValue], kept: Sequence[FacetValue]) -> Iterator[FacetValue]:
    """What is kept of `values`, which stand as a tree, in their order and below what of the tree is kept."""
    shown = {each.value for each in kept}
    above: list[int] = []
    for each in values:
        while above and above[-1] >= each.depth:
            above.pop()
        if each.value in shown:
            yield each.at_depth(len(above))
            above.append(each.depth)


def facet_table(facet: Facet, values: Sequence[FacetValue], cells: int | None) -> Iterator[str]:
    """Lines of a table with a head; names are indented by their depth. `cells` as `table` has it."""
    most = max((len(f"{each.count:,}") for each in values), default=0)
    head, width = [each.upper() for each in HEAD], max(len(HEAD[-1]), most)
    head[-1] = head[-1].rjust(width)
    body = [
        [clean(each.value) or "–", _indented(each) or "–", f"{each.count:,}".rjust(width)] for each in values
    ]
    rows = [head, *body]
    if facet not in NAMED:
        rows = [[row[0], row[-1]] for row in rows]
    return (f" {line}" for line in columns(rows[0], rows[1:], {len(rows[0]) - 1}, cells))


def facet_csv(values: Sequence[FacetValue]) -> Iterator[str]:
    """Lines of CSV with a head."""
    yield csv_line(HEAD)
    for each in values:
        yield csv_line((harmless(each.value), harmless(each.label), str(each.count)))


def facet_json(values: Sequence[FacetValue]) -> Iterator[str]:
    """One value a line."""
    for each in values:
        yield json_line({"value": each.value, "name": each.label, "count": each.count})


def _indented(value: FacetValue) -> str:
    return "  " * min(value.depth, DEEPEST) + clean(value.label)
