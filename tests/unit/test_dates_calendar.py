"""The calendar agrees with `datetime` where that goes, and goes on where it does not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import (
    EARLIEST,
    LATEST,
    day_of,
    day_start,
    minutes_of,
    month_name,
    month_of,
    month_title,
    weekday_name,
)
from chronoterm.dates.calendar import days_in_month, is_leap
from tests.unit.date_strategies import month_length

DAY = 24 * 60
years = st.integers(-1_000_000_000, 1_000_000_000)


@given(st.dates())
def test_a_day_of_our_time_is_the_day_that_datetime_knows(day: date) -> None:
    minutes = minutes_of(day.year, day.month, day.day)
    assert minutes == (day.toordinal() - 1) * DAY
    assert day_of(minutes) == (day.year, day.month, day.day)
    assert weekday_name(minutes) == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]


@given(st.datetimes())
def test_every_minute_of_a_day_belongs_to_it(moment: datetime) -> None:
    minutes = (moment - datetime(1, 1, 1)) // timedelta(minutes=1)  # noqa: DTZ001 both without a zone
    assert day_of(minutes) == (moment.year, moment.month, moment.day)
    assert month_of(minutes) == (moment.year, moment.month)
    assert day_start(minutes) == minutes_of(moment.year, moment.month, moment.day)


@given(years, st.integers(1, 12), st.data())
def test_a_day_of_any_year_reads_back(year: int, month: int, data: st.DataObject) -> None:
    day = data.draw(st.integers(1, month_length(year, month)))
    assert day_of(minutes_of(year, month, day)) == (year, month, day)


@given(years, st.integers(1, 12))
def test_the_day_after_the_last_of_a_month_is_the_first_of_the_next(year: int, month: int) -> None:
    last = minutes_of(year, month, month_length(year, month))
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert day_of(last + DAY) == (*following, 1)


@given(st.integers(-(10**12), 10**12))
def test_the_day_before_comes_before(minutes: int) -> None:
    assert day_of(minutes - DAY) < day_of(minutes)
    assert day_start(minutes) <= minutes < day_start(minutes) + DAY


@given(years, st.integers(-30, 30))
def test_a_month_may_run_over_the_ends_of_its_year(year: int, month: int) -> None:
    assert minutes_of(year, month, 1) == minutes_of(year + 1, month - 12, 1)


@pytest.mark.parametrize(
    ("year", "leap"),
    [
        (2024, True),
        (2023, False),
        (2000, True),
        (1900, False),
        (0, True),
        (-4, True),
        (-100, False),
        (12_000, True),
    ],
)
def test_leap_years_follow_gregory(year: int, leap: bool) -> None:
    assert is_leap(year) is leap
    assert days_in_month(year, 2) == (29 if leap else 28)
    assert minutes_of(year, 3, 1) - minutes_of(year, 2, 1) == (29 if leap else 28) * DAY


def test_time_begins_on_a_monday() -> None:
    assert minutes_of(1, 1, 1) == 0
    assert weekday_name(0) == "Mon"
    assert weekday_name(-1) == "Sun"


def test_today_has_the_weekday_it_has() -> None:
    day = datetime(2024, 10, 31, tzinfo=UTC)
    assert weekday_name(minutes_of(2024, 10, 31)) == day.strftime("%a") == "Thu"


def test_months_have_their_names() -> None:
    assert month_name(1) == "January"
    assert month_name(10) == "October"
    assert month_title(2024, 10) == "October 2024"


def test_years_of_other_eras_say_so() -> None:
    assert month_title(-43, 3) == "March 44 BC"
    assert month_title(0, 1) == "January 1 BC"
    assert month_title(44, 3) == "March AD 44"


def test_no_date_reaches_the_ends_of_time() -> None:
    assert minutes_of(-999_999_999, 1, 1) > EARLIEST
    assert minutes_of(1_000_000_000, 1, 1) < LATEST
