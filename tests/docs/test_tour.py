"""The tour of the README shows what it says, and so does the screenshot."""

import re
from pathlib import Path

import pytest

from docs.generate import README, SCREENSHOT, screenshot
from tests.docs.documents import KEYS, ON_SCREEN, PRESSED, rows, section
from tests.tui.driving import NARROW, WIDE, app_on, press, screen_text, settle, type_text


def tour() -> list[tuple[list[tuple[str, str]], list[str]]]:
    """What to press and type, and what must then be on the screen, row by row."""
    told = [(pressed, seen) for pressed, seen in rows(section(README, "A tour of five minutes"))]
    return [
        (
            [(each["key"] or "", each["typed"] or "") for each in PRESSED.finditer(pressed)],
            ON_SCREEN.findall(seen),
        )
        for pressed, seen in told
    ]


def test_every_key_of_the_tour_is_in_the_key_table() -> None:
    pressed = [key for steps, _ in tour() for key, _ in steps if key]
    assert len(pressed) > 20
    assert [key for key in pressed if key not in KEYS] == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_tour_shows_what_it_says(sample: Path, size: tuple[int, int]) -> None:
    *steps, last = tour()
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        for pressed, seen in steps:
            for key, typed in pressed:
                name = typed or KEYS[key]
                if typed or len(name) == 1:
                    await type_text(pilot, name)
                else:
                    await press(pilot, name)
            screen = " ".join(screen_text(pilot).split())
            assert [each for each in seen if each not in screen] == [], pressed
        assert last == ([("Esc", ""), ("q", "")], [])
        await press(pilot, "escape")
        await pilot.press("q")
    assert pilot.app.return_code == 0


async def test_the_screenshot_is_one_of_the_program_as_it_is() -> None:
    assert seen_in(SCREENSHOT.read_text(encoding="utf-8")) == seen_in(await screenshot()), "run `make docs`"


def seen_in(svg: str) -> list[str]:
    """The texts of a screenshot, without colours and places."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)
