"""The spreadsheet of TimelineJS, saved as CSV."""

from pathlib import Path

import pytest

from chronoterm.importers.incoming import Incoming, Refused
from tests.importers.tables.tables import items_of, records_of, refusals_of

REAL = Path(__file__).parents[4] / "shared/data/timelinejs"
HEADER = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,"
    "Media Caption,Media Thumbnail,Type,Group,Background\n"
)


def test_a_slide_becomes_a_record() -> None:
    row = (
        "2011,11,16,05:58:44,2011,12,15,,,<b>Cranes</b> stand,<p>One.</p><p>Two.</p>,https://g.example/1,Gazette,A crane,"
        ",,Harbour,#333\n"
    )
    (record,) = records_of(HEADER + row)
    source = record["sources"][0]
    assert (source["publisher"], source["title"], source["url"]) == (
        "Gazette",
        "A crane",
        "https://g.example/1",
    )
    assert record["id"].startswith("timeline-sheet-")
    assert {name: record[name] for name in ("headline", "summary", "date", "date_text", "tags")} == {
        "headline": "Cranes stand",
        "summary": "One.\n\nTwo.",
        "date": "2011-11-16/2011-12-15",
        "date_text": "2011-11-16 05:58:44 – 2011-12-15",
        "tags": ["Harbour"],
    }


@pytest.mark.parametrize(
    ("row", "edtf", "words"),
    [
        ("1910,,,,,,,,,x,,,,,,,,", "1910", None),
        ("-44,3,15,,,,,,the Ides,x,,,,,,,,", "-0043-03-15", "the Ides"),
        ("1910,5,,,1911,,,,,x,,,,,,era,,", "1910-05/1911", None),
    ],
)
def test_the_date_of_a_slide_is_as_sharp_as_its_cells(row: str, edtf: str, words: str | None) -> None:
    (record,) = records_of(f"{HEADER}{row}\n")
    assert (record["date"], record.get("date_text")) == (edtf, words)


def test_what_is_no_slide_is_refused() -> None:
    rows = ",,,,,,,,,Name,,,,,,title,,\n,,,,,,,,,Undated,,,,,,,,\n1910,13,,,,,,,,x,,,,,,,,\n1910,,,,,,,,,,,,,,,,,\n"
    assert [each.partition(": ")[2] for each in refusals_of(HEADER + rows)] == [
        "is the title of the timeline, which is no record",
        "has no year",
        "has a start_date with a month 13",
        "has no headline; the cells that make it are empty",
    ]


@pytest.mark.parametrize("name", ["timelinez_demo-timeline.csv", "timelinez_timelinejs3-template.csv"])
def test_real_sheets_come_in(name: str) -> None:
    path = REAL / name
    if not path.exists():
        pytest.skip("the sample is not here")
    items = items_of(path.read_bytes())
    refused = [each.why for each in items if isinstance(each, Refused)]
    assert refused == ["is the title of the timeline, which is no record"]
    assert sum(isinstance(each, Incoming) for each in items) >= 2
