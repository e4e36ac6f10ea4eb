"""Reading many records at once: what an index needs of them, and whether all of them are good."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from chronoterm.records import UNKNOWN, Provenance

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What is raised for data that holds anything else than good records."""


class Pointer(msgspec.Struct, gc=False):
    """A relation."""

    type: Literal["background", "asserts", "restates", "updates", "denies", "corroborates", "same_event"]
    to: str
    unknown: dict[str, Any] = msgspec.field(default_factory=dict, name=UNKNOWN)


class Brief(msgspec.Struct, gc=False):
    """An entry with texts in place of enums, which take longer to be looked up."""

    id: str
    kind: Literal["event", "statement"]
    headline: str
    expected: bool = False
    date: str | None = None
    date_basis: Literal["explicit", "relative", "anaphoric", "publication", "none"] | None = None
    speaker: str | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[Provenance, ...] = ()
    relations: tuple[Pointer, ...] = ()
    by: str | None = None


class _Tables(msgspec.Struct):
    records: dict[str, Brief] = {}


_TABLES = msgspec.json.Decoder(_Tables)
_TABLE = msgspec.json.Decoder(dict[str, Brief])


def records_of(store: bytes) -> list[Brief] | None:
    """The records of a store; none if not all are good, but for their dates."""
    try:
        found = list(_TABLES.decode(store).records.values())
    except UNREADABLE:
        return None
    return found if _are_named(found) else None


def table_of(table: bytes) -> dict[str, Brief] | None:
    """The records of a table by the keys of their documents; none if not all are good, but for their dates."""
    try:
        found = _TABLE.decode(table)
    except UNREADABLE:
        return None
    return found if _are_named(list(found.values())) else None


def _are_named(entries: Sequence[Brief]) -> bool:
    ids, headlines = [each.id for each in entries], [each.headline for each in entries]
    return all(map(str.strip, ids)) and all(map(str.strip, headlines))
