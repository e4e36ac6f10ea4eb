"""Orders by several columns, compared with the obvious way: two records at a time, column by column."""

import tracemalloc
from array import array
from collections.abc import Collection
from functools import cmp_to_key
from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from chronoterm.chronology import columns as renames
from chronoterm.chronology import order_sorted as blocks
from chronoterm.chronology import orders as limits
from chronoterm.chronology.columns import Moved, names_in
from chronoterm.chronology.index import Index
from chronoterm.chronology.names import Names
from chronoterm.chronology.order_ranks import ranked
from chronoterm.chronology.orders import MOST_KEPT, Orders
from chronoterm.ordering import CHRONOLOGICAL, EVIDENT, Order, Sorting, SortKey, order_by
from chronoterm.query import ALL
from chronoterm.records import Actor, Entry, Kind, Record
from chronoterm.text import fold
from tests.unit.chronology_changes import random_change
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import random_order
from tests.unit.chronology_stores import models, random_model

TOLD = tuple(each for each in SortKey if each not in EVIDENT)
"""Columns of what entries tell; the others need a chronology, and are in test_chronology_clocks."""

sortings = st.builds(Sorting, st.sampled_from(TOLD), st.booleans())
orders = st.lists(sortings, min_size=1, max_size=4).map(lambda columns: order_by(*columns))
whole_numbers = st.integers(0, 40)


def is_time_turned_round(order: Order) -> bool:
    return order.by_time and order.reverse and not order.then


def in_order(model: Model, order: Order) -> list[int]:
    """All rows, by comparing records in pairs."""
    records = model.in_time

    def compare(one: int, other: int) -> int:
        for key, reverse in order.columns:
            mine, theirs = (model.sort_value(records[row], key) for row in (one, other))
            if mine == theirs:
                continue
            if mine is None or theirs is None:
                return 1 if mine is None else -1
            return 1 if (mine > theirs) is not reverse else -1
        has_time = model.sort_value(records[one], order.key) is not None
        return other - one if is_time_turned_round(order) and has_time else one - other

    return sorted(range(len(records)), key=cmp_to_key(compare))


def listed(orders: Orders, order: Order, rows: BitMap) -> list[int]:
    return list(orders.places(order, rows).window(0, 1000))


def index_of(*entries: Entry) -> Index:
    return Index.of(entries, Names())


def event(record_id: str, headline: str = "", date: str | None = None, speaker: str | None = None) -> Entry:
    return Entry(id=record_id, kind=Kind.EVENT, headline=headline, date=date, speaker=speaker)


def ids(index: Index, order: Order) -> str:
    return "".join(index.entries[row].id for row in listed(Orders(index), order, index.all))


@given(models(), orders, st.sets(whole_numbers), whole_numbers, whole_numbers)
def test_records_stand_by_the_first_column_and_what_is_equal_there_by_the_next(
    model: Model, order: Order, left_out: set[int], first: int, number: int
) -> None:
    index = model.chronology.index
    rows = index.all - BitMap(left_out)
    wanted = [row for row in in_order(model, order) if row in rows]
    places = Orders(index).places(order, rows)
    assert list(places.window(0, len(rows))) == wanted
    assert list(places.window(first, number)) == wanted[first : first + number]
    assert [places.position(row) for row in wanted] == list(range(len(wanted)))


class Kept:
    """Columns that were ranked before, some of them, and which of them were asked for."""

    def __init__(self, index: Index, columns: Collection[SortKey]) -> None:
        self._ranks = {each: self._ranked(index, each) for each in columns}
        self.asked: list[SortKey] = []

    def ranks(self, column: SortKey) -> "array[int] | None":
        self.asked.append(column)
        return self._ranks.get(column)

    @staticmethod
    def _ranked(index: Index, column: SortKey) -> "array[int]":
        if column is SortKey.DATE:
            dates = list(zip(index.rows.starts, index.rows.ends, strict=True))
            different = sorted({*dates[: index.rows.dated]})
            known = (different.index(each) + 1 for each in dates[: index.rows.dated])
            return array("I", [*known, *[0] * (len(dates) - index.rows.dated)])
        name = names_in(column, index.names)
        return ranked(fold(name(entry)) for entry in index.entries)


@given(models(), orders, st.sets(st.sampled_from(TOLD)), st.sets(whole_numbers))
def test_columns_that_were_ranked_before_make_the_same_order(
    model: Model, order: Order, columns: set[SortKey], left_out: set[int]
) -> None:
    index = model.chronology.index
    rows = index.all - BitMap(left_out)
    made = Orders(index, kept=Kept(index, columns))
    assert listed(made, order, rows) == listed(Orders(index), order, rows)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1 << 32), st.integers(0, 12), st.sets(st.sampled_from(TOLD)))
