"""The strip of time above the list: its keys, the range it asks for, and what it shows of the filters."""

from pathlib import Path

import pytest

from chronoterm.dates import PartialDate
from chronoterm.widgets.strip_painter import MARGIN
from chronoterm.widgets.timeline_strip import TimelineStrip
from tests.conftest import MakeStore
from tests.tui.driving import (
    NARROW,
    SIZES,
    TINY,
    WIDE,
    Screen,
    app_on,
    chips,
    cursor_headline,
    filters,
    main_screen,
    press,
    record,
    records_shown,
    screen_text,
    settle,
    standing,
    strip_lines,
    title,
    type_text,
)

WITH_STRIP = (WIDE, NARROW)


def strip(pilot: Screen) -> TimelineStrip:
    return main_screen(pilot).query_one(TimelineStrip)


def column_of(pilot: Screen, day: str) -> int:
    """The column of the screen on which the bar of a day of October 2024 begins."""
    shown = strip(pilot)
    scale = shown._outlook.scale(shown._cells)
    view = shown._counts.view
    assert scale is not None and view is not None
    return MARGIN + scale.cells_of(scale.bucket_at(PartialDate.parse(day).start), shown._cells)[0]


async def typed(sample: Path, text: str) -> list[str]:
    """What a typed filter finds."""
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, f"/{text}")
        return records_shown(pilot)


# The range


@pytest.mark.parametrize("size", SIZES)
async def test_less_than_begins_the_range_at_the_cursor_and_greater_than_ends_it(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "j", "less_than_sign")
        assert chips(pilot) == ["since 17 Oct 2024"]
        assert records_shown(pilot) == await typed(sample, "since:2024-10-17")
        await press(pilot, "j", "j", "j", "greater_than_sign")
        assert chips(pilot) == ["in 17–28 Oct 2024"]
        assert records_shown(pilot) == await typed(sample, "date:2024-10-17/2024-10-28")
        await press(pilot, "u")
        assert chips(pilot) == ["since 17 Oct 2024"]
        await press(pilot, "u")
        assert chips(pilot) == []


async def test_the_range_is_one_filter_and_the_newest(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "less_than_sign", "x", "j", "less_than_sign")
        assert chips(pilot) == ["kind: statement", "since 17 Oct 2024"]
        await press(pilot, "escape")
        assert chips(pilot) == ["kind: statement"]


async def test_a_record_without_a_day_to_begin_or_end_at_says_so(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "less_than_sign")
        assert "this record tells no day to begin at" in filters(pilot)
        await press(pilot, "greater_than_sign")
        assert "this record tells no day to end at" in filters(pilot)
        await press(pilot, "k", "greater_than_sign")
        assert "from 1 Nov" in cursor_headline(pilot)
        assert "this record tells no day to end at" in filters(pilot)
        await press(pilot, *["k"] * 2, "less_than_sign")
        assert "≤ 31 Oct" in cursor_headline(pilot) and chips(pilot) == ["since 31 Oct 2024"]
        await press(pilot, "greater_than_sign")
        assert chips(pilot) == ["in 31 Oct 2024"]


async def test_a_range_that_would_end_before_it_begins_is_refused(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *["j"] * 4, "less_than_sign", "backslash", "g", "greater_than_sign")
        assert "the range would end before it begins" in filters(pilot)
        await press(pilot, "backslash")
        assert chips(pilot) == ["since 28 Oct 2024"]


# The strip


@pytest.mark.parametrize("size", WITH_STRIP)
async def test_the_strip_marks_the_cursor_and_the_range_and_dots_what_is_left_out(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        assert "·" not in strip_lines(pilot)[0].split("13 Oct")[0]
        await press(pilot, "j", "less_than_sign", "j", "greater_than_sign")
        shown = "\n".join(strip_lines(pilot))
        lined = [each for each in strip(pilot).render_line(0) if each.style and each.style.underline]
        assert ("[" in shown and "]" in shown) if size == WIDE else lined
        await press(pilot, "X", "slash", *"budanov", "enter")
        assert "·" in strip_lines(pilot)[0]


@pytest.mark.parametrize("size", WITH_STRIP)
async def test_capital_h_gives_the_keys_to_the_strip_and_back(sample: Path, size: tuple[int, int]) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "H")
        assert strip(pilot).has_focus
        await press(pilot, *["right"] * 4)
        assert cursor_headline(pilot).startswith("▶17 Oct")
        await press(pilot, "H", "j")
        assert cursor_headline(pilot).startswith("▶18 Oct")
        for back in ("escape", "q"):
            await press(pilot, "H", back)
            assert not strip(pilot).has_focus and pilot.app.is_running


