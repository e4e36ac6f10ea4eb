"""What a key that filters shows in one frame, what follows it, and what was made ready before anybody looked."""

from pathlib import Path

import pytest

from chronoterm.screens.facet_picker import FacetPicker
from chronoterm.screens.warming import rehearse_picker
from tests.tui.driving import (
    SIZES,
    WIDE,
    Screen,
    app_on_fresh,
    column_names,
    detail_text,
    filters,
    list_lines,
    main_screen,
    press,
    settle,
    strip_lines,
    title,
    type_text,
    values,
    wait_until,
)

Beside = tuple[str, str, str, list[str], list[str]]


def all_but_the_detail(pilot: Screen) -> Beside:
    """What is shown of the filters, of the columns, of the records and of their time."""
    return title(pilot), filters(pilot), column_names(pilot), list_lines(pilot), strip_lines(pilot)


@pytest.mark.parametrize("action", ["filter_kind", "filter_by", "filter_by_not", "time_since", "time_until"])
async def test_counts_columns_and_strip_come_in_the_frame_of_the_list(sample: Path, action: str) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "end", "k", "k", "k")
        before = all_but_the_detail(pilot)
        getattr(main_screen(pilot), f"action_{action}")()
        at_once = all_but_the_detail(pilot)
        await settle(pilot)
        assert at_once == all_but_the_detail(pilot) != before


async def test_the_detail_comes_after_that(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = detail_text(pilot)
        main_screen(pilot).action_filter_by_not()
        assert detail_text(pilot) == before
        await wait_until(pilot, lambda: detail_text(pilot) != before)
        after = detail_text(pilot)
        await settle(pilot)
        assert detail_text(pilot) == after


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("noted", [True, False])
async def test_a_picker_that_somebody_looks_at_is_not_rehearsed(
    sample: Path, size: tuple[int, int], noted: bool
) -> None:
    async with app_on_fresh(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await type_text(pilot, "dprk")
        before = values(pilot)
        rehearse_picker(pilot.app, noted=noted)
        await settle(pilot)
        assert values(pilot) == before


@pytest.mark.parametrize("key", ["a", "p"])
@pytest.mark.parametrize("noted", [True, False])
async def test_nothing_of_a_rehearsal_is_left_in_the_picker(sample: Path, key: str, noted: bool) -> None:
    seen = []
    for rehearsed in (False, True):
        async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, "a", "escape")
            if rehearsed:
                rehearse_picker(pilot.app, noted=noted)
            await press(pilot, key)
            picker = FacetPicker.kept_by(pilot.app)
            seen.append((values(pilot), picker.query_one(".window").region, picker._was))
    assert seen[0] == seen[1]


async def test_a_picker_that_is_opened_again_counts_what_is_there_then(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        everything = values(pilot)
        await press(pilot, "escape")
        main_screen(pilot).action_filter_kind()
        await press(pilot, "p")
        narrowed = values(pilot)
        await press(pilot, "escape", "X", "p")
        assert values(pilot) == everything != narrowed
