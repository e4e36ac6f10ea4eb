"""Building the index of a store that is kept in two files: first what the screen needs, then what searching needs.

The file is read piece by piece, by two processes where that is worth it. What is derived is what the program derives
when it reads the same file into memory.
"""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from chronoterm.indexing.building_checksums import joined
from chronoterm.indexing.building_doubled import told_of_first
from chronoterm.indexing.building_errors import MisfitError, NotIndexableError
from chronoterm.indexing.building_hands import Hands, Source, alone, inner_of, together
from chronoterm.indexing.building_helper import LostError
from chronoterm.indexing.building_notes import Small
from chronoterm.indexing.building_parts import Inner, Keys, Plan
from chronoterm.indexing.building_posting import Collate, Numbering
from chronoterm.indexing.building_reading import Lying
from chronoterm.indexing.building_rows import Rows, firsts_of, tables_of
from chronoterm.indexing.building_searching import commented, write_words
from chronoterm.indexing.building_writing import Found, about_of, write_facets
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.files import Identity, demand_regular, explained, read_whole
from chronoterm.store.marks import mark_of
from chronoterm.store.migrate import SCHEMA, about, demand_known
from chronoterm.store.shape import RECORDS, demand_records, parse_tables
from chronoterm.text import fold

Progress = Callable[[str, int, int], None]
"""Told the phase of the work, and how much is done of how much in it; may raise to stop the work."""

FACETS, FACETS_READY, WORDS, WORDS_READY = "facets", "facets-ready", "words", "words-ready"

LARGE = 1 << 24
"""Bytes of a store from which on two processes are faster than one."""

READING = 0.6
"""The part of the work for the first file that is done when all records are read."""

NAMES = ("actors", "places")
"""The tables that tell what a column calls its values."""

__all__ = ["NotIndexableError", "build"]


def build(  # noqa: PLR0913 - all of it is what has to be known
    store: Path,
    facets_to: BinaryIO,
    words_to: BinaryIO,
    *,
    progress: Progress | None = None,
    collate: Collate = fold,
    collation: str = "",
    large: int = LARGE,
) -> None:
    """Read a store and write both files of its index; the first is whole before `progress` hears of the second.

    Names are sorted by the keys that `collate` makes, which goes by the name `collation`. From `large` bytes on a
    second process helps. Raises StoreError for what is no store, StoreChangedError where it changes meanwhile,
    NotIndexableError for one of which no index can be kept, and what `progress` and writing raise.
    """
    _keep_freed_memory()
    with _collector_asleep(), _opened(store) as file:
        _Building(store, file, progress or _tell_nobody, collate, collation).build(facets_to, words_to, large)


