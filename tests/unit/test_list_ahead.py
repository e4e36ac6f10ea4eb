"""What may be seen next is painted before anybody asks, a little at a time."""

import asyncio
from collections.abc import Callable
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.widgets.list_ahead import GO, PAUSE, Ahead, window_ahead


def _painted(*looks: tuple[tuple[int, ...], tuple[int, ...] | None], takes: float = 0.0) -> list[list[int]]:
    """The lines painted at each go, when it is looked at these one after another."""
    goes: list[list[int]] = []

    def paint(line: int) -> None:
        goes[-1].append(line)
        until = perf_counter() + takes
        while perf_counter() < until:
            pass

    def in_turn(go: Callable[[], None]) -> None:
        goes.append([])
        go()

    async def run() -> None:
        ahead = Ahead(paint, in_turn)
        for near, around in looks:
            ahead.look(near, around)
        while ahead.is_waiting:  # noqa: ASYNC110 - the loop has no event for that all timers are done
            await asyncio.sleep(PAUSE)

    asyncio.run(run())
    return goes


def test_nothing_is_painted_before_what_waits_already() -> None:
    async def run() -> list[int]:
        painted: list[int] = []
        Ahead(painted.append, lambda go: go()).look((1,), (2,))
        return list(painted)

    assert asyncio.run(run()) == []


def test_the_nearest_come_first_and_what_is_left_of_those_around_is_not_forgotten() -> None:
    goes = _painted(((5, 7), (8, 9)), ((6,), None))
    assert [line for go in goes for line in go] == [6, 7, 5, 8, 9]


def test_when_the_window_has_moved_on_the_lines_of_before_are_not_painted_any_more() -> None:
    goes = _painted(((), (8, 9)), ((), (20, 21)))
    assert [line for go in goes for line in go] == [20, 21]


def test_a_go_ends_after_a_moment_so_that_a_key_need_not_wait() -> None:
    goes = _painted(((), tuple(range(6))), takes=GO * 0.6)
    assert [len(go) for go in goes] == [2, 2, 2]


def test_what_is_stopped_paints_nothing() -> None:
    async def run() -> list[int]:
        painted: list[int] = []
        ahead = Ahead(painted.append, lambda go: go())
        ahead.look((), (1, 2))
        ahead.stop()
        assert not ahead.is_waiting
        ahead.go()
        return painted

    assert asyncio.run(run()) == []


@given(st.integers(0, 60), st.integers(1, 20), st.integers(0, 80), st.booleans())
def test_a_page_before_and_a_page_after_are_looked_at_and_nothing_else(
    top: int, height: int, more: int, up: bool
) -> None:
    total = top + more
    lines = window_ahead(top, height, total, up=up)
    wanted = {line for line in range(total) if top - height <= line < top + 2 * height}
    assert sorted(lines) == sorted(wanted - set(range(top, top + height)))
    sides = [line >= top for line in lines]
    assert sides == sorted(sides, reverse=not up)
    for side in (False, True):
        away = [abs(line - top) for line in lines if (line >= top) is side]
        assert away == sorted(away)
