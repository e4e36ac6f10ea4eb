"""Reading the records of a store that has one document in each line, as it mostly has.

That a line holds one whole document is not guessed: a number that nobody can have foreseen is put before the first
key of each line. If all keys of the table then begin with it, and there are as many as lines, each line is one.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import accumulate, repeat
from operator import add
from typing import NamedTuple
from zlib import crc32

from chronoterm.indexing import building_reading as reading
from chronoterm.indexing.building_cuts import Piece, Segment, is_text, piece_at
from chronoterm.indexing.building_entries import Brief, table_of
from chronoterm.indexing.building_errors import MisfitError
from chronoterm.store.shape import RECORDS

LEAST, MOST = 1, 10**18 - 1
"""The numbers that a document may have."""

_BETWEEN = b",\n"
_BREAK = b"\n"
_TEXT = b'"'
_BEGIN = b"{"
_END = b"}"
_ENDS = b"},"
_MARK = 8


class Lines(NamedTuple):
    """Good records, each in its line: the numbers of their documents, and the first byte and the length of each.

    `upto` is how far the file is read now, with the checksum of what was read.
    """

    entries: list[Brief]
    numbers: list[int]
    starts: list[int]
    lengths: list[int]
    lines: list[bytes]
    upto: int
    checksum: int

    @property
    def documents(self) -> Iterator[bytes]:
        """The bytes of each document."""
        return (line[line.index(_BEGIN) :].rstrip(b",") for line in self.lines)


def pieces_of(file: int, segment: Segment) -> Iterator[Piece | Lines]:
    """All pieces of a segment. Raises MisfitError where it does not begin and end as it should."""
    at, checksum, table = segment.start, 0, RECORDS if segment.goes_on else None
    while at < segment.end:
        lines = _lines_at(file, segment, at, checksum) if table == RECORDS else None
        if lines is not None:
            yield lines
            at, checksum = lines.upto, lines.checksum
        else:
            piece = piece_at(file, segment, at, checksum, table)
            yield piece
            at, checksum, table = piece.upto, piece.checksum, next(reversed(piece.tables), None)
    if not segment.is_last and table != RECORDS:
        raise MisfitError


def _lines_at(file: int, segment: Segment, at: int, checksum: int) -> Lines | None:
    """Some lines that follow a document of the records; none where they are anything else than good records."""
    data = reading.read_at(file, at, min(reading.STEP, segment.end - at))
    if not data.startswith(_BETWEEN + _TEXT):
        return None
    if at + len(data) < segment.end or segment.is_last:
        data = data[: data.rfind(_END + _BETWEEN + _TEXT) + 1]
    lines = data[len(_BETWEEN) :].split(_BREAK)
    if not lines[-1].endswith(_END) or not all(map(bytes.endswith, lines[:-1], repeat(_ENDS))):
        return None
    keys, entries = _records_in(lines) if is_text(data) else ([], [])
    numbers = _numbers(keys)
    before = [b'"%d": {' % number for number in numbers]
    if not numbers or not all(map(bytes.startswith, lines, before)):
        return None
    skipped = [len(each) - 1 for each in before]
    ends = accumulate([len(line) + 1 for line in lines], initial=at + len(_BETWEEN))
    lengths = [len(line) - each - 1 for line, each in zip(lines, skipped, strict=True)]
    lengths[-1] += 1  # the last line has no comma
    return Lines(
        entries=entries,
        numbers=numbers,
        starts=list(map(add, ends, skipped)),
        lengths=lengths,
        lines=lines,
        upto=at + len(data),
        checksum=crc32(data, checksum),
    )


def _records_in(lines: list[bytes]) -> tuple[list[str], list[Brief]]:
    """The key of the document in each line, and its record; nothing if not each line holds one."""
    mark = os.urandom(_MARK).hex()
    marked = (_BREAK + _TEXT + mark.encode()).join([b"{", *(line[1:] for line in lines)])
    records = table_of(marked + _END)
    if records is None or len(records) != len(lines) or not all(map(str.startswith, records, repeat(mark))):
        return [], []
    return [key[len(mark) :] for key in records], list(records.values())


def _numbers(keys: Iterable[str]) -> list[int]:
    """Keys as numbers that a document may have; nothing if one is anything else."""
    try:
        numbers = list(map(int, keys))
    except ValueError:
        return []
    return numbers if numbers and min(numbers) >= LEAST and max(numbers) <= MOST else []
