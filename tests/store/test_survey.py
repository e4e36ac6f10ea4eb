from pathlib import Path

import pytest

from chronoterm.opening import open_chronology
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.problems import Problem, Severity
from chronoterm.query import ALL
from chronoterm.store.store import Store
from tests.conftest import HOSTILE, MakeStore

EVENT = '"kind": "event", "headline": "x"'


def opened(folder: Path, records: str, rest: str = "") -> Store:
    """A store from JSON written by hand."""
    path = folder / "store.json"
    path.write_text(f'{{"records": {{{records}}}{rest}}}', encoding="utf-8")
    return Store.open(path)


def told(problem: Problem) -> tuple[Severity, str, str, str]:
    return problem.severity, problem.table, problem.document, problem.field


def ids(store: Store) -> list[str]:
    return [entry.id for entry in store.entries]


@pytest.mark.parametrize(
    ("document", "field", "why"),
    [
        (f'{{"id": "", {EVENT}}}', "id", "has no id"),
        (f"{{{EVENT}}}", "id", "has no id"),
        ('{"id": "b", "kind": "event"}', "headline", "has no headline"),
        ('{"id": "b", "kind": "event", "headline": " "}', "headline", "has no headline"),
        ('{"id": "b", "headline": "x"}', "kind", "has no kind"),
        ('{"id": "b", "kind": "rumour", "headline": "x"}', "kind", "rumour"),
        (f'{{"id": "b", {EVENT}, "date": "2024-13-45"}}', "date", "2024-13-45"),
        (f'{{"id": "b", {EVENT}, "date": "yesterday"}}', "date", "yesterday"),
        (f'{{"id": "b", {EVENT}, "date": 2024}}', "date", "str"),
        (f'{{"id": "b", {EVENT}, "date_basis": "guess"}}', "date_basis", "guess"),
        (f'{{"id": "b", {EVENT}, "actors": "one"}}', "actors", "array"),
        (f'{{"id": "b", {EVENT}, "actors": [1]}}', "actors[0]", "str"),
        (
            f'{{"id": "b", {EVENT}, "relations": [{{"type": "hates", "to": "a"}}]}}',
            "relations[0].type",
            "hates",
        ),
        (f'{{"id": "b", {EVENT}, "relations": [{{"type": "denies"}}]}}', "relations[0].to", "has no to"),
        (f'{{"id": "a", {EVENT}}}', "id", "“a” is the id of document 1 already"),
        ("5", "", "is no JSON object"),
        ("[]", "", "is no JSON object"),
        ("null", "", "is no JSON object"),
        ('"text"', "", "is no JSON object"),
    ],
)
def test_a_bad_record_is_left_out_with_its_place_and_the_good_ones_open(
    document: str, field: str, why: str, tmp_path: Path
) -> None:
    store = opened(tmp_path, f'"1": {{"id": "a", {EVENT}}}, "41": {document}, "42": {{"id": "c", {EVENT}}}')
    assert ids(store) == ["a", "c"]
    assert [told(each) for each in store.problems] == [(Severity.LEFT_OUT, "records", "41", field)]
    assert why in store.problems[0].why


@pytest.mark.parametrize("number", ["abc", "1.5", "-1", "٣", "007", "1_0", " 7", "", "0", "9" * 5000])
def test_a_document_number_that_tinydb_would_lose_or_change_is_told(number: str, tmp_path: Path) -> None:
    store = opened(tmp_path, f'"7": {{"id": "a", {EVENT}}}, "{number}": {{"id": "b", {EVENT}}}')
    assert ids(store) == ["a"]
    assert [told(each) for each in store.problems] == [(Severity.LEFT_OUT, "records", number, "")]


def test_a_document_that_is_not_utf_8_is_left_out_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    good = f'"1": {{"id": "a", {EVENT}}}'.encode()
    path.write_bytes(b'{"records": {' + good + b', "2": {"id": "\xff", "kind": "event", "headline": "x"}}}')
    store = Store.open(path)
    assert ids(store) == ["a"]
    assert [told(each) for each in store.problems] == [(Severity.LEFT_OUT, "records", "2", "")]


def test_half_a_character_is_replaced_and_no_reason_to_refuse(tmp_path: Path) -> None:
    store = opened(
        tmp_path,
        r'"1": {"id": "a\\ud800", "kind": "event", "headline": "half \ud800, whole \ud83d\ude00 \udead"}',
    )
    assert store.problems == []
    assert store.entries[0].id == r"a\ud800"
    assert store.record(r"a\ud800").headline == "half \ufffd, whole 😀 \ufffd"


