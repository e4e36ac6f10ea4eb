"""JSON that others collected to break readers with, where it is at hand."""

import os
from pathlib import Path

import pytest

from chronoterm.opening import open_chronology
from chronoterm.store.check import check
from chronoterm.store.errors import StoreError
from chronoterm.store.store import Store

BESIDE_THE_PROJECT = Path(__file__).resolve().parents[3] / "shared" / "data"
SUITE = Path(os.environ.get("CHRONOTERM_EVALUATION") or BESIDE_THE_PROJECT) / "json_suite"


@pytest.fixture(scope="module")
def suite() -> list[bytes]:
    if not SUITE.is_dir():
        pytest.skip("no folder json_suite in the evaluation data (CHRONOTERM_EVALUATION)")
    files = [each.read_bytes() for each in sorted(SUITE.rglob("*.json"))]
    assert len(files) > 300
    return files


def test_no_file_of_the_suite_is_a_store_and_each_is_refused_in_one_line(
    suite: list[bytes], tmp_path: Path
) -> None:
    path = tmp_path / "store.json"
    for content in suite:
        path.write_bytes(content)
        with pytest.raises(StoreError) as told:
            Store.open(path)
        assert "\n" not in str(told.value)
        assert path.read_bytes() == content


@pytest.mark.parametrize("around", [b'{"records": {"1": %b}}', b'{"records": {"1": {"id": "a", "x": %b}}}'])
def test_no_file_of_the_suite_breaks_a_store_that_holds_it(
    suite: list[bytes], around: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "store.json"
    outcomes = set()
    for content in suite:
        path.write_bytes(around.replace(b"%b", content))
        try:
            store, _ = open_chronology(path)
        except StoreError:
            outcomes.add("refused")
        else:
            assert len(check(store)) >= 1
            outcomes.add("opened")
    assert outcomes == {"refused", "opened"}
