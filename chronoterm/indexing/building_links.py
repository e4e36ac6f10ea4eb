"""What points to what: relations, outcomes, and ids by their hashes."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec

from chronoterm.indexing.building_gathering import SHIFT, TYPES
from chronoterm.indexing.building_parts import Posted
from chronoterm.indexing.building_rows import Rows

_TYPES = list(TYPES)
_MASK = (1 << SHIFT) - 1

Pointing = dict[str, list[int]]


def pointing_of(parts: Sequence[Posted], firsts: Sequence[int], rows: Rows) -> Pointing:
    """For each id that relations point to the places that do, with the type, as in a part; none of what is left out."""
    found: Pointing = {}
    for part, first in zip(parts, firsts, strict=True):
        pointers = [each + (first << SHIFT) for each in array("Q", part.pointers)]
        ends = accumulate(array("I", part.times), initial=0)
        for to, (start, end) in zip(part.targets, pairwise(ends), strict=True):
            if to in found:
                found[to] += pointers[start:end]
            else:
                found[to] = pointers[start:end]
    if rows.total < len(rows.numbers):
        none, numbers = rows.total, rows.numbers
        kept = {to: [each for each in those if numbers[each >> SHIFT] != none] for to, those in found.items()}
        found = {to: those for to, those in kept.items() if those}
    return found


def incoming(pointing: Pointing, rows: Rows) -> Iterator[tuple[str, bytes]]:
    """For each id that is pointed to the ids of the records that do, as time has them."""
    encode, numbers, ids = msgspec.json.encode, rows.numbers, rows.ids
    for to, those in pointing.items():
        if len(those) == 1:
            yield to, encode((ids[numbers[those[0] >> SHIFT]],))
        else:
            yield to, encode([ids[row] for row in sorted({numbers[each >> SHIFT] for each in those})])


def loose(pointing: Pointing, numbers: Sequence[int], rows: Rows) -> Iterator[tuple[str, bytes]]:
    """For each id that is no record's: the record, the number of its document, and the type of each relation to it."""
    for to in pointing.keys() - {*filter(pointing.__contains__, rows.ids)}:
        told = [
            (rows.ids[rows.numbers[each >> SHIFT]], str(numbers[each >> SHIFT]), _TYPES[each & _MASK])
            for each in pointing[to]
        ]
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
