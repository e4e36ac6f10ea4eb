"""The view of an indexed chronology: rows as bitmaps, in an order, by one of the clocks."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pyroaring import BitMap

from chronoterm.chronology.days import Dial
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.rows import before
from chronoterm.chronology.view import Direction, FacetValue, Group, Roles, Row
from chronoterm.ordering import Order
from chronoterm.query import Query
from chronoterm.terms import Facet

if TYPE_CHECKING:
    from chronoterm.chronology.indexed import IndexedChronology
    from chronoterm.chronology.indexed_evidence import IndexedEvidence


class IndexedView:
    """The rows that match a query, as bitmaps. See `view.View` for what each method promises."""

    def __init__(self, chronology: "IndexedChronology", query: Query, order: Order) -> None:
        self.query = query
        self.order = order
        self._chronology = chronology
        self._index = chronology.index
        self._rows, self._possible, self.hidden = _rows_of(chronology, query)
        self._places = chronology.places(order, self._rows, query.as_of)

    @property
    def looked_into(self) -> int | None:
        """How many records were looked into, where that is not all of them."""
        return self._chronology.looked_into(self.query)

    @property
    def count(self) -> int:
        """How many records match, possible ones included."""
        return len(self._rows)

    @property
    def possible(self) -> int:
        """How many of them only may match."""
        return len(self._possible)

    @cached_property
    def groups(self) -> Sequence[Group]:
        """The months that have records here, and what has no time."""
        return self._dial.groups(self.count, reverse=self.order.reverse) if self.order.by_time else ()

    def window(self, first: int, number: int) -> Sequence[Row]:
        """Up to `number` rows from position `first` on."""
        starred, noted, possible = self._index.starred, self._index.noted, self._possible
        rows = self._places.window(first, number)
        return [
            Row(entry, row in possible, row in starred, row in noted)
            for row, entry in zip(rows, self._index.rows.entries.some(rows), strict=True)
        ]

    def position(self, record_id: str) -> int | None:
        """Where a record stands; none when it is not here."""
        row = self._index.rows.row(record_id)
        return None if row is None or row not in self._rows else self._places.position(row)

    def nearest(self, record_id: str) -> int | None:
        """Where a record stands, or the one that comes next in time, else the one before."""
        row = self._index.rows.row(record_id)
        if row is None or not self._rows:
            return None
        return self._places.position(self._rows[min(before(self._rows, row), self.count - 1)])

    def find(self, minute: int) -> int | None:
        """The earliest record from `minute` on, else the last dated one."""
        row = self._dial.find(minute)
        return None if row is None else self._places.position(row)

    def step_day(self, position: int, direction: Direction) -> int | None:
        """The first record of the neighbouring day that has any."""
        here = self._places.window(position, 1)
        row = self._dial.neighbour_day(here[0], direction) if here else None
        return None if row is None else self._places.position(row)

    def facets(self, facet: Facet) -> Sequence[FacetValue]:
        """Every value of a facet with its count under the conditions on others."""
        rows, _, _ = _rows_of(self._chronology, self.query.without_facet(facet))
        return self._chronology.tree(facet).counted(rows)

    def roles(self) -> Mapping[str, Roles]:
        """In which roles the actors are, under the conditions on anything but actors."""
        from chronoterm.chronology.tree import RolesIn  # noqa: PLC0415 - the first frame counts no values

        rows, _, _ = _rows_of(self._chronology, self.query.without_facet(Facet.ACTOR))
        return RolesIn(self._index, rows)

    def named(self, facet: Facet, typed: str, most: int) -> Sequence[FacetValue]:
        """The values that a name means, with their counts."""
        return self._chronology.tree(facet).named(typed, self._rows, most)

    def histogram(self, edges: Sequence[int]) -> Sequence[float]:
        """How many records lie between each two of `edges`."""
        if len(edges) < 2:  # noqa: PLR2004 - the two ends of a bucket
            return []
        return self._chronology.buckets(tuple(edges), self.order.clock).counted(self._dial.numbers)

    @property
    def extent(self) -> tuple[int, int] | None:
        """How far the whole chronology reaches, by the clock of the order."""
        return self._dial.line.extent

    @property
    def timeless(self) -> int:
        """How many records have no time by the clock of the order."""
        return self.count - self._dial.known

    @cached_property
    def _dial(self) -> Dial:
        return self._chronology.dial(self.order.clock, self._rows)

    def evidence(self, progress: Progress | None = None) -> "IndexedEvidence":
        """What the records tell besides, for instruments."""
        return self._chronology.evidence(self.query.as_of, self._rows, self._possible, progress)


def _rows_of(chronology: "IndexedChronology", query: Query) -> tuple[BitMap, BitMap, int]:
    """The rows of a view, those of them that only may match, and the number of such that it leaves out."""
    perhaps, certain = chronology.judge.matching(query)
    if query.as_of is not None:
        may, must = chronology.known(query.as_of)
        perhaps, certain = perhaps & may, certain & must
    possible = perhaps - certain
    return (certain, BitMap(), len(possible)) if query.certain_only else (perhaps, possible, 0)
