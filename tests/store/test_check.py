from pathlib import Path

import pytest

from chronoterm.problems import Problem, Severity
from chronoterm.store.check import check
from chronoterm.store.store import Store
from tests.conftest import HOSTILE, MakeStore

EVENT = '"kind": "event", "headline": "x"'


def checked(folder: Path, content: str) -> list[Problem]:
    path = folder / "store.json"
    path.write_text(content, encoding="utf-8")
    return check(Store.open(path))


def with_record(folder: Path, fields: str) -> list[Problem]:
    return checked(folder, f'{{"records": {{"4": {{"id": "a", {EVENT}, {fields}}}}}}}')


def test_the_sample_needs_no_attention(sample: Path) -> None:
    assert check(Store.open(sample)) == []


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ('"about_date": "2024-02-30"', "about_date", "2024-02-30"),
        ('"sources": [{"published": "soon"}]', "sources.published", "soon"),
        ('"sources": [{"retrieved": "2024-99"}]', "sources.retrieved", "2024-99"),
        ('"sources": [{"reliability": "G"}]', "sources.reliability", "“G” is no letter from A to F"),
        ('"sources": [{"credibility": 7}]', "sources.credibility", "7 is no number from 1 to 6"),
        ('"sources": [{"span": [9, 3]}]', "sources.span", "ends before it begins"),
        ('"sources": [{"span": [-1, 3]}]', "sources.span", "begins before"),
        ('"figures": [{"state": "planned"}]', "figures", "neither low nor high"),
        ('"figures": [{"low": 9, "high": 3}]', "figures", "low (9) is above high (3)"),
        ('"quote": " "', "quote", "is empty"),
        ('"quote_kind": "rumour"', "quote_kind", "rumour"),
        ('"summary": 5', "summary", "expected str"),
        ('"outcome": "nobody"', "outcome", "is “nobody”, which is no record"),
        ('"relations": [{"type": "denies", "to": "nobody"}]', "relations", "denies of “nobody”"),
        ('"summary": "half \\ud800"', "summary", "half of a character"),
        ('"note": {"of": ["others", {"half": ["\\udfff"]}]}', "note.of.half", "half of a character"),
        ('"summary": "one", "summary": "two"', "summary", "stands there twice"),
        ('"note": {"of": [{"n": 1, "n": 2}]}', "note.of.n", "stands there twice"),
        ('"unknown": 1e400', "", "out of range"),
    ],
)
def test_a_flaw_in_a_record_is_told_with_its_place(fields: str, field: str, why: str, tmp_path: Path) -> None:
    (problem,) = with_record(tmp_path, fields)
    assert problem[:4] == (Severity.FLAWED, "records", "4", field)
    assert why in problem.why


def test_a_number_too_long_for_python_is_no_traceback(tmp_path: Path) -> None:
    (problem,) = with_record(tmp_path, f'"unknown": {"9" * 5000}')
    assert problem.severity is Severity.FLAWED


def test_a_document_number_that_stands_twice_is_told(tmp_path: Path) -> None:
    record = f'{{"id": "a", {EVENT}}}'
    found = checked(tmp_path, f'{{"records": {{"3": {record}, "3": {record}}}}}')
    assert [each[:4] for each in found] == [(Severity.LEFT_OUT, "records", "3", "")]
    assert "stands there twice, and only the last one counts" in found[0].why


def test_a_table_that_stands_twice_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, '{"records": {}, "actors": {}, "records": {}}')
    assert [each[:4] for each in found] == [(Severity.LEFT_OUT, "records", "–", "")]


def test_names_that_no_table_has_are_notes(tmp_path: Path) -> None:
    found = checked(
        tmp_path,
        f"""{{
        "records": {{
            "1": {{"id": "a", {EVENT}, "speaker": "s", "actors": ["s", "x"], "places": ["p"]}},
            "2": {{"id": "b", {EVENT}, "speaker": "s", "figures": [{{"series": "f", "low": 1}}]}}
        }},
        "actors": {{"1": {{"id": "x", "name": "X", "member_of": [{{"actor": "nobody"}}]}}}},
        "places": {{"1": {{"id": "q", "name": "Q", "part_of": "nowhere"}}}}
        }}""",
    )
    assert {each.severity for each in found} == {Severity.NOTE}
    assert [f"{each.table}: {each.why}" for each in found] == [
        "actors: “s” is not there; 2 records use it",
        "actors: “nobody” is not there; 1 actor is a member of it",
        "places: “p” is not there; 1 record uses it",
        "places: “nowhere” is not there; 1 place is part of it",
        "series: “f” is not there; 1 figure counts it",
    ]


def test_problems_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    flawed = f'"id": "{{}}", {EVENT}, "quote": ""'
    found = checked(
        tmp_path,
        f"""{{"places": {{"2": 5}}, "records": {{
        "9": {{{flawed.format("a")}}},
        "10": {{"id": "b", "kind": "event"}},
        "8": {{{flawed.format("c")}}},
        "x": {{{flawed.format("d")}}}
        }}, "actors": {{"1": 5}}}}""",
    )
    assert [(each.table, each.document) for each in found] == [
        ("places", "2"),
        ("records", "9"),
        ("records", "10"),
        ("records", "8"),
        ("records", "x"),
        ("actors", "1"),
    ]


def test_what_check_says_is_harmless_whatever_the_store_holds(hostile_store: Path) -> None:
    found = check(Store.open(hostile_store))
    assert len(found) > len(HOSTILE)
    assert all(str(each).isprintable() or "\u200d" in str(each) for each in found)


def test_check_tells_how_far_it_is(make_store: MakeStore, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    path = make_store(tmp_path, ["one", "two", "three"])
    check(Store.open(path), lambda *each: told.append(each))
    assert {what for what, _, _ in told} == {"documents", "records"}
    assert all(0 <= done <= total for _, done, total in told)
    assert {total for _, _, total in told} == {3, path.stat().st_size}


def test_check_can_be_stopped(make_store: MakeStore, tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(Store.open(make_store(tmp_path, ["one"])), stop)
