"""`chronoterm source` and `chronoterm text`: the passage of a record, and the texts that a store keeps."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.check import check
from chronoterm.store.shared import SharedStore
from chronoterm.store.store import Store
from tests.cli.conftest import RunCli, assert_refused, spawn
from tests.conftest import MakeStore, read_plainly
from tests.texts import of_words, sha256_of, taken

TEXT = "Port news\r\n\r\nAda spoke.\r\n“We strike,” she said. \x1b[31mLoud.\r\n\r\nThe port is shut.\r\n"

ARTICLE = """31 October 2024

Mayor Ada Quayle has said that the strike at Pier 4 will end on 4 November.

Details: "We have an agreement with the crews," she said.

Background: On 13 October, 250 dockers walked out at Pier 4.
"""

ARTICLE_OF_SAMPLE = Path(os.environ.get("SAMPLE_ARTICLE", "no article"))
"""The article that the sample was made from, where somebody has it and says so."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "port.txt"
    file.write_bytes(TEXT.encode())
    return file


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(
        tmp_path,
        [
            of_words(TEXT, "said", "“We strike,” she said.", quote="We strike"),
            of_words(TEXT, "shut", "The port is shut."),
            taken("loose", "another text", (0, 3)),
            {"id": "none", "kind": "event", "headline": "no source"},
        ],
    )


@pytest.fixture
def keeping(store: Path, article: Path, run_cli: RunCli) -> Path:
    assert run_cli("text", "add", article, "-s", store).code == 0
    return store


# Keeping