class _Building:
    """The work on one file that is open for reading."""

    def __init__(self, store: Path, file: int, progress: Progress, collate: Collate, collation: str) -> None:
        self._store = store
        self._file = file
        self._progress = progress
        self._collation = collation
        self._identity = Identity.of(os.fstat(file))
        self._source = Source(file, self._identity.size, collate)

    def build(self, facets_to: BinaryIO, words_to: BinaryIO, large: int) -> None:
        """Write both files, with a helper if that is worth it and possible."""
        if self._identity.size >= large:
            try:
                with together(self._source, _watched(os.getpid())) as pair:
                    self._build(pair, facets_to, words_to)
            except (MisfitError, LostError):
                # The first file is not whole yet: all is done again, in one piece.
                facets_to.seek(0)
                facets_to.truncate()
            else:
                return
        try:
            self._build(alone(self._source), facets_to, words_to)
        except MisfitError:
            self._demand_unchanged()
            raise self._refusal() from None

    def _build(self, hands: Hands, facets_to: BinaryIO, words_to: BinaryIO) -> None:
        self._progress(FACETS, 0, self._identity.size)
        keys = hands.keys(self._reading)
        found = self._found(keys)
        mark = mark_of(self._meta(keys))
        looks_twice = mark is None and not found.obstacle
        hands.plan(_plans(keys, found.rows, looks_twice=looks_twice))
        del keys
        write_facets(facets_to, found, self._collation, hands)
        self._demand_unchanged()
        facets_to.flush()
        self._progress(FACETS_READY, found.rows.total, found.rows.total)
        self._build_words(hands, words_to, found, looks_twice=looks_twice)

    def _build_words(self, hands: Hands, words_to: BinaryIO, found: Found, *, looks_twice: bool) -> None:
        rows, total, firsts, obstacle = found.rows, found.rows.total, found.firsts, found.obstacle
        table = found.tables[RECORDS]

        def told(done: float) -> None:
            self._progress(WORDS, int(done * total), total)

        told(0)
        try:
            inner = hands.inner(told)
        except LostError:  # the first file may be in use already, and stays
            lying = Lying(table.starts, table.lengths)
            numbering = Numbering(rows.numbers, total)
            inner, firsts = [inner_of(self._source, lying, numbering, told, looks_twice)], [0]
        if looks_twice:
            obstacle = told_of_first(self._file, found.tables, _first_twice(inner, firsts))
        notes = list(found.small.annotations.values.values())
        words = commented(notes, rows.having({each.record for each in notes if each.comment}))
        write_words(words_to, {**about_of(found), "obstacle": obstacle}, inner, words)
        self._demand_unchanged()
        words_to.flush()
        self._progress(WORDS_READY, total, total)

    def _found(self, keys: Sequence[Keys]) -> Found:
        """All that follows from the keys. Raises MisfitError, StoreError and NotIndexableError."""
        tables = tables_of(keys)
        demand_records(self._store, {name: {} for name in tables})
        if demand_known(self._store, self._meta(keys).get("schema")) < SCHEMA:
            raise NotIndexableError(self._store, "is of an older schema")
        checksum = 0
        for each in keys:
            checksum = joined(checksum, each.checksum, each.size)
        return Found(
            identity=self._identity,
            checksum=checksum,
            obstacle=next((each.obstacle for each in keys if each.obstacle), ""),
            tables=tables,
            rows=Rows.of(keys, tables[RECORDS].numbers),
            small=Small.of(_others(keys)),
            firsts=firsts_of(keys),
        )

    def _meta(self, keys: Sequence[Keys]) -> dict[str, object]:
        meta = _others(keys).get("meta", {})
        return about({"meta": {number: msgspec.Raw(data) for number, data in meta.items()}})

    def _reading(self, done: float) -> None:
        size = self._identity.size
        self._progress(FACETS, int(size * READING * done), size)

    def _demand_unchanged(self) -> None:
        if Identity.of(os.fstat(self._file)) != self._identity:
            raise StoreChangedError(self._store, "was written while its index was being made")

    def _refusal(self) -> Exception:
        """Why a file cannot be taken apart. Raises StoreError for one that is no store."""
        data, _ = read_whole(self._store)
        _, as_written = parse_tables(self._store, data)
        why = "has a table or a document twice" if as_written else "holds halves of characters"
        return NotIndexableError(self._store, why)


def _plans(keys: Sequence[Keys], rows: Rows, *, looks_twice: bool) -> list[Plan]:
    """What each part has to know."""
    numbers, places, others = rows.numbers.tobytes(), rows.places.tobytes(), _others(keys)
    names = {name: documents for name, documents in others.items() if name in NAMES}
    return [
        Plan(numbers, rows.total, first, len(part.ids), looks_twice, places, names)
        for part, first in zip(keys, firsts_of(keys), strict=True)
    ]


def _others(keys: Sequence[Keys]) -> dict[str, dict[str, bytes]]:
    return {name: documents for part in keys for name, documents in part.others.items()}


def _first_twice(parts: Sequence[Inner], firsts: Sequence[int]) -> int:
    found = (part.twice + first for part, first in zip(parts, firsts, strict=True) if part.twice >= 0)
    return next(found, -1)


def _watched(parent: int) -> Callable[[], None]:
    """What ends a process whose parent has ended."""

    def watch() -> None:
        if os.getppid() != parent:
            os._exit(1)

    return watch


def _tell_nobody(_: str, _done: int, _total: int) -> None:
    pass


def _keep_freed_memory() -> None:
    """Have up to twice so many bytes kept for what is made next, of those that are free again.

    Of glibc: see M_TRIM_THRESHOLD in its mallopt(3). Otherwise pages come and go with each piece that is read.
    """
    bytearray(LARGE)


@contextmanager
def _opened(store: Path) -> Iterator[int]:
    with explained(store):
        demand_regular(store)
        file = os.open(store, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield file
    finally:
        os.close(file)


@contextmanager
def _collector_asleep() -> Iterator[None]:
    """Millions of values are made that are all kept: looking among them for garbage takes most of the time."""
    was_awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_awake:
            gc.enable()
