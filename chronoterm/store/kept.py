"""A store whose documents stay on the disk: what a kept index says of its file, as a store needs it."""

from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from chronoterm.indexfile.reading import IndexFile
from chronoterm.problems import Problem, Severity
from chronoterm.records import Actor, Annotation, Entry, Place, Series, TextHead
from chronoterm.store.errors import StoreChangedError
from chronoterm.store.files import Identity
from chronoterm.store.journal import Base
from chronoterm.store.kept_file import DamageTold, StoreFile
from chronoterm.store.kept_ids import Ids, NamedIds, RecordIds
from chronoterm.store.kept_links import KeptLinks
from chronoterm.store.kept_tables import HALVES, KeptTable
from chronoterm.store.kept_values import KeptDocuments, KeptValues
from chronoterm.store.shape import RECORDS, RawTables
from chronoterm.store.survey import Surveyed, id_of

Value = TypeVar("Value", Entry, Actor, Place, Series, Annotation, TextHead)


_PROBLEMS = msgspec.json.Decoder(list[tuple[str, str, str, str, str]])
_SEVERITIES = Severity.__members__


class About(msgspec.Struct, frozen=True):
    """What an index says about itself and the store file that it was made from, as far as a store needs it."""

    identity: Identity
    crc32: int
    rows: int
    tables: tuple[tuple[str, int], ...]
    obstacle: str = ""


class Kept(NamedTuple):
    """The open file of a store, and what its index knows of it."""

    file: StoreFile
    about: About
    tables: RawTables
    rows: RecordIds
    entries: KeptValues[Entry]
    links: KeptLinks
    records: Surveyed[Entry]
    actors: Surveyed[Actor]
    places: Surveyed[Place]
    series: Surveyed[Series]
    annotations: Surveyed[Annotation]
    texts: Surveyed[TextHead]

    @classmethod
    def open(cls, path: Path, index: IndexFile) -> "Kept":
        """A store and its index. Raises StoreError, StoreChangedError where the index is not of this very file."""
        file = StoreFile.open(path)
        about = about_of(file, index)
        demand_same(file, about)
        with DamageTold(file):
            return _kept(file, about, index)

    @property
    def base(self) -> Base:
        """The state of the file, as a journal names it."""
        return Base(self.about.identity.size, self.about.crc32)


def about_of(file: StoreFile, index: IndexFile) -> About:
    """What an index says about itself. Raises StoreChangedError for what is no index of a store."""
    try:
        return msgspec.json.decode(index.about, type=About)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreChangedError(file.path, "has a kept index that is of no store") from error


def demand_same(file: StoreFile, about: About) -> None:
    """Raise StoreChangedError unless a file holds what the index was made from.

    A program can set back the time of a change, but neither that of a change of the inode nor its number. Where
    the file has another mode or link since, or its disk another number, only all that it holds can prove it.
    """
    known, now = about.identity, file.identity
    if (known.inode, known.size, known.modified) != (now.inode, now.size, now.modified):
        raise file.changed
    if known != now and file.checksum() != about.crc32:
        raise file.changed


def _kept(file: StoreFile, about: About, index: IndexFile) -> Kept:
    mends = about.obstacle == HALVES
    tables = {name: KeptTable(file, index, name, mends=mends) for name, _ in about.tables}
    problems = _Problems(index, file)

    def table(name: str) -> KeptTable:
        return tables[name] if name in tables else KeptTable(file, index, name)

    def made(name: str, kind: type[Value], ids: Ids) -> tuple[Surveyed[Value], KeptValues[Value]]:
        read = Surveyed(name, kind).read
        values = KeptValues(table(name), ids, read, id_of)
        documents = KeptDocuments(table(name), ids, values)
        return Surveyed.kept(name, kind, values, documents, partial(problems.of, name)), values

    rows = RecordIds(index)
    records, entries = made(RECORDS, Entry, rows)
    annotations, notes = made("annotations", Annotation, NamedIds(index, "annotations"))
    return Kept(
        file,
        about,
        dict(tables),
        rows,
        entries,
        KeptLinks(index, table(RECORDS), entries, records.documents, notes),
        records,
        made("actors", Actor, NamedIds(index, "actors"))[0],
        made("places", Place, NamedIds(index, "places"))[0],
        made("series", Series, NamedIds(index, "series"))[0],
        annotations,
        made("texts", TextHead, NamedIds(index, "texts"))[0],
    )


class _Problems:
    """What an index says is wrong with the documents of a store, read when somebody asks."""

    def __init__(self, index: IndexFile, file: StoreFile) -> None:
        self._index = index
        self._told = DamageTold(file)

    def of(self, table: str) -> dict[str, Problem]:
        """The problems of a table by the numbers of their documents."""
        found: dict[str, Problem] = {}
        for each in self._all:
            if each.table == table:
                # Two numbers that are none may look alike where they are shown.
                here = each.document if each.document not in found else f"{each.document}\0{len(found)}"
                found[here] = each
        return found

    @cached_property
    def _all(self) -> list[Problem]:
        with self._told:
            told = _PROBLEMS.decode(self._index.bytes("problems"))
            return [Problem(_SEVERITIES[severity], *rest) for severity, *rest in told]
