"""Counts over time: nothing is lost, nothing counts twice, and what is uncertain does not pile up on one day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import EARLIEST, LATEST, PartialDate, day_of, minutes_of
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query
from chronoterm.records import Kind, Record
from tests.unit.chronology_model import DAY, Model
from tests.unit.chronology_questions import minutes, orders, queries
from tests.unit.chronology_stores import models

edges_anywhere = st.lists(minutes, max_size=8, unique=True).map(sorted)
days_of_2024 = [minutes_of(2024, 1, 1) + day * DAY for day in range(367)]


def counts(edges: list[int], *dates: str | None) -> list[float]:
    records = (
        Record(id=str(number), kind=Kind.EVENT, headline="h", date=date) for number, date in enumerate(dates)
    )
    return list(IndexedChronology.build(records).view().histogram(edges))


@given(models(), queries, orders, edges_anywhere)
def test_a_histogram_is_what_spreading_every_record_by_hand_gives(
    model: Model, query: Query, order: Order, edges: list[int]
) -> None:
    found = model.chronology.view(query, order).histogram(edges)
    assert list(found) == pytest.approx(model.histogram(query, edges, order.clock))


@given(models(), queries, edges_anywhere)
def test_edges_around_everything_count_every_dated_record_once(
    model: Model, query: Query, edges: list[int]
) -> None:
    around = sorted({EARLIEST, *edges, LATEST})
    dated = [each for each in model.matching(query) if each.date is not None]
    assert sum(model.chronology.view(query, CHRONOLOGICAL).histogram(around)) == pytest.approx(len(dated))


@given(models(), edges_anywhere)
def test_one_bucket_less_loses_only_what_lay_in_it(model: Model, edges: list[int]) -> None:
    view = model.chronology.view(ALL, CHRONOLOGICAL)
    assert list(view.histogram(edges[1:])) == pytest.approx(list(view.histogram(edges))[1:])


@given(st.integers(0, 365))
def test_a_single_day_counts_in_exactly_one_bucket(day: int) -> None:
    year, month, number = day_of(days_of_2024[day])
    found = counts(days_of_2024, f"{year}-{month:02}-{number:02}")
    assert [bucket for bucket, count in enumerate(found) if count] == [day]
    assert sum(found) == 1


def test_a_month_is_spread_over_its_days() -> None:
    found = counts(days_of_2024, "2024-10")
    october = found[274 : 274 + 31]
    assert october == pytest.approx([1 / 31] * 31)
    assert sum(found) == pytest.approx(1)


def test_an_open_interval_counts_at_the_end_it_has() -> None:
    first = PartialDate.parse("2024-11-01").start
    edges = [first - DAY, first, first + DAY]
    assert counts(edges, "2024-11-01/..") == [0, 1]
    assert counts(edges, "../2024-10-31") == [1, 0]


def test_undated_records_are_not_counted() -> None:
    assert counts([EARLIEST, LATEST], None, "2024", None) == [1]


@pytest.mark.parametrize("edges", [[], [0]])
def test_without_two_edges_there_is_nothing_to_count_between(edges: list[int]) -> None:
    assert counts(edges, "2024") == []
