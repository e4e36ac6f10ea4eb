"""What a store must hold: documents as the acknowledged edits left them, kept without any code of the store."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from chronoterm.documents import DocumentError
from chronoterm.edits import KEPT_BY_THE_STORE, Edit, Table, change
from chronoterm.store.journal import journal_path
from chronoterm.store.lock import lock_path, locked
from chronoterm.store.replacing import temporary_name
from chronoterm.store.shared import SharedStore
from tests.conftest import read_plainly, write_store

Document = dict[str, Any]
WORDS = ("one", "two", "three", "ünïcode", "“quoted”", "🌍", "line\nbreak", "\\", "\x1b[0m")
EDITED = (Table.RECORDS, Table.ANNOTATIONS, Table.ACTORS)
MOST = 60


class Intent(NamedTuple):
    """What an edit is to make of a document; none deletes it. Without an id it stands for a fold."""

    table: Table
    id: str
    document: Document | None

    @property
    def is_fold(self) -> bool:
        """Whether nothing is edited, and the store file written anew."""
        return not self.id

    @property
    def said(self) -> bytes:
        """As a line for the one who watches."""
        return json.dumps([self.table.value, self.id, self.document]).encode()

    @classmethod
    def heard(cls, line: bytes) -> "Intent":
        """The reverse of `said`."""
        table, id_, document = json.loads(line)
        return cls(Table(table), id_, document)

    def edit(self, store: SharedStore) -> Edit:
        """The edit that makes it of what a store holds now."""
        made = change(self.table, self.id, store.document(self.table, self.id), self.document)
        return Edit("edited at random", () if made is None else (made,))

    def written(self, store: SharedStore) -> None:
        """Do it."""
        if self.is_fold:
            store.fold()
        else:
            store.write(self.edit(store), by="ada")


FOLD = Intent(Table.RECORDS, "", None)


class Model:
    """The documents of a store by table and id, without what the store keeps by itself, and their revisions."""

    def __init__(self) -> None:
        self.documents: dict[tuple[Table, str], Document] = {}
        self.revisions: dict[str, int] = {}
        self.edits = 0

    @classmethod
    def of(cls, store: SharedStore) -> "Model":
        """What a store says that it holds."""
        model, whole = cls(), documents_of(store)
        model.documents = {(table, id_): plain(table, each) for (table, id_), each in whole.items()}
        model.revisions = {
            id_: each.get("revision", 0) for (table, id_), each in whole.items() if table is Table.RECORDS
        }
        model.edits = len(store.history())
        return model

    def after(self, intent: Intent) -> "Model":
        """The model after an edit."""
        model = Model()
        model.documents, model.revisions = dict(self.documents), dict(self.revisions)
        model.edits = self.edits + (not intent.is_fold)
        if intent.document is not None:
            model.documents[intent.table, intent.id] = intent.document
        else:
            model.documents.pop((intent.table, intent.id), None)
        is_same = intent.document == self.documents.get((intent.table, intent.id))
        if intent.table is Table.RECORDS and intent.document is not None and not is_same:
            model.revisions[intent.id] = model.revisions.get(intent.id, 0) + 1
        elif intent.table is Table.RECORDS and intent.document is None:
            model.revisions.pop(intent.id, None)
        return model

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def differences(self, other: "Model") -> list[object]:
        """What is in one of two models alone."""
        mine, others = self._facts(), other._facts()
        return [
            *(("-", each) for each in mine if each not in others),
            *(("+", each) for each in others if each not in mine),
        ]

    def _facts(self) -> list[object]:
        return [self.edits, *self.documents.items(), *self.revisions.items()]

    def intents(self, rng: random.Random, who: str) -> Iterator[Intent]:
        """Edits at random, without end: insert, update, delete, annotate, fold."""
        model = self
        for number in range(1 << 30):
            intent = model.intent(rng, f"{who}-{number}")
            model = model.after(intent)
            yield intent

    def intent(self, rng: random.Random, new: str) -> Intent:
        """One edit at random; `new` is an id that is free."""
        if rng.random() < 0.12:
            return FOLD
        table = rng.choices(EDITED, (6, 3, 1))[0]
        ids = [id_ for each, id_ in self.documents if each is table]
        what = rng.random() if len(ids) < MOST else 0.0
        if not ids or what > 0.6:
            return Intent(table, new, document_of(table, new, rng))
        id_ = rng.choice(ids)
        if what < 0.2:
            return Intent(table, id_, None)
        return Intent(table, id_, {**self.documents[table, id_], "note": sentence(rng)})


def document_of(table: Table, id_: str, rng: random.Random) -> Document:
    """A document that is good in its table."""
    match table:
        case Table.RECORDS:
            return {"id": id_, "kind": "event", "headline": sentence(rng), "date": "2024-10-31"}
        case Table.ANNOTATIONS:
            return {"id": id_, "record": "r1", "by": "ada", "comment": sentence(rng)}
        case _:
            return {"id": id_, "name": sentence(rng)}


def sentence(rng: random.Random) -> str:
    """Some words, now and then so many that they fill pages of the disk."""
    return " ".join(rng.choices(WORDS, k=2000 if rng.random() < 0.03 else rng.randint(1, 8)))


def documents_of(store: SharedStore) -> dict[tuple[Table, str], Document]:
    """All documents of a store, whole."""
    return {(table, id_): _document(store, table, id_) for table in EDITED for id_ in store.ids(table)}


def _document(store: SharedStore, table: Table, id_: str) -> Document:
    try:
        return store.document(table, id_) or {}
    except DocumentError as error:
        return {"cannot be read": str(error)}


def plain(table: Table, document: Document) -> Document:
    """A document without what the store keeps about records by itself."""
    kept = KEPT_BY_THE_STORE if table is Table.RECORDS else ()
    return {name: value for name, value in document.items() if name not in kept}


def made_store(folder: Path, records: int = 3) -> Path:
    """A small store."""
    return write_store(folder, [f"record {number}" for number in range(records)])


def demand(path: Path, *, acknowledged: Model, unfinished: Intent | None = None) -> Model:
    """The state of a store, which is what was acknowledged and at most one edit more.

    It opens without a problem, alone and as TinyDB reads it, its lock is free and its history is whole.
    """
    with locked(path, wait=0):
        pass
    store = SharedStore.open(path)
    assert store.problems == []
    assert store.obstacle == ""
    assert [each.number for each in store.history()] == list(range(1, len(store.history()) + 1))
    found = Model.of(store)
    allowed = [acknowledged] if unfinished is None else [acknowledged, acknowledged.after(unfinished)]
    assert found in allowed, f"edits, documents or revisions differ: {found.differences(allowed[-1])}"
    read_plainly(path)
    return found


def demand_folded(path: Path, model: Model) -> None:
    """Demand that after one more edit and a fold TinyDB reads all, and that nothing lies about."""
    store = SharedStore.open(path)
    Intent(Table.SERIES, "last", {"id": "last", "name": f"after {model.edits}"}).written(store)
    assert store.fold()
    for table in EDITED:
        plainly = {each["id"]: plain(table, each) for each in read_plainly(path, table.value)}
        assert plainly == {id_: each for (one, id_), each in model.documents.items() if one is table}
    names = {each.name for each in path.parent.iterdir()}
    assert names == {path.name, journal_path(path).name, lock_path(path).name}
    assert not Path(temporary_name(path)).exists()
