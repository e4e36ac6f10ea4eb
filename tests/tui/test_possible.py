"""It is never hidden that something is hidden: counts of what is left out, and of what only may match."""

from pathlib import Path

import pytest

from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.value_list import ValueList
from tests.tui.driving import (
    SIZES,
    TINY,
    WIDE,
    Screen,
    app_on,
    chips,
    filter_by,
    filters,
    list_lines,
    main_screen,
    press,
    records_shown,
    settle,
    title,
    type_text,
    values,
)


def dimmed(pilot: Screen) -> list[str]:
    """The visible records of the list that are dimmed."""
    shown = main_screen(pilot).query_one(ChronologyList)
    lines = [shown.render_line(y) for y in range(shown.size.height)]
    return [line.text for line in lines if any(each.style and each.style.dim for each in line)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_title_tells_how_many_of_how_many_and_how_many_only_may_match(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        assert title(pilot).endswith("15 records")
        await type_text(pilot, "/since:1 nov")
        assert title(pilot).endswith("3 of 15 · FILTERED · 2 possible")
        await press(pilot, "enter")
        assert title(pilot).endswith("3 of 15 · FILTERED · 2 possible")


async def test_records_that_only_may_match_are_dimmed_and_marked(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/since:1 nov")
        await press(pilot, "enter")
        assert len(dimmed(pilot)) == 2
        await press(pilot, "j")
        marked = [line for line in list_lines(pilot) if line.startswith("~")]
        assert len(marked) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_a_tilde_hides_what_only_may_match_and_says_how_many(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await type_text(pilot, "/since:1 nov")
        await press(pilot, "enter")
        everything = records_shown(pilot)
        await press(pilot, "tilde")
        assert title(pilot).endswith("1 of 15 · FILTERED · 2 possible hidden")
        assert records_shown(pilot) == ["dprk-infantry-ready-jglp"]
        assert "certain only" in filters(pilot)
        await press(pilot, "tilde")
        assert records_shown(pilot) == everything and "certain only" not in filters(pilot)
        await press(pilot, "u", "u")
        assert records_shown(pilot) == everything


async def test_is_certain_that_is_typed_does_the_same_as_the_key(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/since:1 nov is:certain")
        await press(pilot, "enter")
        assert title(pilot).endswith("1 of 15 · FILTERED · 2 possible hidden")
        assert chips(pilot) == ["since Nov 2024"]
        await press(pilot, "tilde")
        assert title(pilot).endswith("3 of 15 · FILTERED · 2 possible")


async def test_taking_all_filters_back_shows_what_was_hidden_too(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/since:1 nov")
        await press(pilot, "enter", "tilde", "X")
        assert title(pilot).endswith("15 records") and len(records_shown(pilot)) == 15
        assert "certain only" not in filters(pilot)


async def test_figures_that_are_ranges_may_match_too(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/date:2024-10-18")
        await press(pilot, "enter")
        certain = [line for line in list_lines(pilot) if "Budanov" in line and "18 Oct" in line]
        assert certain and "possible" in title(pilot)


@pytest.mark.parametrize("key", ["a", "p", "s", "t"])
async def test_a_value_without_a_match_is_found_dimmed_with_a_zero(sample: Path, key: str) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/id:first-dprk")
        await press(pilot, "enter", key)
        none = [line for line in values(pilot) if line.endswith(" 0")]
        assert none
        shown = pilot.app.screen.query_one(ValueList)
        count = shown.get_component_rich_style("value-list--count", partial=True)
        zero = next(
            line
            for line in (shown.render_line(y) for y in range(shown.size.height))
            if line.text.strip(" ▐").endswith(" 0") and "▶" not in line.text
        )
        assert {each.style.color for each in zero if each.style and each.text.strip()} == {count.color}


async def test_counts_in_pickers_follow_filters_that_were_typed(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/speaker:rutte")
        await press(pilot, "enter", "a")
        await type_text(pilot, "mark rutte")
        assert values(pilot)[0] == "▶ Mark Rutte NATO since 1 Oct 2024 speaker 1 1"
        await press(pilot, "escape", "a")
        await type_text(pilot, "zelensky")
        assert values(pilot) == ["▶ Volodymyr Zelenskyy Ukraine since 20 May 2019 0"]


async def test_a_small_window_never_loses_that_it_is_filtered(sample: Path) -> None:
    for width in range(30, 61, 5):
        async with app_on(sample).run_test(size=(width, TINY[1])) as pilot:
            await settle(pilot)
            await filter_by(pilot, "p", "russia")
            assert "7 of 15 · FILTERED" in title(pilot)
