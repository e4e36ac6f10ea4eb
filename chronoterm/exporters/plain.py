"""Records as CSV, JSON or a plain table in a file: what `list` prints, a window of records at a time."""

from collections.abc import Iterator, Sequence
from itertools import chain

from chronoterm.chronology.view import Row
from chronoterm.exporters.briefing import Briefing
from chronoterm.exporters.choosing import Chosen
from chronoterm.exporters.csv import csv_lines
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.json import json_array, json_lines
from chronoterm.exporters.meta import DAMAGED, Meta, Tally
from chronoterm.exporters.table import streamed_table, table
from chronoterm.text import clean, isolate


def plain_lines(  # noqa: PLR0913, PLR0917 - what an export is made of
    form: str, reading: Reading, chosen: Chosen, meta: Meta, fields: Sequence[str], tally: Tally
) -> Iterator[str]:
    """Lines of `table`, `csv`, `jsonl` or `json`. JSON leaves damaged records out, the others tell what is known."""
    if form == "table":
        return chain(
            _head(reading, chosen, meta, tally),
            streamed_table(reading, chosen, fields)
            if meta.cells is None
            else table(reading, list(chosen.rows()), fields, meta.cells),
        )
    if form == "csv":
        rows = _noted(chosen, tally)
        return csv_lines(reading, rows, fields, doubted=chosen.query.can_be_uncertain, with_breaks=True)
    lines = json_lines(reading, _readable(reading, chosen, tally))
    return json_array(lines) if form == "json" else lines


def _head(reading: Reading, chosen: Chosen, meta: Meta, tally: Tally) -> Iterator[str]:
    """What the table below is of, so that a filtered one never looks whole; and an empty line."""
    head = Briefing(reading, chosen, meta.title, meta.made).head
    is_reviewed = True
    for row in chosen.rows():
        tally.note(row)
        is_reviewed = is_reviewed and not row.entry.is_unreviewed
    for line in (head.title, " · ".join(each for each in (head.as_of, head.counts, head.order) if each)):
        yield isolate(clean(line))
    if head.conditions:
        yield isolate(clean(f"Filter: {' · '.join(head.conditions)}"))
    if head.remark:
        yield "What is marked ~ only may match: its date or a figure is not known sharply enough."
    if not is_reviewed:
        yield "What is marked ? nobody has reviewed."
    yield ""


def _noted(chosen: Chosen, tally: Tally) -> Iterator[Row]:
    for row in chosen.rows():
        tally.note(row)
        yield row


def _readable(reading: Reading, chosen: Chosen, tally: Tally) -> Iterator[Row]:
    for row in chosen.rows():
        if reading.record(row.entry) is None:
            tally.leave_out(DAMAGED)
            continue
        tally.note(row)
        yield row
