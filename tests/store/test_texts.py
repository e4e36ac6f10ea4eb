"""Texts of articles in a store: kept once, never changed, found by their SHA-256, and checked against what is quoted."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.documents import LONGEST_TEXT
from chronoterm.edits import Change, Edit, Table, inverse
from chronoterm.indexfile.reading import IndexFile
from chronoterm.problems import Severity
from chronoterm.records import Passage
from chronoterm.reviewing.deciding import accept, stored
from chronoterm.reviewing.review import begun
from chronoterm.reviewing.storing import import_of
from chronoterm.store.backup import backup_parts
from chronoterm.store.check import check
from chronoterm.store.errors import StoreError
from chronoterm.store.journal import journal_path
from chronoterm.store.kept_store import KeptStore
from chronoterm.store.repair import repair
from chronoterm.store.shared import SharedStore
from chronoterm.store.store import Store
from tests.conftest import read_plainly
from tests.review_examples import SHA256, extraction
from tests.review_examples import TEXT as ARTICLE
from tests.store.sessions import drop
from tests.texts import ODD_TEXTS, Document, of_words, sha256_of, taken, text_document
from tests.unit.kept_chronologies import index_of, write_tables

TEXT = "Ada spoke.\r\n“We strike,” she said.\r\nThe port is shut."


def written(folder: Path, records: Sequence[Document], texts: Sequence[Document]) -> Path:
    return write_tables(folder, records=records, texts=texts)


def kept(path: Path) -> KeptStore:
    facets, _ = index_of(path)
    return KeptStore.of(path, facets)


@st.composite
def stores(draw: st.DrawFn) -> tuple[list[Document], dict[str, str]]:
    """Records that name texts, of which some are kept; and the kept ones by their SHA-256."""
    texts = draw(st.lists(ODD_TEXTS, min_size=1, max_size=4, unique=True))
    spans = st.tuples(st.integers(-1, 9), st.integers(-1, 9))
    records = [
        taken(f"r{number}", draw(st.sampled_from(texts)), draw(st.none() | spans))
        for number in range(draw(st.integers(0, 6)))
    ]
    some = draw(st.lists(st.sampled_from(texts), unique=True))
    return records, {sha256_of(each): each for each in some}


@settings(max_examples=60)
@given(stores())
def test_a_text_and_its_passages_are_found_by_a_sha256_however_the_store_was_opened(
    made: tuple[list[Document], dict[str, str]],
) -> None:
    records, texts = made
    with TemporaryDirectory() as folder:
        path = written(Path(folder), records, [text_document(each) for each in texts.values()])
        for store in (Store.open(path), SharedStore.open(path), kept(path)):
            for sha256 in {each["sources"][0]["sha256"] for each in records} | texts.keys() | {"0" * 64, ""}:
                assert store.text(sha256) == texts.get(sha256)
                naive = sorted(
                    Passage(each["sources"][0]["span"][0], each["sources"][0]["span"][1], each["id"])
                    for each in records
                    if each["sources"][0]["sha256"] == sha256 and "span" in each["sources"][0]
                )
                assert store.passages(sha256) == naive
                assert store.names_file(sha256) == any(
                    each["sources"][0]["sha256"] == sha256 for each in records
                )


def keep(store: SharedStore, text: str, **more: Any) -> Edit:
    edit = Edit("kept a text", (Change(Table.TEXTS, sha256_of(text), None, text_document(text, **more)),))
    store.write(edit, by="ada")
    return edit


@pytest.mark.parametrize("opened", [SharedStore.open, kept])
def test_a_text_that_is_put_in_is_there_at_once_for_others_and_after_it_was_written_anew(
    opened: Any, tmp_path: Path
) -> None:
    path = written(tmp_path, [taken("r1", TEXT, (0, 4))], [])
    store, other = opened(path), SharedStore.open(path)
    keep(store, TEXT, file="port.txt")
    assert store.text(sha256_of(TEXT)) == TEXT
    other.catch_up()
    assert other.text(sha256_of(TEXT)) == TEXT
    assert SharedStore.open(path).text(sha256_of(TEXT)) == TEXT
    assert store.fold()
    journal_path(path).unlink()
    assert kept(path).text(sha256_of(TEXT)) == TEXT
    (plain,) = read_plainly(path, "texts")
    assert plain == text_document(TEXT, file="port.txt")


@pytest.mark.parametrize("opened", [SharedStore.open, kept])
def test_what_put_a_text_in_can_be_undone_and_done_again(opened: Any, tmp_path: Path) -> None:
    store = opened(written(tmp_path, [taken("r1", TEXT, (0, 4))], []))
    keep(store, TEXT)
    (kept_,) = store.history()
    gone = store.write(inverse(kept_), by="ada")
    assert store.text(sha256_of(TEXT)) is None
    store.write(inverse(gone.written), by="ada")
    assert store.text(sha256_of(TEXT)) == TEXT


def test_an_import_brings_the_text_of_its_article_once_and_undoing_it_takes_that_out(tmp_path: Path) -> None:
    store = SharedStore.open(written(tmp_path, [], []))
    review = accept(begun(extraction(), ARTICLE), "r01")
    imported = import_of(review, store.document)
    assert imported.edit is not None
    first = store.write(imported.edit, by="ada").written
    assert store.text(SHA256) == ARTICLE
    later = import_of(accept(stored(review, imported.records), "r04"), store.document)
    assert later.edit is not None
    assert Table.TEXTS not in {each.table for each in later.edit.changes}
    store.write(inverse(first), by="ada")
    assert store.text(SHA256) is None
    assert store.size == 0


def test_a_text_in_the_file_can_be_taken_out_of_a_kept_store(tmp_path: Path) -> None:
    path = written(tmp_path, [], [text_document(TEXT), text_document("another")])
    store = kept(path)
    drop(store, sha256_of(TEXT), Table.TEXTS)
    assert store.text(sha256_of(TEXT)) is None
    store.fold()
    assert [each["text"] for each in read_plainly(path, "texts")] == ["another"]


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (text_document(TEXT) | {"sha256": "abc"}, "is no SHA-256"),
        (text_document(TEXT) | {"sha256": sha256_of(TEXT).upper()}, "is no SHA-256"),
        (text_document(TEXT) | {"id": "mine"}, "is not its sha256"),
        ({"id": sha256_of(TEXT), "sha256": sha256_of(TEXT)}, "has no text"),
        (text_document("x" * (LONGEST_TEXT + 1)), "a store keeps texts of up to 1,000,000"),
    ],
)
def test_what_is_no_text_is_neither_taken_nor_shown(document: Document, why: str, tmp_path: Path) -> None:
    path = written(tmp_path, [], [document])
    (problem,) = Store.open(path).problems
    assert (problem.severity, problem.table) == (Severity.LEFT_OUT, "texts")
    assert why in problem.why
    assert kept(path).problems == Store.open(path).problems
    store = SharedStore.open(written(tmp_path, [], []))
    with pytest.raises(StoreError, match=re.escape(why)):
        store.write(Edit("x", (Change(Table.TEXTS, document["id"], None, document),)), by="ada")


def test_no_words_of_a_text_are_in_the_index_of_a_store(tmp_path: Path) -> None:
    path = written(tmp_path, [taken("r1", "Zyzzyva " * 99)], [text_document("Zyzzyva " * 99)])
    files: tuple[IndexFile, ...] = index_of(path)
    assert len(files) == 2
    assert all(b"zyzzyva" not in each.read_bytes().lower() for each in tmp_path.glob("store.[iw]*"))


# Checking


def checked(
    folder: Path, records: Sequence[Document], texts: Sequence[str]
) -> list[tuple[Severity, str, str]]:
    path = written(folder, records, [text_document(each) for each in texts])
    return [(each.severity, each.field, each.why) for each in check(Store.open(path))]


def test_a_quote_that_stands_in_its_text_needs_no_attention(tmp_path: Path) -> None:
    records = [
        of_words(TEXT, "r1", "“We strike,” she said.", quote="We strike"),
        of_words(TEXT, "r2", "strike,” she said.\r\nThe port", quote="strike,” she\n\nsaid. The port"),
        taken("r3", TEXT, None, quote="The port is shut."),
    ]
    assert checked(tmp_path, records, [TEXT]) == []


def test_a_quote_that_does_not_stand_where_its_span_is_is_told(tmp_path: Path) -> None:
    records = [
        of_words(TEXT, "r1", "Ada spoke.", quote="We strike"),
        taken("r2", TEXT, None, quote="we strike"),
    ]
    found = checked(tmp_path, records, [TEXT])
    assert [each[:2] for each in found] == [(Severity.FLAWED, "quote")] * 2
    assert "does not stand word for word" in found[0][2]


def test_a_paraphrase_and_a_quote_from_elsewhere_are_not_looked_for(tmp_path: Path) -> None:
    elsewhere = taken("r2", TEXT, (0, 4), quote="from a video")
    elsewhere["sources"].append({"publisher": "Video"})
    records = [taken("r1", TEXT, (0, 4), quote="they strike", quote_kind="paraphrase"), elsewhere]
    assert checked(tmp_path, records, [TEXT]) == []


def test_a_span_that_is_not_in_its_text_is_told(tmp_path: Path) -> None:
    found = checked(
        tmp_path, [taken("r1", TEXT, (3, len(TEXT) + 1)), taken("r2", TEXT, (0, len(TEXT)))], [TEXT]
    )
    assert found == [
        (Severity.FLAWED, "sources.span", f"ends at {len(TEXT) + 1}; its text has {len(TEXT)} characters")
    ]


def test_a_text_that_no_source_names_is_remarked(tmp_path: Path) -> None:
    assert checked(tmp_path, [], [TEXT]) == [(Severity.NOTE, "sha256", "is named by no source")]


def test_nothing_is_said_of_texts_that_are_not_kept(tmp_path: Path) -> None:
    assert checked(tmp_path, [taken("r1", TEXT, (0, 10**6), quote="who knows")], []) == []


# Saving


def test_texts_are_in_a_backup_and_a_repaired_store(tmp_path: Path) -> None:
    path = written(tmp_path, [taken("r1", TEXT, (0, 4))], [text_document("another")])
    keep(SharedStore.open(path), TEXT)
    copy = tmp_path / "copy.json"
    copy.write_bytes(b"".join(backup_parts(path)))
    assert {each["text"] for each in read_plainly(copy, "texts")} == {TEXT, "another"}
    repaired = repair(path, tmp_path / "saved.json")
    assert repaired.losses == []
    assert {each["text"] for each in read_plainly(tmp_path / "saved.json", "texts")} == {TEXT, "another"}


def test_texts_of_a_damaged_store_are_saved_and_put_where_they_belong(tmp_path: Path) -> None:
    path = written(tmp_path, [taken("r1", TEXT, (0, 4))], [text_document(TEXT)])
    path.write_bytes(path.read_bytes().replace(b'"texts"', b'"t\xffxts"')[:-2])
    repair(path, tmp_path / "saved.json")
    assert json.loads((tmp_path / "saved.json").read_text())["texts"]["1"]["text"] == TEXT
