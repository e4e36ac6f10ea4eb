"""Documents with a key that stands there twice, of which a reader sees the last: TinyDB would drop the other one."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from chronoterm.indexing.building_reading import Lying, read_at, runs_of
from chronoterm.indexing.building_rows import Table
from chronoterm.store.hidden import TWICE, faults_within, hidden_faults
from chronoterm.store.shape import RECORDS

_QUOTE, _COLON = b'":'
_SPACES = np.frombuffer(b" \t\n\r", np.uint8)
_ESCAPE = b"\\"
_ESCAPED = (b"\\u0022", b"\\u003a", b"\\u003A")
"""Spellings of a text that has the end of a key, that written anew look like the common one."""


def has_double(documents: Sequence[bytes]) -> int | None:
    """The number of the first document with a key that stands there twice; none where there is none.

    Read and written anew, it would have fewer keys. So all are, and those that did not change need no closer look.
    """
    together = b"[%b]" % b",".join(documents)
    if _is_clean(together):
        return None
    return next((number for number, raw in enumerate(documents) if _has_double(raw)), None)


def told_of_first(file: int, tables: Mapping[str, Table], twice: int) -> str:
    """What is said of the first of all documents; nothing without one. In the table of records, its place is known."""
    for name, table in tables.items():
        place = twice if name == RECORDS else _first_in(file, Lying(table.starts, table.lengths))
        if place >= 0:
            return told_of(
                name, str(table.numbers[place]), read_at(file, table.starts[place], table.lengths[place])
            )
    return ""


def _first_in(file: int, lying: Lying) -> int:
    for first, documents in runs_of(file, lying):
        if (found := has_double(documents)) is not None:
            return first + found
    return -1


def told_of(table: str, number: str, document: bytes) -> str:
    """What is said of such a document."""
    store = b"{%b:{%b:%b}}" % (msgspec.json.encode(table), msgspec.json.encode(number), document)
    return str(next(each for each in hidden_faults(store) if each.why.endswith(TWICE)))


def _has_double(document: bytes) -> bool:
    return not _is_clean(document) and any(why == TWICE for _, why in faults_within(document))


def _is_clean(data: bytes) -> bool:
    """Whether there is surely no key twice."""
    if _is_spelled_otherwise(data):
        return False
    try:
        anew = msgspec.json.encode(msgspec.json.decode(data))
    except (ValueError, OverflowError, RecursionError):  # no JSON, or none that can be written again
        return False
    return _ends_of_keys(anew) == _ends_of_keys(data)


def _is_spelled_otherwise(data: bytes) -> bool:
    """Whether a key, or a text that looks like the end of one, may be written anew in another way."""
    signs = np.frombuffer(data, np.uint8)
    before = np.flatnonzero(signs[2:] == _COLON)
    apart = before[np.isin(signs[1:-1][before], _SPACES)]
    return bool((signs[apart] == _QUOTE).any()) or (
        _ESCAPE in data and any(each in data for each in _ESCAPED)
    )


def _ends_of_keys(data: bytes) -> int:
    """How often a quotation mark and a colon stand side by side; bytes take eight times as long to count that."""
    signs = np.frombuffer(data, np.uint8)
    return int(np.count_nonzero((signs[:-1] == _QUOTE) & (signs[1:] == _COLON)))
