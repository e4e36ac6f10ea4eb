"""Each thing that may be wrong with a store, and what repairing it saves."""

import json
from pathlib import Path
from typing import Any

import pytest

from chronoterm.store.errors import StoreError
from chronoterm.store.losses import KEPT, Loss
from chronoterm.store.repair import saved
from chronoterm.store.store import Store
from tests.store.mended import GOOD, NO_JOURNAL, mended

# What may be wrong with a store, one by one


def test_a_truncated_store_keeps_what_stood_before() -> None:
    found, losses = mended(b'{"records": {"1": %b, "2": {"id": "b", "head' % GOOD)
    assert [each["id"] for each in found["records"]] == ["a"]
    assert losses == [f'bytes 65 to 87, in table records: damaged{KEPT}: "2": {{"id": "b", "head']
    assert found["unread"][0]["text"] == '"2": {"id": "b", "head'


def test_a_store_with_something_behind_it_keeps_all_and_the_rest_as_text() -> None:
    found, losses = mended(b'{"records": {"1": %b}}\n// written by hand' % GOOD)
    assert [each["id"] for each in found["records"]] == ["a"]
    assert found["unread"][0]["text"] == "// written by hand"
    assert len(losses) == 1


def test_two_stores_in_one_file_become_one_and_what_stands_twice_is_renamed_and_told() -> None:
    one = b'{"records": {"1": %b, "2": {"id": "b", "kind": "event", "headline": "y"}}}' % GOOD
    two = one.replace(b'"y"', b'"another"')
    found, losses = mended(one + b"\n" + two)
    assert [(each["id"], each["headline"]) for each in found["records"]] == [
        ("a", "x"),
        ("b", "y"),
        ("b-2", "another"),
    ]
    assert losses == [
        "table records, document 2: another document has the id “b”; this one has “b-2” now",
        "table records, document 2: has the number 3 now",
        "the file: 1 document stands there twice, the same",
    ]


def test_a_number_that_stands_twice_keeps_both_documents() -> None:
    found, losses = mended(b'{"records": {"1": %b, "1": %b}}' % (GOOD, GOOD.replace(b'"a"', b'"b"')))
    assert [each["id"] for each in found["records"]] == ["a", "b"]
    assert losses == ["table records, document 1: has the number 2 now"]


def test_a_table_that_stands_twice_is_one_table_then() -> None:
    other = GOOD.replace(b'"a"', b'"b"')
    found, _ = mended(b'{"records": {"1": %b}, "actors": {}, "records": {"2": %b}}' % (GOOD, other))
    assert [each["id"] for each in found["records"]] == ["a", "b"]


def test_numbers_that_tinydb_would_not_take_are_given_anew() -> None:
    found, losses = mended(b'{"records": {"x": %b, "007": %b}}' % (GOOD, GOOD.replace(b'"a"', b'"b"')))
    assert [each["id"] for each in found["records"]] == ["a", "b"]
    assert len(losses) == 2


@pytest.mark.parametrize(
    "number", [b"NaN", b"-Infinity", b"01", b"1e999", b"+5", b".5", b"9" * 5000, b"undefined"]
)
def test_a_number_that_is_none_is_kept_as_text(number: bytes) -> None:
    found, losses = mended(b'{"records": {"1": {"n": %b, %b}}' % (number, GOOD[1:]))
    (record,) = found["records"]
    assert (record["id"], record["n"]) == ("a", number.decode())
    assert "which is no number, is kept as text" in losses[0]


@pytest.mark.parametrize(
    ("fields", "aside"),
    [
        ('"date": "2024-02-30"', {"date": "2024-02-30"}),
        ('"date_basis": "guess"', {"date_basis": "guess"}),
        ('"summary": 5', {"summary": 5}),
        ('"tags": ["a", 5]', {"tags[1]": 5}),
        ('"tags": 5', {"tags": 5}),
        ('"relations": [{"type": "rumour", "to": "a"}]', {"relations[0]": {"type": "rumour", "to": "a"}}),
        ('"quote_kind": "x", "unread": {"quote_kind": 1}', {"quote_kind": 1, "quote_kind (2)": "x"}),
    ],
)
def test_a_field_that_cannot_be_read_is_moved_aside_and_the_record_is_there(fields: str, aside: Any) -> None:
    found, losses = mended(b'{"records": {"1": {%b, %b}}' % (fields.encode(), GOOD[1:]))
    (record,) = found["records"]
    assert record["unread"] == aside
    assert losses
    assert Store(
        Path("x"), saved(Path("x"), json.dumps({"records": {"1": record}}).encode(), NO_JOURNAL)[0]
    ).has("a")


