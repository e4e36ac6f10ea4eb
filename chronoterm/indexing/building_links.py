"""What points to what: relations, outcomes, and ids by their hashes."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, pairwise
from typing import NamedTuple

import msgspec

from chronoterm.indexing.building_gathering import SHIFT, TYPES
from chronoterm.indexing.building_parts import Linked, Pointing, Posted
from chronoterm.indexing.building_rows import Rows

_TYPES = list(TYPES)
_MASK = (1 << SHIFT) - 1

Pointers = dict[str, list[int]]
"""For each id that relations point to the places that do, with the type, as in a part."""


class Places(NamedTuple):
    """The id and the row of each place of a store, and the `total` of rows, which is the row of what has none."""

    ids: Sequence[str]
    numbers: "array[int]"
    total: int

    @property
    def known(self) -> Iterable[str]:
        """The ids of all rows."""
        if self.total == len(self.ids):
            return self.ids
        return compress(self.ids, map(self.total.__ne__, self.numbers))


def linked(parts: Sequence[Pointing], firsts: Sequence[int], places: Places, headlines: bytes) -> Linked:
    """What the relations of all parts come to; `firsts` are their first places."""
    found = _together(parts, firsts, places)
    return Linked(headlines, sorted(_incoming(found, places)), list(_loose(found, places)))


def _together(parts: Sequence[Pointing], firsts: Sequence[int], places: Places) -> Pointers:
    """What points to what in all parts; none of what is left out."""
    found: Pointers = {}
    for part, first in zip(parts, firsts, strict=True):
        pointers = [each + (first << SHIFT) for each in array("Q", part.pointers)]
        ends = accumulate(array("I", part.times), initial=0)
        for to, (start, end) in zip(part.targets, pairwise(ends), strict=True):
            if to in found:
                found[to] += pointers[start:end]
            else:
                found[to] = pointers[start:end]
    if places.total < len(places.ids):
        none, numbers = places.total, places.numbers
        kept = {to: [each for each in those if numbers[each >> SHIFT] != none] for to, those in found.items()}
        found = {to: those for to, those in kept.items() if those}
    return found


def _incoming(pointers: Pointers, places: Places) -> Iterator[tuple[str, bytes]]:
    """For each id that is pointed to the ids of the records that do, as time has them."""
    encode, numbers, ids = msgspec.json.encode, places.numbers, places.ids
    for to, those in pointers.items():
        if len(those) == 1:
            yield to, encode((ids[those[0] >> SHIFT],))
        else:
            rows = {numbers[each >> SHIFT]: ids[each >> SHIFT] for each in those}
            yield to, encode([rows[row] for row in sorted(rows)])


def _loose(pointers: Pointers, places: Places) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """For each id that is no record's the place and the number of the type of each relation to it."""
    for to in pointers.keys() - {*filter(pointers.__contains__, places.known)}:
        yield to, [(each >> SHIFT, each & _MASK) for each in pointers[to]]


def loose(found: Linked, numbers: Sequence[int], rows: Rows) -> Iterator[tuple[str, bytes]]:
    """For each id that is no record's: the record, the number of its document, and the type of each relation to it."""
    for to, those in found.loose:
        told = [(rows.ids[rows.numbers[place]], str(numbers[place]), _TYPES[kind]) for place, kind in those]
        yield to, msgspec.json.encode(told)


def outcomes(parts: Sequence[Posted], firsts: Sequence[int], rows: Rows) -> Iterator[tuple[str, bytes]]:
    """For each id that is an outcome: the expected records that name it, as time has them."""
    found: dict[str, list[int]] = defaultdict(list)
    for part, first in zip(parts, firsts, strict=True):
        for to, data in part.outcomes.items():
            found[to] += [
                row for each in array("I", data) if (row := rows.numbers[each + first]) != rows.total
            ]
    for to, those in found.items():
        if those:
            yield to, msgspec.json.encode([rows.ids[row] for row in sorted(those)])
