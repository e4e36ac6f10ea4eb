"""Stores and values that writing would change or lose: they are refused before anything is written."""

from pathlib import Path
from typing import Any

import pytest

from chronoterm.edits import Change, Edit, Table
from chronoterm.store.errors import StoreError
from chronoterm.store.journal import journal_path
from chronoterm.store.shared import SharedStore
from tests.faults.disk import NEW, prepared, refusal_of
from tests.faults.model import Model, demand


@pytest.mark.parametrize(
    "content",
    [
        b'{"records": {"007": {"id": "a"}, "7": {"id": "b"}}}',
        b'{"records": {"abc": {"id": "a"}}}',
        b'{"records": {"1.5": {"id": "a"}}}',
        b'{"records": {"-1": {"id": "a"}}}',
        b'{"records": {"1_0": {"id": "a"}}}',
        '{"records": {"٣": {"id": "a"}}}'.encode(),
        b'{"records": {"%b": {"id": "a"}}}' % (b"9" * 5000),
        b'{"records": {"1": 5}}',
        b'{"records": {}, "actors": {"1": []}}',
        b'{"records": {"1": {"id": "half \\ud800"}}}',
        b'{"records": {"1": {"id": "a", "x": "\xff"}}}',
        b'{"records": {"1": {"id": "a"}, "1": {"id": "b"}}}',
        b'{"records": {"1": {"id": "a"}}, "records": {}}',
        b'{"records": {"1": {"id": "a", "x": 1, "x": 2}}}',
    ],
)
def test_a_store_that_writing_would_change_beyond_the_edit_is_read_and_never_written(
    content: bytes, in_memory: Path
) -> None:
    path = in_memory / "store.json"
    path.write_bytes(content)
    store = SharedStore.open(path)
    assert "cannot be edited" in refusal_of(lambda: NEW.written(store))
    assert path.read_bytes() == content
    assert not journal_path(path).exists()


@pytest.mark.parametrize(
    "content",
    [
        b'{"records": []}',
        b'{"records": {"1": {"n": NaN}}}',
        b'{"records": {}} // done',
        b'{"records": {}}{"records": {}}',
        b'\xef\xbb\xbf{"records": {}}',
        '{"records": {}}'.encode("utf-16"),
        b'{"records": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
    ],
)
def test_what_is_no_store_is_refused_though_it_has_a_journal(content: bytes, in_memory: Path) -> None:
    store, _ = prepared(in_memory, (NEW,))
    journal = journal_path(store.path).read_bytes()
    store.path.write_bytes(content)
    with pytest.raises(StoreError):
        SharedStore.open(store.path)
    assert (store.path.read_bytes(), journal_path(store.path).read_bytes()) == (content, journal)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), "half \ud800", {1, 2}, (1, 2), b"bytes", 10**5000, object()],
    ids=["nan", "infinity", "half a character", "set", "tuple", "bytes", "long", "object"],
)
def test_a_value_that_json_cannot_hold_is_refused_and_nothing_is_written(value: Any, in_memory: Path) -> None:
    store, model = prepared(in_memory, (NEW,))
    edit = Edit("edited x", (Change(Table.RECORDS, "new", {}, {"x": value}),))
    with pytest.raises(StoreError, match="cannot hold"):
        store.write(edit, by="ada")
    assert demand(store.path, acknowledged=model) == Model.of(store)


def test_a_document_that_could_not_be_read_again_is_refused(in_memory: Path) -> None:
    store, model = prepared(in_memory)
    for table, document in (
        (Table.RECORDS, {"id": "x", "kind": "rumour", "headline": "x"}),
        (Table.RECORDS, {"id": "x", "kind": "event", "headline": "x", "date": "2024-02-30"}),
        (Table.ACTORS, {"id": "x"}),
        (Table.ANNOTATIONS, {"id": "x", "star": True}),
    ):
        with pytest.raises(StoreError, match="cannot hold that"):
            store.write(Edit("added", (Change(table, "x", None, document),)), by="ada")
    assert demand(store.path, acknowledged=model) == Model.of(store)
