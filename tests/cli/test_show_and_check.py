import json
from pathlib import Path

import pytest

from chronoterm.store.files import Identity
from tests.cli.conftest import RunCli, assert_refused
from tests.conftest import MakeStore


def test_a_record_is_shown_whole_with_the_ids_of_its_background(run_cli: RunCli) -> None:
    ran = run_cli("show", "zelenskyy-clash-expected-k3vd")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("“ STATEMENT · ≤ 31 Oct 2024 (by publication)\n")
    assert "KBS interview" in ran.out
    assert "Ids of the related records" in ran.out
    assert "budanov-11000-in-training-rqe4" in ran.out
    assert all(len(line) <= 100 for line in ran.out.splitlines())


def test_every_id_that_list_prints_can_be_shown(run_cli: RunCli) -> None:
    listed = run_cli("list", "--format", "jsonl").out.splitlines()
    for line in listed:
        assert run_cli("show", json.loads(line)["id"]).code == 0


@pytest.mark.parametrize("record_id", ["nope", "", "\x1b[31m\u202e", "x" * 10_000])
def test_an_unknown_id_is_refused_with_the_way_to_the_known_ones(record_id: str, run_cli: RunCli) -> None:
    assert_refused(
        run_cli("show", record_id), "no record has the id", "chronoterm list --columns id,headline"
    )


def test_a_record_that_cannot_be_read_whole_is_refused_with_its_field(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(tmp_path, [{"id": "bad", "kind": "event", "headline": "x", "summary": 5}])
    assert_refused(run_cli("show", "bad", "-s", path), "summary")


def test_a_sound_store_needs_no_attention(run_cli: RunCli, sample: Path) -> None:
    ran = run_cli("check", sample)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{sample}: 15 records, nothing needs attention\n"


def test_check_lists_every_problem_with_table_document_field_and_why(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    good = {"kind": "event", "headline": "x"}
    path = make_store(
        tmp_path,
        [
            {"id": "a", **good},
            {"id": "b", "kind": "event"},
            {"id": "c", **good, "date": "2024-13-45"},
            {"id": "d", **good, "relations": [{"type": "denies", "to": "z"}], "speaker": "s"},
            {"id": "a", **good},
        ],
    )
    before = path.read_bytes(), Identity.of(path.stat())
    ran = run_cli("check", path)
    assert (ran.code, ran.err) == (2, "")
    lines = ran.out.splitlines()
    assert lines[0] == "left out: table records, document 2, headline: has no headline"
    assert lines[1].startswith("left out: table records, document 3, date: ")
    assert "2024-13-45" in lines[1]
    assert lines[2] == "flawed: table records, document 4, relations: denies of “z”, which is no record"
    assert lines[3] == "left out: table records, document 5, id: “a” is the id of document 1 already"
    assert lines[4] == "note: table actors, document –: “s” is not there; 1 record uses it"
    assert lines[5] == f"{path}: 2 records, 4 records need attention"
    assert (path.read_bytes(), Identity.of(path.stat())) == before
    assert [each.name for each in tmp_path.iterdir()] == ["store.json"]


def test_notes_alone_are_no_failure(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    ran = run_cli(
        "check", make_store(tmp_path, [{"id": "a", "kind": "event", "headline": "x", "places": ["p"]}])
    )
    assert ran.code == 0
    assert ran.out.splitlines()[0].startswith("note: table places")
    assert ran.out.endswith(": 1 record, nothing needs attention\n")


def test_the_store_to_check_may_be_named_either_way_but_not_twice(run_cli: RunCli, sample: Path) -> None:
    assert run_cli("check", "-s", sample).code == 0
    assert_refused(run_cli("check", sample, "-s", sample), "Two stores are named")
