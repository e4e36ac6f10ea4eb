"""Among lanes: whatever is pressed, the cursor stays in the grid, and what was moved can be moved back."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import minutes_of
from chronoterm.instruments.lanes_found import Minutes
from chronoterm.instruments.lanes_state import MOST_PINNED, SHORTEST, LanesState
from chronoterm.terms import Condition, Facet

DAY = 1440
YEARS = (-44, 1, 1500, 2024)

Key = Callable[[LanesState, int], LanesState]

KEYS: dict[str, Key] = {
    "j": lambda state, _: state.down(1),
    "k": lambda state, _: state.down(-1),
    "page down": lambda state, _: state.down(20),
    "g": lambda state, _: state.at_lane(0),
    "G": lambda state, _: state.at_lane(state.lanes - 1),
    "h": lambda state, cells: state.along(-1, cells),
    "l": lambda state, cells: state.along(1, cells),
    "home": lambda state, _: state.at_start(),
    "end": lambda state, _: state.at_end(),
    "z": lambda state, _: state.zoomed(nearer=True),
    "Z": lambda state, _: state.zoomed(nearer=False),
    "p": lambda state, _: state.pinned(Condition(Facet.ACTOR, (str(state.lane),))),
    "tab": lambda state, _: state.over(3, state.time).at_lane(0),
    "other view": lambda state, _: state.over(1, (0, 7 * DAY)),
    "empty view": lambda state, _: state.over(0, None),
}

times = st.builds(
    lambda year, day, days: (minutes_of(year, 1, 1) + day * DAY, minutes_of(year, 1, 1) + (day + days) * DAY),
    st.sampled_from(YEARS),
    st.integers(0, 400),
    st.integers(1, 20_000),
)
states = st.builds(
    lambda lanes, time, at: LanesState().over(lanes, time).at_lane(at).at(at * DAY),
    st.integers(0, 40),
    st.none() | times,
    st.integers(0, 800_000),
)
widths = st.integers(1, 120)
moves = st.lists(st.sampled_from(list(KEYS.values())), max_size=25)


def assert_in_the_grid(state: LanesState, cells: int) -> None:
    assert 0 <= state.lane < max(1, state.lanes)
    assert len(set(state.pins)) == len(state.pins) <= MOST_PINNED
    scale, span = state.scale(cells), state.span(cells)
    if state.time is None:
        assert scale is None
        assert span is None
        assert state.window is None
        return
    assert scale is not None
    assert span is not None
    assert state.time[0] <= state.minute < state.time[1]
    assert scale.start <= state.minute < scale.end
    assert span in list(zip(scale.edges, scale.edges[1:], strict=False))
    assert scale.count <= max(2, cells)
    if state.window is not None:
        assert state.time[0] <= state.window[0] < state.window[1] <= state.time[1]
        assert state.window[1] - state.window[0] >= SHORTEST


@given(states, moves, widths, widths)
def test_the_cursor_stays_in_the_grid_whatever_is_pressed_and_however_wide_it_is(
    state: LanesState, keys: list[Key], cells: int, others: int
) -> None:
    assert_in_the_grid(state, cells)
    for number, key in enumerate(keys):
        wide = cells if number % 2 else others
        state = key(state, wide)
        assert_in_the_grid(state, wide)


@given(states, moves, widths)
def test_a_cell_on_and_one_back_is_the_same_cell(state: LanesState, keys: list[Key], cells: int) -> None:
    for key in keys:
        state = key(state, cells)
    on = state.along(1, cells)
    if on.span(cells) != state.span(cells) and on.window == state.window:
        assert on.along(-1, cells).span(cells) == state.span(cells)


@given(states, widths)
def test_steps_go_through_every_cell_from_the_first_to_the_last(state: LanesState, cells: int) -> None:
    state = state.at_start()
    scale = state.scale(cells)
    if scale is None:
        return
    seen = [state.span(cells)]
    for _ in range(scale.count - 1):
        state = state.along(1, cells)
        seen.append(state.span(cells))
    assert seen == list(zip(scale.edges, scale.edges[1:], strict=False))
    assert state.along(1, cells).span(cells) == state.span(cells)


@given(states, widths)
def test_zooming_out_again_and_again_shows_all_time(state: LanesState, cells: int) -> None:
    nearer = state
    for _ in range(5):
        nearer = nearer.zoomed(nearer=True)
        assert nearer.minute == state.minute
    for _ in range(40):
        nearer = nearer.zoomed(nearer=False)
    assert nearer.window is None
    assert nearer.scale(cells) == state.scale(cells)


@given(times, widths)
def test_zooming_in_halves_the_time_that_is_shown(time: Minutes, cells: int) -> None:
    state = LanesState().over(1, time).zoomed(nearer=True)
    if state.window is not None:
        assert state.window[1] - state.window[0] == max(SHORTEST, (time[1] - time[0]) // 2)
        assert_in_the_grid(state, cells)


def test_a_third_pin_takes_the_place_of_the_first_and_the_same_one_lets_go() -> None:
    ann, ben, cat = (Condition(Facet.ACTOR, (name,)) for name in ("ann", "ben", "cat"))
    state = LanesState().pinned(ann).pinned(ben)
    assert state.pins == (ann, ben)
    assert state.pinned(cat).pins == (ben, cat)
    assert state.pinned(ann).pins == (ben,)


def test_pins_stay_when_other_lanes_are_shown() -> None:
    ann = Condition(Facet.ACTOR, ("ann",))
    assert LanesState().pinned(ann).over(5, (0, DAY)).pins == (ann,)
