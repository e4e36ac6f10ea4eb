"""What the records of a view of an index tell, for instruments."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import cast

from pyroaring import BitMap

from chronoterm.chronology.evidence import Claimed, Dates, Reports, Span
from chronoterm.chronology.facts import ALL_TIME, NEVER, Facts
from chronoterm.chronology.index import Index
from chronoterm.chronology.origins import SourceMark, reports_of
from chronoterm.dates import EARLIEST
from chronoterm.records import UNREVIEWED, Entry, Record
from chronoterm.terms import STATEMENTS, Facet


class IndexedEvidence:
    """The evidence of a view. See `evidence.Evidence` for what each method promises."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a thing of its own
        self,
        index: Index,
        facts: Facts,
        rows: BitMap,
        possible: BitMap,
        known: BitMap,
        fetch: Callable[[str], Record],
        reports: Callable[[str], Sequence[SourceMark]],
    ) -> None:
        """`known` are all rows of the index that were known on the day that the view is of."""
        self._index = index
        self._facts = facts
        self._rows = rows
        self._known = known
        self._fetch = fetch
        self._reports = reports
        self.possible = cast("Collection[int]", possible)

    @cached_property
    def rows(self) -> Sequence[int]:
        """The rows of the view."""
        return array("I", self._rows)

    @property
    def total(self) -> int:
        """How many records the chronology has."""
        return len(self._index.entries)

    def having(self, facet: Facet, *values: str, exact: bool = False) -> Sequence[int]:
        """The rows that have one of these values."""
        postings = (self._index.posting(facet, each, exact=exact) for each in values)
        return array("I", BitMap.union(BitMap(), *postings) & self._rows)

    def values(self, facet: Facet) -> Sequence[str]:
        """The values that rows name themselves, those with most rows first."""
        named = self._index.postings[facet].named
        counts = Counter(
            {each: number for each in named if (number := named[each].intersection_cardinality(self._rows))}
        )
        return [each for each, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]

    def by_value(self, facet: Facet) -> Iterator[tuple[str, Sequence[int]]]:
        """Each value with its rows."""
        is_whole = len(self._rows) == self.total
        for value, posting in self._index.postings[facet].named.items():
            if rows := posting if is_whole else posting & self._rows:
                yield value, array("I", rows)

    @cached_property
    def statements(self) -> Sequence[int]:
        """The rows where somebody says something."""
        return self.having(Facet.KIND, STATEMENTS)

    @cached_property
    def expected(self) -> Sequence[int]:
        """The rows that had not happened when they were told."""
        return array("I", self._index.expected & self._rows)

    @property
    def undated(self) -> int:
        """How many rows have no date."""
        return self._rows.range_cardinality(self._index.rows.dated, self.total)

    @property
    def unreviewed(self) -> int:
        """How many rows nobody has looked at."""
        return self._index.posting(Facet.TAG, UNREVIEWED).intersection_cardinality(self._rows)

    def entry(self, row: int) -> Entry:
        """What a list shows of a row."""
        return self._index.entries[row]

    def record(self, row: int) -> Record:
        """The record of a row."""
        return self._fetch(self.entry(row).id)

    def row_of(self, record_id: str) -> int | None:
        """The row of a record."""
        row = self._index.rows.row(record_id)
        return None if row is None or row not in self._known else row

    def is_here(self, row: int) -> bool:
        """Whether a row is in the view."""
        return row in self._rows

    def dated(self, row: int) -> Span | None:
        """The date as it is written."""
        rows = self._index.rows
        return None if row >= rows.dated else (rows.starts[row], rows.ends[row])

    def lies(self, row: int) -> Span:
        """When it may be."""
        rows = self._index.rows
        if row >= rows.dated:
            return ALL_TIME
        return EARLIEST if row in rows.open_start else rows.starts[row], rows.ends[row]

    @property
    def dates(self) -> Dates:
        """The dates of all rows."""
        rows = self._index.rows
        return Dates(rows.starts, rows.ends, cast("Collection[int]", rows.open_start))

    def about(self, row: int) -> Span | None:
        """What time it speaks of."""
        return self._facts.about(row)

    def abouts(self) -> Sequence[tuple[int, Span]]:
        """The rows that speak of a time."""
        return [(row, span) for row in self._rows if (span := self._facts.about(row)) is not None]

    def claims(self) -> Sequence[Claimed]:
        """The figures of the rows of the view."""
        return [each for each in self._facts.claims if each.row in self._rows]

    def outcome(self, row: int) -> str | None:
        """The record that settled what was expected."""
        outcome = self._facts.outcomes.get(row)
        if outcome is None:
            return None
        settled = self._index.rows.row(outcome)
        return outcome if settled is None or settled in self._known else None

    def reports(self, row: int) -> Reports:
        """How many reports there are of it, of how many origins."""
        return reports_of(self._reports(self.entry(row).id))

    def created(self, row: int) -> Span:
        """When it came into the store."""
        created = self._facts.created[row]
        return ALL_TIME if created == NEVER else (created, created + 1)

    def modified(self, row: int) -> int | None:
        """When it was last changed."""
        modified = self._facts.modified[row]
        return None if modified == NEVER else modified

    def revision(self, row: int) -> int:
        """How many times it was written."""
        return self._facts.revisions[row]
