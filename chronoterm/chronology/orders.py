"""Orders of a view: which row stands at which position, for any window, without listing the rest."""

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import chain, islice, repeat
from threading import Lock
from typing import TYPE_CHECKING

from pyroaring import BitMap

from chronoterm.chronology.columns import Collate, Columns, Moved, names_in
from chronoterm.chronology.evident import Evident, is_untouched
from chronoterm.chronology.index import Change, Index
from chronoterm.chronology.order_abouts import ByAbout
from chronoterm.chronology.order_places import Backward, Forward, Listed, Places, Whole
from chronoterm.chronology.order_ranks import KeptRanks, distributed, ranked, zeros
from chronoterm.chronology.order_since import Placed, Since
from chronoterm.chronology.order_sorted import Sorted
from chronoterm.ordering import EVIDENT, Order, Sorting, SortKey
from chronoterm.text import fold

if TYPE_CHECKING:
    from array import array

MOST_KEPT = 8
"""Orders kept besides time and its reverse."""

MOST_BYTES = 16_000_000
"""What they may take with the ranks of their columns; the one used last is kept whatever it takes."""

MOST_MENDED = 2
"""Orders in which rows are put in their places with a change, those used last; in the others when they are asked for."""

FEW_FRESH = 20
"""Rows that are put in their places while somebody waits."""

MOST_FRESH = 2000
"""Rows that are not where they were sorted; beyond that all are sorted again when somebody asks."""

MOST_LOST = 100_000
"""Sorted rows that are gone; beyond that it takes long to pass them by."""

MOST_COLLATED = 1 << 16
"""Names whose keys are remembered while a column is ranked."""


