"""A shared store whose documents stay in its file; small and quick to open, however many there are.

What the file holds is told by an index of it, and what its journal holds besides lies over that, as edits do.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from chronoterm.documents import read_body
from chronoterm.edits import Written
from chronoterm.indexfile.reading import IndexFile
from chronoterm.records import Body, Entry
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.kept import Kept
from chronoterm.store.kept_file import DamageTold
from chronoterm.store.kept_tables import KeptTable
from chronoterm.store.kept_writing import kept_lines
from chronoterm.store.marks import mark_of
from chronoterm.store.migrate import SCHEMA, about, demand_known
from chronoterm.store.shape import RECORDS, RawTables
from chronoterm.store.shared import Caught, SharedStore
from chronoterm.store.store import Taken


class KeptStore(SharedStore):
    """A store file that is read by position, with its journal. Rows are those of the index, before any edit."""

    def __init__(self, path: Path, kept: Kept) -> None:
        """Use `of`."""
        super().__init__(path, kept.tables, kept=kept)
        self._file = kept.file
        self._damage = DamageTold(kept.file)
        self._rows = kept.rows
        self._entries = kept.entries
        self._links = kept.links
        self._table = kept.tables[RECORDS]
        self._words_obstacle: str | None = None

    @classmethod
    def of(cls, path: Path, index: IndexFile) -> "KeptStore":
        """A store and its index. Raises StoreError, StoreChangedError where the index is not of this very file."""
        kept = Kept.open(path, index)
        if demand_known(path, about(kept.tables).get("schema")) < SCHEMA:
            raise StoreChangedError(path, "is of an older schema", "It is to be read whole")
        store = cls(path, kept)
        store._identity, store._base = kept.file.identity, kept.base
        store._obstacle = kept.about.obstacle
        store._begin()
        return store

    # What the index is about: the file as it was read, whatever was edited since

    def row_of(self, record_id: str) -> int | None:
        """The row that a record has in the index; none for one that the file does not hold."""
        with self._damage:
            return next(
                (row for row in self._rows.rows(record_id) if self.entry_in(row).id == record_id), None
            )

    def entry_in(self, row: int) -> Entry:
        """What the file says in a row of the index. Raises StoreChangedError."""
        with self._damage:
            return self._entries.at(self._rows.place(row))

    def entries_in(self, rows: Sequence[int]) -> list[Entry]:
        """What the file says in some rows of the index. Raises StoreChangedError."""
        return self._entries.all_at(self._places_of(rows))

    def bodies_in(self, rows: Sequence[int]) -> Iterator[Body]:
        """What the file says in some rows that they are searched by. Raises StoreChangedError."""
        table = self.kept_table
        return (read_body(table.at(place)) for place in self._places_of(rows))

    @property
    def kept_table(self) -> KeptTable:
        """The records of the file by their places."""
        return self._entries.table

    def _places_of(self, rows: Sequence[int]) -> Sequence[int]:
        with self._damage:
            if rows and rows[-1] - rows[0] + 1 == len(rows) and _ascend(rows):
                return self._rows.places_of(range(rows[0], rows[-1] + 1))
            return [self._rows.place(row) for row in rows]

    # As it is now

    def has_news(self) -> bool:
        """Whether anything was written since we looked last; costs some microseconds."""
        return super().has_news() or not self._file.is_as_read()

    def catch_up(self) -> Caught:
        """Take what others wrote; `elsewhere` also where somebody still writes a file that was replaced."""
        caught = super().catch_up()
        # A file that still has its name is looked at twice, as of any store: somebody may be in the middle of it.
        is_lost = self._now() == self._identity and not self._file.is_as_read()
        return caught._replace(elsewhere=True) if is_lost else caught

    def _take_own(self, written: Written) -> Taken:
        try:
            return super()._take_own(written)
        except StoreChangedError:  # it is safe in the journal, and the next look tells to read the file anew
            return Taken()

    # Writing the file anew

    def words_about(self, obstacle: str) -> None:
        """Take for true what an index of the words says stands in the way of writing the file anew; empty for nothing."""
        self._words_obstacle = obstacle

    def look_through(self) -> None:
        """Look once for what writing the file anew would lose, where no index tells; that takes long."""
        if self.obstacle or self._is_looked_through:
            return
        if mark_of(self.meta) is None:
            told = self._words_obstacle
            self._obstacle = self._doubled() if told is None else told
        self._is_looked_through = True

    def _doubled(self) -> str:
        from chronoterm.store.kept_doubled import doubled_key  # noqa: PLC0415 - most indexes tell

        return doubled_key(self.kept_tables)

    @property
    def kept_tables(self) -> Iterable[KeptTable]:
        """The tables of the file."""
        return [each for each in self.tables.values() if isinstance(each, KeptTable)]

    def _parts_of(self, tables: RawTables) -> Iterable[bytes]:
        return kept_lines(tables)


def _ascend(rows: Sequence[int]) -> bool:
    return isinstance(rows, range) or all(one < other for one, other in pairwise(rows))
