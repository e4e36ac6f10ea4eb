"""`chronoterm thread`: the tree of what is joined to a record."""

import json
from pathlib import Path

from chronoterm.cells import width
from tests.cli.conftest import RunCli
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore

BUDANOV = "budanov-11000-in-training-rqe4"

WHOLE = """\
Thread · Zelenskyy: About 10,000 DPRK troops planned
DPRK troops in Russia (sample) · 15 records

  DATE            LAG     THREAD
  17 Oct 2024             “ Zelenskyy: About 10,000 DPRK troops planned
  18 Oct 2024     +1 d    └ updated by “ Budanov: About 11,000 DPRK troops training  ◀ at hand
  ≤ 31 Oct 2024   ≤ +13 d   ├ updated by “ Zelenskyy: About 3,000 now, 12,000 planned
  from 1 Nov 2024 ≥ +14 d   └ asserts ◌ Budanov: DPRK infantry to be combat-ready

4 records, 3 relations between them; left out: 3 of background
"""


def test_a_thread_is_printed_as_a_tree(run_cli: RunCli) -> None:
    ran = run_cli("thread", BUDANOV)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == WHOLE


def test_as_known_on_a_day_it_has_what_was_known(run_cli: RunCli) -> None:
    ran = run_cli("thread", BUDANOV, "--as-of", "2024-10-20")
    assert "AS OF 20 Oct 2024" in ran.out
    assert "3,000 now" not in ran.out
    assert "3 records, 2 relations between them; nothing left out" in ran.out


def test_a_record_that_was_not_known_then_has_none(run_cli: RunCli) -> None:
    ran = run_cli("thread", BUDANOV, "--as-of", "2024-10-17")
    assert (ran.code, ran.out) == (1, "")
    assert f"“{BUDANOV}” was not known then" in ran.err


def test_an_id_of_no_record_is_an_error(run_cli: RunCli) -> None:
    for arguments in (["nobody"], [BUDANOV, "--root", "nobody"]):
        ran = run_cli("thread", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "no record has the id “nobody”" in ran.err


def test_it_is_drawn_from_another_record(run_cli: RunCli) -> None:
    ran = run_cli("thread", BUDANOV, "--root", BUDANOV)
    assert ran.out.splitlines()[0] == "Thread · Budanov: About 11,000 DPRK troops training"
    assert "├ updates “ Zelenskyy: About 10,000" in ran.out


def test_json_lines_hold_each_line_of_the_tree(run_cli: RunCli) -> None:
    ran = run_cli("thread", BUDANOV, "--format", "jsonl")
    values = [json.loads(line) for line in ran.out.splitlines()]
    assert [(each["depth"], each["relations"], each["lag"]) for each in values] == [
        (0, [], None),
        (1, ["updated by"], "1"),
        (2, ["updated by"], "..13"),
        (2, ["asserts"], "14.."),
    ]
    assert values[2]["parent"] == BUDANOV
    assert [each["at_hand"] for each in values] == [False, True, False, False]
    assert json.loads(run_cli("thread", BUDANOV, "--format", "json").out) == values


def test_hostile_texts_are_printed_harmlessly(hostile_store: Path, run_cli: RunCli) -> None:
    ids = [
        json.loads(line)["id"]
        for line in run_cli("list", "-s", str(hostile_store), "--format", "jsonl").out.splitlines()
    ]
    assert ids
    for each in ids[:3]:
        ran = run_cli("thread", "-s", str(hostile_store), "--", each)
        assert ran.code == 0
        assert_harmless(ran.out, ran.err)


def test_a_thread_of_one_record_says_that_there_is_no_other(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(tmp_path, ["Only this"])
    ran = run_cli("thread", "r1", "-s", str(path))
    assert ran.code == 0
    assert "1 record; nothing restates, updates, denies, corroborates or asserts it" in ran.out
    assert all(width(line) <= 100 for line in ran.out.splitlines())
