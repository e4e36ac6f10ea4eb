"""Entries that are read from the store when somebody looks, and those that changed since it was indexed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol, overload

from chronoterm.chronology.entries import Entries
from chronoterm.chronology.renumbering import Renumbering
from chronoterm.problems import ChronotermError
from chronoterm.records import Entry, Kind

BLOCK = 1024
"""Rows that are read at a time where all of them are wanted."""

UNREADABLE = "(another program has written the store; it is read anew)"


class Source(Protocol):
    """Where entries are read from, by the rows that they had when the store was indexed."""

    def entry_in(self, row: int) -> Entry:
        """The entry of a row. Raises ChronotermError or ValueError where it cannot be read any more."""

    def entries_in(self, rows: Sequence[int]) -> Sequence[Entry]:
        """Those of several rows. Raises as `entry_in`."""

    def row_of(self, record_id: str) -> int | None:
        """The row of a record; none where there was no such record. Raises as `entry_in`."""


class KeptEntries(Entries):
    """The entries of an index that is kept on the disk."""

    def __init__(
        self,
        source: Source,
        since: Renumbering,
        fresh: Mapping[int, Entry] | None = None,
        by_id: Mapping[str, Entry | None] | None = None,
    ) -> None:
        """`since` leads from the rows of the source to those of now, of which `fresh` are others than they were.

        `by_id` has all that is fresh or gone.
        """
        self.since = since
        self.fresh: Mapping[int, Entry] = fresh or {}
        self._source = source
        self._by_id: Mapping[str, Entry | None] = by_id or {}

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        """The entry of a row, or those of some; what cannot be read any more says so."""
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        if at < 0 or at >= self.since.new_total:
            raise IndexError(at)
        if (found := self.fresh.get(at)) is not None:
            return found
        try:
            return self._source.entry_in(self._then(at))
        except (ChronotermError, ValueError):
            return _unreadable(at)

    def _then(self, at: int) -> int:
        before = self.since.back.row(at) if self.since.shifts else at
        return at if before is None else before

    def __len__(self) -> int:
        return self.since.new_total

    def __iter__(self) -> Iterator[Entry]:
        if self.fresh or not self.since.is_still:
            yield from (self[row] for row in range(len(self)))
            return
        for first in range(0, len(self), BLOCK):
            yield from self._block(range(first, min(first + BLOCK, len(self))))

    def _block(self, rows: Sequence[int]) -> Sequence[Entry]:
        try:
            return self._source.entries_in(rows)
        except (ChronotermError, ValueError):
            return [self[row] for row in rows]

    def some(self, rows: Sequence[int]) -> Sequence[Entry]:
        """Those of some rows, which are looked for together; what cannot be read any more says so."""
        if not self.fresh and not self.since.shifts:
            return self._block(rows)
        as_they_were = [row for row in rows if row not in self.fresh]
        try:
            read = self._source.entries_in([self._then(row) for row in as_they_were])
        except (ChronotermError, ValueError):
            return [self[row] for row in rows]
        found = dict(zip(as_they_were, read, strict=True))
        return [found[row] if row in found else self.fresh[row] for row in rows]

    def of(self, record_id: str) -> Entry | None:
        """The entry of a record; none where there is no such record."""
        if record_id in self._by_id:
            return self._by_id[record_id]
        try:
            row = self._source.row_of(record_id)
            return None if row is None else self._source.entry_in(row)
        except (ChronotermError, ValueError):
            return None

    def after(
        self, renumbering: Renumbering, fresh: Mapping[int, Entry], gone: Collection[str]
    ) -> "KeptEntries":
        """The entries after a change: `fresh` ones by their new rows, without the records `gone`."""
        left = {
            number: each for row, each in self.fresh.items() if (number := renumbering.row(row)) is not None
        }
        by_id = {**self._by_id, **{each.id: each for each in fresh.values()}, **dict.fromkeys(gone)}
        since = self.since if renumbering.is_still else self.since.then(renumbering)
        return KeptEntries(self._source, since, {**left, **fresh}, by_id)


def _unreadable(row: int) -> Entry:
    return Entry(id=f"row {row}, being read anew", kind=Kind.EVENT, headline=UNREADABLE)
