"""Copying a store as it is at one moment, its journal folded in, while others write."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from chronoterm.problems import Severity
from chronoterm.store.editable import obstacle_within
from chronoterm.store.errors import StoreError
from chronoterm.store.files import read_whole
from chronoterm.store.layout import lines_of
from chronoterm.store.marks import mark_of, marked
from chronoterm.store.shape import parse_tables
from chronoterm.store.shared import SharedStore

_BOTH = "Copy it together with its journal, or save what can be saved with `chronoterm repair`"


def backup_parts(path: Path) -> Iterable[bytes]:
    """One file that holds all edits acknowledged so far, piece by piece. Raises StoreError; nothing is written.

    Where the journal tells nothing that the file does not hold, it is the file byte by byte, whatever is wrong with
    that. Else what would be lost by writing it anew refuses the backup.
    """
    while True:
        data, identity = read_whole(path)
        store = SharedStore.open(path)
        _demand_followed(store)
        if store.pending:
            _demand_whole(store, data)
            return lines_of(marked(store.tables, store.mark), bytes)
        # Somebody may have written it anew in between; that is over soon, as it is done seldom.
        if read_whole(path)[1] == identity:
            return [data]


def _demand_followed(store: SharedStore) -> None:
    for each in store.problems:
        if each.table == "journal" and each.severity is not Severity.NOTE:
            raise StoreError(store.path, f"cannot be copied as one file: {each.why}", _BOTH)


def _demand_whole(store: SharedStore, data: bytes) -> None:
    """Raise StoreError for a store that would lose something if it were written anew."""
    _, as_written = parse_tables(store.path, data)
    why = obstacle_within(store.path, store.tables, mark_of(store.meta)) or (
        "" if as_written else "it holds halves of characters"
    )
    if why:
        raise StoreError(store.path, f"cannot be copied as one file: {why}", _BOTH)


def backup_name(path: Path, now: datetime) -> Path:
    """What a backup is called where nobody says: after the store and the time, beside it."""
    return path.with_name(f"{path.stem}-{now:%Y%m%d-%H%M%S}.json")
