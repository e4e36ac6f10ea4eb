import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import JSONStorage

from chronoterm.store import storage
from chronoterm.store.errors import StoreChangedError, StoreError
from chronoterm.store.storage import ChronologyStorage, RawDocument
from tests.conftest import MakeStore, read_plainly

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(["id", "headline", "n", "tags"]) | st.text(max_size=5)
documents = st.dictionaries(keys, values, max_size=4).map(lambda made: {**made, "n": len(made)})
numbers = st.integers(1, 6)

Operation = Callable[[TinyDB], Any]


def _set_inside(document: Any) -> None:
    document.setdefault("inside", {}).setdefault("deeper", []).append(1)


operations: st.SearchStrategy[Operation] = st.one_of(
    documents.map(lambda made: lambda db: db.table("records").insert(made)),
    documents.map(lambda made: lambda db: db.table("actors").insert(made)),
    st.lists(documents, max_size=3).map(lambda made: lambda db: db.table("records").insert_multiple(made)),
    st.tuples(documents, numbers).map(
        lambda it: lambda db: db.table("records").update(it[0], where("n") == it[1])
    ),
    st.tuples(documents, numbers).map(
        lambda it: lambda db: db.table("records").update(it[0], doc_ids=[it[1]])
    ),
    st.tuples(documents, numbers).map(
        lambda it: lambda db: db.table("records").upsert(it[0], where("n") == it[1])
    ),
    numbers.map(lambda number: lambda db: db.table("records").update(_set_inside, where("n") >= number)),
    numbers.map(lambda number: lambda db: db.table("records").update(increment("n"), where("n") < number)),
    st.just(lambda db: db.table("records").update(delete("headline"), where("headline").exists())),
    numbers.map(lambda number: lambda db: db.table("records").remove(where("n") == number)),
    numbers.map(lambda number: lambda db: db.table("records").remove(doc_ids=[number, number + 1])),
    st.just(lambda db: db.table("records").truncate()),
    st.just(lambda db: db.drop_table("actors")),
    numbers.map(lambda number: lambda db: [db.table("records").get(doc_id=number), len(db.table("actors"))]),
    numbers.map(lambda number: lambda db: db.table("records").search(where("n") == number)),
)


def _strictly(value: Any) -> str:
    """Told apart where `==` does not: 1, 1.0 and true."""
    return json.dumps(value)


@given(made=st.lists(operations, min_size=1, max_size=8))
@settings(max_examples=40)
def test_tinydb_does_the_same_on_this_storage_as_on_its_own(made: list[Operation]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder) / "ours.json", Path(folder) / "plain.json"
        with TinyDB(ours, storage=ChronologyStorage) as here, TinyDB(plain, storage=JSONStorage) as there:
            for operation in made:
                assert _strictly(operation(here)) == _strictly(operation(there))
                assert here.tables() == there.tables()
        if ours.exists():
            _assert_reads_the_same(ours)
            assert json.loads(ours.read_text("utf-8")) == json.loads(plain.read_text("utf-8"))
            _assert_reads_the_same(plain)


def _assert_reads_the_same(path: Path) -> None:
    with TinyDB(path, storage=ChronologyStorage) as ours, TinyDB(path, encoding="utf-8") as plain:
        for name in plain.tables() | ours.tables():
            assert ours.table(name).all() == plain.table(name).all()
            assert [each.doc_id for each in ours.table(name)] == [each.doc_id for each in plain.table(name)]


ODD_DOCUMENTS = (
    rb'{ "b":1.50,  "a":1E5,"\u0061\u00fc":"\u0041\/", "n" : 1}',
    rb'{"n":2,"big":123456789012345678901234567890,"tiny":1e-400,"zero":-0.0}',
    b'{"n":3,\t"z":{"y":[1 , 2]},\n"a":"\xc3\xbc"}',
    rb'{"n":4,"huge":1e400}',
    b"{}",
)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.json"
    lines = b",".join(b'"%d": %s' % (number, each) for number, each in enumerate(ODD_DOCUMENTS, start=1))
    path.write_bytes(b'{"records":{' + lines + b'},"notes of others":{"9":{"x" :1.0}}}')
    return path


@pytest.mark.parametrize(
    "edit",
    [
        lambda table: table.insert({"n": 6}),
        lambda table: table.update({"new": 1}, where("n") == 6),
        lambda table: table.update({"n": 1}, where("n") == 1),
        lambda table: table.remove(where("n") == 6),
        lambda table: table.upsert({"n": 6, "new": True}, where("n") == 6),
    ],
)
def test_a_document_that_nobody_edits_keeps_every_byte(odd: Path, edit: Callable[[Any], Any]) -> None:
    with TinyDB(odd, storage=ChronologyStorage) as db:
        edit(db.table("records"))
    written = odd.read_bytes()
    for document in (*ODD_DOCUMENTS, b'{"x" :1.0}'):
        assert b": " + document in written