def test_columns_that_were_ranked_before_serve_when_records_have_changed_since(
    seed: int, size: int, columns: set[SortKey]
) -> None:
    chance = Random(seed)
    model = random_model(chance, size)
    model.chronology.orders = Orders(model.chronology.index, kept=Kept(model.chronology.index, columns))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renames, "MOST_RENAMED", chance.choice((0, 2, renames.MOST_RENAMED)))
        patch.setattr(blocks, "BLOCK", chance.choice((1, 3, blocks.BLOCK)))
        for _ in range(5):
            index, order = model.chronology.index, random_order(chance)
            for rows in (index.all, BitMap(row for row in index.all if chance.random() < 0.5)):
                wanted = [row for row in in_order(model, order) if row in rows]
                places = model.chronology.places(order, rows, None)
                assert list(places.window(0, 1000)) == wanted
                assert [places.position(row) for row in wanted] == list(range(len(wanted)))
            change = random_change(chance, model)
            model = change.made_to(model).with_chronology(change.made_in(model.chronology))


def test_of_columns_that_were_ranked_before_no_name_is_read() -> None:
    def unwanted(name: str) -> str:
        raise AssertionError(name)

    index = index_of(event("a", "x"), event("b", "y", speaker="Ann"))
    kept = Kept(index, [SortKey.ACTOR, SortKey.HEADLINE])
    made = Orders(index, unwanted, kept)
    assert listed(made, order_by(Sorting(SortKey.ACTOR, True), Sorting(SortKey.HEADLINE)), index.all) == [
        1,
        0,
    ]


