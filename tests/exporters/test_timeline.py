"""The drawn timeline: what is on it, what is said beside it, and that it stays within its frame."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.exporters.choosing import ChosenView
from chronoterm.exporters.html_timeline import WIDTH, svg
from chronoterm.exporters.timeline import MOST_MARKS, Timeline, timeline
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.records import Basis, Kind, Record
from tests.exporters.chosen import chronology, record
from tests.exporters.worlds import worlds

SVG = "{http://www.w3.org/2000/svg}"


def drawn_of(world: IndexedChronology) -> Timeline | None:
    return timeline(ChosenView(world.view(ALL, CHRONOLOGICAL)), world)


def drawn(*records: Record) -> Timeline:
    found = drawn_of(chronology(records))
    assert found is not None
    return found


def drawing(found: Timeline) -> ET.Element:
    return ET.fromstring("\n".join(svg(found)))  # what it reads was made here


@settings(max_examples=40)
@given(worlds())
def test_every_dated_record_is_counted_once_and_marked_within_the_frame(world: IndexedChronology) -> None:
    found = drawn_of(world)
    rows = world.view(ALL, CHRONOLOGICAL).window(0, world.total)
    dated = [number for number, row in enumerate(rows, start=1) if row.entry.date]
    if found is None:
        assert dated == []
        return
    assert abs(sum(found.counts) - len(dated)) < 1e-6 * len(dated) + 1e-9
    assert [each.number for each in found.marks] == dated
    assert found.undated == len(rows) - len(dated)
    root = drawing(found)
    assert len(root.findall(f"{SVG}a")) == len(dated)
    for rect in root.iter(f"{SVG}rect"):
        left, wide = float(rect.attrib["x"]), float(rect.attrib["width"])
        assert -1 <= left <= left + wide <= WIDTH + 11
        assert float(rect.attrib["height"]) > 0


def test_what_begins_where_all_else_ends_is_on_the_line_too() -> None:
    found = drawn(record("a", date="2024-10-31T14:30Z"), record("b", date="2024-11-01/.."))
    assert sum(found.counts) == pytest.approx(2)


def test_nothing_is_drawn_where_nothing_is_dated() -> None:
    assert drawn_of(chronology([record("a"), record("b")])) is None


def test_many_records_are_bars_alone() -> None:
    found = drawn(*(record(f"r{number}", date="2024-10-18") for number in range(MOST_MARKS + 1)))
    assert found.marks == []
    assert max(found.counts) == MOST_MARKS + 1


def test_what_is_uncertain_is_hollow_or_hatched_and_what_is_sharp_is_not() -> None:
    looks = {
        "2024-10-18": ("mark event", 0),
        "2024-10-18T14:30Z": ("mark event", 0),
        "2024-10-18/2024-10-20": ("mark event", 0),
        "2024-10-18~": ("mark event hollow", 0),
        "2024-10": ("mark event hollow", 1),
        "2024-10-18~/2024-10-25~": ("mark event hollow", 1),
    }
    for date, (look, hatched) in looks.items():
        root = drawing(drawn(record(date=date)))
        mark = root.find(f"{SVG}a/{SVG}g")
        assert mark is not None
        assert mark.attrib["class"] == look, date
        assert len([each for each in mark if each.attrib.get("fill")]) == hatched, date


def test_what_may_be_older_has_a_tail_to_the_left() -> None:
    mark = drawing(drawn(record(date="2024-10-31", date_basis=Basis.PUBLICATION))).find(f"{SVG}a/{SVG}g")
    assert mark is not None
    assert mark.attrib["class"] == "mark event hollow"
    assert [each.attrib["class"] for each in mark if each.tag == f"{SVG}path"] == ["tail"]


def test_kinds_differ_by_shape() -> None:
    shapes = []
    for fields in ({}, {"kind": Kind.STATEMENT}, {"expected": True}):
        mark = drawing(drawn(record(date="2024-10-31", **fields))).find(f"{SVG}a/{SVG}g")
        assert mark is not None
        shapes.append(mark[0].tag.removeprefix(SVG))
    assert shapes == ["rect", "circle", "path"]


def test_the_drawing_says_what_it_shows() -> None:
    found = drawn(record("a", "Talks", date="2024-10-18"), record("b", date="2024-10-31"), record("c"))
    root = drawing(found)
    assert root.findtext(f"{SVG}title") == "Timeline"
    assert root.findtext(f"{SVG}desc") == (
        "2 dated records between 18 Oct 2024 and 31 Oct 2024, by day; most in 18 Oct 2024. 1 undated not drawn."
    )
    assert root.findtext(f"{SVG}a/{SVG}title") == "18 Oct 2024 · Talks"
    assert root.attrib["aria-labelledby"] == "timeline-title timeline-desc"


def test_a_few_days_are_not_drawn_by_the_hour() -> None:
    labels = [each.text or "" for each in drawing(drawn(record(date="2024-10-18"))).iter(f"{SVG}text")]
    assert all(re.match(r"most in one day|\d+ Oct 2024", each) for each in labels)
