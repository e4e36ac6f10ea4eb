import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.errors import StoreError
from chronoterm.store.journal import Piece, journal_path, read_from
from chronoterm.store.shared import SharedStore
from tests.faults.disk import CHANGED, NEW, prepared, refusal_of
from tests.faults.model import FOLD, Intent, Model, documents_of

LONG = Intent(Table.RECORDS, "long", {"id": "long", "kind": "event", "headline": "long " * 2000})
SHORT = Intent(Table.RECORDS, "r1", None)


def each_flip(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """The bytes with one bit turned round, once for each bit of a part of them."""
    for at in range(start, end):
        for bit in range(8):
            yield data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


@pytest.mark.parametrize("edits", [(SHORT,), (SHORT, NEW)], ids=["one edit", "two edits"])
def test_a_single_bit_that_turned_round_in_a_journal_is_noticed(
    edits: tuple[Intent, ...], in_memory: Path
) -> None:
    path = prepared(in_memory, edits)[0].path
    journal = journal_path(path).read_bytes()
    for damaged in islice(each_flip(journal, 0, len(journal)), None, None, 5):
        journal_path(path).write_bytes(damaged)
        store = SharedStore.open(path)
        assert "journal" in store.obstacle
        assert [each.table for each in store.problems] == ["journal"]
        with pytest.raises(StoreError, match="cannot be edited"):
            Intent(Table.RECORDS, "more", {"id": "more", "kind": "event", "headline": "more"}).written(store)
        assert journal_path(path).read_bytes() == damaged


@pytest.mark.parametrize("last", [SHORT, LONG, FOLD], ids=["short", "long", "fold"])
def test_what_a_store_says_of_its_journal_is_not_believed_when_it_cannot_be_true(
    last: Intent, in_memory: Path
) -> None:
    store, _ = prepared(in_memory, (CHANGED, LONG, FOLD, Intent(Table.RECORDS, "long", None), last))
    wanted, path = documents_of(store), store.path
    whole, journal = path.read_bytes(), journal_path(path).read_bytes()
    found = re.search(rb'"folded":\{.*?\}', whole)
    assert found
    outcomes = set()
    for damaged in each_flip(whole, found.start(), found.end()):
        path.write_bytes(damaged)
        try:
            store = SharedStore.open(path)
        except StoreError:
            outcomes.add("refused")
            continue
        told = refusal_of(lambda each=store: NEW.written(each))  # type: ignore[misc]
        outcomes.add("cannot be edited" if told else "as it was")
        assert told or documents_of(store) == {
            **wanted,
            (NEW.table, NEW.id): store.document(NEW.table, NEW.id),
        }
        assert journal_path(path).read_bytes().startswith(journal)
        history = SharedStore.open(path).history() if not told else store.history()
        assert [each.number for each in history] == list(range(1, len(history) + 1))
        journal_path(path).write_bytes(journal)
    assert {"refused", "cannot be edited"} <= outcomes


@pytest.mark.parametrize("left", [0, 1, 40])
def test_a_journal_that_was_emptied_or_cut_off_is_damage(left: int, in_memory: Path) -> None:
    path = prepared(in_memory, (CHANGED, FOLD, NEW))[0].path
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes()[:left])
    assert "journal cannot be followed" in SharedStore.open(path).obstacle
    assert len(journal.read_bytes()) == left


def test_who_follows_a_journal_that_is_cut_off_hears_of_it(in_memory: Path) -> None:
    store, _ = prepared(in_memory, (CHANGED, NEW))
    journal = journal_path(store.path)
    journal.write_bytes(journal.read_bytes()[:-10])
    with pytest.raises(StoreError, match="was cut off"):
        store.catch_up()
    with pytest.raises(StoreError, match="was cut off"):
        SHORT.written(store)


def test_a_line_that_is_still_being_written_is_not_called_damaged(in_memory: Path) -> None:
    writer, _ = prepared(in_memory, (CHANGED,))
    journal = journal_path(writer.path)
    before = journal.read_bytes()
    follower = SharedStore.open(writer.path)
    NEW.written(writer)
    after = journal.read_bytes()
    for end in range(len(before), len(after)):
        journal.write_bytes(after[:end])
        assert follower.catch_up().edits == ()
        assert Model.of(SharedStore.open(writer.path)) == Model.of(follower)
    journal.write_bytes(after)
    assert [each.number for each in follower.catch_up().edits] == [2]
    assert Model.of(follower) == Model.of(writer)


def test_a_line_that_is_written_while_it_is_read_in_the_place_of_half_a_line_is_not_called_damaged(
    in_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = prepared(in_memory, (CHANGED,))
    follower = SharedStore.open(store.path)
    NEW.written(store)
    pieces = [b"0123abcd {half of a line, and"]

    def read(path: Path, start: int, most: int = -1) -> Piece:
        piece = read_from(path, start, most)
        return piece._replace(data=pieces.pop() + piece.data[20:]) if start and pieces else piece

    monkeypatch.setattr("chronoterm.store.following.read_from", read)
    assert len(follower.catch_up().edits) == 1
    assert not pieces


def test_half_a_line_is_dropped_and_said(in_memory: Path) -> None:
    store, model = prepared(in_memory, (CHANGED,))
    with journal_path(store.path).open("ab") as file:
        file.write(b'0123abcd {"edit":{"numb')
    edit = NEW.edit(store)
    assert "half a line" in store.write(edit, by="ada").remark
    assert Model.of(SharedStore.open(store.path)) == model.after(NEW)


def test_a_store_that_holds_bytes_that_are_no_text_is_never_written(in_memory: Path) -> None:
    store, _ = prepared(in_memory, (CHANGED, FOLD))
    path = store.path
    path.write_bytes(path.read_bytes().replace(b"record 0", b"recor\xff 0"))
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 1, "x": "\xff"'))
    store = SharedStore.open(path)
    with pytest.raises(StoreError, match="not UTF-8"):
        NEW.written(store)


def test_an_edit_of_a_document_that_cannot_be_read_is_told_and_not_made(in_memory: Path) -> None:
    store, _ = prepared(
        in_memory, (Intent(Table.RECORDS, "r1", {"id": "r1", "kind": "event", "headline": "x", "n": "yy"}),)
    )
    store.fold()
    follower = SharedStore.open(store.path)
    Intent(Table.RECORDS, "r1", {"id": "r1", "kind": "event", "headline": "z", "n": "yy"}).written(store)
    data = store.path.read_bytes()
    store.path.write_bytes(data.replace(b'"n":"yy"', b'"n":"\xff\xff"'))
    damaged = SharedStore.open(store.path)
    assert [each.table for each in damaged.problems] == ["journal"]
    assert "do not fit" in damaged.obstacle
    assert follower.catch_up().edits
