"""The lag of a record is told no sharper than its two dates are, and never with a wrong sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import DAY, EARLIEST, LATEST, PartialDate
from chronoterm.lag import MOST_DAYS, Lag, days_between, lag_between, lag_in
from chronoterm.records import Basis, Kind, Record
from tests.unit.chronology_stores import DATES
from tests.unit.date_strategies import edtf_texts

minutes = st.integers(-5 * DAY, 5 * DAY)
near_dates = st.sampled_from([each for each in DATES if each.startswith("2024") and ".." not in each])
whole_days = st.integers(-2 * MOST_DAYS, 2 * MOST_DAYS)


def lag(said: str, about: str, *, at_the_latest: bool = False) -> str:
    found = lag_between(PartialDate.parse(said), PartialDate.parse(about), at_the_latest=at_the_latest)
    return "–" if found is None else found.text


@given(minutes, st.integers(1, 3 * DAY), minutes, st.integers(1, 3 * DAY))
def test_a_lag_is_as_short_and_as_long_as_any_two_of_the_days_are_apart(
    said: int, lasting: int, about: int, for_minutes: int
) -> None:
    said_days = {each // DAY for each in range(said, said + lasting, 60)} | {(said + lasting - 1) // DAY}
    about_days = {each // DAY for each in range(about, about + for_minutes, 60)}
    about_days.add((about + for_minutes - 1) // DAY)
    apart = [there - here for here in said_days for there in about_days]
    assert days_between((said, said + lasting), (about, about + for_minutes)) == (min(apart), max(apart))


@given(edtf_texts, edtf_texts, st.booleans())
def test_a_lag_has_no_side_that_an_open_date_does_not_give_it(
    one: str, other: str, at_the_latest: bool
) -> None:
    said, about = PartialDate.parse(one), PartialDate.parse(other)
    found = lag_between(said, about, at_the_latest=at_the_latest)
    can_low, can_high = (
        about.start > EARLIEST and said.end < LATEST,
        about.end < LATEST and said.start > EARLIEST,
    )
    if found is None:
        assert not can_low
        assert not can_high or at_the_latest
    else:
        assert (found.low is not None, found.high is not None) == (can_low, can_high)
        assert found.low is None or found.high is None or found.low <= found.high
        assert found.or_more is at_the_latest


@given(near_dates, near_dates)
def test_one_number_stands_alone_only_where_both_dates_are_one_day(one: str, other: str) -> None:
    said, about = PartialDate.parse(one), PartialDate.parse(other)
    found = lag_between(said, about)
    assert found is not None
    is_sharp = all(each.start // DAY == (each.end - 1) // DAY for each in (said, about))
    is_plain = not any(each.approximate or each.uncertain for each in (said, about))
    assert found.text.lstrip("+−").removesuffix(" d").isdigit() == (is_sharp and is_plain)


@given(whole_days)
def test_what_lies_ahead_has_a_plus_and_what_lies_back_a_minus(days: int) -> None:
    text = Lag(days, days).text
    assert text.startswith("−" if days < 0 else "+")
    assert text.endswith(" y" if abs(days) > MOST_DAYS else " d")
    assert Lag(days, days).in_days == str(days)


@pytest.mark.parametrize(
    ("said", "about", "told"),
    [
        ("2024-10-18", "2024-11-01", "+14 d"),
        ("2024-10-31", "2024-10-31", "+0 d"),
        ("2024-11-03", "2024-10-31", "−3 d"),
        ("2024-10-31T23:30Z", "2024-11-01T00:10Z", "+1 d"),
        ("2024-10-31", "2024-10-31/2024-11-07", "+0–7 d"),
        ("2024-10-18", "2024-11", "+14–43 d"),
        ("2024-10", "2024-10-18", "−13 to +17 d"),
        ("2024-10-31", "2024-10", "−30 to +0 d"),
        ("2024-10-18", "2024-11-01/..", "≥ +14 d"),
        ("2024-10-18", "../2024-11-01", "≤ +14 d"),
        ("2024-10-18", "2024-11-01~", "c. +14 d"),
        ("2024-10-18?", "2024-11-01", "c. +14 d"),
        ("2024-10-18", "2028-01-01", "+3.2 y"),
        ("2024-10-18", "1914-07-28", "−110.2 y"),
        ("2024-10-18", "2025/2029", "+0.2–5.2 y"),
        ("../2024-10-18", "../2024-11-01", "–"),
    ],
)
def test_a_lag_reads_as_people_say_it(said: str, about: str, told: str) -> None:
    assert lag(said, about) == told


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Lag(14, 14, rough=True), "c. +14 d"),
        (Lag(191, 198, rough=True), "+191–198 d"),
        (Lag(191, 198, or_more=True), "≥ +191 d"),
        (Lag(-130, -99), "≥ −130 d"),
        (Lag(None, -1300), "≤ −3.6 y"),
    ],
)
def test_in_little_room_a_lag_loses_its_upper_end_before_any_digit(found: Lag, told: str) -> None:
    assert found.fitted(10) == told


@given(st.none() | whole_days, st.none() | whole_days, st.booleans(), st.booleans(), st.integers(9, 40))
def test_a_lag_fits_any_column_of_the_list(
    low: int | None, high: int | None, or_more: bool, rough: bool, cells: int
) -> None:
    if low is not None and high is not None:
        low, high = sorted((low, high))
    assert len(Lag(low, high, or_more, rough).fitted(cells)) <= cells


def test_what_is_dated_by_its_publication_may_have_been_said_longer_before() -> None:
    assert lag("2024-10-31", "2024-11-01", at_the_latest=True) == "≥ +1 d"
    assert lag("2024-10-31", "2024-10-31~/2024-11-07~", at_the_latest=True) == "≥ +0–7 d"
    assert lag("2024-10-31", "../2024-11-01", at_the_latest=True) == "–"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Lag(14, 14), "14"),
        (Lag(-3, -3), "-3"),
        (Lag(0, 7), "0..7"),
        (Lag(14, None), "14.."),
        (Lag(None, 3), "..3"),
        (Lag(0, 7, or_more=True), "0.."),
    ],
)
def test_a_lag_in_days_is_what_a_program_reads(found: Lag, told: str) -> None:
    assert found.in_days == told


def test_a_record_has_a_lag_where_it_has_both_dates() -> None:
    def record(**fields: object) -> Record:
        return Record(id="a", kind=Kind.STATEMENT, headline="h", **fields)  # type: ignore[arg-type]

    both = record(date="2024-10-18", about_date="2024-11-01", date_basis=Basis.PUBLICATION)
    assert lag_in(both) == Lag(14, 14, or_more=True)
    assert lag_in(record(date="2024-10-18")) is None
    assert lag_in(record(about_date="2024-11-01")) is None
    assert lag_in(record(date="2024-10-18", about_date="soon")) is None
