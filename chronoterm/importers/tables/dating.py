"""The date of a row, as a map says where it stands: in one column, between two, or in parts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from chronoterm.dates import DateError, PartialDate, Precision, covering
from chronoterm.dates.errors import quoted
from chronoterm.importers.tables.cells import NO_NUMBER, NOTHING, CellError, Columns, remembering
from chronoterm.importers.tables.dates import (
    DAY_LETTERS,
    MIDNIGHTS,
    Style,
    Written,
    read_date,
    read_parts,
    with_time,
)
from chronoterm.importers.tables.errors import DateOrder
from chronoterm.importers.tables.maps import DateMap
from chronoterm.importers.tables.orders import Asked
from chronoterm.importers.tables.precision import as_sharp_as, days_between

UNKNOWN_DATES = NO_NUMBER | {"0", "00", "0000", "-1", "-9"}
"""What stands in the cell of a date, or of a year, that is not known."""

UNKNOWN_PARTS = UNKNOWN_DATES | {"99"}
"""What stands in the cell of a month or a day that is not known."""


class Dated(NamedTuple):
    """The date of a row in EDTF, and the words of the table where the date does not tell them; none where there is none."""

    edtf: str | None = None
    text: str | None = None


NOT_DATED = Dated()
Dating = Callable[[Sequence[str]], Dated]


def style_of(date: DateMap, order: DateOrder | None) -> Style:
    """What is known of the dates in a column; the order that the map says counts before that of the person."""
    return Style(date.order or order, date.two_digit_years, date.zone)


def asked_of(date: DateMap, columns: Columns) -> Iterator[Asked]:
    """The columns of a date whose order is not told by the map."""
    if date.order is None:
        for name in (date.column, date.start, date.end):
            place = None if name is None else columns.place(name)
            if name is not None and place is not None:
                yield Asked(place, name, style_of(date, None))


def dating(
    date: DateMap, columns: Columns, orders: Mapping[int, DateOrder], order: DateOrder | None
) -> Dating:
    """How the date of a row is read. What it gives raises CellError. `orders` are those of columns, by their places,
    `order` is that of all others.
    """
    if date.year is not None:
        read = _from_parts(date)
        names = [date.year, date.month, date.day, date.time]
    elif date.column is not None:
        read = _from_one(date, _style(date, date.column, columns, orders, order))
        names = [date.column, date.time]
    else:
        styles = tuple(_style(date, each, columns, orders, order) for each in (date.start, date.end))
        read = _from_two(date, styles)
        names = [date.start, date.end]
    precise = _precise(date)

    def make(said: tuple[str, ...]) -> Dated:
        *cells, words, code = said
        found = precise(read(cells), code)
        return found._replace(text=words) if words and found.edtf else found

    return remembering(columns, (*names, date.words, date.precision), make)


def _style(
    date: DateMap,
    name: str | None,
    columns: Columns,
    orders: Mapping[int, DateOrder],
    order: DateOrder | None,
) -> Style:
    place = columns.place(name) if name else None
    return style_of(date, order if place is None else orders.get(place, order))


_Read = Callable[[Sequence[str]], tuple[PartialDate | None, str | None]]


def _from_one(date: DateMap, style: Style) -> _Read:
    column = date.column or ""

    def read(cells: Sequence[str]) -> tuple[PartialDate | None, str | None]:
        text, time = cells
        if not text or text in UNKNOWN_DATES:
            return None, None
        written = _read(column, text, style)
        if time and time not in NOTHING:
            try:
                written = with_time(text, written, time, style)
            except DateError as error:
                raise CellError(f"column {date.time}: {error}") from None
        return written.date, _words(f"{text} {time}".strip(), written)

    return read


def _from_two(date: DateMap, styles: Sequence[Style]) -> _Read:
    def read(cells: Sequence[str]) -> tuple[PartialDate | None, str | None]:
        start, end = ("" if each in UNKNOWN_DATES else each for each in cells)
        first = _read(date.start or "", start, styles[0]) if start else None
        last = _read(date.end or "", end, styles[1]) if end else None
        if first is None and last is None:
            return None, None
        try:
            between = _between(first and first.date, last and last.date)
        except DateError:
            raise CellError(
                f"columns {date.start} and {date.end}: {quoted(f'{start} – {end}')} ends before it starts"
            ) from None
        if (first and first.less) or (last and last.less):
            return between, f"{start} – {end}"
        return between, None

    return read


def _from_parts(date: DateMap) -> _Read:
    style = style_of(date, None)

    def read(cells: Sequence[str]) -> tuple[PartialDate | None, str | None]:
        year, month, day, time = cells
        year = "" if year in UNKNOWN_DATES else year.removesuffix(".0")
        month, day = ("" if each in UNKNOWN_PARTS else each.removesuffix(".0") for each in (month, day))
        if not year:
            if month or day:
                raise CellError(f"column {date.year} is empty, but there is a month or a day")
            return None, None
        for name, text in ((date.year, year), (date.day, day)):
            if text and not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()):
                raise CellError(f"column {name}: {quoted(text)} is no whole number")
        if day and not month:
            raise CellError(f"column {date.day} has a day, but there is no month")
        try:
            written = read_parts(year, month, day, time if day and time not in NOTHING else "", style)
        except DateError as error:
            raise CellError(
                f"columns {date.year} to {date.day or date.month or date.year}: {error}"
            ) from None
        return written.date, f"{'-'.join(filter(None, (year, month, day)))} {time}" if written.less else None

    return read


def _read(column: str, text: str, style: Style) -> Written:
    try:
        return read_date(text, style)
    except DateError as error:
        raise CellError(f"column {column}: {error}") from None


def _between(first: PartialDate | None, last: PartialDate | None) -> PartialDate:
    """From the beginning of one date to the end of the other; a side that is not known stays so. Raises DateError."""
    if first is None or last is None:
        known = first or last
        if known is None or "/" in known.edtf:
            return known or PartialDate.parse("..")
        return known if first else PartialDate.parse(f"/{known.edtf}")
    if first is last or first == last:
        return first
    if last.end <= first.start:
        raise DateError("ends before it starts")
    if (
        len(first.edtf) == len(last.edtf) == DAY_LETTERS
        and first.precision is Precision.DAY is last.precision
    ):
        return days_between(first, last)
    if first.approximate or first.uncertain or last.approximate or last.uncertain:
        return PartialDate.parse(f"{first.edtf}/{last.edtf}")
    return covering(first.start, last.end)


def _precise(date: DateMap) -> Callable[[tuple[PartialDate | None, str | None], str], Dated]:
    """What becomes of a date by the code for its sharpness."""
    words = {code.strip(): word for code, word in date.precisions.items()}

    def precise(read: tuple[PartialDate | None, str | None], code: str) -> Dated:
        found, text = read
        if found is None:
            return NOT_DATED
        if date.precision is not None:
            word = words.get(code)
            if word is None:
                raise CellError(f"column {date.precision}: {quoted(code)} is not explained by the map")
            sharp = as_sharp_as(found, word)
            text = text or (None if sharp == found else found.edtf)
            found = sharp
        return Dated(None if found is None else found.edtf, text)

    return precise


def _words(text: str, written: Written) -> str | None:
    """What a cell says, where its date does not say the same."""
    edtf = written.date.edtf
    if text == edtf or (text.startswith(edtf) and text.removeprefix(edtf) in MIDNIGHTS):
        return None
    return None if text.replace("-", "") == edtf.replace("-", "") else text
