"""What an importer of rows, entries or slides gives: documents for a store, each with where it stood.

The same input gives the same ids each time, so that what is imported twice is there once.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from chronoterm.edits import Document, Table


class Origin(Struct, frozen=True):
    """The file that something comes from: its name for people, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


class Incoming(Struct, frozen=True, gc=False):
    """A record that comes in: `where` it stood (“row 12”), and its document as the store would hold it, id included.

    Actors, places and series that it names and that were not given before come along as documents in `names`.
    """

    where: str
    record: Document
    names: tuple[tuple[Table, Document], ...] = ()


class Refused(Struct, frozen=True, gc=False):
    """What cannot come in: `where` it stood, and why, in words for a person."""

    where: str
    why: str


class Reading(NamedTuple):
    """What a file holds, read as somebody goes through it, and what is to be said of the file as a whole.

    `is_sound`: by the way they are made, each record can be read by a store, and no two have the same id.
    """

    said: tuple[str, ...]
    items: Iterator[Incoming | Refused]
    is_sound: bool = False
