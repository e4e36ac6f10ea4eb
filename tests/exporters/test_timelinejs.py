"""Slides for TimelineJS: well-formed, harmless, and uncertain where the record is."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.exporters.exporting import Form
from chronoterm.exporters.meta import Tally
from chronoterm.language.reading import read_query
from chronoterm.records import UNREVIEWED, Actor, Basis, Kind, Source
from tests.exporters.chosen import chronology, exported, record
from tests.exporters.worlds import worlds
from tests.unit.date_strategies import edtf_texts
from tests.unit.editing_strategies import TODAY

PARTS = ("year", "month", "day", "hour", "minute")


class Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: list[Any] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes += attrs

    def handle_comment(self, data: str) -> None:
        self.found.add(f"comment {data}")


def slides(*records: Any, **names: Any) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads(exported(Form.TIMELINEJS, list(records), **names))["events"]
    return events


@settings(max_examples=40)
@given(worlds())
def test_every_dated_record_is_a_slide_and_the_others_are_counted(world: IndexedChronology) -> None:
    tally = Tally()
    timeline = json.loads(exported(Form.TIMELINEJS, world, tally=tally, title=world.title))
    dated = [each for each in ("r1", "r2", "r3", "r4")[: world.total] if world.record(each).date]
    assert {each["unique_id"] for each in timeline["events"]} == set(dated)
    assert tally.left_out.get("undated", 0) == world.total - len(dated)
    for slide in (*timeline["events"], timeline["title"]):
        shown = [slide["text"]["headline"], slide["text"]["text"], slide.get("display_date", "")]
        for text in shown:
            elements = Elements(text)
            assert elements.found <= {"p", "em", "blockquote", "small", "br"}
            assert elements.attributes == []
        assert not Elements(slide["text"]["headline"] + slide.get("display_date", "")).found
        assert "media" not in slide


@given(edtf_texts)
def test_a_slide_begins_and_ends_as_its_date_does(edtf: str) -> None:
    (slide,) = slides(record(date=edtf))
    for name in ("start_date", "end_date"):
        parts = slide.get(name, {"year": 1})
        assert tuple(parts) == PARTS[: len(parts)]
        assert parts["year"] != 0
        assert all(isinstance(each, int) for each in parts.values())
    when = PartialDate.parse(edtf)
    assert ("about" in slide["display_date"]) == when.approximate
    assert ("uncertain" in slide["display_date"]) == when.uncertain


@pytest.mark.parametrize(
    ("edtf", "start", "end", "shown"),
    [
        ("2024-10-31", (2024, 10, 31), None, "31 Oct 2024"),
        ("2024-10", (2024, 10), None, "Oct 2024"),
        ("2024", (2024,), None, "2024"),
        ("202X", (2020,), (2029,), "2020s"),
        ("2024-24", (2024, 12), (2025, 2), "winter 2024"),
        ("-0043-03-15", (-44, 3, 15), None, "15 Mar 44 BC"),
        ("0000", (-1,), None, "1 BC"),
        ("2024-10-28/2024-10-30", (2024, 10, 28), (2024, 10, 30), "28–30 Oct 2024"),
        ("2024-10~/2024-11", (2024, 10), (2024, 11), "about Oct 2024 – Nov 2024"),
        ("2024-11-01/..", (2024, 11, 1), None, "from 1 Nov 2024"),
        ("../2024-11-01", (2024, 11, 1), None, "until 1 Nov 2024"),
        ("2024-11-01/", (2024, 11, 1), None, "from 1 Nov 2024, end not known"),
        ("2024-10-31T23:30-05:00", (2024, 11, 1, 4, 30), None, "31 Oct 2024 23:30 -05:00"),
    ],
)
def test_dates_are_as_sharp_as_the_record(
    edtf: str, start: tuple[int, ...], end: tuple[int, ...] | None, shown: str
) -> None:
    (slide,) = slides(record(date=edtf))
    assert slide["start_date"] == dict(zip(PARTS, start, strict=False))
    assert slide.get("end_date") == (None if end is None else dict(zip(PARTS, end, strict=False)))
    assert slide["display_date"] == shown


def test_what_is_uncertain_is_said() -> None:
    world = chronology(
        [
            record("a", date="2024-10-31", date_basis=Basis.PUBLICATION),
            record("b", date="2024-10", expected=True, tags=(UNREVIEWED,)),
        ]
    )
    query = read_query("since:2024-10-15", world, today=TODAY, near=None).query
    events = json.loads(exported(Form.TIMELINEJS, world, query=query))["events"]
    by_id = {each["unique_id"]: each for each in events}
    assert by_id["a"]["display_date"] == "on or before 31 Oct 2024"
    assert by_id["b"]["text"]["text"].startswith("<p><em>Expected event, may match, not reviewed</em></p>")
    assert by_id["b"]["group"] == "expected"


def test_a_slide_tells_quote_speaker_summary_and_source_and_keeps_what_is_stored_beside_them() -> None:
    world = chronology(
        [
            record(
                "a",
                "Soon & <now>",
                kind=Kind.STATEMENT,
                date="2024-10-31",
                speaker="ada",
                speaker_role="spokeswoman",
                quote="We start.",
                summary="One.\n\nTwo.",
                by="me",
                sources=(Source(title="Strike", url="https://example.org/x", span=(0, 9), sha256="ab"),),
            )
        ],
        [Actor(id="ada", name="Ada Lund", aliases=("Lund",))],
    )
    (slide,) = json.loads(exported(Form.TIMELINEJS, world))["events"]
    assert slide["text"] == {
        "headline": "Lund: Soon &amp; &lt;now&gt;",
        "text": "<blockquote><p>“We start.”</p></blockquote><p>— Ada Lund, spokeswoman</p><p>One.</p><p>Two.</p>"
        "<p><small>Strike, https://example.org/x</small></p>",
    }
    assert slide["chronoterm"] == {
        "kind": "statement",
        "headline": "Soon & <now>",
        "date": "2024-10-31",
        "speaker": "ada",
        "summary": "One.\n\nTwo.",
        "speaker_role": "spokeswoman",
        "quote": "We start.",
        "sources": [{"title": "Strike", "url": "https://example.org/x"}],
    }
