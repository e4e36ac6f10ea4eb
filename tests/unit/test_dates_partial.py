"""A date keeps what was written, lies where it should, and has its place in the order."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import EARLIEST, LATEST, PartialDate, Precision, minutes_of
from tests.unit.date_strategies import day_texts, edtf_texts, interval_texts, partial_dates, point_texts

DAY = 24 * 60


def parse(text: str) -> PartialDate:
    return PartialDate.parse(text)


@given(edtf_texts)
def test_a_date_keeps_the_spelling_it_was_written_with(text: str) -> None:
    assert parse(text).edtf == text


@given(partial_dates)
def test_a_date_reads_back_as_it_was_written(date: PartialDate) -> None:
    assert parse(date.edtf) == date


@given(partial_dates)
def test_every_date_covers_some_time(date: PartialDate) -> None:
    assert EARLIEST <= date.start < date.end <= LATEST


@given(partial_dates, partial_dates)
def test_what_lies_within_also_overlaps(one: PartialDate, other: PartialDate) -> None:
    if one.within(other):
        assert one.overlaps(other)
        assert other.overlaps(one)


@given(partial_dates, partial_dates)
def test_to_overlap_is_mutual_and_means_a_minute_in_common(one: PartialDate, other: PartialDate) -> None:
    assert one.overlaps(other) is other.overlaps(one)
    assert one.overlaps(other) is (max(one.start, other.start) < min(one.end, other.end))


@given(partial_dates)
def test_a_date_lies_within_itself(date: PartialDate) -> None:
    assert date.within(date)


@given(partial_dates, partial_dates)
def test_of_two_dates_exactly_one_comes_first_unless_they_are_the_same(
    one: PartialDate, other: PartialDate
) -> None:
    assert (one < other) + (other < one) + (one == other) == 1
    assert (one <= other) is not (one > other)
    assert (one >= other) is not (one < other)


@given(partial_dates, partial_dates, partial_dates)
def test_the_order_is_transitive(one: PartialDate, two: PartialDate, three: PartialDate) -> None:
    if one <= two <= three:
        assert one <= three


@given(st.lists(partial_dates), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_where_dates_come_from(dates: list[PartialDate], chance: Random) -> None:
    shuffled = list(dates)
    chance.shuffle(shuffled)
    assert sorted(shuffled) == sorted(dates) == sorted(dates, key=lambda date: date.sort_key)


@given(partial_dates, partial_dates)
def test_equal_dates_are_interchangeable_as_keys(one: PartialDate, other: PartialDate) -> None:
    assert (one == other) is (one.edtf == other.edtf)
    if one == other:
        assert hash(one) == hash(other)


def test_of_dates_that_start_together_the_sharper_comes_first() -> None:
    texts = [
        "20XX",
        "2000",
        "200X",
        "2000-01-01T00:00Z",
        "2000-01",
        "2000-01-01",
        "2000-01-01/..",
        "2000-01-01/2000-01-07",
    ]
    assert [date.edtf for date in sorted(map(parse, texts))] == [
        "2000-01-01T00:00Z",
        "2000-01-01",
        "2000-01-01/2000-01-07",
        "2000-01",
        "2000",
        "200X",
        "20XX",
        "2000-01-01/..",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2024-10-31", "2024-11-01"),
        ("2024-02-29", "2024-03-01"),
        ("2024-10", "2024-11"),
        ("2024-12", "2025-01"),
        ("2024", "2025"),
        ("-0001", "0000"),
        ("9999", "Y10000"),
        ("Y-10000", "-9999"),
        ("201X", "202X"),
        ("19XX", "20XX"),
        ("-000X", "000X"),
        ("-01XX", "-00XX"),
        ("2024-21", "2024-22"),
        ("2024-24", "2025-21"),
        ("2024-10-18T23:59Z", "2024-10-19"),
        ("2024-10-18T14:30Z", "2024-10-18T17:31+03:00"),
        ("../2024-10-31", "2024-11-01/.."),
    ],
)
def test_where_one_date_ends_the_next_begins(before: str, after: str) -> None:
    assert parse(before).end == parse(after).start
    assert not parse(before).overlaps(parse(after))


@given(day_texts())
def test_a_day_lies_in_its_month_and_year_and_decade_and_century(text: str) -> None:
    year = text[:-6]
    for wider in (text[:-3], year, f"{year[:-1]}X", f"{year[:-2]}XX"):
        assert parse(text).within(parse(wider))


def test_a_month_may_fall_in_a_week_but_is_not_certain_to() -> None:
    october, week = parse("2024-10"), parse("2024-10-07/2024-10-13")
    assert october.overlaps(week)
    assert not october.within(week)
    assert week.within(october)


def test_an_interval_includes_its_last_day() -> None:
    date = parse("2024-10-28/2024-10-30")
    assert (date.start, date.end) == (minutes_of(2024, 10, 28), minutes_of(2024, 10, 31))
    assert parse("2024-10-30").within(date)
    assert not parse("2024-10-31").overlaps(date)


def test_winter_is_called_after_the_year_in_which_it_begins() -> None:
    winter = parse("2024-24")
    assert parse("2024-12-01").within(winter)
    assert parse("2025-02-28").within(winter)
    assert not parse("2024-01").overlaps(winter)


@given(interval_texts())
def test_an_interval_spans_both_of_its_sides(text: str) -> None:
    left, _, right = text.partition("/")
    date = parse(text)
    assert date.start == (EARLIEST if left in ("", "..") else parse(left).start)
    assert date.end == (LATEST if right in ("", "..") else parse(right).end)
    assert date.precision is Precision.INTERVAL


@given(point_texts())
def test_a_qualifier_changes_what_is_said_and_not_when_it_was(text: str) -> None:
    bare = parse(text.rstrip("~?%"))
    date = parse(text)
    assert (date.start, date.end, date.precision) == (bare.start, bare.end, bare.precision)
    assert date.approximate is text.endswith(("~", "%"))
    assert date.uncertain is text.endswith(("?", "%"))


def test_an_interval_is_as_doubtful_as_its_sides() -> None:
    assert parse("2024-10-28~/2024-10-30").approximate
    assert not parse("2024-10-28~/2024-10-30").uncertain
    assert parse("2024-10-28/2024-10-30?").uncertain
    assert parse("../2024%").approximate


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2024-10-18T14:30Z", Precision.MINUTE),
        ("2024-10-18", Precision.DAY),
        ("2024-10", Precision.MONTH),
        ("2024-10-XX", Precision.MONTH),
        ("2024-22", Precision.SEASON),
        ("2024", Precision.YEAR),
        ("2024-XX", Precision.YEAR),
        ("2024-XX-XX", Precision.YEAR),
        ("Y17000", Precision.YEAR),
        ("201X", Precision.DECADE),
        ("20XX", Precision.CENTURY),
        ("2024-10-28/..", Precision.INTERVAL),
    ],
)
def test_a_date_knows_how_sharp_it_is(text: str, precision: Precision) -> None:
    assert parse(text).precision is precision


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2024-10-18T14:30+00:00", "2024-10-18T14:30Z"),
        ("2024-10-18T14:30-00:00", "2024-10-18T14:30Z"),
        ("2024-10-18T14:30+03", "2024-10-18T14:30+03:00"),
        ("2024-10-18T14:30+0530", "2024-10-18T14:30+05:30"),
    ],
)
def test_an_offset_has_one_spelling(text: str, canonical: str) -> None:
    assert parse(text).edtf == canonical
    assert parse(text) == parse(canonical)


def test_the_same_minute_told_in_two_places_is_the_same_time() -> None:
    here, there = parse("2024-10-18T11:30Z"), parse("2024-10-18T14:30+03:00")
    assert (here.start, here.end) == (there.start, there.end)
    assert here != there


@given(edtf_texts)
def test_a_date_parsed_twice_is_one_date(text: str) -> None:
    assert parse(text) is parse(text)
