"""Whatever keys are pressed in whatever state: the program goes on, and its first line tells the truth."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.commands import COMMANDS
from chronoterm.query import ALL
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    Screen,
    app_on,
    main_screen,
    press,
    prompt,
    record,
    settle,
    title,
    type_text,
)

MakeStore = Callable[..., Path]

STEPS, AT_A_TIME = 120, 6
MANY = 4
"""Different first lines that a walk must at least have come to, so that it has not stood in one window."""
LEAVING = {"q", "ctrl+q"}
KEYS = sorted({key for command in COMMANDS for key in command.keys} - LEAVING)
CHANGING = ("comma", "!", "<", ">", "~", "x", "\\", "u", "ctrl+r", "slash", "v", "n", "j", "G")
TYPED = (
    "bud",
    "act",
    "or:z",
    "since:",
    "nov",
    "is:c",
    '"',
    "(",
    " OR ",
    "-",
    "kursk",
    "[x]",
    "全",
    "\\",
    ":",
)


@pytest.fixture(autouse=True)
def nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of the keys export: what comes of that lies in the folder of the test."""
    monkeypatch.chdir(tmp_path)


def steps(seed: int) -> list[str]:
    """Keys of all places, a text now and then, and often what closes a window, which would take all keys else."""
    random = Random(seed)
    pools = random.choices((KEYS, TYPED, ("escape", "enter"), CHANGING), (40, 10, 35, 15), k=STEPS)
    return [random.choice(pool) for pool in pools]


def check(pilot: Screen, keys: Sequence[str]) -> None:
    """That what the screen says of the view is what the view is."""
    main = main_screen(pilot)
    chronology, shown, hits = main._chronology, main._view, main._hits
    assert pilot.app.is_running and chronology is not None and shown is not None
    said, asked = title(pilot), hits or shown
    fresh = chronology.view(asked.query, asked.order)
    assert (fresh.count, fresh.possible, fresh.hidden) == (asked.count, asked.possible, asked.hidden), keys
    records = f"{chronology.total:,} {'record' if chronology.total == 1 else 'records'}"
    if hits is not None:
        assert "SUSPENDED" in said and shown.query == ALL and shown.count == chronology.total, keys
        assert records in said and (f"{hits.count:,} lit" in said) == bool(hits.query.conditions), keys
    elif asked.query.conditions:
        assert f"{asked.count:,} of {chronology.total:,} · FILTERED" in said, keys
        assert not asked.possible or f"{asked.possible:,} possible" in said, keys
        assert not asked.hidden or f"{asked.hidden:,} possible hidden" in said, keys
    elif asked.query.as_of is not None:
        assert f"{asked.count:,} of {chronology.total:,} known" in said, keys
    else:
        assert records in said and "FILTERED" not in said, keys
    here = record(pilot)
    assert (here is None) == (shown.count == 0), keys
    assert here is None or shown.position(here) is not None, keys


async def walk(pilot: Screen, seed: int) -> set[str]:
    """Press one key after another, and look at the screen now and then; the first lines that were seen."""
    await settle(pilot)
    keys, seen = steps(seed), set()
    for start in range(0, STEPS, AT_A_TIME):
        for key in keys[start : start + AT_A_TIME]:
            if key in TYPED:
                await pilot.press(*key)
            else:
                await pilot.press(key)
        await settle(pilot)
        check(pilot, keys[: start + AT_A_TIME])
        seen.add(title(pilot))
    return seen


@pytest.mark.parametrize(("size", "seed"), [(WIDE, 1), (NARROW, 2), (TINY, 3)], ids=str)
async def test_no_key_in_any_state_stops_the_program_or_makes_it_lie(
    sample: Path, size: tuple[int, int], seed: int
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        seen = await walk(pilot, seed)
    assert len(seen) >= MANY


async def test_no_key_stops_it_where_views_take_their_time(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IndexedChronology, "is_quick", lambda *_: False)
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await walk(pilot, 4)


@pytest.mark.parametrize("size", [NARROW, TINY], ids=str)
async def test_no_key_stops_it_on_an_empty_store(
    make_store: MakeStore, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with app_on(make_store(tmp_path, [])).run_test(size=size) as pilot:
        await walk(pilot, 4)


@pytest.mark.parametrize("size", [WIDE, TINY], ids=str)
async def test_no_key_stops_it_on_hostile_text(hostile_store: Path, size: tuple[int, int]) -> None:
    async with app_on(hostile_store).run_test(size=size) as pilot:
        await walk(pilot, 5)


async def test_no_change_of_size_in_any_state_stops_it(sample: Path) -> None:
    states = ((), ("tab",), ("H", "space"), ("slash", "b"), ("a",), ("o",), ("S",), ("v",), ("backslash",))
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for keys in states:
            await press(pilot, *keys)
            for size in (TINY, (20, 5), (1, 1), NARROW, (300, 80), WIDE):
                await pilot.resize_terminal(*size)
                await settle(pilot)
            check(pilot, keys)
            await press(pilot, "escape", "escape")


async def test_any_text_can_be_typed_as_a_filter(sample: Path) -> None:
    random = Random(6)
    letters = "abz:-()\"'\\,;<>=~!.*/ 1é全[]&%$#@{}|^`_+?"
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for _ in range(25):
            text = "".join(random.choice(letters) for _ in range(12))
            await press(pilot, "slash")
            await type_text(pilot, text)
            assert prompt(pilot).value == text
            check(pilot, [text])
            await press(pilot, "enter", "escape", "escape", "X")
            check(pilot, [text])
