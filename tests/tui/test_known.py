"""The chronology as it was known on a day: asked for, shown, left again."""

from pathlib import Path

import pytest

from chronoterm.widgets.detail_pane import DetailPane
from tests.tui.driving import NARROW, WIDE, app_on, list_lines, press, screen_text, settle, type_text

BANNER = "AS OF 20 Oct 2024"


async def know(pilot: object, day: str) -> None:
    """Ask for a day."""
    await press(pilot, "at")  # type: ignore[arg-type]
    await type_text(pilot, day)  # type: ignore[arg-type]
    await press(pilot, "enter")  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_later_records_vanish_and_a_banner_says_so_until_somebody_goes_back(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await know(pilot, "20 oct")
        assert BANNER in screen_text(pilot)
        assert "4 of 15 known" in screen_text(pilot)
        assert "from sources published later" in screen_text(pilot)
        assert not any("Rutte" in line for line in list_lines(pilot))
        await press(pilot, "x", "X")
        assert BANNER in screen_text(pilot), "taking filters back does not bring later records back"
        await press(pilot, "at")
        await press(pilot, "backspace", "enter")
        assert BANNER not in screen_text(pilot)
        assert "15 records" in screen_text(pilot)


async def test_the_detail_leads_to_nothing_that_came_later(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await know(pilot, "20 oct")
        await press(pilot, "j", "j")
        told = "\n".join(line.text for line in pilot.app.screen.query_one(DetailPane)._lines)
        assert "About 11,000 DPRK troops training" in told
        assert "Asserts" in told
        assert "Updated by" not in told


async def test_another_sense_is_a_key_away_and_can_be_undone(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "20 oct")
        await press(pilot, "tab", "enter")
        assert "by what our sources had published" in screen_text(pilot)
        assert "Nothing was known" in screen_text(pilot)
        await press(pilot, "u")
        assert "15 records" in screen_text(pilot)


async def test_a_day_that_cannot_be_understood_stays_in_the_prompt_with_a_sentence(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "3/2/2022")
        await press(pilot, "enter")
        assert "write the month" in screen_text(pilot)
        await press(pilot, "escape")
        assert "15 records" in screen_text(pilot)
