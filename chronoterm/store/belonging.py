"""Which table the documents of a damaged store belong to, where the name of their table is lost or damaged."""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from msgspec.structs import fields

from chronoterm.documents import Document, DocumentError
from chronoterm.edits import Table
from chronoterm.store.losses import Loss
from chronoterm.store.mending import KINDS, demand_readable, mended
from chronoterm.store.salvage import Salvage
from chronoterm.store.scanning import Found, looks_complete

BY_NAME = {each.value: each for each in Table}
"""The tables that we know by the names that they have in a file."""

SAMPLE = 20
"""Documents of a run that are looked at."""

LONGEST_NUMBER = 18
"""Digits of a document's number."""

ALIKE = 0.6
"""How much a damaged name must be like that of a table."""

_TELLING = {
    table.value: re.compile(rb'"%b"\s*+:' % name)
    for table, name in (
        (Table.RECORDS, b"headline"),
        (Table.ACTORS, b"name"),
        (Table.PLACES, b"name"),
        (Table.SERIES, b"name"),
        (Table.ANNOTATIONS, b"record"),
        (Table.TEXTS, b"text"),
    )
}
"""What a document of each table has, and those of others have not."""

Score = tuple[int, int]
"""How many documents can be read as what a table holds, and how many of their fields that has."""


def with_tables(data: bytes, salvage: Salvage) -> tuple[list[Found], list[Loss]]:
    """What was found with the tables that it belongs to, and what is to be told of those that were guessed.

    Only a table that is nowhere else in the file is guessed, and only for documents that it fits better.
    """
    seen = {each.table for each in salvage.found}
    absent = [each for each in Table if each.value not in seen]
    if not absent and None not in seen:
        return salvage.found, []
    found: list[Found] = []
    losses: list[Loss] = []
    before, end = None, 0
    lost = [each.start for each in salvage.fragments]
    for run in _runs(data, salvage):
        own = run[0].table
        is_after_loss = bisect_left(lost, end) < bisect(lost, run[0].start)
        table = _guessed(data, run, absent, before, is_sure=own != before and not is_after_loss)
        before, end = own, run[-1].end
        if table != own:
            losses.append(_told(run, table))
        found.extend(each._replace(table=table) for each in run)
    return found, losses


def likely(document: Document, tables: Iterable[Table]) -> Table | None:
    """The table that a document fits best, the first of several; none where it can be read as none of them."""
    scores = {each: _score([document], each) for each in tables}
    best = max(scores, key=lambda each: scores[each], default=None)
    return best if best is not None and scores[best][0] else None


def _runs(data: bytes, salvage: Salvage) -> Iterator[list[Found]]:
    """Neighbours that surely belong together: of one table, numbers rising, nothing lost between them."""
    starts = [each.start for each in salvage.fragments]
    run: list[Found] = []
    for each in salvage.found:
        if run and (
            bisect(starts, run[-1].start) < bisect(starts, each.start) or not _go_on(data, run[-1], each)
        ):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _go_on(data: bytes, one: Found, other: Found) -> bool:
    return (
        one.table == other.table
        and _rank(one) < _rank(other)
        and _is_telling(data, one) == _is_telling(data, other)
    )


def _is_telling(data: bytes, found: Found) -> bool:
    """Whether a document has what those of its table have, or of any that we know if it has none."""
    if found.table is None:
        return looks_complete(data, found)
    telling = _TELLING.get(found.table)
    return telling is None or telling.search(data, found.start, found.end) is not None


def _rank(found: Found) -> int:
    number = found.number or ""
    return int(number) if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER else 0


def _guessed(
    data: bytes, run: Sequence[Found], absent: Sequence[Table], before: str | None, *, is_sure: bool
) -> str | None:
    """The table of a run that stands in its own, or in none, after one of the table `before`."""
    own = run[0].table
    sample = list(islice(_documents(data, run), SAMPLE))
    tables = [*([BY_NAME[before]] if own is None and before in BY_NAME else []), *absent]
    if not sample or not (tables or own is None):
        return own
    tables = tables or list(Table)
    best = max(tables, key=lambda each: _score(sample, each))
    readable, known = _score(sample, best)
    if 2 * readable < len(sample):
        return own
    if own is None or own not in BY_NAME:
        return best.value if own in (None, "meta") or _may_be(own or "", best) else own
    own_readable, own_known = _score(sample, BY_NAME[own])
    is_better = 2 * own_readable < len(sample) and own_readable < readable
    may_be_better = not is_sure and own_readable <= readable and own_known < known
    return best.value if is_better or may_be_better else own


def _may_be(name: str, table: Table) -> bool:
    """Whether a name that nobody knows may be a damaged one; without records there is no store, so they may be any."""
    return table is Table.RECORDS or SequenceMatcher(None, name, table.value).ratio() >= ALIKE


def _documents(data: bytes, run: Sequence[Found]) -> Iterator[Document]:
    for each in run:
        found = mended(data[each.start : each.end])
        if found is not None:
            yield found.document


def _score(documents: Sequence[Document], table: Table) -> Score:
    known = {each.encode_name for each in fields(KINDS[table])}
    readable = sum(_is_readable(each, table) for each in documents)
    return readable, sum(len(known & each.keys()) for each in documents)


def _is_readable(document: Document, table: Table) -> bool:
    try:
        demand_readable(table, document)
    except DocumentError:
        return False
    return True


def _told(run: Sequence[Found], table: str | None) -> Loss:
    own = "a table whose name is lost" if run[0].table is None else f"table {run[0].table}"
    numbers = (
        f"document {run[0].number}" if len(run) == 1 else f"{len(run):,} documents from {run[0].number} on"
    )
    return Loss(f"{own}, {numbers}", f"put into table {table}, where they seem to belong")
