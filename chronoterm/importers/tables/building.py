"""From a row to a record, as a map says; what can be known from the columns alone is worked out once."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chronoterm.dates.errors import quoted
from chronoterm.edits import Document, Table
from chronoterm.importers.incoming import Incoming, Origin, Refused
from chronoterm.importers.tables.cells import CellError, Columns
from chronoterm.importers.tables.dating import dating
from chronoterm.importers.tables.errors import DateOrder
from chronoterm.importers.tables.figures import figures_of, series_of
from chronoterm.importers.tables.maps import Map
from chronoterm.importers.tables.naming import Given, Named, digest, slug
from chronoterm.importers.tables.people import name_of, people_of
from chronoterm.importers.tables.rows import Row, place
from chronoterm.importers.tables.seen import FirstRows
from chronoterm.importers.tables.sources import Sources, sources_of
from chronoterm.importers.tables.templates import Cell, filled
from chronoterm.importers.tables.whereabouts import whereabouts_of
from chronoterm.records import Basis, Kind, QuoteKind

LONGEST_ID = 100
"""Characters of an id that a table gives; of a longer one a hash is taken."""

_TRUE = frozenset(("true", "yes", "y", "1", "x"))
_FALSE = frozenset(("false", "no", "n", "0"))
_EXPECTED = "expected"
_KINDS = {**{each.value: each.value for each in Kind}, _EXPECTED: Kind.EVENT.value}
_ID = re.compile(rf"[A-Za-z0-9_.:-]{{1,{LONGEST_ID}}}")
_WORDS: Mapping[str, frozenset[str]] = {
    "date_basis": frozenset(each.value for each in Basis),
    "quote_kind": frozenset(each.value for each in QuoteKind),
}
_TEXTS = ("summary", "quote", "quote_kind", "lang", "speaker_role", "date_basis")


class Setting(NamedTuple):
    """What is known of a table before its rows are read."""

    name: str
    origin: Origin
    columns: Columns
    orders: Mapping[int, DateOrder]
    order: DateOrder | None


class Builder:
    """Makes records of the rows of one table, each id once and each name once."""

    def __init__(self, map_: Map, table: Setting, sources: Sources | None) -> None:
        record, columns = map_.record, table.columns
        self._name = table.name
        self._file = table.origin.name
        self._sha256 = table.origin.sha256
        self._id = _optional(record.id, columns)
        self._kind = filled(record.kind, columns.cell)
        self._expected = _optional(record.expected, columns)
        self._headline = filled(record.headline, columns.cell)
        self._texts = tuple(
            (name, filled(template, columns.cell), _WORDS.get(name))
            for name in _TEXTS
            if (template := getattr(record, name)) is not None
        )
        self._date = dating(map_.date, columns, table.orders, table.order) if map_.date else None
        self._about = dating(map_.about, columns, table.orders, table.order) if map_.about else None
        self._people = people_of(map_, columns)
        self._places = whereabouts_of(map_, columns)
        self._figures = figures_of(map_.figures, columns) if map_.figures else None
        self._series = dict(series_of(map_.figures))
        self._sources = sources or sources_of(map_.sources, columns, table.order)
        self._tags = tuple(filled(each, columns.cell) for each in record.tags)
        self._split = record.split
        self._keep = tuple(
            (columns.header[at], at) for each in record.keep if (at := columns.place(each)) is not None
        )
        self._ids = FirstRows()
        self._given = Given()

    def read(self, row: Row) -> Incoming | Refused:
        """The record of a row, with the names that are new, or why there is none."""
        try:
            return self._read(row)
        except CellError as error:
            return Refused(place(row.number, row.line), str(error))

    def _read(self, row: Row) -> Incoming | Refused:
        number, _, cells = row
        record = self._said(cells)
        people, places = self._people(cells), self._places(cells)
        figures = self._figures(cells) if self._figures else None
        self._dated(record, cells)
        sources = self._sources(cells) or [{"title": self._file}]
        first = self._ids.first(record["id"], number)
        if first != number:
            raise CellError(f"has the id of row {first}, {quoted(record['id'])}")
        record.update(people.fields)
        if places.ids:
            record["places"] = list(places.ids)
        if figures:
            record["figures"] = figures
        for source in sources:
            source["sha256"] = self._sha256
            source["row"] = number
        record["sources"] = sources
        names: list[Named] = []
        if people.waiting:
            names += [each for each in people.waiting if self._given.is_new(each)]
            people.waiting = ()
        if places.is_open:
            names += places.settle(self._given)
        if figures and self._series:
            names += [
                (Table.SERIES, series)
                for each in figures
                if (series := self._series.pop(each["series"], None))
            ]
        self._keep_columns(record, cells, places.apart)
        return Incoming(f"row {number}", record, tuple(names))

    def _said(self, cells: Sequence[str]) -> Document:
        """The record as far as it is texts."""
        said = self._kind(cells)
        kind = _KINDS.get(said) or _KINDS.get(said.casefold())
        if kind is None:
            raise CellError(f"{quoted(said)} is neither an event nor a statement")
        headline = name_of(self._headline(cells))
        if not headline:
            raise CellError("has no headline; the cells that make it are empty")
        record: Document = {"id": self._id_of(cells), "kind": kind, "headline": headline}
        if said.casefold() == _EXPECTED or (self._expected is not None and _is_true(self._expected(cells))):
            record["expected"] = True
        for name, text, words in self._texts:
            said = text(cells)
            if said:
                if words is not None and said not in words:
                    raise CellError(f"{quoted(said)} is no {name}")
                record[name] = said
        if self._tags and (tags := self._tags_of(cells)):
            record["tags"] = tags
        return record

    def _id_of(self, cells: Sequence[str]) -> str:
        if self._id is None:
            return f"{self._name}-{digest(chr(31).join(cells), 6)}"
        id_ = self._id(cells)
        if not id_:
            raise CellError("has no id; the cells that make it are empty")
        if _ID.fullmatch(id_):
            return id_
        return f"{slug(id_[:LONGEST_ID])}-{digest(id_, 4)}"

    def _tags_of(self, cells: Sequence[str]) -> list[str]:
        found: dict[str, None] = {}
        for tag in self._tags:
            said = tag(cells)
            for each in said.split(self._split) if self._split else (said,):
                if name := name_of(each):
                    found[name] = None
        return list(found)

    def _dated(self, record: Document, cells: Sequence[str]) -> None:
        if self._date is not None:
            edtf, text = self._date(cells)
            if edtf is not None:
                record["date"] = edtf
            if text is not None:
                record["date_text"] = text
        if self._about is not None:
            about = self._about(cells).edtf
            if about is not None:
                record["about_date"] = about

    def _keep_columns(
        self, record: Document, cells: Sequence[str], apart: tuple[float, float] | None
    ) -> None:
        kept: Document = {name: cell for name, at in self._keep if (cell := cells[at])}
        if apart is not None:
            kept["latitude"], kept["longitude"] = apart
        if kept:
            record[self._name] = kept


def _optional(template: str | None, columns: Columns) -> Cell | None:
    return None if template is None else filled(template, columns.cell)


def _is_true(said: str) -> bool:
    said = said.casefold()
    if said and said not in _TRUE and said not in _FALSE:
        raise CellError(f"{quoted(said)} is neither yes nor no")
    return said in _TRUE
