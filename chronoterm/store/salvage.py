"""Finding what is left of a damaged store: the documents in it, and the bytes that belong to none.

From the front and from the back everything is known up to the damage. Between the first damage and the last,
documents are looked for by their numbers, `"17": {…}`, and taken where they are balanced and can be read.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from chronoterm.edits import Document, Table
from chronoterm.store.mending import mended
from chronoterm.store.scanning import VALUE, Found, Walk, is_complete, looks_complete, walk
from chronoterm.store.scanning_back import walk_back

TABLES = ("meta", *(each.value for each in Table))
"""The tables whose names are known by sight."""

_HEAD = re.compile(
    rb'(?<!\\)"([0-9]{1,18}|%b)"\s*+:\s*+(?=\{)|(?=\{\s*+"id"\s*+:)' % "|".join(TABLES).encode()
)
"""What a document or a table begins with; a document whose number is lost begins with its id, as they are written."""

_IS_TABLE = re.compile(rb'\{\s*+(?:"[0-9]{1,18}"\s*+:\s*+\{|\})')
_LEAD = re.compile(rb'(?:"[^"\\]*+"\s*+:\s*+\{\s*+)?+"[0-9]{1,18}"\s*+:\s*+\Z')
_STRUCTURE = re.compile(rb"[\s,{}]*+")
_ROOT = re.compile(rb"\s*+(?=\{)")
LONGEST_LEAD = 300
"""Bytes that the name of a table and the number of its first document take at most."""

_MARK = b"\xef\xbb\xbf"


class Fragment(NamedTuple):
    """Bytes that belong to no document any more, half-open, and the table they stood in as far as it is known."""

    start: int
    end: int
    table: str | None


class Salvage(NamedTuple):
    """The values of a store in the order of the file, what is left over, and whether the file is whole JSON."""

    found: list[Found]
    fragments: list[Fragment]
    sound: bool


def salvaged(data: bytes) -> Salvage:
    """What can be found in the bytes of a store, sound or not; documents of unknown tables among it."""
    start = len(_MARK) if data.startswith(_MARK) else 0
    if _is_json(data[start:]):
        walked = walk(data, start)
        if walked.whole:
            return Salvage(walked.found, [], sound=True)
    found: list[Found] = []
    while (root := _ROOT.match(data, start)) is not None:
        front = walk(data, root.end(), _is_document)
        if not front.whole:
            rest = _from_both_ends(data, root.end(), front)
            return Salvage([*found, *rest.found], rest.fragments, sound=False)
        found += front.found
        start = front.at
    front = Walk([], start, whole=False)
    rest = _from_both_ends(data, start, front)
    return Salvage([*found, *rest.found], rest.fragments, sound=False)


def _is_json(data: bytes) -> bool:
    try:
        msgspec.json.decode(data, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _is_document(raw: bytes) -> bool:
    return raw.startswith(b"{") and mended(raw) is not None


def _from_both_ends(data: bytes, start: int, front: Walk) -> Salvage:
    """What lies behind `start`, where a store begins that `front` could not walk through."""
    back = walk_back(data[start:], _is_document)
    behind = [each._replace(start=each.start + start, end=each.end + start) for each in back.found]
    kept, skipped = _parting(data, front.found, behind)
    before, after = front.found[:kept], behind[skipped:]
    at = front.at if kept == len(front.found) else before[-1].end if before else start
    end = len(data) if not after else _lead(data, at, after[0].start) if skipped else start + back.at
    between, fragments, table = _between(data, at, max(at, end), _table_of(front, kept))
    named = [each if each.table is not None else each._replace(table=table) for each in after]
    return Salvage([*before, *between, *named], fragments, sound=False)


def _lead(data: bytes, start: int, end: int) -> int:
    """Where the number of a document that begins at `end` stands, or the name of its table before that."""
    lead = _LEAD.search(data, max(start, end - LONGEST_LEAD), end)
    return end if lead is None else lead.start()


def _parting(data: bytes, front: list[Found], back: list[Found]) -> tuple[int, int]:
    """How many to take from the front and how many to skip from the back, to have the most documents of both.

    A document whose end is lost seems to hold all that follow; then those that look complete are rather taken.
    """
    named = [looks_complete(data, each) for each in back]
    best = (0, 0, 0, 0)
    skipped, ids = 0, sum(named)
    for kept in range(len(front) + 1):
        end = front[kept - 1].end if kept else 0
        while skipped < len(back) and back[skipped].start < end:
            ids -= named[skipped]
            skipped += 1
        best = max(best, (kept + len(back) - skipped, ids, kept, skipped))
    return best[2], best[3]


def _table_of(front: Walk, kept: int) -> str | None:
    """The table that a walk was in after so many documents."""
    return front.table if kept == len(front.found) else front.found[kept].table


def _between(
    data: bytes, start: int, end: int, table: str | None
) -> tuple[list[Found], list[Fragment], str | None]:
    """The documents and fragments in damaged bytes that begin in a table, and the table that they end in."""
    found: list[Found] = []
    fragments: list[Fragment] = []
    at = start
    for head in _HEAD.finditer(data, start, end):
        if head.start() < at:
            continue
        name = head[1]
        if name is not None and not name.isdigit():
            if _IS_TABLE.match(data, head.end()):
                fragments.extend(_fragment(data, at, head.start(), table))
                table, at = name.decode(), head.end()
            continue
        value = VALUE.match(data, head.end(), end)
        if value is not None and not _has_swallowed(value[0]):
            fragments.extend(_fragment(data, at, head.start(), table))
            found.append(Found(table, (name or b"").decode(), *value.span()))
            at = value.end()
    fragments.extend(_fragment(data, at, end, table))
    return found, fragments, table


def _has_swallowed(raw: bytes) -> bool:
    """Whether this is no document, or one whose end is lost, so that others seem to be within it."""
    document: Document = getattr(mended(raw), "document", {})
    return not document or any(key.isdigit() and is_complete(value) for key, value in document.items())


def _fragment(data: bytes, start: int, end: int, table: str | None) -> Iterator[Fragment]:
    """What of these bytes is more than the punctuation between documents."""
    start = _STRUCTURE.match(data, start, end).end()  # type: ignore[union-attr]  # it matches nothing at all, too
    while end > start and data[end - 1 : end] in b" \t\r\n,{}":
        end -= 1
    if end > start:
        yield Fragment(start, end, table)
