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
_ENTRY = msgspec.json.Decoder(Brief)


def records_of(store: bytes) -> list[Brief] | None:
    """The records of a store; none if not all are good, but for their dates."""
    try:
        found = list(_TABLES.decode(store).records.values())
    except UNREADABLE:
        return None
    return found if _are_named(found) else None


def entries_of(documents: Sequence[bytes]) -> list[Brief] | None:
    """The records that documents hold; none if not each is one, and good but for its date."""
    try:
        found = list(map(_ENTRY.decode, documents))
    except UNREADABLE:
        return None
    return found if _are_named(found) else None


def _are_named(entries: Sequence[Brief]) -> bool:
    ids, headlines = [each.id for each in entries], [each.headline for each in entries]
    return all(map(str.strip, ids)) and all(map(str.strip, headlines))
