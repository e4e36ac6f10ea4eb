"""A table read as records: what it is, which map fits it, and its rows one after the other."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from chronoterm.dates.errors import quoted
from chronoterm.importers.incoming import Incoming, Origin, Reading, Refused
from chronoterm.importers.tables.building import Builder, Setting
from chronoterm.importers.tables.cells import CellError, Columns
from chronoterm.importers.tables.dating import asked_of
from chronoterm.importers.tables.decoding import Encoding, encoding_of, text_lines
from chronoterm.importers.tables.errors import DateOrder, MapError
from chronoterm.importers.tables.heading import Heading, heading_of
from chronoterm.importers.tables.known import Known, RowReader, known_by
from chronoterm.importers.tables.map_reading import FIELDS
from chronoterm.importers.tables.maps import Map
from chronoterm.importers.tables.naming import slug
from chronoterm.importers.tables.orders import Asked, find_orders
from chronoterm.importers.tables.rows import Lines, Row, place, table_rows
from chronoterm.importers.tables.splitting import called

MOST_NAMED = 40
"""Columns that are named to somebody whose table is not known."""

_ORDERS = {
    DateOrder.DMY: "day, month, year",
    DateOrder.MDY: "month, day, year",
    DateOrder.YMD: "year, month, day",
}


class _Opened(NamedTuple):
    """A file of which all is known but its rows."""

    file: BinaryIO
    encoding: Encoding
    heading: Heading
    columns: Columns
    map: Map
    known: Known | None

    def rows(self) -> Generator[Row | Refused]:
        """The rows as they stand in the file, from its beginning."""
        lines = Lines(text_lines(self.file, self.encoding))
        for _ in range(self.heading.skipped):
            lines.next()
        yield from table_rows(lines, self.heading.layout)


def read_table(
    file: BinaryIO,
    origin: Origin,
    *,
    map: Map | None = None,  # noqa: A002 it is what it is called
    dates: DateOrder | None = None,
) -> Reading:
    """The records of a table: CSV with any delimiter, or TSV, in UTF-8, UTF-16 or windows-1252.

    The file must be one that can be read again from its beginning, and stay open as long as items are taken. Without
    a map the table must be of a kind that is known. `dates` is the order of dates that are numbers alone; without it
    each column must tell its own. Every row is imported or refused. Raises TableError for what is no table, MapError
    where columns are missing, DateOrderNeededError where the order must be told.
    """
    opened = _opened(file, map)
    orders = {} if dates else find_orders(opened.rows, _asked(opened))
    reader = _reader(opened, origin, orders, dates)
    return Reading(tuple(_said(opened, orders)), _items(opened, reader), is_sound=True)


def _opened(file: BinaryIO, map_: Map | None) -> _Opened:
    encoding = encoding_of(file)
    heading = heading_of(file, encoding)
    names = heading.layout.columns
    if map_ is not None:
        return _Opened(file, encoding, heading, Columns(names, map_), map_, None)
    known = known_by(names)
    if known is None:
        raise MapError(_unknown(names))
    if known.bare_tabs and heading.layout.delimiter == "\t":
        heading = heading._replace(layout=heading.layout._replace(quoted=False))
    columns = Columns([*names, *known.more], known.map, lenient=True)
    return _Opened(file, encoding, heading, columns, known.map, known)


def _asked(opened: _Opened) -> Iterator[Asked]:
    for date in (opened.map.date, opened.map.about):
        if date is not None:
            yield from asked_of(date, opened.columns)


def _reader(
    opened: _Opened, origin: Origin, orders: Mapping[int, DateOrder], order: DateOrder | None
) -> RowReader:
    columns, known = opened.columns, opened.known
    if known and known.reader:
        return known.reader(columns)
    setting = Setting(_name(opened.map, origin), origin, columns, orders, order)
    return Builder(opened.map, setting, known.sources(columns) if known and known.sources else None)


def _items(opened: _Opened, reader: RowReader) -> Iterator[Incoming | Refused]:
    mending = opened.known and opened.known.mending
    mend = mending(opened.heading.layout.columns) if mending else None
    for row in opened.rows():
        if isinstance(row, Refused):
            yield row
        else:
            yield reader.read(row) if mend is None else _mended(row, mend, reader)


def _mended(row: Row, mend: Callable[[list[str]], list[str]], reader: RowReader) -> Incoming | Refused:
    try:
        cells = mend(row.cells)
    except CellError as error:
        return Refused(place(row.number, row.line), str(error))
    return reader.read(Row(row.number, row.line, cells))


def _said(opened: _Opened, orders: Mapping[int, DateOrder]) -> Iterator[str]:
    yield f"Read as {opened.encoding.name}, cells parted by {called(opened.heading.layout.delimiter)}."
    if opened.known:
        yield f"The columns are those of {opened.known.title}."
    for at, order in orders.items():
        name = opened.columns.header[at]
        yield f"Dates in column {name} are read as {_ORDERS[order]}, which is the only order that fits them."


def _name(map_: Map, origin: Origin) -> str:
    """What ids and kept columns go under: the name of the map, else that of the file."""
    name = map_.name or slug(origin.name.rpartition("/")[2].partition(".")[0])
    return f"table-{name}" if name in FIELDS else name


def _unknown(names: Sequence[str]) -> str:
    named = ", ".join(map(quoted, names[:MOST_NAMED]))
    more = "" if len(names) <= MOST_NAMED else ", …"
    return f"its columns are not known; say with --map what they mean: {named}{more}"
