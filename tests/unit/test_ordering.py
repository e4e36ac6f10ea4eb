"""Which clock an order goes by, and what turning the clock makes of it."""

import pytest
from hypothesis import given

from chronoterm.language.orders import read_order, written_order
from chronoterm.ordering import CHRONOLOGICAL, EVIDENT, Order, SortKey, order_of
from chronoterm.terms import Clock
from tests.unit.chronology_questions import orders


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("date", Clock.DATE),
        ("about", Clock.ABOUT),
        ("-lag", Clock.ABOUT),
        ("actor", Clock.DATE),
        ("actor,about", Clock.ABOUT),
        ("date,about", Clock.DATE),
        ("origins,lag,date", Clock.ABOUT),
    ],
)
def test_the_first_column_that_tells_a_time_is_the_clock(text: str, clock: Clock) -> None:
    assert read_order(text).clock is clock


@given(orders)
def test_an_order_turned_to_a_clock_goes_by_it(order: Order) -> None:
    for clock in Clock:
        assert order.by_clock(clock).clock is clock
        assert order.by_clock(clock).by_clock(clock) == order.by_clock(clock)


@given(orders)
def test_turning_the_clock_keeps_the_columns_that_tell_no_time_as_they_were(order: Order) -> None:
    timeless = [each for each in order.columns if each.key not in (SortKey.DATE, SortKey.ABOUT, SortKey.LAG)]
    for clock in Clock:
        turned = order.by_clock(clock).columns
        assert [each for each in turned if each in timeless] == timeless


@pytest.mark.parametrize(
    ("text", "turned", "back"),
    [
        ("date", "about", "date"),
        ("-date", "-about", "-date"),
        ("actor", "actor,about", "actor"),
        ("actor,-date", "actor,-about", "actor,-date"),
        ("-date,actor", "-about,actor", "-date,actor"),
    ],
)
def test_the_clock_is_turned_and_turned_back_in_the_same_direction(text: str, turned: str, back: str) -> None:
    assert written_order(read_order(text).by_clock(Clock.ABOUT)) == turned
    assert written_order(read_order(turned).by_clock(Clock.DATE)) == back


@given(orders)
def test_an_order_told_by_entries_needs_no_record_to_be_read(order: Order) -> None:
    made = order.told_by_entries
    assert not made.is_evident
    if order.leaves_out(EVIDENT):
        assert made == order


def test_each_clock_has_a_plain_order() -> None:
    assert order_of(Clock.DATE) == CHRONOLOGICAL
    assert order_of(Clock.ABOUT) == Order(SortKey.ABOUT)
