"""Reading a store piece by piece: where its JSON can be cut, and where in the file each document lies.

A piece ends after a document. Whether it does is not guessed: with the brackets closed that are open there, it must
be JSON of the shape of a store, and no place inside a text or a document passes that.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from chronoterm.indexing.building_errors import MisfitError
from chronoterm.indexing.building_reading import STEP, read_at
from chronoterm.store.shape import RawTables

MOST_TRIED = 4
"""Places that are tried in a piece before a longer one is taken."""

FEW = 8
"""Documents that are looked at one by one."""

_TAIL = 1 << 16
_CUT = re.compile(rb'\}([ \t\n\r]*,)(?=[ \t\n\r]*"[1-9][0-9]{0,17}"[ \t\n\r]*:[ \t\n\r]*\{)')
_KEY = re.compile(rb'[ \t\n\r]*,?[ \t\n\r]*"[^"\\]*(?:\\.[^"\\]*)*"[ \t\n\r]*:[ \t\n\r]*', re.DOTALL)
_OPENED = re.compile(rb"[ \t\n\r]*\{")
_CLOSED = re.compile(rb"[ \t\n\r]*\}")
_DECODER: msgspec.json.Decoder[RawTables] = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


Written = tuple[list[bytes], bytes]
"""What stands before each document of a table, and all of it with the documents."""


class Segment(NamedTuple):
    """A part of a file, from byte `start` up to `end`: the records go on in it, or in what comes after it."""

    start: int
    end: int
    goes_on: bool
    is_last: bool


class Piece(NamedTuple):
    """Some of the documents of a store: JSON with all brackets closed, its tables, and where its bytes lie.

    Its first table may be the last one of the piece before. Byte 0 of `text` would be byte `shift` of the file.
    `upto` is how far the file is read now, with the checksum of what was read.
    """

    text: bytes
    tables: RawTables
    goes_on: bool
    shift: int
    upto: int
    checksum: int


def segments_of(file: int, size: int, shares: tuple[float, ...]) -> tuple[Segment, ...]:
    """A file cut into parts of about these shares of its size, at places that are still to be confirmed."""
    cuts, done = [0], 0.0
    for share in shares[:-1]:
        done += share
        near = read_at(file, int(size * done), min(STEP, size - int(size * done)))
        found = _CUT.search(near)
        if found is None:
            raise MisfitError
        cuts.append(int(size * done) + found.start() + 1)
    bounds = list(zip(cuts, [*cuts[1:], size], strict=True))
    return tuple(Segment(start, end, start > 0, end == size) for start, end in bounds)


def piece_at(file: int, segment: Segment, at: int, checksum: int, table: str | None) -> Piece:
    """The piece from a byte on, in a table that goes on there; `checksum` is that of all before it. Raises MisfitError."""
    size = STEP
    while True:
        data = read_at(file, at, min(size, segment.end - at))
        is_rest = at + len(data) == segment.end
        ends = (len(data),) if is_rest else _ends(data)
        for end in ends:
            closing = b"" if is_rest and segment.is_last else b"}}"
            if (found := _closed(data[:end] if end < len(data) else data, closing, table)) is not None:
                text, tables, added = found
                return Piece(
                    text,
                    tables,
                    table is not None,
                    at - added,
                    at + end,
                    crc32(memoryview(data)[:end], checksum),
                )
        if is_rest:
            raise MisfitError
        size *= 8


def _ends(data: bytes) -> Iterator[int]:
    """Where data may be cut, the last place first."""
    tried, tail, before = 0, _TAIL, len(data)
    while before and tried < MOST_TRIED:
        start = max(0, len(data) - tail)
        for found in reversed(list(_CUT.finditer(data, start, before))[tried - MOST_TRIED :]):
            tried += 1
            yield found.start() + 1
        before, tail = start, tail * 16


def _closed(data: bytes, closing: bytes, table: str | None) -> tuple[bytes, RawTables, int] | None:
    """Data with its brackets opened and closed, its tables, and how many bytes were put before it."""
    opening, skipped = b"", 0
    if table is not None:
        comma = data.find(b",") + 1
        if data[:comma].strip(b" \t\n\r") != b",":
            return None
        opening, skipped = b"{%b:{" % msgspec.json.encode(table), comma
    text = b"".join((opening, memoryview(data)[skipped:], closing)) if opening or closing else data
    try:
        return text, _DECODER.decode(text), len(opening) - skipped
    except _UNREADABLE:
        return None


class Located(NamedTuple):
    """Where the documents of a table lie in a file: the first byte and the length of each."""

    starts: "array[int]"
    lengths: "array[int]"


def located(piece: Piece) -> dict[str, Located]:
    """Where the documents of a piece lie. Raises MisfitError where a table or a document stands there twice."""
    text, found = piece.text, {}
    parts: list[Any] = []
    at = _past(_OPENED, text, 0, parts)
    for name, table in piece.tables.items():
        at = _past(_KEY, text, at, parts)
        at = _past(_OPENED, text, at, parts)
        gaps, whole = _alike(text, at, table) or _one_by_one(text, at, table)
        parts.append(whole)
        lengths = [len(memoryview(raw)) for raw in table.values()]
        bounds = list(accumulate(chain.from_iterable(zip(map(len, gaps), lengths, strict=True)), initial=at))
        starts, at = map(piece.shift.__add__, bounds[1:-1:2]), bounds[-1]
        at = _past(_CLOSED, text, at, parts)
        found[name] = Located(array("Q", starts), array("I", lengths))
    at = _past(_CLOSED, text, at, parts)
    # What is put together again from its parts was taken apart where they are.
    if b"".join((*parts, text[at:])) != text or text[at:].strip(b" \t\n\r"):
        raise MisfitError
    return found


def _alike(text: bytes, at: int, table: Mapping[str, msgspec.Raw]) -> Written | None:
    """A table of which each document is written as the second one; none where that is not so."""
    first = _KEY.match(text, at)
    if len(table) < FEW or first is None:
        return None
    raws, numbers = iter(table.values()), list(table)
    second = _KEY.match(text, first.end() + len(memoryview(next(raws))))
    before, number, after = (
        second[0].partition(numbers[1].encode()) if second is not None else (b"", b"", b"")
    )
    if not number or not all(map(str.isalnum, numbers)):
        return None
    joint = after + b"\0" + before
    gaps = joint.join(map(str.encode, numbers[1:])).split(b"\0")
    gaps = [first[0], before + gaps[0], *gaps[1:]]
    gaps[-1] += after
    whole = _together(gaps, table)
    return (gaps, whole) if text.startswith(whole, at) else None


def _together(gaps: Iterable[bytes], table: Mapping[str, msgspec.Raw]) -> bytes:
    return b"".join(chain.from_iterable(zip(gaps, table.values(), strict=True)))


def _one_by_one(text: bytes, at: int, table: Mapping[str, msgspec.Raw]) -> Written:
    """A table as it is written. Raises MisfitError."""
    gaps: list[bytes] = []
    for raw in table.values():
        at = _past(_KEY, text, at, gaps) + len(memoryview(raw))
    return gaps, _together(gaps, table)


def _past(what: "re.Pattern[bytes]", text: bytes, at: int, parts: list[Any]) -> int:
    found = what.match(text, at)
    if found is None:
        raise MisfitError
    parts.append(found[0])
    return found.end()


def is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8."""
    if data.isascii():  # most are, and this is ten times as fast
        return True
    try:
        str(data, "utf-8")
    except UnicodeDecodeError:
        return False
    return True
