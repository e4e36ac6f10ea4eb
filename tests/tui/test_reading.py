from pathlib import Path

import pytest

from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    app_on,
    cursor_headline,
    detail_text,
    list_lines,
    main_screen,
    press,
    screen_lines,
    screen_text,
    settle,
    type_text,
)


async def test_the_sample_opens_in_chronological_order_with_months_and_the_undated_last(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        lines = list_lines(pilot)
        assert [line.split(" ──")[0].strip() for line in lines if "──" in line] == [
            "October 2024",
            "November 2024",
            "undated",
        ]
        assert len(lines) == 15 + 3
        assert lines[1].startswith("▶13 Oct")
        assert lines[-1].startswith(" –") and "Mysnyk" in lines[-1]


async def test_the_title_says_that_this_is_the_sample_and_how_much_is_shown(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        title = screen_lines(pilot)[0]
        assert "DPRK troops in Russia (sample)" in title
        assert "15 records" in title and "FILTERED" not in title


async def test_the_detail_shows_quote_speaker_source_chain_grade_and_background(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 50)) as pilot:
        await settle(pilot)
        while "days, not months" not in detail_text(pilot):
            await press(pilot, "j")
        detail = detail_text(pilot)
        assert "STATEMENT · ≤ 31 Oct 2024" in detail
        assert "“This is a matter of days, not months”" in detail
        assert "— Volodymyr Zelenskyy, Ukrainian president" in detail
        assert "Zelenskyy → KBS interview → News article" in detail
        assert "ungraded" in detail
        assert "Restates" in detail


async def test_a_date_by_publication_is_shown_as_the_latest_possible(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert sum("≤ 31 Oct" in line for line in list_lines(pilot)) == 7


async def test_a_number_follows_a_related_record_and_backspace_comes_back(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = cursor_headline(pilot)
        await press(pilot, "2")
        assert "DPRK troops confirmed in Kursk" in cursor_headline(pilot)
        await press(pilot, "1")
        await press(pilot, "backspace", "backspace")
        assert cursor_headline(pilot) == before


async def test_a_followed_record_outside_the_filters_is_shown_and_said_to_lie_outside(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x", "x")
        assert "First DPRK units reach war zone" in detail_text(pilot)
        await press(pilot, "1")
        assert "outside the filters" in screen_lines(pilot)[1]
        assert "Clash with DPRK troops" in detail_text(pilot)
        await press(pilot, "1")
        assert "outside the filters" in screen_lines(pilot)[1]
        await press(pilot, "backspace", "backspace")
        assert "First DPRK units reach war zone" in detail_text(pilot)
        assert "outside" not in screen_lines(pilot)[1]


async def test_brackets_go_from_day_to_day(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "right_square_bracket")
        assert cursor_headline(pilot).startswith("▶17 Oct")
        await press(pilot, "G")
        await press(pilot, "left_square_bracket")
        assert cursor_headline(pilot).startswith("▶from 1 Nov")
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert cursor_headline(pilot).startswith("▶28 Oct")


async def test_a_date_prompt_understands_what_people_type_and_says_how(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        await type_text(pilot, "18 oct")
        assert "→ Fri 18 Oct 2024" in screen_text(pilot)
        await press(pilot, "enter")
        assert cursor_headline(pilot).startswith("▶18 Oct")


async def test_a_date_that_may_be_two_is_refused_with_both(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        await type_text(pilot, "3/2/2022")
        text = screen_text(pilot)
        assert "3 Feb 2022" in text and "2 Mar 2022" in text
        await press(pilot, "enter")
        assert "Go to a date" in screen_text(pilot)
        await press(pilot, "escape")
        assert "Go to a date" not in screen_text(pilot)


async def test_below_100_columns_the_detail_lies_under_the_list(sample: Path) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        lines = screen_lines(pilot)
        here = next(number for number, line in enumerate(lines) if line.startswith("▶"))
        there = next(number for number, line in enumerate(lines) if "STATEMENT" in line)
        assert there > here + 5
        assert lines[there].startswith(" “ STATEMENT")


async def test_a_tiny_window_shows_the_list_and_enter_opens_the_detail_full_screen(sample: Path) -> None:
    async with app_on(sample).run_test(size=TINY) as pilot:
        await settle(pilot)
        assert "STATEMENT" not in screen_text(pilot)
        await press(pilot, "enter")
        assert "STATEMENT" in screen_text(pilot) and "▶" not in screen_text(pilot)
        await press(pilot, "escape")
        assert "STATEMENT" not in screen_text(pilot) and "▶13 Oct" in screen_text(pilot)
        await press(pilot, "enter", "q")
        assert "▶13 Oct" in screen_text(pilot)


async def test_the_layout_follows_the_window_and_keeps_the_record(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "j")
        headline = "First DPRK units reach war zone"
        for size in (NARROW, TINY, (200, 60), (100, 24), (40, 8), WIDE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert "▶23 Oct" in screen_text(pilot), size
            assert all(len(line) <= size[0] for line in screen_lines(pilot))
        assert headline in detail_text(pilot)


@pytest.mark.parametrize("keys", [("j", "down"), ("pagedown", "ctrl+d"), ("G", "end")])
async def test_keys_of_one_command_do_the_same(sample: Path, keys: tuple[str, ...]) -> None:
    found = set()
    for key in keys[:2] if keys[0] != "pagedown" else ("pagedown", "pagedown"):
        async with app_on(sample).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, key)
            found.add(cursor_headline(pilot))
    assert len(found) == 1


async def test_tab_goes_to_the_detail_where_the_keys_scroll_and_escape_comes_back(sample: Path) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        top = detail_text(pilot)
        await press(pilot, "tab", "j", "j")
        assert detail_text(pilot) != top
        assert cursor_headline(pilot).startswith("▶13 Oct")
        await press(pilot, "g")
        assert detail_text(pilot).replace("▸", " ", 1) == top
        await press(pilot, "escape", "j")
        assert cursor_headline(pilot).startswith("▶17 Oct")
        assert main_screen(pilot).focused is not None
