"""A window that somebody opens before windows are made ready: it looks like one that is opened later."""

from pathlib import Path

import pytest
from rich.style import Style
from textual.geometry import Region

from chronoterm import app as app_module
from chronoterm.app import Chronoterm
from chronoterm.screens.facet_picker import FacetPicker
from tests.tui.driving import NARROW, WIDE, Screen, app_on_fresh, burst, press, settle, wait_until

NEVER = 3600.0
"""Seconds after which no test makes windows ready."""


def painted(pilot: Screen) -> list[list[tuple[str, Style | None]]]:
    """What the terminal shows, letter by letter, each with its style."""
    strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
    return [[(letter, each.style) for each in strip for letter in each.text] for strip in strips]


async def make_ready(pilot: Screen) -> None:
    """Make windows ready, as the program does when nobody has pressed a key for a moment."""
    app = pilot.app
    assert isinstance(app, Chronoterm)
    app.call_later(app.warm)
    await wait_until(pilot, lambda: FacetPicker.kept_by(app).is_mounted)
    await settle(pilot)


@pytest.fixture(autouse=True)
def nothing_is_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave it to the tests when windows are made ready."""
    monkeypatch.setattr(app_module, "WARMING_PAUSE", NEVER)


@pytest.mark.parametrize(
    "keys", [["p"], ["a"], ["question_mark"], ["d"], ["tab", "question_mark"], ["x", "o"]]
)
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_window_that_is_opened_at_once_looks_like_one_that_is_opened_later(
    sample: Path, size: tuple[int, int], keys: list[str]
) -> None:
    async with app_on_fresh(sample).run_test(size=size) as pilot:
        await burst(pilot, *keys)
        at_once = painted(pilot)
    async with app_on_fresh(sample).run_test(size=size) as pilot:
        await make_ready(pilot)
        await press(pilot, *keys)
        await settle(pilot)
        assert painted(pilot) == at_once


@pytest.mark.parametrize("key", ["p", "question_mark", "d", "o"])
async def test_a_window_that_is_opened_at_once_stands_in_the_middle(sample: Path, key: str) -> None:
    async with app_on_fresh(sample).run_test(size=NARROW) as pilot:
        await press(pilot, key)
        window: Region = pilot.app.screen.query_one(".window").region
        right, below = NARROW[0] - window.right, NARROW[1] - window.bottom
        assert abs(window.x - right) <= 1
        assert abs(window.y - below) <= 1
