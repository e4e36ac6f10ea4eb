"""A store too large to be read at once, on somebody's desk."""

from pathlib import Path

import pytest

from chronoterm.desk import difference
from chronoterm.edits import Edit, Table, change
from chronoterm.modes import ALL_RIGHTS
from chronoterm.reader import open_desk
from chronoterm.store import shared
from chronoterm.store.shared import SharedStore
from tests.conftest import MakeStore, write_store
from tests.store.indexed import kept
from tests.store.sessions import state_of


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two", "three"])


def test_nobody_waits_at_the_end_for_a_large_store_to_be_written_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "HUGE", 0)
    before = path.read_bytes()
    desk = open_desk(path, ALL_RIGHTS, None)
    document = desk.document(Table.RECORDS, "r1") or {}
    made = change(Table.RECORDS, "r1", document, {**document, "headline": "changed"})
    assert made is not None
    desk.write(Edit("edited", (made,)))
    desk.leave()
    assert path.read_bytes() == before
    assert state_of(path)[Table.RECORDS]["r1"]["headline"] == "changed"


def test_a_large_store_that_another_program_wrote_is_told_by_how_much_it_holds_now(path: Path) -> None:
    before = kept(path)
    write_store(path.parent, ["other"])
    assert difference(before, SharedStore.open(path)) == "1 record now"
    assert difference(SharedStore.open(path), kept(path)) == "1 record now"
