"""Reading the records of a store that has one document in each line, as it mostly has.

That a line holds one whole document is not guessed: what stands in it after its number is read by itself, and is
refused if it is anything else than one.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from operator import add
from typing import NamedTuple
from zlib import crc32

from chronoterm.indexing import building_reading as reading
from chronoterm.indexing.building_cuts import Piece, Segment, is_text, piece_at
from chronoterm.indexing.building_entries import Brief, entries_of
from chronoterm.indexing.building_errors import MisfitError
from chronoterm.store.shape import RECORDS

LEAST, MOST = 1, 10**18 - 1
"""The numbers that a document may have."""

_BETWEEN = b",\n"
_BREAK = b"\n"
_TEXT = b'"'
_END = b"}"
_ENDS = b"},"


class Lines(NamedTuple):
    """Good records, each in its line: the numbers of their documents, and the first byte and the length of each.

    `upto` is how far the file is read now, with the checksum of what was read.
    """

    entries: Sequence[Brief]
    numbers: Sequence[int]
    starts: Sequence[int]
    lengths: Sequence[int]
    documents: Sequence[bytes]
    upto: int
    checksum: int


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
    lines[-1] += b","  # as all others have it
    numbers = _numbers(lines)
    before = [b'"%d": {' % number for number in numbers]
    if not before or not all(map(bytes.startswith, lines, before)) or not is_text(data):
        return None
    skipped = [len(each) - 1 for each in before]
    documents = [line[start:-1] for line, start in zip(lines, skipped, strict=True)]
    entries = entries_of(documents)
    if entries is None:
        return None
    begins = accumulate([len(line) + 1 for line in lines], initial=at + len(_BETWEEN))
    return Lines(
        entries=entries,
        numbers=numbers,
        starts=list(map(add, begins, skipped)),
        lengths=list(map(len, documents)),
        documents=documents,
        upto=at + len(data),
        checksum=crc32(data, checksum),
    )


def _numbers(lines: Sequence[bytes]) -> Sequence[int]:
    """The numbers that lines begin with; nothing if one has none that a document may have."""
    try:
        first, last = _number(lines[0]), _number(lines[-1])
        # Mostly they follow each other; whether they do is seen when they are compared with what stands there.
        is_row = last - first == len(lines) - 1
        numbers = range(first, last + 1) if is_row else list(map(_number, lines))
    except ValueError:
        return ()
    return numbers if min(numbers) >= LEAST and max(numbers) <= MOST else ()


def _number(line: bytes) -> int:
    """The number after the first sign of a line. Raises ValueError."""
    return int(line[1 : line.index(_TEXT, 1)])
