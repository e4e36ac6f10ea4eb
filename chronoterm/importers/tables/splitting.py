"""One row of a table taken apart, strictly as RFC 4180 has it: a quote opens and closes a whole cell, or is doubled."""

from typing import NamedTuple

QUOTE = '"'
_PARTING = ("\t", ";", ",", "|")
_CALLED = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars"}


class Stray(NamedTuple):
    """A quote that stands where none may: in which cell, from 1; `unclosed` if it opens a cell that has no end."""

    cell: int
    unclosed: bool


def split_row(text: str, delimiter: str) -> list[str] | Stray:
    """The cells of a row without its line end."""
    if QUOTE not in text:
        return text.split(delimiter)
    parts = text.split(QUOTE)
    last = len(parts) - 1
    cells: list[str] = []
    at = 0
    while True:
        cells += parts[at].split(delimiter)  # outside of quotes, up to the next one
        if at == last:
            return cells
        if cells.pop():
            return Stray(len(cells) + 1, unclosed=False)
        start = at = at + 1
        while at + 2 <= last and not parts[at + 1]:  # two quotes are one
            at += 2
        if at == last:
            return Stray(len(cells) + 1, unclosed=True)
        cells.append(QUOTE.join(parts[start : at + 1 : 2]))
        at += 1
        rest = parts[at]
        if at == last and not rest:
            return cells
        if not rest.startswith(delimiter):
            return Stray(len(cells), unclosed=False)
        parts[at] = rest[len(delimiter) :]


def delimiter_of(header: str) -> str:
    """What parts the cells of a header: the one of tab, semicolon, comma and bar that is there most often.

    What stands in quotes does not count, and nothing but the header is looked at.
    """
    outside = "".join(header.split(QUOTE)[0::2])
    return max(_PARTING, key=outside.count) if any(each in outside for each in _PARTING) else ","


def called(delimiter: str) -> str:
    """A delimiter in words."""
    return _CALLED.get(delimiter, f"“{delimiter}”")
