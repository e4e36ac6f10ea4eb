"""Taking filters back, and undoing and doing again what was asked."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from chronoterm.chronology.indexed import IndexedChronology
from tests.tui.driving import (
    SIZES,
    TINY,
    WIDE,
    app_on,
    chips,
    column_names,
    cursor_headline,
    filter_by,
    filters,
    main_screen,
    press,
    record,
    records_shown,
    screen_text,
    settle,
    standing,
    title,
    type_text,
)

MakeStore = Callable[..., Path]
BUDANOV, RUTTE, MYSNYK = (
    "budanov-11000-in-training-rqe4",
    "rutte-troops-confirmed-hcfy",
    "mysnyk-no-contact-yet-z6kb",
)


@pytest.fixture(params=[True, False], ids=["quick", "slow"])
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether views come at once, or after a while as in a large store."""
    is_quick: bool = request.param
    if not is_quick:
        monkeypatch.setattr(IndexedChronology, "is_quick", lambda *_: False)
    return is_quick


@pytest.mark.usefixtures("quick")
async def test_escape_takes_filters_back_from_the_newest_to_the_oldest(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await filter_by(pilot, "t", "manpower")
        await type_text(pilot, "/dprk speaker:zelenskyy")
        await press(pilot, "enter", "x")
        seen = [chips(pilot)]
        for _ in range(5):
            await press(pilot, "escape")
            seen.append(chips(pilot))
        assert [len(each) for each in seen] == [4, 3, 2, 1, 0, 0]
        assert all(after == before[:-1] for before, after in pairwise(seen))
        assert title(pilot).endswith("15 records") and pilot.app.is_running


@pytest.mark.usefixtures("quick")
async def test_capital_x_takes_all_back_and_u_brings_them_again(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "zelenskyy")
        await press(pilot, "x", "O")
        before = chips(pilot)
        await press(pilot, "X")
        assert chips(pilot) == [] and "↓" in column_names(pilot)
        await press(pilot, "u")
        assert chips(pilot) == before


@pytest.mark.usefixtures("quick")
async def test_u_undoes_filters_kinds_and_sorts_one_by_one_and_ctrl_r_does_them_again(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)

        def asked() -> tuple[list[str], str, list[str]]:
            return chips(pilot), column_names(pilot), records_shown(pilot)

        seen = [asked()]
        for keys in (
            ("x",),
            ("O",),
            ("slash", "d", "p", "r", "k", "enter"),
            ("comma",),
            ("o", "down", "down", "enter"),
            ("less_than_sign",),
            ("tilde",),
            ("escape",),
            ("X",),
        ):
            await press(pilot, *keys)
            assert asked() != seen[-1] or keys == ("tilde",)
            seen.append(asked())
        for state in reversed(seen[:-1]):
            await press(pilot, "u")
            assert asked() == state
        await press(pilot, "u")
        assert "nothing to undo" in filters(pilot)
        for state in seen[1:]:
            await press(pilot, "ctrl+r")
            assert asked() == state
        await press(pilot, "ctrl+r")
        assert "nothing to redo" in filters(pilot)


async def test_undoing_leaves_the_cursor_where_it_is(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "G")
        here = record(pilot)
        await press(pilot, "u")
        assert record(pilot) == here and title(pilot).endswith("15 records")
        await press(pilot, "j", "j", "ctrl+r", "u")
        assert len(records_shown(pilot)) == 15


async def test_moving_is_nothing_to_undo(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "G", "tab", "j", "escape", "l", "H", "z", "H", "u")
        assert "nothing to undo" in filters(pilot)
        assert record(pilot) == MYSNYK


async def test_a_new_filter_after_undoing_forgets_what_was_undone(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x", "u", "O", "ctrl+r")
        assert "nothing to redo" in filters(pilot) and chips(pilot) == []


async def test_typing_a_filter_is_one_step_to_undo(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/speaker:budanov training")
        await press(pilot, "enter")
        assert len(chips(pilot)) == 2
        await press(pilot, "u")
        assert chips(pilot) == [] and title(pilot).endswith("15 records")
        await press(pilot, "u")
        assert "nothing to undo" in filters(pilot)


async def test_a_filter_that_was_given_up_is_nothing_to_undo(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await type_text(pilot, "/bud")
        await press(pilot, "escape", "u")
        assert chips(pilot) == []
        await press(pilot, "ctrl+r")
        assert chips(pilot) == ["kind: statement"]


async def test_what_changes_nothing_is_no_step(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "comma", "comma", "slash", "enter", "X", "X", "u")
        assert chips(pilot) == ["actor: Volodymyr Zelenskyy"]


@pytest.mark.usefixtures("quick")
async def test_the_cursor_finds_its_record_again_after_nothing_matched(sample: Path) -> None:
    for back in ("escape", "X", "u"):
        async with app_on(sample).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, *["j"] * 4)
            await filter_by(pilot, "p", "kursk oblast")
            await filter_by(pilot, "a", "budanov")
            assert "No record matches" in screen_text(pilot)
            await press(pilot, back)
            assert record(pilot) == RUTTE


# Related records outside the filters


@pytest.mark.parametrize("size", SIZES)
async def test_a_related_record_outside_the_filters_is_shown_and_said_and_the_filters_stay(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await type_text(pilot, "/speaker:rutte")
        await press(pilot, "enter")
        if size == TINY:
            await press(pilot, "enter")
        await press(pilot, "1")
        assert chips(pilot) == ["speaker: Mark Rutte"]
        assert title(pilot).endswith("1 of 15 · FILTERED")
        assert "this record lies outside the filters" in " ".join(screen_text(pilot).split()) or size == TINY
        await press(pilot, "backspace")
        assert "lies outside" not in screen_text(pilot)
        assert "28 Oct" in screen_text(pilot)


async def test_a_related_record_within_the_filters_takes_the_cursor_and_nothing_is_said(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "1")
        assert "DPRK infantry to be combat-ready" in cursor_headline(pilot)
        assert "outside" not in filters(pilot)


async def test_moving_on_ends_what_was_said(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "2")
        assert "this record lies outside the filters" in filters(pilot)
        await press(pilot, "j")
        assert "outside" not in filters(pilot)


async def test_a_click_on_a_chip_takes_that_one_back_and_can_be_undone(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await filter_by(pilot, "t", "manpower")
        await press(pilot, "x")
        before = standing(pilot)
        await pilot.click("#filters", offset=(4, 0))
        await settle(pilot)
        assert chips(pilot) == ["kind: statement"]
        await press(pilot, "u")
        assert standing(pilot)[:2] == before[:2]


async def test_a_thousand_changes_leave_what_the_last_one_asked(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for _ in range(250):
            await pilot.press("x")
        await settle(pilot)
        assert chips(pilot) == ["kind: event"]
        main = main_screen(pilot)
        assert main._view is not None and main._view.count == 3
        await press(pilot, "u")
        assert chips(pilot) == ["kind: statement"]