def test_a_text_that_sources_name_is_kept_word_for_word(store: Path, article: Path, run_cli: RunCli) -> None:
    ran = run_cli("text", "add", article, "-s", store)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "port.txt: text kept, with 2 passages of 2 records\n"
    (kept,) = read_plainly(store, "texts")
    assert (kept["text"], kept["file"], kept["id"]) == (
        TEXT,
        "port.txt",
        hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    assert check(Store.open(store)) == []


def test_a_text_is_kept_once(keeping: Path, article: Path, run_cli: RunCli) -> None:
    assert run_cli("text", "add", article, "-s", keeping).out == "port.txt: its text is kept already\n"
    assert len(read_plainly(keeping, "texts")) == 1


def test_a_text_that_no_source_names_is_refused(store: Path, tmp_path: Path, run_cli: RunCli) -> None:
    (tmp_path / "other.txt").write_text("nobody named this", encoding="utf-8")
    ran = run_cli("text", "add", tmp_path / "other.txt", "-s", store)
    assert_refused(ran, "other.txt", "no source", "chronoterm import")
    assert read_plainly(store, "texts") == []


def test_of_several_files_those_that_can_be_are_kept(
    store: Path, article: Path, tmp_path: Path, run_cli: RunCli
) -> None:
    (tmp_path / "other.txt").write_text("nobody named this", encoding="utf-8")
    ran = run_cli("text", "add", tmp_path / "other.txt", article, "-s", store)
    assert ran.code == 2
    assert "port.txt: text kept" in ran.out
    assert "other.txt" in ran.err
    assert len(read_plainly(store, "texts")) == 1


def test_what_is_no_article_is_not_kept(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    table = "date,what\n2024-10-31,Strike\n"
    (tmp_path / "rows.csv").write_text(table, encoding="utf-8")
    path = make_store(tmp_path, [taken("r", table)])
    assert_refused(run_cli("text", "add", tmp_path / "rows.csv", "-s", path), "rows.csv", "no article")


def test_the_sample_keeps_nothing(article: Path, run_cli: RunCli) -> None:
    assert_refused(run_cli("text", "add", article), "the sample cannot be edited")


def test_a_store_may_be_named_first(keeping: Path, run_cli: RunCli) -> None:
    assert run_cli("-s", keeping, "text", "show", "said").code == 0
    assert run_cli("text", "-s", keeping, "show", "said").code == 0


# Importing


def test_an_import_keeps_the_text_of_the_article_in_the_same_step(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(tmp_path, [])
    (tmp_path / "strike.txt").write_text(ARTICLE, encoding="utf-8")
    assert run_cli("import", "-s", path, "--accept", "all", tmp_path / "strike.txt").code == 0
    (kept,) = read_plainly(path, "texts")
    assert (kept["text"], kept["id"]) == (ARTICLE, sha256_of(ARTICLE))
    store = SharedStore.open(path)
    (written,) = store.history()
    assert {each.table for each in written.edit.changes} >= {Table.RECORDS, Table.TEXTS}
    assert check(store) == []
    for each in read_plainly(path):
        ran = run_cli("source", each["id"], "-s", path, "--format", "json")
        start, end = each["sources"][0]["span"]
        assert json.loads(ran.out)["passage"] == ARTICLE[start:end]


# Printing


def test_a_passage_is_printed_between_its_marks_with_lines_around_it(keeping: Path, run_cli: RunCli) -> None:
    ran = run_cli("source", "said", "-s", keeping, "-C", "1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Gazette, Strike at Quay 1",
        "undated  said",
        "line 4 of 7, characters 25 to 47",
        "",
        "  3  Ada spoke.",
        "▌ 4  ▶“We strike,” she said.◀ ␛[31mLoud.",
        "  5",
        "",
        "2 passages of 2 records in 7 lines, 81 characters; nothing left out",
    ]


def test_the_whole_text_is_printed_where_that_is_asked_for(keeping: Path, run_cli: RunCli) -> None:
    assert len(run_cli("source", "said", "-s", keeping, "--whole").out.splitlines()) == 4 + 7 + 2
    assert len(run_cli("source", "said", "-s", keeping, "-C", "0").out.splitlines()) == 4 + 1 + 2


def test_without_a_text_what_is_known_is_printed_and_the_exit_code_says_so(
    store: Path, run_cli: RunCli
) -> None:
    ran = run_cli("source", "said", "-s", store)
    assert ran.code == 1
    for each in ("does not keep the text", "We strike", sha256_of(TEXT), "chronoterm text add"):
        assert each in ran.out
    assert run_cli("source", "none", "-s", store).out == "This record names no source.\n"


def test_a_passage_is_printed_for_programs_word_for_word(keeping: Path, run_cli: RunCli) -> None:
    told = json.loads(run_cli("source", "said", "-s", keeping, "--format", "json").out)
    assert (told["passage"], told["lines"], told["kept"]) == ("“We strike,” she said.", [4, 4], True)
    told = json.loads(run_cli("source", "loose", "-s", keeping, "--format", "json").out)
    assert (told["passage"], told["lines"], told["kept"]) == (None, None, False)


def test_a_record_that_is_not_there_is_an_error(keeping: Path, run_cli: RunCli) -> None:
    assert_refused(run_cli("source", "nobody", "-s", keeping), "no record has the id “nobody”")
    assert_refused(run_cli("source", "said", "-s", keeping, "--nth", "2"), "1 source")
    assert_refused(run_cli("text", "show", "nobody", "-s", keeping), "no record has the id “nobody”")
    assert_refused(run_cli("text", "show", "loose", "-s", keeping), "keeps no text")
    assert_refused(run_cli("text", "show", "0" * 64, "-s", keeping), "keeps no text")


@pytest.mark.parametrize("what", ["said", sha256_of(TEXT)])
def test_a_whole_text_is_printed_safe_for_a_terminal(what: str, keeping: Path, run_cli: RunCli) -> None:
    ran = run_cli("text", "show", what, "-s", keeping)
    assert ran.code == 0
    assert ran.out.splitlines()[2:4] == ["Ada spoke.", "“We strike,” she said. ␛[31mLoud."]


def test_nothing_hostile_reaches_the_terminal(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    hostile = "\x1b]0;t\x07 said\u202e \x9b2J. “So”"
    (tmp_path / "h.txt").write_bytes(hostile.encode())
    path = make_store(tmp_path, [of_words(hostile, "r", "said")])
    run_cli("text", "add", tmp_path / "h.txt", "-s", path)
    for each in (("source", "r"), ("text", "show", "r")):
        out = run_cli(*each, "-s", path).out
        assert all(line.isprintable() for line in out.splitlines())
        assert "said" in out


def test_the_command_line_needs_no_screen(keeping: Path) -> None:
    ran = spawn("source", "said", "-s", keeping, shell="| head -1")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.skipif(not ARTICLE_OF_SAMPLE.exists(), reason="SAMPLE_ARTICLE names no article")
def test_the_article_of_the_sample_goes_with_its_records(team: Path, run_cli: RunCli) -> None:
    assert run_cli("text", "add", ARTICLE_OF_SAMPLE, "-s", team).out.endswith(
        "text kept, with 15 passages of 15 records\n"
    )
    assert check(Store.open(team)) == []
