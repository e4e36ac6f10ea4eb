"""`chronoterm import`: what comes in from files is shown first, written once, and says where it came from."""

import json
from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.importers.proposals import Extraction
from chronoterm.store.shared import SharedStore
from tests.cli.conftest import RunCli, assert_refused, spawn
from tests.cli.editing import documents

MAP = """
[record]
headline = "{what} at {where}"

[date]
column = "day"

[[actors]]
column = "crew"

[[places]]
column = "where"
"""

ROWS = "day,what,crew,where\n2024-10-17,Strike,Crew A,Pier 1\n2024-10-18,Lockout,Crew B,Pier 2\n"

ARTICLE = """31 October 2024

Mayor Ada Quayle has said that the strike at Pier 4 will end on 4 November.

Details: "We have an agreement with the crews," she said.

Background: On 13 October, 250 dockers walked out at Pier 4.
"""


@pytest.fixture
def store(tmp_path: Path, run_cli: RunCli) -> Path:
    path = tmp_path / "team.json"
    run_cli("new", path)
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    path = tmp_path / "strikes.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "quay.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def edits(path: Path) -> tuple[str, ...]:
    """What was done in a store, edit by edit."""
    return tuple(each.edit.does for each in SharedStore.open(path).history())


def imported(run_cli: RunCli, store: Path, *files: str | Path) -> str:
    ran = run_cli("import", "-s", store, "--yes", *files)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def with_map(table: Path) -> tuple[str, Path, Path]:
    return "--map", table.with_name("map.toml"), table


# Tables


def test_a_table_comes_in_by_its_map_as_one_step(run_cli: RunCli, store: Path, table: Path) -> None:
    out = imported(run_cli, store, *with_map(table))
    assert "strikes.csv: 2 new" in out
    assert "Strike at Pier 1" in out
    assert "imported 2 records from strikes.csv; u on the screen takes them back" in out
    found = documents(store).values()
    assert [each["headline"] for each in found] == ["Strike at Pier 1", "Lockout at Pier 2"]
    assert [each["sources"][0]["row"] for each in found] == [1, 2]
    assert len({each["sources"][0]["sha256"] for each in found}) == 1
    assert edits(store) == ("imported 2 records from strikes.csv",)


def test_a_second_import_adds_nothing(run_cli: RunCli, store: Path, table: Path) -> None:
    imported(run_cli, store, *with_map(table))
    out = imported(run_cli, store, *with_map(table))
    assert "strikes.csv: 2 there already" in out
    assert len(edits(store)) == 1


def test_a_dry_run_shows_what_would_come_in_and_writes_nothing(
    run_cli: RunCli, store: Path, table: Path
) -> None:
    before = store.read_bytes()
    ran = run_cli("import", "-s", store, "--dry-run", *with_map(table))
    assert ran.code == 0
    assert "2 new" in ran.out
    assert "Lockout at Pier 2" in ran.out
    assert store.read_bytes() == before
    assert edits(store) == ()


def test_without_a_terminal_nothing_is_written_unless_yes_is_said(
    run_cli: RunCli, store: Path, table: Path
) -> None:
    ran = run_cli("import", "-s", store, *with_map(table))
    assert ran.code == 2
    assert "--yes" in ran.err
    assert edits(store) == ()


def test_what_is_refused_is_told_with_its_row_and_why(run_cli: RunCli, store: Path, table: Path) -> None:
    table.write_text(f"{ROWS}2024-13-45,Strike,Crew C,Pier 3\n", encoding="utf-8")
    out = imported(run_cli, store, *with_map(table))
    assert "2 new, 1 refused" in out
    assert "row 3" in out
    assert "2024-13-45" in out
    assert len(documents(store)) == 2


def test_many_refusals_are_counted_by_their_reasons(run_cli: RunCli, store: Path, table: Path) -> None:
    table.write_text(ROWS + "2024-13-45,Strike,Crew C,Pier 3\n" * 7, encoding="utf-8")
    out = imported(run_cli, store, *with_map(table))
    assert "7 refused" in out
    assert "7 ×" in out
    assert "first row 3" in out


