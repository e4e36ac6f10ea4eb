"""Printing a view: its head, its records in one of the forms, and what could not be read."""

from collections.abc import Sequence

from chronoterm.cells import wrap
from chronoterm.chronology.view import Chronology, View
from chronoterm.documents import DocumentError
from chronoterm.exporters.csv import csv_lines
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.json import json_array, json_lines
from chronoterm.exporters.table import table
from chronoterm.output import complain, terminal_cells, write_lines
from chronoterm.text import clean, isolate
from chronoterm.wording import counted, in_words, needs_attention


def print_view(
    chronology: Chronology, view: View, form: str, fields: Sequence[str], limit: int | None
) -> None:
    """Print up to `limit` records of a view in one of the forms, and say on standard error what is left out.

    Raises ChronotermError when the output cannot be written.
    """
    rows = view.window(0, view.count if limit is None else limit)
    reading = Reading(chronology)
    cells = terminal_cells()
    if form == "table":
        write_lines(_head(chronology, view, len(rows), cells))
        write_lines(table(reading, rows, fields, cells))
    elif form == "csv":
        write_lines(csv_lines(reading, rows, fields, dated=bool(view.query.periods)), data=True)
    else:
        write_lines((json_array if form == "json" else json_lines)(reading, rows), data=True)
    if view.possible and form in ("json", "jsonl"):
        complain(f"{view.possible:,} of these only may lie in the period; a table or CSV tells which")
    if note := needs_attention(chronology.problems):
        complain(f"{note}; `chronoterm check` tells which and why")
    for record_id, error in reading.damaged.items():
        complain(f"record “{record_id}” cannot be read whole ({where(error)})")


def _head(chronology: Chronology, view: View, shown: int, cells: int | None) -> list[str]:
    """What this is a table of: a filtered or cut one never looks whole."""
    conditions = " + ".join(in_words(chronology, each) for each in view.query.conditions)
    first = f"first {shown:,}" if shown < view.count else ""
    parts = (clean(chronology.title), counted(view, chronology.total), first, conditions)
    head = " · ".join(part for part in parts if part)
    return [*([isolate(head)] if cells is None else wrap(head, cells)), ""]


def where(error: DocumentError) -> str:
    """What is wrong with a document, after the field it is wrong in."""
    return f"{error.field}: {error}" if error.field else str(error)
