"""`chronoterm facets`: who, where and what, each with its number of records."""

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from chronoterm.cells import width
from chronoterm.chronology.view import FacetValue
from chronoterm.exporters.facets import as_tree, facet_table, most_frequent
from chronoterm.language.fields import FIELD_OF
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.terms import Facet
from tests.cli.conftest import RunCli, assert_refused
from tests.cli.test_hostile import _assert_harmless as assert_harmless
from tests.conftest import HOSTILE, MakeStore
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models

FACETS = [each for each in FIELD_OF.values() if each != "by"]  # nobody has noted anything in the sample


def rows(out: str) -> list[tuple[str, str, int]]:
    head, *found = csv.reader(io.StringIO(out), strict=True)
    assert head == ["value", "name", "count"]
    return [(value, name, int(count)) for value, name, count in found]


@pytest.fixture
def bodies(make_store: MakeStore, tmp_path: Path) -> Path:
    """Two actors of a state, one of them in both records, and a state that nobody speaks for."""
    return make_store(
        tmp_path,
        [
            {"id": "a", "kind": "event", "headline": "x", "actors": ["ann"], "tags": ["t"], "date": "2024"},
            {"id": "b", "kind": "event", "headline": "y", "actors": ["ann", "bob"], "date": "2025"},
            {"id": "c", "kind": "event", "headline": "z", "actors": ["zoe"], "tags": ["u"], "date": "2025"},
        ],
        actors=[
            {"id": "ann", "name": "Ann Arbor", "member_of": [{"actor": "state"}]},
            {"id": "bob", "name": "Bob", "member_of": [{"actor": "state"}]},
            {"id": "state", "name": "State"},
        ],
    )


def test_the_most_frequent_come_first_with_what_they_belong_to(bodies: Path, run_cli: RunCli) -> None:
    ran = run_cli("facets", "actor", "-s", bodies)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Made for a test · 3 records · 4 actors",
        "",
        " VALUE  NAME       COUNT",
        " state  State          2",
        " ann    Ann Arbor      2",
        " bob    Bob            1",
        " zoe    zoe            1",
    ]


def test_counts_follow_the_query_and_leave_out_what_no_record_has(bodies: Path, run_cli: RunCli) -> None:
    out = run_cli("facets", "actor", "date:2024", "-s", bodies, "--format", "csv").out
    assert rows(out) == [("state", "State", 1), ("ann", "Ann Arbor", 1)]
    out = run_cli("facets", "actor", "date:2024", "-s", bodies, "--format", "csv", "--all").out
    assert sorted(rows(out)[2:]) == [("bob", "Bob", 0), ("zoe", "zoe", 0)]
    head = run_cli("facets", "tag", "date:2024", "-s", bodies).out.splitlines()[0]
    assert head == "Made for a test · 1 of 3 · FILTERED · 1 tag · in 2024"


def test_what_is_asked_of_the_facet_itself_is_left_aside_and_said(bodies: Path, run_cli: RunCli) -> None:
    ran = run_cli("facets", "actor", "actor:bob", "date:2025", "-s", bodies, "--format", "csv")
    assert rows(ran.out) == rows(run_cli("facets", "actor", "date:2025", "-s", bodies, "--format", "csv").out)
    assert ran.err == "chronoterm: what the query says of the actor is left aside, so that all are counted\n"
    assert run_cli("facets", "tag", "actor:bob", "-s", bodies).code == 1


@pytest.mark.parametrize("facet", FACETS)
def test_all_forms_have_the_same_values(facet: str, run_cli: RunCli) -> None:
    found = rows(run_cli("facets", facet, "--format", "csv").out)
    assert found or facet == "target"  # the sample tells of nobody to whom something is done
    documents = json.loads(run_cli("facets", facet, "--format", "json").out)
    assert [tuple(each.values()) for each in documents] == found
    lines = run_cli("facets", facet, "--format", "jsonl").out.splitlines()
    assert [json.loads(each) for each in lines] == documents
    table = run_cli("facets", facet).out
    assert "\t" not in table
    assert [line.split()[0] for line in table.splitlines()[3:]] == [value.split()[0] for value, _, _ in found]
    assert [int(line.split()[-1]) for line in table.splitlines()[3:]] == [count for _, _, count in found]


def test_a_value_can_be_asked_for_by_what_is_printed(run_cli: RunCli) -> None:
    for facet in FACETS:
        for value, _, count in rows(run_cli("facets", facet, "--format", "csv").out):
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            lines = run_cli("list", f'{facet}:"{quoted}"', "--format", "jsonl").out.splitlines()
            assert len(lines) == count


