"""Events of a calendar: lines as the standard has them, and dates no sharper than they are."""

import re
from typing import Any

import pytest
from hypothesis import given, settings

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.exporters.exporting import Form
from chronoterm.exporters.meta import Tally
from chronoterm.records import UNREVIEWED, Actor, Basis, Kind, Place, Source
from tests.exporters.chosen import chronology, exported, record
from tests.exporters.worlds import worlds
from tests.unit.date_strategies import edtf_texts

NAME = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(?:;[A-Z-]+=[A-Za-z-]+)*):(?P<value>.*)", re.DOTALL)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar, each with its values by name and parameters."""
    found: list[dict[str, str]] = []
    for line in unfolded(text):
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            matched = NAME.fullmatch(line)
            assert matched, line
            found[-1].setdefault(f"{matched['name']}{matched['parameters']}", matched["value"])
    return found


def plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def event(**fields: Any) -> dict[str, str]:
    (found,) = events(exported(Form.ICALENDAR, [record(**fields)]))
    return found


@settings(max_examples=40)
@given(worlds())
def test_lines_are_short_and_nothing_of_a_record_ends_one(world: IndexedChronology) -> None:
    tally = Tally()
    text = exported(Form.ICALENDAR, world, tally=tally, title=world.title)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    whole = unfolded(text)
    assert all(NAME.fullmatch(each) for each in whole)
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == tally.written
    assert (whole[0], whole[1], whole[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert tally.written + sum(tally.left_out.values()) == world.total


@given(edtf_texts)
def test_an_event_ends_after_it_begins_and_keeps_its_exact_date(edtf: str) -> None:
    text = exported(Form.ICALENDAR, [record(date=edtf)])
    for found in events(text):
        assert found["X-CHRONOTERM-DATE"] == PartialDate.parse(edtf).edtf
        if "DTSTART;VALUE=DATE" in found:
            assert re.fullmatch(r"\d{8}", found["DTSTART;VALUE=DATE"])
            assert found["DTSTART;VALUE=DATE"] < found["DTEND;VALUE=DATE"]
        else:
            assert re.fullmatch(r"\d{8}T\d{6}Z", found["DTSTART"])
            assert found.get("DTEND", "9") > found["DTSTART"]


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2024-10-31", "20241031", "20241101"),
        ("2024-12-31", "20241231", "20250101"),
        ("2024-10", "20241001", "20241101"),
        ("2024-10-28/2024-10-30", "20241028", "20241031"),
        ("2024-11-01/..", "20241101", "20241102"),
        ("../2024-11-01", "20241101", "20241102"),
        ("0044-03-15", "00440315", "00440316"),
    ],
)
def test_days_are_all_day_events_that_end_the_day_after(edtf: str, start: str, end: str) -> None:
    found = event(date=edtf)
    assert (found["DTSTART;VALUE=DATE"], found["DTEND;VALUE=DATE"]) == (start, end)


def test_times_of_day_are_in_utc() -> None:
    assert event(date="2024-10-31T23:30-05:00")["DTSTART"] == "20241101T043000Z"
    interval = event(date="2024-10-31T14:00Z/2024-10-31T15:30Z")
    assert (interval["DTSTART"], interval["DTEND"]) == ("20241031T140000Z", "20241031T153100Z")


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        ({"date": "2024-10-31"}, "Talks"),
        ({"date": "2024-10"}, "[Oct 2024] Talks"),
        ({"date": "2024-10-31", "date_basis": Basis.PUBLICATION}, "[on or before 31 Oct 2024] Talks"),
        ({"date": "2024-10-31~"}, "[about 31 Oct 2024] Talks"),
        ({"date": "2024-10-31", "expected": True}, "[expected] Talks"),
        ({"date": "2024-11-01/..", "tags": (UNREVIEWED,)}, "[from 1 Nov 2024, not reviewed] Talks"),
    ],
)
def test_what_is_uncertain_is_said_in_the_title(fields: dict[str, Any], summary: str) -> None:
    found = event(**fields)
    assert plain(found["SUMMARY"]) == summary
    assert found.get("STATUS") == ("TENTATIVE" if fields.get("expected") else None)


def test_undated_records_and_years_without_digits_are_left_out_and_counted() -> None:
    tally = Tally()
    records = [record("a"), record("b", date="-0043"), record("c", date="Y17000"), record("d", date="9999")]
    assert events(exported(Form.ICALENDAR, records, tally=tally)) == []
    assert tally.left_out == {"undated": 1, "outside the years 1 to 9999": 3}


def test_an_event_tells_what_the_record_tells_and_keeps_its_name() -> None:
    world = chronology(
        [
            record(
                "soon-a7qd",
                "Soon; now, or \\ never",
                kind=Kind.STATEMENT,
                date="2024-10-31",
                speaker="ada",
                speaker_role="spokeswoman",
                quote="We start.",
                summary="One.\nTwo.",
                places=("q",),
                tags=("pay", "a,b"),
                sources=(Source(title="Strike", url="https://example.org/x"),),
                modified="2024-11-01T10:00:00+02:00",
            )
        ],
        [Actor(id="ada", name="Ada Lund", aliases=("Lund",))],
        [Place(id="q", name="North Quay")],
    )
    first, again = (exported(Form.ICALENDAR, world) for _ in range(2))
    assert first == again
    (found,) = events(first)
    assert found["UID"] == "soon-a7qd"
    assert found["DTSTAMP"] == "20241101T080000Z"
    assert found["SUMMARY"] == "Lund: Soon\\; now\\, or \\\\ never"
    assert plain(found["DESCRIPTION"]) == (
        "“We start.”\n— Ada Lund, spokeswoman\n\nOne.\nTwo.\n\nStatement: 31 Oct 2024\n\n"
        "Source: Strike, https://example.org/x"
    )
    assert (found["LOCATION"], found["CATEGORIES"]) == ("North Quay", "pay,a\\,b")
    assert found["URL"] == "https://example.org/x"
