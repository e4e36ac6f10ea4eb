"""`chronoterm lanes`: the grid for people, its numbers for programs, and two lanes beside each other."""

import json
from pathlib import Path

import pytest

from chronoterm.cells import width
from tests.cli.conftest import RunCli, assert_refused, spawn
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore

PIPED = 100


def values(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_lanes_are_printed_below_an_axis_with_what_was_counted(sample: Path, run_cli: RunCli) -> None:
    ran = run_cli("lanes", "-s", sample, "--by", "place")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0] == "Lanes of places"
    assert lines[3].startswith("actor speaker [place] source  by day, █ = 3,")
    assert "14 Oct 2024" in lines[4]
    assert [line[:22].split() for line in lines[5:8]] == [
        ["Russia", "7"],
        ["Kursk", "Oblast", "3"],
        ["Kursk", "front", "1"],
    ]
    assert lines[-1].endswith("left out: 7 without a place, 1 undated")
    assert all(width(line) <= PIPED for line in lines)


def test_a_unit_that_does_not_fit_is_taken_several_at_a_time(sample: Path, run_cli: RunCli) -> None:
    ran = run_cli("lanes", "-s", sample, "--unit", "hour")
    assert "by 10 hours" in ran.out
    assert all(width(line) <= PIPED for line in ran.out.splitlines())


def test_for_programs_there_is_a_line_for_each_lane_that_adds_up(sample: Path, run_cli: RunCli) -> None:
    for unit in ((), ("--unit", "week"), ("--unit", "hour")):
        found = values(run_cli("lanes", "-s", sample, "--by", "speaker", "--format", "jsonl", *unit).out)
        assert [(each["label"], each["records"], each["depth"]) for each in found[:2]] == [
            ("Ukraine", 13, 0),
            ("Volodymyr Zelenskyy", 10, 1),
        ]
        for each in found:
            cells = each["cells"]
            assert isinstance(cells, list)
            outside, undated = each["outside"], each["undated"]
            assert outside == 0
            assert isinstance(undated, int)
            records = sum(cell["records"] for cell in cells)
            assert records + undated == pytest.approx(each["records"], abs=0.05 * len(cells) + 0.1)
            assert all(cell["start"] for cell in cells)


def test_two_pinned_lanes_are_printed_beside_each_other(sample: Path, run_cli: RunCli) -> None:
    ran = run_cli("lanes", "-s", sample, "--by", "speaker", "--pin", "zelenskyy", "--pin", "budanov")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0] == "Volodymyr Zelenskyy beside Kyrylo Budanov"
    assert " ".join(lines[3].split()) == "day Volodymyr Zelenskyy · 10 │ Kyrylo Budanov · 2"
    days = [line for line in lines if line[:2].strip().isdecimal() and "2024" in line[:12]]
    assert len(days) == 20
    assert all(width(line) <= PIPED for line in lines)


def test_for_programs_two_lanes_are_a_line_for_each_unit_empty_ones_too(
    sample: Path, run_cli: RunCli
) -> None:
    pins = ("--by", "speaker", "--pin", "zelenskyy", "--pin", "mysnyk")
    found = values(run_cli("lanes", "-s", sample, *pins, "--unit", "week", "--format", "jsonl").out)
    assert [each["label"] for each in found] == [
        *(f"week of {each} Oct 2024" for each in (7, 14, 21, 28)),
        "undated",
    ]
    assert found[2]["left"] == found[2]["right"] == []
    assert found[0]["start"] == "2024-10-07"
    assert found[-1]["right"] == ["mysnyk-no-contact-yet-z6kb"]


def test_json_is_one_array(sample: Path, run_cli: RunCli) -> None:
    assert len(json.loads(run_cli("lanes", "-s", sample, "--format", "json").out)) == 14


def test_lanes_are_as_known_on_a_day(sample: Path, run_cli: RunCli) -> None:
    ran = run_cli("lanes", "-s", sample, "--by", "speaker", "--as-of", "2024-10-20")
    assert "AS OF 20 Oct 2024" in ran.out
    assert "Rutte" not in ran.out
    assert "Budanov" in ran.out


def test_a_pin_that_nobody_or_several_are_called_is_refused(sample: Path, run_cli: RunCli) -> None:
    assert_refused(
        run_cli("lanes", "-s", sample, "--pin", "nobody", "--pin", "putin"), "no actor", "called “nobody”"
    )
    assert_refused(run_cli("lanes", "-s", sample, "--pin", "k", "--pin", "putin"), "may be", "North Korea")
    assert_refused(run_cli("lanes", "-s", sample, "--pin", "putin"), "--pin is given twice")


def test_too_many_buckets_are_refused(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    records = [
        {"id": f"r{n}", "kind": "event", "headline": "h", "date": date, "actors": [f"a{n}"]}
        for n, date in enumerate(("-4000", "2024-10-31"))
    ]
    path = make_store(tmp_path, records)
    assert run_cli("lanes", "-s", path).code == 0
    pins = ("--pin", "a0", "--pin", "a1")
    assert run_cli("lanes", "-s", path, *pins).code == 0
    assert_refused(run_cli("lanes", "-s", path, *pins, "--unit", "day"), "buckets", "--unit")
    assert_refused(run_cli("lanes", "-s", path, "--unit", "hour", "--format", "jsonl"), "buckets", "--unit")


def test_without_a_lane_the_exit_code_is_1(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    path = make_store(tmp_path, ["one"])
    ran = run_cli("lanes", "-s", path)
    assert ran.code == 1
    assert "no matching record has an actor" in ran.err
    ran = run_cli("lanes", "-s", path, "tag:none")
    assert ran.code == 1
    assert ran.out == ""


def test_names_of_a_store_command_no_terminal(hostile_store: Path, run_cli: RunCli) -> None:
    for form in ("table", "jsonl"):
        ran = run_cli("lanes", "-s", hostile_store, "--format", form)
        assert ran.code == 0
        assert_harmless(ran.out, ran.err)


def test_where_only_ascii_can_be_written_the_cells_are_told_in_it(sample: Path) -> None:
    ran = spawn("lanes", "-s", sample, "--by", "place", PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert ran.out.isascii()
    assert "# = 3, . = part of a longer date" in ran.out
