"""Which rows a query is true of, and of which it may be: terms as bitmaps, joined by Kleene's logic."""

import operator
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, assert_never

from pyroaring import BitMap

from chronoterm.chronology.claims import SeriesAndState, by_series_and_state, figured
from chronoterm.chronology.evidence import Claimed
from chronoterm.chronology.index import Index
from chronoterm.chronology.report_counts import Counts
from chronoterm.query import Query
from chronoterm.terms import (
    AllOf,
    Amount,
    AnyOf,
    AsOf,
    Between,
    Clock,
    Comparison,
    Condition,
    Figured,
    Grade,
    Mark,
    Marked,
    Named,
    Not,
    Period,
    Reported,
    Term,
    Words,
    leaves,
)

if TYPE_CHECKING:
    from chronoterm.chronology.contents import Contents

_COMPARED: Mapping[Comparison, Callable[[int, int], bool]] = {
    Comparison.SAME: operator.eq,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}

KEPT = 64
"""Terms whose rows are remembered: while a filter is typed all but the newest are asked for again and again."""

MANY_CANDIDATES = 1500
"""Records whose texts can be looked through for words side by side without anybody noticing."""


def looks_inside(query: Query) -> bool:
    """Whether a query asks for what only the contents of the records tell."""
    return any(
        isinstance(leaf, Words | Grade | Amount | Between)
        or (isinstance(leaf, Period) and leaf.clock is Clock.ABOUT)
        for each in query.conditions
        for leaf, _ in leaves(each)
    )


def counts_reports(query: Query) -> bool:
    """Whether a query asks how many reports there are of a record."""
    return any(isinstance(leaf, Reported) for each in query.conditions for leaf, _ in leaves(each))


def asks_of_figures(query: Query) -> bool:
    """Whether a query asks for the series or the state of figures."""
    return any(isinstance(leaf, Figured) for each in query.conditions for leaf, _ in leaves(each))


def looks_for_ids(query: Query) -> bool:
    """Whether a query asks for ids by their beginnings, for which every id is looked at."""
    return any(
        isinstance(leaf, Named) and not leaf.exact for each in query.conditions for leaf, _ in leaves(each)
    )


class Truth(NamedTuple):
    """The rows that a term is perhaps or certainly true of, and of these the certain ones."""

    perhaps: BitMap
    certain: BitMap


class Judge:
    """Finds the rows of terms; `contents` is asked for by terms that look inside records."""

    def __init__(
        self,
        index: Index,
        contents: "Callable[[], Contents]",
        reports: Callable[[AsOf | None], Counts],
        claims: Callable[[], Iterable[Claimed]],
    ) -> None:
        self._index = index
        self._contents = contents
        self._reports = reports
        self._claims = claims
        self._kept: OrderedDict[tuple[Term, AsOf | None], Truth] = OrderedDict()

    @cached_property
    def figures(self) -> Mapping[SeriesAndState, BitMap]:
        """The rows with a number, by its series and its state."""
        return by_series_and_state(self._claims())

    def matching(self, query: Query) -> Truth:
        """The rows of a query, possible ones included whatever `certain_only` says."""
        perhaps = certain = self._index.all
        for each in query.conditions:
            found = self.truth(each, query.as_of)
            perhaps, certain = perhaps & found.perhaps, certain & found.certain
        return Truth(perhaps, certain)

    def truth(self, term: Term, as_of: AsOf | None = None) -> Truth:
        """The rows of a term; how many reports there are depends on when they were known."""
        found = self._kept.get((term, as_of))
        if found is None:
            found = self._kept[term, as_of] = self._found(term, as_of)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def looks_through_many(self, query: Query) -> bool:
        """Whether words side by side have to be looked for in so many records that somebody would notice."""
        return any(
            isinstance(leaf, Words)
            and (leaf, query.as_of) not in self._kept
            and len(self._candidates(leaf)) > MANY_CANDIDATES
            for each in query.conditions
            for leaf, _ in leaves(each)
            if isinstance(leaf, Words) and len(leaf.words) > 1
        )

    def _found(self, term: Term, as_of: AsOf | None) -> Truth:  # noqa: C901, PLR0911, PLR0912 - one for each kind of term
        match term:
            case Condition():
                return _sure(self._condition(term))
            case Period():
                if term.clock is Clock.ABOUT:
                    return Truth(*self._contents().speaking_of(term))
                return self._in_period(term)
            case Words():
                return _sure(self._words(term))
            case Marked():
                return _sure(self._marked(term.mark))
            case Grade():
                return _sure(self._contents().graded(term))
            case Amount() | Between():
                return Truth(*self._contents().claimed(term))
            case Figured():
                return _sure(figured(term, self.figures, self._index.names.series))
            case Reported():
                return _sure(self._reported(term, as_of))
            case Named():
                return _sure(self._named(term))
            case Not():
                inner, every = self.truth(term.part, as_of), self._index.all
                return Truth(every - inner.certain, every - inner.perhaps)
            case AnyOf():
                parts = [self.truth(each, as_of) for each in term.parts]
                return Truth(
                    BitMap.union(*(each.perhaps for each in parts)),
                    BitMap.union(*(each.certain for each in parts)),
                )
            case AllOf():
                parts = [self.truth(each, as_of) for each in term.parts]
                return Truth(
                    BitMap.intersection(*(each.perhaps for each in parts)),
                    BitMap.intersection(*(each.certain for each in parts)),
                )
        assert_never(term)

    def _reported(self, wanted: Reported, as_of: AsOf | None) -> BitMap:
        reports, origins = self._reports(as_of)
        compare, number = _COMPARED[wanted.comparison], wanted.number
        counts = origins if wanted.origins else reports
        return BitMap([row for row, count in enumerate(counts) if compare(count, number)])

    def _condition(self, condition: Condition) -> BitMap:
        postings = (
            self._index.posting(condition.facet, value, exact=condition.exact) for value in condition.values
        )
        found = BitMap.union(*postings, BitMap())
        return self._index.all - found if condition.exclude else found

    def _in_period(self, period: Period) -> Truth:
        rows = self._index.rows
        perhaps = rows.overlapping(period)
        return Truth(perhaps, rows.certain(period) & perhaps)

    def _words(self, words: Words) -> BitMap:
        found = self._candidates(words)
        if len(words.words) == 1:
            return found
        return self._contents().side_by_side(words.words, found, whole=words.whole)

    def _candidates(self, words: Words) -> BitMap:
        return self._contents().having_all(words.words, whole=words.whole)

    def _marked(self, mark: Mark) -> BitMap:
        if mark is Mark.EXPECTED:
            return self._index.expected
        if mark is Mark.STARRED:
            return self._index.starred
        return BitMap(range(self._index.rows.dated, len(self._index.entries)))

    def _named(self, named: Named) -> BitMap:
        if named.exact:
            row = self._index.rows.row(named.text)
            return BitMap() if row is None else BitMap([row])
        return BitMap(
            [row for row, entry in enumerate(self._index.entries) if entry.id.startswith(named.text)]
        )


def _sure(rows: BitMap) -> Truth:
    return Truth(rows, rows)
