"""What is found in a part of a store, as it goes from one process to another.

Numbers are arrays in the byte order of the machine; bitmaps are serialized. A place counts the documents of the
table of records in this part, from 0.
"""

from msgspec import Struct

Left = tuple[int, str, str, str, str, str]
"""What is wrong with a document: its place, then the problem as it is written into the index."""


class Where(Struct, array_like=True):
    """Where the documents of a table lie: their numbers (Q), first bytes (Q) and lengths (I), in the order of the file."""

    table: str
    numbers: bytes
    starts: bytes
    lengths: bytes


class Keys(Struct, array_like=True):
    """What rows are numbered by. An id is empty where a record is left out.

    `dated` has for each half-open span of minutes the places (I) of its records; the span of undated ones is at the
    end of time. `odd` are the tables and keys of documents that have no number, `published` the places of what is dated by its publication, `others` are the documents of the
    other tables that we know, and `size` bytes have this `checksum`.
    """

    ids: list[str]
    odd: list[tuple[str, str]]
    dated: list[tuple[int, int, bytes]]
    published: bytes
    left: list[Left]
    tables: list[Where]
    others: dict[str, dict[str, bytes]]
    obstacle: str
    size: int
    checksum: int


class Column(Struct, array_like=True):
    """The values of a column, each of some names, and the number of the value of each place (I)."""

    values: list[tuple[str, ...]]
    codes: bytes


Columns = dict[str, Column]
"""The columns of a part that have few values, by what they are sorted by."""


class Sorted(Struct, array_like=True):
    """The ids of a part, and its headlines as they are sorted: their keys with the place of each (I, `standing`)."""

    ids: list[str]
    headlines: list[str]
    standing: bytes


class Coded(Struct, array_like=True):
    """What of a part is sorted by numbers: its columns, and the hash (Q) of the id of each place."""

    columns: Columns
    hashes: bytes


class Plan(Struct, array_like=True):
    """What has to be known of the whole store.

    The row of each place of the whole store (I), one more than the last for what has none; the place of each row (I);
    the first place of this part, and how many it has; the documents of the tables of names.
    """

    numbers: bytes
    total: int
    first: int
    size: int
    looks_twice: bool
    places: bytes
    names: dict[str, dict[str, bytes]]


class Pointing(Struct, array_like=True):
    """The ids that relations point to, with how many do so (I, `times`).

    One target after the other, `pointers` (Q) are the places of those relations, times 8, with the number of the type
    added.
    """

    targets: list[str]
    times: bytes
    pointers: bytes


class Posted(Struct, array_like=True):
    """What is known once rows are numbered: for each facet the bitmap of each value; what points to what."""

    facets: dict[str, dict[str, bytes]]
    pointing: Pointing
    outcomes: dict[str, bytes]


class Linked(Struct, array_like=True):
    """What takes the ids and headlines of the whole store: the ranks of all rows by headline (I), and what points to what.

    For each id that is pointed to the ids that do, as JSON; and for each that is no record's the place and the number
    of the type of each relation to it.
    """

    headlines: bytes
    incoming: list[tuple[str, bytes]]
    loose: list[tuple[str, list[tuple[int, int]]]]


class Ranked(Struct, array_like=True):
    """What is sorted by numbers in the whole store.

    The ranks of all rows in the columns that have few values (I), sorted hashes of ids (Q) with the row of each (I).
    """

    ranks: dict[str, bytes]
    hashes: bytes
    hash_rows: bytes


class Inner(Struct, array_like=True):
    """What documents hold inside: serialized bitmaps of words and grades, figures and about dates by row.

    `twice` is the place of the first document with a key that stands there twice; -1 where there is none.
    """

    words: dict[str, bytes]
    grades: list[tuple[str | None, int | None, bytes]]
    claims: list[tuple[int, float, float]]
    abouts: list[tuple[int, int, int]]
    twice: int
