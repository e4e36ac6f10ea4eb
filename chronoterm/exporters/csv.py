"""A view as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterator, Sequence

from chronoterm.chronology.view import Row
from chronoterm.exporters.fields import FIELDS, Reading
from chronoterm.text import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MATCH = "match"
"""The column that tells certain from possible, where a period was asked for."""


def csv_lines(reading: Reading, rows: Sequence[Row], fields: Sequence[str], *, dated: bool) -> Iterator[str]:
    """Lines with a head; with `dated`, a column says which records only may lie in the period."""
    yield _line([*fields, MATCH] if dated else fields)
    for row in rows:
        texts = [_harmless(field, clean(FIELDS[field](row.entry, reading))) for field in fields]
        yield _line([*texts, "possible" if row.possible else "certain"] if dated else texts)


def _harmless(field: str, text: str) -> str:
    """An apostrophe before what would run as a formula; quoting alone does not stop it.

    A date was read before, so a year before Christ keeps its minus.
    """
    return f"'{text}" if text.startswith(_FORMULA) and field != "edtf" else text


def _line(texts: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(texts)
    return buffer.getvalue()
