"""How many reports and origins the record of each row has, those of the records it is linked with included."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.evidence import Reports
from chronoterm.chronology.facts import ALL_TIME, Facts, earliest, mark_of, published_in
from chronoterm.chronology.fetching import Bodies
from chronoterm.chronology.index import Index
from chronoterm.chronology.inside import bodies_of
from chronoterm.chronology.origins import SourceMark, joined, linked, reports_of
from chronoterm.chronology.postings import Progress
from chronoterm.dates import LATEST
from chronoterm.records import Body, Cited, RelationType
from chronoterm.terms import AsOf, Knowledge

Counts = tuple[Sequence[int], Sequence[int]]
"""For each row its reports, and their origins."""


class Then(NamedTuple):
    """What was known on a day: the rows that may have been, and which sources count as reports then."""

    as_of: AsOf
    rows: BitMap

    @property
    def until(self) -> int:
        """The minute before which a source may have been published; what was stored had all the sources it has."""
        return LATEST if self.as_of.by is Knowledge.STORED else self.as_of.until


class ReportCounts:
    """The counts of all rows, worked out once, and once more for the last day that they were asked for."""

    def __init__(self, index: Index, bodies: Bodies) -> None:
        self._index = index
        self._bodies = bodies
        self._counts: Counts | None = None
        self._counts_then: tuple[AsOf, Counts] | None = None
        self._making = Lock()

    def is_ready(self, as_of: AsOf | None = None) -> bool:
        """Whether they are worked out."""
        if as_of is None:
            return self._counts is not None
        return self._counts_then is not None and self._counts_then[0] == as_of

    def all(self, facts: Facts, progress: Progress | None = None, then: Then | None = None) -> Counts:
        """The counts of all rows. `progress` is told the records done, and may raise to stop."""
        with self._making:
            if then is None:
                self._counts = self._counts or self._worked_out(facts, progress, None)
                return self._counts
            if self._counts_then is None or self._counts_then[0] != then.as_of:
                self._counts_then = then.as_of, self._worked_out(facts, progress, then)
            return self._counts_then[1]

    def of(self, row: int) -> Reports:
        """The counts of one row, from its record and those it is linked with."""
        return reports_of(self.marks(self._index.entries[row].id))

    def marks(self, record_id: str, then: Then | None = None) -> list[SourceMark]:
        """The sources of a record and of those it is linked with."""
        ids = linked(
            record_id,
            lambda here: self._known(self._same_events(here), then),
            lambda here: self._known(self._pointing(here, RelationType.CORROBORATES), then),
        )
        return self._marks(sorted(ids), then)

    def _marks(self, ids: Sequence[str], then: Then | None) -> list[SourceMark]:
        bodies = bodies_of(self._bodies, ids)
        if then is None or then.until == LATEST:
            return [mark_of(source) for body in bodies for source in body.sources]
        return [mark_of(source) for body in bodies for source in _told_before(then.until, body)]

    def _known(self, ids: Iterable[str], then: Then | None) -> Iterator[str]:
        for each in ids:
            row = self._index.rows.row(each)
            if row is not None and (then is None or row in then.rows):
                yield each

    def _same_events(self, record_id: str) -> Iterator[str]:
        entry = self._index.rows.entries.of(record_id)
        for relation in () if entry is None else entry.relations:
            if relation.type is RelationType.SAME_EVENT:
                yield relation.to
        yield from self._pointing(record_id, RelationType.SAME_EVENT)

    def _pointing(self, record_id: str, how: RelationType) -> Iterator[str]:
        for each in self._index.incoming.get(record_id, ()):
            entry = self._index.rows.entries.of(each)
            if entry is not None and any(one.to == record_id and one.type is how for one in entry.relations):
                yield each

    # All at once

    def _worked_out(self, facts: Facts, progress: Progress | None, then: Then | None) -> Counts:
        reports, origins = array("I", facts.reports), array("I", facts.origins)
        for row in _published_later(facts, then):
            reports[row] = origins[row] = 0
        done = 0
        for rows, telling in self._groups(facts, then):
            if progress is not None:
                progress(done)
            ids = [self._index.entries[row].id for row in sorted(telling)]
            counts = reports_of(self._marks(ids, then))
            for row in rows:
                reports[row], origins[row] = counts
            done += len(rows)
        return reports, origins

    def _groups(self, facts: Facts, then: Then | None) -> Iterator[tuple[set[int], set[int]]]:
        """Rows that have the same reports, which are not the sources of each alone; and the rows whose sources these are."""
        same: list[tuple[int, ...]] = []
        if then is not None and then.until < LATEST:
            same += [(row,) for row in then.rows if facts.reports[row] > 1]
        corroborating: defaultdict[int, set[int]] = defaultdict(set)
        for row, how, to in facts.links:
            other = self._index.rows.row(to)
            if other is None or (then is not None and (row not in then.rows or other not in then.rows)):
                continue
            if how is RelationType.SAME_EVENT:
                same.append((row, other))
            elif how is RelationType.CORROBORATES:
                corroborating[other].add(row)
                same.append((other,))
        for group in joined(same):
            yield group, group.union(*(corroborating.get(row, ()) for row in group))


def _published_later(facts: Facts, then: Then | None) -> Iterator[int]:
    """The rows of which no source had been published then."""
    if then is not None:
        starts, until = facts.published_starts, then.until
        yield from (row for row in then.rows if starts[row] >= until)


def _told_before(until: int, body: Body) -> Iterator[Cited]:
    """The sources of a record that may have been published before a minute; what does not say when was so with the first."""
    first, _ = earliest(map(published_in, body.sources))
    for each in body.sources:
        published = published_in(each)
        if (first if published == ALL_TIME else published[0]) < until:
            yield each
