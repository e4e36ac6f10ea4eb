"""Records by the hundred thousand: put into a store file, or taken out again, while it is written anew."""

import re
import zlib
from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple, NoReturn

import msgspec

from chronoterm.documents import Document
from chronoterm.edits import KEPT_BY_THE_STORE, Batch, Change, Edit, Table, Written, stamped
from chronoterm.problems import ChronotermError
from chronoterm.store.errors import StoreError
from chronoterm.store.journal import Base
from chronoterm.store.shape import RECORDS, RawTable, RawTables, is_document_number

Encoded = Iterable[bytes]

_KEPT = re.compile(b'"(?:%b)"' % "|".join(KEPT_BY_THE_STORE).encode())


class Remade(NamedTuple):
    """How the tables become others, given the edit that does it; and which edits of others may be made meanwhile."""

    tables: Callable[[RawTables, Written], RawTables]
    goes_with: Callable[[Edit], bool]


class Counted:
    """The pieces of a file, and what state of a store they come to once all of them are written."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self.base = Base(0, 0)

    def __iter__(self) -> Iterator[bytes]:
        size = crc = 0
        for part in self._parts:
            size, crc = size + len(part), zlib.crc32(part, crc)
            yield part
        self.base = Base(size, crc)


@contextmanager
def in_the_file(path: Path) -> Iterator[None]:
    """Say what is so where the journal cannot be told of records that the store file has by now."""
    try:
        yield
    except StoreError as error:
        cause = error.__cause__
        told = f" ({cause.strerror})" if isinstance(cause, OSError) else ""
        why = f"has all of it, but its journal could not be told so{told}"
        raise StoreError(path, why, "u cannot take it back") from error


class _Table(MutableMapping[str, msgspec.Raw]):
    """A table that is only read through, once, to be written."""

    def __init__(self, documents: Callable[[], Iterator[tuple[str, msgspec.Raw]]], size: int) -> None:
        self._documents = documents
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        return (number for number, _ in self._documents())

    def items(self) -> ItemsView[str, msgspec.Raw]:
        return _Items(self, self._documents)

    def __getitem__(self, number: str) -> NoReturn:
        raise KeyError(number)

    __setitem__ = __delitem__ = __getitem__  # type: ignore[assignment]


class _Items(ItemsView[str, msgspec.Raw]):
    def __init__(
        self, table: Mapping[str, msgspec.Raw], documents: Callable[[], Iterator[tuple[str, msgspec.Raw]]]
    ) -> None:
        super().__init__(table)
        self._documents = documents

    def __iter__(self) -> Iterator[tuple[str, msgspec.Raw]]:
        return self._documents()


# Putting in


def adding(lines: Callable[[], Encoded], number: int, has: Callable[[str], bool]) -> Remade:
    """Records are put in besides the names that the edit makes.

    `lines` gives the JSON of so many documents; `has` tells whether an id is one of theirs.
    """

    def tables(before: RawTables, written: Written) -> RawTables:
        after = dict(before)
        for table in Table:
            new = [each for each in written.edit.changes if each.table is table and each.was is None]
            if new:
                after[table.value] = _longer(after.get(table.value, {}), partial(_new_of, new), len(new))
        records = after.get(RECORDS, {})
        after[RECORDS] = _longer(records, lambda: _all_stamped(lines(), written), number)
        return after

    def goes_with(edit: Edit) -> bool:
        is_apart = not any(each.table is Table.RECORDS and has(each.id) for each in edit.changes)
        return edit.batch is None and is_apart

    return Remade(tables, goes_with)


def _new_of(changes: Iterable[Change]) -> Encoded:
    return (msgspec.json.encode(each.now) for each in changes)


def _longer(table: RawTable, more: Callable[[], Encoded], number: int) -> RawTable:
    first = 1 + max((int(each) for each in table if is_document_number(each)), default=0)

    def documents() -> Iterator[tuple[str, msgspec.Raw]]:
        yield from table.items()
        for each, document in zip(count(first), more(), strict=False):
            yield str(each), msgspec.Raw(document)

    return _Table(documents, len(table) + number)


def _all_stamped(lines: Encoded, written: Written) -> Encoded:
    """The JSON of new records with what the store keeps about them."""
    kept = {"revision": 1, "created": written.at, "modified": written.at, "by": written.by}
    tail = b"," + msgspec.json.encode(kept)[1:]
    for line in lines:
        body = line.rstrip()
        # Read only where one of the fields may be there already, which records of our own bring along.
        if _KEPT.search(body):
            yield msgspec.json.encode(stamped(msgspec.json.decode(body), None, written))
        else:
            yield body[:-1] + tail


# Taking out


class _Head(msgspec.Struct):
    """What tells the records of a batch from others, and what names a record needs."""

    id: str
    speaker: str | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    figures: tuple[Document, ...] = ()
    modified: str | None = None
    by: str | None = None

    def is_of(self, batch: Batch, by: str) -> bool:
        """Whether it came with a batch of that user, and nobody has changed it since."""
        return (self.modified, self.by) == (batch.at, by)

    @property
    def names(self) -> Iterator[tuple[Table, str]]:
        """The names that the record needs."""
        yield from ((Table.ACTORS, each) for each in (self.speaker, *self.actors, *self.targets) if each)
        yield from ((Table.PLACES, each) for each in self.places)
        series = (each.get("series") for each in self.figures)
        yield from ((Table.SERIES, each) for each in series if isinstance(each, str))


_HEAD = msgspec.json.Decoder(_Head)


def _head(raw: msgspec.Raw) -> _Head | None:
    """What a document says of itself; none of one that is not as ours are, and so not of a batch."""
    try:
        return _HEAD.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def still_needed(
    records: RawTable, batch: Batch, by: str, made: Collection[tuple[Table, str]]
) -> set[tuple[Table, str]]:
    """Which of the names that came with a batch of a user other records need.

    Raises ChronotermError where records of the batch were edited or deleted since: taking the rest out would lose that.
    """
    needed: set[tuple[Table, str]] = set()
    there = 0
    for raw in records.values():
        head = _head(raw)
        if head is None:
            continue
        if head.is_of(batch, by):
            there += 1
        else:
            needed.update(each for each in head.names if each in made)
    if there != batch.records:
        changed = batch.records - there
        some = "one of its records was" if changed == 1 else f"{changed:,} of its records were"
        raise ChronotermError(f"{some} edited or deleted since, so it stays; delete what you do not want")
    return needed


def removing(batch: Batch, by: str) -> Remade:
    """The records of a batch of a user are taken out, and the names that the edit deletes."""

    def tables(before: RawTables, written: Written) -> RawTables:
        gone = {(each.table.value, each.id) for each in written.edit.changes if each.now is None}
        return {
            name: _shorter(name, table, lambda head: head.is_of(batch, by), gone)
            for name, table in before.items()
        }

    return Remade(tables, lambda edit: edit.batch is None and not edit.changes)


def _shorter(
    name: str, table: RawTable, goes_out: Callable[[_Head], bool], gone: set[tuple[str, str]]
) -> RawTable:
    is_touched = name == RECORDS or any(each == name for each, _ in gone)
    if not is_touched:
        return table

    def documents() -> Iterator[tuple[str, msgspec.Raw]]:
        for number, raw in table.items():
            head = _head(raw)
            goes = head is not None and (goes_out(head) if name == RECORDS else (name, head.id) in gone)
            if not goes:
                yield number, raw

    return _Table(documents, sum(1 for _ in documents()))