def test_of_a_source_only_what_cannot_be_read_is_moved_aside() -> None:
    found, _ = mended(b'{"records": {"1": {"sources": [{"publisher": "P", "published": 5}], %b}}' % GOOD[1:])
    assert found["records"][0]["sources"] == [{"publisher": "P", "unread": {"published": 5}}]


def test_a_record_without_an_id_gets_one() -> None:
    found, losses = mended(b'{"records": {"1": {"kind": "event", "headline": "x"}}}')
    assert found["records"] == [{"kind": "event", "headline": "x", "id": "saved-2"}]
    assert "has no id" in losses[0]


@pytest.mark.parametrize(
    "document", ['{"id": "b", "kind": "rumour", "headline": "y"}', '{"id": "b"}', '"text"', "[1]"]
)
def test_what_is_no_record_is_kept_where_it_can_be_looked_at(document: str) -> None:
    found, losses = mended(b'{"records": {"1": %b, "2": %b}}' % (GOOD, document.encode()))
    assert [each["id"] for each in found["records"]] == ["a"]
    assert found["unread"][0]["from"] == "table records, document 2"
    assert found["unread"][0]["value"] == json.loads(document)
    assert "kept in table unread" in losses[0]


def test_a_table_that_is_none_is_kept_and_a_list_of_documents_is_numbered() -> None:
    found, losses = mended(b'{"records": [%b], "actors": 5}' % GOOD)
    assert [each["id"] for each in found["records"]] == ["a"]
    assert found["unread"][0]["value"] == 5
    assert len(losses) == 2


def test_keys_that_stand_twice_in_a_document_both_stay() -> None:
    found, losses = mended(b'{"records": {"1": {"n": 1, "n": 2, "n": 3, %b}}' % GOOD[1:])
    record = found["records"][0]
    assert record["n"] == 3, "as every reader has it"
    assert (record["n (earlier 1)"], record["n (earlier 2)"]) == (1, 2)
    assert len(losses) == 2


@pytest.mark.parametrize("broken", [b"\\ud800", b"\xff\xfe", b"\t\n"])
def test_text_that_is_none_is_mended(broken: bytes) -> None:
    found, losses = mended(b'{"records": {"1": {"summary": "x%b", %b}}' % (broken, GOOD[1:]))
    assert found["records"][0]["summary"].startswith("x")
    assert len(losses) == 1


def test_a_byte_order_mark_and_utf_16_are_no_obstacle() -> None:
    text = '{"records": {"1": {"id": "ä", "kind": "event", "headline": "x"}}}'
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert [each["id"] for each in mended(data)[0]["records"]] == ["ä"]


def test_documents_whose_table_lost_its_name_go_where_they_belong() -> None:
    data = b'{"records": {"1": %b}, "xctoxs": {"1": {"id": "b", "name": "B", "member_of": []}}}' % GOOD
    assert mended(data)[0]["actors"][0]["id"] == "b"
    cut = data.replace(b'}, "xctoxs": {"1": {"id"', b', "x": {"id"')
    assert any(each.get("id") == "b" for table in mended(cut)[0].values() for each in table)


def test_tables_of_other_tools_are_left_as_they_are() -> None:
    theirs = {"people": {"4": {"id": "b", "name": "B"}}, "x": {"1": {"n": 1}}}
    found, losses = mended(json.dumps({"records": {}, **theirs}).encode())
    assert losses == []
    assert found == {"records": [], "people": [{"id": "b", "name": "B"}], "x": [{"n": 1}]}


def test_what_is_told_is_clean_and_short() -> None:
    junk = b"\x1b]52;c;aGk=\x07" * 500
    _, losses = mended(b'{"records": {"1": %b}}%b' % (GOOD, junk))
    (told,) = losses
    assert told.isprintable()
    assert len(told) < 300
    assert str(Loss("a", "b", "c\x1b")).isprintable()


def test_a_store_of_a_newer_version_is_refused() -> None:
    with pytest.raises(StoreError, match="newer chronoterm"):
        mended(b'{"meta": {"1": {"schema": 7}}, "records": {"1": %b}}' % GOOD)


def test_a_schema_that_is_none_is_moved_aside() -> None:
    found, losses = mended(b'{"meta": {"1": {"schema": "one", "title": "T"}}, "records": {"1": %b}}' % GOOD)
    assert found["meta"] == [{"title": "T", "unread": {"schema": "one"}}]
    assert len(losses) == 1
