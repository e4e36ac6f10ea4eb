"""`chronoterm due`: what was expected, for people and for programs."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import RunCli, assert_refused
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore


def lines_of(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines()]


def test_what_is_expected_is_told_as_it_stands_on_a_day(run_cli: RunCli) -> None:
    ran = run_cli("due", "--today", "12 nov 2024")
    assert (ran.code, ran.err) == (0, "")
    assert lines_of(ran.out) == [
        "Due on 12 Nov 2024",
        "DPRK troops in Russia (sample) · 15 records",
        "",
        "STATE EXPECTED SPEAKER HEADLINE",
        "Overdue (1)",
        "overdue by c. 5 days c. 31 Oct – 7 Nov 2024 Zelenskyy Ukrainian and DPRK troops to clash",
        "Open (1)",
        "open for 11 days from 1 Nov 2024 Budanov DPRK infantry to be combat-ready",
        "Who was right",
        "Budanov none settled; 1 open",
        "Zelenskyy none settled; 1 overdue",
        "",
        "2 expected records: 1 overdue, 1 open; nothing left out",
    ]


def test_as_of_a_day_it_is_that_day(run_cli: RunCli) -> None:
    ran = run_cli("due", "--as-of", "2024-11-01")
    assert "Due on 1 Nov 2024" in ran.out
    assert "open from today on" in ran.out
    assert "open, c. 6 days left" in ran.out


def test_it_is_either_that_day_or_another(run_cli: RunCli) -> None:
    assert_refused(run_cli("due", "--as-of", "2024-11-01", "--today", "2024-11-02"), "--today")
    assert_refused(run_cli("due", "as-of:2024-11-01", "--today", "2024-11-02"), "--today")


@pytest.mark.parametrize("day", ["soon", "2024-11-01/..", "3/2/2022"])
def test_a_day_that_is_none_is_refused(run_cli: RunCli, day: str) -> None:
    assert_refused(run_cli("due", "--today", day), day)


def test_programs_get_an_object_for_each_thing_expected(run_cli: RunCli) -> None:
    ran = run_cli("due", "speaker:budanov", "--today", "2024-11-12", "--format", "jsonl")
    assert [json.loads(line) for line in ran.out.splitlines()] == [
        {
            "id": "dprk-infantry-ready-jglp",
            "state": "open",
            "expected": "2024-11-01/..",
            "speakers": ["kyrylo-budanov"],
            "overdue": None,
            "outcome": None,
            "late": None,
            "rough": False,
            "why": None,
        }
    ]
    assert len(json.loads(run_cli("due", "--format", "json").out)) == 2


def test_where_nothing_is_expected_the_command_ends_with_1(
    run_cli: RunCli, make_store: MakeStore, tmp_path: Path
) -> None:
    ran = run_cli("due", "-s", make_store(tmp_path, ["one event"]))
    assert ran.code == 1
    assert "nothing is expected" in ran.out
    assert run_cli("due", "-s", make_store(tmp_path, [])).code == 1


def test_hostile_texts_are_printed_harmlessly(run_cli: RunCli, hostile_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "expected.json"
    text = hostile_store.read_text(encoding="utf-8")
    path.write_text(text.replace('"kind": "event"', '"expected": true, "kind": "event"'), encoding="utf-8")
    for form in ("table", "json"):
        ran = run_cli("due", "-s", path, "--format", form)
        assert ran.code == 0
        assert_harmless(ran.out)
