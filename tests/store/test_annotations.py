"""What users note about records: a star is found, what is damaged is told, and nothing is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from chronoterm.dates import PartialDate
from chronoterm.documents import read, write
from chronoterm.language.reading import read_query
from chronoterm.opening import open_chronology
from chronoterm.problems import Severity
from chronoterm.records import Annotation
from chronoterm.store.check import check
from chronoterm.store.storage import ChronologyStorage
from chronoterm.store.store import Store
from tests.conftest import read_plainly

TODAY = PartialDate.parse("2024-11-01")
RECORDS = {
    str(number): {"id": each, "kind": "event", "headline": each} for number, each in enumerate("abc", 1)
}
json_values = st.recursive(
    st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
annotations = st.fixed_dictionaries(
    {"record": st.sampled_from("abcx")},
    optional={
        "by": st.text(),
        "star": st.just(value=True),
        "comment": st.text(),
        "tag": st.text(),
        "star2": json_values,
    },
)


def store_with(folder: Path, annotated: Any) -> Path:
    path = folder / "store.json"
    path.write_text(json.dumps({"records": RECORDS, "annotations": annotated}), encoding="utf-8")
    return path


def found(path: Path, text: str) -> list[str]:
    _, chronology = open_chronology(path)
    view = chronology.view(read_query(text, chronology, today=TODAY).query)
    return [row.entry.id for row in view.window(0, view.count)]


def test_a_starred_record_is_found_by_is_starred(tmp_path: Path) -> None:
    path = store_with(
        tmp_path,
        {
            "1": {"record": "b", "by": "ada", "star": True},
            "2": {"record": "b", "by": "bo", "star": False},
            "3": {"record": "c", "by": "bo", "comment": "no star"},
            "4": {"record": "gone", "by": "bo", "star": True},
        },
    )
    assert found(path, "is:starred") == ["b"]
    assert found(path, "-is:starred") == ["a", "c"]
    assert [str(each) for each in check(Store.open(path))] == [
        "table annotations, document 4, record: is “gone”, which is no record"
    ]


def test_no_record_is_starred_in_a_store_without_annotations(sample: Path) -> None:
    assert found(sample, "is:starred") == []


@pytest.mark.parametrize(
    ("number", "document", "field"),
    [
        ("2", {"by": "ada", "star": True}, "record"),
        ("2", {"record": 5, "star": True}, "record"),
        ("2", {"record": "a", "star": "yes"}, "star"),
        ("2", {"record": "a", "by": ["ada"], "star": True}, "by"),
        ("2", "a star", ""),
        ("two", {"record": "a", "star": True}, ""),
    ],
)
def test_a_damaged_annotation_is_told_and_the_rest_opens(
    number: str, document: Any, field: str, tmp_path: Path
) -> None:
    path = store_with(tmp_path, {"1": {"record": "b", "star": True}, number: document})
    (problem,) = Store.open(path).problems
    told = (problem.severity, problem.table, problem.document, problem.field)
    assert told == (Severity.LEFT_OUT, "annotations", number, field)
    assert found(path, "is:starred") == ["b"]


@given(annotations)
def test_an_annotation_is_written_as_it_was_read(document: dict[str, Any]) -> None:
    assert write(read(document, Annotation)) == document


def test_an_edit_of_a_record_keeps_every_annotation_as_it_is(tmp_path: Path) -> None:
    annotated = {"1": {"record": "b", "star": True, "comment": {"text": "see 2"}}, "7": {"by": "nobody"}}
    path = store_with(tmp_path, annotated)
    with TinyDB(path, storage=ChronologyStorage) as db:
        db.table("records").update({"headline": "another"}, doc_ids=[1])
    kept = {str(each.doc_id): dict(each) for each in read_plainly(path, "annotations")}
    assert kept == annotated
    assert read_plainly(path)[0]["headline"] == "another"
