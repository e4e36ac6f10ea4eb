"""Saving what can be saved of a store, its journal included, into a new one; the old one is left alone."""

from pathlib import Path
from typing import NamedTuple

import msgspec

from chronoterm.documents import DocumentError, decode
from chronoterm.store.create import create_whole, demand_free
from chronoterm.store.errors import StoreError
from chronoterm.store.files import read_whole
from chronoterm.store.journal import Base
from chronoterm.store.journal_reading import JournalReading, read_journal
from chronoterm.store.layout import lines_of
from chronoterm.store.losses import Loss
from chronoterm.store.marks import FIELD, META, Mark, mark_of, marked
from chronoterm.store.migrate import about
from chronoterm.store.numbering import with_unread
from chronoterm.store.placing import placed
from chronoterm.store.replaying import JOURNAL, damaged_lines, replay, revived
from chronoterm.store.salvage import Salvage, salvaged
from chronoterm.store.shape import RawTables
from chronoterm.store.store import Store

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Repaired(NamedTuple):
    """What was saved: how many documents of each table, and what is not as it was."""

    counts: dict[str, int]
    losses: list[Loss]


def repair(path: Path, new: Path) -> Repaired:
    """Write a new store with all that can be saved of one, from whatever is left of it and its journal.

    Raises StoreError where nothing can be saved, or something stands where the new one is to be. Nothing is
    written to the old one, and nothing is thrown away in silence: what is no document any more is told, and kept
    in the table `unread`.
    """
    demand_free(new)
    data, _ = read_whole(path)
    tables, losses = saved(path, data, read_journal(path))
    tables = with_unread(tables, losses)
    create_whole(new, lines_of(tables, bytes), like=path)
    return Repaired({name: len(table) for name, table in tables.items()}, losses)


def saved(path: Path, data: bytes, reading: JournalReading) -> tuple[RawTables, list[Loss]]:
    """The tables that can be made of the bytes of a store and its journal. Raises StoreError where there are none."""
    whole, losses = _as_utf_8(data)
    salvage = salvaged(whole)
    if not salvage.found and not reading.edits:
        raise StoreError(path, "nothing of a store could be found in it")
    tables, more = placed(path, whole, salvage)
    losses += [*more, *damaged_lines(reading)]
    mark = mark_of(about(tables))
    tables = _without_mark(tables)
    if not reading.may_belong_to(mark, Base.of(data)):
        return tables, [*losses, Loss(JOURNAL, "belongs to another store, and was left alone")]
    tables, more = _with_edits(path, tables, salvage, reading, _held(mark, reading, Base.of(data)))
    return (marked(tables, reading.mark) if reading.mark else tables), [*losses, *more]


def _as_utf_8(data: bytes) -> tuple[bytes, list[Loss]]:
    if not data.startswith(_UTF_16):
        return data, []
    return data.decode("utf-16", "replace").encode(), [Loss("the file", "was UTF-16; a store is UTF-8")]


def _held(mark: Mark | None, reading: JournalReading, base: Base) -> int:
    """The number of the last edit that a file holds, by its mark if that can be right, else by the journal."""
    if mark is not None and reading.bears_out(mark):
        return mark.edit
    is_unfolded = not reading.folds or (reading.begin is not None and reading.begin.base == base)
    return 0 if is_unfolded else reading.folds[-1].upto


def _with_edits(
    path: Path, tables: RawTables, salvage: Salvage, reading: JournalReading, held: int
) -> tuple[RawTables, list[Loss]]:
    losses: list[Loss] = []
    store = Store(path, tables)
    if not salvage.sound:
        told = (each for each in reading.edits if each.number <= held)
        tables, losses = revived(store.tables, store, told)
        store = Store(path, tables) if losses else store
    losses += replay(store, reading.edits, held)
    return store.tables, losses


def _without_mark(tables: RawTables) -> RawTables:
    """The tables without what the old file said of its journal."""
    if META not in tables:
        return tables
    return {**tables, META: {number: _plain(raw) for number, raw in tables[META].items()}}


def _plain(raw: msgspec.Raw) -> msgspec.Raw:
    try:
        document = decode(raw)
    except DocumentError:
        return raw
    if FIELD not in document:
        return raw
    del document[FIELD]
    return msgspec.Raw(msgspec.json.encode(document))
