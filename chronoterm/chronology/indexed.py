"""A chronology answered by an index, in memory or in files; the records are fetched when somebody looks."""

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace
from pyroaring import BitMap

from chronoterm.chronology.annotations import Annotations
from chronoterm.chronology.columns import Collate
from chronoterm.chronology.days import Dial
from chronoterm.chronology.evident import Evident
from chronoterm.chronology.facts import minute_in
from chronoterm.chronology.fetching import Bodies, Fetch, Fetching, Past, Texts
from chronoterm.chronology.histogram import Buckets
from chronoterm.chronology.index import Index
from chronoterm.chronology.indexed_view import IndexedView
from chronoterm.chronology.looking import Kept, Looking
from chronoterm.chronology.names import Names
from chronoterm.chronology.order_places import Places
from chronoterm.chronology.orders import Orders
from chronoterm.chronology.origins import SourceMark
from chronoterm.chronology.postings import Progress
from chronoterm.chronology.related import related
from chronoterm.chronology.report_counts import Counts, Then
from chronoterm.chronology.truth import (
    Judge,
    asks_of_figures,
    counts_reports,
    looks_for_ids,
    looks_inside,
)
from chronoterm.chronology.view import Related
from chronoterm.documents import DocumentError
from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.problems import ChronotermError, Problem
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Annotation, Entry, Passage, Place, Record, Series
from chronoterm.terms import AsOf, Clock, Facet, Knowledge
from chronoterm.text import fold

