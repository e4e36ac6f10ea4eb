"""A view as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterator, Sequence

from chronoterm.chronology.view import Row
from chronoterm.exporters.fields import FIELDS, Reading
from chronoterm.text import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MATCH = "match"
"""The column that tells certain from possible, where a time or a figure was asked for."""


def csv_lines(
    reading: Reading, rows: Sequence[Row], fields: Sequence[str], *, doubted: bool
) -> Iterator[str]:
    """Lines with a head; with `doubted`, a column says which records only may match."""
    yield csv_line([*fields, MATCH] if doubted else fields)
    for row in rows:
        # A date was read before, so a year before Christ keeps its minus.
        texts = [
            clean(text) if field == "edtf" else harmless(text)
            for field, text in ((field, FIELDS[field](row.entry, reading)) for field in fields)
        ]
        yield csv_line([*texts, "possible" if row.possible else "certain"] if doubted else texts)


def harmless(text: str) -> str:
    """The text cleaned, with an apostrophe before what would run as a formula; quoting alone does not stop it."""
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_line(texts: Sequence[str]) -> str:
    """One line of CSV (RFC 4180) without its end."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(texts)
    return buffer.getvalue()
