"""JSON that a terminal shows and does not obey."""

import re

import msgspec

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What JSON need not escape, but a terminal must not get."""


def json_line(document: object) -> str:
    """A document as one line of JSON."""
    encoded = msgspec.json.encode(document).decode()
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)
