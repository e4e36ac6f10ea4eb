"""What was asked can be undone and done again."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.ordering import Order, SortKey
from chronoterm.query import Query
from chronoterm.steps import MOST, Asked, Steps
from chronoterm.terms import Named

askings = st.integers(0, 50).map(lambda number: Asked(Query((Named(str(number)),)), Order(SortKey.KIND)))


def walked(asked: list[Asked]) -> tuple[Steps, Asked]:
    """After asking for one thing after the other."""
    steps, now = Steps(), Asked()
    for each in asked:
        steps, now = steps.step(now), each
    return steps, now


@given(st.lists(askings, max_size=12))
def test_every_change_can_be_undone_back_to_the_beginning_and_done_again(asked: list[Asked]) -> None:
    steps, now = walked(asked)
    seen = []
    while True:
        steps, before = steps.back(now)
        if before is None:
            break
        seen.append(now)
        now = before
    assert (seen[::-1], now) == (asked, Asked())
    again = []
    while True:
        steps, after = steps.forth(now)
        if after is None:
            break
        again.append(after)
        now = after
    assert again == asked


@given(st.lists(askings, min_size=1, max_size=6), askings)
def test_asking_for_something_new_forgets_what_was_undone(asked: list[Asked], new: Asked) -> None:
    steps, now = walked(asked)
    steps, before = steps.back(now)
    assert before is not None
    steps = steps.step(before)
    assert steps.forth(new) == (steps, None)
    assert steps.back(new)[1] == before


def test_at_either_end_nothing_changes() -> None:
    assert Steps().back(Asked()) == (Steps(), None)
    assert Steps().forth(Asked()) == (Steps(), None)


def test_no_more_steps_are_kept_than_can_be_taken_back() -> None:
    some = [Asked(Query((Named(str(number)),))) for number in range(MOST + 50)]
    steps, now = walked(some)
    assert len(steps.done) == MOST
    for expected in some[-2 : -MOST - 2 : -1]:
        steps, before = steps.back(now)
        assert before == expected
        now = expected
    assert steps.back(now)[1] is None
    assert len(steps.undone) == MOST
