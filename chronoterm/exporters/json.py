"""A view as JSON: whole records, unknown fields included, one a line or all in one array."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from chronoterm.chronology.view import Chronology, Row
from chronoterm.documents import write

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What JSON need not escape, but a terminal must not get."""


def json_lines(chronology: Chronology, rows: Sequence[Row]) -> Iterator[str]:
    """One record a line."""
    for row in rows:
        encoded = msgspec.json.encode(write(chronology.record(row.entry.id))).decode()
        yield _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)


def json_array(chronology: Chronology, rows: Sequence[Row]) -> Iterator[str]:
    """All records as one array, a record a line."""
    lines = list(json_lines(chronology, rows))
    yield "["
    yield from (f"{line}," for line in lines[:-1])
    yield from lines[-1:]
    yield "]"
