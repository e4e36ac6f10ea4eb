"""A view as CSV that no spreadsheet takes for formulas."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from chronoterm.chronology.view import Row
from chronoterm.exporters.fields import AS_STORED, FIELDS, Reading
from chronoterm.text import clean, clean_block

_FORMULA = re.compile(r"'*[-=+@\t\r]")
_BLOCKS = ("summary", "quote")
MATCH = "match"
"""The column that tells certain from possible, where a time or a figure was asked for."""


def csv_lines(
    reading: Reading,
    rows: Iterable[Row],
    fields: Sequence[str],
    *,
    doubted: bool,
    with_breaks: bool = False,
) -> Iterator[str]:
    """Lines with a head; with `doubted`, a column says which records only may match.

    `with_breaks` keeps the line breaks of long texts within their cells.
    """
    yield csv_line([*fields, MATCH] if doubted else fields)
    for row in rows:
        texts = [_cell(field, FIELDS[field](row.entry, reading), with_breaks=with_breaks) for field in fields]
        yield csv_line([*texts, "possible" if row.possible else "certain"] if doubted else texts)


def _cell(field: str, text: str, *, with_breaks: bool) -> str:
    if field.endswith(AS_STORED):
        return text
    if field in {"edtf", "lag"}:  # a date or numbers of our own, so a year before Christ keeps its minus
        return clean(text)
    return harmless(text, with_breaks=with_breaks and field in _BLOCKS)


def harmless(text: str, *, with_breaks: bool = False) -> str:
    """The text cleaned, with an apostrophe before what would run as a formula; quoting alone does not stop it.

    One more goes before what begins with apostrophes already, so that whoever reads it back takes one away.
    """
    text = clean_block(text) if with_breaks else clean(text)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_line(texts: Sequence[str]) -> str:
    """One line of CSV (RFC 4180) without its end."""
    buffer = io.StringIO()
    # What ends a line is what is quoted within a cell.
    csv.writer(buffer, lineterminator="\r\n").writerow(texts)
    return buffer.getvalue().removesuffix("\r\n")