def test_a_relation_to_nothing_leaves_its_record_in(tmp_path: Path) -> None:
    relation = '"relations": [{"type": "background", "to": "nobody"}]'
    store = opened(tmp_path, f'"3": {{"id": "a", {EVENT}, {relation}}}')
    assert ids(store) == ["a"]
    assert [told(each) for each in store.problems] == [(Severity.FLAWED, "records", "3", "relations")]
    assert "“nobody”, which is no record" in store.problems[0].why


@pytest.mark.parametrize(
    ("actor", "field"),
    [
        ('{"id": "x", "name": "X", "member_of": [{"actor": "y", "from": "2024-13-45"}]}', "member_of[0]"),
        ('{"id": "x", "name": "X", "member_of": [{"actor": "y", "to": ""}]}', "member_of[0]"),
        ('{"id": "x", "name": "X", "member_of": "y"}', "member_of"),
        ('{"id": "x"}', "name"),
        ('{"name": "X"}', "id"),
        ("5", ""),
    ],
)
def test_a_bad_actor_is_told_and_the_chronology_opens(actor: str, field: str, tmp_path: Path) -> None:
    store = opened(tmp_path, f'"1": {{"id": "a", {EVENT}, "actors": ["x"]}}', f', "actors": {{"8": {actor}}}')
    assert [told(each) for each in store.problems] == [(Severity.LEFT_OUT, "actors", "8", field)]
    assert open_chronology(store.path)[1].view(ALL, CHRONOLOGICAL).count == 1


def test_two_places_of_one_id_are_told(tmp_path: Path) -> None:
    place = '{"id": "p", "name": "P"}'
    store = opened(tmp_path, "", f', "places": {{"1": {place}, "2": {place}}}, "series": {{"x": {place}}}')
    assert [told(each) for each in store.problems] == [
        (Severity.LEFT_OUT, "places", "2", "id"),
        (Severity.LEFT_OUT, "series", "x", ""),
    ]


@pytest.mark.parametrize(
    "meta",
    [
        "",
        '"1": 5',
        '"1": []',
        '"1": {"title": 5}',
        '"1": {"title": " "}',
        '"1": {"title": null}',
        '"1": {"n": 1e400}',
    ],
)
def test_a_store_that_says_nothing_sensible_of_itself_is_called_by_its_name(
    meta: str, tmp_path: Path
) -> None:
    store = opened(tmp_path, f'"1": {{"id": "a", {EVENT}}}', f', "meta": {{{meta}}}')
    assert store.title == "store"
    assert ids(store) == ["a"]


def test_a_store_without_records_opens(make_store: MakeStore, tmp_path: Path) -> None:
    store, chronology = open_chronology(make_store(tmp_path, []))
    assert (store.entries, store.problems, chronology.total) == ([], [], 0)


def test_a_store_full_of_hostile_text_opens_whole(hostile_store: Path) -> None:
    store, chronology = open_chronology(hostile_store)
    assert [each for each in store.problems if each.severity is Severity.LEFT_OUT] == []
    assert chronology.total == len(HOSTILE)
    for entry in store.entries:
        assert store.record(entry.id).quote is not None


def test_reading_tells_how_far_it_is_and_can_be_stopped(make_store: MakeStore, tmp_path: Path) -> None:
    path = make_store(tmp_path, (f"record {number}" for number in range(9000)))
    done: list[int] = []
    Store.open(path, done.append)
    assert done == [0, 4096, 8192]

    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Store.open(path, stop)


def test_the_number_of_a_records_document_is_known(tmp_path: Path) -> None:
    store = opened(tmp_path, f'"17": {{"id": "a", {EVENT}}}')
    assert store.document_of("a") == "17"
    with pytest.raises(KeyError):
        store.record("b")


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    path = tmp_path / "nested.json"
    path.write_text(f'{{"records": {{"1": {{"id": "a", {EVENT}, "deep": {"[" * 900}{"]" * 900}}}}}}}')
    return path


def test_an_unknown_field_may_be_nested_as_deeply_as_it_can_be_read(nested: Path) -> None:
    store = Store.open(nested)
    assert ids(store) == ["a"]
    assert "deep" in store.record("a").unknown
