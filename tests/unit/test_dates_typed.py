"""A person types a date in the way that comes to mind and gets the date that they mean."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chronoterm.dates import PartialDate, day_of, minutes_of, read_typed, weekday_name
from chronoterm.dates.errors import LONGEST
from tests.unit.date_strategies import day_texts, edtf_texts, partial_dates

TODAY = PartialDate.parse("2024-11-20")  # a Wednesday
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

DAYS = [
    "18 oct 2024",
    "18 october 2024",
    "18 Oct 2024",
    "18 OCTOBER 2024",
    "18 oct. 2024",
    "18-oct-2024",
    "18/Oct/2024",
    "18oct2024",
    "oct 18 2024",
    "oct-18-2024",
    "October 18th, 2024",
    "October 18,2024",
    "18th of October 2024",
    "the 18th of October, 2024",
    "2024 oct 18",
    "Friday 18 October 2024",
    "Fri, 18 Oct 2024",
    "on 18 oct 2024",
    "  18   oct  2024 ",
    "18\u00a0oct\u20092024",
    "2024-10-18",
    "2024/10/18",
    "2024.10.18",
    "2024-10-18 ",
    "20241018",
    "18.10.2024",
    "18/10/2024",
    "18-10-2024",
    "10/18/2024",
    "2024\u201310\u201318",
    "18 oct",
    "oct 18",
    "October 18th",
    "18th of october",
    "18.10",
    "fri 18 oct",
]

FORMS = [
    ("oct 2024", "2024-10"),
    ("October, 2024", "2024-10"),
    ("October of 2024", "2024-10"),
    ("sept 2024", "2024-09"),
    ("in oct 2024", "2024-10"),
    ("10/2024", "2024-10"),
    ("2024/10", "2024-10"),
    ("2024-1-5", "2024-01-05"),
    ("october", "2024-10"),
    ("2024", "2024"),
    ("spring 2024", "2024-21"),
    ("fall of 2023", "2023-23"),
    ("winter", "2024-24"),
    ("2010s", "201X"),
    ("the 2010s", "201X"),
    ("2010's", "201X"),
    ("2000-2099", "20XX"),
    ("44 BC", "-0043"),
    ("44 b.c.", "-0043"),
    ("44 BCE", "-0043"),
    ("15 mar 44 bc", "-0043-03-15"),
    ("AD 44", "0044"),
    ("44 ad", "0044"),
    ("1 January 0001", "0001-01-01"),
    ("year 17000", "Y17000"),
    ("3/3/2022", "2022-03-03"),
    ("thursday 3/2/2022", "2022-02-03"),
    ("3/2/2022 - 1/3/2022", "2022-02-03/2022-03-01"),
    ("c. oct 2024", "2024-10~"),
    ("c.2010", "2010~"),
    ("ca. 2010", "2010~"),
    ("circa 2010", "2010~"),
    ("about 2010", "2010~"),
    ("around 18 oct 2024", "2024-10-18~"),
    ("~2010", "2010~"),
    ("2010~", "2010~"),
    ("oct 2024?", "2024-10?"),
    ("oct 2024 ?", "2024-10?"),
    ("c. oct 2024?", "2024-10%"),
    ("a day in oct 2024", "2024-10-XX"),
    ("a day in october", "2024-10-XX"),
    ("a day in 2024", "2024-XX-XX"),
    ("a month in 2024", "2024-XX"),
    ("28-30 oct 2024", "2024-10-28/2024-10-30"),
    ("28 - 30 oct 2024", "2024-10-28/2024-10-30"),
    ("28 to 30 oct 2024", "2024-10-28/2024-10-30"),
    ("28\u201330 October 2024", "2024-10-28/2024-10-30"),
    ("October 28-30, 2023", "2023-10-28/2023-10-30"),
    ("28-30 oct", "2024-10-28/2024-10-30"),
    ("28 oct - 3 nov 2024", "2024-10-28/2024-11-03"),
    ("28 oct-3 nov 2024", "2024-10-28/2024-11-03"),
    ("28 oct 2024 - 3 nov", "2024-10-28/2024-11-03"),
    ("28 dec - 3 jan 2025", "2024-12-28/2025-01-03"),
    ("28 dec 2024 - 3 jan", "2024-12-28/2025-01-03"),
    ("oct-nov 2024", "2024-10/2024-11"),
    ("oct to nov 2024", "2024-10/2024-11"),
    ("2020-2024", "2020/2024"),
    ("2020 to 2024", "2020/2024"),
    ("from 2020 to 2024", "2020/2024"),
    ("from 28 oct until 3 nov 2024", "2024-10-28/2024-11-03"),
    ("between 28 oct and 3 nov 2024", "2024-10-28/2024-11-03"),
    ("44-40 BC", "-0043/-0039"),
    ("c. 28 oct - 3 nov 2024", "2024-10-28~/2024-11-03~"),
    ("28 oct 2024? - 3 nov 2024", "2024-10-28?/2024-11-03"),
    ("2024-10-28 - 2024-10-30", "2024-10-28/2024-10-30"),
    ("18.10.2024 - 20.10.2024", "2024-10-18/2024-10-20"),
    ("from 1 nov 2024", "2024-11-01/.."),
    ("since 1 nov 2024", "2024-11-01/.."),
    ("since 2010", "2010/.."),
    ("since about 2010", "2010~/.."),
    ("since yesterday", "2024-11-19/.."),
    ("until 1 nov 2024", "../2024-11-01"),
    ("up to 1 nov 2024", "../2024-11-01"),
    ("1 nov 2024 - ?", "2024-11-01/"),
    ("? - 1 nov 2024", "/2024-11-01"),
    ("18 Oct 2024 14:30 +03:00", "2024-10-18T14:30+03:00"),
    ("18 oct 2024 14:30 UTC", "2024-10-18T14:30Z"),
    ("18 oct 2024, 14:30 GMT", "2024-10-18T14:30Z"),
    ("18 oct 2024 at 9:05z", "2024-10-18T09:05Z"),
    ("18 oct 2024 14:30 utc+3", "2024-10-18T14:30+03:00"),
    ("18 oct 14:30 -0530", "2024-10-18T14:30-05:30"),
    ("2024-10-18 14:30Z", "2024-10-18T14:30Z"),
    ("2024-10-18t14:30z", "2024-10-18T14:30Z"),
    ("18/10/2024 14:30 utc", "2024-10-18T14:30Z"),
    ("18 oct 2024 14:30-16:00 utc", "2024-10-18T14:30Z/2024-10-18T16:00Z"),
]

FROM_TODAY = [
    ("today", "2024-11-20"),
    ("Yesterday", "2024-11-19"),
    ("tomorrow", "2024-11-21"),
    ("friday", "2024-11-15"),
    ("last friday", "2024-11-15"),
    ("next friday", "2024-11-22"),
    ("wednesday", "2024-11-20"),
    ("wed", "2024-11-20"),
    ("last wednesday", "2024-11-13"),
    ("next wednesday", "2024-11-27"),
    ("on thurs", "2024-11-14"),
    ("3 days ago", "2024-11-17"),
    ("1 day ago", "2024-11-19"),
    ("2 weeks ago", "2024-11-06"),
    ("a week ago", "2024-11-13"),
    ("in 3 days", "2024-11-23"),
    ("2 months ago", "2024-09"),
    ("11 months ago", "2023-12"),
    ("10 years ago", "2014"),
    ("last month", "2024-10"),
    ("this year", "2024"),
    ("next year", "2025"),
]


def typed(text: str, near: str | None = None) -> str:
    return read_typed(text, today=TODAY, near=PartialDate.parse(near) if near else None).edtf


@given(edtf_texts)
def test_what_can_be_stored_can_be_typed(text: str) -> None:
    assert typed(text) == text
    assert typed(f" {text.lower()} ") == text


@given(partial_dates)
@example(PartialDate.parse("000X%/20XX"))
@example(PartialDate.parse("-0099~/0014"))
@example(PartialDate.parse("2024-10-18T14:30-03:00~/2024-10-18T16:00-03:00~"))
def test_what_is_shown_can_be_typed(date: PartialDate) -> None:
    assume(len(date.text) <= LONGEST)
    assert typed(date.text) == date.edtf


@pytest.mark.parametrize("text", DAYS)
def test_a_day_can_be_typed_in_many_ways(text: str) -> None:
    assert typed(text) == "2024-10-18"


@pytest.mark.parametrize(("text", "edtf"), FORMS)
def test_other_dates_can_be_typed_as_people_write_them(text: str, edtf: str) -> None:
    assert typed(text) == edtf


@pytest.mark.parametrize(("text", "edtf"), FROM_TODAY)
def test_a_date_can_be_told_from_today(text: str, edtf: str) -> None:
    assert typed(text) == edtf


@given(day_texts(), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_last_one_today_included(text: str, weekday: str) -> None:
    today = PartialDate.parse(text)
    # The weeks around the first and the last day that EDTF has a plain spelling for are not all there.
    first, last_one = PartialDate.parse("-9999-01-08"), PartialDate.parse("9999-12-24")
    assume(first.start <= today.start <= last_one.start)
    last, before, after = (read_typed(lead + weekday, today=today) for lead in ("", "last ", "next "))
    assert {weekday_name(date.start) for date in (last, before, after)} == {weekday[:3]}
    assert 0 <= today.start - last.start < 7 * 1440
    assert 0 < today.start - before.start <= 7 * 1440
    assert 0 < after.start - today.start <= 7 * 1440


@given(st.dates(), st.dates())
def test_without_a_year_the_nearest_is_meant(day: date, near: date) -> None:
    assume(20 < near.year < 9980 and (day.month, day.day) != (2, 29))
    anchor = PartialDate.parse(near.isoformat())
    found = read_typed(f"{day.day} {day:%B}", today=TODAY, near=anchor)
    assert day_of(found.start)[1:] == (day.month, day.day)
    others = (minutes_of(year, day.month, day.day) for year in range(near.year - 2, near.year + 3))
    assert abs(found.start - anchor.start) == min(abs(other - anchor.start) for other in others)


@pytest.mark.parametrize(
    ("text", "near", "edtf"),
    [
        ("18 oct", "2022", "2022-10-18"),
        ("18 oct", "2022-01-05", "2021-10-18"),
        ("18 oct", "2022-12-30", "2022-10-18"),
        ("2 jan", "2022-12-30", "2023-01-02"),
        ("18 oct", "2014-02-20/..", "2014-10-18"),
        ("18 oct", "../2014-02-20", "2013-10-18"),
        ("29 feb", "2022", "2024-02-29"),
        ("29 feb", "1900-01", "1896-02-29"),
        ("october", "-0043", "-0043-10"),
        ("28 dec - 3 jan", "2022-01", "2021-12-28/2022-01-03"),
        ("from 18 oct", "2022", "2022-10-18/.."),
        ("today", "2022", "2024-11-20"),
    ],
)
def test_without_a_year_the_one_in_view_is_meant(text: str, near: str, edtf: str) -> None:
    assert typed(text, near) == edtf
