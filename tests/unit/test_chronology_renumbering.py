"""Rows keep their order when others come or leave, and what is known of them follows."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from chronoterm.chronology import renumbering
from chronoterm.chronology.renumbering import Renumbering, spliced

MOST = 40


@st.composite
def changes(draw: st.DrawFn, total: int | None = None) -> tuple[int, list[int], list[int]]:
    """How many rows there are, those that leave, and before which others come."""
    size = draw(st.integers(0, MOST)) if total is None else total
    gone = draw(st.lists(st.integers(0, size - 1), max_size=5)) if size else []
    return size, gone, draw(st.lists(st.integers(0, size), max_size=5))


def by_hand(total: int, gone: list[int], before: list[int]) -> list[int | None]:
    """What stands where afterwards: the old row, or none for a new one."""
    made: list[int | None] = []
    for row in range(total + 1):
        made.extend([None] * before.count(row))
        if row < total and row not in gone:
            made.append(row)
    return made


@pytest.mark.parametrize("one_by_one", [0, MOST])
@given(changes(), st.sets(st.integers(0, MOST - 1)))
def test_rows_that_are_left_are_found_under_their_new_numbers(
    one_by_one: int, change: tuple[int, list[int], list[int]], some: set[int]
) -> None:
    made, rows = by_hand(*change), BitMap(row for row in some if row < change[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renumbering, "FEW_FOR_EACH_RUN", one_by_one)
        moved = Renumbering.of(*change)
        assert list(moved.rows(rows)) == [
            at for at, row in enumerate(made) if row is not None and row in rows
        ]
    assert (moved.total, moved.new_total) == (change[0], len(made))
    assert moved.is_still == (made == list(range(change[0])))
    for row in range(change[0]):
        assert moved.row(row) == (made.index(row) if row in made else None)


@given(changes(), st.permutations(range(MOST)))
def test_rows_in_any_order_are_renumbered_in_that_order(
    change: tuple[int, list[int], list[int]], order: list[int]
) -> None:
    made, rows = by_hand(*change), [row for row in order if row < change[0]]
    assert Renumbering.of(*change).each(rows) == [made.index(row) for row in rows if row in made]


@given(st.data())
def test_two_changes_are_one(data: st.DataObject) -> None:
    first = Renumbering.of(*data.draw(changes()))
    second = Renumbering.of(*data.draw(changes(first.new_total)))
    both = first.then(second)
    assert (both.total, both.new_total) == (first.total, second.new_total)
    for row in range(first.total):
        between = first.row(row)
        assert both.row(row) == (None if between is None else second.row(between))


@given(changes())
def test_what_is_kept_of_each_row_is_spliced_as_the_rows_are(
    change: tuple[int, list[int], list[int]],
) -> None:
    made, moved = by_hand(*change), Renumbering.of(*change)
    new = iter(range(1000, 2000))
    wanted = [next(new) if row is None else row for row in made]
    assert spliced(list(range(change[0])), moved, iter(range(1000, 1000 + made.count(None)))) == wanted
    assert list(spliced(array("q", range(change[0])), moved, range(1000, 1000 + made.count(None)))) == wanted


def test_rows_before_the_first_change_are_the_same_bitmap() -> None:
    early = BitMap([0, 1, 2])
    assert Renumbering.of(10, [5], [7]).rows(early) is early


def test_many_changes_at_one_place_stay_one_change() -> None:
    moved = Renumbering.still(100)
    for _ in range(50):
        come = Renumbering.of(moved.new_total, [], [40])
        moved = moved.then(come).then(Renumbering.of(come.new_total, [40], []))
    assert moved.runs == Renumbering.still(100).runs
