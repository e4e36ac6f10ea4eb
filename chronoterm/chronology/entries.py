"""The entries of all rows: in memory, or wherever they are read from when somebody looks."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import overload

from chronoterm.chronology.renumbering import Renumbering, spliced
from chronoterm.records import Entry


class Entries(Sequence[Entry]):
    """The entry of each row, and of each record."""

    def some(self, rows: Sequence[int]) -> Sequence[Entry]:
        """Those of some rows, in as few steps as it takes to read them."""
        return [self[row] for row in rows]

    @abstractmethod
    def of(self, record_id: str) -> Entry | None:
        """The entry of a record; none where there is no such record."""

    @abstractmethod
    def after(self, renumbering: Renumbering, fresh: Mapping[int, Entry], gone: Collection[str]) -> "Entries":
        """The entries after a change: `fresh` ones by their new rows, without the records `gone`."""


class EntryList(Entries):
    """Entries in memory."""

    def __init__(self, rows: list[Entry], by_id: Mapping[str, Entry] | None = None) -> None:
        self._rows = rows
        self._by_id = {entry.id: entry for entry in rows} if by_id is None else by_id

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        """The entry of a row, or those of some."""
        return self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._rows)

    def of(self, record_id: str) -> Entry | None:
        """The entry of a record; none where there is no such record."""
        return self._by_id.get(record_id)

    def after(
        self, renumbering: Renumbering, fresh: Mapping[int, Entry], gone: Collection[str]
    ) -> "EntryList":
        """The entries after a change: `fresh` ones by their new rows, without the records `gone`."""
        rows = list(spliced(self._rows, renumbering, (fresh[row] for row in renumbering.come)))
        by_id = dict(self._by_id)
        for each in gone:
            del by_id[each]
        for row, entry in fresh.items():
            rows[row] = entry
            by_id[entry.id] = entry
        return EntryList(rows, by_id)
