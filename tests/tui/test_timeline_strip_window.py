"""The strip of time: the window of it that is shown, zoomed and moved."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import DAY
from chronoterm.widgets.strip_outlook import SHORTEST, Outlook
from tests.tui.strip_driving import (
    PICKED,
    WIDE,
    StripApp,
    chart,
    extents,
    focused,
    minute,
    moments,
    show,
    shown,
)


async def test_zooming_in_halves_what_is_shown_around_the_cursor_and_refines_the_unit() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        app.strip.zoom_in()
        since, until = app.strip.window or (0, 0)
        assert until - since == 10 * DAY
        assert since <= minute("2024-10-10") < until
        for _ in range(2):
            app.strip.zoom_in()
        await pilot.pause()
        assert "by hour" in "".join(shown(app))


async def test_zooming_out_again_shows_all() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        before = shown(app)
        app.strip.zoom_in()
        app.strip.zoom_in()
        app.strip.zoom_out()
        app.strip.zoom_out()
        await pilot.pause()
        assert app.strip.window is None
        assert shown(app) == before


async def test_the_window_is_kept_under_another_filter_and_can_be_set_before_there_is_a_view() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        window = minute("2024-10-05"), minute("2024-10-12")
        assert isinstance(pilot.app, StripApp)
        pilot.app.strip.window = window
        app = await show(pilot)
        assert app.strip.window == window
        app = await show(pilot, query=PICKED)
        assert app.strip.window == window
        assert "Oct" in chart(app, 1)


async def test_the_window_follows_a_cursor_that_leaves_it() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, "2024-10-02")
        app.strip.zoom_in()
        app.strip.zoom_in()
        app.strip.point(minute("2024-10-20"))
        await pilot.pause()
        since, until = app.strip.window or (0, 0)
        assert (until - since, since <= minute("2024-10-20") < until) == (5 * DAY, True)
        assert "▲" in chart(app, 1)


async def test_the_keys_go_on_beyond_the_window() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, "2024-10-02")
        app.strip.zoom_in()
        app.strip.zoom_in()
        await pilot.press("end")
        assert minute("2024-10-20") <= app.moved[-1] < minute("2024-10-21")


@given(extents, st.lists(st.one_of(st.booleans(), moments), max_size=12), st.integers(1, 150))
def test_no_zooming_and_moving_leaves_the_chronology(
    extent: tuple[int, int], steps: list[bool | int], cells: int
) -> None:
    outlook = Outlook().over(extent)
    for step in steps:
        outlook = outlook.zoomed(nearer=step) if isinstance(step, bool) else outlook.at(step, cells)
        start, end = outlook.shown
        assert extent[0] <= start < end <= extent[1]
        assert end - start >= min(SHORTEST, extent[1] - extent[0])
        scale = outlook.scale(cells)
        assert scale is not None
        assert outlook.cursor is None or isinstance(step, bool) or scale.start <= outlook.cursor < scale.end
