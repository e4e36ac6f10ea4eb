"""Repair: whatever became of a store, all that can be saved is saved, and all that cannot is told."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chronoterm.edits import Table
from chronoterm.problems import Severity
from chronoterm.store.check import check
from chronoterm.store.errors import StoreError
from chronoterm.store.files import Identity
from chronoterm.store.journal import journal_path
from chronoterm.store.journal_reading import JournalReading
from chronoterm.store.losses import KEPT, Loss
from chronoterm.store.numbering import with_unread
from chronoterm.store.repair import repair, saved
from chronoterm.store.salvage import salvaged
from chronoterm.store.scanning import walk
from chronoterm.store.shape import RawTables
from chronoterm.store.shared import SharedStore
from chronoterm.store.store import Store
from tests.conftest import MakeStore
from tests.store.sessions import drop, journal_of, put, state, state_of

NO_JOURNAL = JournalReading(b"", exists=False)
GOOD = b'{"id": "a", "kind": "event", "headline": "x"}'


def mended(data: bytes) -> tuple[dict[str, list[Any]], list[str]]:
    """The documents of each table that repair makes of bytes, and what it tells."""
    tables, losses = saved(Path("store.json"), data, NO_JOURNAL)
    return read(with_unread(tables, losses)), [str(each) for each in losses]


def mended_or_refused(data: bytes) -> tuple[dict[str, list[Any]], list[str], str]:
    """The same, or the sentence that refuses it."""
    try:
        return *mended(data), ""
    except StoreError as error:
        return {}, [], str(error)


def read(tables: RawTables) -> dict[str, list[Any]]:
    return {name: [json.loads(bytes(each)) for each in table.values()] for name, table in tables.items()}


# One part of the bytes is lost

nasty = st.text(st.sampled_from('ab{}[]":,\\\n é🌍1'), min_size=1, max_size=8).map(lambda text: f"x{text}")
extras = st.fixed_dictionaries(
    {},
    optional={
        "notes": st.dictionaries(st.sampled_from(["7", "8", "n"]), st.fixed_dictionaries({"t": nasty})),
        "7": st.fixed_dictionaries({"id": nasty, "headline": nasty}),
        "count": st.floats(-1e9, 1e9) | st.integers() | st.none(),
    },
)


@st.composite
def stores(draw: st.DrawFn) -> bytes:
    """A sound store, laid out in one of the ways that programs have."""

    def table(kind: str, fields: dict[str, Any], most: int) -> dict[str, Any]:
        return {
            str(n): {
                "id": f"{kind}{n}",
                **{name: draw(each) for name, each in fields.items()},
                **draw(extras),
            }
            for n in range(1, draw(st.integers(0, most)) + 1)
        }

    tables = {
        "meta": {"1": {"schema": 1, "title": draw(nasty)}},
        "records": table("r", {"kind": st.just("event"), "headline": nasty}, 6),
        "actors": table("a", {"name": nasty, "member_of": st.just([])}, 4),
        "places": table("p", {"name": nasty, "latitude": st.just(1.5)}, 4),
    }
    return json.dumps(
        tables, indent=draw(st.sampled_from([None, 1])), ensure_ascii=draw(st.booleans())
    ).encode()


@st.composite
def struck(draw: st.DrawFn) -> tuple[bytes, int, int, bytes]:
    """A store, a part of it, and what stands there now."""
    data = draw(stores())
    start = draw(st.integers(0, len(data) - 1))
    end = min(len(data), start + draw(st.integers(0, 3) | st.integers(0, len(data))))
    part = data[start:end]
    flips = st.integers(0, 7).map(lambda bit: bytes(each ^ 1 << bit for each in part))
    noise = st.text(st.sampled_from('{}[]",:1a\\'), max_size=6).map(str.encode)
    return data, start, end, draw(st.just(b"") | flips | st.just(bytes(len(part))) | noise)


def untouched(data: bytes, start: int, end: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The documents that a damaged part does not touch, their numbers included."""
    for each in walk(data).found:
        number = data.rindex(f'"{each.number}"'.encode(), 0, each.start)
        if each.table not in (None, "meta") and (each.end <= start or number >= end):
            yield str(each.table), json.loads(data[each.start : each.end])


def within(value: Any) -> Iterator[Any]:
    """A value and all values in it."""
    yield value
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from within(each)


