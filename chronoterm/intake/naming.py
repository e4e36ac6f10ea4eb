"""The names that come in with records, and what the store calls them."""

from collections.abc import Callable, Iterator, Sequence

from chronoterm.edits import Document, Table

Fetch = Callable[[Table, str], Document | None]
Called = Callable[[Table, str], Sequence[str]]
"""The ids that the store has for a name or an alias, whole."""


class IncomingNames:
    """Names as they come in: those that the store knows get its ids, others wait until a record needs them."""

    def __init__(self, fetch: Fetch, called: Called) -> None:
        self._fetch = fetch
        self._called = called
        self._waiting: dict[tuple[Table, str], Document] = {}
        self._ours: dict[tuple[Table, str], str] = {}
        """The store's id where it is another."""
        self.needed: list[tuple[Table, Document]] = []
        """The documents that records need and the store has not, what they belong to first."""

    def learn(self, table: Table, document: Document) -> None:
        """Take the document of a name."""
        id_ = document["id"]
        if (table, id_) in self._waiting or self._fetch(table, id_) is not None:
            return
        found = self._called(table, document["name"]) if table is not Table.SERIES else ()
        if len(found) == 1:
            self._ours[table, id_] = found[0]
        else:
            self._waiting[table, id_] = document

    def named(self, record: Document) -> Document:
        """The record with the ids that the store has for its names."""
        if not self._ours:
            return record
        changed = dict(record)
        if speaker := record.get("speaker"):
            changed["speaker"] = self._ours.get((Table.ACTORS, speaker), speaker)
        for field, table in (("actors", Table.ACTORS), ("targets", Table.ACTORS), ("places", Table.PLACES)):
            if ids := record.get(field):
                changed[field] = list(dict.fromkeys(self._ours.get((table, each), each) for each in ids))
        return changed

    def need(self, record: Document) -> None:
        """Note the names of a record that is to be written."""
        if self._waiting:
            for key in names_of(record):
                self._need(key)

    def _need(self, key: tuple[Table, str]) -> None:
        document = self._waiting.pop(key, None)
        if document is not None:
            for above in _above(key[0], document):
                self._need(above)
            self.needed.append((key[0], self._settled(key[0], document)))

    def _settled(self, table: Table, document: Document) -> Document:
        """The document with the store's ids for what it belongs to."""
        if "part_of" in document:
            above = document["part_of"]
            return {**document, "part_of": self._ours.get((table, above), above)}
        if "member_of" in document:
            members = [
                {**each, "actor": self._ours.get((table, each["actor"]), each["actor"])}
                for each in document["member_of"]
            ]
            return {**document, "member_of": members}
        return document


def names_of(record: Document) -> Iterator[tuple[Table, str]]:
    """The actors, places and series that a record names, with their tables."""
    if speaker := record.get("speaker"):
        yield Table.ACTORS, speaker
    for each in (*record.get("actors", ()), *record.get("targets", ())):
        yield Table.ACTORS, each
    for each in record.get("places", ()):
        yield Table.PLACES, each
    for each in record.get("figures", ()):
        if series := each.get("series"):
            yield Table.SERIES, series


def _above(table: Table, document: Document) -> Iterator[tuple[Table, str]]:
    if part_of := document.get("part_of"):
        yield table, part_of
    for each in document.get("member_of", ()):
        yield table, each["actor"]
