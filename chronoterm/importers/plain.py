"""Text of other people's files as a record keeps it: no control characters, line breaks of one kind.

What else a terminal must not get is kept, and cleaned when it is shown.
"""

import re

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_HALF = re.compile("[\ud800-\udfff]")
_SPACES_AROUND_A_BREAK = re.compile("[ \t\xa0]*+\n[ \t\xa0]*")
_MANY_BREAKS = re.compile("\n{3,}")


def block(text: str) -> str:
    """A text of several lines, trimmed, with one empty line at most between two others."""
    found = _without_controls(text)
    return _MANY_BREAKS.sub("\n\n", _SPACES_AROUND_A_BREAK.sub("\n", found)).strip()


def one_line(text: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(_without_controls(text).split())


def shortened(text: str, most: int) -> str:
    """The text if it is `most` characters long or less, else its first words with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,;:.–-')}…"


def _without_controls(text: str) -> str:
    return _HALF.sub("\ufffd", _CONTROL.sub("", _LINE_BREAK.sub("\n", text)))