def test_users_are_counted_by_what_they_noted_or_changed(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    records = [{"id": each, "kind": "event", "headline": each} for each in "abc"]
    records[0]["by"] = "ben"
    notes = [
        {"record": "a", "by": "ana", "star": True},
        {"record": "b", "by": "ana", "tag": "check"},
        {"record": "b", "by": "ben", "comment": "Who says so?"},
        {"record": "c", "by": "carl"},
    ]
    path = make_store(tmp_path, records)
    tables = {**json.loads(path.read_text()), "annotations": dict(enumerate(notes, start=1))}
    path.write_text(json.dumps(tables))
    out = run_cli("facets", "by", "tag:check", "-s", path, "--format", "csv").out
    assert rows(out) == [("ana", "ana", 1), ("ben", "ben", 1)]
    assert "2 users" in run_cli("facets", "by", "-s", path).out
    assert [each[2] for each in rows(run_cli("facets", "by", "-s", path, "--format", "csv").out)] == [2, 2]
    ran = run_cli("facets", "by", "id:c", "-s", path)
    assert (ran.code, ran.err) == (1, "chronoterm: no matching record has a user\n")


def test_a_limit_keeps_the_most_frequent_and_says_so(bodies: Path, run_cli: RunCli) -> None:
    ran = run_cli("facets", "actor", "-s", bodies, "--limit", "2")
    assert ran.out.splitlines()[0] == "Made for a test · 3 records · 4 actors · first 2"
    assert [line.split()[0] for line in ran.out.splitlines()[3:]] == ["state", "ann"]
    ran = run_cli("facets", "actor", "-s", bodies, "--limit", "0", "--format", "jsonl")
    assert (ran.code, ran.out) == (0, "")


def test_no_value_is_exit_code_1_with_the_reason(bodies: Path, run_cli: RunCli) -> None:
    ran = run_cli("facets", "place", "-s", bodies)
    assert (ran.code, ran.err) == (1, "chronoterm: no matching record has a place\n")
    ran = run_cli("facets", "place", "-s", bodies, "actor:nobody", "--format", "json")
    assert (ran.code, json.loads(ran.out)) == (1, [])
    assert ran.err == "chronoterm: nothing matched; no actor is called “nobody”\n"
    ran = run_cli("facets", "actor", "-s", bodies, "date:1900", "--all", "--format", "csv")
    assert (ran.code, len(rows(ran.out))) == (1, 4)


def test_what_only_may_match_is_counted_unless_it_is_refused(
    make_store: MakeStore, tmp_path: Path, run_cli: RunCli
) -> None:
    path = make_store(
        tmp_path, [{"id": "a", "kind": "event", "headline": "x", "tags": ["t"], "date": "2024-10"}]
    )
    assert "1 of 1 · FILTERED · 1 possible" in run_cli("facets", "tag", "date:2024-10-13", "-s", path).out
    ran = run_cli("facets", "tag", "date:2024-10-13", "-s", path, "--certain")
    assert ran.code == 1
    assert "0 of 1 · FILTERED · 1 possible hidden" in ran.out


def test_a_facet_that_there_is_not_is_refused(run_cli: RunCli) -> None:
    assert_refused(run_cli("facets", "place:RU"), "place:RU", "speaker", "chronoterm facets -h")
    assert_refused(run_cli("facets"), "FACET")


@given(models())
def test_whoever_is_shown_stands_below_all_shown_that_they_are_in(model: Model) -> None:
    values = model.chronology.view(ALL, CHRONOLOGICAL).facets(Facet.ACTOR)
    for limit in range(len(values) + 1):
        kept = most_frequent(values, with_none=True)[:limit]
        tree = list(as_tree(values, kept))
        assert sorted(each.value for each in tree) == sorted(each.value for each in kept)
        assert all(later.depth <= each.depth + 1 for each, later in pairwise(tree))
        assert not tree or tree[0].depth == 0
    assert list(as_tree(values, values)) == list(values)


@given(models())
def test_counts_never_rise_in_a_list_of_the_most_frequent(model: Model) -> None:
    values = model.chronology.view(ALL, CHRONOLOGICAL).facets(Facet.PLACE)
    counts = [each.count for each in most_frequent(values, with_none=False)]
    assert counts == sorted((each.count for each in values if each.count), reverse=True)


@pytest.mark.parametrize("cells", [20, 40, 80, 200])
def test_a_table_of_a_deep_hierarchy_fits_the_terminal(cells: int) -> None:
    values = [FacetValue(f"id-{n}", f"name {n} {HOSTILE[n % len(HOSTILE)]}", 10**n, n) for n in range(30)]
    lines = list(facet_table(Facet.PLACE, values, cells))
    assert len(lines) == 31
    assert all(width(line) <= cells for line in lines)
    assert_harmless(*lines)


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
@pytest.mark.parametrize("facet", FACETS)
def test_no_name_commands_the_terminal(facet: str, form: str, hostile_store: Path, run_cli: RunCli) -> None:
    ran = run_cli("facets", facet, "-s", hostile_store, "--all", "--format", form)
    assert ran.code == 0
    assert_harmless(ran.out, ran.err)


def test_no_name_runs_as_a_formula(hostile_store: Path, run_cli: RunCli) -> None:
    values = {
        value for value, _, _ in rows(run_cli("facets", "tag", "-s", hostile_store, "--format", "csv").out)
    }
    assert {"'=1+1", "'@SUM(A1)", "'-2+3"} <= values
