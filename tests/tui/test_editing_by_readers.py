"""What is there for somebody who may only read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.modes import Rights
from tests.tui.driving import (
    WIDE,
    cursor_headline,
    press,
    screen_text,
    wait_until,
)
from tests.tui.editing import bytes_of, is_on_main, names_beside

# Without the right to edit


@pytest.fixture
def reading(team: Path) -> Callable[[], Chronoterm]:
    """The program on a store that may only be read."""
    return lambda: Chronoterm(team, rights=Rights(edits=False))


async def test_without_the_right_to_edit_the_keys_are_not_there(
    reading: Callable[[], Chronoterm], team: Path
) -> None:
    before = bytes_of(team)
    async with reading().run_test(size=WIDE) as pilot:
        await press(pilot, "E", "+", "D", "R", "ctrl+e")
        assert is_on_main(pilot)
        await press(pilot, "?")
        assert "A new record." not in screen_text(pilot)
    assert bytes_of(team) == before


async def test_without_the_right_to_edit_a_star_goes_to_a_file_of_ones_own(
    reading: Callable[[], Chronoterm], team: Path
) -> None:
    before = bytes_of(team)
    async with reading().run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        await wait_until(pilot, lambda: "★" in cursor_headline(pilot))
    assert bytes_of(team) == before
    async with reading().run_test(size=WIDE) as pilot:
        assert "★" in cursor_headline(pilot)
        await press(pilot, "m")
        await wait_until(pilot, lambda: "★" not in cursor_headline(pilot))
    assert names_beside(team) == ["team.json"]
