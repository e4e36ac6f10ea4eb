"""Queries on the command line: the same language as on the screen, and told as plainly when it is not understood."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.cli_asking import AFTER, BEFORE, pointed
from tests.cli.conftest import RunCli
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import HOSTILE, MakeStore

any_text = st.text(st.characters(exclude_categories=()), max_size=60)
plain_text = st.text(st.sampled_from('abc :-()"ÄЖя全角'), max_size=200)


def ids(out: str) -> list[str]:
    return [json.loads(line)["id"] for line in out.splitlines()]


@pytest.fixture
def towns(make_store: MakeStore, tmp_path: Path) -> Path:
    """Four records; two of them are dated roughly, one not at all."""
    records = [
        {
            "id": "a",
            "headline": "troops arrive",
            "date": "2024-10-13",
            "places": ["north"],
            "actors": ["kim"],
        },
        {"id": "b", "headline": "troops leave", "date": "2024-10", "places": ["south"], "actors": ["kim"]},
        {"id": "c", "headline": "talks begin", "date": "2024-11-02", "places": ["north"], "actors": ["lee"]},
        {"id": "d", "headline": "talks end", "places": ["south"], "actors": ["kim"]},
    ]
    return make_store(tmp_path, [{"kind": "event", **each} for each in records])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), "abcd"),
        (("",), "abcd"),
        (("troops",), "ab"),
        (("troops", "place:north"), "a"),
        (("troops place:north",), "a"),
        (("troops OR place:north",), "abc"),
        (("(troops", "OR", "talks)", "-place:south"), "ac"),
        (("actor:=kim since:2024-10-13",), "abd"),
        (("is:undated",), "d"),
        (("troops", "--until", "2024-10-13"), "ab"),
        (("troops", "--place", "south", "arr OR leave"), "b"),
        (("since:2024-11 is:certain",), "c"),
        (("since:2024-11", "--certain"), "c"),
    ],
)
def test_words_are_read_as_one_query_and_the_options_narrow_further(
    words: tuple[str, ...], found: str, towns: Path, run_cli: RunCli
) -> None:
    ran = run_cli("list", "-s", towns, *words, "--format", "jsonl")
    assert sorted(ids(ran.out)) == list(found)
    assert ran.code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("-soldiers",),
        ("--", "-soldiers"),
        ("-(soldiers)",),
        ('-"soldiers"',),
        ("NOT soldiers",),
        ("-soldiers", "--reverse"),
        ("--columns", "id", "-soldiers"),
    ],
)
def test_a_word_to_leave_out_is_no_option(words: tuple[str, ...], run_cli: RunCli) -> None:
    ran = run_cli("list", "--format", "jsonl", *words)
    assert (ran.code, ran.err) == (0, "")
    assert sorted(ids(ran.out)) == ["zelenskyy-engineer-talks-qcsx", "zelenskyy-people-as-well-as-arms-rbzg"]


def test_behind_two_dashes_even_an_option_is_a_word(run_cli: RunCli) -> None:
    ran = run_cli("list", "--", "-limit", "--format", "csv")
    assert ran.code == 1
    assert "FILTERED · not “limit…” + “format…” + “csv…”" in ran.out


def test_a_denied_field_keeps_letters_that_are_options(towns: Path, run_cli: RunCli) -> None:
    assert ids(run_cli("list", "-s", towns, "-place:south", "--format", "jsonl").out) == ["a", "c"]
    assert ids(run_cli("list", "-s", towns, "-headline", "--format", "jsonl").out) == ["b", "a", "c", "d"]


@pytest.mark.parametrize(
    ("query", "sentence", "under"),
    [
        ("plaec:north troops", "no field is called “plaec”; did you mean place?", "plaec"),
        ("troops (talks", "this parenthesis is never closed", "("),
        ('talks "never closed', "this quote is never closed", '"'),
        ("troops since:3/2/2022", "3 Feb 2022", "3/2/2022"),
        ("date:2024-13-45", "2024-13-45", "2024-13-45"),
        ("kind:rumour", "rumour", "rumour"),
        ("全角 Київ talks)", "no parenthesis is open here", ")"),
    ],
)
def test_a_fault_is_marked_where_it_is(
    query: str, sentence: str, under: str, towns: Path, run_cli: RunCli
) -> None:
    for command in (("list",), ("facets", "actor"), ("histogram",)):
        ran = run_cli(*command, "-s", towns, query)
        assert (ran.code, ran.out) == (2, "")
        said, shown, carets = ran.err.splitlines()
        assert said.startswith("chronoterm: ")
        assert sentence in said
        assert shown == f"  {query}"
        assert carets.strip("^ ") == ""
        start, end = width(shown.partition(under)[0]), width(carets)
        assert carets.count("^") == end - start
        assert carets[:start].isspace()


def test_the_end_of_a_query_can_be_marked(run_cli: RunCli) -> None:
    ran = run_cli("list", "troops", "OR")
    assert ran.err.splitlines()[1:] == ["  troops OR", "         ^^"]
    ran = run_cli("list", "place:")
    assert ran.err.splitlines()[1:] == ["  place:", "        ^"]


@given(text=plain_text, column=st.integers(0, 200), faulty=st.integers(1, 50))
def test_carets_stand_under_what_is_wrong(text: str, column: int, faulty: int) -> None:
    column = min(column, len(text))
    shown, carets = pointed(text, column, faulty)
    fault = text[column : column + min(faulty, AFTER)]
    marked = max(1, width(fault))
    assert carets.strip() == "^" * marked
    assert width(shown) <= 4 + 2 * (BEFORE + AFTER + AFTER)
    left = width(carets) - marked
    at = next(index for index in range(len(shown) + 1) if width(shown[:index]) == left)
    assert shown[at:].startswith(fault)


@given(text=any_text, column=st.integers(0, 60), faulty=st.integers(1, 5000))
def test_whatever_is_typed_can_be_pointed_at(text: str, column: int, faulty: int) -> None:
    for line in pointed(text, min(column, len(text)), faulty):
        assert_harmless(line)


def test_a_query_without_end_is_refused_in_a_short_message(run_cli: RunCli) -> None:
    ran = run_cli("list", "x " * 100_000)
    assert ran.code == 2
    assert "4,000 characters" in ran.err
    assert len(ran.err) < 300


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_commands_the_terminal(text: str, hostile_store: Path, run_cli: RunCli) -> None:
    quoted = '"' + text.replace("\\", "").replace('"', "") + '"'
    for query in (text, quoted, f"actor:{quoted}", f"place:{text}", f"{text}:x", f"({text}", f"-{quoted}"):
        for command in (("list",), ("facets", "tag"), ("histogram", "--format", "csv")):
            ran = run_cli(*command, "-s", hostile_store, "--", query)
            assert ran.code in (0, 1, 2)
            assert (ran.code == 2) <= (ran.out == "")
            assert_harmless(ran.out, ran.err)


def test_a_name_that_nobody_has_is_told_whatever_else_matches(towns: Path, run_cli: RunCli) -> None:
    ran = run_cli("list", "-s", towns, "actor:nobody OR troops", "--format", "jsonl")
    assert (ran.code, sorted(ids(ran.out))) == (0, ["a", "b"])
    assert ran.err == "chronoterm: no actor is called “nobody”\n"
    ran = run_cli("list", "-s", towns, "actor:nobody")
    assert ran.code == 1
    assert ran.err == "chronoterm: nothing matched; no actor is called “nobody”\n"


def test_an_empty_result_tells_what_to_leave_out(towns: Path, run_cli: RunCli) -> None:
    for words in (("talks", "place:north", "actor:kim"), ("talks", "--place", "north", "--actor", "kim")):
        ran = run_cli("list", "-s", towns, *words)
        assert ran.code == 1
        said, *ways = ran.err.splitlines()
        assert said == "chronoterm: nothing matched"
        assert sorted(each.split(maxsplit=1) for each in ways) == [
            ["1", "without “actor: kim”"],
            ["1", "without “place: north”"],
            ["1", "without ““talks…””"],
        ]


def test_the_possible_that_are_left_out_are_counted(towns: Path, run_cli: RunCli) -> None:
    ran = run_cli("list", "-s", towns, "since:2024-11-03", "--certain")
    assert ran.code == 1
    assert "0 of 4 · FILTERED · 1 possible hidden" in ran.out
    assert ran.err.splitlines()[1].split(maxsplit=1)[0] == "1"


def test_a_record_that_may_match_by_its_figure_is_marked(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    record = {"kind": "event", "headline": "h", "date": "2024"}
    path = make_store(
        tmp_path,
        [
            {**record, "id": "sure", "figures": [{"low": 11000, "high": 12000}]},
            {**record, "id": "maybe", "figures": [{"low": 9000, "high": 12000}]},
        ],
    )
    out = run_cli("list", "-s", path, "figure:>10000", "--format", "csv", "--columns", "id").out
    assert sorted(csv.reader(io.StringIO(out))) == [
        ["id", "match"],
        ["maybe", "possible"],
        ["sure", "certain"],
    ]
    ran = run_cli("list", "-s", path, "figure:>10000", "--format", "jsonl")
    assert ran.err == "chronoterm: 1 of these only may match; a table or CSV tells which\n"
    assert run_cli("list", "-s", path, "figure:>10000", "--format", "jsonl", "--limit", "0").err == ""


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--sort", "place,-date"), "cabd"),
        (("--sort", "place,date"), "acbd"),
        (("--sort", "-place,date"), "bdac"),
        (("--sort", "place,date", "--reverse"), "bdac"),
        (("--sort", "-date"), "cabd"),
        (("--sort", "actor,-headline"), "badc"),
    ],
)
def test_records_are_sorted_by_several_columns(
    options: tuple[str, ...], found: str, towns: Path, run_cli: RunCli
) -> None:
    out = run_cli("list", "-s", towns, *options, "--format", "jsonl").out
    assert "".join(ids(out)) == found


def test_an_unknown_column_to_sort_by_is_one_sentence(run_cli: RunCli) -> None:
    ran = run_cli("list", "--sort", "date,colour")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("chronoterm: no column is called “colour”; there are date, ")
