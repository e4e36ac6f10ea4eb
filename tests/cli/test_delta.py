"""`chronoterm delta`: what is new since a day or the last briefing."""

import json
from pathlib import Path

import pytest

from chronoterm.directories import state_folder
from chronoterm.keeping.keeper import Keeper
from tests.cli.conftest import RunCli, assert_refused
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    """Two claims of one speaker; the second came later, and an event was revised then."""

    def claim(record_id: str, date: str, figure: int, created: str) -> dict[str, object]:
        figures = [{"series": "soldiers", "low": figure, "high": figure, "state": "present"}]
        named = {"id": record_id, "kind": "statement", "headline": record_id, "speaker": "ann"}
        return {**named, "date": date, "figures": figures, "created": created}

    revised = {
        "id": "c",
        "kind": "event",
        "headline": "c",
        "date": "2024-10-01",
        "created": "2024-10-02T00:00:00Z",
    }
    return make_store(
        tmp_path,
        [
            claim("a", "2024-10-13", 1000, "2024-10-14T08:00:00Z"),
            claim("b", "2024-10-31", 3000, "2024-11-02T09:00:00Z"),
            {**revised, "modified": "2024-11-03T12:00:00Z", "revision": 4, "by": "ben"},
        ],
    )


def test_new_revised_and_changed_stand_in_sections(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("delta", "-s", store, "--since", "2024-11-01")
    assert (ran.code, ran.err) == (0, "")
    lines = [" ".join(each.split()) for each in ran.out.splitlines()]
    assert lines == [
        "New since 1 Nov 2024, by when it came into the store",
        "Made for a test · 3 records",
        "",
        "NEW · 1 record",
        "31 Oct 2024 “ ann: b 2 Nov 2024 09:00 UTC",
        "",
        "REVISED · 1 record",
        "1 Oct 2024 ● c revision 4 · 3 Nov 2024 12:00 UTC · ben",
        "",
        "CHANGED IN FIGURE · 1 figure",
        "ann · present · soldiers",
        "1,000 (13 Oct 2024) → 3,000 (31 Oct 2024)",
        "",
        "3 records looked at; nothing left out; what was deleted is not told",
    ]


def test_without_a_day_it_is_since_the_last_briefing(store: Path, run_cli: RunCli) -> None:
    assert_refused(run_cli("delta", "-s", store), "no briefing of this store was held yet", "--since DAY")
    Keeper(store, state_folder()).change(lambda kept: kept.with_briefed("2024-11-03T00:30:00Z"))
    ran = run_cli("delta", "-s", store)
    assert ran.code == 0
    assert ran.out.startswith("New since 3 Nov 2024 00:30 UTC, the last briefing, by when it came")
    assert "REVISED · 1 record" in ran.out
    assert "NEW" not in ran.out


def test_where_nothing_is_new_the_exit_code_says_so(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("delta", "-s", store, "--since", "2024-12-01")
    assert ran.code == 1
    assert "Nothing is new since 1 Dec 2024." in ran.out


def test_values_for_programs_are_json(store: Path, run_cli: RunCli) -> None:
    ran = run_cli("delta", "-s", store, "--since", "2024-11-01", "--format", "jsonl")
    new, revised, changed = map(json.loads, ran.out.splitlines())
    assert new == {
        "what": "new",
        "id": "b",
        "date": "2024-10-31",
        "headline": "b",
        "by": None,
        "certain": True,
    }
    assert (revised["what"], revised["id"], revised["revision"], revised["by"]) == ("revised", "c", 4, "ben")
    assert (changed["series"], changed["state"], changed["speaker"]) == ("soldiers", "present", "ann")
    assert changed["before"]["id"] == "a"
    assert changed["now"]["figures"] == [{"low": 3000, "high": 3000, "approx": False}]
    whole = run_cli("delta", "-s", store, "--since", "2024-11-01", "--format", "json")
    assert json.loads(whole.out) == [new, revised, changed]


def test_of_a_store_that_does_not_say_when_records_came_the_other_clock_is_named(run_cli: RunCli) -> None:
    ran = run_cli("delta", "--since", "2024-10-20")
    assert ran.code == 1
    assert "--by date tells by when it was said or happened" in ran.err
    ran = run_cli("delta", "--since", "2024-10-20", "--by", "date")
    assert (ran.code, ran.err) == (0, "")
    assert "NEW · 2 records, and 7 that may be" in ran.out


@pytest.mark.parametrize(
    ("day", "words"), [("3/2/2024", "3/2/2024"), ("../2024", "no beginning"), ("soon", "soon")]
)
def test_what_is_no_day_is_refused(run_cli: RunCli, day: str, words: str) -> None:
    assert_refused(run_cli("delta", "--since", day), words)


def test_hostile_text_is_printed_cleaned(hostile_store: Path, run_cli: RunCli) -> None:
    ran = run_cli("delta", "-s", hostile_store, "--since", "2000-01-01", "--by", "date")
    assert ran.code == 0
    assert_harmless(ran.out)
