"""From places to rows: the bitmap of each value, and what is sorted, of a part of a store."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain

import numpy as np
from pyroaring import BitMap

from chronoterm.indexing.building_gathering import Gathered
from chronoterm.indexing.building_parts import Coded, Column, Columns, Pointing, Posted, Sorted
from chronoterm.indexing.building_reading import picked
from chronoterm.indexing.building_values import NOTHING, Codes, Lists, Numbers, numbers_of, packed
from chronoterm.ordering import SortKey
from chronoterm.terms import EXPECTED, STATEMENTS, Facet
from chronoterm.text import fold

Collate = Callable[[str], str]

HASHED = 8
"""Bytes of the hash of an id."""

BREAK = "\n"
_SPACE, _LAST = b" ~"
"""The first and the last printable sign of ASCII."""


class Numbering:
    """The row of each place of a part; what is left out has the row that comes after all others."""

    def __init__(self, rows: "array[int]", total: int) -> None:
        self.rows = rows
        self.total = total
        self._rows = numbers_of(rows)

    def bitmap(self, places: Numbers) -> BitMap:
        """The rows of some places."""
        return self._bitmap(self._rows[places])

    def _bitmap(self, rows: Numbers) -> BitMap:
        made = BitMap(packed(rows))
        made.discard(self.total)
        return made

    def bitmaps(self, *columns: Codes[str] | Lists[str]) -> dict[str, bytes]:
        """The rows of each value that has any, in one of the columns at least."""
        found: dict[str, BitMap] = {}
        for value, rows in chain.from_iterable(column.groups(self._rows) for column in columns):
            found[value] = found[value] | self._bitmap(rows) if value in found else self._bitmap(rows)
        found.pop(NOTHING, None)
        return {value: rows.serialize() for value, rows in found.items() if rows}

    def of_kinds(self, kinds: Mapping[str, Sequence[int]]) -> dict[str, bytes]:
        """The rows of each kind that has any."""
        found = ((kind, self.bitmap(np.array(places, np.uint32))) for kind, places in kinds.items())
        return {kind: rows.serialize() for kind, rows in found if rows}


def coded(gathered: Gathered) -> Coded:
    """What is sorted by numbers."""
    return Coded(columns_of(gathered), hashes_of(gathered.ids))


def in_order(gathered: Gathered, collate: Collate) -> Sorted:
    """What takes texts to be sorted."""
    keys = collated(gathered.headlines, collate)
    standing = sorted(range(len(keys)), key=keys.__getitem__)
    return Sorted(gathered.ids, list(picked(keys, standing)), array("I", standing).tobytes())


def posted(gathered: Gathered, numbering: Numbering) -> Posted:
    """What a part adds to the index, once its rows are known."""
    kinds = {STATEMENTS: gathered.statements, EXPECTED: gathered.expected}
    columns: Mapping[Facet, Sequence[Codes[str] | Lists[str]]] = {
        # Who speaks or is spoken of takes part.
        Facet.ACTOR: (gathered.actors, gathered.speakers, gathered.targets),
        Facet.SPEAKER: (gathered.speakers,),
        Facet.TARGET: (gathered.targets,),
        Facet.PLACE: (gathered.places,),
        Facet.SOURCE: (gathered.sources,),
        Facet.TAG: (gathered.tags,),
        Facet.USER: (gathered.users,),
    }
    pointing = gathered.pointing
    return Posted(
        facets={
            Facet.KIND.value: numbering.of_kinds(kinds),
            **{facet.value: numbering.bitmaps(*each) for facet, each in columns.items()},
        },
        pointing=Pointing(
            list(pointing),
            array("I", map(len, pointing.values())).tobytes(),
            array("Q", chain.from_iterable(pointing.values())).tobytes(),
        ),
        outcomes={to: array("I", each).tobytes() for to, each in gathered.outcomes.items()},
    )


def collated(texts: Sequence[str], collate: Collate) -> list[str]:
    """The keys of texts."""
    return (_folded(texts) if texts and collate is fold else None) or list(map(collate, texts))


def _folded(texts: Sequence[str]) -> list[str] | None:
    """All texts folded at once, as `fold` does it; none if not all are plain, or if one has spaces too many."""
    lines = f"\n{BREAK.join(texts)}\n"
    if not lines.isascii():
        return None
    signs = np.frombuffer(lines.encode(), np.uint8)
    are_plain = np.count_nonzero((signs < _SPACE) | (signs > _LAST)) == len(texts) + 1
    gaps = signs <= _SPACE
    # Where two gaps follow each other, one is a space too many, or a text is empty.
    if not are_plain or bool((gaps[1:] & gaps[:-1]).any()):
        return None
    return lines[1:-1].lower().replace("`", "'").split(BREAK)


def columns_of(gathered: Gathered) -> Columns:
    """The columns of a part that have few values."""
    named = {SortKey.ACTOR: gathered.leads, SortKey.SOURCE: gathered.origins, SortKey.KIND: gathered.sorts}
    found = {
        key.value: Column([(each,) for each in codes.numbers], codes.codes) for key, codes in named.items()
    }
    spots = gathered.spots
    found[SortKey.PLACE.value] = Column(list(spots.numbers), spots.codes)
    return found


def hash_of(record_id: str) -> bytes:
    """What an id is found by, little endian."""
    return hashes_of((record_id,))


def hashes_of(ids: Iterable[str]) -> bytes:
    """What ids are found by, one after the other."""
    return b"".join([blake2b(each.encode(), digest_size=HASHED).digest() for each in ids])