def test_an_edit_deep_inside_a_document_is_written(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(
        tmp_path, [{"id": "a", "kind": "event", "headline": "x", "sources": [{"title": "old"}]}]
    )

    def rename(document: Any) -> None:
        document["sources"][0]["title"] = "new"

    with TinyDB(path, storage=ChronologyStorage) as db:
        db.table("records").update(rename, where("id") == "a")
    assert read_plainly(path)[0]["sources"] == [{"title": "new"}]


@pytest.mark.parametrize(("old", "new"), [(1, True), (1, 1.0), (0, False), (1.0, 1)])
def test_an_edit_between_values_that_python_calls_equal_is_written(
    old: object, new: object, make_store: MakeStore, tmp_path: Path
) -> None:
    path = make_store(tmp_path, [{"id": "a", "value": old}])
    with TinyDB(path, storage=ChronologyStorage) as db:
        db.table("records").update({"value": new})
    assert repr(read_plainly(path)[0]["value"]) == repr(new)


def test_documents_are_decoded_only_when_somebody_looks(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def spying(raw: msgspec.Raw) -> Any:
        seen.append(bytes(raw))
        return msgspec.json.decode(raw)

    monkeypatch.setattr(storage, "_decode", spying)
    with TinyDB(sample, storage=ChronologyStorage) as db:
        assert len(db.table("records")) == 15
        assert seen == []
        third = db.table("records").get(doc_id=3)
    assert isinstance(third, dict)
    assert [msgspec.json.decode(each)["id"] for each in seen] == [third["id"]]


def test_a_document_given_out_cannot_change_the_store(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, [{"id": "a", "tags": ["x"]}])
    with TinyDB(path, storage=ChronologyStorage) as db:
        document = db.table("records").all()[0]
        document["tags"].append("y")
        assert db.table("records").all()[0]["tags"] == ["x"]


def test_a_raw_document_is_a_mapping_like_any_other() -> None:
    document = RawDocument(b'{"a": 1, "b": 2}')
    document["c"] = 3
    del document["a"]
    assert dict(document) == {"b": 2, "c": 3}
    assert len(document) == 2
    assert document.encoded == b'{"b":2,"c":3}'


def test_opening_never_creates_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mistyped.json"
    with TinyDB(path, storage=ChronologyStorage) as db:
        assert db.tables() == set()
        assert db.table("records").all() == []
    assert list(tmp_path.iterdir()) == []


def test_a_new_store_holds_what_was_inserted(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    with TinyDB(path, storage=ChronologyStorage) as db:
        db.table("records").insert({"id": "a", "headline": "ünï"})
    assert read_plainly(path) == [{"id": "a", "headline": "ünï"}]


def test_a_store_that_somebody_else_changed_is_not_overwritten(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, ["one"])
    mine = ChronologyStorage(path)
    tables = mine.read()
    assert tables is not None
    with TinyDB(path) as plain:
        plain.table("records").insert({"id": "theirs"})
    theirs = path.read_bytes()
    with pytest.raises(StoreChangedError, match="somebody else"):
        mine.write(tables)
    assert path.read_bytes() == theirs


def test_a_store_that_was_never_read_is_not_overwritten(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, ["one"])
    before = path.read_bytes()
    with pytest.raises(StoreChangedError):
        ChronologyStorage(path).write({})
    assert path.read_bytes() == before


def test_a_file_that_somebody_else_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    mine = ChronologyStorage(path)
    assert mine.read() is None
    path.write_text('{"records": {}}')
    with pytest.raises(StoreChangedError):
        mine.write({"records": {}})
    assert path.read_text() == '{"records": {}}'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "half \ud800", {1, 2}])
def test_what_strict_json_cannot_hold_is_refused_and_nothing_written(
    value: object, make_store: MakeStore, tmp_path: Path
) -> None:
    path = make_store(tmp_path, ["one"])
    before = path.read_bytes()
    with TinyDB(path, storage=ChronologyStorage) as db, pytest.raises((ValueError, TypeError)):
        db.table("records").insert({"value": value})
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == {"store.json", ".store.json.lock"}


@pytest.mark.parametrize(
    "content",
    [
        '{"records": {"007": {"id": "a"}, "7": {"id": "b"}}}',
        '{"records": {"-1": {"id": "a"}}}',
        '{"records": {"٣": {"id": "a"}}}',
        '{"records": {}, "actors": {"1": 5}}',
        '{"records": {"1": {"id": "half \\ud800"}}}',
    ],
)
def test_a_store_that_tinydb_would_change_beyond_the_edit_is_not_written(
    content: str, tmp_path: Path
) -> None:
    path = tmp_path / "store.json"
    path.write_text(content, encoding="utf-8")
    with TinyDB(path, storage=ChronologyStorage) as db, pytest.raises(StoreError, match="cannot be edited"):
        db.table("other").insert({"id": "new"})
    assert path.read_text("utf-8") == content


def test_an_empty_file_is_damage_and_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    path.touch()
    with TinyDB(path, storage=ChronologyStorage) as db, pytest.raises(StoreError, match="is empty"):
        db.table("records").insert({"id": "new"})
    assert path.read_bytes() == b""
