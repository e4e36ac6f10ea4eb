"""What `chronoterm export --columns full` writes as CSV: its columns with lists as they are stored make the record again."""

from collections.abc import Iterator, Sequence

import msgspec

from chronoterm.dates import DateError
from chronoterm.dates.errors import quoted
from chronoterm.documents import DocumentError, read
from chronoterm.edits import Document, Table
from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.tables.cells import CellError, Columns
from chronoterm.importers.tables.naming import Given, Named
from chronoterm.importers.tables.rows import Row, place
from chronoterm.importers.tables.seen import FirstRows
from chronoterm.records import Record

LISTS = ("actors", "targets", "places", "figures", "sources", "relations", "tags")
NEEDED = ("id", "edtf", "record_kind", "headline", *(f"{each}_json" for each in LISTS if each != "targets"))

_TEXTS = {
    "id": "id",
    "kind": "record_kind",
    "headline": "headline",
    "summary": "summary",
    "date": "edtf",
    "date_text": "date_text",
    "date_basis": "basis",
    "about_date": "about",
    "outcome": "outcome",
    "speaker": "speaker_id",
    "speaker_role": "role",
    "quote": "quote",
    "quote_kind": "quote_kind",
    "lang": "lang",
}
_BETWEEN = ", "


class FullReader:
    """Makes of each row the record that was exported, with the names that can be told from it."""

    def __init__(self, columns: Columns) -> None:
        self._texts = [(name, columns.place(column)) for name, column in _TEXTS.items()]
        self._lists = [(name, columns.place(f"{name}_json")) for name in LISTS]
        self._expected = columns.cell("expected")
        self._labels = [
            (table, name, columns.cell(column))
            for table, name, column in (
                (Table.ACTORS, "speaker", "speaker"),
                (Table.ACTORS, "actors", "actors"),
                (Table.ACTORS, "targets", "targets"),
                (Table.PLACES, "places", "places"),
            )
        ]
        self._ids = FirstRows()
        self._given = Given()

    def read(self, row: Row) -> Incoming | Refused:
        """The record of a row, or why there is none."""
        try:
            record = self._record(row.cells)
        except CellError as error:
            return Refused(place(row.number, row.line), str(error))
        first = self._ids.first(record["id"], row.number)
        if first != row.number:
            why = f"has the id of row {first}, {quoted(record['id'])}"
            return Refused(place(row.number, row.line), why)
        names = tuple(each for each in self._named(record, row.cells) if self._given.is_new(each))
        return Incoming(f"row {row.number}", record, names)

    def _record(self, cells: Sequence[str]) -> Document:
        texts = ((name, "" if at is None else cells[at]) for name, at in self._texts)
        record: Document = {name: text for name, text in texts if text}
        if self._expected(cells) == "yes":
            record["expected"] = True
        for name, at in self._lists:
            if at is not None and cells[at]:
                record[name] = _decoded(name, cells[at])
        try:
            read(record, Record).when  # noqa: B018 - reading it is the test
        except (DocumentError, DateError) as error:
            raise CellError(
                f"{error.field}: {error}" if isinstance(error, DocumentError) else str(error)
            ) from None
        return record

    def _named(self, record: Document, cells: Sequence[str]) -> Iterator[Named]:
        """Names for ids, as far as there are as many names as ids, and other names than ids."""
        for table, name, cell in self._labels:
            found = record.get(name, [])
            ids = [found] if isinstance(found, str) else found
            labels = [cell(cells)] if isinstance(found, str) else cell(cells).split(_BETWEEN)
            if len(labels) == len(ids):
                yield from (
                    (table, {"id": id_, "name": label})
                    for id_, label in zip(ids, labels, strict=True)
                    if label.strip()
                )


def _decoded(name: str, text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise CellError(f"column {name}_json: {quoted(text)} is no JSON") from None
