"""Sessions of a store for tests: short ways to edit one and to say what it holds."""

from pathlib import Path
from typing import Any

from chronoterm.edits import Document, Edit, Table, change
from chronoterm.store.journal import journal_path
from chronoterm.store.shared import Outcome, SharedStore

State = dict[Table, dict[str, Document]]


def put(
    store: SharedStore, id_: str, table: Table = Table.RECORDS, *, by: str = "ada", **fields: Any
) -> Outcome:
    """Give a document these fields, making it where it is not there."""
    before = store.document(table, id_)
    base = {"id": id_, "kind": "event", "headline": "new"} if before is None else before
    made = change(table, id_, before, {**base, **fields})
    assert made is not None, "nothing would change"
    return store.write(Edit(f"put {id_}", (made,)), by=by)


def drop(store: SharedStore, id_: str, table: Table = Table.RECORDS, *, by: str = "ada") -> Outcome:
    """Delete a document."""
    gone = change(table, id_, store.document(table, id_), None)
    assert gone is not None, "it is not there"
    return store.write(Edit(f"drop {id_}", (gone,)), by=by)


def state(store: SharedStore) -> State:
    """All good documents of a store."""
    return {
        table: {each: document for each in store.ids(table) if (document := store.document(table, each))}
        for table in Table
    }


def state_of(path: Path) -> State:
    """The same of a store file with its journal."""
    return state(SharedStore.open(path))


def journal_of(path: Path) -> bytes:
    """The bytes of the journal beside a store."""
    return journal_path(path).read_bytes()
