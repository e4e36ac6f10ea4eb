"""iCalendar: what is broken or hostile is refused, and spoils no other event."""

import time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.icalendar import MOST_BYTES, CalendarError, read_calendar
from chronoterm.importers.incoming import Incoming, Refused
from tests.conftest import HOSTILE
from tests.importers.calendars import calendar, event, why
from tests.importers.read_in import ORIGIN, items, sound


@pytest.mark.parametrize(
    "lines", ["BEGIN:X\nEND:Y\n", "BEGIN:VALARM\n", "END:X\n", "ATTENDEE:x\n", "BEGIN:VTIMEZONE\n", "x\n"]
)
def test_hostile_calendars_take_no_more_time_than_their_length_asks_for(lines: str) -> None:
    began = time.process_time()
    items(read_calendar, f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines * (200_000 // len(lines))}")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["SUMMARY:a"], "no start"),
        (["SUMMARY:a", "DTSTART:soon"], "DTSTART that cannot be read"),
        (["SUMMARY:a", "DTSTART;VALUE=DATE:20240230"], "DTSTART that cannot be read"),
        (["SUMMARY:a", "DTSTART:20240503T100000Z", "DTSTART:20240504T100000Z"], "more than one DTSTART"),
        (["SUMMARY:a", "DTSTART:20240503T100000Z", "DTEND:20240503T090000Z"], "ends before it starts"),
        (["SUMMARY:a", "DTSTART;VALUE=DATE:99991231", "DURATION:P9W"], "no calendar reaches"),
        (["DTSTART;VALUE=DATE:20240503"], "neither a summary nor a description"),
        (["SUMMARY:a", "DTSTART;VALUE=DATE:20240503", "X-CHRONOTERM-DATE:soon"], "X-CHRONOTERM-DATE"),
    ],
)
def test_an_event_without_a_time_that_can_be_read_is_refused(lines: list[str], reason: str) -> None:
    assert reason in why(*lines)


BROKEN = """BEGIN:VCALENDAR
a line that is none
BEGIN:VTIMEZONE
TZID
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:never closed
DTSTART:20240503T100000Z
BEGIN:VEVENT
SUMMARY:good
also none
DTSTART:20240503T100000Z
BEGIN:VALARM
SUMMARY:alarm
DTSTART:20200101T000000Z
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:cut off"""


def test_a_broken_event_spoils_no_other() -> None:
    found = items(read_calendar, BROKEN)
    assert [type(each) for each in found] == [Refused, Incoming, Refused]
    assert isinstance(found[1], Incoming) and found[1].record["headline"] == "good"
    assert [each.why for each in found if isinstance(each, Refused)] == ["is cut off (it has no end)"] * 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "empty"),
        ("\r\n", "empty"),
        ("talks went on", "does not begin with BEGIN:VCALENDAR"),
        (b"BEGIN:VCALENDAR\r\nX:\xff", "UTF-8"),
        (b" " * (MOST_BYTES + 1), "larger than 32 MB"),
    ],
)
def test_what_is_no_calendar_is_refused_with_one_sentence(data: bytes | str, reason: str) -> None:
    with pytest.raises(CalendarError, match=reason):
        read_calendar(BytesIO(data.encode() if isinstance(data, str) else data), ORIGIN)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_without_its_controls(text: str) -> None:
    shown = text.encode("utf-8", "replace").decode()
    lines = (
        f"{name}:{shown}"
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES", "UID", "URL", "ORGANIZER")
    )
    for each in items(read_calendar, calendar(event("DTSTART;VALUE=DATE:20240503", *lines))):
        sound(each)
        if isinstance(each, Incoming):
            assert not any(mark in str(each.record) + str(each.names) for mark in "\x1b\x07\x9b\x9d\x7f")


_names = st.sampled_from(
    (
        *(
            "SUMMARY",
            "DESCRIPTION",
            "DTSTART",
            "DTEND",
            "DURATION",
            "UID",
            "LOCATION",
            "GEO",
            "ORGANIZER",
            "ATTENDEE",
        ),
        *(
            "CATEGORIES",
            "STATUS",
            "RRULE",
            "RECURRENCE-ID",
            "URL",
            "BEGIN",
            "END",
            "X-WR-CALNAME",
            "COMPLETED",
            "TZID",
        ),
    )
)


_params = st.sampled_from(
    ["", ";VALUE=DATE", ";TZID=Europe/Oslo", ";TZID=Nowhere", ";CN=Ada", ";X", ";=", ';CN="a', ";LANGUAGE=en"]
)


_values = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        (
            *(
                "20240503",
                "20240503T100000Z",
                "20240503T100000",
                "P1D",
                "-P1D",
                "PT99999999H",
                "VEVENT",
                "VALARM",
            ),
            *(
                "VTIMEZONE",
                "1;2",
                "a;b",
                "nan;nan",
                "mailto:a@b",
                "FREQ=DAILY",
                "00010101T000000",
                "99991231T235959",
            ),
            "20240503,20240504",
        )
    ),
)


_lines = st.lists(st.builds("{}{}:{}".format, _names, _params, _values), max_size=8)


@given(st.lists(_lines, max_size=3), st.sampled_from(["VEVENT", "VTODO", "VJOURNAL"]))
def test_whatever_a_calendar_holds_it_is_taken_or_refused(entries: list[list[str]], what: str) -> None:
    data = calendar(*(event("SUMMARY:a", *lines, what=what) for lines in entries)).encode("utf-8", "replace")
    try:
        found = items(read_calendar, data)
    except CalendarError:
        return
    for each in found:
        sound(each)
    assert found == items(read_calendar, data)