@settings(max_examples=400)
@given(struck())
def test_every_document_that_the_damage_does_not_touch_is_saved(hit: tuple[bytes, int, int, bytes]) -> None:
    data, start, end, put_there = hit
    wanted = list(untouched(data, start, end))
    found, losses, refusal = mended_or_refused(data[:start] + put_there + data[end:])
    if refusal:
        assert not wanted or "newer chronoterm" in refusal
        return
    everywhere = [each for table in found.values() for each in table]
    # What was struck may have come to have the id or the number of another document, or to hold others.
    renamed = {
        each["id"] for _, each in wanted if any(f"has the id “{each['id']}”" in told for told in losses)
    }
    for _, document in wanted:
        assert document in everywhere or document["id"] in renamed or document in list(within(everywhere))


@settings(max_examples=200)
@given(struck())
def test_what_is_saved_is_a_store_of_which_nothing_is_left_out_and_that_can_be_edited(
    hit: tuple[bytes, int, int, bytes],
) -> None:
    data, start, end, put_there = hit
    try:
        tables, losses = saved(Path("store.json"), data[:start] + put_there + data[end:], NO_JOURNAL)
    except StoreError:
        return
    store = Store(Path("store.json"), with_unread(tables, losses))
    assert [each for each in store.problems if each.severity is Severity.LEFT_OUT] == []
    for name, table in tables.items():
        assert all(number.isdigit() for number in table), name


@settings(max_examples=100)
@given(stores())
def test_a_sound_store_is_saved_as_it_is(data: bytes) -> None:
    found, losses = mended(data)
    assert losses == []
    assert {name: table for name, table in found.items() if table} == {
        name: list(table.values()) for name, table in json.loads(data).items() if table
    }


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | st.text(st.sampled_from('{}[]",:1a\\ ')).map(str.encode))
@example(b"")
@example(b'{"records": {"1": ' + b"[" * 5000 + b"]" * 5000 + b"}}")
@example(b'{"records": {' + b'"1": {"a": ' * 3000)
def test_bytes_of_any_kind_are_no_traceback(data: bytes) -> None:
    _, losses, refusal = mended_or_refused(data)
    assert all("\n" not in each for each in (*losses, refusal))


def test_damage_costs_time_in_proportion_to_the_size() -> None:
    # Counted in steps of the interpreter's own profiler a quadratic search would be a hundred times as many.
    import sys

    def steps(times: int) -> int:
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        lost = b"".join(
            b'"%d": {"id": "r%d", "kind": "event", "headline": "x"\n' % (n, n) for n in range(times)
        )
        sys.setprofile(counted)
        try:
            salvaged(b'{"records": {' + lost)
        finally:
            sys.setprofile(None)
        return count

    assert steps(400) < 14 * steps(40)


# What may be wrong with a store, one by one


def test_a_truncated_store_keeps_what_stood_before() -> None:
    found, losses = mended(b'{"records": {"1": %b, "2": {"id": "b", "head' % GOOD)
    assert [each["id"] for each in found["records"]] == ["a"]
    assert losses == [f'bytes 65 to 87, in table records: damaged{KEPT}: "2": {{"id": "b", "head']
    assert found["unread"][0]["text"] == '"2": {"id": "b", "head'


def test_a_store_with_something_behind_it_keeps_all_and_the_rest_as_text() -> None:
    found, losses = mended(b'{"records": {"1": %b}}\n// written by hand' % GOOD)
    assert [each["id"] for each in found["records"]] == ["a"]
    assert found["unread"][0]["text"] == "// written by hand"
    assert len(losses) == 1


def test_two_stores_in_one_file_become_one_and_what_stands_twice_is_renamed_and_told() -> None:
    one = b'{"records": {"1": %b, "2": {"id": "b", "kind": "event", "headline": "y"}}}' % GOOD
    two = one.replace(b'"y"', b'"another"')
    found, losses = mended(one + b"\n" + two)
    assert [(each["id"], each["headline"]) for each in found["records"]] == [
        ("a", "x"),
        ("b", "y"),
        ("b-2", "another"),
    ]
    assert losses == [
        "table records, document 2: another document has the id “b”; this one has “b-2” now",
        "table records, document 2: has the number 3 now",
        "the file: 1 document stands there twice, the same",
    ]


def test_a_number_that_stands_twice_keeps_both_documents() -> None:
    found, losses = mended(b'{"records": {"1": %b, "1": %b}}' % (GOOD, GOOD.replace(b'"a"', b'"b"')))
    assert [each["id"] for each in found["records"]] == ["a", "b"]
    assert losses == ["table records, document 1: has the number 2 now"]


def test_a_table_that_stands_twice_is_one_table_then() -> None:
    other = GOOD.replace(b'"a"', b'"b"')
    found, _ = mended(b'{"records": {"1": %b}, "actors": {}, "records": {"2": %b}}' % (GOOD, other))
    assert [each["id"] for each in found["records"]] == ["a", "b"]


