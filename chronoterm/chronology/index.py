"""The index: rows numbered in chronological order, and for every facet value the bitmap of its rows."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from pyroaring import BitMap

from chronoterm.chronology.names import Names
from chronoterm.chronology.postings import Progress, postings_of
from chronoterm.chronology.view import Group
from chronoterm.dates import DAY, EARLIEST, LATEST, month_of, month_title
from chronoterm.records import Entry
from chronoterm.terms import EXPECTED, Facet, Period


class Index:
    """Entries as rows in chronological order, undated ones last, with their postings.

    `starts` holds the first minute of each row's date. A record dated by its publication starts there for sorting;
    `span` of the entry tells where it may lie.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        names: Names,
        progress: Progress | None = None,
        starred: Collection[str] = (),
    ) -> None:
        self.names = names
        keyed = sorted(((_sort_key(entry), entry) for entry in entries), key=itemgetter(0))
        self.entries: Sequence[Entry] = [entry for _, entry in keyed]
        self.row_of = {entry.id: row for row, entry in enumerate(self.entries)}
        self.starts = array("q", (key[0] for key, _ in keyed))
        self.dated = bisect_left(self.starts, LATEST)
        self.all = BitMap(range(len(self.entries)))
        self.postings = postings_of(self.entries, names, progress)
        self.months = tuple(self._months())
        self.incoming = _incoming(self.entries)
        self.expected = self.posting(Facet.KIND, EXPECTED)
        self.starred = BitMap(self.row_of[each] for each in starred if each in self.row_of)
        ends = self.ends = array("q", (key[1] for key, _ in keyed))
        self._rows_by_end = array("I", sorted(range(len(ends)), key=ends.__getitem__))
        self._ends = array("q", (ends[row] for row in self._rows_by_end))
        self.open_start = BitMap(
            row
            for row, entry in enumerate(self.entries)
            if row >= self.dated or entry.at_the_latest or self.starts[row] == EARLIEST
        )
        self.wide = BitMap(row for row, start in enumerate(self.starts) if ends[row] - start > DAY)

    @cached_property
    def wide_spans(self) -> Mapping[tuple[int, int], BitMap]:
        """The dated rows that last longer than a day, by their span: months and years, of which there are few.

        A span with an open end is the minute at the end that is known.
        """
        rows_of: dict[tuple[int, int], BitMap] = defaultdict(BitMap)
        for row in self.wide & BitMap(range(self.dated)):
            start, end = self.starts[row], self.ends[row]
            if end == LATEST:
                end = start + 1
            elif start == EARLIEST:
                start = end - 1
            rows_of[start, end].add(row)
        return rows_of

    def posting(self, facet: Facet, value: str, *, exact: bool = False) -> BitMap:
        """The rows that have a facet value or something within it; those alone that name it where `exact`."""
        postings = self.postings[facet]
        return (postings.named if exact else postings.closed).get(value, _NONE)

    def values(self, facet: Facet) -> Collection[str]:
        """Every value of a facet, those included that only hold others."""
        return self.postings[facet].closed.keys()

    @property
    def extent(self) -> tuple[int, int] | None:
        """The half-open minutes from the first to the last bound that is known of any date."""
        if not self.dated:
            return None
        first = bisect_right(self.starts, EARLIEST)
        starts = self.starts[first : first + 1] if first < self.dated else []
        last = bisect_left(self._ends, LATEST)
        ends = [self._ends[0] - 1, self._ends[last - 1]] if last else []
        known = [
            *starts,
            *ends,
            *(each + 1 for each in self.starts[self.dated - 1 : self.dated] if each > EARLIEST),
        ]
        return (min(known), max(known)) if known else None

    def row_from(self, minute: int) -> int:
        """The first row whose date begins at `minute` or later; the first undated one if there is none."""
        return min(bisect_left(self.starts, minute), self.dated)

    def certain(self, period: Period) -> BitMap:
        """The rows whose date lies wholly inside a period."""
        rows = BitMap(range(bisect_left(self.starts, period.since), len(self.entries)))
        if period.since > EARLIEST:
            rows -= self.open_start
        else:
            rows |= self.open_start
        return rows & self._ending(bisect_right(self._ends, period.until))

    def overlapping(self, period: Period) -> BitMap:
        """The rows whose date lies at least partly inside a period, undated ones included."""
        rows = BitMap(range(bisect_left(self.starts, period.until))) | self.open_start
        return rows - self._ending(bisect_right(self._ends, period.since))

    def _ending(self, number: int) -> BitMap:
        """The `number` rows that end first."""
        return BitMap(self._rows_by_end[:number])

    def _months(self) -> Iterator[Group]:
        """The first row of each month, of dates without a beginning, and of the undated."""
        before: tuple[int, int] | None = None
        for row in range(self.dated):
            start = self.starts[row]
            month = (0, 0) if start == EARLIEST else month_of(start)
            if month != before:
                yield Group(row, month_title(*month) if month[1] else "no beginning known")
                before = month
        if self.dated < len(self.entries):
            yield Group(self.dated, "undated")


_NONE = BitMap()


def before(rows: BitMap, row: int) -> int:
    """How many of `rows` are smaller than `row`."""
    return rows.rank(row - 1) if row > 0 else 0


def _sort_key(entry: Entry) -> tuple[int, int, str]:
    """By start, then by end, the sharper first, then by id; undated last."""
    when = entry.when
    return (LATEST, LATEST, entry.id) if when is None else (when.start, when.end, entry.id)


def _incoming(entries: Sequence[Entry]) -> dict[str, list[tuple[int, int]]]:
    """For each id that relations point to: the row, and the number among its relations, of each that does."""
    incoming: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, entry in enumerate(entries):
        for number, relation in enumerate(entry.relations):
            incoming[relation.to].append((row, number))
    return dict(incoming)
