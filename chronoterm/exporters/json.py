"""A view as JSON: whole records, unknown fields included, one a line or all in one array."""

import re
from collections.abc import Iterable, Iterator, Sequence

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


def json_line(document: object) -> str:
    """A document as one line of JSON that a terminal shows and does not obey."""
    encoded = msgspec.json.encode(document).decode()
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)
