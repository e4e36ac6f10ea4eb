"""Enter keeps what is typed as chips, and Esc puts back exactly what was."""

from pathlib import Path

import pytest

from tests.conftest import MakeStore
from tests.tui.driving import (
    NARROW,
    SIZES,
    WIDE,
    app_on,
    chips,
    filter_by,
    press,
    prompt,
    records_shown,
    settle,
    standing,
    title,
    type_text,
)


async def test_enter_keeps_what_is_typed_as_chips_after_those_that_are_there(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "russia")
        await type_text(pilot, "/north speaker:zelenskyy -tag:labour")
        assert chips(pilot) == ["place: Russia (+3 within)"]
        await press(pilot, "enter")
        assert chips(pilot) == [
            "place: Russia (+3 within)",
            "“north…”",
            "speaker: Volodymyr Zelenskyy",
            "not tag: labour",
        ]
        assert not prompt(pilot).display
        await press(pilot, "j")
        assert title(pilot).endswith("2 of 15 · FILTERED")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "typed", ["", "bud", "kurskx", "actor:", "since:nov is:certain", "bud OR", '"', "id:zelenskyy"]
)
async def test_escape_puts_back_exactly_what_was(sample: Path, size: tuple[int, int], typed: str) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await filter_by(pilot, "t", "manpower")
        await press(pilot, "x", "O", *["j"] * 3)
        before = standing(pilot)
        await type_text(pilot, f"/{typed}")
        await press(pilot, "escape")
        assert standing(pilot) == before
        await press(pilot, "u", "u")
        assert chips(pilot) == ["tag: manpower"]


@pytest.mark.parametrize("size", SIZES)
async def test_escape_puts_suspended_filters_back_suspended(sample: Path, size: tuple[int, int]) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "backslash", *["j"] * 6)
        before = standing(pilot)
        assert "SUSPENDED" in before.title
        await type_text(pilot, "/kursk")
        assert "SUSPENDED" not in title(pilot)
        await press(pilot, "escape")
        assert standing(pilot) == before


async def test_escape_puts_the_first_visible_line_back_in_a_long_list(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, [f"Record {number:03}" for number in range(300)])
    async with app_on(store).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "G", *["pageup"] * 3, "k", "k")
        before = standing(pilot)
        for typed in ("/0", "/record 29", "/nothing", "/-record", "/record"):
            await type_text(pilot, typed)
            await press(pilot, "escape")
            assert standing(pilot) == before


async def test_backspaced_to_nothing_shows_what_was_before(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/bud")
        await press(pilot, *["backspace"] * 3)
        assert title(pilot).endswith("15 records")
        await press(pilot, "enter")
        assert chips(pilot) == [] and title(pilot).endswith("15 records")


async def test_enter_keeps_the_list_that_was_seen(make_store: MakeStore, tmp_path: Path) -> None:
    """A day without a year means the one near the record that the cursor was on when the prompt opened."""
    days = ("2022-06-01", "2022-10-20", "2024-09-30", "2024-10-01")
    store = make_store(
        tmp_path,
        [{"id": day, "kind": "event", "headline": f"On {day}", "date": day} for day in days],
    )
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        await type_text(pilot, "/since:1 nov")
        seen = records_shown(pilot)
        assert seen == ["2024-09-30", "2024-10-01"]
        await press(pilot, "enter")
        assert records_shown(pilot) == seen
        assert chips(pilot) == ["since Nov 2022"]


async def test_a_click_on_the_list_keeps_what_is_typed(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/bud")
        await pilot.click("#list", offset=(20, 0))
        await settle(pilot)
        assert chips(pilot) == ["“bud…”"]
        assert not prompt(pilot).display
