"""`chronoterm export`: what is written, where, and what is said."""

import csv
import json
import os
from pathlib import Path

import pytest

from chronoterm.exporters.exporting import ENDINGS, Form, form_of
from tests.cli.conftest import RunCli, assert_refused, spawn
from tests.cli.test_hostile import _assert_harmless
from tests.conftest import MakeStore

QUERY = "place:RU since:2024-10-13"


def test_a_briefing_is_written_and_said_in_one_line(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "brief.md"
    ran = run_cli("export", QUERY, "--to", to)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"wrote 7 records to {to} · 4 only may match\n"
    text = to.read_text()
    assert text.startswith("# DPRK troops in Russia (sample)\n\nas of ")
    assert "Filter: place: Russia (+3 within) · since 13 Oct 2024\n" in text


@pytest.mark.parametrize("form", Form)
def test_the_name_of_the_file_says_the_form(form: Form, run_cli: RunCli, tmp_path: Path) -> None:
    for ending in ENDINGS[form]:
        named = tmp_path / f"named{ending}"
        assert run_cli("export", "--to", named).code == 0
        assert form_of(named.name) is form
    asked = tmp_path / "no-ending"
    assert run_cli("export", "--to", asked, "--format", form.value).code == 0
    times = {"markdown", "html", "timelinejs", "icalendar", "table"}
    if form.value not in times:
        assert asked.read_bytes() == named.read_bytes()


@pytest.mark.parametrize("form", Form)
def test_standard_output_gets_the_data_and_nothing_else(form: Form, run_cli: RunCli, tmp_path: Path) -> None:
    ran = run_cli("export", "id:budanov", "--to", "-", "--format", form.value, "--title", "T")
    to = tmp_path / "file"
    run_cli("export", "id:budanov", "--to", to, "--format", form.value, "--title", "T")
    assert len(ran.out.splitlines()) == len(to.read_text().splitlines())
    assert "wrote" not in ran.out


def test_the_form_must_be_known(run_cli: RunCli, tmp_path: Path) -> None:
    assert_refused(run_cli("export", "--to", tmp_path / "brief.pdf"), "brief.pdf", ".html")
    assert_refused(run_cli("export", "--to", "-"), "--format")
    assert_refused(run_cli("export", "--to", tmp_path / "x", "--format", "pdf"), "pdf")
    assert_refused(run_cli("export"), "--to")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_by_force(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "brief.md"
    to.write_text("mine")
    assert_refused(run_cli("export", "--to", to), "is there already", "--force")
    assert to.read_text() == "mine"
    assert run_cli("export", "--to", to, "--force").code == 0
    assert to.read_text().startswith("# ")
    assert [each.name for each in tmp_path.iterdir()] == ["brief.md"]


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_the_store_itself_is_never_replaced(form: str, team: Path, run_cli: RunCli) -> None:
    before = team.read_bytes()
    ran = run_cli("export", "-s", team, "--to", team, "--format", form, "--force")
    assert_refused(ran, "is a store", "never replaces")
    assert team.read_bytes() == before


def test_nothing_that_matches_writes_no_file(run_cli: RunCli, tmp_path: Path) -> None:
    ran = run_cli("export", "tag:nothing-of-the-kind", "--to", tmp_path / "x.md")
    assert ran.code == 1
    assert ran.out == ""
    assert "nothing matched" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stands_where_nothing_matches_even_by_force(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "x.md"
    to.write_text("mine")
    assert run_cli("export", "tag:nothing-of-the-kind", "--to", to, "--force").code == 1
    assert to.read_text() == "mine"


def test_json_lines_are_those_that_list_prints(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "all.jsonl"
    run_cli("export", QUERY, "--to", to)
    assert to.read_text() == run_cli("list", QUERY, "--format", "jsonl").out


def test_records_are_chosen_by_id_and_stand_in_the_order_asked_for(run_cli: RunCli, tmp_path: Path) -> None:
    ids = ["zelenskyy-engineer-talks-qcsx", "budanov-11000-in-training-rqe4"]
    to = tmp_path / "two.jsonl"
    ran = run_cli("export", "--id", ids[0], "--id", ids[1], "--to", to)
    assert ran.out.startswith("wrote 2 records")
    assert [json.loads(each)["id"] for each in to.read_text().splitlines()] == ids[::-1]
    run_cli("export", "--id", ids[0], "--id", ids[1], "--to", to, "--force", "--sort=-date")
    assert [json.loads(each)["id"] for each in to.read_text().splitlines()] == ids


def test_an_id_that_is_not_there_or_does_not_match_is_refused(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "x.md"
    assert_refused(run_cli("export", "--id", "nobody", "--to", to), "“nobody” is not there")
    known = "budanov-11000-in-training-rqe4"
    assert_refused(run_cli("export", "tag:labour", "--id", known, "--to", to), "does not match the query")
    assert not to.exists()


def test_columns_are_chosen_where_there_are_any(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "x.csv"
    run_cli("export", "--to", to, "--columns", "id,figures", "--limit", "2")
    with to.open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["id", "figures"]
    assert len(rows) == 3
    run_cli("export", "--to", to, "--columns", "full", "--force")
    with to.open(newline="") as file:
        assert "sources_json" in next(csv.reader(file))
    assert_refused(run_cli("export", "--to", tmp_path / "y.csv", "--columns", "nope"), "nope", "headline")
    assert_refused(run_cli("export", "--to", tmp_path / "y.md", "--columns", "id"), "markdown")


def test_only_what_is_certain_is_written_where_somebody_asks(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "x.md"
    assert run_cli("export", QUERY, "--certain", "--to", to).out == f"wrote 3 records to {to}\n"
    assert "4 more only may match and are left out" in to.read_text()


def test_what_a_form_cannot_hold_is_counted(run_cli: RunCli, tmp_path: Path) -> None:
    to = tmp_path / "x.ics"
    assert run_cli("export", "--to", to).out == f"wrote 14 records to {to} · 1 undated left out\n"


def test_a_damaged_record_is_told_and_left_out_of_what_needs_it_whole(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    store = make_store(tmp_path, ["whole", {"id": "bad", "kind": "event", "headline": "Bad", "quote": 5}])
    to = tmp_path / "x.jsonl"
    ran = run_cli("export", "-s", store, "--to", to)
    assert ran.out.endswith("1 damaged left out\n")
    assert "record “bad” cannot be read whole" in ran.err
    assert len(to.read_text().splitlines()) == 1
    brief = tmp_path / "x.md"
    run_cli("export", "-s", store, "--to", brief)
    assert "the rest of this record cannot be read" in brief.read_text()


@pytest.mark.parametrize("form", Form)
def test_a_hostile_store_is_exported_without_harm(
    form: Form, hostile_store: Path, run_cli: RunCli, tmp_path: Path
) -> None:
    to = tmp_path / "\x1b]0;x\x07"
    ran = run_cli("export", "-s", hostile_store, "--to", to, "--format", form.value)
    assert ran.code == 0
    _assert_harmless(ran.out, ran.err)
    text = to.read_bytes().decode()
    _assert_harmless(text.replace("\r\n", "\n") if form is Form.ICALENDAR else text)


def test_a_folder_a_pipe_and_a_name_that_cannot_be_are_refused(run_cli: RunCli, tmp_path: Path) -> None:
    assert_refused(run_cli("export", "--to", tmp_path, "--format", "html"), "is a folder")
    os.mkfifo(tmp_path / "pipe.md")
    assert_refused(run_cli("export", "--to", tmp_path / "pipe.md", "--force"), "no regular file")
    assert_refused(run_cli("export", "--to", tmp_path / "no" / "x.md"), "there is no folder")
    assert_refused(run_cli("export", "--to", tmp_path / ("x" * 300 + ".md")), "cannot be written")


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    ran = spawn("export", "--to", "-", "--format", "jsonl", shell="| head -1")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 1
