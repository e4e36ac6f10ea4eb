"""The strip of time: how the cursor and a range are moved in it by keys and mouse."""

import pytest

from tests.tui.strip_driving import (
    WIDE,
    Other,
    StripApp,
    chart,
    column,
    days,
    focused,
    minute,
    reversed_cells,
    show,
    shown,
    styled_cells,
)

# The keys


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["right"], "2024-10-11"),
        (["left"], "2024-10-09"),
        (["right", "right", "left"], "2024-10-11"),
        (["home"], "2024-10-01"),
        (["end"], "2024-10-20"),
    ],
)
async def test_keys_move_the_cursor_by_buckets_and_announce_it(keys: list[str], day: str) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press(*keys)
        assert app.moved[-1] == minute(day)
        assert len(app.moved) == len(keys)


async def test_at_the_ends_nothing_moves_and_nothing_is_announced() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, "2024-10-20")
        await pilot.press("right", "right", "end")
        assert app.moved == []


async def test_from_an_undated_record_the_keys_begin_at_an_end() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot, None)
        await pilot.press("left")
        assert app.moved == [minute("2024-10-20")]


async def test_the_cursor_crosses_a_gap_though_the_list_is_already_beyond() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        for _ in range(3):
            await pilot.press("left")
            app.strip.point(minute("2024-10-10"))  # what the list finds for each of these days
        assert app.moved == [minute("2024-10-09"), minute("2024-10-08"), minute("2024-10-07")]


async def test_a_record_that_was_reached_otherwise_takes_the_cursor_along() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        app.strip.point(minute("2024-10-02"))
        await pilot.press("right")
        assert app.moved == [minute("2024-10-03")]


async def test_enter_takes_the_bucket_of_the_cursor() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press("enter")
        assert app.selected == [(minute("2024-10-10"), minute("2024-10-11"))]


@pytest.mark.parametrize(
    ("keys", "since", "until"),
    [
        (["shift+right", "shift+right", "enter"], "2024-10-10", "2024-10-13"),
        (["shift+left", "enter"], "2024-10-09", "2024-10-11"),
        (["space", "right", "right", "enter"], "2024-10-10", "2024-10-13"),
        (["space", "home", "enter"], "2024-10-01", "2024-10-11"),
        (["shift+right", "space", "right", "enter"], "2024-10-12", "2024-10-13"),
    ],
)
async def test_a_selection_goes_from_where_it_was_begun_to_the_cursor(
    keys: list[str], since: str, until: str
) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press(*keys)
        assert app.selected == [(minute(since), minute(until))]


async def test_a_selection_is_seen_while_it_grows() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press("shift+left", "shift+left")
        chosen = days(app, 8, 10)
        assert styled_cells(app, "underline") == chosen
        assert (chart(app, 1)[chosen[0] - 1], chart(app, 1)[chosen[-1] + 1]) == ("[", "]")
        assert " 8 – 10 Oct 2024 · 1 record" in shown(app)[0]


async def test_a_selection_ends_with_the_focus() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        await pilot.press("shift+right")
        app.query_one(Other).focus()
        await pilot.pause()
        app.strip.focus()
        await pilot.press("enter")
        assert app.selected == [(minute("2024-10-11"), minute("2024-10-12"))]


async def test_the_strip_shows_that_the_keys_go_there() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await focused(pilot)
        assert styled_cells(app, "bold") != []
        app.query_one(Other).focus()
        await pilot.pause()
        assert styled_cells(app, "bold") == []


# The mouse


async def test_a_click_announces_the_bucket_under_it() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        await pilot.click(offset=(column(app, 10), 1))
        assert app.moved == [minute("2024-10-10")]
        assert app.selected == []
        assert column(app, 10) - 1 in reversed_cells(app)


@pytest.mark.parametrize(("first", "last"), [(3, 12), (12, 3)])
async def test_dragging_selects_in_either_direction(first: int, last: int) -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        await pilot.mouse_down(offset=(column(app, first), 0))
        await pilot.hover(offset=(column(app, 7), 0))
        await pilot.hover(offset=(column(app, last), 3))
        await pilot.mouse_up(offset=(column(app, last), 3))
        assert app.selected == [(minute("2024-10-03"), minute("2024-10-13"))]
        assert app.moved == []


async def test_a_click_on_the_label_does_nothing() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        await pilot.click(offset=(WIDE - 3, 0))
        assert (app.moved, app.selected) == ([], [])
