"""A kept index of a store for tests: the sections that a store needs, made from the store as it is read whole."""

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from chronoterm.documents import read_outcome
from chronoterm.edits import Table
from chronoterm.indexfile.dictionary import write_dictionary
from chronoterm.indexfile.reading import IndexFile
from chronoterm.indexfile.writing import IndexWriter
from chronoterm.records import Entry
from chronoterm.store.files import read_whole
from chronoterm.store.kept_ids import PLACE, hash_of
from chronoterm.store.kept_store import KeptStore
from chronoterm.store.kept_tables import HALVES
from chronoterm.store.scanning import Found, walk
from chronoterm.store.shape import RECORDS, is_document_number, obstacle_to_editing, parse_tables
from chronoterm.store.store import Store


def kept(path: Path, *, outcomes: bool = True) -> KeptStore:
    """A store opened from an index of its file that was made just now."""
    return KeptStore.of(path, index_of(path, outcomes=outcomes))


def index_of(path: Path, *, outcomes: bool = True) -> IndexFile:
    """The index of a store file."""
    target = path.with_name(f".{path.name}.{len(list(path.parent.iterdir()))}.index")
    with target.open("wb") as file:
        write_index(path, IndexWriter(file), outcomes=outcomes)
    return IndexFile.open(target)


def write_index(path: Path, writer: IndexWriter, *, outcomes: bool = True) -> None:
    """Write what an index says of a store file; `outcomes` is what an older index does not tell."""
    data, identity = read_whole(path)
    tables, as_written = parse_tables(path, data)
    store = Store(path, tables)
    places = _write_places(writer, walk(data).found, tables)
    _write_records(writer, store, places[RECORDS])
    _write_names(writer, store, places)
    _write_links(writer, store, places.get("annotations", {}), outcomes=outcomes)
    told = [[each.severity.name, *each[1:]] for each in store.problems if each.field != "relations"]
    writer.add("problems", json.dumps(told).encode())
    about = {
        "identity": identity,
        "crc32": zlib.crc32(data),
        "rows": store.size,
        "tables": [[name, len(places.get(name, ()))] for name in tables],
        "obstacle": obstacle_to_editing(tables) if as_written else HALVES,
    }
    writer.finish(json.dumps(about).encode())


def _write_places(
    writer: IndexWriter, found: Iterable[Found], tables: Iterable[str]
) -> dict[str, dict[str, int]]:
    """Where the documents lie; table → number → place."""
    lying: dict[str, dict[int, Found]] = {name: {} for name in tables}
    for each in found:
        if each.table is not None and each.number is not None and is_document_number(each.number):
            lying[each.table][int(each.number)] = each
    for name, those in lying.items():
        numbers = list(those)
        writer.add(f"table:{name}.numbers", array("Q", numbers))
        writer.add(f"table:{name}.starts", array("Q", [each.start for each in those.values()]))
        writer.add(f"table:{name}.lengths", array("I", [each.end - each.start for each in those.values()]))
        if numbers != sorted(numbers):
            order = sorted(range(len(numbers)), key=numbers.__getitem__)
            writer.add(f"table:{name}.by_number", array("I", order))
    return {name: {str(number): place for place, number in enumerate(those)} for name, those in lying.items()}


def _write_records(writer: IndexWriter, store: Store, places: dict[str, int]) -> None:
    rows = sorted(store.entries, key=_in_time)
    writer.add("rows.places", array("I", [places[store.document_of(each.id)] for each in rows]))
    hashed = sorted((hash_of(each.id), row) for row, each in enumerate(rows))
    writer.add("ids.hashes", array("Q", [each for each, _ in hashed]))
    writer.add("ids.rows", array("I", [row for _, row in hashed]))


def _in_time(entry: Entry) -> tuple[bool, int, int, str]:
    return (entry.when is None, *entry.span, entry.id)


def _write_names(writer: IndexWriter, store: Store, places: dict[str, dict[str, int]]) -> None:
    for table in (Table.ACTORS, Table.PLACES, Table.SERIES, Table.ANNOTATIONS, Table.TEXTS):
        name = table.value
        write_dictionary(
            writer,
            name,
            ((id_, PLACE.pack(places[name][store.number_of(table, id_)])) for id_ in store.ids(table)),
        )


def _write_links(writer: IndexWriter, store: Store, notes: dict[str, int], *, outcomes: bool) -> None:
    incoming: dict[str, list[str]] = defaultdict(list)
    loose: dict[str, list[list[str]]] = defaultdict(list)
    settled: dict[str, list[str]] = defaultdict(list)
    annotated: dict[str, list[int]] = defaultdict(list)
    for entry in store.entries:
        number = store.document_of(entry.id)
        for relation in entry.relations:
            incoming[relation.to].append(entry.id)
            if not store.has(relation.to):
                loose[relation.to].append([entry.id, number, relation.type.value])
        outcome = read_outcome(store.tables[RECORDS][number])
        if entry.expected and outcome:
            settled[outcome].append(entry.id)
    for id_ in store.ids(Table.ANNOTATIONS):
        for each in store.annotations_on(frozenset(_record_of(store, id_))).values():
            if (each.id or f"#{store.number_of(Table.ANNOTATIONS, id_)}") == id_:
                annotated[each.record].append(notes[store.number_of(Table.ANNOTATIONS, id_)])
    _write_json(writer, "incoming", incoming)
    _write_json(writer, "loose", loose)
    if outcomes:
        _write_json(writer, "outcomes", settled)
    packed = ((record, b"".join(map(PLACE.pack, those))) for record, those in annotated.items())
    write_dictionary(writer, "annotated", packed)


def _record_of(store: Store, id_: str) -> list[str]:
    document = store.document(Table.ANNOTATIONS, id_) or {}
    return [document["record"]]


def _write_json(
    writer: IndexWriter, name: str, held: dict[str, list[str]] | dict[str, list[list[str]]]
) -> None:
    write_dictionary(writer, name, ((key, json.dumps(value).encode()) for key, value in held.items()))
