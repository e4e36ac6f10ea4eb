"""Putting what was found of a damaged store where it belongs, each document readable as what its table holds."""

from pathlib import Path
from typing import Any

import msgspec

from chronoterm.documents import Document, DocumentError
from chronoterm.edits import Table
from chronoterm.store.belonging import BY_NAME, likely, with_tables
from chronoterm.store.errors import StoreError
from chronoterm.store.losses import Loss, beginning, lost, lost_bytes, text_of
from chronoterm.store.mending import ASIDE, Mended, demand_readable, keep_aside, mended, set_aside
from chronoterm.store.migrate import SCHEMA, demand_known
from chronoterm.store.numbering import Numbering
from chronoterm.store.salvage import Fragment, Salvage
from chronoterm.store.scanning import Found, is_complete
from chronoterm.store.shape import RawTables

META = "meta"


def placed(path: Path, data: bytes, salvage: Salvage) -> tuple[RawTables, list[Loss]]:
    """The tables of a store made of what was found, and what is not in them as it was.

    What can be no document of its table is kept with its loss. Raises StoreError for a store of a newer
    version.
    """
    found, losses = with_tables(data, salvage)
    placing = _Placing(path)
    for each in found:
        placing.take(each, data[each.start : each.end])
    for fragment in salvage.fragments:
        placing.keep_fragment(fragment, data[fragment.start : fragment.end])
    placing.into.finish()
    return placing.into.tables, [*losses, *placing.into.losses]


class _Placing:
    def __init__(self, path: Path) -> None:
        self._path = path
        self.into = Numbering()

    def take(self, found: Found, raw: bytes) -> None:
        """Put a value where it belongs."""
        table = found.table if found.table is not None else ASIDE
        place = f"table {table}, document {found.number or '–'}"
        if found.number is None:
            self._no_table(table, _value(raw))
        elif (document := mended(raw)) is None:
            self._keep(place, "is no JSON object", _value(raw))
        else:
            self._tell(place, document.changes)
            self._document(table, found.number, place, document)

    def keep_fragment(self, fragment: Fragment, raw: bytes) -> None:
        """Keep what is no JSON any more as text."""
        table = "" if fragment.table is None else f", in table {fragment.table}"
        place = f"bytes {fragment.start:,} to {fragment.end:,}{table}"
        self.into.losses.append(lost_bytes(place, "damaged", raw))

    def _keep(self, place: str, why: str, value: Any) -> None:
        self.into.losses.append(lost(place, why, value))

    def _tell(self, place: str, changes: tuple[str, ...]) -> None:
        self.into.losses.extend(Loss(place, each) for each in changes)

    def _no_table(self, table: str, value: Any) -> None:
        """What stands in the place of a table: a list of documents is as good as one."""
        place = f"table {table}"
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            self._tell(place, ("is a list; its documents have numbers now",))
            for number, each in enumerate(value, start=1):
                self._document(table, str(number), f"{place}, document {number}", _as_found(each))
        else:
            self._keep(place, "is no object", value)

    def _document(self, table: str, number: str, place: str, found: Mended) -> None:
        if table == META:
            found = self._with_good_schema(place, found)
        elif table in BY_NAME:
            good = self._readable(BY_NAME[table], place, found)
            if good is None:
                return
            found = good
        self.into.put(table, number, place, found)

    def _readable(self, table: Table, place: str, found: Mended) -> Mended | None:
        """A document of a table that we know without what cannot be read; none where nothing else is left of it."""
        try:
            demand_readable(table, found.document)
        except DocumentError:
            pass
        else:
            return found
        try:
            found = set_aside(table, found.document, self.into.free_id(table.value, "saved"))
        except DocumentError as error:
            self._unreadable(table, place, found.document, error)
            return None
        self._tell(place, found.changes)
        return found

    def _unreadable(self, table: Table, place: str, document: Document, error: DocumentError) -> None:
        """Keep a document that is none of its table, but for those in it: the bytes between may be lost."""
        rest = dict(document)
        for key, value in document.items():
            inner = likely(value, (table, *Table)) if key.isdigit() and is_complete(value) else None
            if inner is not None:
                del rest[key]
                self._tell(f"{place}, {key}", (f"is in table {inner.value} now",))
                self.into.put(inner.value, key, f"{place}, {key}", _as_found(value))
        if rest or not document:
            self._keep(place, f"{error.field}: {error}" if error.field else str(error), rest)

    def _with_good_schema(self, place: str, found: Mended) -> Mended:
        """What a store says of itself, without a schema that is no version. Raises StoreError for a newer one."""
        schema = found.document.get("schema")
        try:
            demand_known(self._path, schema)
        except StoreError:
            if isinstance(schema, int) and schema > SCHEMA:
                raise
        else:
            return found
        document = dict(found.document)
        keep_aside(document, "schema", document.pop("schema"))
        self.into.losses.append(
            Loss(place, f"schema is no version number; it is in “{ASIDE}” now", beginning(schema))
        )
        return _as_found(document)


def _as_found(document: Document) -> Mended:
    return Mended(document, msgspec.json.encode(document))


def _value(raw: bytes) -> Any:
    """A JSON value, or its text where it cannot be read as one."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return text_of(raw)
