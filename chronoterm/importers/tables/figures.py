"""The figures of a row: numbers in columns, each of one series."""

from collections.abc import Callable, Iterator, Sequence

from chronoterm.edits import Document
from chronoterm.importers.tables.cells import NO_NUMBER, Columns, number, remembering
from chronoterm.importers.tables.maps import FigureMap

Figures = Callable[[Sequence[str]], list[Document]]


def figures_of(maps: Sequence[FigureMap], columns: Columns) -> Figures:
    """How the figures of a row are read; what it gives raises CellError for a cell that is no number."""
    names = [(each.column or each.low, each.column or each.high) for each in maps]

    def make(said: tuple[str, ...]) -> list[Document]:
        figures = (
            _figure(each, low_high, said[2 * at : 2 * at + 2])
            for at, (each, low_high) in enumerate(zip(maps, names, strict=True))
        )
        return [each for each in figures if each is not None]

    kept = remembering(columns, [each for pair in names for each in pair], make)
    return lambda row: [each.copy() for each in kept(row)]


def _figure(map_: FigureMap, names: tuple[str | None, str | None], said: Sequence[str]) -> Document | None:
    """A figure; a low that is above its high is put right, and the figure says how it was written."""
    (low_name, high_name), (low, high) = names, ("" if each in NO_NUMBER else each for each in said)
    figure: Document = {"series": map_.series}
    if low:
        figure["low"] = number(low, low_name or "")
    if high:
        figure["high"] = number(high, high_name or "")
    if not low and not high:
        return None
    if low and high and figure["low"] > figure["high"]:
        figure["text"] = f"{low_name} {low}, {high_name} {high}"
        figure["low"], figure["high"] = figure["high"], figure["low"]
    if map_.state:
        figure["state"] = map_.state
    if map_.approx:
        figure["approx"] = True
    return figure


def series_of(maps: Sequence[FigureMap]) -> Iterator[tuple[str, Document]]:
    """The series that figures belong to, by their ids."""
    for each in maps:
        document: Document = {"id": each.series, "name": each.name or each.series}
        if each.unit:
            document["unit"] = each.unit
        yield each.series, document
