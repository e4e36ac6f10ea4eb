"""Every instrument opens on any store, says what it counted, paints nothing that is not clean, and closes again."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.commands.instruments import OF_MAIN_SCREEN
from tests.tui.driving import NARROW, TINY, WIDE, Screen, app_on, main_screen, press, screen_text, settle

MakeStore = Callable[..., Path]
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
KEYS = {each.id: each.keys[0] for each in OF_MAIN_SCREEN}
NAMED = {"@": "at", "_": "underscore"}
MOST_WINDOWS = 4
"""Windows that may stand over each other; each is closed by a key of its own."""


async def opened_and_closed(pilot: Screen, key: str) -> str:
    """Open an instrument, move in it, close it; what was seen on the way."""
    await press(pilot, NAMED.get(key, key))
    seen = [screen_text(pilot)]
    for each in ("down", "pagedown", "end", "home", "tab"):
        await press(pilot, each)
        seen.append(screen_text(pilot))
    for _ in range(MOST_WINDOWS):
        if pilot.app.screen is main_screen(pilot):
            break
        await press(pilot, "escape")
    assert pilot.app.screen is main_screen(pilot)
    return "\n".join(seen)


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
async def test_an_instrument_opens_on_an_empty_store_and_closes(
    key: str, make_store: MakeStore, tmp_path: Path
) -> None:
    async with app_on(make_store(tmp_path, [])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await opened_and_closed(pilot, key)
        assert "0 records" in screen_text(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY], ids=["wide", "narrow", "tiny"])
@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
async def test_an_instrument_opens_on_one_record_and_closes(
    key: str, size: tuple[int, int], make_store: MakeStore, tmp_path: Path
) -> None:
    async with app_on(make_store(tmp_path, ["only one"])).run_test(size=size) as pilot:
        await settle(pilot)
        await opened_and_closed(pilot, key)


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
async def test_an_instrument_on_a_hostile_store_paints_nothing_but_text(
    key: str, hostile_store: Path
) -> None:
    async with app_on(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        seen = await opened_and_closed(pilot, key)
        assert not CONTROL.findall(seen.replace("\n", ""))


@pytest.mark.parametrize("key", ["c", "r", "L", "w"])
async def test_an_instrument_says_what_it_counted_and_what_it_left_out(key: str, sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, key)
        assert re.search(r"left out|nothing is left out", screen_text(pilot))
