r"""Halves of characters: `\ud800` alone in JSON, which some programs write and nothing can show."""

import re

HALF = re.compile("[\ud800-\udfff]")
"""A surrogate in decoded text, where it always stands alone."""

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


def halves_replaced(data: bytes) -> bytes:
    r"""The JSON with `\ufffd` for each surrogate that has no partner; no byte moves."""
    if b"\\ud" not in data.replace(b"\\uD", b"\\ud"):
        return data
    return _ESCAPE.sub(lambda found: b"\\ufffd" if found["half"] else found[0], data)
