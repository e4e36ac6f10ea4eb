"""What `chronoterm log` prints: the edits that a journal tells of, as text or as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from chronoterm.cells import wrap
from chronoterm.cli_asking import today
from chronoterm.cli_store_edits import edit_lines
from chronoterm.dates import DateError, PartialDate, read_typed
from chronoterm.documents import DocumentError, decode
from chronoterm.edits import Change, Document, Table, Written
from chronoterm.exporters.json import json_line
from chronoterm.output import complain, terminal_cells, write_lines
from chronoterm.problems import ChronotermError
from chronoterm.store.errors import StoreError
from chronoterm.store.files import read_whole
from chronoterm.store.journal import Base, journal_path
from chronoterm.store.journal_reading import JournalReading, read_journal
from chronoterm.store.marks import mark_of
from chronoterm.store.migrate import about
from chronoterm.store.shape import RawTables, demand_records, parse_tables
from chronoterm.text import clean, isolate

_MINUTE = len("2024-10-18T12:30")


class Wanted(NamedTuple):
    """Which edits are asked for: of a document, by a user, not before a typed date, the newest so many."""

    id: str | None = None
    by: str | None = None
    since: str | None = None
    limit: int | None = None


def print_log(path: Path, wanted: Wanted, form: str) -> None:
    """Print the edits that are wanted, the newest first. Raises ChronotermError and DateError."""
    since = None if wanted.since is None else read_typed(wanted.since, today=today())
    tables, reading = _read(path)
    edits = [each for each in reading.edits if _is_wanted(each, wanted.by, since)]
    noted = _noted_records(reading.edits, tables)
    if wanted.id is not None:
        if not _is_known(wanted.id, reading.edits, tables):
            raise ChronotermError(
                f"{path}: nothing has the id “{wanted.id}”, nor had as far as its journal tells. "
                "`chronoterm list --columns id,headline` prints those of the records"
            )
        edits = [kept for each in edits if (kept := _only_about(each, wanted.id, noted)).edit.changes]
    shown = edits[::-1][: wanted.limit]
    if form == "json":
        write_lines(map(_json, shown), data=True)
    else:
        cells = terminal_cells()
        head = _head(tables, path, wanted, since, (len(shown), len(edits), len(reading.edits)))
        write_lines([isolate(head)] if cells is None else wrap(head, cells))
        write_lines(line for each in shown for line in ("", *edit_lines(each, noted, cells)))
    if not reading.exists and mark_of(about(tables)) is not None:
        complain(f"{journal_path(path)}: is not there, and so the edits that it tells of are not")
    if reading.damaged:
        where = "one line" if len(reading.damaged) == 1 else f"{len(reading.damaged):,} lines"
        complain(f"{where} of the journal cannot be read; `chronoterm check` tells which")


def _read(path: Path) -> tuple[RawTables, JournalReading]:
    """The tables of a store and its journal. Raises StoreError, also where that is another store's."""
    data, _ = read_whole(path)
    tables, _ = parse_tables(path, data)
    demand_records(path, tables)
    reading = read_journal(path)
    if not reading.may_belong_to(mark_of(about(tables)), Base.of(data)):
        raise StoreError(journal_path(path), "belongs to another store", "Put its own beside the store")
    return tables, reading


def _is_wanted(written: Written, by: str | None, since: PartialDate | None) -> bool:
    return by in (None, written.by) and (since is None or _minute(written.at) >= since.start)


def _minute(at: str) -> int:
    """The minute of an edit; one whose time cannot be read is never too old."""
    try:
        return PartialDate.parse(f"{at[:_MINUTE]}Z").start
    except DateError:
        return PartialDate.parse("9999").end


def _is_known(id_: str, edits: Sequence[Written], tables: RawTables) -> bool:
    """Whether a document of any table but annotations has an id, or ever had."""
    if any(
        one.id == id_ for each in edits for one in each.edit.changes if one.table is not Table.ANNOTATIONS
    ):
        return True
    return any(
        document.get("id") == id_
        for table in Table
        if table is not Table.ANNOTATIONS
        for _, document in _documents(tables, table)
    )


def _documents(tables: RawTables, table: Table) -> Iterator[tuple[str, Document]]:
    for number, raw in tables.get(table.value, {}).items():
        try:
            yield number, decode(raw)
        except DocumentError:
            continue  # a damaged one has no history of its own


def _noted_records(edits: Sequence[Written], tables: RawTables) -> Mapping[str, str]:
    """The record that each annotation is on; an edit of one tells only what it changed."""
    found: dict[str, str] = {}
    for number, document in _documents(tables, Table.ANNOTATIONS):
        found[document.get("id") or f"#{number}"] = str(document.get("record"))
    for written in edits:
        for each in written.edit.changes:
            record = (each.was or {}).get("record") or (each.now or {}).get("record")
            if each.table is Table.ANNOTATIONS and isinstance(record, str):
                found[each.id] = record
    return found


def _only_about(written: Written, id_: str, noted: Mapping[str, str]) -> Written:
    """An edit without what it changed elsewhere."""

    def is_about(change: Change) -> bool:
        if change.table is Table.ANNOTATIONS:
            return noted.get(change.id) == id_
        return change.id == id_

    edit = written.edit
    changes = tuple(each for each in edit.changes if is_about(each))
    return msgspec.structs.replace(written, edit=msgspec.structs.replace(edit, changes=changes))


def _json(written: Written) -> str:
    edit = msgspec.to_builtins(written.edit)
    return json_line({"number": written.number, "at": written.at, "by": written.by, **edit})


def _head(
    tables: RawTables, path: Path, wanted: Wanted, since: PartialDate | None, counts: tuple[int, int, int]
) -> str:
    """What the lines below are of: a part of the edits never looks like all."""
    shown, found, total = counts
    title = about(tables).get("title")
    edits = (
        f"{total:,} {'edit' if total == 1 else 'edits'}"
        if found == total
        else f"{found:,} of {total:,} edits"
    )
    parts = (
        title if isinstance(title, str) and title.strip() else path.stem,
        edits,
        f"newest {shown:,}" if shown < found else "",
        wanted.id or "",
        f"by {wanted.by}" if wanted.by is not None else "",
        f"since {since.text}" if since is not None else "",
    )
    return clean(" · ".join(part for part in parts if part))
