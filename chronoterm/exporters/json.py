"""A view as JSON: whole records, unknown fields included, one a line or all in one array."""

from collections.abc import Iterable, Iterator

from chronoterm.chronology.view import Row
from chronoterm.documents import write
from chronoterm.exporters.fields import Reading
from chronoterm.exporters.json_safely import json_line

__all__ = ["json_array", "json_line", "json_lines"]


def json_lines(reading: Reading, rows: Iterable[Row]) -> Iterator[str]:
    """One record a line; the damaged ones are left out."""
    for row in rows:
        record = reading.record(row.entry)
        if record is not None:
            yield json_line(write(record))


def json_array(lines: Iterable[str]) -> Iterator[str]:
    """JSON lines as one array, each on a line of its own."""
    yield "["
    held = ""
    for line in lines:
        if held:
            yield f"{held},"
        held = line
    if held:
        yield held
    yield "]"
