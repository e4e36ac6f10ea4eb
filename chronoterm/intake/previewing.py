"""The first of what is new as a chronology, to be shown before anything is written."""

from collections.abc import Iterable
from typing import TypeVar

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.documents import read
from chronoterm.edits import Table
from chronoterm.intake.gathering import Gathered
from chronoterm.intake.naming import Fetch, names_of
from chronoterm.records import Actor, Place, Record, Series

Named = TypeVar("Named", Actor, Place, Series)


def preview_of(gathered: Gathered, fetch: Fetch) -> IndexedChronology:
    """A chronology of the first new records, with the names that they need: those of the store, and those that come."""
    records = [read(each, Record) for each in gathered.first]
    incoming = {(table, document["id"]): document for table, document in gathered.names.needed}
    wanted = dict.fromkeys(key for each in gathered.first for key in names_of(each))

    def named(table: Table, kind: type[Named]) -> Iterable[Named]:
        keys = (key for key in (*wanted, *incoming) if key[0] is table)
        documents = {key: incoming.get(key) or fetch(*key) for key in keys}
        return [read(each, kind) for each in documents.values() if each is not None]

    names = Names(named(Table.ACTORS, Actor), named(Table.PLACES, Place), named(Table.SERIES, Series))
    return IndexedChronology.build(records, names, title="preview")