class Orders:
    """The orders of an index: the columns ranked once, and what was sorted by them kept while it is used.

    Views are made in a thread of their own too. The lock is held for the bookkeeping only: a view that is quick
    never waits for another to be sorted. What is sorted stays so when the index changes: `Since` tells where its rows
    went, and the few others are put in their places.
    """

    def __init__(self, index: Index, collate: Collate = fold, kept: KeptRanks | None = None) -> None:
        self._index = index
        self._collate = collate
        self._kept = kept
        self._since = Since.nothing(len(index.entries))
        self._renamed: frozenset[SortKey] = frozenset()
        self._ranks: dict[SortKey, array[int]] = {}
        self._made: OrderedDict[Order, Sorted] = OrderedDict()
        self._placed: dict[Order, Placed] = {}
        self._lock = Lock()

    def anew(self) -> "Orders":
        """Orders of the same index, none of them made yet."""
        return Orders(self._index, self._collate)

    def places(self, order: Order, rows: BitMap, evident: Evident | None = None) -> Places:
        """The rows of a view in an order; `evident` tells the columns of what no entry tells, where it has such.

        By the first column; what is equal there, dates from start to end included, by the next. What all columns
        leave open stands in chronological order, unless the order is that of time turned round.
        """
        if _is_time(order):
            return Backward(rows, self._index.rows.dated) if order.reverse else Forward(rows)
        if evident is not None and _is_about(order):
            return ByAbout(rows, evident.abouts, reverse=order.reverse)
        made = self._sorted_by(order, evident)
        if self._since.is_nothing and len(rows) == len(made.rows):
            return Whole(made)
        return Listed(rows, made, self._since, self._placed_in(order, made, evident))

    def has(self, order: Order, evident: Evident | None = None) -> bool:
        """Whether a view in an order takes some milliseconds, since nothing must be sorted for it."""
        if _is_time(order):
            return True
        if evident is not None and _is_about(order):
            return evident.has_abouts
        return order in self._made and (order in self._placed or len(self._since.fresh) <= FEW_FRESH)

    def after(self, change: Change) -> "Orders":
        """The orders of an index after a change; what was sorted is kept, unless too much of it is not so any more."""
        moved = Moved.by(change)
        since = self._since.after(change.renumbering, moved.come)
        if len(since.fresh) > MOST_FRESH or since.lost > MOST_LOST:
            return Orders(change.after, self._collate)
        made = Orders(change.after, self._collate, self._kept)
        made._since, made._renamed = since, self._renamed | moved.renamed
        gone = moved.renamed if is_untouched(change) else moved.renamed | EVIDENT
        with self._lock:
            made._ranks = {each: ranks for each, ranks in self._ranks.items() if each not in gone}
            made._made.update((order, each) for order, each in self._made.items() if order.leaves_out(gone))
            placed = dict(self._placed)
        if len(moved.come) <= FEW_FRESH:
            columns = Columns(change.after, self._collate)
            mended = (each for each in made._made if each in placed and not each.is_evident)
            for order in list(mended)[-MOST_MENDED:]:
                left = placed[order].after(change.renumbering, moved.come)
                made._placed[order] = made._with_rows(left, order, made._made[order], moved.come, columns)
        return made

    def _sorted_by(self, order: Order, evident: Evident | None) -> Sorted:
        made = self._made.get(order) or self._sort(order, evident)
        with self._lock:
            self._made[order] = made
            self._made.move_to_end(order)
            while len(self._made) > 1 and (len(self._made) > MOST_KEPT or self._takes > MOST_BYTES):
                left, _ = self._made.popitem(last=False)
                self._placed.pop(left, None)
                self._forget_ranks()
        return made

    @property
    def _takes(self) -> int:
        """What all orders take, with the ranks of columns."""
        ranks = sum(each.itemsize * len(each) for each in self._ranks.values())
        return ranks + sum(each.bytes for each in self._made.values())

    def _forget_ranks(self) -> None:
        """Leave ranks that no order uses, and that can be had again at once."""
        used = {column for order in self._made for column, _ in order.columns}
        for column in self._ranks.keys() - used:
            if self._kept is not None and column not in self._renamed:
                del self._ranks[column]

    def _sort(self, order: Order, evident: Evident | None) -> Sorted:
        """All rows by the last column, then by the one before it, and so on: equal ones stay as they stand."""
        columns = list(order.columns)
        if columns[-1] == Sorting(SortKey.DATE):  # chronologically is how what is equal stands anyway
            columns.pop()
        ranks = [(self._ranked(column, evident), reverse) for column, reverse in columns]
        last, reverse = ranks[-1]
        rows = distributed(range(len(last)), last, reverse=reverse)
        for each, turn in ranks[-2::-1]:
            rows = distributed(rows, each, reverse=turn)
        return Sorted(rows, ranks)

    def _ranked(self, column: SortKey, evident: Evident | None) -> "array[int]":
        ranks = self._ranks.get(column)
        if ranks is None and self._kept is not None and column not in self._renamed:
            ranks = self._kept.ranks(column)
        if ranks is None and column in EVIDENT:
            ranks = self._by_evidence(column, evident)
        if ranks is None:
            ranks = self._by_date() if column is SortKey.DATE else self._by_name(column)
        with self._lock:
            self._ranks[column] = ranks
        return ranks

    def _by_name(self, column: SortKey) -> "array[int]":
        name, collate = names_in(column, self._index.names), lru_cache(MOST_COLLATED)(self._collate)
        return ranked(self._since.as_sorted((collate(name(each)) for each in self._index.entries), ""))

    def _by_evidence(self, column: SortKey, evident: Evident | None) -> "array[int]":
        if evident is None:
            return zeros(self._since.renumbering.total)
        return ranked(self._since.as_sorted(evident.values(column), None))

    def _by_date(self) -> "array[int]":
        """The rows are numbered by start and end, so that a rank is one more wherever these change."""
        rows, ranks = self._index.rows, zeros(self._since.renumbering.total)
        dates = chain(islice(zip(rows.starts, rows.ends, strict=True), rows.dated), repeat(None))
        rank, last = 0, None
        for row, date in enumerate(self._since.as_sorted(dates, None)):
            if date is not None:
                rank += date != last
                ranks[row], last = rank, date
        return ranks

    def _placed_in(self, order: Order, made: Sorted, evident: Evident | None) -> Placed:
        placed = self._placed.get(order)
        if placed is None:
            columns = Columns(self._index, self._collate, evident)
            placed = self._with_rows(Placed(), order, made, self._since.fresh, columns)
            with self._lock:
                self._placed[order] = placed
        return placed

    def _with_rows(
        self, placed: Placed, order: Order, made: Sorted, come: Iterable[int], columns: Columns
    ) -> Placed:
        return placed.with_rows(come, made, self._since, partial(columns.precedes, order))


def _is_time(order: Order) -> bool:
    return order.key is SortKey.DATE and not order.then


def _is_about(order: Order) -> bool:
    return order.key is SortKey.ABOUT and not order.then
