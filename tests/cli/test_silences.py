"""`chronoterm silences`: when nobody heard anything of somebody, for people and for programs."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import RunCli, assert_refused
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore


def lines_of(out: str) -> list[str]:
    return [" ".join(line.split()) for line in out.splitlines()]


def test_the_silences_of_a_speaker_are_told_with_what_was_counted(run_cli: RunCli) -> None:
    ran = run_cli("silences", "speaker:zelenskyy", "--as-of", "2024-11-12")
    lines = lines_of(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert lines[:3] == [
        "Silences of Volodymyr Zelenskyy · 7 days or more",
        "DPRK troops in Russia (sample) · 10 of 15 · FILTERED · speaker: Volodymyr Zelenskyy",
        "AS OF 12 Nov 2024 · by what had been said or reported",
    ]
    assert "~ 13 days 18–30 Oct 2024 Zelenskyy About 3,000 now, 12,000 planned" in lines
    assert "12 days since 31 Oct 2024 Zelenskyy last: DPRK spares Putin a call-up" in lines
    assert "left out: 1 shorter" in " ".join(lines)


def test_fewer_days_tell_more_silences(run_cli: RunCli) -> None:
    ran = run_cli("silences", "speaker:zelenskyy", "--least", "3")
    assert "2 silences of 3 days or more" in lines_of(ran.out)
    assert "~ 3 days 14–16 Oct 2024 Zelenskyy About 10,000 DPRK troops planned" in lines_of(ran.out)


def test_without_a_speaker_each_one_is_told_of(run_cli: RunCli) -> None:
    ran = run_cli("silences", "--as-of", "2024-11-02")
    assert lines_of(ran.out)[0] == "Silences, speaker by speaker · 7 days or more"
    assert "15 days since 18 Oct 2024 Budanov last: About 11,000 DPRK troops training" in lines_of(ran.out)


def test_programs_get_an_object_for_each_silence(run_cli: RunCli) -> None:
    ran = run_cli("silences", "speaker:zelenskyy", "--as-of", "2024-11-12", "--format", "jsonl")
    assert [json.loads(line) for line in ran.out.splitlines()] == [
        {
            "days": 13,
            "edtf": "2024-10-18/2024-10-30",
            "possible": True,
            "speakers": ["volodymyr-zelenskyy"],
            "before": "zelenskyy-10000-for-the-war-jgpc",
            "after": "zelenskyy-3000-now-12000-planned-lsqd",
        },
        {
            "days": 12,
            "edtf": "2024-11/..",
            "possible": False,
            "speakers": ["volodymyr-zelenskyy"],
            "before": "zelenskyy-way-out-for-putin-kx4r",
            "after": None,
        },
    ]
    array = run_cli("silences", "speaker:zelenskyy", "--as-of", "2024-11-12", "--format", "json")
    assert len(json.loads(array.out)) == 2


def test_where_nobody_says_anything_the_command_ends_with_1(
    run_cli: RunCli, make_store: MakeStore, tmp_path: Path
) -> None:
    ran = run_cli("silences", "-s", make_store(tmp_path, ["one event"]))
    assert ran.code == 1
    assert "no silence of 7 days or more" in ran.out
    assert run_cli("silences", "-s", make_store(tmp_path, [])).code == 1
    assert run_cli("silences", "nosuchword").code == 1


@pytest.mark.parametrize("days", ["0", "-3", "many"])
def test_a_silence_has_at_least_a_day(run_cli: RunCli, days: str) -> None:
    assert_refused(run_cli("silences", f"--least={days}"), "--least")


def test_hostile_texts_are_printed_harmlessly(run_cli: RunCli, hostile_store: Path) -> None:
    for form in ("table", "json"):
        ran = run_cli("silences", "-s", hostile_store, "--format", form)
        assert_harmless(ran.out)
        assert "since" in ran.out or '"days"' in ran.out
