"""JSON Lines: what was written comes back as it was, and hostile lines are refused one by one."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.documents import read, write
from chronoterm.exporters.json import json_array, json_line
from chronoterm.importers.incoming import Incoming, Refused
from chronoterm.importers.json_strictly import DEPTH, JsonError, decoded
from chronoterm.importers.jsonl import LONGEST_LINE, read_json_lines
from chronoterm.records import Record
from tests.importers.read_in import ORIGIN, documents, files, items, or_told, refused, sound
from tests.unit.date_strategies import edtf_texts

LINE = '{"id":"a1","kind":"event","headline":"Cranes stand still"}'

_texts = st.text(max_size=20)
_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**64 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        _texts,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_texts, inner, max_size=3)),
    max_leaves=8,
)
_unknown = st.dictionaries(_texts.map("x_{}".format), _values, max_size=3)
_sources = st.fixed_dictionaries(
    {},
    optional={
        "publisher": _texts,
        "url": _texts,
        "credibility": st.integers(1, 6),
        "sha256": _texts,
        "x_page": _values,
    },
)
_records = st.builds(
    lambda fields, unknown: {**fields, **unknown},
    st.fixed_dictionaries(
        {
            "id": _texts.filter(str.strip),
            "kind": st.sampled_from(["event", "statement"]),
            "headline": _texts.filter(str.strip),
        },
        optional={
            "date": edtf_texts,
            "summary": _texts,
            "tags": st.lists(_texts, min_size=1, max_size=3),
            "sources": st.lists(_sources, min_size=1, max_size=2),
            "revision": st.integers(1, 99),
            "created": _texts,
            "modified": _texts,
            "by": _texts,
            "expected": st.just(True),
        },
    ),
    _unknown,
)


@given(st.lists(_records, max_size=5, unique_by=lambda each: each["id"]))
def test_records_read_back_as_they_were_written(records: list[dict[str, object]]) -> None:
    written = [write(read(each, Record)) for each in records]
    lines = [json_line(each) for each in written]
    assert documents(read_json_lines, "\n".join(lines)) == written
    assert documents(read_json_lines, "\n".join(json_array(lines))) == written


def test_what_the_store_keeps_and_what_it_does_not_know_comes_back_too() -> None:
    kept = {
        "id": "a1",
        "kind": "event",
        "headline": "Cranes stand still",
        "revision": 3,
        "created": "2026-01-01T00:00:00Z",
        "modified": "2026-01-02T00:00:00Z",
        "by": "ada",
        "x_ticket": {"number": 7, "parts": [1, 1.0, True]},
        "sources": [{"publisher": "Harbour Gazette", "x_page": 3}],
    }
    assert documents(read_json_lines, json.dumps(kept)) == [kept]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id":"a1","kind":"event"}', "has no headline"),
        ('{"kind":"event","headline":"b"}', "has no id"),
        ('{"id":"a1","kind":"riddle","headline":"b"}', "riddle"),
        ('{"id":"a1","kind":"event","headline":"b","date":"31/12/2024"}', "date"),
        ('{"id":"a1","id":"a2","kind":"event","headline":"b"}', 'has the key "id" twice in one object'),
        (
            '{"id":"a1","kind":"event","headline":"b","x":{"y":1,"y":1}}',
            'has the key "y" twice in one object',
        ),
        ('{"id":"a1","kind":"event","headline":"b","x":NaN}', "NaN"),
        ('{"id":"a1","kind":"event","headline":"b","x":-Infinity}', "-Infinity"),
        ('{"id":"a1","kind":"event","headline":"b","x":1e999}', "too large to be kept"),
        ('{"id":"a1","kind":"event","headline":"b","x":' + "9" * 5000 + "}", "5000 digits"),
        ('{"id":"a1","kind":"event","headline":"b","x":18446744073709551616}', "20 digits"),
        (r'{"id":"a1","kind":"event","headline":"\ud800"}', "half of a character"),
        (r'{"id":"a1","kind":"event","headline":"b","\uDC00":1}', "half of a character"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (
            '{"id":"a1","kind":"event","headline":"b","x":' + "[" * DEPTH + "]" * DEPTH + "}",
            "nested too deeply",
        ),
        ('{"id":"a1","kind":"event","headline":"b"} x', "is no JSON"),
        ('["a"]', "is no JSON object"),
        ("7", "is no JSON object"),
        ("null", "is no JSON object"),
        ('{"id":"a1","kind":"event","headline":"b",}', "is no JSON"),
        ('{"id":7,"kind":"event","headline":"b"}', "id"),
    ],
)
def test_a_line_that_holds_no_record_is_refused_with_its_number_and_why(line: str, why: str) -> None:
    found = items(read_json_lines, f"\n{LINE}\n{line}\n")
    assert isinstance(found[0], Incoming) and found[0].where == "line 2"
    assert isinstance(found[1], Refused) and found[1].where == "line 3"
    assert why in found[1].why


def test_an_id_that_is_there_twice_is_refused_the_second_time() -> None:
    (only,) = refused(read_json_lines, f"{LINE}\n{LINE}")
    assert only.where == "line 2" and "line 1" in only.why


def test_bytes_that_are_no_utf_8_spoil_their_own_line_only() -> None:
    found = items(
        read_json_lines,
        b"\xef\xbb\xbf" + LINE.encode() + b'\n{"id":"\xff"}\r\n' + LINE.replace("a1", "a2").encode(),
    )
    assert [type(each) for each in found] == [Incoming, Refused, Incoming]


def test_a_line_longer_than_any_record_is_passed_over() -> None:
    found = items(read_json_lines, b'{"id":"' + b"x" * LONGEST_LINE + b'"}\n' + LINE.encode())
    assert isinstance(found[0], Refused) and "longer" in found[0].why
    assert isinstance(found[1], Incoming) and found[1].where == "line 2"


def test_lines_are_read_as_they_are_asked_for() -> None:
    file = BytesIO(f"{LINE}\n".encode() * 3)
    first = next(read_json_lines(file, ORIGIN).items)
    assert isinstance(first, Incoming)
    assert file.tell() < 3 * len(LINE)


@given(st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    for each in items(read_json_lines, data):
        sound(each)


@given(_values)
def test_json_of_others_is_read_as_it_is_written(value: object) -> None:
    assert decoded(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "file", files("json_suite") or [None], ids=lambda each: getattr(each, "name", "none")
)
def test_the_suite_of_json_files_is_read_as_its_names_demand(file: Path | None) -> None:
    if file is None:
        pytest.skip("the collection is not beside the project")
    for each in items(read_json_lines, file.read_bytes()):
        sound(each)
    _, told = or_told(lambda: decoded(file.read_bytes()), JsonError)
    assert told or not file.name.startswith("n_")
    assert not told or not file.name.startswith("y_") or "duplicated_key" in file.name
