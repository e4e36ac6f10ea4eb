"""A chronology answered by an index, in memory or in files; the records are fetched when somebody looks."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyroaring import BitMap

from chronoterm.chronology.annotations import Annotations
from chronoterm.chronology.columns import Collate
from chronoterm.chronology.days import first_from, groups, neighbour_day
from chronoterm.chronology.fetching import Bodies, Fetch, Fetching
from chronoterm.chronology.histogram import Buckets
from chronoterm.chronology.index import Index
from chronoterm.chronology.looking import Kept, Looking
from chronoterm.chronology.names import Names
from chronoterm.chronology.orders import Orders
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.related import related
from chronoterm.chronology.rows import before
from chronoterm.chronology.truth import Judge, looks_for_ids, looks_inside
from chronoterm.chronology.view import Direction, FacetValue, Group, Related, Row
from chronoterm.documents import DocumentError
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.problems import ChronotermError, Problem
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Annotation, Entry, Place, Record, Series
from chronoterm.terms import Facet
from chronoterm.text import fold

if TYPE_CHECKING:
    from chronoterm.chronology.contents import Contents
    from chronoterm.chronology.tree import FacetTree
    from chronoterm.indexfile.reading import IndexFile

KEPT_BUCKETS = 4
"""Divisions of time that are remembered: the strip's, and those it was zoomed from."""

FEW = 1000
"""Records that can be read whole without anybody noticing."""

NO_ANNOTATIONS: Annotations = MappingProxyType({})


class IndexedChronology:
    """All records of a store, indexed. See `view.Chronology` for what each method promises."""

    def __init__(
        self, index: Index, looking: Looking, orders: Orders, title: str, problems: Sequence[Problem]
    ) -> None:
        self.index = index
        self.orders = orders
        self.judge = Judge(index, looking.inside)
        self.title = title
        self.problems = problems
        self._looking = looking
        self._trees: dict[Facet, FacetTree] = {}
        self._buckets: dict[tuple[int, ...], Buckets] = {}

    @classmethod
    def build(  # noqa: PLR0913 - each is a thing of its own, and all but the first can be left out
        cls,
        entries: Iterable[Entry],
        names: Names | None = None,
        *,
        fetch: Fetch | None = None,
        bodies: Bodies | None = None,
        annotations: Iterable[Annotation] = (),
        collate: Collate = fold,
        title: str = "chronology",
        problems: Sequence[Problem] = (),
        progress: Progress | None = None,
    ) -> "IndexedChronology":
        """Index `entries`; without `fetch` and `bodies` they must be whole records, and are kept.

        `fetch` and `bodies` read what the store holds when they are called. `collate` makes of a name what it is
        sorted by. `progress` is told how many records are done, and may raise to stop.
        """
        entries = list(entries)
        fetching = Fetching.out_of(entries) if fetch is None else Fetching.of(fetch, bodies)
        index = Index.of(entries, names or Names(), annotations, progress)
        return cls(index, Looking(index, fetching), Orders(index, collate), title, problems)

    @classmethod
    def kept(  # noqa: PLR0913 - each is a thing of its own
        cls,
        index: Index,
        fetching: Fetching,
        orders: Orders,
        *,
        words: "IndexFile | None",
        title: str,
        problems: Sequence[Problem],
    ) -> "IndexedChronology":
        """A chronology over an index that is kept in files; without `words` these are being written.

        Until `with_words` says that they are there, only the latest records are looked into.
        """
        looking = Looking(index, fetching, kept=words, only_some=words is None)
        return cls(index, looking, orders, title, problems)

    def with_words(self, words: Kept) -> "IndexedChronology":
        """This chronology with the words of all records: in a file, or, without one, to be read by `look_inside`."""
        made = IndexedChronology(
            self.index, self._looking.with_words(words), self.orders, self.title, self.problems
        )
        made._trees, made._buckets = self._trees, self._buckets
        return made

    def changed(  # noqa: PLR0913 - each is a thing of its own that may change
        self,
        removed: Collection[str] = (),
        put: Iterable[Entry] = (),
        *,
        annotations: Annotations = NO_ANNOTATIONS,
        names: Names | None = None,
        title: str | None = None,
        problems: Sequence[Problem] | None = None,
    ) -> "IndexedChronology":
        """The chronology after a change of the store; this one stays as it is, and so do its views.

        The records `removed` are gone. Each entry `put` is new, or takes the place of the one with its id. For each
        record in `annotations`, which need not be in `put`, these are all that users noted about it. What is left
        out is as it was. It takes the longer the more records change; the rest is not read or indexed again, unless
        with other `names` somebody belongs to other bodies, or a place lies elsewhere.
        """
        entries = {each.id: each for each in put}
        change = self.index.changed(
            removed, entries, self.index.names if names is None else names, annotations
        )
        made = IndexedChronology(
            change.after,
            self._looking.after(change, self._looking.fetching.after(removed, entries)),
            self.orders.after(change),
            self.title if title is None else title,
            self.problems if problems is None else problems,
        )
        for facet, tree in tuple(self._trees.items()):
            made._trees[facet] = tree.after(change)
        return made

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self.index.entries)

    def view(self, query: Query = ALL, order: Order = CHRONOLOGICAL) -> "IndexedView":
        """The records that match, in order."""
        return IndexedView(self, query, order)

    @property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes from the first to the last known bound of any date."""
        return self.index.rows.extent

    def is_quick(self, query: Query, order: Order) -> bool:
        """Whether a view takes some milliseconds: nothing has to be sorted or looked through first."""
        if not self.orders.has(order):
            return False
        if self.total <= FEW:
            return True
        if looks_inside(query) and not self._looking.is_quick:
            return False
        if looks_for_ids(query):
            return False
        return not self.judge.looks_through_many(query)

    def looked_into(self, query: Query) -> int | None:
        """How many records were looked into for a query, where that is not all of them."""
        return self._looking.looks_into if looks_inside(query) else None

    def look_inside(self, progress: Progress | None = None) -> "Contents":
        """What the records hold inside, read when first asked for and kept. `progress` may raise to stop it."""
        return self._looking.inside(progress)

    def tree(self, facet: Facet) -> "FacetTree":
        """The values of a facet, made when first asked for and kept."""
        if facet not in self._trees:
            from chronoterm.chronology.tree import FacetTree  # noqa: PLC0415 - the first frame counts no values

            self._trees[facet] = FacetTree.of(self.index, facet)
        return self._trees[facet]

    def buckets(self, edges: tuple[int, ...]) -> Buckets:
        """The buckets between ascending minutes; the last few are kept."""
        if edges not in self._buckets:
            if len(self._buckets) >= KEPT_BUCKETS:
                self._buckets = {}
            self._buckets[edges] = Buckets(self.index.rows, edges)
        return self._buckets[edges]

    def record(self, record_id: str) -> Record:
        """A record, whole."""
        try:
            return self._looking.fetching.fetch(record_id)
        except ChronotermError as error:  # it stays on the disk, and something else is there by now
            raise DocumentError("", str(error)) from error

    def related(self, record_id: str) -> Sequence[Related]:
        """The records in a relation to this one."""
        return related(self.index, record_id)

    def annotations(self, record_id: str) -> Sequence[Annotation]:
        """What users noted about a record."""
        return self.index.annotations.get(record_id, ())

    def label(self, facet: Facet, value: str, *, short: bool = False) -> str:
        """The name of a facet's value."""
        return self.index.names.label(facet, value, short=short)

    def within(self, facet: Facet, value: str) -> Sequence[str]:
        """The names of all that lies within a place or belongs to an actor."""
        names = self.index.names
        return sorted(
            names.label(facet, each) for each in self.index.values(facet) if value in names.above(facet, each)
        )

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
        return sorted(self.index.names.resolve(facet, typed, self.index.values(facet)))


