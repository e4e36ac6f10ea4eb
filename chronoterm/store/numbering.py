"""Tables in the making, out of documents that may have each other's numbers and ids."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

import msgspec

from chronoterm.documents import Document
from chronoterm.edits import Table, same
from chronoterm.store.losses import Loss
from chronoterm.store.mending import ASIDE, Mended
from chronoterm.store.shape import RECORDS, RawTables, is_document_number

_WITH_IDS = frozenset(each.value for each in Table)


class Numbering:
    """Tables that take documents: none is lost, and no number and no id of a table is given twice."""

    def __init__(self) -> None:
        self.tables: RawTables = {RECORDS: {}}
        self.losses: list[Loss] = []
        self._ids: dict[str, dict[str, bytes]] = {}
        """The ids of each table, with the JSON of their documents."""
        self._waiting: list[tuple[str, str, bytes]] = []
        """What needs another number: its table, its place, its JSON."""
        self._suffixes: dict[tuple[str, str], Iterator[int]] = {}
        self._twins = 0

    def put(self, table: str, number: str, place: str, found: Mended) -> None:
        """Take a document; one that is there already, the same, is not taken twice."""
        id_ = found.document.get("id") if table in _WITH_IDS else None
        if isinstance(id_, str):
            ids = self._ids.setdefault(table, {})
            twin = ids.get(id_)
            if twin is not None:
                if _is(twin, found):
                    self._twins += 1
                    return
                found = self._renamed(table, id_, place, found)
            ids[found.document["id"]] = found.raw
        here = self.tables.setdefault(table, {})
        if number in here and _is(here[number], found):
            self._twins += 1
        elif number in here or not is_document_number(number):
            self._waiting.append((table, place, found.raw))
        else:
            here[number] = msgspec.Raw(found.raw)

    def free_id(self, table: str, stem: str) -> str:
        """An id that no document of a table has so far."""
        ids = self._ids.get(table, {})
        numbers = self._suffixes.setdefault((table, stem), count(2))
        return next(each for number in numbers if (each := f"{stem}-{number}") not in ids)

    def finish(self) -> None:
        """Give numbers to the documents that wait for one."""
        numbers = {name: free_numbers(table) for name, table in self.tables.items()}
        for table, place, raw in self._waiting:
            number = next(numbers[table])
            self.tables[table][number] = msgspec.Raw(raw)
            self.losses.append(Loss(place, f"has the number {number} now"))
        if self._twins:
            what = "document stands" if self._twins == 1 else "documents stand"
            self.losses.append(Loss("the file", f"{self._twins:,} {what} there twice, the same"))

    def _renamed(self, table: str, id_: str, place: str, found: Mended) -> Mended:
        new = self.free_id(table, id_)
        document: Document = {**found.document, "id": new}
        self.losses.append(Loss(place, f"another document has the id “{id_}”; this one has “{new}” now"))
        return Mended(document, msgspec.json.encode(document))


def free_numbers(table: Mapping[str, msgspec.Raw]) -> Iterator[str]:
    """The numbers for more documents of a table, whose numbers are all good."""
    return map(str, count(1 + max(map(int, table), default=0)))


def with_unread(tables: RawTables, losses: Iterable[Loss]) -> RawTables:
    """The tables, and what is kept of the losses in a table of its own."""
    kept = [{"from": each.place, "why": each.why, **each.kept} for each in losses if each.kept is not None]
    if not kept:
        return tables
    here = dict(tables.get(ASIDE, {}))
    numbered = zip(free_numbers(here), kept, strict=False)
    here.update((number, msgspec.Raw(msgspec.json.encode(each))) for number, each in numbered)
    return {**tables, ASIDE: here}


def _is(raw: bytes | msgspec.Raw, found: Mended) -> bool:
    return bytes(raw) == found.raw or same(msgspec.json.decode(raw), found.document)
