"""The strip of time: what it shows of a chronology at every width."""

import pytest

from chronoterm.dates import EARLIEST
from tests.tui.strip_driving import (
    NARROW,
    PICKED,
    WIDE,
    Strip,
    StripApp,
    chart,
    chronology,
    days,
    minute,
    reversed_cells,
    show,
    shown,
    styled_cells,
    tinted_cells,
)


async def test_bars_stand_to_scale_and_gaps_stay_gaps() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        bars = {1: "▄", 2: "█", 10: "▄", 20: "▄"}
        assert chart(app) == "".join(bars.get(day, " ") * len(days(app, day, day)) for day in range(1, 21))


async def test_the_axis_names_the_time_below_the_bars() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        axis = chart(app, 1)
        assert axis.split() == ["7", "Oct", "2024", "14", "Oct"]
        assert [axis.index("7 Oct"), axis.index("14 Oct")] == [days(app, 7, 7)[0], days(app, 14, 14)[0]]


async def test_the_view_stands_against_the_whole_by_sign_and_by_tint() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, query=PICKED)
        others = [*days(app, 1, 1), *days(app, 10, 10), *days(app, 20, 20)]
        assert [x for x, sign in enumerate(chart(app)) if sign == "·"] == tinted_cells(app) == others
        assert [x for x, sign in enumerate(chart(app)) if sign == "█"] == days(app, 2, 2)


async def test_without_a_filter_nothing_is_tinted_or_dotted() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        assert tinted_cells(app) == []
        assert "·" not in chart(app)


async def test_an_uncertain_date_is_spread_and_not_piled_up() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, chronology("2024-10"))
        assert chart(app) == "█" * len(chart(app))
        app.strip.point(minute("2024-10-10"))
        await pilot.pause()
        assert shown(app)[0][1 + app.strip._cells :].startswith(" 10 Oct 2024 · <1 record · by day")


async def test_the_cursor_is_marked_in_the_bars_below_them_and_in_words() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, query=PICKED, undated=3)
        app.strip.point(minute("2024-10-02"))
        await pilot.pause()
        assert reversed_cells(app) == days(app, 2, 2)
        assert chart(app, 1).index("▲") in reversed_cells(app)
        assert " 2 Oct 2024 · 2 of 2 · by day · 3 undated " in shown(app)[0]


async def test_a_record_without_a_date_takes_the_cursor_off_the_strip() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot)
        app.strip.point(minute("2024-10-02"))
        app.strip.point(None)
        await pilot.pause()
        assert reversed_cells(app) == []
        assert "▲" not in "".join(shown(app))


async def test_a_period_stands_between_brackets() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, period=(minute("2024-10-03"), minute("2024-10-11")))
        axis, inside = chart(app, 1), days(app, 3, 10)
        assert (axis.index("["), axis.index("]")) == (inside[0] - 1, inside[-1] + 1)


async def test_a_period_that_goes_on_outside_says_so() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, period=(EARLIEST, minute("2024-10-11")))
        assert shown(app)[1][0] == "◂"
        assert "[" not in shown(app)[1]
        assert "]" in shown(app)[1]


async def test_one_line_shows_bars_cursor_period_and_label() -> None:
    async with StripApp(lines=1).run_test(size=(NARROW, 6)) as pilot:
        app = await show(pilot, period=(minute("2024-10-03"), minute("2024-10-11")))
        app.strip.point(minute("2024-10-02"))
        await pilot.pause()
        assert styled_cells(app, "underline") == days(app, 3, 10)
        assert shown(app)[0].rstrip().endswith(" 2 Oct 2024 · 2 records · by day")


async def test_the_axis_stands_still_whatever_the_label_says() -> None:
    async with StripApp().run_test(size=(NARROW, 6)) as pilot:
        app = await show(pilot)
        before = chart(app)
        app = await show(pilot, undated=1_000_000)
        app.strip.point(minute("2024-10-20"))
        await pilot.pause()
        assert chart(app) == before


async def test_a_chronology_without_dates_leaves_the_strip_empty() -> None:
    async with StripApp().run_test(size=(WIDE, 6)) as pilot:
        app = await show(pilot, chronology(None, None))
        app.strip.focus()
        app.strip.point(None)
        app.strip.zoom_in()
        await pilot.press("right", "home", "end", "space", "enter")
        await pilot.click(Strip, offset=(20, 0))
        assert "".join(shown(app)).strip() == ""
        assert (app.moved, app.selected) == ([], [])


@pytest.mark.parametrize("width", [1, 2, 3, 5, 13, 23, 24, 30, 79, 300])
async def test_any_width_shows_the_strip(width: int) -> None:
    async with StripApp().run_test(size=(width, 6)) as pilot:
        app = await show(pilot, query=PICKED, period=(EARLIEST, minute("2024-10-11")), undated=1)
        app.strip.point(minute("2024-10-20"))
        await pilot.resize_terminal(width + 1, 6)
        while app.strip.size.width != width + 1:
            await pilot.pause()
        await pilot.pause()
        assert [len(line) for line in shown(app)] == [width + 1] * 2
        assert width < 5 or "█" in shown(app)[0]
