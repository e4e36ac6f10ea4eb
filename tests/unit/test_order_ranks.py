"""Ranks and rows sorted by them, compared with what `sorted` makes of the same."""

from array import array
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology import order_ranks
from chronoterm.chronology.order_ranks import distributed, in_order, key_of, ranked

keys = st.lists(st.sampled_from(("", "a", "b", "ba", "c", "é", "\ud800", "\U0001f30d")))
many_ranks = st.lists(st.integers(0, 6)).map(lambda ranks: array("I", ranks))
ways = st.booleans()


def by_rank(rows: list[int], ranks: "array[int]", *, reverse: bool) -> list[int]:
    """In the obvious way: what has a rank sorted stably, and then the rest."""
    with_value = [row for row in rows if ranks[row]]
    made = sorted(with_value, key=lambda row: -ranks[row] if reverse else ranks[row])
    return made + [row for row in rows if not ranks[row]]


@given(keys)
def test_equal_keys_have_one_rank_and_empty_ones_none(keys: list[str]) -> None:
    different = sorted({*keys} - {""})
    assert list(ranked(iter(keys))) == [different.index(each) + 1 if each else 0 for each in keys]


@pytest.mark.parametrize(("at_once", "parts"), [(1, 2), (2, 2), (7, 7), (50, 7)])
def test_texts_are_in_order_however_they_are_dealt_out(
    monkeypatch: pytest.MonkeyPatch, at_once: int, parts: int
) -> None:
    monkeypatch.setattr(order_ranks, "AT_ONCE", at_once)
    monkeypatch.setattr(order_ranks, "PARTS", parts)
    for texts in ([], ["b"], ["b", "a"], [f"{number * 7919 % 1000}" for number in range(1000)]):
        for each in (texts, sorted(texts), sorted(texts, reverse=True)):
            assert list(in_order(each)) == sorted(texts)


@given(many_ranks, ways, st.randoms())
def test_rows_stand_by_rank_equal_ones_as_they_stood(ranks: "array[int]", way: bool, chance: Random) -> None:
    rows = list(range(len(ranks)))
    chance.shuffle(rows)
    assert list(distributed(rows, ranks, reverse=way)) == by_rank(rows, ranks, reverse=way)


@given(st.lists(st.integers(0, 300), max_size=200), ways)
def test_rows_stand_by_rank_when_there_are_too_many_ranks_to_list(ranks: list[int], way: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order_ranks, "FEW_RANKS", 2)
        patch.setattr(order_ranks, "AT_ONCE", 3)
        made = distributed(range(len(ranks)), array("I", ranks), reverse=way)
    assert list(made) == by_rank(list(range(len(ranks))), array("I", ranks), reverse=way)


@given(many_ranks, many_ranks, ways, ways)
def test_the_key_of_a_row_puts_it_where_sorting_did(
    first: "array[int]", second: "array[int]", one: bool, other: bool
) -> None:
    size = min(len(first), len(second))
    columns = [(first[:size], one), (second[:size], other)]
    rows = array("I", range(size))
    for ranks, way in reversed(columns):
        rows = distributed(rows, ranks, reverse=way)
    made = [key_of(columns)(row) for row in rows]
    assert all(here < there for here, there in pairwise(made))
    single = distributed(range(size), first[:size], reverse=one)
    assert list(single) == sorted(range(size), key=key_of(columns[:1]))
