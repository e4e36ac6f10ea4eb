from pathlib import Path

import msgspec
import pytest

from chronoterm.store.errors import StoreError
from chronoterm.store.migrate import SCHEMA, STEPS, Documents, demand_known, migrate, up_to_date
from chronoterm.store.shape import parse_tables

PATH = Path("store.json")
OLD = b"""{
    "meta": {"1": {"schema": 1, "title": "old"}},
    "records": {"1": {"id": "a", "title": "x"}, "2": 5},
    "of others": {"7": {"n":1.0}}
}"""


def _rename(tables: Documents) -> Documents:
    renamed = {number: {**each, "headline": each["title"]} for number, each in tables["records"].items()}
    return {**tables, "records": renamed, "meta": {"1": {**tables["meta"]["1"], "schema": 2}}}


def _shout(tables: Documents) -> Documents:
    loud = {
        number: {**each, "headline": each["headline"].upper()} for number, each in tables["records"].items()
    }
    return {**tables, "records": loud, "meta": {"1": {**tables["meta"]["1"], "schema": 3}}}


def test_an_old_store_takes_every_step_in_order() -> None:
    tables, about = up_to_date(PATH, parse_tables(PATH, OLD)[0], {1: _rename, 2: _shout}, 3)
    assert msgspec.json.decode(tables["records"]["1"])["headline"] == "X"
    assert about == {"schema": 3, "title": "old"}


def test_documents_that_no_step_can_read_go_past_them_untouched() -> None:
    tables, _ = up_to_date(PATH, parse_tables(PATH, OLD)[0], {1: _rename}, 2)
    assert bytes(tables["records"]["2"]) == b"5"
    assert msgspec.json.decode(tables["of others"]["7"]) == {"n": 1.0}


def test_a_store_of_today_is_handed_on_as_it_is() -> None:
    tables = parse_tables(PATH, OLD)[0]
    assert up_to_date(PATH, tables)[0] is tables


def test_a_store_that_is_newer_than_the_steps_is_refused() -> None:
    with pytest.raises(StoreError, match=r"newer chronoterm \(schema 3, this one knows 2\).*Update"):
        demand_known(PATH, 3, 2)


def test_a_store_that_says_nothing_is_of_the_first_schema() -> None:
    assert demand_known(PATH, None) == 1
    assert up_to_date(PATH, {"records": {}})[1] == {}


def test_there_is_a_step_from_every_older_schema() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))
    assert migrate({"records": {}}, 1) == {"records": {}}
