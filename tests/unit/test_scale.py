"""Scales of time: buckets are whole units that cover what they should, and labels stand where they belong."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import DAY, PartialDate, day_of, minutes_of
from chronoterm.scale import (
    MOST_BUCKETS,
    Scale,
    TooManyBucketsError,
    Unit,
    buckets_between,
    edges,
    fitting,
)
from chronoterm.scale_ticks import ticks

YEAR = 366 * DAY
minutes = st.one_of(
    st.integers(minutes_of(1900, 1, 1), minutes_of(2100, 1, 1)),
    st.integers(minutes_of(-300, 1, 1), minutes_of(300, 1, 1)),
    st.integers(minutes_of(-(10**6), 1, 1), minutes_of(10**6, 1, 1)),
)
lengths = st.one_of(st.integers(1, 9 * DAY), st.integers(1, 9 * YEAR), st.integers(1, 10**6 * YEAR))
spans = st.builds(lambda start, length: (start, start + length), minutes, lengths)
units = st.sampled_from(Unit)
cells_of_a_line = st.integers(1, 200)


def span_of(date: str) -> tuple[int, int]:
    value = PartialDate.parse(date)
    return value.start, value.end


def is_one_unit(unit: Unit, start: int, end: int) -> bool:
    """By the calendar, and not by how the units are counted."""
    (year, month, day), after = day_of(start), day_of(end)
    years = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}
    match unit:
        case Unit.HOUR:
            return start % 60 == 0 and end - start == 60
        case Unit.DAY:
            return start % DAY == 0 and end - start == DAY
        case Unit.WEEK:
            return start % DAY == 0 and start // DAY % 7 == 0 and end - start == 7 * DAY
        case Unit.MONTH:
            following = (year, month + 1) if month < 12 else (year + 1, 1)
            return start % DAY == end % DAY == 0 and day == 1 and after == (*following, 1)
    whole = (month, day) == (1, 1) and year % years[unit] == 0
    return start % DAY == end % DAY == 0 and whole and after == (year + years[unit], 1, 1)


@given(units, spans)
def test_buckets_cover_the_span_and_each_is_one_unit(unit: Unit, span: tuple[int, int]) -> None:
    start, end = span
    if buckets_between(unit, start, end) > 2000:
        end = start + 2000 * 60
    found = edges(unit, start, end)
    assert found[0] <= start < found[1]
    assert found[-2] < end <= found[-1]
    assert len(found) == buckets_between(unit, start, end) + 1
    assert all(is_one_unit(unit, *bucket) for bucket in pairwise(found))


@given(units, minutes)
def test_an_empty_span_has_no_buckets(unit: Unit, minute: int) -> None:
    assert edges(unit, minute, minute) == edges(unit, minute, minute - 1) == ()


def test_a_unit_too_fine_is_refused_with_the_number_of_buckets() -> None:
    with pytest.raises(TooManyBucketsError, match=r"By hour there would be 8,765,976 buckets"):
        edges(Unit.HOUR, minutes_of(1001, 1, 1), minutes_of(2001, 1, 1) + 6 * DAY)
    assert len(edges(Unit.HOUR, 0, MOST_BUCKETS * 60)) == MOST_BUCKETS + 1


@given(spans, cells_of_a_line)
def test_the_unit_that_fits_is_the_finest(span: tuple[int, int], cells: int) -> None:
    unit = fitting(*span, cells)
    finer = list(Unit)[: list(Unit).index(unit)]
    assert all(buckets_between(each, *span) > cells for each in finer)
    assert unit is Unit.CENTURY or buckets_between(unit, *span) <= cells


@given(spans, cells_of_a_line)
def test_a_scale_has_no_more_buckets_than_the_line_has_cells(span: tuple[int, int], cells: int) -> None:
    scale = Scale.of(*span, cells)
    assert 1 <= scale.count <= max(2, cells)
    assert scale.start <= span[0] and span[1] <= scale.end
    assert list(scale.edges) == sorted(set(scale.edges))


@given(spans, cells_of_a_line, st.data())
def test_every_minute_of_a_bucket_belongs_to_it(
    span: tuple[int, int], cells: int, data: st.DataObject
) -> None:
    scale = Scale.of(*span, cells)
    bucket = data.draw(st.integers(0, scale.count - 1))
    minute = data.draw(st.integers(scale.edges[bucket], scale.edges[bucket + 1] - 1))
    assert scale.bucket_at(minute) == bucket
    assert scale.around(minute) == (scale.edges[bucket], scale.edges[bucket + 1])
    assert scale.label_at(minute) == scale.label(bucket)


@given(spans, cells_of_a_line)
def test_two_buckets_never_read_the_same(span: tuple[int, int], cells: int) -> None:
    scale = Scale.of(*span, cells)
    labels = [scale.label(bucket) for bucket in range(scale.count)]
    assert len(set(labels)) == len(labels)


@given(spans, cells_of_a_line)
def test_a_line_is_to_scale_and_without_holes(span: tuple[int, int], cells: int) -> None:
    scale = Scale.of(*span, cells)
    places = [scale.cells_of(bucket, cells) for bucket in range(scale.count)]
    assert set().union(*places) == set(range(cells))
    for bucket, place in enumerate(places):
        exact = (scale.edges[bucket] - scale.start) * cells / (scale.end - scale.start)
        assert abs(place[0] - exact) <= 1 + 1e-6


@given(spans, cells_of_a_line, st.data())
def test_a_click_on_a_cell_finds_a_bucket_that_is_drawn_there(
    span: tuple[int, int], cells: int, data: st.DataObject
) -> None:
    scale = Scale.of(*span, cells)
    cell = data.draw(st.integers(0, cells - 1))
    if scale.count <= cells:
        assert cell in scale.cells_of(scale.bucket_in(cell, cells), cells)


@given(spans, cells_of_a_line)
def test_axis_labels_never_touch_and_stay_on_the_line(span: tuple[int, int], cells: int) -> None:
    found = ticks(Scale.of(*span, cells), cells)
    assert all(left.cell + len(left.text) < right.cell for left, right in pairwise(found))
    assert all(each.cell >= 0 and each.cell + len(each.text) <= cells for each in found)


@given(spans)
def test_a_line_of_usual_width_has_a_labelled_axis(span: tuple[int, int]) -> None:
    assert ticks(Scale.of(*span, 60), 60)


@pytest.mark.parametrize(
    ("unit", "date", "label"),
    [
        (Unit.HOUR, "2024-10-18T14:30Z", "14:00 · 18 Oct 2024"),
        (Unit.DAY, "2024-10-18", "18 Oct 2024"),
        (Unit.WEEK, "2024-10-18", "week of 14 Oct 2024"),
        (Unit.MONTH, "2024-10-18", "Oct 2024"),
        (Unit.YEAR, "2024-10-18", "2024"),
        (Unit.YEAR, "-0043", "44 BC"),
        (Unit.DECADE, "2024-10-18", "2020s"),
        (Unit.DECADE, "1905", "1900–1909"),
        (Unit.CENTURY, "1905", "1900–1999"),
    ],
)
def test_a_bucket_is_named_as_people_name_it(unit: Unit, date: str, label: str) -> None:
    start, _ = span_of(date)
    assert Scale(unit, edges(unit, start, start + 1)).label(0) == label


@pytest.mark.parametrize(
    ("unit", "first", "last", "label"),
    [
        (Unit.DAY, "2024-10-14", "2024-10-18", "14 – 18 Oct 2024"),
        (Unit.DAY, "2024-10-31", "2024-11-01", "31 Oct – 1 Nov 2024"),
        (Unit.DAY, "2024-10-14", "2024-10-14", "14 Oct 2024"),
        (Unit.HOUR, "2024-10-18T02:00Z", "2024-10-18T04:10Z", "02:00 – 04:59 · 18 Oct 2024"),
        (Unit.MONTH, "2023-12", "2024-02", "Dec 2023 – Feb 2024"),
        (Unit.YEAR, "2019", "2024", "2019 – 2024"),
    ],
)
def test_several_buckets_are_named_with_what_they_share_once(
    unit: Unit, first: str, last: str, label: str
) -> None:
    since, until = span_of(first)[0], span_of(last)[0] + 1
    scale = Scale(unit, edges(unit, since, until))
    assert scale.span_label(scale.start, scale.end) == label


def test_more_centuries_than_cells_are_taken_several_at_a_time() -> None:
    scale = Scale.of(minutes_of(-9000, 1, 1), minutes_of(2000, 1, 1), 60)
    assert (scale.grain, scale.label(0)) == ("2 centuries", "9001–8802 BC")


@pytest.mark.parametrize(
    ("first", "last", "cells", "axis"),
    [
        ("2024-10-13", "2024-11-01", 74, "14 Oct 2024 21 Oct 28 Oct"),
        ("2022-01", "2024-10", 45, "2022 Jul 2023 Jul 2024 Jul"),
        ("1990", "2023", 74, "1990 1995 2000 2005 2010 2015 2020"),
        ("2024-10-18", "2024-10-18", 74, "18 Oct 2024 06:00 09:00 12:00 15:00 18:00 21:00"),
        ("-0050", "0049", 74, "50 BC 40 BC 30 BC 20 BC 10 BC AD 10 AD 20 AD 30 AD 40"),
        ("2024-10-15", "2024-10-24", 12, "15 Oct 2024"),
    ],
)
def test_the_axis_is_labelled_in_round_steps(first: str, last: str, cells: int, axis: str) -> None:
    scale = Scale.of(span_of(first)[0], span_of(last)[1], cells)
    assert " ".join(each.text for each in ticks(scale, cells)) == axis
