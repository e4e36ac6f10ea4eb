"""When the detail follows the cursor."""

from math import inf, isclose
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.screens.following import LATEST, MARGIN, REST, SLOWEST, Following
from tests.tui.driving import WIDE, app_on, detail_text, press, settle, wait_until

SLACK = 1e-9

gaps = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=200)


def shown(times: list[float]) -> list[float]:
    """When the detail is shown, of a cursor that moves at some times."""
    following, found = Following(), []
    for here, after in zip(times, [*times[1:], inf], strict=True):
        following.move(here)
        if following.due < after:
            found.append(following.due)
            following.catch_up()
    return found


def moved(between: list[float]) -> list[float]:
    """The times of moves, from the times between them."""
    return [sum(between[: number + 1]) for number in range(len(between))]


@given(gaps)
def test_the_detail_is_never_later_than_a_tenth_of_a_second_after_the_first_move_that_it_has_not_followed(
    between: list[float],
) -> None:
    times = moved(between)
    waiting = [min(here for here in times if here > before) for before in [0.0, *shown(times)[:-1]]]
    assert all(then - since <= LATEST + SLACK for since, then in zip(waiting, shown(times), strict=True))


@given(gaps)
def test_after_the_last_move_the_detail_is_that_of_the_cursor(between: list[float]) -> None:
    times = moved(between)
    assert times[-1] < shown(times)[-1] <= times[-1] + max(REST, SLOWEST * MARGIN) + SLACK


@pytest.mark.parametrize("rate", [20, 25, 30, 40, 60])
def test_a_held_key_shows_ten_details_a_second_at_most_and_the_last_one_soon(rate: int) -> None:
    times = [number / rate for number in range(1, 2 * rate + 1)]
    found = shown(times)
    assert len(found) <= 2 / LATEST + 1
    assert found[-1] - times[-1] <= max(REST, 1.1 / rate) + SLACK


def test_a_single_move_is_followed_as_soon_as_the_cursor_rests() -> None:
    following = Following()
    following.move(10.0)
    assert isclose(following.due, 10.0 + REST)
    following.catch_up()
    following.move(20.0)
    assert isclose(following.due, 20.0 + REST)


async def test_the_detail_follows_a_cursor_that_comes_back_to_where_it_was(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        first = detail_text(pilot)
        await pilot.press("down", "up")
        await wait_until(pilot, lambda: detail_text(pilot) == first)
        await pilot.press("down")
        await wait_until(pilot, lambda: detail_text(pilot) != first)
        second = detail_text(pilot)
        await press(pilot, "up")
        assert detail_text(pilot) == first != second
