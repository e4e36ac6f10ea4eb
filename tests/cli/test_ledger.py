"""`chronoterm ledger`: the figures of each series, by whom, when, in what state."""

import json
from pathlib import Path

from chronoterm.cells import width
from tests.cli.conftest import RunCli
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore

AS_OF_20_OCTOBER = """\
Claim ledger · North Korean soldiers for Russia
DPRK troops in Russia (sample) · 4 of 15 known
AS OF 20 Oct 2024 · by what had been said or reported

    DATE             SPEAKER                      FIGURE 0           11,000 soldiers SOURCE
planned · 1 figure · 1 speaker · c. 10,000
  “ 17 Oct 2024      Zelenskyy                 c. 10,000 ························○·· News article
training · 1 figure · 1 speaker · c. 11,000
  “ 18 Oct 2024      Budanov                   c. 11,000 ··························○ News article

2 figures of 2 records; left out: 2 records without a figure
"""


def test_what_was_claimed_by_whom_is_told_as_known_on_a_day(run_cli: RunCli) -> None:
    ran = run_cli("ledger", "--as-of", "2024-10-20")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == AS_OF_20_OCTOBER


def test_a_query_says_of_which_records(run_cli: RunCli) -> None:
    ran = run_cli("ledger", "speaker:budanov")
    assert "training · 1 figure" in ran.out
    assert "planned" not in ran.out
    assert "2 of 15 · FILTERED" in ran.out


def test_json_lines_hold_each_figure_with_its_change(run_cli: RunCli) -> None:
    ran = run_cli("ledger", "--format", "jsonl")
    values = [json.loads(line) for line in ran.out.splitlines()]
    assert [(each["state"], each["low"]) for each in values] == [
        ("planned", 10000),
        ("planned", 12000),
        ("training", 11000),
        ("present", 3000),
    ]
    assert values[1]["change"] == {
        "low": 1000.0,
        "high": 3000.0,
        "since": "zelenskyy-10000-for-the-war-jgpc",
        "same_speaker": True,
        "surely_later": False,
    }
    whole = run_cli("ledger", "--format", "json")
    assert json.loads(whole.out) == values


def test_a_series_is_chosen_by_its_id_or_the_start_of_a_word(run_cli: RunCli) -> None:
    whole = run_cli("ledger").out
    for name in ("dprk-soldiers-for-russia", "sold", "north kor"):
        assert run_cli("ledger", "--series", name).out == whole
    ran = run_cli("ledger", "--series", "tanks")
    assert (ran.code, ran.out) == (1, "")
    assert "no matching record has such a figure" in ran.err


def test_no_figure_is_said_to_be_none(run_cli: RunCli) -> None:
    ran = run_cli("ledger", "speaker:rutte")
    assert (ran.code, ran.out) == (1, "")
    assert "no matching record has a figure" in ran.err
    assert run_cli("ledger", "nothinglikethis").code == 1
    assert run_cli("ledger", "figure:many").code == 2


def test_every_series_has_a_ledger_of_its_own(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    figures = [
        {"series": "men", "low": 5},
        {"series": "men", "low": 6, "state": "lost"},
        {"low": 7, "text": "7 of them"},
    ]
    store = make_store(
        tmp_path,
        [
            {"id": "a", "kind": "event", "headline": "x", "date": "2024", "figures": figures},
            {"id": "b", "kind": "event", "headline": "y", "figures": [{"series": "guns", "high": 3}]},
            {"id": "c", "kind": "event", "headline": "z"},
        ],
        series=[{"id": "men", "name": "Men under arms"}],
    )
    ran = run_cli("ledger", "-s", store)
    assert [line for line in ran.out.splitlines() if line.startswith("Claim ledger")] == [
        "Claim ledger · Men under arms · 1 of 3",
        "Claim ledger · guns · 2 of 3",
        "Claim ledger · figures without a series · 3 of 3",
    ]
    assert "left out: 1 of other series, 1 without a series, 1 record without a figure" in ran.out
    assert "“7 of them”" in ran.out


def test_hostile_figures_do_no_harm(hostile_store: Path, run_cli: RunCli) -> None:
    for form in ("table", "jsonl"):
        ran = run_cli("ledger", "-s", hostile_store, "--format", form)
        assert ran.code == 0
        assert_harmless(ran.out)


def test_lines_fit_a_pipe(run_cli: RunCli) -> None:
    assert all(width(line) <= 100 for line in run_cli("ledger").out.splitlines())
