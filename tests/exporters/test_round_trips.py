"""What is exported and imported again is the same, but for what the form cannot hold."""

from typing import Any

from hypothesis import given, settings

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.documents import read, write
from chronoterm.exporters.exporting import Form
from chronoterm.exporters.fields import FULL_FIELDS
from chronoterm.exporters.timelinejs import KEPT, KEPT_OF_SOURCES
from chronoterm.importers.icalendar import read_calendar
from chronoterm.importers.jsonl import read_json_lines
from chronoterm.importers.tables.reading import read_table
from chronoterm.importers.timelinejs import read_timeline
from chronoterm.opening import open_chronology, sample_path
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Record
from chronoterm.text import clean
from tests.exporters.chosen import exported
from tests.exporters.worlds import IDS, worlds
from tests.importers.read_in import documents


def stored(world: IndexedChronology) -> dict[str, dict[str, Any]]:
    return {each: write(world.record(each)) for each in IDS[: world.total]}


def told_of(source: dict[str, Any]) -> dict[str, Any]:
    return {name: source[name] for name in KEPT_OF_SOURCES if name in source}


def words(text: str) -> str:
    return " ".join(clean(text).split())


def by_id(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in found}


@settings(max_examples=40)
@given(worlds())
def test_json_lines_and_json_come_back_identical(world: IndexedChronology) -> None:
    for form in (Form.JSONL, Form.JSON):
        assert by_id(documents(read_json_lines, exported(form, world))) == stored(world)


@settings(max_examples=40)
@given(worlds())
def test_timelinejs_loses_undated_records_relations_figures_and_outcome_and_nothing_else(
    world: IndexedChronology,
) -> None:
    found = by_id(documents(read_timeline, exported(Form.TIMELINEJS, world)))
    dated = {id_: each for id_, each in stored(world).items() if "date" in each}
    assert set(found) == set(dated)
    for id_, document in found.items():
        assert {name: document[name] for name in KEPT if name in document} == {
            name: dated[id_][name] for name in KEPT if name in dated[id_]
        }
        if "sources" in dated[id_]:
            assert list(map(told_of, document["sources"])) == list(map(told_of, dated[id_]["sources"]))


@settings(max_examples=40)
@given(worlds())
def test_a_calendar_brings_back_ids_exact_dates_and_kinds(world: IndexedChronology) -> None:
    found = by_id(documents(read_calendar, exported(Form.ICALENDAR, world)))
    for id_, document in found.items():
        record, again = world.record(id_), read(document, Record)
        assert (again.when, again.expected) == (record.when, record.expected)
        assert again.date_basis is record.date_basis or record.date_basis is None
        assert again.expected or again.kind is record.kind
        assert words(record.headline) in words(again.headline)


@settings(max_examples=40)
@given(worlds())
def test_csv_with_all_columns_loses_only_revision_and_what_cleaning_takes(world: IndexedChronology) -> None:
    found = documents(read_table, exported(Form.CSV, world, columns=FULL_FIELDS))
    assert [each["id"] for each in found] == [
        row.entry.id for row in world.view(ALL, CHRONOLOGICAL).window(0, 9)
    ]
    for document in found:
        record = world.record(document["id"])
        assert (document.get("date"), document["kind"]) == (record.date, record.kind.value)
        assert document.get("figures", []) == write(record).get("figures", [])
        assert document.get("relations", []) == write(record).get("relations", [])
        assert tuple(document.get("actors", ())) == record.actors
        assert document.get("tags", []) == list(record.tags)
        assert words(document.get("quote", "")) == words(record.quote or "")


def test_the_sample_comes_back_from_json_lines_as_it_was() -> None:
    _, world = open_chronology(sample_path())
    found = by_id(documents(read_json_lines, exported(Form.JSONL, world)))
    assert len(found) == 15
    for id_, document in found.items():
        assert read(document, Record) == world.record(id_)
