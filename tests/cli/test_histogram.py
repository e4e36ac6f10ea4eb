"""`chronoterm histogram`: how many records when, as a plot for people and as numbers for programs."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.dates import PartialDate
from chronoterm.exporters.histogram import buckets, rounded
from chronoterm.exporters.plot import LONGEST_GAP, bar, count_text, plot
from chronoterm.scale import Scale, Unit, begin_of, edges, number_of
from chronoterm.text import to_ascii
from tests.cli.conftest import RunCli, assert_refused
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import MakeStore

UNITS = [each.value for each in Unit]
OCTOBER = edges(Unit.DAY, PartialDate.parse("2024-10").start, PartialDate.parse("2024-10").end)
counts_of_days = st.lists(
    st.sampled_from((0.0, 0.0, 0.0, 0.004, 0.5, 1.0, 12.0, 4000.0)), min_size=1, max_size=31
)


def store_of(folder: Path, make_store: MakeStore, *dates: str | None) -> Path:
    return make_store(
        folder,
        [
            {"id": f"r{number}", "kind": "event", "headline": "h", **({"date": date} if date else {})}
            for number, date in enumerate(dates)
        ],
    )


def lines_of(out: str) -> list[tuple[str, str, float]]:
    found = [line.split("\t") for line in out.splitlines()]
    return [(label, start, float(count)) for label, start, count in found]


def days(counts: list[float]) -> Scale:
    return Scale(Unit.DAY, OCTOBER[: len(counts) + 1])


def test_in_a_pipe_each_line_has_label_start_and_count(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, "2024-10-13", "2024-10-13", "2024-10-15")
    ran = run_cli("histogram", "-s", path, "--by", "day")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "13 Oct 2024\t2024-10-13\t2",
        "14 Oct 2024\t2024-10-14\t0",
        "15 Oct 2024\t2024-10-15\t1",
    ]


@pytest.mark.parametrize(
    ("unit", "named"),
    [
        ("hour", ("14:00 · 18 Oct 2024", "2024-10-18T14:00Z")),
        ("day", ("18 Oct 2024", "2024-10-18")),
        ("week", ("week of 14 Oct 2024", "2024-10-14")),
        ("month", ("Oct 2024", "2024-10")),
        ("year", ("2024", "2024")),
        ("decade", ("2020s", "2020")),
        ("century", ("2000–2099", "2000")),
    ],
)
def test_each_unit_names_its_buckets_and_where_they_begin(
    unit: str, named: tuple[str, str], make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, "2024-10-18T14:30Z")
    assert lines_of(run_cli("histogram", "-s", path, "--by", unit).out) == [(*named, 1.0)]


@pytest.mark.parametrize("unit", UNITS)
def test_all_forms_have_the_same_numbers(unit: str, run_cli: RunCli) -> None:
    found = lines_of(run_cli("histogram", "--by", unit).out)
    head, *rows = csv.reader(io.StringIO(run_cli("histogram", "--by", unit, "--format", "csv").out))
    assert head == ["label", "start", "count"]
    assert [(label, start, float(count)) for label, start, count in rows] == found
    documents = json.loads(run_cli("histogram", "--by", unit, "--format", "json").out)
    assert [tuple(each.values()) for each in documents] == found
    lines = run_cli("histogram", "--by", unit, "--format", "jsonl").out.splitlines()
    assert [json.loads(each) for each in lines] == documents


@pytest.mark.parametrize("unit", UNITS)
def test_every_dated_record_is_counted_once_in_all(unit: str, run_cli: RunCli) -> None:
    # Every number is rounded to one decimal or its first digit, which is off by 0.05 at most.
    found = lines_of(run_cli("histogram", "--by", unit).out)
    assert sum(count for _, _, count in found) == pytest.approx(14, abs=0.05 * len(found))


def test_an_uncertain_date_is_spread_and_not_piled_on_its_first_day(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, "2024-10", "2024-10-13")
    found = lines_of(run_cli("histogram", "-s", path, "--by", "week").out)
    assert [count for _, _, count in found] == [0.2, 1.2, 0.2, 0.2, 0.1]
    assert {count for _, _, count in lines_of(run_cli("histogram", "-s", path, "--by", "day").out)} == {
        0.03,
        1,
    }


def test_the_time_asked_for_bounds_what_is_shown(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, "2024", "2024-10-13", "2024-10-15", "2023-01-01")
    ran = run_cli("histogram", "-s", path, "--by", "day", "date:2024-10")
    found = lines_of(ran.out)
    assert (found[0][1], found[-1][1], len(found)) == ("2024-10-01", "2024-10-31", 31)
    assert ran.err == (
        "chronoterm: of 3 records: 1 only possible, 0.9 by their shares outside the time asked for\n"
    )


def test_what_is_in_no_bucket_or_at_one_end_is_said(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, None, "2024-10-13/..", "../2024-10-15", "2024-10-14")
    ran = run_cli("histogram", "-s", path, "--by", "day")
    assert [count for _, _, count in lines_of(ran.out)] == [1, 1, 1]
    assert ran.err == (
        "chronoterm: of 4 records: 1 undated and counted nowhere, "
        "2 with an open date and counted at the end that is known\n"
    )


def test_what_only_may_match_is_told_or_left_out(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, "2024-10-13", "2024-10")
    ran = run_cli("histogram", "-s", path, "--by", "month", "date:2024-10-13")
    assert ran.err.startswith("chronoterm: of 2 records: 1 only possible")
    ran = run_cli("histogram", "-s", path, "--by", "month", "date:2024-10-13", "--certain")
    assert lines_of(ran.out) == [("Oct 2024", "2024-10", 1.0)]
    assert ran.err == "chronoterm: of 1 record: 1 more only possible and left out\n"


def test_without_any_dated_record_there_is_exit_code_1(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, None, "2024")
    ran = run_cli("histogram", "-s", path, "is:undated")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "chronoterm: of 1 record: 1 undated and counted nowhere\n"
    for form in ("plot", "tsv", "csv", "json", "jsonl"):
        ran = run_cli("histogram", "-s", path, "actor:nobody", "--format", form)
        assert ran.code == 1
        assert ran.err == "chronoterm: nothing matched; no actor is called “nobody”\n"
        if form == "json":
            assert json.loads(ran.out) == []
    assert run_cli("histogram", "-s", make_store(tmp_path, [], name="empty.json")).code == 1


@pytest.mark.parametrize(
    ("dates", "start"),
    [
        (("2024-10-18T14:30Z", "2024-10-18T17:00Z"), "2024-10-18T14:00Z"),
        (("2024-10-18", "2024-10-19"), "2024-10-18"),
        (("2024-10-18", "2025-04-01"), "2024-10-14"),
        (("2024-10-18", "2027-04-01"), "2024-10"),
        (("1999-10-18", "2027-04-01"), "1999"),
        (("1600", "2027"), "1600"),
        (("-0100", "2027"), "-0100"),
    ],
)
def test_without_a_unit_the_one_that_fits_is_taken_but_none_finer_than_the_dates(
    dates: tuple[str, ...], start: str, make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    found = lines_of(run_cli("histogram", "-s", store_of(tmp_path, make_store, *dates)).out)
    assert found[0][1] == start
    assert len(found) <= 60


def test_ages_apart_are_told_in_few_lines(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    path = store_of(tmp_path, make_store, "Y-100000", "2024")
    found = lines_of(run_cli("histogram", "-s", path).out)
    assert 2 <= len(found) <= 60
    assert sum(count for _, _, count in found) == 2


def test_too_fine_a_unit_is_one_sentence(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    path = store_of(tmp_path, make_store, "1900", "2024-10-13")
    assert_refused(run_cli("histogram", "-s", path, "--by", "hour"), "By hour there would be", "100,000")
    assert run_cli("histogram", "-s", path, "--by", "hour", "date:2024").code == 0
    assert_refused(run_cli("histogram", "--by", "minute"), "minute", "decade")


def test_a_plot_says_what_it_is_of(run_cli: RunCli) -> None:
    out = run_cli("histogram", "place:RU", "--by", "week", "--format", "plot").out
    lines = out.splitlines()
    assert lines[0].startswith("DPRK troops in Russia (sample) · 7 of 15 · FILTERED · ")
    assert lines[0].endswith("by week · place: Russia (+3 within)")
    assert lines[1] == ""
    assert all(line.startswith("week of ") for line in lines[2:])


def test_a_long_empty_stretch_is_one_line_that_tells_its_length(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = store_of(tmp_path, make_store, "2024-01-01", "2024-02-01")
    lines = run_cli("histogram", "-s", path, "--by", "day", "--format", "plot").out.splitlines()[2:]
    assert [line.partition("2024 ")[0] for line in lines] == ["1 Jan ", "… 30 empty days …", "1 Feb "]
    out = run_cli("histogram", "-s", path, "--by", "day").out
    assert len(lines_of(out)) == 32


@given(counts_of_days, st.integers(20, 200))
def test_a_plot_fits_its_width_and_has_a_line_for_every_bucket_that_is_not_folded(
    counts: list[float], cells: int
) -> None:
    scale = days(counts)
    lines = list(plot(scale, counts, cells))
    assert all(width(line) <= cells for line in lines)
    assert_harmless(*lines)
    folded = sum(int(line.split()[1]) for line in lines if line.startswith("…"))
    others = [line for line in lines if not line.startswith("…")]
    assert folded + len(others) == len(counts)
    assert all(int(line.split()[1]) > LONGEST_GAP for line in lines if line.startswith("…"))
    shown = [line.split()[-1] for line in others]
    assert [text for text in shown if text != "0"] == [count_text(count) for count in counts if count]


@given(counts_of_days)
def test_only_an_empty_bucket_has_no_bar_and_the_largest_has_the_longest(counts: list[float]) -> None:
    highest = max(counts)
    for count in counts:
        painted = bar(count / highest if highest else 0.0, 40)
        assert (painted == "") == (count == 0)
        assert width(painted) <= 40
        assert count < highest or not highest or painted == "█" * 40


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 100))
def test_of_two_bars_the_larger_count_has_no_shorter_one(share: float, other: float, cells: int) -> None:
    small, large = sorted((share, other))
    assert width(bar(small, cells)) <= width(bar(large, cells))


@given(counts_of_days, st.integers(20, 100))
def test_a_plot_in_ascii_keeps_its_columns(counts: list[float], cells: int) -> None:
    for line in plot(days(counts), counts, cells):
        plain = to_ascii(line)
        assert plain.isascii()
        assert len(plain) == width(line)


@given(st.floats(0, 1e6))
def test_no_count_is_rounded_to_nothing(count: float) -> None:
    assert (rounded(count) == 0) == (count <= 1e-6)
    assert abs(rounded(count) - count) <= max(0.05, count * 1e-9) + 1e-6


@given(st.sampled_from(Unit), st.integers(-5_000_000_000, 5_000_000_000))
def test_a_start_reads_back_as_where_its_bucket_begins(unit: Unit, minute: int) -> None:
    first = begin_of(unit, number_of(unit, minute))
    scale = Scale(unit, edges(unit, minute, minute + 1))
    (row,) = buckets(scale, [1.0])
    if row.start:
        assert PartialDate.parse(row.start).start == first
    else:
        assert abs(first) > 4_000_000_000
