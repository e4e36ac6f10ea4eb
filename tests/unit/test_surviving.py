"""Where the cursor goes when its record is not in the next view: as the slow and obvious way has it."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.records import Kind, Record
from chronoterm.screens.surviving import NEAR, survivor

MOST = 3 * NEAR


def chronology_of(ids: Sequence[str]) -> IndexedChronology:
    return IndexedChronology.build(Record(id=each, kind=Kind.EVENT, headline=each) for each in ids)


def naive(ids: Sequence[str], position: int, left: set[str]) -> str | None:
    """The record itself, those after it, those before it from the nearest on: as far as one looks."""
    first = max(0, position - NEAR)
    near = ids[first : first + 2 * NEAR]
    here = position - first
    return next((each for each in (*near[here:], *reversed(near[:here])) if each in left), None)


@given(st.data())
def test_the_cursor_goes_to_the_nearest_record_that_is_left_rather_a_later_one(data: st.DataObject) -> None:
    ids = [f"{number:03}" for number in range(data.draw(st.integers(1, MOST)))]
    position = data.draw(st.integers(0, len(ids) - 1))
    gone = set(ids[data.draw(st.integers(0, position)) : data.draw(st.integers(position, len(ids)))])
    gone |= data.draw(st.sets(st.sampled_from(ids), max_size=5))
    left = set(ids) - gone
    old, new = chronology_of(ids).view(), chronology_of(sorted(left)).view()
    assert survivor(old, position, new) == naive(ids, position, left)