@pytest.mark.parametrize("size", WITH_STRIP)
async def test_arrows_move_through_time_gaps_too_and_the_list_follows(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "H")
        walk = []
        for key in ["right"] * 6 + ["left"] * 2 + ["home", "end"]:
            await press(pilot, key)
            walk.append(cursor_headline(pilot).split("  ")[0])
        assert walk == [
            *["▶17 Oct"] * 4,
            "▶18 Oct",
            "▶23 Oct",
            "▶18 Oct",
            "▶17 Oct",
            "▶13 Oct",
            "▶from 1 Nov",
        ]


@pytest.mark.parametrize("size", WITH_STRIP)
async def test_space_begins_a_range_and_enter_filters_by_it(sample: Path, size: tuple[int, int]) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "H", "right", "space", "right", "right", "right", "enter")
        assert chips(pilot) == ["in 14–17 Oct 2024"]
        assert records_shown(pilot) == await typed(sample, "date:2024-10-14/2024-10-17")
        await press(pilot, "H", "u")
        assert chips(pilot) == []


async def test_enter_without_a_range_filters_by_the_bar_under_the_cursor(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "H", "enter")
        assert chips(pilot) == ["in 17 Oct 2024"]


async def test_space_again_or_escape_drops_the_range_that_was_begun(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = strip_lines(pilot)
        await press(pilot, "H", "space", "right", "space")
        assert "[" not in "\n".join(strip_lines(pilot))
        await press(pilot, "space", "left", "escape")
        assert strip_lines(pilot) == before and chips(pilot) == []


@pytest.mark.parametrize("focus", [(), ("H",)])
async def test_z_shows_less_time_and_capital_z_more_and_no_record_is_filtered(
    sample: Path, focus: tuple[str, ...]
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *["j"] * 2, *focus)
        before, lines = standing(pilot), strip_lines(pilot)
        spans = []
        for key in ("z", "z", "Z", "Z", "Z"):
            await press(pilot, key)
            window = strip(pilot).window
            spans.append(None if window is None else window[1] - window[0])
            assert standing(pilot) == before
        assert spans[0] and spans[1] and spans[1] < spans[0] == spans[2]
        assert spans[3] is spans[4] is None and strip_lines(pilot) == lines


@pytest.mark.parametrize("size", WITH_STRIP)
async def test_a_click_moves_to_that_time_and_dragging_filters_by_what_was_dragged_over(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.click("#strip", offset=(column_of(pilot, "2024-10-23"), 0))
        await settle(pilot)
        assert cursor_headline(pilot).startswith("▶23 Oct") and chips(pilot) == []
        await pilot.mouse_down("#strip", offset=(column_of(pilot, "2024-10-17"), 0))
        await pilot.hover("#strip", offset=(column_of(pilot, "2024-10-18"), 0))
        await pilot.mouse_up("#strip", offset=(column_of(pilot, "2024-10-18"), 0))
        await settle(pilot)
        assert chips(pilot) == ["in 17–18 Oct 2024"]
        await press(pilot, "u")
        assert chips(pilot) == []


async def test_where_there_is_no_room_for_the_strip_its_keys_do_no_harm(sample: Path) -> None:
    async with app_on(sample).run_test(size=TINY) as pilot:
        await settle(pilot)
        before = standing(pilot)
        await press(pilot, "z", "Z", "z")
        assert standing(pilot) == before
        await press(pilot, "H")
        assert "no room for the strip here" in filters(pilot)
        await press(pilot, "j")
        assert record(pilot) != before.record
        await press(pilot, "less_than_sign")
        assert chips(pilot) == ["since 17 Oct 2024"]


async def test_a_window_that_grows_small_takes_the_keys_from_the_strip_back_to_the_list(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "H", "right")
        here = record(pilot)
        await pilot.resize_terminal(*TINY)
        await settle(pilot)
        assert cursor_headline(pilot)
        await press(pilot, "j")
        assert record(pilot) != here
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        await press(pilot, "x")
        assert "FILTERED" in title(pilot)


@pytest.mark.parametrize("records", [[], ["no date at all"]])
async def test_without_any_date_every_key_of_time_is_answered(
    make_store: MakeStore, tmp_path: Path, records: list[str]
) -> None:
    for size in SIZES:
        async with app_on(make_store(tmp_path, records)).run_test(size=size) as pilot:
            await settle(pilot)
            before = title(pilot)
            await press(pilot, "less_than_sign", "greater_than_sign", "z", "Z", "H", "left", "right")
            await press(pilot, "space", "right", "enter", "home", "end", "z", "H", "tilde", "tilde", "H")
            await press(pilot, "escape", "escape")
            assert title(pilot) == before and screen_text(pilot)


async def test_the_strip_keeps_to_the_hits_while_filters_are_suspended(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"budanov", "enter")
        before = strip_lines(pilot)[0]
        await press(pilot, "backslash")
        assert strip_lines(pilot)[0] == before
