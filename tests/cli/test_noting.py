"""`chronoterm star`, `tag` and `comment`: notes that bear the name of their user."""

import os
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.users import user_name
from tests.cli.conftest import RunCli, assert_refused
from tests.cli.editing import assert_harmless, documents, edits
from tests.cli.editing import store as store  # noqa: PLC0414 - a fixture
from tests.conftest import HOSTILE

SAMPLE_RECORD = "budanov-11000-in-training-rqe4"


def notes(path: Path, field: str) -> list[tuple[str, str, object]]:
    """Every star, tag or comment: on what, by whom, and which."""
    found = documents(path, Table.ANNOTATIONS).values()
    return [(each["record"], each["by"], each[field]) for each in found if field in each]


def test_a_star_is_put_on_once_however_often_it_is_asked_for(store: Path, run_cli: RunCli) -> None:
    assert run_cli("star", "call", "began", "-s", store).code == 0
    ran = run_cli("star", "call", "-s", store)
    assert (ran.code, ran.out, ran.err) == (0, "", "chronoterm: it has your star already\n")
    run_cli("star", "call", "begins", "-s", store)
    assert sorted(notes(store, "star")) == [(each, user_name(), True) for each in ("began", "begins", "call")]
    listed = run_cli("list", "is:starred", "--format", "jsonl", "-s", store).out
    assert len(listed.splitlines()) == 3


def test_a_star_is_taken_off_only_where_it_is(store: Path, run_cli: RunCli) -> None:
    run_cli("star", "call", "-s", store)
    assert run_cli("star", "--off", "call", "began", "-s", store).code == 0
    assert notes(store, "star") == []
    assert run_cli("star", "--off", "call", "-s", store).err == "chronoterm: it has no star of yours\n"


def test_tags_are_given_and_taken_and_those_of_the_record_stay(store: Path, run_cli: RunCli) -> None:
    assert run_cli("tag", "to check, quay", "call", "began", "-s", store).code == 0
    assert len(notes(store, "tag")) == 4
    assert run_cli("tag", "quay", "call", "--off", "-s", store).code == 0
    assert sorted(notes(store, "tag")) == [
        ("began", user_name(), "quay"),
        ("began", user_name(), "to check"),
        ("call", user_name(), "to check"),
    ]
    assert documents(store)["call"]["tags"] == ["strike"]
    assert_refused(run_cli("tag", " , ", "call", "-s", store), "a tag needs a letter")


def test_a_comment_stands_with_the_record(store: Path, run_cli: RunCli) -> None:
    assert run_cli("comment", "call", "The union denies this.", "-s", store).code == 0
    assert notes(store, "comment") == [("call", user_name(), "The union denies this.")]
    assert "The union denies this." in run_cli("show", "call", "-s", store).out
    assert_refused(run_cli("comment", "call", " \n", "-s", store), "a comment needs a word")


@pytest.mark.parametrize("words", [("star", "nope"), ("tag", "x", "call", "nope"), ("comment", "nope", "x")])
def test_nothing_is_noted_where_a_record_is_not_there(
    words: tuple[str, ...], store: Path, run_cli: RunCli
) -> None:
    assert_refused(run_cli(*words, "-s", store), "no record has the id “nope”")
    assert edits(store) == 0


def test_who_may_not_edit_a_store_notes_in_a_file_of_their_own(run_cli: RunCli, sample: Path) -> None:
    before = sample.read_bytes()
    for words in (("star", SAMPLE_RECORD), ("tag", "x", SAMPLE_RECORD), ("comment", SAMPLE_RECORD, "No.")):
        ran = run_cli(*words)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith(", in a file of your own\n")
    assert run_cli("star", SAMPLE_RECORD).err == "chronoterm: it has your star already\n"
    assert sample.read_bytes() == before
    [kept] = (Path(os.environ["XDG_STATE_HOME"]) / "chronoterm" / "stores").glob("*.notes.json")
    assert len(notes(kept, "star")) == len(notes(kept, "tag")) == len(notes(kept, "comment")) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_are_told_harmlessly(text: str, store: Path, run_cli: RunCli) -> None:
    for words in (("star", text), ("tag", text, "call"), ("tag", "x", text), ("comment", "call", text)):
        ran = run_cli(words[0], "-s", store, "--", *words[1:])
        assert ran.code in (0, 2)
        assert_harmless(ran.out, ran.err)
    assert_harmless(run_cli("show", "call", "-s", store).out)
