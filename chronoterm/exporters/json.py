"""A view as JSON: whole records, unknown fields included, one a line or all in one array."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from chronoterm.chronology.view import Row
from chronoterm.documents import write
from chronoterm.exporters.fields import Reading

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What JSON need not escape, but a terminal must not get."""


def json_lines(reading: Reading, rows: Sequence[Row]) -> Iterator[str]:
    """One record a line; the damaged ones are left out."""
    for row in rows:
        record = reading.record(row.entry)
        if record is not None:
            encoded = msgspec.json.encode(write(record)).decode()
            yield _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)


def json_array(reading: Reading, rows: Sequence[Row]) -> Iterator[str]:
    """All records as one array, a record a line."""
    yield "["
    held = ""
    for line in json_lines(reading, rows):
        if held:
            yield f"{held},"
        held = line
    if held:
        yield held
    yield "]"
