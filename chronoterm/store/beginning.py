"""The first documents of a store that is too large to be read while somebody waits."""

from pathlib import Path

import msgspec

from chronoterm.store.files import demand_regular, explained
from chronoterm.store.scanning import walk
from chronoterm.store.shape import RECORDS, RawTables
from chronoterm.store.store import Store

FIRST = 1 << 19
"""Bytes that are read first; some hundred records."""

MOST = 1 << 23
"""Bytes that are read at the most until there is a record among them."""


def beginning_of(path: Path) -> Store:
    """A store of the documents that stand whole at the beginning of a file, as far as that can be read in an instant.

    Raises StoreError for no file, and for a store of a newer version.
    """
    size = FIRST
    while True:
        with explained(path):
            demand_regular(path)
            with path.open("rb") as file:
                data = file.read(size)
        tables = _tables_in(data)
        if tables[RECORDS] or len(data) < size or size >= MOST:
            return Store(path, tables)
        size *= 4


def _tables_in(data: bytes) -> RawTables:
    tables: RawTables = {RECORDS: {}}
    for table, number, start, end in walk(data).found:
        if table is not None and number is not None:
            tables.setdefault(table, {})[number] = msgspec.Raw(data[start:end])
    return tables
