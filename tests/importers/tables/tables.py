"""Tables for tests, read at once."""

import io
from hashlib import sha256

from chronoterm.documents import read
from chronoterm.edits import Document, Table
from chronoterm.importers.incoming import Incoming, Origin, Refused
from chronoterm.importers.tables import DateOrder, Map, parse_map, read_table
from chronoterm.records import Actor, Place, Record, Series

PLAIN = """
name = "plain"
[record]
headline = "{what}"
"""


def origin_of(data: bytes, name: str = "table.csv") -> Origin:
    return Origin(name, sha256(data).hexdigest())


def items_of(
    table: str | bytes, map_: Map | str | None = None, dates: DateOrder | None = None, name: str = "table.csv"
) -> list[Incoming | Refused]:
    """Everything that a table gives; each record and each name must be what a store can hold."""
    data = table.encode() if isinstance(table, str) else table
    made = parse_map(map_) if isinstance(map_, str) else map_
    items = list(read_table(io.BytesIO(data), origin_of(data, name), map=made, dates=dates).items)
    given: set[tuple[Table, str]] = set()
    for item in items:
        if isinstance(item, Incoming):
            demand_sound(item, given)
    return items


def demand_sound(item: Incoming, given: set[tuple[Table, str]]) -> None:
    """A record that reads, whose names were given with it or before, each once."""
    for table, document in item.names:
        _demand_name(table, document)
        assert (table, document["id"]) not in given
        given.add((table, document["id"]))
    record = read(item.record, Record)
    assert record.when is None or record.when.edtf == record.date
    assert all((Table.ACTORS, each) in given for each in (*record.actors, *filter(None, [record.speaker])))
    assert all((Table.PLACES, each) in given for each in record.places)
    assert all((Table.SERIES, each.series) in given for each in record.figures)
    for table, document in item.names:
        if table is Table.PLACES and "part_of" in document:
            assert (Table.PLACES, document["part_of"]) in given


def records_of(
    table: str | bytes, map_: Map | str | None = None, dates: DateOrder | None = None
) -> list[Document]:
    """The records of a table none of whose rows may be refused."""
    items = items_of(table, map_, dates)
    assert [each for each in items if isinstance(each, Refused)] == []
    return [each.record for each in items if isinstance(each, Incoming)]


def refusals_of(
    table: str | bytes, map_: Map | str | None = None, dates: DateOrder | None = None
) -> list[str]:
    """Why rows of a table are refused, with where."""
    return [f"{each.where}: {each.why}" for each in items_of(table, map_, dates) if isinstance(each, Refused)]


def names_of(items: list[Incoming | Refused]) -> dict[str, Document]:
    """The documents of all names by their ids."""
    return {
        document["id"]: document for item in items if isinstance(item, Incoming) for _, document in item.names
    }


def _demand_name(table: Table, document: Document) -> None:
    match table:
        case Table.ACTORS:
            read(document, Actor)
        case Table.PLACES:
            read(document, Place)
        case _:
            assert table is Table.SERIES
            read(document, Series)
