"""What mending a store comes to, for tests."""

import json
from pathlib import Path
from typing import Any

from chronoterm.store.errors import StoreError
from chronoterm.store.journal_reading import JournalReading
from chronoterm.store.numbering import with_unread
from chronoterm.store.repair import saved
from chronoterm.store.shape import RawTables

NO_JOURNAL = JournalReading(b"", exists=False)
GOOD = b'{"id": "a", "kind": "event", "headline": "x"}'


def mended(data: bytes) -> tuple[dict[str, list[Any]], list[str]]:
    """The documents of each table that repair makes of bytes, and what it tells."""
    tables, losses = saved(Path("store.json"), data, NO_JOURNAL)
    return read(with_unread(tables, losses)), [str(each) for each in losses]


def mended_or_refused(data: bytes) -> tuple[dict[str, list[Any]], list[str], str]:
    """The same, or the sentence that refuses it."""
    try:
        return *mended(data), ""
    except StoreError as error:
        return {}, [], str(error)


def read(tables: RawTables) -> dict[str, list[Any]]:
    return {name: [json.loads(bytes(each)) for each in table.values()] for name, table in tables.items()}