def test_a_view_of_many_rows_is_like_one_of_few_at_every_position() -> None:
    chance = Random(4)
    index = index_of(*(event(f"{n:05}", f"{chance.randrange(900):03}") for n in range(6000)))
    made, order = Orders(index), Order(SortKey.HEADLINE, reverse=True)
    wanted = sorted(range(6000), key=lambda row: index.entries[row].headline, reverse=True)
    for rows in (index.all, BitMap(range(0, 6000, 2)), BitMap(range(2000, 2300)), BitMap(range(0, 6000, 91))):
        here = [row for row in wanted if row in rows]
        places = made.places(order, rows)
        for first in (0, 1, 40, len(here) // 2, len(here) - 40, len(here) - 1, len(here)):
            assert list(places.window(first, 40)) == here[first : first + 40]
        assert list(places.window(0, 6000)) == here
        assert [places.position(row) for row in here[::7]] == list(range(0, len(here), 7))


@given(models(), orders, orders)
def test_an_order_is_the_same_whatever_was_asked_for_before(model: Model, order: Order, other: Order) -> None:
    index = model.chronology.index
    kept = Orders(index)
    listed(kept, other, index.all)
    assert listed(kept, order, index.all) == listed(Orders(index), order, index.all)
    assert listed(kept, other, index.all) == listed(Orders(index), other, index.all)


def test_equal_dates_are_decided_by_the_next_column_and_the_undated_come_last_both_ways() -> None:
    index = index_of(
        event("a", "two", "2024-10-31"),
        event("b", "one", "2024-10-31"),
        event("c", "nil", "2024-10"),
        event("d", "two"),
        event("e", "one"),
    )
    assert ids(index, order_by(Sorting(SortKey.DATE), Sorting(SortKey.HEADLINE))) == "cbaed"
    assert ids(index, order_by(Sorting(SortKey.DATE, True), Sorting(SortKey.HEADLINE))) == "baced"


def test_a_day_and_its_month_are_no_equal_dates_though_both_begin_together() -> None:
    index = index_of(event("a", "two", "2024-10-01"), event("b", "one", "2024-10"))
    assert ids(index, order_by(Sorting(SortKey.DATE), Sorting(SortKey.HEADLINE))) == "ab"


def test_what_has_no_value_comes_last_in_every_column_and_direction() -> None:
    index = index_of(event("a", "x"), event("b", "x", speaker="Ann"), event("c", "x", speaker="Ben"))
    for reverse in (False, True):
        by_actor = Sorting(SortKey.ACTOR, reverse)
        assert ids(index, order_by(by_actor))[-1] == "a"
        assert ids(index, order_by(Sorting(SortKey.HEADLINE), by_actor))[-1] == "a"


def test_names_are_sorted_as_the_given_collation_has_them() -> None:
    index = index_of(event("a", "Åsa"), event("b", "Zoe"), event("c", "Asa"), event("d", "Anna"))
    assert ids(index, Order(SortKey.HEADLINE)) == "dacb"

    def swedish(name: str) -> str:
        return name.replace("Å", "~")

    made = Orders(index, swedish).places(Order(SortKey.HEADLINE), index.all)
    assert "".join(index.entries[row].id for row in made.window(0, 4)) == "dcba"


def test_each_name_is_collated_once_however_often_it_is_sorted_by() -> None:
    asked: list[str] = []

    def counting(name: str) -> str:
        asked.append(name)
        return name

    index = index_of(*(event(f"{number}", "same", speaker=f"s{number % 3}") for number in range(20)))
    orders = Orders(index, counting)
    for reverse, then in product((False, True), ((), (Sorting(SortKey.HEADLINE),))):
        listed(orders, Order(SortKey.ACTOR, reverse, then), index.all)
    assert sorted(asked) == ["s0", "s1", "s2", "same"]


def test_time_and_its_reverse_are_always_made_and_others_once_they_were_asked_for() -> None:
    index = index_of(event("a", "x", "2024"), event("b", "y"))
    orders, two = Orders(index), order_by(Sorting(SortKey.DATE), Sorting(SortKey.ACTOR))
    assert orders.has(CHRONOLOGICAL) and orders.has(CHRONOLOGICAL.reversed())
    assert not orders.has(two)
    listed(orders, two, index.all)
    assert orders.has(two)
    assert not orders.has(two.reversed())


def test_the_orders_used_last_are_kept() -> None:
    index = index_of(event("a", "x"))
    several = [Order(first, then=(Sorting(second),)) for first, second in permutations(TOLD, 2)]
    orders, favourite = Orders(index), several[0]
    listed(orders, favourite, index.all)
    for order in several[1:]:
        listed(orders, order, index.all)
        assert orders.has(favourite)
        listed(orders, favourite, index.all)
    assert [order for order in several if orders.has(order)] == [favourite, *several[1 - MOST_KEPT :]]


def test_orders_that_take_too_much_memory_are_left_but_for_the_one_in_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = index_of(*(event(f"{number:03}", f"{number % 7}") for number in range(100)))
    several = [Order(key) for key in TOLD if key is not SortKey.DATE]
    orders = Orders(index, kept=Kept(index, TOLD))
    monkeypatch.setattr(limits, "MOST_BYTES", 3 * 100 * 10)  # of each a rank, a row and half a row
    for order in several:
        listed(orders, order, index.all)
    assert [each for each in several if orders.has(each)] == several[-3:]
    monkeypatch.setattr(limits, "MOST_BYTES", 0)
    listed(orders, several[0], index.all)
    assert [each for each in several if orders.has(each)] == several[:1]


def test_an_order_that_was_made_is_there_after_an_edit_and_sorted_anew_after_very_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chronology = Model(
        tuple(Record(id=f"{n:03}", kind=Kind.EVENT, headline="x") for n in range(9))
    ).chronology
    order = Order(SortKey.HEADLINE)
    chronology.view(ALL, order)
    edited = chronology.changed(put=[event("004", "a")])
    assert edited.is_quick(ALL, order)
    assert [row.entry.id for row in edited.view(ALL, order).window(0, 2)] == ["004", "000"]
    monkeypatch.setattr(limits, "MOST_FRESH", 1)
    edited = edited.changed(put=[event("005", "b")])
    assert not edited.is_quick(ALL, order)
    assert [row.entry.id for row in edited.view(ALL, order).window(0, 3)] == ["004", "005", "000"]


def test_what_is_no_part_of_a_column_moves_nothing_in_any_order() -> None:
    chronology = Model((Record(id="a", kind=Kind.EVENT, headline="x", date="2024"),)).chronology
    put = Record(id="a", kind=Kind.EVENT, headline="x", date="2024", tags=("new",))
    change = chronology.index.changed((), {"a": put}, chronology.index.names, {})
    assert not Moved.by(change).come


def test_a_new_name_of_an_actor_moves_the_records_that_show_it() -> None:
    records = [event(f"{n}", "x", speaker=who) for n, who in enumerate(("ann", "ben", "ann", "cat"))]
    index = Index.of(records, Names([Actor(id="ann", name="Ann"), Actor(id="ben", name="Ben")]))
    names = Names([Actor(id="ann", name="Zoe"), Actor(id="ben", name="Ben")])
    moved = Moved.by(index.changed((), {}, names, {}))
    assert list(moved.come) == [0, 2]
    assert not moved.renamed


def test_ten_thousand_changes_of_order_take_no_more_memory() -> None:
    index = index_of(*(event(f"{number:03}", f"{number % 7}") for number in range(200)))
    orders = Orders(index)
    several = [
        order_by(*(Sorting(key, way) for key, way in zip(keys, ways, strict=True)))
        for keys in permutations(TOLD, 3)
        for ways in product((False, True), repeat=3)
    ]
    for order in several[:50]:
        listed(orders, order, index.all)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(10_000):
            orders.places(several[number % len(several)], index.all)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < MOST_KEPT * 200 * 2 * array("I").itemsize * 2