def test_an_ambiguous_date_is_asked_about_and_never_guessed(
    run_cli: RunCli, store: Path, table: Path
) -> None:
    table.write_text(
        ROWS.replace("2024-10-17", "3/2/2024").replace("2024-10-18", "4/2/2024"), encoding="utf-8"
    )
    ran = run_cli("import", "-s", store, "--yes", *with_map(table))
    assert ran.code == 2
    assert "--dates" in ran.err
    assert documents(store) == {}
    imported(run_cli, store, "--dates", "dmy", *with_map(table))
    assert [each["date"] for each in documents(store).values()] == ["2024-02-03", "2024-02-04"]


def test_a_table_that_nobody_knows_needs_a_map_and_says_so(run_cli: RunCli, store: Path, table: Path) -> None:
    assert_refused(run_cli("import", "-s", store, "--yes", table), "strikes.csv", "--map")


def test_a_map_that_is_wrong_is_named_with_the_place(run_cli: RunCli, store: Path, table: Path) -> None:
    table.with_name("map.toml").write_text(MAP.replace("[date]", "[dates]"), encoding="utf-8")
    assert_refused(run_cli("import", "-s", store, "--yes", *with_map(table)), "map.toml", "dates")


# Our own


def test_records_leave_as_json_lines_and_come_back_the_same(
    run_cli: RunCli, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "all.jsonl"
    assert run_cli("export", "--to", file).code == 0
    imported(run_cli, store, file)
    again = tmp_path / "again.jsonl"
    assert run_cli("export", "-s", store, "--to", again).code == 0
    kept = ("revision", "created", "modified", "by")

    def told(path: Path) -> list[dict[str, object]]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [
            {name: value for name, value in json.loads(each).items() if name not in kept} for each in lines
        ]

    assert told(again) == told(file)
    assert len(told(file)) == 15


def test_standard_input_is_read_where_a_dash_stands(store: Path) -> None:
    lines = spawn("list", "--format", "jsonl", "--limit", "3").out
    ran = spawn("import", "-s", store, "--yes", "-", shell=f"<<'END'\n{lines}END")
    assert (ran.code, ran.err) == (0, "")
    assert "imported 3 records from standard input" in ran.out
    assert len(documents(store)) == 3


# Several files


def test_the_files_of_a_folder_come_in_one_by_one_and_what_cannot_is_named(
    run_cli: RunCli, store: Path, table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text(ROWS, encoding="utf-8")
    (folder / "b.json").write_text("{", encoding="utf-8")
    (folder / "c.csv").write_text(ROWS.replace("2024", "2023"), encoding="utf-8")
    (folder / ".hidden.csv").write_text(ROWS, encoding="utf-8")
    ran = run_cli("import", "-s", store, "--yes", "--map", table.with_name("map.toml"), folder)
    assert ran.code == 2
    assert "b.json" in ran.err
    assert len(documents(store)) == 4
    assert len(edits(store)) == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("x.gz", b"\x1f\x8b\x08\x00" + b"\x00" * 20, "x.gz"),
        ("x.xml", b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>', "entit"),
        ("x.json", b'{"type": "FeatureCollection", "features": []}', "GeoJSON"),
        ("gone.txt", None, "cannot be read"),
    ],
)
def test_a_file_of_no_use_is_refused_in_one_sentence(
    run_cli: RunCli, store: Path, name: str, data: bytes | None, said: str
) -> None:
    file = store.with_name(name)
    if data is not None:
        file.write_bytes(data)
    assert_refused(run_cli("import", "-s", store, "--yes", file), name, said)
    assert edits(store) == ()


def test_the_sample_takes_nothing_in(run_cli: RunCli, table: Path) -> None:
    assert_refused(run_cli("import", "--yes", *with_map(table)), "the sample cannot be edited")


# Articles


def test_proposals_are_printed_with_a_rule_for_every_field(run_cli: RunCli, article: Path) -> None:
    ran = run_cli("import", "--proposals", "-", article)
    assert ran.code == 0
    extraction = json.loads(ran.out)
    assert extraction["article"]["published"] == "2024-10-31"
    quotes = [each for record in extraction["records"] for each in record["quotes"]]
    assert quotes
    assert all(each in ARTICLE for each in quotes)
    for record in extraction["records"]:
        assert record["rules"]["date"]
        assert all(ARTICLE[start:end].strip() for start, end in record["spans"])


def test_proposals_go_to_a_file_that_is_not_there_yet(run_cli: RunCli, article: Path, tmp_path: Path) -> None:
    to = tmp_path / "proposals.json"
    assert run_cli("import", "--proposals", to, article).code == 0
    assert json.loads(to.read_text(encoding="utf-8"))["records"]
    before = to.read_bytes()
    assert_refused(run_cli("import", "--proposals", to, article), "proposals.json", "is there already")
    assert to.read_bytes() == before


def test_proposals_of_several_articles_stand_one_a_line(
    run_cli: RunCli, article: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE.replace("Pier 4", "Pier 7"), encoding="utf-8")
    ran = run_cli("import", "--proposals", "-", article, other)
    assert [json.loads(each)["article"]["file"] for each in ran.out.splitlines()] == ["quay.txt", "other.txt"]


def test_what_is_accepted_without_a_review_says_so_and_comes_in_once(
    run_cli: RunCli, store: Path, article: Path
) -> None:
    ran = run_cli("import", "-s", store, "--accept", "all", article)
    assert ran.code == 0
    found = documents(store)
    assert found
    assert all("unreviewed" in each["tags"] for each in found.values())
    assert all(each["sources"][0]["sha256"] for each in found.values())
    assert len(edits(store)) == 1
    again = run_cli("import", "-s", store, "--accept", "all", article)
    assert f"{len(found)} there already" in again.out
    assert len(edits(store)) == 1
    assert documents(store, Table.ACTORS)


def test_what_the_store_tells_of_an_article_already_does_not_come_in_again(
    run_cli: RunCli, store: Path, article: Path
) -> None:
    run_cli("import", "-s", store, "--accept", "all", article)
    lines = run_cli("list", "-s", store, "--format", "jsonl").out
    other = store.with_name("other.jsonl")
    renamed = [{**json.loads(each), "id": f"by-hand-{n}"} for n, each in enumerate(lines.splitlines())]
    other.write_text("\n".join(map(json.dumps, renamed)), encoding="utf-8")
    theirs = store.with_name("theirs.json")
    run_cli("new", theirs)
    imported(run_cli, theirs, other)
    ran = run_cli("import", "-s", theirs, "--accept", "all", article)
    assert f"0 records imported unreviewed, {len(renamed)} there already" in ran.out
    assert len(documents(theirs)) == len(renamed)


def test_unflagged_leaves_out_what_somebody_should_look_at(
    run_cli: RunCli, store: Path, article: Path
) -> None:
    proposed = json.loads(run_cli("import", "--proposals", "-", article).out)["records"]
    flagged = sum(bool(each["flags"]) for each in proposed)
    assert 0 < flagged < len(proposed)
    ran = run_cli("import", "-s", store, "--accept", "unflagged", article)
    assert f"{flagged} flagged and left out" in ran.out
    assert len(documents(store)) == len(proposed) - flagged


def test_an_article_without_a_terminal_says_what_can_be_done(
    run_cli: RunCli, store: Path, article: Path
) -> None:
    assert_refused(run_cli("import", "-s", store, article), "no terminal", "--proposals", "--accept")


def test_the_day_of_publication_can_be_told(run_cli: RunCli, tmp_path: Path) -> None:
    article = tmp_path / "undated.txt"
    article.write_text(ARTICLE.removeprefix("31 October 2024\n\n"), encoding="utf-8")
    ran = run_cli("import", "--proposals", "-", "--published", "31 oct 2024", article)
    assert json.loads(ran.out)["article"]["published"] == "2024-10-31"
    assert_refused(run_cli("import", "--proposals", "-", "--published", "oct 2024", article), "takes a day")


def test_what_is_printed_is_what_the_review_reads(run_cli: RunCli, article: Path) -> None:
    import msgspec

    printed = run_cli("import", "--proposals", "-", article).out
    assert msgspec.json.decode(printed, type=Extraction).records
