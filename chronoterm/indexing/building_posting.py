"""From places to rows: the bitmap of each value, and what is sorted, of a part of a store."""

import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

from pyroaring import BitMap

from chronoterm.indexing.building_gathering import Gathered, Lists
from chronoterm.indexing.building_parts import Column, Columns, Posted, Prepared
from chronoterm.indexing.building_reading import picked
from chronoterm.ordering import SortKey
from chronoterm.terms import EXPECTED, STATEMENTS, Facet
from chronoterm.text import fold

Value = TypeVar("Value", int, str)
Collate = Callable[[str], str]

HASHED = 8
"""Bytes of the hash of an id."""

BREAK = "\n"


class Numbering:
    """The row of each place of a part; what is left out has the row that comes after all others."""

    def __init__(self, rows: "array[int]", total: int) -> None:
        self.rows = rows
        self.total = total

    def bitmap(self, places: Sequence[int]) -> BitMap:
        """The rows of some places."""
        made = BitMap(picked(self.rows, places))
        made.discard(self.total)
        return made

    def bitmaps(self, lists: Lists) -> dict[str, bytes]:
        """The rows of each value that has any."""
        return {value: rows.serialize() for value, places in lists.items() if (rows := self.bitmap(places))}


def prepared(gathered: Gathered, collate: Collate) -> Prepared:
    """Sort what can be sorted before rows are numbered."""
    hashes = array("Q", hashes_of(gathered.ids))
    if sys.byteorder != "little":
        hashes.byteswap()
    keys = collated(gathered.headlines, collate)
    standing = sorted(range(len(keys)), key=keys.__getitem__)
    return Prepared(
        columns=columns_of(gathered),
        hashes=hashes.tobytes(),
        headlines=list(picked(keys, standing)),
        standing=array("I", standing).tobytes(),
    )


def posted(gathered: Gathered, numbering: Numbering) -> Posted:
    """What a part adds to the index, once its rows are known."""
    kinds = {STATEMENTS: gathered.statements, EXPECTED: gathered.expected}
    lists: Mapping[Facet, Lists] = {
        Facet.KIND: kinds,
        Facet.ACTOR: gathered.actors,
        Facet.SPEAKER: gathered.speakers,
        Facet.TARGET: gathered.targets,
        Facet.PLACE: gathered.places,
        Facet.SOURCE: gathered.sources,
        Facet.TAG: gathered.tags,
        Facet.USER: gathered.users,
    }
    pointing = gathered.pointing
    return Posted(
        facets={facet.value: numbering.bitmaps(each) for facet, each in lists.items()},
        targets=list(pointing),
        times=array("I", map(len, pointing.values())).tobytes(),
        pointers=array("Q", chain.from_iterable(pointing.values())).tobytes(),
        outcomes={to: array("I", each).tobytes() for to, each in gathered.outcomes.items()},
    )


def collated(texts: Sequence[str], collate: Collate) -> list[str]:
    """The keys of texts."""
    return (_folded(texts) if texts and collate is fold else None) or list(map(collate, texts))


def _folded(texts: Sequence[str]) -> list[str] | None:
    """All texts folded at once, as `fold` does it; none if not all are plain, or if one has spaces too many."""
    together = "".join(texts)
    lines = f"\n{BREAK.join(texts)}\n"
    if not (together.isascii() and together.isprintable()) or any(
        each in lines for each in ("  ", "\n ", " \n")
    ):
        return None
    return lines[1:-1].lower().replace("`", "'").split(BREAK)


def columns_of(gathered: Gathered) -> Columns:
    """The columns of a part that have few values."""
    named = {SortKey.ACTOR: gathered.leads, SortKey.SOURCE: gathered.origins, SortKey.KIND: gathered.sorts}
    found = {
        key.value: Column([(each,) for each in codes.numbers], array("I", codes.codes).tobytes())
        for key, codes in named.items()
    }
    spots = gathered.spots
    found[SortKey.PLACE.value] = Column(list(spots.numbers), array("I", spots.codes).tobytes())
    return found


def hash_of(record_id: str) -> bytes:
    """What an id is found by, little endian."""
    return hashes_of((record_id,))


def hashes_of(ids: Iterable[str]) -> bytes:
    """What ids are found by, one after the other."""
    return b"".join([blake2b(each.encode(), digest_size=HASHED).digest() for each in ids])
