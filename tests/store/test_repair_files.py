"""Repairing files: the journal, the new store, and what is never touched."""

from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.problems import Severity
from chronoterm.store.check import check
from chronoterm.store.errors import StoreError
from chronoterm.store.files import Identity
from chronoterm.store.journal import journal_path
from chronoterm.store.repair import repair
from chronoterm.store.shared import SharedStore
from tests.conftest import MakeStore
from tests.store.sessions import drop, journal_of, put, state, state_of

# Files and journals


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two", "three"])


def edited(path: Path) -> None:
    """Some edits, of which the file holds the first ones."""
    store = SharedStore.open(path)
    put(store, "new", headline="new one")
    put(store, "r1", headline="first")
    store.fold()
    put(store, "r1", headline="second")
    drop(store, "r2")
    put(store, "late")
    put(store, "late", headline="later")


def test_a_repaired_store_holds_the_edits_of_the_journal_and_the_old_one_is_left_alone(path: Path) -> None:
    edited(path)
    files = (path, journal_path(path))
    before = [(each.read_bytes(), Identity.of(each.stat())) for each in files]
    new = path.with_name("new.json")
    repaired = repair(path, new)
    assert repaired.losses == []
    assert repaired.counts["records"] == 4
    assert state_of(new) == state_of(path)
    assert [(each.read_bytes(), Identity.of(each.stat())) for each in files] == before
    assert [each.severity for each in check(SharedStore.open(new))] == [Severity.NOTE], (
        "its journal is elsewhere"
    )


def test_a_repaired_store_may_take_the_place_of_the_old_one_beside_a_good_journal(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    repair(path, path.with_name("new.json"))
    path.with_name("new.json").replace(path)
    store = SharedStore.open(path)
    assert state(store) == wanted
    put(store, "r3", headline="goes on")
    assert check(SharedStore.open(path)) == []


@pytest.mark.parametrize("number", range(1, 8))
def test_a_damaged_line_of_a_journal_costs_its_own_edit_only(number: int, path: Path) -> None:
    edited(path)
    wanted = state_of(path)[Table.RECORDS]
    lines = journal_of(path).splitlines(keepends=True)
    lines[number] = (
        lines[number].replace(b"ada", b"eve", 1) if b"ada" in lines[number] else b"?" + lines[number]
    )
    journal_path(path).write_bytes(b"".join(lines))
    flaws = [each for each in check(SharedStore.open(path)) if each.severity is Severity.FLAWED]
    assert [str(each).split(":")[0] for each in flaws] == [f"journal, line {number + 1}"]
    new = path.with_name("new.json")
    told = " ".join(str(each) for each in repair(path, new).losses)
    found = state_of(new)[Table.RECORDS]
    struck = {4: "r1", 5: "r2", 6: "late", 7: "late"}.get(number)
    assert {each: document["headline"] for each, document in found.items() if each != struck} == {
        each: document["headline"] for each, document in wanted.items() if each != struck
    }
    assert f"line {number + 1}" in told


def test_an_edit_after_a_lost_one_still_says_what_came_after(path: Path) -> None:
    store = SharedStore.open(path)
    for text in ("first", "second", "third"):
        put(store, "r1", headline=text)
    lines = journal_of(path).splitlines(keepends=True)
    journal_path(path).write_bytes(b"".join([*lines[:2], b"damaged\n", *lines[3:]]))
    repaired = repair(path, path.with_name("new.json"))
    assert state_of(path.with_name("new.json"))[Table.RECORDS]["r1"]["headline"] == "third"
    assert any("though an edit before it is lost" in each.why for each in repaired.losses)


def test_an_edit_of_a_document_that_is_lost_is_kept_to_be_looked_at(path: Path) -> None:
    put(SharedStore.open(path), "r2", headline="changed")
    data = path.read_bytes()
    at = data.index(b'"two"')
    path.write_bytes(data[: at - 20] + data[at + 20 :])
    new = path.with_name("new.json")
    repaired = repair(path, new)
    assert any("edit 1 by ada" in each.place and each.kept for each in repaired.losses)
    assert b"changed" in new.read_bytes()


def test_a_record_that_the_file_lost_comes_back_from_the_journal(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    data = path.read_bytes()
    at = data.index(b'"new one"')
    path.write_bytes(data[:at] + data[at + 30 :])
    new = path.with_name("new.json")
    repaired = repair(path, new)
    assert state_of(new)[Table.RECORDS] == wanted[Table.RECORDS]
    assert any("was lost in the file; it is as the journal tells it" in str(each) for each in repaired.losses)


def test_a_store_that_became_empty_comes_back_as_far_as_its_journal_tells(path: Path) -> None:
    edited(path)
    path.write_bytes(b"")
    new = path.with_name("new.json")
    repair(path, new)
    found = state_of(new)[Table.RECORDS]
    assert {each: document["headline"] for each, document in found.items()} == {
        "new": "new one",
        "late": "later",
    }


def test_what_a_store_says_of_its_journal_is_not_needed(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    path.write_bytes(path.read_bytes().replace(b'"folded"', b'"fol\x00ed"'))
    new = path.with_name("new.json")
    repair(path, new)
    assert state_of(new) == wanted


def test_the_journal_of_another_store_is_left_alone(
    path: Path, make_store: MakeStore, tmp_path: Path
) -> None:
    edited(path)
    other = make_store(tmp_path, ["other", "another"], name="other.json")
    edited(other)
    journal_path(other).replace(journal_path(path))
    repaired = repair(path, path.with_name("new.json"))
    assert [str(each) for each in repaired.losses] == [
        "the journal: belongs to another store, and was left alone"
    ]
    assert state_of(path.with_name("new.json"))[Table.RECORDS]["r1"]["headline"] == "first"


def test_an_edit_that_another_program_has_written_over_is_kept_to_be_looked_at(path: Path) -> None:
    put(SharedStore.open(path), "r1", headline="changed")
    path.write_bytes(path.read_bytes().replace(b'"one"', b'"uno"'))
    new = path.with_name("new.json")
    (loss,) = repair(path, new).losses
    assert "does not fit the store" in loss.why
    assert state_of(new)[Table.RECORDS]["r1"]["headline"] == "uno"
    assert b"changed" in new.read_bytes()


def test_half_a_line_at_the_end_of_a_journal_is_told(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    with journal_path(path).open("ab") as file:
        file.write(b'0123abcd {"edit":')
    (loss,) = repair(path, path.with_name("new.json")).losses
    assert "never acknowledged" in loss.why
    assert state_of(path.with_name("new.json")) == wanted


def test_nothing_is_ever_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        repair(path, path)
    assert path.read_bytes() == before
    journal = journal_path(path.with_name("new.json"))
    journal.write_bytes(b"another")
    with pytest.raises(StoreError, match="journal of the new store"):
        repair(path, path.with_name("new.json"))
    assert sorted(each.name for each in path.parent.iterdir()) == sorted([path.name, journal.name])


def test_a_repaired_store_may_be_read_by_those_who_might_read_the_old_one(path: Path) -> None:
    path.chmod(0o640)
    repair(path, path.with_name("new.json"))
    assert path.with_name("new.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", [b"", b"hello", b"[]", b"\0" * 4096, b'{"records": {}'])
def test_a_file_with_nothing_of_a_store_in_it_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="nothing of a store"):
        repair(path, tmp_path / "new.json")
    assert [each.name for each in tmp_path.iterdir()] == ["bad.json"]
