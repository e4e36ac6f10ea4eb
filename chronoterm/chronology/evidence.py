"""The seam for instruments: what the records of a view tell besides what a list shows.

Rows are numbers of records in chronological order, undated ones last. They stay the same for one state of a
chronology, and are the same in all its views.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, Protocol

from chronoterm.records import Entry, Record
from chronoterm.terms import Facet

Span = tuple[int, int]
"""Half-open minutes."""


class Claimed(NamedTuple):
    """A number that the record of a row claims: its `at`-th figure, from 0. A side that is none is open."""

    row: int
    at: int
    series: str | None
    state: str | None
    low: float | None
    high: float | None
    approx: bool = False


class Reports(NamedTuple):
    """How many reports there are of a record, and how many origins these have in the end."""

    reports: int
    origins: int

    @property
    def text(self) -> str:
        """As a column shows it: `3/1`."""
        return f"{self.reports}/{self.origins}"


class Dates(NamedTuple):
    """The dates of all rows as they are written, by row: the minutes at which they begin, and before which they end.

    Those of the rows in `open_start` may have begun at any time before they end; undated rows are among them.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    open_start: Collection[int]


class Evidence(Protocol):
    """The rows of a view, and what their records tell. All of it is as known on the day that the view is of."""

    @property
    def rows(self) -> Sequence[int]:
        """The rows of the view, ascending."""

    @property
    def possible(self) -> Collection[int]:
        """Those of them that only may match what was asked."""

    @property
    def total(self) -> int:
        """How many records the chronology has."""

    def having(self, facet: Facet, *values: str, exact: bool = False) -> Sequence[int]:
        """The rows of the view that have one of these values, or something within it unless `exact`; ascending."""

    def values(self, facet: Facet) -> Sequence[str]:
        """The values of a facet that rows of the view name themselves, those with most rows first."""

    def by_value(self, facet: Facet) -> Iterator[tuple[str, Sequence[int]]]:
        """Each value of a facet that rows of the view name themselves, with those rows, ascending; in any order."""

    @property
    def statements(self) -> Sequence[int]:
        """The rows of the view where somebody says something; ascending."""

    @property
    def expected(self) -> Sequence[int]:
        """The rows of the view that had not happened when they were told; ascending."""

    @property
    def undated(self) -> int:
        """How many rows of the view have no date."""

    @property
    def unreviewed(self) -> int:
        """How many rows of the view nobody has looked at since they were imported."""

    def entry(self, row: int) -> Entry:
        """What a list shows of a row."""

    def record(self, row: int) -> Record:
        """The record of a row, whole. Raises KeyError and DocumentError as `Chronology.record` does."""

    def row_of(self, record_id: str) -> int | None:
        """The row of a record of the chronology, in the view or not; none where there is no such record."""

    def is_here(self, row: int) -> bool:
        """Whether a row is in the view."""

    def dated(self, row: int) -> Span | None:
        """The half-open minutes of the date as it is written; none for an undated record."""

    def lies(self, row: int) -> Span:
        """The half-open minutes in which it may be: from the earliest of all times where it is only known by when."""

    @property
    def dates(self) -> Dates:
        """The dates of all rows of the chronology in columns, for whoever goes through many of them."""

    def about(self, row: int) -> Span | None:
        """The half-open minutes that the record speaks of; none where it names none that can be read."""

    def abouts(self) -> Sequence[tuple[int, Span]]:
        """The rows of the view that speak of a time, ascending, each with it."""

    def claims(self) -> Sequence[Claimed]:
        """The figures of the rows of the view, in the order of rows."""

    def outcome(self, row: int) -> str | None:
        """The id of the record that settled what was expected, as far as it is known."""

    def reports(self, row: int) -> Reports:
        """How many reports there are of it, of how many origins."""

    def created(self, row: int) -> Span:
        """The half-open minutes in which the record came into the store; all of time where it does not say."""

    def modified(self, row: int) -> int | None:
        """The minute in which the record was last changed; none where it never was, or does not say."""

    def revision(self, row: int) -> int:
        """How many times the record was written."""
