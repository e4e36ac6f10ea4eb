"""iCalendar: events, tasks and notes become records with their people, their place and their source."""

from pathlib import Path

import pytest
from hypothesis import given

from chronoterm.edits import Table
from chronoterm.exporters.exporting import Form
from chronoterm.importers.icalendar import CalendarError, read_calendar
from chronoterm.importers.incoming import Incoming
from chronoterm.records import Basis
from tests.exporters.chosen import exported
from tests.exporters.chosen import record as made
from tests.importers.calendars import calendar, dated, event
from tests.importers.read_in import SHA256, documents, files, items, or_told, said, sound
from tests.unit.date_strategies import edtf_texts


def test_an_event_becomes_a_record_with_its_people_its_place_and_its_source() -> None:
    text = calendar(
        "X-WR-CALNAME:Harbour\\, north",
        event(
            "UID:talks-1@gazette.example",
            "DTSTART;TZID=Europe/Oslo:20240503T100000",
            "DTEND;TZID=Europe/Oslo:20240503T113000",
            "SUMMARY:Union and company\\, round",
            "  two",
            "DESCRIPTION:They meet\\; again.\\nNobody else.",
            "LOCATION:North Quay",
            "GEO:60.4;5.32",
            'ORGANIZER;CN="Lund, Ada":mailto:ada@gazette.example',
            "ATTENDEE;CUTYPE=GROUP;CN=Port Company:mailto:port@gazette.example",
            "ATTENDEE;CUTYPE=ROOM:mailto:room3@gazette.example",
            "ATTENDEE:mailto:bo@gazette.example",
            "CATEGORIES:pay,strike",
            "STATUS:CANCELLED",
            "URL:https://gazette.example/talks",
        ),
    )
    (found,) = items(read_calendar, text)
    assert isinstance(found, Incoming) and found.where == "event 1"
    record = dict(found.record)
    assert record.pop("id").startswith("ics-")
    assert record == {
        "kind": "event",
        "headline": "Union and company, round two",
        "summary": "They meet; again.\nNobody else.",
        "date": "2024-05-03T10:00+02:00/2024-05-03T11:30+02:00",
        "date_basis": "explicit",
        "actors": ["lund-ada", "port-company", "bo-gazette-example"],
        "places": ["north-quay"],
        "tags": ["pay", "strike", "cancelled"],
        "sources": [
            {
                "publisher": "Harbour, north",
                "url": "https://gazette.example/talks",
                "sha256": SHA256,
                "row": 1,
            }
        ],
    }
    assert found.names == (
        (Table.ACTORS, {"id": "lund-ada", "name": "Lund, Ada"}),
        (Table.ACTORS, {"id": "port-company", "name": "Port Company", "kind": "organisation"}),
        (Table.ACTORS, {"id": "bo-gazette-example", "name": "bo@gazette.example"}),
        (Table.PLACES, {"id": "north-quay", "name": "North Quay", "latitude": 60.4, "longitude": 5.32}),
    )
    assert said(read_calendar, text) == ("The calendar is called “Harbour, north”.",)


def test_an_event_keeps_its_id_when_it_is_moved() -> None:
    one, other = (dated("UID:a@b", f"DTSTART;VALUE=DATE:2024050{each}")["id"] for each in "34")
    assert one == other
    third = dated("UID:a@b", "DTSTART;VALUE=DATE:20240503", "RECURRENCE-ID;VALUE=DATE:20240502")["id"]
    assert third != one


def test_what_repeats_is_taken_once_and_that_is_said() -> None:
    text = calendar(event("SUMMARY:Weekly", "DTSTART;VALUE=DATE:20240503", "RRULE:FREQ=WEEKLY"))
    assert [each["date"] for each in documents(read_calendar, text)] == ["2024-05-03"]
    assert said(read_calendar, text) == ("What repeats is taken once, at its first time (1 of 1 entries).",)


def test_tasks_and_notes_are_taken_too() -> None:
    text = calendar(
        event("SUMMARY:Write", "DUE;VALUE=DATE:20240503", what="VTODO"),
        event("SUMMARY:Done", "DUE;VALUE=DATE:20240503", "COMPLETED:20240502T090000Z", what="VTODO"),
        event("SUMMARY:Some day", what="VTODO"),
        event("SUMMARY:Diary", "DTSTART;VALUE=DATE:20240503", what="VJOURNAL"),
        event("SUMMARY:Perhaps", "DTSTART;VALUE=DATE:20240503", "STATUS:TENTATIVE"),
    )
    found = documents(read_calendar, text)
    assert [each.get("date") for each in found] == [
        "2024-05-03",
        "2024-05-02T09:00Z",
        None,
        "2024-05-03",
        "2024-05-03",
    ]
    assert [each.get("expected", False) for each in found] == [True, False, True, False, True]
    assert found[2]["date_basis"] == "none"


def test_lines_may_be_folded_anywhere_even_within_a_letter() -> None:
    line = "SUMMARY:Ж and ж".encode()
    folded = b"".join(bytes([each]) + b"\r\n " for each in line[:-1]) + line[-1:]
    data = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20240503\n"
        + folded
        + b"\nEND:VEVENT\nEND:VCALENDAR"
    )
    assert documents(read_calendar, data)[0]["headline"] == "Ж and ж"


@given(edtf_texts)
def test_a_record_that_was_exported_comes_back_on_its_date(text: str) -> None:
    record = made("strike-call-a7qd", date=text, date_basis=Basis.RELATIVE, tags=("pay",))
    for found in documents(read_calendar, exported(Form.ICALENDAR, [record])):
        assert (found["id"], found["date"], found["tags"]) == ("strike-call-a7qd", text, ["pay"])
        assert found["date_basis"] == "relative"
    assert "JSON Lines" in "".join(said(read_calendar, exported(Form.ICALENDAR, [made(date="2024")])))


@pytest.mark.parametrize("file", files("ics") or [None], ids=lambda each: getattr(each, "name", "none"))
def test_every_calendar_that_others_collected_is_read_or_refused_with_one_sentence(file: Path | None) -> None:
    if file is None:
        pytest.skip("the collection is not beside the project")
    found, told = or_told(lambda: items(read_calendar, file.read_bytes()), CalendarError)
    for each in found or ():
        sound(each)
    assert not told or "fuzz" in file.name
