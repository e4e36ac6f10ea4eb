"""iCalendar: an event stands on the days and minutes that its calendar means, in whichever zone."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import PartialDate
from chronoterm.importers.icalendar import read_calendar
from tests.importers.calendars import calendar, dated, event
from tests.importers.read_in import said

_YEARS = (datetime(1970, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001 - hypothesis wants them so


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        (["DTSTART;VALUE=DATE:20240503"], "2024-05-03"),
        (["DTSTART;VALUE=DATE:20240503", "DTEND;VALUE=DATE:20240504"], "2024-05-03"),
        (["DTSTART;VALUE=DATE:20240503", "DTEND;VALUE=DATE:20240503"], "2024-05-03"),
        (["DTSTART;VALUE=DATE:20240503", "DTEND;VALUE=DATE:20240506"], "2024-05-03/2024-05-05"),
        (["DTSTART;VALUE=DATE:20240503", "DURATION:P3D"], "2024-05-03/2024-05-05"),
        (["DTSTART:20240503T100059Z"], "2024-05-03T10:00Z"),
        (["DTSTART:20240503T100000Z", "DURATION:PT90M"], "2024-05-03T10:00Z/2024-05-03T11:30Z"),
        (["DTSTART:20240503T100000Z", "DTEND:20240504T000000Z"], "2024-05-03T10:00Z/2024-05-03T23:59Z"),
        (["DTSTART:20240503T100000Z", "DTEND:20240503T100000Z"], "2024-05-03T10:00Z"),
        (
            ["DTSTART;TZID=Europe/Oslo:20241027T013000", "DURATION:PT2H"],
            "2024-10-27T01:30+02:00/2024-10-27T02:30+01:00",
        ),
        (
            ["DTSTART;TZID=Europe/Oslo:20241026T120000", "DURATION:P1D"],
            "2024-10-26T12:00+02:00/2024-10-27T12:00+01:00",
        ),
        (["DTSTART;TZID=/example.org/2024/Europe/Oslo:20240503T100000"], "2024-05-03T10:00+02:00"),
        (["DTSTART;TZID=/Europe/Oslo:20240503T100000"], "2024-05-03T10:00+02:00"),
        (["DTSTART;TZID=W. Europe Standard Time:20240503T100000"], "2024-05-03T10:00+02:00"),
        (["DTSTART;TZID=Europe/Amsterdam:19200503T100000"], "1920-05-03T08:40Z"),
        (["DTSTART;VALUE=DATE:20240503", "DTEND:broken"], "2024-05-03"),
        (["DTSTART;VALUE=DATE:20240503", "DURATION:P999999999999999W"], "2024-05-03"),
    ],
)
def test_the_time_of_an_event_is_as_its_calendar_has_it(lines: list[str], edtf: str) -> None:
    found = dated(*lines)
    assert (found["date"], found.get("date_text")) == (edtf, None)


@given(st.dates(date(1, 1, 2), date(9999, 1, 1)), st.integers(1, 400))
def test_whole_days_end_before_the_day_that_is_named(first: date, days: int) -> None:
    last = min(first + timedelta(days - 1), date(9999, 12, 30))
    after = last + timedelta(1)
    found = dated(
        f"DTSTART;VALUE=DATE:{first.isoformat().replace('-', '')}",
        f"DTEND;VALUE=DATE:{after.isoformat().replace('-', '')}",
    )
    assert found["date"] == (
        first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    )


@given(
    st.datetimes(*_YEARS),
    st.sampled_from(["Europe/Oslo", "Asia/Kolkata", "America/Lima"]),
)
def test_a_time_of_day_is_shown_as_the_clock_on_the_wall_showed_it(at: datetime, zone: str) -> None:
    found = dated(f"DTSTART;TZID={zone}:{at:%Y%m%dT%H%M%S}")
    assert found["date"].startswith(f"{at:%Y-%m-%dT%H:%M}")
    assert PartialDate.parse(found["date"]).edtf == found["date"]


ZONE = """BEGIN:VTIMEZONE
TZID:Quay Time
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10{more}
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


def test_a_zone_that_the_file_describes_is_taken_from_there() -> None:
    for more in ("", ";BYHOUR=3;BYMINUTE=0"):
        found = dated("DTSTART;TZID=Quay Time:20240503T100000", zone=ZONE.format(more=more))
        assert found["date"] == "2024-05-03T10:00+02:00"
    assert dated("DTSTART;TZID=Quay Time:20240103T100000", zone=ZONE.format(more=""))["date"].endswith(
        "+01:00"
    )


def test_two_files_may_describe_one_name_differently() -> None:
    other = ZONE.format(more="").replace("+0200", "+0500")
    assert dated("DTSTART;TZID=Quay Time:20240503T100000", zone=ZONE.format(more=""))["date"].endswith(
        "+02:00"
    )
    assert dated("DTSTART;TZID=Quay Time:20240503T100000", zone=other)["date"].endswith("+05:00")


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART;TZID=Atlantis/Harbour:20240503T100000"],
        ["DTSTART;TZID=localtime:20240503T100000"],
        ["DTSTART;TZID=../../etc/passwd:20240503T100000"],
        ["DTSTART:20240503T100000"],
    ],
)
def test_a_time_in_a_zone_that_nobody_knows_is_only_a_day_and_its_words(lines: list[str]) -> None:
    found = dated(*lines)
    assert found["date"] == "2024-05-03"
    assert found["date_text"].startswith("2024-05-03 10:00 (")
    assert "day alone" in "".join(said(read_calendar, calendar(event("SUMMARY:a", *lines))))


@pytest.mark.parametrize(
    ("plain", "hostile"),
    [
        ("FREQ=YEARLY", "FREQ=SECONDLY"),
        ("BYDAY=-1SU", "BYDAY=MO,TU,WE,TH,FR,SA,SU"),
        ("BYMONTH=10", "BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12"),
        ("BYMONTH=10", "BYHOUR=1,2,3;BYMINUTE=1,2,3"),
        ("DTSTART:1970", "DTSTART:0001"),
        ("BEGIN:STANDARD", "BEGIN:STANDARD\n" + "RRULE:FREQ=YEARLY\n" * 300),
    ],
)
def test_a_zone_that_would_be_counted_for_ever_is_not_believed(plain: str, hostile: str) -> None:
    zone = ZONE.format(more="").replace(plain, hostile)
    assert dated("DTSTART;TZID=Quay Time:20240503T100000", zone=zone)["date"] == "2024-05-03"
    assert dated("DTSTART;TZID=Quay Time:99980503T100000", zone=ZONE.format(more=""))["date"] == "9998-05-03"
