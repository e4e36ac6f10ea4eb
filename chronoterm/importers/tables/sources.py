"""The sources of a row: those that its cells name, or else the file itself."""

from collections.abc import Callable, Sequence

from chronoterm.dates import DateError
from chronoterm.edits import Document
from chronoterm.importers.tables.cells import CellError, Columns
from chronoterm.importers.tables.dates import Style, read_date
from chronoterm.importers.tables.errors import DateOrder
from chronoterm.importers.tables.maps import SourceMap
from chronoterm.importers.tables.templates import Cell, columns_of, filled

Sources = Callable[[Sequence[str]], list[Document]]
"""The sources that a row names, without the file."""

_FIELDS = ("publisher", "title", "author", "url", "published", "via")


def sources_of(maps: Sequence[SourceMap], columns: Columns, order: DateOrder | None) -> Sources:
    """How the sources of a row are read; what it gives raises CellError for a day of publication that is none."""
    readers = [_reader(each, columns, Style(order)) for each in maps]

    def sources(row: Sequence[str]) -> list[Document]:
        return [each for read in readers for each in read(row)]

    return sources


def _reader(map_: SourceMap, columns: Columns, style: Style) -> Sources:
    templates = {name: text for name in _FIELDS if (text := getattr(map_, name)) is not None}
    texts = {name: filled(text, columns.cell) for name, text in templates.items()}
    named = any(list(columns_of(text)) for text in templates.values())

    def one(row: Sequence[str]) -> list[Document]:
        source = _source(texts, row, style)
        return [source] if source else []

    if map_.split is None or not named:
        return one
    places = {
        place
        for text in templates.values()
        for name in columns_of(text)
        if (place := columns.place(name)) is not None
    }
    return _several(one, map_.split, sorted(places))


def _several(one: Sources, split: str, places: Sequence[int]) -> Sources:
    """One source for each part of the cells; a cell of one part goes with each, and unlike numbers part nothing."""

    def read(row: Sequence[str]) -> list[Document]:
        parts = {place: row[place].split(split) for place in places}
        count = max(map(len, parts.values()))
        if count == 1 or any(len(each) not in (1, count) for each in parts.values()):
            return one(row)
        found: list[Document] = []
        for number in range(count):
            single = list(row)
            for place, each in parts.items():
                single[place] = each[number] if len(each) == count else each[0]
            found += [source for source in one(single) if source not in found]
        return found

    return read


def _source(texts: dict[str, Cell], row: Sequence[str], style: Style) -> Document:
    source: Document = {}
    for name, text in texts.items():
        said = text(row)
        if said:
            source[name] = _day(said, style) if name == "published" else said
    return source


def _day(text: str, style: Style) -> str:
    try:
        return read_date(text, style).date.edtf
    except DateError as error:
        raise CellError(f"the day of publication: {error}") from None
