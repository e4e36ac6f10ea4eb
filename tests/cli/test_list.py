import csv
import io
import json
from pathlib import Path

import pytest

from chronoterm.directories import state_folder
from chronoterm.documents import read
from chronoterm.editing.changes import starred
from chronoterm.modes import ALL_RIGHTS
from chronoterm.reader import open_desk
from chronoterm.records import Record
from chronoterm.store.store import Store
from tests.cli.conftest import RunCli, assert_refused
from tests.conftest import MakeStore


def _ids(out: str) -> list[str]:
    return [json.loads(line)["id"] for line in out.splitlines()]


@pytest.fixture
def dated(make_store: MakeStore, tmp_path: Path) -> Path:
    """Records of some days, in the file in another order than in time."""
    days = {
        "c": "2024-10-18",
        "a": "2024-10",
        "u": None,
        "b": "2024-10-13",
        "d": "2024-11-02",
        "e": "2023-10-18",
    }
    return make_store(
        tmp_path,
        [
            {
                "id": key,
                "kind": "event",
                "headline": f"{key} happens",
                "date": date,
                "places": [f"{key}-town"],
            }
            for key, date in days.items()
        ],
    )


def test_the_chronology_is_printed_in_order_with_what_it_is(run_cli: RunCli) -> None:
    ran = run_cli("list")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "DPRK troops in Russia (sample) · 15 records"
    assert lines[2].split() == ["DATE", "KIND", "ACTOR", "HEADLINE", "PLACE"]
    assert lines[3].startswith(" 13 Oct 2024")
    assert lines[-1].startswith(" undated")
    assert len(lines) == 18


def test_nothing_that_matches_is_said_with_exit_code_1(run_cli: RunCli) -> None:
    ran = run_cli("list", "--actor", "zelenskyy", "--place", "Kursk Oblast")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "chronoterm: nothing matched",
        "        3  without “actor: Volodymyr Zelenskyy”",
        "       10  without “place: Kursk Oblast (+Kursk front)”",
    ]
    assert "0 of 15 · FILTERED" in ran.out


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_nothing_that_matches_is_well_formed(form: str, run_cli: RunCli) -> None:
    ran = run_cli("list", "--tag", "nothing-of-the-kind", "--format", form)
    assert ran.code == 1
    assert ran.err == "chronoterm: nothing matched; no tag is called “nothing-of-the-kind”\n"
    if form == "json":
        assert json.loads(ran.out) == []
    if form == "csv":
        assert len(list(csv.reader(io.StringIO(ran.out)))) == 1


def test_a_place_includes_what_lies_in_it(run_cli: RunCli) -> None:
    oblast = _ids(run_cli("list", "--place", "Kursk Oblast", "--format", "jsonl").out)
    russia = _ids(run_cli("list", "--place", "russia", "--format", "jsonl").out)
    assert len(oblast) == 3
    assert set(oblast) < set(russia)


def test_an_actor_is_found_by_alias_and_without_accents_or_case(run_cli: RunCli) -> None:
    by_id = run_cli("list", "--actor", "volodymyr-zelenskyy", "--format", "jsonl").out
    assert len(_ids(by_id)) == 10
    for name in ("zelensky", "ZELENSKYY", "Volodymyr Zelenskiy", "zelénskyy"):
        assert run_cli("list", "--actor", name, "--format", "jsonl").out == by_id


def test_several_conditions_narrow_further(run_cli: RunCli) -> None:
    ran = run_cli(
        "list", "--speaker", "budanov", "--kind", "statement", "--tag", "training", "--format", "jsonl"
    )
    assert len(_ids(ran.out)) == 1
    assert run_cli("list", "--actor", "budanov", "--actor", "rutte").code == 1


@pytest.mark.parametrize(("kind", "number"), [("statement", 12), ("event", 3), ("expected", 2)])
def test_a_kind_is_all_that_is_printed(kind: str, number: int, run_cli: RunCli) -> None:
    assert len(_ids(run_cli("list", "--kind", kind, "--format", "jsonl").out)) == number


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--since", "2024-10-18", "--until", "2024-10-18"), ["a", "c", "u"]),
        (("--since", "18 oct", "--until", "18 oct"), ["a", "c", "u"]),
        (("--since", "18 October 2024"), ["a", "c", "d", "u"]),
        (("--until", "oct 2024"), ["e", "a", "b", "c", "u"]),
        (("--since", "nov 2024"), ["d", "u"]),
        (("--until", "2023"), ["e", "u"]),
    ],
)
def test_a_period_includes_the_days_it_names(
    options: tuple[str, ...], found: list[str], dated: Path, run_cli: RunCli
) -> None:
    assert _ids(run_cli("list", "-s", dated, *options, "--format", "jsonl").out) == found


def test_what_only_may_lie_in_a_period_is_marked(dated: Path, run_cli: RunCli) -> None:
    table = run_cli("list", "-s", dated, "--since", "18 oct", "--until", "18 oct", "--columns", "id").out
    assert table.splitlines()[3:] == ["~a", " c", "~u"]
    lines = run_cli("list", "-s", dated, "--since", "18 oct", "--columns", "id", "--format", "csv").out
    assert lines.splitlines() == ["id,match", "a,possible", "c,certain", "d,certain", "u,possible"]


def test_an_ambiguous_date_is_refused_with_both_readings(run_cli: RunCli) -> None:
    assert_refused(run_cli("list", "--since", "3/2/2022"), "3 Feb 2022", "2 Mar 2022")


