"""Since when the record of each row was known, in each of the senses that somebody may mean."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.evidence import Span
from chronoterm.chronology.facts import ALL_TIME, NEVER, Facts
from chronoterm.chronology.index import Index
from chronoterm.chronology.postings import Progress
from chronoterm.dates import EARLIEST, LATEST
from chronoterm.terms import STATEMENTS, AsOf, Facet, Knowledge

KEPT = 8
"""Answers that are remembered: what is shown, and what it is compared with."""


class InOrder(NamedTuple):
    """Minutes in ascending order, and the row of each."""

    minutes: "array[int]"
    rows: "array[int]"

    @classmethod
    def of(cls, minutes: Sequence[int]) -> "InOrder":
        """The minutes of rows from 0 on, put in order."""
        rows = sorted(range(len(minutes)), key=minutes.__getitem__)
        return cls(array("q", [minutes[row] for row in rows]), array("I", rows))

    def before(self, minute: int) -> BitMap:
        """The rows with a smaller one."""
        return BitMap(self.rows[: bisect_left(self.minutes, minute)])


Since = tuple[InOrder, InOrder]
"""The earliest and the latest minute since which rows were known; the latest is `LATEST` if nobody can say."""


class Knowing:
    """When things became known, worked out once for each sense."""

    def __init__(self, index: Index, facts: Callable[[Progress | None], Facts]) -> None:
        self._index = index
        self._facts = facts
        self._since: dict[Knowledge, Since] = {}
        self._answers: dict[AsOf, tuple[BitMap, BitMap]] = {}
        self._making = Lock()

    def is_ready(self, by: Knowledge) -> bool:
        """Whether it is worked out in that sense."""
        return by in self._since

    def known(self, as_of: AsOf, progress: Progress | None = None) -> tuple[BitMap, BitMap]:
        """The rows that were perhaps known before a minute, and those that certainly were."""
        if as_of in self._answers:
            return self._answers[as_of]
        starts, ends = self.since(as_of.by, progress)
        perhaps, certain = starts.before(as_of.until), ends.before(as_of.until + 1)
        if as_of.by is Knowledge.STORED:
            modified = self._facts(progress).modified
            certain -= BitMap([row for row in certain if modified[row] >= as_of.until])
        if len(self._answers) >= KEPT:
            self._answers = {}
        self._answers[as_of] = perhaps, certain & perhaps
        return self._answers[as_of]

    def since(self, by: Knowledge, progress: Progress | None = None) -> Since:
        """Since when each row was known, in one sense."""
        facts = self._facts(progress)
        with self._making:
            if by not in self._since:
                self._since[by] = self._worked_out(by, facts)
            return self._since[by]

    def _worked_out(self, by: Knowledge, facts: Facts) -> Since:
        if by is Knowledge.STORED:
            spans = [ALL_TIME if each == NEVER else (each, each + 1) for each in facts.created]
        else:
            spans = list(self._published_or_said(facts, by))
            if by is Knowledge.SAID:
                self._by_statements(spans, facts)
        return InOrder.of([start for start, _ in spans]), InOrder.of([end for _, end in spans])

    def _published_or_said(self, facts: Facts, by: Knowledge) -> Iterator[Span]:
        rows, statements, expected = self._index.rows, self._statements, self._index.expected
        said = by is Knowledge.SAID
        dates = zip(rows.starts, rows.ends, facts.published_starts, facts.published_ends, strict=True)
        for row, (start, end, *published) in enumerate(dates):
            dated, by_publication = row < rows.dated, row in rows.open_start
            if said and dated and not by_publication and row in statements:
                yield start, max(start + 1, min(end, published[1]))
            elif tuple(published) != ALL_TIME:
                yield published[0], published[1]
            elif not dated or row in expected:
                yield ALL_TIME
            else:
                yield (start, end) if by_publication else (start, LATEST)

    @property
    def _statements(self) -> BitMap:
        return self._index.posting(Facet.KIND, STATEMENTS)

    def _by_statements(self, spans: list[Span], facts: Facts) -> None:
        """What a statement tells of was known when it was said, at the latest."""
        rows, statements, said = self._index.rows, self._statements, list(spans)
        for row, _, to in facts.links:
            of = rows.row(to) if row in statements else None
            if of is not None and of not in statements:
                spans[of] = _earlier(spans[of], said[row], self._begins(of))

    def _begins(self, row: int) -> int:
        """Before which minute nobody can have known that something happened; no such minute for what was expected."""
        rows = self._index.rows
        return EARLIEST if row in self._index.expected or row >= rows.dated else rows.span(row)[0]


def _earlier(one: Span, other: Span, begins: int) -> Span:
    start, end = max(other[0], begins), max(other[1], begins + 1)
    return min(one[0], start), min(one[1], end)
