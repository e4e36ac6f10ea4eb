import json
import os
from pathlib import Path

import pytest

from chronoterm.edits import Change, Edit, Table, inverse
from chronoterm.store.errors import EditConflictError, StoreChangedError
from chronoterm.store.files import Identity, read_whole
from chronoterm.store.journal import journal_path
from chronoterm.store.lock import locked
from chronoterm.store.shared import Caught, SharedStore
from tests.conftest import write_store
from tests.faults.disk import CHANGED, NEW, prepared
from tests.faults.model import FOLD, Intent, Model, documents_of, made_store

OTHER = Intent(Table.RECORDS, "other", {"id": "other", "kind": "event", "headline": "other"})
GONE = Intent(Table.RECORDS, "r1", None)


def replaced_unseen(path: Path, old: bytes, new: bytes) -> None:
    """Put another file in the place of one, of the same size and time."""
    before = path.stat()
    data = path.read_bytes()
    assert old in data and len(old) == len(new)
    path.with_name("x").write_bytes(data.replace(old, new))
    path.with_name("x").replace(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def test_a_store_that_was_replaced_by_one_of_the_same_size_and_time_is_noticed(in_memory: Path) -> None:
    store, _ = prepared(in_memory, (CHANGED, FOLD))
    assert not store.has_news()
    replaced_unseen(store.path, b"record 0", b"RECORD 0")
    assert store.has_news()
    assert [store.catch_up().elsewhere, store.catch_up().elsewhere] == [False, True]


def test_a_store_that_was_rewritten_in_place_with_the_same_size_and_time_is_noticed(in_memory: Path) -> None:
    store, _ = prepared(in_memory)
    before = store.path.stat()
    store.path.write_bytes(store.path.read_bytes().replace(b"record 0", b"RECORD 0"))
    os.utime(store.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = Identity.of(store.path.stat())
    assert after[:-1] == Identity.of(before)[:-1]
    assert store.has_news()


def test_a_store_that_another_program_replaced_is_not_written_over(in_memory: Path) -> None:
    store, _ = prepared(in_memory, (CHANGED, FOLD, NEW))
    journal = journal_path(store.path).read_bytes()
    replaced_unseen(store.path, b"record 0", b"RECORD 0")
    replaced = store.path.read_bytes()
    for work in (lambda: OTHER.written(store), store.fold):
        with pytest.raises(StoreChangedError, match="another program"):
            work()
    assert (store.path.read_bytes(), journal_path(store.path).read_bytes()) == (replaced, journal)
    again = SharedStore.open(store.path)
    assert again.document(Table.RECORDS, "r1") == {"id": "r1", "kind": "event", "headline": "RECORD 0"}
    assert again.has("new")


def test_a_look_for_news_reads_no_file(in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = prepared(in_memory, (CHANGED,))
    follower = SharedStore.open(store.path)
    NEW.written(store)

    def opened(*_: object, **__: object) -> None:
        pytest.fail("opened a file")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", opened)
        patched.setattr(Path, "open", opened)
        assert follower.has_news()
        assert not store.has_news()


def test_what_others_write_fold_and_write_again_is_followed_without_reading_the_store_anew(
    in_memory: Path,
) -> None:
    path = made_store(in_memory)
    stores = [SharedStore.open(path) for _ in range(3)]
    for writer in stores:
        Intent(
            Table.RECORDS, f"by-{id(writer)}", {"id": f"by-{id(writer)}", "kind": "event", "headline": "x"}
        ).written(writer)
        writer.fold()
    caught = [each.catch_up() for each in stores]
    assert not any(each.elsewhere for each in caught)
    assert documents_of(stores[0]) == documents_of(stores[1]) == documents_of(stores[2])
    assert not any(each.has_news() for each in stores)


def test_who_reads_takes_no_lock(in_memory: Path) -> None:
    store, model = prepared(in_memory, (CHANGED,))
    follower = SharedStore.open(store.path)
    NEW.written(store)
    with locked(store.path):
        assert Model.of(SharedStore.open(store.path)) == model.after(NEW)
        assert len(follower.catch_up().edits) == 1


def test_what_others_wrote_is_told_even_when_ones_own_edit_is_refused(in_memory: Path) -> None:
    store, _ = prepared(in_memory)
    other = SharedStore.open(store.path)
    mine = CHANGED.edit(store)
    CHANGED.written(other)
    OTHER.written(other)
    with pytest.raises(EditConflictError, match="“r2” was changed by ada"):
        store.write(mine, by="eve")
    assert store.has_news()
    caught = store.catch_up()
    assert caught.taken.records == {"r2", "other"}
    assert [each.number for each in caught.edits] == [1, 2]
    assert store.catch_up() == Caught()


def test_a_journal_that_was_replaced_is_not_written_even_if_its_file_has_the_same_number(
    in_memory: Path,
) -> None:
    store, _ = prepared(in_memory / "one", (CHANGED, NEW))
    stranger, _ = prepared(in_memory / "two", (CHANGED, NEW, OTHER))
    journal = journal_path(store.path)
    inode = journal.stat().st_ino
    journal.write_bytes(journal_path(stranger.path).read_bytes())
    assert journal.stat().st_ino == inode
    before = journal.read_bytes()
    with pytest.raises(StoreChangedError, match="another file"):
        GONE.written(store)
    assert store.catch_up().elsewhere
    assert journal.read_bytes() == before


def test_the_journal_of_another_store_is_never_taken_for_ones_own(in_memory: Path) -> None:
    store, _ = prepared(in_memory / "one", (CHANGED, FOLD))
    stranger, _ = prepared(in_memory / "two", (NEW,))
    journal_path(store.path).write_bytes(journal_path(stranger.path).read_bytes())
    again = SharedStore.open(store.path)
    assert "belongs to another store" in again.obstacle
    assert not again.has("new")


def test_an_older_copy_of_a_store_gets_the_edits_since_from_its_journal(in_memory: Path) -> None:
    store, _ = prepared(in_memory, (CHANGED, FOLD))
    copy = store.path.read_bytes()
    for each in (NEW, GONE, FOLD, OTHER, FOLD):
        each.written(store)
    store.path.write_bytes(copy)
    again = SharedStore.open(store.path)
    assert "older copy" in str(again.problems)
    assert documents_of(again) == documents_of(store)
    OTHER._replace(id="r3", document=None).written(again)
    again.fold()
    assert SharedStore.open(store.path).problems == []
    assert documents_of(SharedStore.open(store.path)) == documents_of(again)


def test_a_store_that_is_written_anew_while_it_is_read_is_not_called_an_older_copy(
    in_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = prepared(in_memory, (CHANGED,))

    def read(path: Path) -> tuple[bytes, Identity]:
        found = read_whole(path)
        NEW.written(store)
        store.fold()
        os.utime(path)  # and once more, before the journal tells so
        return found

    monkeypatch.setattr("chronoterm.store.shared.read_whole", read)
    reader = SharedStore.open(store.path)
    assert reader.problems == []
    assert documents_of(reader) == documents_of(store)


def test_a_document_that_is_given_out_cannot_change_the_store(in_memory: Path) -> None:
    store, _ = prepared(in_memory)
    given = store.document(Table.RECORDS, "r1")
    assert given is not None
    given["headline"] = "changed"
    assert store.document(Table.RECORDS, "r1") != given


def by_hand(folder: Path) -> Path:
    """A store with stars that somebody wrote by hand, without ids."""
    path = write_store(folder, ["one"])
    tables = json.loads(path.read_text())
    tables["annotations"] = {
        "3": {"record": "r1", "star": True},
        "4": {"record": "r1", "by": "ada", "star": True},
    }
    path.write_text(json.dumps(tables))
    return path


@pytest.mark.parametrize("between", [(), (FOLD,)], ids=["at once", "after a fold"])
def test_an_annotation_without_an_id_comes_back_under_the_number_it_had(
    between: tuple[Intent, ...], in_memory: Path
) -> None:
    store = SharedStore.open(by_hand(in_memory))
    follower = SharedStore.open(store.path)
    before = documents_of(store)
    gone = store.write(
        Edit("unstarred", (Change(Table.ANNOTATIONS, "#3", before[Table.ANNOTATIONS, "#3"]),)), by="a"
    )
    for each in between:
        each.written(store)
    later = SharedStore.open(store.path)
    later.write(inverse(gone.written), by="ada")
    store.catch_up()
    follower.catch_up()
    later.fold()
    states = [documents_of(each) for each in (store, follower, later, SharedStore.open(store.path))]
    assert states == [before] * 4


def test_an_annotation_without_an_id_comes_back_when_its_number_has_another_owner(in_memory: Path) -> None:
    store = SharedStore.open(by_hand(in_memory))
    before = store.document(Table.ANNOTATIONS, "#4")
    gone = store.write(Edit("unstarred", (Change(Table.ANNOTATIONS, "#4", before),)), by="ada")
    store.fold()
    later = SharedStore.open(store.path)
    Intent(Table.ANNOTATIONS, "new", {"id": "new", "record": "r1", "by": "ada", "tag": "x"}).written(later)
    later.write(inverse(gone.written), by="ada")
    store.catch_up()
    later.fold()
    again = SharedStore.open(store.path)
    assert set(again.ids(Table.ANNOTATIONS)) == set(store.ids(Table.ANNOTATIONS)) == {"#3", "#4", "new"}
    assert again.document(Table.ANNOTATIONS, "#4") == later.document(Table.ANNOTATIONS, "#4")


def test_all_sessions_agree_on_what_is_left_when_one_of_two_records_with_one_id_is_deleted(
    in_memory: Path,
) -> None:
    twice = [{"id": "r1", "kind": "event", "headline": each} for each in ("first", "second")]
    store = SharedStore.open(write_store(in_memory, [*twice, "third"]))
    follower = SharedStore.open(store.path)
    GONE.written(store)
    follower.catch_up()
    again = SharedStore.open(store.path)
    for each in (store, follower, again):
        assert each.document(Table.RECORDS, "r1") == twice[1]
        assert each.problems == []
    CHANGED._replace(id="r1", document={**twice[1], "headline": "changed"}).written(follower)
    store.catch_up()
    follower.fold()
    states = [documents_of(each) for each in (store, follower, SharedStore.open(store.path))]
    assert states[0] == states[1] == states[2]
