"""The beginning of a table: what parts its cells, and what its columns are called."""

import re
from collections.abc import Sequence
from contextlib import closing
from typing import BinaryIO, NamedTuple

from chronoterm.importers.tables import gdelt
from chronoterm.importers.tables.decoding import LONGEST_LINE, Encoding, text_lines
from chronoterm.importers.tables.errors import TableError
from chronoterm.importers.tables.rows import Layout, Lines, named_cell
from chronoterm.importers.tables.splitting import Stray, delimiter_of, split_row

MOST_HEADER_LINES = 50
"""Lines of a header with line breaks in quotes."""

MOST_COLUMNS = 2000
"""Columns of a table."""

_ENDS = "\r\n"
_SEP = re.compile(r'"?sep=(?P<delimiter>[^"\r\n])"?')
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Heading(NamedTuple):
    """How the rows are laid out, how many lines stand before them, and whether the columns are named by a header."""

    layout: Layout
    skipped: int
    named: bool = True


def heading_of(file: BinaryIO, encoding: Encoding) -> Heading:
    """The heading of a file. Raises TableError where there is none."""
    with closing(text_lines(file, encoding)) as read:
        lines = Lines(read)
        first = _first(lines)
        told = _SEP.fullmatch(first.rstrip(_ENDS))
        if told:
            first = _first(lines)
        columns = gdelt.headless(first.rstrip(_ENDS).split("\t"))
        if columns is not None:
            layout = Layout("\t", columns, quoted=False, unread=encoding.unread)
            return Heading(layout, lines.number - 1, named=False)
        delimiter = told["delimiter"] if told else delimiter_of(first.rstrip(_ENDS))
        names = [each.strip().removeprefix(_MARK) for each in _header(first, lines, delimiter)]
        _check(names, encoding)
        return Heading(Layout(delimiter, names, unread=encoding.unread), lines.number)


def _first(lines: Lines) -> str:
    """The next line with something in it."""
    while line := lines.next():
        if not line.isspace():
            if len(line) >= LONGEST_LINE:
                raise TableError(
                    f"has a first line of more than {LONGEST_LINE:,} characters, which is no header"
                )
            return line
    raise TableError("is empty")


def _header(first: str, lines: Lines, delimiter: str) -> list[str]:
    text = first
    found = split_row(text.rstrip(_ENDS), delimiter)
    for _ in range(MOST_HEADER_LINES):
        if not (isinstance(found, Stray) and found.unclosed):
            break
        text += lines.next()
        found = split_row(text.rstrip(_ENDS), delimiter)
    if isinstance(found, Stray):
        raise TableError(f"has a stray quote in {named_cell(found.cell, ())} of its header")
    return found


def _check(names: Sequence[str], encoding: Encoding) -> None:
    if len(names) > MOST_COLUMNS:
        raise TableError(f"has {len(names):,} columns; {MOST_COLUMNS:,} are the most")
    for number, name in enumerate(names, start=1):
        if "\0" in name or (encoding.unread and encoding.unread.search(name)):
            raise TableError(f"has something that is no text in {named_cell(number, ())} of its header")
