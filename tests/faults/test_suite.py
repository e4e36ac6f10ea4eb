"""JSON that others collected to break readers with, as a store that is edited and as a journal."""

from pathlib import Path

import pytest

from chronoterm.store.journal import journal_path
from chronoterm.store.shared import SharedStore
from tests.faults.disk import CHANGED, NEW, prepared, refusal_of
from tests.faults.model import Model, documents_of
from tests.store.test_json_suite import SUITE


@pytest.fixture(scope="module")
def suite() -> list[bytes]:
    if not SUITE.is_dir():
        pytest.skip("no folder json_suite in the evaluation data (CHRONOTERM_EVALUATION)")
    return [each.read_bytes() for each in sorted(SUITE.rglob("*.json"))]


@pytest.mark.parametrize(
    "around", [b"%b", b'{"records": {"1": %b}}', b'{"records": {"1": {"id": "a", "x": %b}}}']
)
def test_whatever_json_a_store_holds_an_edit_is_refused_or_keeps_it(
    suite: list[bytes], around: bytes, in_memory: Path
) -> None:
    path = in_memory / "store.json"
    for content in suite:
        whole = around.replace(b"%b", content)
        path.write_bytes(whole)
        journal_path(path).unlink(missing_ok=True)
        opened: list[SharedStore] = []
        if refusal_of(lambda to=opened: to.append(SharedStore.open(path))):  # type: ignore[misc]
            assert path.read_bytes() == whole
            continue
        store = opened[0]
        before = dict(store.tables["records"])
        if refusal_of(lambda each=store: NEW.written(each)):  # type: ignore[misc]
            assert path.read_bytes() == whole
            continue
        store.fold()
        after = SharedStore.open(path)
        assert after.has("new")
        assert {number: bytes(after.tables["records"][number]) for number in before} == {
            number: bytes(raw) for number, raw in before.items()
        }


def test_whatever_json_stands_in_the_place_of_a_journal_is_left_alone(
    suite: list[bytes], in_memory: Path
) -> None:
    store, model = prepared(in_memory)
    for content in suite:
        journal_path(store.path).write_bytes(content)
        again = SharedStore.open(store.path)
        assert documents_of(again) == documents_of(store)
        assert "journal cannot be followed" in again.obstacle
        assert refusal_of(lambda each=again: CHANGED.written(each))  # type: ignore[misc]
        assert journal_path(store.path).read_bytes() == content
    journal_path(store.path).unlink()
    CHANGED.written(SharedStore.open(store.path))
    assert Model.of(SharedStore.open(store.path)) == model.after(CHANGED)
