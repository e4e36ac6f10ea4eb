"""Printing a view: its head, its records in one of the forms, and what could not be read."""

from collections.abc import Sequence

from chronoterm.cells import wrap
from chronoterm.chips import banner, in_words
from chronoterm.chronology.view import Chronology, View
from chronoterm.documents import DocumentError
from chronoterm.exporters.csv import csv_lines
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.json import json_array, json_lines
from chronoterm.exporters.table import table
from chronoterm.output import complain, terminal_cells, write_lines
from chronoterm.text import clean, isolate
from chronoterm.wording import counted, needs_attention


def print_view(
    chronology: Chronology, view: View, form: str, fields: Sequence[str], limit: int | None
) -> None:
    """Print up to `limit` records of a view in one of the forms, and say on standard error what is left out.

    Raises ChronotermError when the output cannot be written.
    """
    rows = view.window(0, view.count if limit is None else limit)
    reading = Reading(chronology.as_known(view.query.as_of))
    cells = terminal_cells()
    if form == "table":
        first = f"first {len(rows):,}" if len(rows) < view.count else ""
        write_lines(head(chronology, view, cells, first))
        write_lines(table(reading, rows, fields, cells))
    elif form == "csv":
        write_lines(csv_lines(reading, rows, fields, doubted=view.query.can_be_uncertain), data=True)
    else:
        lines = json_lines(reading, rows)
        write_lines(json_array(lines) if form == "json" else lines, data=True)
        if possible := sum(row.possible for row in rows):
            complain(f"{possible:,} of these only may match; a table or CSV tells which")
    tell_problems(chronology)
    for record_id, error in reading.damaged.items():
        complain(f"record “{record_id}” cannot be read whole ({where(error)})")


def head(chronology: Chronology, view: View, cells: int | None, *remarks: str) -> list[str]:
    """What the lines below are of, and an empty line: a filtered or cut view never looks whole."""
    conditions = " + ".join(in_words(chronology, each) for each in view.query.conditions)
    parts = (
        clean(chronology.title),
        counted(view, chronology.total),
        banner(view.query),
        *remarks,
        conditions,
    )
    line = " · ".join(part for part in parts if part)
    return [*([isolate(line)] if cells is None else wrap(line, cells)), ""]


def tell_problems(chronology: Chronology) -> None:
    """Say on standard error how much of the store needs attention, if anything does."""
    if note := needs_attention(chronology.problems):
        complain(f"{note}; `chronoterm check` tells which and why")


def where(error: DocumentError) -> str:
    """What is wrong with a document, after the field it is wrong in."""
    return f"{error.field}: {error}" if error.field else str(error)