class IndexedView:
    """The rows that match a query, as bitmaps. See `view.View` for what each method promises."""

    def __init__(self, chronology: IndexedChronology, query: Query, order: Order) -> None:
        self.query = query
        self.order = order
        self._chronology = chronology
        self._index = chronology.index
        self._rows, self._possible, self.hidden = _rows_of(chronology.judge, query)
        self._places = chronology.orders.places(order, self._rows)

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
        """The months that have records here, and the undated."""
        if not self.order.by_time:
            return ()
        return groups(self._index.rows, self._rows, reverse=self.order.reverse)

    def window(self, first: int, number: int) -> Sequence[Row]:
        """Up to `number` rows from position `first` on."""
        entries, possible = self._index.entries, self._possible
        starred, noted = self._index.starred, self._index.noted
        return [
            Row(entries[row], row in possible, row in starred, row in noted)
            for row in self._places.window(first, number)
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
        row = first_from(self._index.rows, self._rows, minute)
        return None if row is None else self._places.position(row)

    def step_day(self, position: int, direction: Direction) -> int | None:
        """The first record of the neighbouring day that has any."""
        here = self._places.window(position, 1)
        row = neighbour_day(self._index.rows, self._rows, here[0], direction) if here else None
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
        return self._chronology.buckets(tuple(edges)).counted(self._rows) if len(edges) > 1 else []


def _rows_of(judge: Judge, query: Query) -> tuple[BitMap, BitMap, int]:
    """The rows of a view, those of them that only may match, and the number of such that it leaves out."""
    perhaps, certain = judge.matching(query)
    possible = perhaps - certain
    return (certain, BitMap(), len(possible)) if query.certain_only else (perhaps, possible, 0)
