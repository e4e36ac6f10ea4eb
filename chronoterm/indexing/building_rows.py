"""Numbering all records of a store in chronological order, from what was found in its parts."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, chain, islice
from operator import lt
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from chronoterm.chronology.in_time import WIDE
from chronoterm.dates import EARLIEST, LATEST
from chronoterm.documents import DocumentError
from chronoterm.indexing.building_errors import MisfitError
from chronoterm.indexing.building_parts import Keys, Left
from chronoterm.indexing.building_reading import picked
from chronoterm.indexing.building_values import Numbers, numbers_of, packed
from chronoterm.problems import Severity
from chronoterm.store.shape import RECORDS
from chronoterm.store.survey import problem

Span = tuple[int, int]


class Table(NamedTuple):
    """Where the documents of a table lie, in the order of the file."""

    numbers: "array[int]"
    starts: "array[int]"
    lengths: "array[int]"

    @property
    def is_numbered_in_order(self) -> bool:
        """Whether the numbers are those from 1 on without a gap, so that nobody has to look them up."""
        return self.numbers == array("Q", range(1, len(self.numbers) + 1))

    @property
    def by_number(self) -> "array[int] | None":
        """The places sorted by number; none where they are. Raises MisfitError for a number that comes twice."""
        numbers = self.numbers
        if self.is_numbered_in_order or all(map(lt, numbers, islice(numbers, 1, None))):
            return None
        if len(set(numbers)) < len(numbers):
            raise MisfitError
        return array("I", sorted(range(len(numbers)), key=numbers.__getitem__))


def tables_of(parts: Sequence[Keys]) -> dict[str, Table]:
    """All tables of a store. Raises MisfitError for one that comes twice."""
    found: dict[str, Table] = {}
    for part in parts:
        for order, where in enumerate(part.tables):
            if where.table not in found:
                found[where.table] = Table(array("Q"), array("Q"), array("I"))
            elif order or where.table != RECORDS:
                raise MisfitError
            for mine, more in zip(
                found[where.table], (where.numbers, where.starts, where.lengths), strict=True
            ):
                mine.frombytes(more)
    odd = [each for part in parts for each in part.odd]
    if len(set(odd)) < len(odd):
        raise MisfitError
    return found


class Rows(NamedTuple):
    """The records in chronological order: the place and id of each row, and when it is.

    `numbers` has the row of each place, and one more than the last for a place that has none. `spans` are those that
    occur, sorted, with the `sizes` of the groups of rows that have them. `left` is what is wrong with records.
    """

    places: "array[int]"
    ids: Sequence[str]
    since: "array[int]"
    until: "array[int]"
    numbers: "array[int]"
    spans: list[Span]
    sizes: list[int]
    published: BitMap
    left: list[Left]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.places)

    @classmethod
    def of(cls, parts: Sequence[Keys], numbers: Sequence[int]) -> "Rows":
        """The rows of the good records of all parts; `numbers` are those of the documents, by place."""
        ids = list(chain.from_iterable(part.ids for part in parts))
        left = [
            each
            for part, first in zip(parts, firsts_of(parts), strict=True)
            for each in _moved(part.left, first)
        ]
        is_in_order = all(map(lt, ids, islice(ids, 1, None)))
        dropped = {} if is_in_order else _doubled(ids, numbers)
        spans = _by_span(parts)
        groups: dict[Span, Numbers] = {}
        for span in sorted(spans):
            group = np.concatenate(spans[span])
            if dropped:
                group = group[np.isin(group, list(dropped), invert=True)]
            if not is_in_order:
                group = np.array(sorted(group.tolist(), key=ids.__getitem__), np.uint32)
            if len(group):
                groups[span] = group
        sizes = [len(group) for group in groups.values()]
        places = np.concatenate([np.zeros(0, np.uint32), *groups.values()])
        rows = np.full(len(ids), len(places), np.uint32)
        rows[places] = np.arange(len(places), dtype=np.uint32)
        published = BitMap(packed(rows[_published(parts)]))
        published.discard(len(places))
        left = sorted([*left, *dropped.values()], key=lambda each: each[0])
        in_order = picked(ids, places.tolist())
        since, until = (
            array("q", np.repeat(np.array(each, np.int64), sizes).tobytes())
            for each in ([span[0] for span in groups], [span[1] for span in groups])
        )
        return cls(packed(places), in_order, since, until, packed(rows), list(groups), sizes, published, left)

    def having(self, ids: AbstractSet[str]) -> dict[str, int]:
        """The rows of those records that are there."""
        return {each: row for row, each in enumerate(self.ids) if each in ids} if ids else {}

    @property
    def dated(self) -> int:
        """How many rows have a date."""
        undated = self.sizes[-1] if self.spans and self.spans[-1][0] == LATEST else 0
        return self.total - undated

    @property
    def open_start(self) -> BitMap:
        """The rows that may have begun at any time before they end."""
        first = bisect_right(self.since, EARLIEST)
        return self.published | BitMap(range(first)) | BitMap(range(self.dated, self.total))

    @property
    def wide(self) -> BitMap:
        """The rows that are looked for by their ends."""
        found = BitMap()
        for (start, end), first, size in zip(
            self.spans, accumulate(self.sizes, initial=0), self.sizes, strict=False
        ):
            if end - start > WIDE:
                found.add_range(first, first + size)
        return found


def extent_of(spans: Iterable[Span]) -> Span | None:
    """The half-open minutes from the first to the last bound that is known of any date."""
    known: list[int] = []
    for start, end in spans:
        if start < LATEST:
            known += (start, start + 1) if start > EARLIEST else (end - 1,)
            known += (end,) if end < LATEST else ()
    return (min(known), max(known)) if known else None


def firsts_of(parts: Sequence[Keys]) -> list[int]:
    """The place of the first record of each part."""
    firsts, first = [], 0
    for part in parts:
        firsts.append(first)
        first += len(part.ids)
    return firsts


def _moved(left: Iterable[Left], first: int) -> list[Left]:
    return [(each[0] + first, *each[1:]) for each in left]


def _by_span(parts: Sequence[Keys]) -> dict[Span, list[Numbers]]:
    """The places of each span of minutes."""
    spans: dict[Span, list[Numbers]] = defaultdict(list)
    for part, first in zip(parts, firsts_of(parts), strict=True):
        for start, end, places in part.dated:
            spans[start, end].append(numbers_of(places) + np.uint32(first))
    return spans


def _published(parts: Sequence[Keys]) -> Numbers:
    firsts = firsts_of(parts)
    return np.concatenate(
        [
            np.zeros(0, np.uint32),
            *(
                numbers_of(part.published) + np.uint32(first)
                for part, first in zip(parts, firsts, strict=True)
            ),
        ]
    )


def _doubled(ids: Sequence[str], numbers: Sequence[int]) -> dict[int, Left]:
    """The places of records whose id another has already, each with what is to be told of it."""
    if len({*ids} - {""}) == len(ids) - ids.count(""):
        return {}
    found: dict[int, Left] = {}
    first: dict[str, int] = {}
    for place, each in enumerate(ids):
        if each and first.setdefault(each, place) != place:
            why = DocumentError("id", f"“{each}” is the id of document {numbers[first[each]]} already")
            told = problem(Severity.LEFT_OUT, RECORDS, str(numbers[place]), why)
            found[place] = (place, told.severity.name, told.table, told.document, told.field, told.why)
    return found
