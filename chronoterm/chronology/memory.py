"""A chronology answered from memory: the index whole, the records fetched one by one when somebody looks."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from pyroaring import BitMap

from chronoterm.chronology.days import first_from, groups, neighbour_day
from chronoterm.chronology.histogram import histogram
from chronoterm.chronology.index import Index, before
from chronoterm.chronology.names import Names
from chronoterm.chronology.orders import Collate, Orders
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.related import related
from chronoterm.chronology.truth import Judge, looks_inside
from chronoterm.chronology.view import Direction, FacetValue, Group, Related, Row
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.problems import Problem
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Body, Claim, Entry, Graded, Place, Record, Series
from chronoterm.terms import Facet
from chronoterm.text import fold

if TYPE_CHECKING:
    from chronoterm.chronology.contents import Contents
    from chronoterm.chronology.tree import FacetTree

Bodies = Callable[[Sequence[str]], Iterable[Body]]
"""Fetches the bodies of records by their ids, in that order."""

FEW = 1000
"""Records that can be read whole without anybody noticing."""


class MemoryChronology:
    """All records of a store, indexed in memory. See `view.Chronology` for what each method promises."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a thing of its own
        self,
        index: Index,
        fetch: Callable[[str], Record],
        bodies: Bodies,
        title: str,
        problems: Sequence[Problem],
        collate: Collate = fold,
    ) -> None:
        self.index = index
        self.title = title
        self.problems = problems
        self._fetch = fetch
        self._bodies = bodies
        self.orders = Orders(index, collate)
        self.judge = Judge(index, self.look_inside)
        self._trees: dict[Facet, FacetTree] = {}
        self._contents: Contents | None = None
        self._looking = Lock()

    @classmethod
    def build(  # noqa: PLR0913 - each is a thing of its own, and all but the first can be left out
        cls,
        entries: Iterable[Entry],
        names: Names | None = None,
        *,
        fetch: Callable[[str], Record] | None = None,
        bodies: Bodies | None = None,
        starred: Collection[str] = (),
        collate: Collate = fold,
        title: str = "chronology",
        problems: Sequence[Problem] = (),
        progress: Progress | None = None,
    ) -> "MemoryChronology":
        """Index `entries`; without `fetch` and `bodies` they must be whole records, and are kept.

        `starred` are ids; `collate` makes of a name what it is sorted by.
        """
        entries = list(entries)
        if fetch is None:
            fetch = {each.id: each for each in entries if isinstance(each, Record)}.__getitem__
        index = Index(entries, names or Names(), progress, starred)
        return cls(index, fetch, bodies or _bodies_by(fetch), title, problems, collate)

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self.index.entries)

    def view(self, query: Query = ALL, order: Order = CHRONOLOGICAL) -> "MemoryView":
        """The records that match, in order."""
        return MemoryView(self, query, order)

    @property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes from the first to the last known bound of any date."""
        return self.index.extent

    def is_quick(self, query: Query, order: Order) -> bool:
        """Whether a view takes some milliseconds: nothing has to be sorted or looked through first."""
        if not self.orders.has(order) or (
            self.total > FEW and self._contents is None and looks_inside(query)
        ):
            return False
        return self.total <= FEW or not self.judge.looks_through_many(query)

    def look_inside(self, progress: Progress | None = None) -> "Contents":
        """What the records hold inside, read when first asked for and kept. `progress` may raise to stop it."""
        with self._looking:
            if self._contents is None:
                from chronoterm.chronology.contents import Contents  # noqa: PLC0415 - most starts never look inside

                self._contents = Contents(self.index, self._bodies, progress)
            return self._contents

    def tree(self, facet: Facet) -> "FacetTree":
        """The values of a facet, made when first asked for and kept."""
        if facet not in self._trees:
            from chronoterm.chronology.tree import FacetTree  # noqa: PLC0415 - the first frame counts no values

            self._trees[facet] = FacetTree(self.index, facet)
        return self._trees[facet]

    def record(self, record_id: str) -> Record:
        """A record, whole."""
        return self._fetch(record_id)

    def related(self, record_id: str) -> Sequence[Related]:
        """The records in a relation to this one."""
        return related(self.index, record_id)

    def label(self, facet: Facet, value: str, *, short: bool = False) -> str:
        """The name of a facet's value."""
        return self.index.names.label(facet, value, short=short)

    def within(self, facet: Facet, value: str) -> Sequence[str]:
        """The names of all that lies within a place or belongs to an actor."""
        names = self.index.names
        return [
            names.label(facet, each) for each in self.index.values(facet) if value in names.above(facet, each)
        ]

    def narrowest(self, places: Sequence[str]) -> Sequence[str]:
        """Those of `places` that no other of them lies in."""
        return self.index.names.narrowest(places)

    def actor(self, actor_id: str) -> Actor | None:
        """What the store tells of an actor."""
        return self.index.names.actors.get(actor_id)

    def place(self, place_id: str) -> Place | None:
        """What the store tells of a place."""
        return self.index.names.places.get(place_id)

    def series(self, series_id: str) -> Series | None:
        """What the store tells of a series of figures."""
        return self.index.names.series.get(series_id)

    def resolve(self, facet: Facet, typed: str) -> Sequence[str]:
        """The values that a typed name means."""
        return self.index.names.resolve(facet, typed, self.index.values(facet))


