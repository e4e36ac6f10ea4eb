"""Both clocks on the command line: what is listed, counted and exported goes by the time spoken of where asked to."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import RunCli
from tests.conftest import MakeStore
from tests.tui.clocks import forecasts


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return forecasts(tmp_path)


def listed(run_cli: RunCli, store: Path, *words: str) -> list[str]:
    """The ids that are listed."""
    ran = run_cli("list", "-s", store, "--format", "csv", "--columns", "id", *words)
    return [each["id"] for each in csv.DictReader(io.StringIO(ran.out))]


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("about", ["losses", "clash", "troops", "undated", "winter", "silent"]),
        ("-about", ["winter", "undated", "troops", "clash", "losses", "silent"]),
        ("lag", ["losses", "clash", "troops", "winter", "silent", "undated"]),
        ("-lag", ["winter", "troops", "clash", "losses", "silent", "undated"]),
    ],
)
def test_records_are_listed_by_the_time_spoken_of_and_by_their_lag(
    run_cli: RunCli, store: Path, sort: str, wanted: list[str]
) -> None:
    assert listed(run_cli, store, "--sort", sort) == wanted


def test_a_table_by_the_time_spoken_of_has_both_dates_and_the_lag(run_cli: RunCli, store: Path) -> None:
    ran = run_cli("list", "-s", store, "--sort", "about")
    head, *lines = ran.out.splitlines()[2:]
    assert head.split() == ["SAID", "ABOUT", "LAG", "KIND", "ACTOR", "HEADLINE"]
    folded = [" ".join(line.split()) for line in lines]
    assert folded[0] == "3 Nov 2024 28 Oct 2024 −6 d statement Lund Losses were heavy on Monday"
    assert folded[1].startswith("≤ 31 Oct 2024 c. 31 Oct – 7 Nov 2024 ≥ +0–7 d statement")
    assert folded[-1] == "2 Nov 2024 – – statement Lund No comment"


def test_a_table_by_the_date_has_the_columns_it_always_had(run_cli: RunCli, store: Path) -> None:
    ran = run_cli("list", "-s", store, "--sort", "date,about")
    assert ran.out.splitlines()[2].split() == ["DATE", "KIND", "ACTOR", "HEADLINE", "PLACE"]


def test_a_table_by_origins_counts_them(run_cli: RunCli, store: Path) -> None:
    ran = run_cli("list", "-s", store, "--sort", "-origins")
    head, first, *_ = ran.out.splitlines()[2:]
    assert head.split() == ["DATE", "KIND", "ACTOR", "ORIGINS", "HEADLINE", "PLACE"]
    assert "0/0" in first


def test_csv_has_the_lag_in_days_and_the_numbers_apart(run_cli: RunCli, store: Path) -> None:
    ran = run_cli(
        *("list", "-s", store, "--sort", "about", "--format", "csv"),
        *("--columns", "id,said,about,lag,origins,reports"),
    )
    rows = {each["id"]: each for each in csv.DictReader(io.StringIO(ran.out))}
    assert (rows["troops"]["said"], rows["troops"]["about"]) == ("18 Oct 2024", "2024-11-01")
    assert {each: row["lag"] for each, row in rows.items()} == {
        "losses": "-6",
        "clash": "0..",
        "troops": "14",
        "undated": "",
        "winter": "80..110",
        "silent": "",
    }
    assert (rows["silent"]["origins"], rows["silent"]["reports"]) == ("0", "0")


@pytest.mark.parametrize("query", ["about:>=2024-11-05", "about:2024-11-05/..", "about:>2024-11-01"])
def test_what_is_spoken_of_can_be_asked_for_in_every_command(
    run_cli: RunCli, store: Path, query: str
) -> None:
    assert set(listed(run_cli, store, query)) >= {"undated", "winter"}
    assert "troops" not in listed(run_cli, store, query)
    assert run_cli("facets", "kind", query, "-s", store).code == 0
    assert run_cli("histogram", query, "-s", store, "--clock", "about").code == 0
    assert run_cli("export", "--to", "-", query, "-s", store, "--format", "jsonl").code == 0


def test_a_histogram_by_the_other_clock_tells_what_it_leaves_out(run_cli: RunCli, store: Path) -> None:
    ran = run_cli("histogram", "-s", store, "--clock", "about", "--by", "month")
    counts = [line.split("\t") for line in ran.out.splitlines()]
    assert [(label, round(float(count), 2)) for label, _, count in counts] == [
        ("Oct 2024", 1.1),
        ("Nov 2024", 2.9),
        ("Dec 2024", 0),
        ("Jan 2025", 1),
    ]
    assert "of 6 records: 1 of no time and counted nowhere" in ran.err


def test_a_plot_by_the_other_clock_says_so(run_cli: RunCli, store: Path) -> None:
    ran = run_cli("histogram", "-s", store, "--clock", "about", "--format", "plot")
    assert "by the time spoken of" in ran.out


def test_a_histogram_where_nothing_speaks_of_a_time_has_nothing_and_says_why(
    run_cli: RunCli, tmp_path: Path, make_store: MakeStore
) -> None:
    ran = run_cli("histogram", "-s", make_store(tmp_path, ["one"]), "--clock", "about")
    assert (ran.code, ran.out) == (1, "")
    assert "of 1 record: 1 of no time" in ran.err


def test_a_briefing_by_the_time_spoken_of_has_its_days_as_headings(run_cli: RunCli, store: Path) -> None:
    ran = run_cli("export", "--to", "-", "-s", store, "--sort", "about", "--format", "markdown")
    headings = [line for line in ran.out.splitlines() if line.startswith("## ")]
    assert headings[:6] == [
        "## Monday 28 October 2024",
        "## Thursday 31 October 2024",
        "## Friday 1 November 2024",
        "## Tuesday 5 November 2024",
        "## January 2025, day not known",
        "## Speaks of no time",
    ]
    assert "18 Oct 2024" in ran.out
