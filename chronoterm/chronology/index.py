"""The index: rows numbered in chronological order, and for every facet value the bitmap of its rows."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pyroaring import BitMap

from chronoterm.chronology.names import Names
from chronoterm.chronology.view import Group
from chronoterm.dates import EARLIEST, LATEST, month_of, month_title
from chronoterm.query import EVENTS, EXPECTED, STATEMENTS, Facet, Period
from chronoterm.records import Entry, Kind

Progress = Callable[[int], None]
"""Told how many records are done; may raise to stop the work."""

Postings = dict[str, BitMap]

DAY = 24 * 60
STEP = 4096
"""Records between two words of progress: some ten milliseconds of work."""


class Index:
    """Entries as rows in chronological order, undated ones last, with their postings.

    `starts` and `ends` hold the half-open minutes of each row's date (a record dated by its publication starts
    there for sorting; `span` of the entry tells where it may lie).
    """

    def __init__(self, entries: Iterable[Entry], names: Names, progress: Progress | None = None) -> None:
        self.names = names
        self.entries: Sequence[Entry] = sorted(entries, key=_sort_key)
        self.row_of = {entry.id: row for row, entry in enumerate(self.entries)}
        self.starts = array("q", (_sort_key(entry)[0] for entry in self.entries))
        self.dated = bisect_left(self.starts, LATEST)
        self.all = BitMap(range(len(self.entries)))
        self.postings = _postings(self.entries, names, progress)
        self.months = tuple(self._months())
        self.incoming = _incoming(self.entries)
        ends = [entry.span[1] for entry in self.entries]
        self._rows_by_end = array("I", sorted(range(len(ends)), key=ends.__getitem__))
        self._ends = array("q", (ends[row] for row in self._rows_by_end))
        self.open_start = BitMap(row for row, entry in enumerate(self.entries) if entry.span[0] == EARLIEST)
        self.wide = BitMap(row for row, start in enumerate(self.starts) if ends[row] - start > DAY)

    def posting(self, facet: Facet, value: str) -> BitMap:
        """The rows that have a facet value or something within it."""
        return self.postings[facet].get(value, _NONE)

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


def _postings(entries: Sequence[Entry], names: Names, progress: Progress | None) -> dict[Facet, Postings]:
    rows: dict[Facet, dict[str, list[int]]] = {facet: defaultdict(list) for facet in Facet}
    for row, entry in enumerate(entries):
        for facet, value in _values(entry, names):
            rows[facet][value].append(row)
        if progress and row % STEP == 0:
            progress(row)
    return {facet: {value: BitMap(found) for value, found in by.items()} for facet, by in rows.items()}


def _values(entry: Entry, names: Names) -> Iterator[tuple[Facet, str]]:
    """Every facet value of an entry, with all that it lies within or belongs to; some may come twice."""
    yield Facet.KIND, STATEMENTS if entry.kind is Kind.STATEMENT else EVENTS
    if entry.expected:
        yield Facet.KIND, EXPECTED
    for place in entry.places:
        yield Facet.PLACE, place
        yield from ((Facet.PLACE, each) for each in names.places_above(place))
    for source in entry.sources:
        yield Facet.SOURCE, source.name
        if source.via:
            yield Facet.SOURCE, source.via
    yield from ((Facet.TAG, tag) for tag in entry.tags)
    yield from _actor_values(entry, names)


def _actor_values(entry: Entry, names: Names) -> Iterator[tuple[Facet, str]]:
    speakers = (entry.speaker,) if entry.speaker else ()
    for facet, actors in ((Facet.ACTOR, (*speakers, *entry.actors)), (Facet.SPEAKER, speakers)):
        for actor in actors:
            yield facet, actor
            yield from ((facet, each) for each in names.actors_above(actor, entry.span))
