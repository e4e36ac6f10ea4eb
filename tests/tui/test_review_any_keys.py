"""Whatever keys are pressed in a review: the program goes on, and what it shows is what is kept."""

from pathlib import Path
from random import Random

import pytest

from chronoterm.commands import Place, at
from chronoterm.text import scrub
from tests.review_examples import TEXT
from tests.tui.driving import NARROW, TINY, WIDE, Screen, app_on, press, screen_lines, settle, type_text
from tests.tui.reviewing import is_open, kept, screen, waiting_in

STEPS, AT_A_TIME = 90, 5
LEAVING = {"escape", "q", "S"}
PLACES = (Place.REVIEW, Place.PARTING, Place.ENTRY, Place.CONFIRM)
KEYS = sorted({key for place in PLACES for command in at(place) for key in command.keys} - LEAVING)
DECIDING = ("y", "x", "u", "j", "k", "tab", "K", "w", "m", "s", "enter", "l", "c")
TYPED = ("bud", "3 march", "; ", "the next storm", "[x]", "全", "c. 5 ships", "undated", "“", "\\")


def steps(seed: int) -> list[str]:
    """Keys of all windows of a review, a text now and then, and often what closes a window."""
    random = Random(seed)
    pools = random.choices((KEYS, TYPED, ("escape", "n"), DECIDING, ("S",)), (25, 8, 20, 45, 2), k=STEPS)
    return [random.choice(pool) for pool in pools]


async def come_back(pilot: Screen) -> None:
    """Close what is open over the review, and open that where it was left."""
    for _ in range(6):
        if is_open(pilot) and screen(pilot).is_current:
            return
        await press(pilot, "i" if not is_open(pilot) else "escape")
        if is_open(pilot) and not screen(pilot).is_current:
            await press(pilot, "y")


def check(pilot: Screen, team: Path, keys: list[str]) -> None:
    assert pilot.app.is_running, keys
    assert all(scrub(line) == line for line in screen_lines(pilot)), keys
    if is_open(pilot):
        assert kept(team).items == screen(pilot).review.items, keys
    assert all(quote in TEXT for each in kept(team).items for quote in each.proposal.quotes), keys


@pytest.mark.parametrize(("seed", "size"), [(1, WIDE), (2, NARROW), (3, TINY), (4, WIDE), (5, NARROW)])
async def test_any_keys_leave_a_review_that_is_kept_as_it_is_shown(
    team: Path, seed: int, size: tuple[int, int]
) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        pressed: list[str] = []
        for number, each in enumerate(steps(seed), start=1):
            pressed.append(each)
            if each in TYPED:
                await type_text(pilot, each)
            else:
                await press(pilot, each)
            if number % AT_A_TIME == 0:
                check(pilot, team, pressed)
                if number % (4 * AT_A_TIME) == 0:
                    await come_back(pilot)
        assert kept(team).sha256
