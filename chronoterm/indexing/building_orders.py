"""How all rows stand in each column: equal values have one rank, from 1; 0 is for a row without a value."""

from array import array
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, chain, islice
from operator import gt, itemgetter, ne

from chronoterm.chronology.names import Names
from chronoterm.dates import LATEST
from chronoterm.indexing.building_parts import Column, Columns, Prepared
from chronoterm.indexing.building_posting import Collate
from chronoterm.indexing.building_reading import picked
from chronoterm.indexing.building_rows import Rows
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


def by_columns(
    parts: Sequence[Columns], names: Names, collate: Collate, places: "array[int]"
) -> dict[str, bytes]:
    """The ranks of all rows in the columns that have few values; `places` are those of the rows."""
    in_order = places.tolist()
    return {
        key.value: _by_column(key, [part[key.value] for part in parts], names, collate, in_order)
        for key in COLUMNS
    }


def _by_column(
    key: SortKey, columns: Sequence[Column], names: Names, collate: Collate, places: Sequence[int]
) -> bytes:
    name = _namer(key, names)
    keys = [[collate(name(value)) for value in column.values] for column in columns]
    ranks = {each: rank for rank, each in enumerate(sorted({"", *chain.from_iterable(keys)}))}
    of_places: list[int] = []
    for column, those in zip(columns, keys, strict=True):
        of_values = [ranks[each] for each in those]
        of_places += picked(of_values, array("I", column.codes))
    made = array("I", picked(of_places, places))
    return (made if len(places) == len(of_places) else _without_gaps(made)).tobytes()


def _without_gaps(ranks: "array[int]") -> "array[int]":
    """Ranks of which each is there, but for 0: a value may be only in records that are left out."""
    used = sorted({0, *ranks})
    if used[-1] == len(used) - 1:
        return ranks
    number = {rank: place for place, rank in enumerate(used)}
    return array("I", map(number.__getitem__, ranks))


def by_headline(parts: Sequence[Prepared], numbers: "array[int]", total: int) -> bytes:
    """The ranks of all rows by their headlines, which are sorted in each part; `numbers` has the row of each place."""
    keys = list(chain.from_iterable(part.headlines for part in parts))
    rows: list[int] = []
    for part in parts:
        standing = array("I", part.standing)
        rows += picked(numbers[len(rows) : len(rows) + len(standing)], standing)
    order = sorted(_kept(rows, total), key=keys.__getitem__)  # sorted runs are merged
    in_order = picked(keys, order)
    changes = map(ne, in_order, islice(in_order, 1, None))
    first = 1 if in_order and in_order[0] else 0
    ranks = array("I", bytes(4 * total))
    for row, rank in zip(picked(rows, order), accumulate(changes, initial=first), strict=bool(order)):
        ranks[row] = rank
    return ranks.tobytes()


def by_hash(parts: Sequence[Prepared], numbers: "array[int]", total: int) -> tuple[bytes, bytes]:
    """The sorted hashes of all ids (Q), and the row of each (I)."""
    hashes = array("Q", b"".join(part.hashes for part in parts))
    # Python compares 53 bits of a hash, as a float, in half the time; hardly ever two are the same.
    order = sorted(_kept(numbers, total), key=list(map(float, hashes)).__getitem__)
    in_order = picked(hashes, order)
    if any(map(gt, in_order, islice(in_order, 1, None))):
        order.sort(key=hashes.__getitem__)
        in_order = picked(hashes, order)
    return array("Q", in_order).tobytes(), array("I", picked(numbers, order)).tobytes()


def _kept(rows: Sequence[int], total: int) -> Sequence[int]:
    """Where in a list of rows those stand that there are."""
    return range(len(rows)) if len(rows) == total else [at for at, row in enumerate(rows) if row != total]


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