def test_numbers_that_tinydb_would_not_take_are_given_anew() -> None:
    found, losses = mended(b'{"records": {"x": %b, "007": %b}}' % (GOOD, GOOD.replace(b'"a"', b'"b"')))
    assert [each["id"] for each in found["records"]] == ["a", "b"]
    assert len(losses) == 2


@pytest.mark.parametrize(
    "number", [b"NaN", b"-Infinity", b"01", b"1e999", b"+5", b".5", b"9" * 5000, b"undefined"]
)
def test_a_number_that_is_none_is_kept_as_text(number: bytes) -> None:
    found, losses = mended(b'{"records": {"1": {"n": %b, %b}}' % (number, GOOD[1:]))
    (record,) = found["records"]
    assert (record["id"], record["n"]) == ("a", number.decode())
    assert "which is no number, is kept as text" in losses[0]


@pytest.mark.parametrize(
    ("fields", "aside"),
    [
        ('"date": "2024-02-30"', {"date": "2024-02-30"}),
        ('"date_basis": "guess"', {"date_basis": "guess"}),
        ('"summary": 5', {"summary": 5}),
        ('"tags": ["a", 5]', {"tags[1]": 5}),
        ('"tags": 5', {"tags": 5}),
        ('"relations": [{"type": "rumour", "to": "a"}]', {"relations[0]": {"type": "rumour", "to": "a"}}),
        ('"quote_kind": "x", "unread": {"quote_kind": 1}', {"quote_kind": 1, "quote_kind (2)": "x"}),
    ],
)
def test_a_field_that_cannot_be_read_is_moved_aside_and_the_record_is_there(fields: str, aside: Any) -> None:
    found, losses = mended(b'{"records": {"1": {%b, %b}}' % (fields.encode(), GOOD[1:]))
    (record,) = found["records"]
    assert record["unread"] == aside
    assert losses
    assert Store(
        Path("x"), saved(Path("x"), json.dumps({"records": {"1": record}}).encode(), NO_JOURNAL)[0]
    ).has("a")


def test_of_a_source_only_what_cannot_be_read_is_moved_aside() -> None:
    found, _ = mended(b'{"records": {"1": {"sources": [{"publisher": "P", "published": 5}], %b}}' % GOOD[1:])
    assert found["records"][0]["sources"] == [{"publisher": "P", "unread": {"published": 5}}]


def test_a_record_without_an_id_gets_one() -> None:
    found, losses = mended(b'{"records": {"1": {"kind": "event", "headline": "x"}}}')
    assert found["records"] == [{"kind": "event", "headline": "x", "id": "saved-2"}]
    assert "has no id" in losses[0]


@pytest.mark.parametrize(
    "document", ['{"id": "b", "kind": "rumour", "headline": "y"}', '{"id": "b"}', '"text"', "[1]"]
)
def test_what_is_no_record_is_kept_where_it_can_be_looked_at(document: str) -> None:
    found, losses = mended(b'{"records": {"1": %b, "2": %b}}' % (GOOD, document.encode()))
    assert [each["id"] for each in found["records"]] == ["a"]
    assert found["unread"][0]["from"] == "table records, document 2"
    assert found["unread"][0]["value"] == json.loads(document)
    assert "kept in table unread" in losses[0]


def test_a_table_that_is_none_is_kept_and_a_list_of_documents_is_numbered() -> None:
    found, losses = mended(b'{"records": [%b], "actors": 5}' % GOOD)
    assert [each["id"] for each in found["records"]] == ["a"]
    assert found["unread"][0]["value"] == 5
    assert len(losses) == 2


def test_keys_that_stand_twice_in_a_document_both_stay() -> None:
    found, losses = mended(b'{"records": {"1": {"n": 1, "n": 2, "n": 3, %b}}' % GOOD[1:])
    record = found["records"][0]
    assert record["n"] == 3, "as every reader has it"
    assert (record["n (earlier 1)"], record["n (earlier 2)"]) == (1, 2)
    assert len(losses) == 2


@pytest.mark.parametrize("broken", [b"\\ud800", b"\xff\xfe", b"\t\n"])
def test_text_that_is_none_is_mended(broken: bytes) -> None:
    found, losses = mended(b'{"records": {"1": {"summary": "x%b", %b}}' % (broken, GOOD[1:]))
    assert found["records"][0]["summary"].startswith("x")
    assert len(losses) == 1