class MemoryView:
    """The rows that match a query, as bitmaps. See `view.View` for what each method promises."""

    def __init__(self, chronology: MemoryChronology, query: Query, order: Order) -> None:
        self.query = query
        self.order = order
        self._chronology = chronology
        self._index = chronology.index
        self._rows, self._possible, self.hidden = _rows_of(chronology.judge, query)
        self._places = chronology.orders.places(order, self._rows)

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
        """The months that have records here, and the undated."""
        if not self.order.by_time:
            return ()
        return groups(self._index, self._rows, reverse=self.order.reverse)

    def window(self, first: int, number: int) -> Sequence[Row]:
        """Up to `number` rows from position `first` on."""
        entries, possible = self._index.entries, self._possible
        return [Row(entries[row], row in possible) for row in self._places.window(first, number)]

    def position(self, record_id: str) -> int | None:
        """Where a record stands; none when it is not here."""
        row = self._index.row_of.get(record_id)
        return None if row is None or row not in self._rows else self._places.position(row)

    def nearest(self, record_id: str) -> int | None:
        """Where a record stands, or the one that comes next in time, else the one before."""
        row = self._index.row_of.get(record_id)
        if row is None or not self._rows:
            return None
        return self._places.position(self._rows[min(before(self._rows, row), self.count - 1)])

    def find(self, minute: int) -> int | None:
        """The earliest record from `minute` on, else the last dated one."""
        row = first_from(self._index, self._rows, minute)
        return None if row is None else self._places.position(row)

    def step_day(self, position: int, direction: Direction) -> int | None:
        """The first record of the neighbouring day that has any."""
        here = self._places.window(position, 1)
        row = neighbour_day(self._index, self._rows, here[0], direction) if here else None
        return None if row is None else self._places.position(row)

    def facets(self, facet: Facet) -> Sequence[FacetValue]:
        """Every value of a facet with its count under the conditions on others."""
        rows, _, _ = _rows_of(self._chronology.judge, self.query.without_facet(facet))
        return self._chronology.tree(facet).counted(rows)

    def named(self, facet: Facet, typed: str, most: int) -> Sequence[FacetValue]:
        """The values that a name means, with their counts."""
        return self._chronology.tree(facet).named(typed, self._rows, most)

    def histogram(self, edges: Sequence[int]) -> Sequence[float]:
        """How many records lie between each two of `edges`."""
        return histogram(self._index, self._rows, edges)


def _rows_of(judge: Judge, query: Query) -> tuple[BitMap, BitMap, int]:
    """The rows of a view, those of them that only may match, and the number of such that it leaves out."""
    perhaps, certain = judge.matching(query)
    possible = perhaps - certain
    return (certain, BitMap(), len(possible)) if query.certain_only else (perhaps, possible, 0)


def _bodies_by(fetch: Callable[[str], Record]) -> Bodies:
    """The bodies of whole records."""
    return lambda ids: map(_body, map(fetch, ids))


def _body(record: Record) -> Body:
    sources = tuple(
        Graded(reliability=each.reliability, credibility=each.credibility) for each in record.sources
    )
    return Body(
        summary=record.summary,
        quote=record.quote,
        about_date=record.about_date,
        figures=tuple(Claim(low=each.low, high=each.high) for each in record.figures),
        sources=sources,
    )
