"""Earlier filters come back into the prompt, and so does the newest chip."""

from pathlib import Path

import pytest

from tests.tui.driving import (
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

# Earlier filters


async def test_up_goes_back_through_earlier_filters_and_down_to_the_draft(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for typed in ("rutte", "kursk", "rutte"):
            await type_text(pilot, f"/{typed}")
            await press(pilot, "enter", "X")
        await type_text(pilot, "/tra")
        walk = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await press(pilot, key)
            walk.append((prompt(pilot).value, title(pilot).split("(sample) ")[1].split(" of")[0]))
        assert walk == [
            ("rutte", "1"),
            ("kursk", "3"),
            ("kursk", "3"),
            ("rutte", "1"),
            ("tra", "4"),
            ("tra", "4"),
        ]


async def test_a_filter_that_was_given_up_is_not_among_the_earlier_ones(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/rutte")
        await press(pilot, "escape")
        await type_text(pilot, "/")
        await press(pilot, "up")
        assert prompt(pilot).value == ""


# The newest chip


async def test_backspace_in_the_empty_prompt_takes_the_newest_chip_back(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "russia")
        await type_text(pilot, "/kursk")
        await press(pilot, "enter")
        before = standing(pilot)
        await type_text(pilot, "/")
        await press(pilot, "backspace")
        assert prompt(pilot).value == "kursk" and chips(pilot) == ["place: Russia (+3 within)"]
        assert records_shown(pilot) and title(pilot) == before.title
        await press(pilot, "escape")
        assert standing(pilot) == before
        await type_text(pilot, "/")
        await press(pilot, "backspace", *["backspace"] * 5)
        assert prompt(pilot).value == "" and title(pilot).endswith("7 of 15 · FILTERED")
        await press(pilot, "enter")
        assert chips(pilot) == ["place: Russia (+3 within)"]
        await press(pilot, "u")
        assert standing(pilot)[:2] == before[:2]


@pytest.mark.parametrize(
    "typed",
    [
        "kursk",
        '"days, not months"',
        '"north kor"*',
        "actor:budanov",
        "-actor:=ukraine",
        "place:RU",
        "speaker:rutte,budanov",
        "kind:event",
        "is:undated",
        "grade:none",
        "figure:>10000",
        "date:2024-10",
        "since:2024-10-18",
        "until:2024-10-18",
        "about:2024-11",
        "id:zelenskyy-1",
        "-(kursk OR captives)",
        "(kursk OR tag:combat)",
    ],
)
async def test_a_chip_taken_back_into_the_prompt_asks_the_same(sample: Path, typed: str) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await type_text(pilot, f"/{typed}")
        await press(pilot, "enter")
        before = standing(pilot)
        await press(pilot, "slash", "backspace")
        assert title(pilot) == before.title
        await press(pilot, "enter")
        assert standing(pilot) == before
        await press(pilot, "u")
        assert chips(pilot) == []


async def test_backspace_without_any_chip_leaves_the_prompt_open(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "backspace", "backspace")
        assert prompt(pilot).display and title(pilot).endswith("15 records")