def test_a_byte_order_mark_and_utf_16_are_no_obstacle() -> None:
    text = '{"records": {"1": {"id": "ä", "kind": "event", "headline": "x"}}}'
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert [each["id"] for each in mended(data)[0]["records"]] == ["ä"]


def test_documents_whose_table_lost_its_name_go_where_they_belong() -> None:
    data = b'{"records": {"1": %b}, "xctoxs": {"1": {"id": "b", "name": "B", "member_of": []}}}' % GOOD
    assert mended(data)[0]["actors"][0]["id"] == "b"
    cut = data.replace(b'}, "xctoxs": {"1": {"id"', b', "x": {"id"')
    assert any(each.get("id") == "b" for table in mended(cut)[0].values() for each in table)


def test_tables_of_other_tools_are_left_as_they_are() -> None:
    theirs = {"people": {"4": {"id": "b", "name": "B"}}, "x": {"1": {"n": 1}}}
    found, losses = mended(json.dumps({"records": {}, **theirs}).encode())
    assert losses == []
    assert found == {"records": [], "people": [{"id": "b", "name": "B"}], "x": [{"n": 1}]}


def test_what_is_told_is_clean_and_short() -> None:
    junk = b"\x1b]52;c;aGk=\x07" * 500
    _, losses = mended(b'{"records": {"1": %b}}%b' % (GOOD, junk))
    (told,) = losses
    assert told.isprintable()
    assert len(told) < 300
    assert str(Loss("a", "b", "c\x1b")).isprintable()


def test_a_store_of_a_newer_version_is_refused() -> None:
    with pytest.raises(StoreError, match="newer chronoterm"):
        mended(b'{"meta": {"1": {"schema": 7}}, "records": {"1": %b}}' % GOOD)


def test_a_schema_that_is_none_is_moved_aside() -> None:
    found, losses = mended(b'{"meta": {"1": {"schema": "one", "title": "T"}}, "records": {"1": %b}}' % GOOD)
    assert found["meta"] == [{"title": "T", "unread": {"schema": "one"}}]
    assert len(losses) == 1


# Files and journals


@pytest.fixture
def path(make_store: MakeStore, tmp_path: Path) -> Path:
    return make_store(tmp_path, ["one", "two", "three"])


def edited(path: Path) -> None:
    """Some edits, of which the file holds the first ones."""
    store = SharedStore.open(path)
    put(store, "new", headline="new one")
    put(store, "r1", headline="first")
    store.fold()
    put(store, "r1", headline="second")
    drop(store, "r2")
    put(store, "late")
    put(store, "late", headline="later")


def test_a_repaired_store_holds_the_edits_of_the_journal_and_the_old_one_is_left_alone(path: Path) -> None:
    edited(path)
    files = (path, journal_path(path))
    before = [(each.read_bytes(), Identity.of(each.stat())) for each in files]
    new = path.with_name("new.json")
    repaired = repair(path, new)
    assert repaired.losses == []
    assert repaired.counts["records"] == 4
    assert state_of(new) == state_of(path)
    assert [(each.read_bytes(), Identity.of(each.stat())) for each in files] == before
    assert [each.severity for each in check(SharedStore.open(new))] == [Severity.NOTE], (
        "its journal is elsewhere"
    )