@pytest.mark.parametrize("date", ["soon", "2024-13-45", "", "32 oct", "9" * 10_000])
def test_what_is_no_date_is_refused(date: str, run_cli: RunCli) -> None:
    assert_refused(run_cli("list", "--until", date))


def test_sorting_reverses_and_keeps_what_has_no_value_last(dated: Path, run_cli: RunCli) -> None:
    assert _ids(run_cli("list", "-s", dated, "--format", "jsonl").out) == ["e", "a", "b", "c", "d", "u"]
    reverse = run_cli("list", "-s", dated, "--reverse", "--format", "jsonl").out
    assert _ids(reverse) == ["d", "c", "b", "a", "e", "u"]
    by_headline = run_cli("list", "-s", dated, "--sort", "headline", "--format", "jsonl").out
    assert _ids(by_headline) == ["a", "b", "c", "d", "e", "u"]


def test_a_limit_cuts_and_says_so(dated: Path, run_cli: RunCli) -> None:
    ran = run_cli("list", "-s", dated, "--limit", "2", "--columns", "id")
    assert ran.out.splitlines()[0].endswith("6 records · first 2")
    assert ran.out.splitlines()[3:] == [" e", " a"]
    assert run_cli("list", "-s", dated, "--limit", "0", "--format", "jsonl").out == ""
    assert_refused(run_cli("list", "--limit", "-1"), "--limit")


def test_columns_are_those_asked_for_in_that_order(run_cli: RunCli) -> None:
    ran = run_cli("list", "--columns", "headline, id", "--format", "csv", "--limit", "1")
    assert ran.out.splitlines()[0] == "headline,id"
    assert_refused(run_cli("list", "--columns", "headline,nope"), "“nope”", "headline")
    assert_refused(run_cli("list", "--columns", " , "), "--columns")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_reads_back_as_the_records_that_are_stored(form: str, sample: Path, run_cli: RunCli) -> None:
    out = run_cli("list", "--format", form).out
    documents = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    store = Store.open(sample)
    assert len(documents) == 15
    for document in documents:
        assert read(document, Record) == store.record(document["id"])


def test_json_keeps_the_fields_of_other_tools(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    record = {
        "id": "a",
        "kind": "event",
        "headline": "x",
        "theirs": {"big": 2**70, "list": [None, 1.5]},
        "sources": [{"title": "t", "pages": [1, 2]}],
    }
    out = run_cli("list", "-s", make_store(tmp_path, [record]), "--format", "json").out
    assert json.loads(out) == [record]


def test_csv_reads_back_and_runs_no_formula(make_store: MakeStore, tmp_path: Path, run_cli: RunCli) -> None:
    headlines = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'a "quoted", one', "two\nlines", "Ünïcödé"]
    path = make_store(tmp_path, headlines)
    rows = list(csv.reader(io.StringIO(run_cli("list", "-s", path, "--format", "csv").out), strict=True))
    texts = [row[rows[0].index("headline")] for row in rows[1:]]
    assert texts == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@SUM(A1)",
        " =1",
        " =1",
        'a "quoted", one',
        "two lines",
        "Ünïcödé",
    ]


def test_a_table_in_a_pipe_is_neither_cut_nor_wrapped(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = run_cli("list", "-s", make_store(tmp_path, ["long " * 400])).out
    assert ("long " * 400).strip() in out
    assert len(out.splitlines()) == 4


def test_a_record_that_cannot_be_read_whole_keeps_its_place_in_a_list(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    record = {"kind": "event", "headline": "x", "date": "2024"}
    path = make_store(tmp_path, [{**record, "id": "good"}, {**record, "id": "bad", "summary": 5}])
    ran = run_cli("list", "-s", path, "--columns", "id,headline,summary")
    assert (ran.code, ran.out.splitlines()[3:]) == (0, [" bad   x         –", " good  x         –"])
    assert ran.err.startswith("chronoterm: record “bad” cannot be read whole (summary: ")
    for form in ("json", "jsonl"):
        ran = run_cli("list", "-s", path, "--format", form)
        assert ran.code == 0
        assert '"good"' in ran.out
        assert '"bad"' not in ran.out
        assert "“bad” cannot be read whole" in ran.err


def test_what_is_left_out_of_a_store_is_said_on_standard_error(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(tmp_path, ["good", {"id": "bad", "kind": "event"}, {"id": "worse"}])
    ran = run_cli("list", "-s", path, "--format", "jsonl")
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    assert ran.err == "chronoterm: 2 records need attention; `chronoterm check` tells which and why\n"


def test_a_store_without_records_is_a_list_of_none(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    ran = run_cli("list", "-s", make_store(tmp_path, []))
    assert ran.code == 1
    assert "0 records" in ran.out


def test_a_title_that_a_shell_would_mangle_is_a_value_like_any_other(run_cli: RunCli) -> None:
    ran = run_cli("list", "--actor", "\udcff\x1b[31m[/x]")
    assert ran.code == 1
    assert ran.err.rstrip("\n").isprintable()


def test_stars_of_ones_own_on_a_store_that_one_may_not_edit_are_listed(sample: Path, run_cli: RunCli) -> None:
    desk = open_desk(sample, ALL_RIGHTS, state_folder())
    edit = starred(["mysnyk-no-contact-yet-z6kb"], desk.user, "2026-11-22T10:00:00Z", {}, "abcdefgh")
    assert edit is not None
    desk.annotate(edit)
    listed = run_cli("list", "is:starred", "-s", str(sample), "--columns", "id", "--format", "csv")
    assert "mysnyk-no-contact-yet-z6kb" in listed.out