if TYPE_CHECKING:
    from chronoterm.chronology.contents import Contents
    from chronoterm.chronology.indexed_evidence import IndexedEvidence
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
        self.judge = Judge(index, looking.inside, looking.reported, looking.claims)
        self.title = title
        self.problems = problems
        self._looking = looking
        self._evident = Evident(index.rows, looking)
        self._then_by: tuple[AsOf, Orders, Evident] | None = None
        self._trees: dict[Facet, FacetTree] = {}
        self._buckets: dict[tuple[Clock, tuple[int, ...]], Buckets] = {}
        self._as_of: AsOf | None = None
        self._pasts: dict[int, IndexedChronology] = {}

    @classmethod
    def build(  # noqa: PLR0913 - each is a thing of its own, and all but the first can be left out
        cls,
        entries: Iterable[Entry],
        names: Names | None = None,
        *,
        fetch: Fetch | None = None,
        bodies: Bodies | None = None,
        texts: Texts | None = None,
        past: Past | None = None,
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
        fetching = Fetching.out_of(entries) if fetch is None else Fetching.of(fetch, bodies, texts)
        fetching = fetching._replace(past=past)
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
        made._evident = self._evident.reading_in(made._looking)
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
        made._evident = self._evident.after(change, made._looking)
        for facet, tree in tuple(self._trees.items()):
            made._trees[facet] = tree.after(change)
        return made

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self.index.entries)

    @property
    def names(self) -> Names:
        """What labels are made of."""
        return self.index.names

    def view(self, query: Query = ALL, order: Order = CHRONOLOGICAL) -> IndexedView:
        """The records that match, in order."""
        if self._as_of is not None and query.as_of is None:
            query = query.known(self._as_of)
        return IndexedView(self._then(query.as_of), query, order)

    def as_known(self, as_of: AsOf | None) -> "IndexedChronology":
        """The same chronology without what was not known then."""
        if as_of == self._as_of:
            return self
        made = copy(self._then(as_of))
        made._as_of = as_of  # noqa: SLF001 - of its own class
        return made

    def _then(self, as_of: AsOf | None) -> "IndexedChronology":
        """What the store held then, where that is asked for and can be had; else this."""
        past = self._looking.fetching.past
        if as_of is None or as_of.by is not Knowledge.STORED or past is None:
            return self
        if as_of.until not in self._pasts:
            self._pasts = {as_of.until: past(as_of.until) or self}
        return self._pasts[as_of.until]

    @property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes from the first to the last known bound of any date."""
        return self.index.rows.extent

    def is_quick(self, query: Query, order: Order) -> bool:
        """Whether a view takes some milliseconds: nothing has to be sorted or looked through first."""
        orders, evident = self._orders_as(order, query.as_of)
        if not orders.has(order, evident):
            return order.is_evident and self.total <= FEW
        if self.total <= FEW:
            return True
        if looks_inside(query) and not self._looking.is_quick:
            return False
        if query.as_of is not None and not self._knows_at_once(query.as_of):
            return False
        counts = self._looking.report_counts
        if looks_for_ids(query) or (counts_reports(query) and not counts.is_ready(query.as_of)):
            return False
        reads_figures = asks_of_figures(query) and not self._looking.facts.is_ready
        return not reads_figures and not self.judge.looks_through_many(query)

    def looked_into(self, query: Query) -> int | None:
        """How many records were looked into for a query, where that is not all of them."""
        return self._looking.looks_into if looks_inside(query) else None

    def look_inside(self, progress: Progress | None = None) -> "Contents":
        """What the records hold inside, read when first asked for and kept. `progress` may raise to stop it."""
        return self._looking.inside(progress)

    def _knows_at_once(self, as_of: AsOf) -> bool:
        is_past = as_of.by is Knowledge.STORED and self._looking.fetching.past is not None
        return as_of.until in self._pasts if is_past else self._looking.knowing.is_ready(as_of.by)

    def read_facts(self, progress: Progress | None = None) -> None:
        """Read what instruments ask for, as far as it is not there: who said what, and since when it was known."""
        self._looking.knowing.since(Knowledge.SAID, progress)
        for _ in self.index.postings[Facet.SPEAKER].named.values():
            pass  # a kept index reads what somebody said when it is first asked for

    def tree(self, facet: Facet) -> "FacetTree":
        """The values of a facet, made when first asked for and kept."""
        if facet not in self._trees:
            from chronoterm.chronology.tree import FacetTree  # noqa: PLC0415 - the first frame counts no values

            self._trees[facet] = FacetTree.of(self.index, facet)
        return self._trees[facet]

    def buckets(self, edges: tuple[int, ...], clock: Clock = Clock.DATE) -> Buckets:
        """The buckets between ascending minutes of a clock; the last few are kept."""
        if (clock, edges) not in self._buckets:
            if len(self._buckets) >= KEPT_BUCKETS:
                self._buckets = {}
            line = self._evident.abouts if clock is Clock.ABOUT else self.index.rows
            self._buckets[clock, edges] = Buckets(line, edges)
        return self._buckets[clock, edges]

    def dial(self, clock: Clock, rows: BitMap) -> Dial:
        """Some rows as a clock numbers them."""
        if clock is Clock.ABOUT:
            return Dial.by_about(self._evident.abouts, rows)
        return Dial.by_date(self.index.rows, rows)

    def places(self, order: Order, rows: BitMap, as_of: AsOf | None) -> Places:
        """Some rows in an order; by as many origins as were known on a day."""
        orders, evident = self._orders_as(order, as_of)
        return orders.places(order, rows, evident)

    def _orders_as(self, order: Order, as_of: AsOf | None) -> tuple[Orders, Evident]:
        if as_of is None or order.leaves_out((SortKey.ORIGINS,)):
            return self.orders, self._evident
        if self._then_by is None or self._then_by[0] != as_of:
            counted = self._evident.then(lambda: self.report_counts(as_of))
            self._then_by = as_of, self.orders.anew(), counted
        return self._then_by[1:]

    def record(self, record_id: str) -> Record:
        """A record, whole."""
        try:
            record = self._looking.fetching.fetch(record_id)
        except ChronotermError as error:  # it stays on the disk, and something else is there by now
            raise DocumentError("", str(error)) from error
        if record.outcome is not None and not self._is_known(record.outcome):
            return replace(record, outcome=None)
        return record

    def text(self, sha256: str) -> str | None:
        """The text of a file that sources name."""
        try:
            return self._looking.fetching.text(sha256)
        except ChronotermError as error:  # as above
            raise DocumentError("", str(error)) from error

    def passages(self, sha256: str) -> Sequence[Passage]:
        """What the records that are here were taken from of that file."""
        try:
            found = self._looking.fetching.passages(sha256)
        except ChronotermError as error:  # as above
            raise DocumentError("", str(error)) from error
        row = self.index.rows.row
        return [each for each in found if row(each.record) is not None and self._is_known(each.record)]

    def related(self, record_id: str) -> Sequence[Related]:
        """The records in a relation to this one."""
        return [each for each in related(self.index, record_id) if self._is_known(each.id)]

    def reports(self, record_id: str) -> Sequence[SourceMark]:
        """The sources that are reports of a record."""
        if self.index.rows.row(record_id) is None:
            raise KeyError(record_id)
        then = None if self._as_of is None else Then(self._as_of, self.known(self._as_of)[0])
        return self._looking.report_counts.marks(record_id, then)

    def report_counts(self, as_of: AsOf | None, progress: Progress | None = None) -> Counts:
        """How many reports and origins the record of each row has, as known on a day; worked out when first asked for."""
        return self._looking.reported(as_of, progress)

    def annotations(self, record_id: str) -> Sequence[Annotation]:
        """What users noted about a record."""
        noted = self.index.annotations.get(record_id, ())
        if self._as_of is None or self._as_of.by is not Knowledge.STORED:
            return noted
        return [each for each in noted if minute_in(each.at) < self._as_of.until]

    def known(self, as_of: AsOf, progress: Progress | None = None) -> tuple[BitMap, BitMap]:
        """The rows that were perhaps, and that were certainly known before a minute."""
        return self._looking.knowing.known(as_of, progress)

    def _is_known(self, record_id: str) -> bool:
        """Whether a record may have been known on the day that this is of; one that is not there always may."""
        row = None if self._as_of is None else self.index.rows.row(record_id)
        return self._as_of is None or row is None or row in self.known(self._as_of)[0]

    def evidence(
        self, as_of: AsOf | None, rows: BitMap, possible: BitMap, progress: Progress | None = None
    ) -> "IndexedEvidence":
        """What the records of some rows tell besides; `possible` ones only may match what was asked."""
        from chronoterm.chronology.indexed_evidence import IndexedEvidence  # noqa: PLC0415 - only instruments ask

        facts = self._looking.facts.facts(progress)
        known = self.index.all if as_of is None else self.known(as_of, progress)[0]
        then = self.as_known(as_of)
        return IndexedEvidence(self.index, facts, rows, possible, known, then.record, then.reports)

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

    def series_and_states(self) -> Sequence[tuple[str, str]]:
        """The pairs of a series and a state that numbers are in."""
        is_quick = self.total <= FEW or self._looking.facts.is_ready
        return list(self.judge.figures) if is_quick else ()

    def resolve(self, facet: Facet, typed: str) -> Sequence[str]:
        """The values that a typed name means."""
        return sorted(self.index.names.resolve(facet, typed, self.index.values(facet)))
