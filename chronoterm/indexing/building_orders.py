"""How all rows stand in each column: equal values have one rank, from 1; 0 is for a row without a value."""

from array import array
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, chain, islice
from operator import itemgetter, ne
from typing import NamedTuple

import numpy as np

from chronoterm.chronology.names import Names
from chronoterm.dates import LATEST
from chronoterm.indexing.building_parts import Coded, Column, Columns, Sorted
from chronoterm.indexing.building_posting import Collate
from chronoterm.indexing.building_reading import picked
from chronoterm.indexing.building_rows import Rows
from chronoterm.indexing.building_values import Numbers, hashes_in, numbers_of
from chronoterm.ordering import SortKey
from chronoterm.terms import Facet

COLUMNS = (SortKey.ACTOR, SortKey.PLACE, SortKey.SOURCE, SortKey.KIND)
"""Those that have few values; headlines and dates are sorted in another way."""


def by_date(rows: Rows) -> "array[int]":
    """The rank of each row by its date: one more wherever that changes; 0 for the undated."""
    ranks = array("I")
    for rank, ((start, _), size) in enumerate(zip(rows.spans, rows.sizes, strict=True), 1):
        ranks.extend(array("I", [0 if start == LATEST else rank]) * size)
    return ranks


def by_columns(parts: Sequence[Columns], names: Names, collate: Collate, places: Numbers) -> dict[str, bytes]:
    """The ranks of all rows in the columns that have few values; `places` are those of the rows."""
    return {
        key.value: _by_column(key, [part[key.value] for part in parts], names, collate)[places].tobytes()
        for key in COLUMNS
    }


def _by_column(key: SortKey, columns: Sequence[Column], names: Names, collate: Collate) -> Numbers:
    """The ranks of all places."""
    name = _namer(key, names)
    keys = [[collate(name(value)) for value in column.values] for column in columns]
    ranks = {each: rank for rank, each in enumerate(sorted({"", *chain.from_iterable(keys)}))}
    return np.concatenate(
        [
            np.array([ranks[each] for each in those], np.uint32)[numbers_of(column.codes)]
            for column, those in zip(columns, keys, strict=True)
        ]
    )


def without_gaps(ranks: bytes) -> bytes:
    """Ranks of which each is there, but for 0: a value may be only in records that are left out."""
    those = numbers_of(ranks)
    used = np.union1d(those, np.zeros(1, np.uint32))
    return np.searchsorted(used, those).astype(np.uint32).tobytes()


class Standing(NamedTuple):
    """All places in the order of their headlines, each with its rank."""

    places: Numbers
    ranks: Numbers


def by_headline(parts: Sequence[Sorted]) -> Standing:
    """How all headlines stand, which are sorted in each part. An empty one, of what is left out, has rank 0."""
    keys = list(chain.from_iterable(part.headlines for part in parts))
    firsts = accumulate((len(part.headlines) for part in parts), initial=0)
    places = np.concatenate(
        [numbers_of(part.standing) + np.uint32(first) for part, first in zip(parts, firsts, strict=False)]
    )
    order = sorted(range(len(keys)), key=keys.__getitem__)  # sorted runs are merged
    in_order = picked(keys, order)
    first = 1 if in_order and in_order[0] else 0
    changes = np.fromiter(map(ne, in_order, islice(in_order, 1, None)), np.uint32, max(len(order) - 1, 0))
    ranks = np.cumsum(
        np.concatenate([np.full(min(len(order), 1), first, np.uint32), changes]), dtype=np.uint32
    )
    return Standing(places[np.array(order, np.int64)], ranks)


def standing_ranks(standing: Standing, numbers: Numbers, total: int) -> bytes:
    """The ranks of all rows by their headlines; `numbers` has the row of each place."""
    ranks = np.zeros(total + 1, np.uint32)
    ranks[numbers[standing.places]] = standing.ranks
    return ranks[:total].tobytes()


def by_hash(parts: Sequence[Coded], numbers: Numbers, total: int) -> tuple[bytes, bytes]:
    """The sorted hashes of all ids (Q), and the row of each (I)."""
    hashes = np.concatenate([hashes_in(part.hashes) for part in parts])
    order = np.argsort(hashes, kind="stable")
    rows = numbers[order]
    kept = rows != total
    return hashes[order][kept].tobytes(), rows[kept].tobytes()


def _namer(key: SortKey, names: Names) -> Callable[[Sequence[str]], str]:
    """What a list calls a value."""
    if key is SortKey.ACTOR:
        return lambda value: names.label(Facet.ACTOR, value[0], short=True) if value[0] else ""
    if key is not SortKey.PLACE:
        return itemgetter(0)
    label = cache(lambda place: names.label(Facet.PLACE, place, short=True))

    def places(value: Sequence[str]) -> str:
        return label(value[0]) if len(value) == 1 else ", ".join(map(label, names.narrowest(value)))

    return places