def test_a_repaired_store_may_take_the_place_of_the_old_one_beside_a_good_journal(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    repair(path, path.with_name("new.json"))
    path.with_name("new.json").replace(path)
    store = SharedStore.open(path)
    assert state(store) == wanted
    put(store, "r3", headline="goes on")
    assert check(SharedStore.open(path)) == []


@pytest.mark.parametrize("number", range(1, 8))
def test_a_damaged_line_of_a_journal_costs_its_own_edit_only(number: int, path: Path) -> None:
    edited(path)
    wanted = state_of(path)[Table.RECORDS]
    lines = journal_of(path).splitlines(keepends=True)
    lines[number] = (
        lines[number].replace(b"ada", b"eve", 1) if b"ada" in lines[number] else b"?" + lines[number]
    )
    journal_path(path).write_bytes(b"".join(lines))
    flaws = [each for each in check(SharedStore.open(path)) if each.severity is Severity.FLAWED]
    assert [str(each).split(":")[0] for each in flaws] == [f"journal, line {number + 1}"]
    new = path.with_name("new.json")
    told = " ".join(str(each) for each in repair(path, new).losses)
    found = state_of(new)[Table.RECORDS]
    struck = {4: "r1", 5: "r2", 6: "late", 7: "late"}.get(number)
    assert {each: document["headline"] for each, document in found.items() if each != struck} == {
        each: document["headline"] for each, document in wanted.items() if each != struck
    }
    assert f"line {number + 1}" in told


def test_an_edit_after_a_lost_one_still_says_what_came_after(path: Path) -> None:
    store = SharedStore.open(path)
    for text in ("first", "second", "third"):
        put(store, "r1", headline=text)
    lines = journal_of(path).splitlines(keepends=True)
    journal_path(path).write_bytes(b"".join([*lines[:2], b"damaged\n", *lines[3:]]))
    repaired = repair(path, path.with_name("new.json"))
    assert state_of(path.with_name("new.json"))[Table.RECORDS]["r1"]["headline"] == "third"
    assert any("though an edit before it is lost" in each.why for each in repaired.losses)


def test_an_edit_of_a_document_that_is_lost_is_kept_to_be_looked_at(path: Path) -> None:
    put(SharedStore.open(path), "r2", headline="changed")
    data = path.read_bytes()
    at = data.index(b'"two"')
    path.write_bytes(data[: at - 20] + data[at + 20 :])
    new = path.with_name("new.json")
    repaired = repair(path, new)
    assert any("edit 1 by ada" in each.place and each.kept for each in repaired.losses)
    assert b"changed" in new.read_bytes()


def test_a_record_that_the_file_lost_comes_back_from_the_journal(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    data = path.read_bytes()
    at = data.index(b'"new one"')
    path.write_bytes(data[:at] + data[at + 30 :])
    new = path.with_name("new.json")
    repaired = repair(path, new)
    assert state_of(new)[Table.RECORDS] == wanted[Table.RECORDS]
    assert any("was lost in the file; it is as the journal tells it" in str(each) for each in repaired.losses)


def test_a_store_that_became_empty_comes_back_as_far_as_its_journal_tells(path: Path) -> None:
    edited(path)
    path.write_bytes(b"")
    new = path.with_name("new.json")
    repair(path, new)
    found = state_of(new)[Table.RECORDS]
    assert {each: document["headline"] for each, document in found.items()} == {
        "new": "new one",
        "late": "later",
    }


def test_what_a_store_says_of_its_journal_is_not_needed(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    path.write_bytes(path.read_bytes().replace(b'"folded"', b'"fol\x00ed"'))
    new = path.with_name("new.json")
    repair(path, new)
    assert state_of(new) == wanted


def test_the_journal_of_another_store_is_left_alone(
    path: Path, make_store: MakeStore, tmp_path: Path
) -> None:
    edited(path)
    other = make_store(tmp_path, ["other", "another"], name="other.json")
    edited(other)
    journal_path(other).replace(journal_path(path))
    repaired = repair(path, path.with_name("new.json"))
    assert [str(each) for each in repaired.losses] == [
        "the journal: belongs to another store, and was left alone"
    ]
    assert state_of(path.with_name("new.json"))[Table.RECORDS]["r1"]["headline"] == "first"


def test_an_edit_that_another_program_has_written_over_is_kept_to_be_looked_at(path: Path) -> None:
    put(SharedStore.open(path), "r1", headline="changed")
    path.write_bytes(path.read_bytes().replace(b'"one"', b'"uno"'))
    new = path.with_name("new.json")
    (loss,) = repair(path, new).losses
    assert "does not fit the store" in loss.why
    assert state_of(new)[Table.RECORDS]["r1"]["headline"] == "uno"
    assert b"changed" in new.read_bytes()


def test_half_a_line_at_the_end_of_a_journal_is_told(path: Path) -> None:
    edited(path)
    wanted = state_of(path)
    with journal_path(path).open("ab") as file:
        file.write(b'0123abcd {"edit":')
    (loss,) = repair(path, path.with_name("new.json")).losses
    assert "never acknowledged" in loss.why
    assert state_of(path.with_name("new.json")) == wanted


def test_nothing_is_ever_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        repair(path, path)
    assert path.read_bytes() == before
    journal = journal_path(path.with_name("new.json"))
    journal.write_bytes(b"another")
    with pytest.raises(StoreError, match="journal of the new store"):
        repair(path, path.with_name("new.json"))
    assert sorted(each.name for each in path.parent.iterdir()) == sorted([path.name, journal.name])


def test_a_repaired_store_may_be_read_by_those_who_might_read_the_old_one(path: Path) -> None:
    path.chmod(0o640)
    repair(path, path.with_name("new.json"))
    assert path.with_name("new.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", [b"", b"hello", b"[]", b"\0" * 4096, b'{"records": {}'])
def test_a_file_with_nothing_of_a_store_in_it_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="nothing of a store"):
        repair(path, tmp_path / "new.json")
    assert [each.name for each in tmp_path.iterdir()] == ["bad.json"]
