"""The lanes on the screen: what is pressed, what is seen, and where one goes on."""

from pathlib import Path
from random import Random

import pytest
from rich.segment import Segment

from chronoterm.screens.lanes import LanesWindow
from chronoterm.widgets.lanes_grid import LanesGrid
from tests.conftest import MakeStore
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    Screen,
    app_on_fresh,
    burst,
    chips,
    record,
    screen_lines,
    screen_text,
    settle,
    title,
    wait_until,
)
from tests.tui.driving import press as press_keys

KEYS = (
    *("j", "k", "h", "l", "up", "down", "left", "right", "g", "G", "home", "end", "pageup", "pagedown"),
    *("z", "Z", "tab", "p", "space", "P"),
)


async def press(pilot: Screen, *keys: str) -> None:
    """Press keys, each when what the one before asked for is told."""
    for key in keys:
        await press_keys(pilot, key)
        await wait_until(pilot, lambda: is_told(pilot))
        await settle(pilot)


def is_told(pilot: Screen) -> bool:
    """Whether nothing is being counted."""
    found = pilot.app.screen
    return not isinstance(found, LanesWindow) or (
        found._making is not None and found._making.done() and found.told is not None
    )


def window(pilot: Screen) -> LanesWindow:
    found = pilot.app.screen
    assert isinstance(found, LanesWindow)
    return found


def lines(pilot: Screen) -> list[str]:
    """The visible lanes, or lines of two of them."""
    grid = window(pilot).query_one(LanesGrid)
    painted = (grid.render_line(y).text.rstrip() for y in range(grid.size.height))
    return [line for line in painted if line]


def here(pilot: Screen) -> str:
    """The line under the cursor."""
    return next(line for line in lines(pilot) if line.startswith("▶"))


def cell(pilot: Screen) -> str:
    """The cell under the cursor in words."""
    return said(pilot, "#lanes-here")


def said(pilot: Screen, part: str) -> str:
    """What stands in a part of the window, white space folded."""
    region = window(pilot).query_one(part).region
    rows = screen_lines(pilot)[region.y : region.bottom]
    return " ".join(" ".join(row[region.x : region.right].split()) for row in rows).strip()


def marked(pilot: Screen) -> list[str]:
    """What is marked in the line under the cursor."""
    grid = window(pilot).query_one(LanesGrid)
    segments: list[Segment] = [each for y in range(grid.size.height) for each in grid.render_line(y)]
    return [each.text for each in segments if each.style and (each.style.reverse or each.style.underline)]


async def test_lanes_open_on_the_record_at_hand_and_tell_what_is_in_the_cell(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "L")
        assert said(pilot, "#told-title") == "Lanes of actors"
        assert "Kyrylo Budanov" in here(pilot)
        assert cell(pilot) == "Kyrylo Budanov · 18 Oct 2024 · 1 record · 2 in all"
        assert said(pilot, "#told-head").startswith("[actor] speaker place source by day, █ = 7.1")
        assert said(pilot, "#told-counted").startswith("15 records in 14 lanes")
        assert "".join(marked(pilot)) == "▂▂▂"


async def test_the_cursor_moves_in_both_directions(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "g")
        assert cell(pilot).startswith("North Korea · 13 Oct 2024")
        await press(pilot, "j", "l")
        assert cell(pilot).startswith("North Korean forces · 14 Oct 2024")
        await press(pilot, "k", "right", "h")
        assert cell(pilot).startswith("North Korea · 14 Oct 2024")
        await press(pilot, "G", "end")
        assert cell(pilot).startswith("Mark Rutte · 7 Nov 2024 · no record")
        await press(pilot, "home")
        assert cell(pilot).startswith("Mark Rutte · 13 Oct 2024")


async def test_enter_filters_by_the_lane_and_the_time_of_the_cell(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "L", "enter")
        assert chips(pilot) == ["actor: Kyrylo Budanov and in 18 Oct 2024"]
        assert "1 of 15" in title(pilot)


async def test_a_cell_has_as_many_records_as_its_filter_gives(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "l", "l")
        assert "· 15 Oct 2024 · 7 records, only possible ·" in cell(pilot)
        await press(pilot, "enter")
        assert "7 of 15 · FILTERED · 7 possible" in title(pilot)


async def test_a_cell_without_a_record_is_no_filter(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "L", "l", "enter")
        assert said(pilot, "#told-counted") == "no record lies in this cell"
        await press(pilot, "k")
        assert said(pilot, "#told-counted").startswith("15 records")


async def test_comma_filters_by_the_lane_alone(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "comma")
        assert chips(pilot) == ["actor: Volodymyr Zelenskyy"]


async def test_tab_goes_round_actors_speakers_places_and_sources(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L")
        seen = []
        for _ in range(5):
            seen.append(said(pilot, "#told-title"))
            assert here(pilot)
            await press(pilot, "tab")
        assert seen == [f"Lanes of {each}s" for each in ("actor", "speaker", "place", "source", "actor")]


async def test_another_facet_keeps_the_one_under_the_cursor_where_it_has_a_lane(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "L", "tab")
        assert cell(pilot) == "Kyrylo Budanov · 18 Oct 2024 · 1 record · 2 in all"
        await press(pilot, "tab")
        assert cell(pilot).startswith("Russia · 18 Oct 2024")


async def test_zooming_in_shows_less_time_around_the_cursor_and_out_again_all(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "L")
        whole, there = said(pilot, "#told-head"), cell(pilot)
        await press(pilot, "z", "z")
        assert "outside of the time shown" in said(pilot, "#told-counted")
        await press(pilot, "z", "z")
        assert "by hour" in said(pilot, "#told-head")
        assert " · 18 Oct 2024 · 1 record" in cell(pilot)
        await press(pilot, *["Z"] * 5)
        assert said(pilot, "#told-head") == whole
        assert cell(pilot) == there
        assert "outside" not in said(pilot, "#told-counted")


async def test_two_pinned_lanes_stand_beside_each_other_with_empty_days(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "tab", "g", "P")
        assert said(pilot, "#told-counted") == "two pinned lanes stand beside each other; 0 of 2 pinned"
        await press(pilot, "j", "p", "j", "j", "space")
        assert [line[1] for line in lines(pilot)[:4]] == [" ", "1", " ", "2"]
        await press(pilot, "P")
        assert said(pilot, "#told-title") == "Volodymyr Zelenskyy beside Kyrylo Budanov"
        shown = lines(pilot)
        assert shown[0].startswith("▶13 Oct 2024 “ DPRK sends people as well as arms")
        assert shown[1].strip(" │") == "14 Oct 2024"
        assert shown[5].endswith("│ “ About 11,000 DPRK troops training")
        assert len([line for line in shown if "2024" in line[:13]]) == 20
        assert cell(pilot) == ""


async def test_enter_beside_each_other_goes_to_the_record_on_the_side_of_the_cursor(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "tab", "g", "j", "p", "j", "j", "p", "P", *["j"] * 5)
        await press(pilot, "enter")
        assert said(pilot, "#told-counted") == "this lane has no record here"
        await press(pilot, "l", "enter")
        assert record(pilot) == "budanov-11000-in-training-rqe4"


async def test_comma_beside_each_other_filters_by_the_lane_on_the_side_of_the_cursor(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "tab", "g", "j", "p", "j", "j", "p", "P", "tab", "comma")
        assert chips(pilot) == ["speaker: Kyrylo Budanov"]


async def test_escape_and_the_same_key_lead_back_to_all_lanes_at_that_time(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "tab", "g", "j", "p", "j", "j", "p", "P", "j", "j", "escape")
        assert said(pilot, "#told-title") == "Lanes of speakers"
        assert cell(pilot).startswith("Kyrylo Budanov · 15 Oct 2024")
        await press(pilot, "P", "P")
        assert said(pilot, "#told-title") == "Lanes of speakers"
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, LanesWindow)
        assert chips(pilot) == []


async def test_a_lane_that_is_let_go_is_no_longer_beside_the_other(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "tab", "g", "j", "p", "j", "j", "p", "P", "l", "p")
        assert said(pilot, "#told-title") == "Lanes of speakers"
        assert [line[1] for line in lines(pilot)[:4]] == [" ", "1", " ", " "]


async def test_beside_each_other_the_unit_of_time_can_be_changed(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "tab", "g", "j", "p", "j", "j", "p", "P", "Z")
        assert lines(pilot)[0].startswith("▶week of 7 Oct 2024")
        await press(pilot, "G", "z")
        assert here(pilot).startswith("▶28 Oct 2024")
        await press(pilot, *["Z"] * 6)
        assert said(pilot, "#told-counted") == "there is no coarser unit"


async def test_lanes_of_one_facet_can_stand_beside_one_of_another(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "tab", "g", "j", "p", "tab", "p", "P")
        assert said(pilot, "#told-title") == "Volodymyr Zelenskyy beside Russia"


async def test_a_filtered_view_never_looks_whole(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x", "x", "L")
        assert "FILTERED" in said(pilot, "#told-subject")
        assert "kind: event" in said(pilot, "#told-subject")


async def test_names_and_headlines_of_a_store_are_shown_as_they_are_written(hostile_store: Path) -> None:
    async with app_on_fresh(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "L", "g", "p", "j", "p")
        assert "[sic] name" in screen_text(pilot)
        await press(pilot, "P", "G")
        assert "beside" in said(pilot, "#told-title")


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
@pytest.mark.parametrize("records", [(), ("one",)])
async def test_small_stores_have_lanes_too(
    make_store: MakeStore, tmp_path: Path, size: tuple[int, int], records: tuple[str, ...]
) -> None:
    async with app_on_fresh(make_store(tmp_path, records)).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "L", *KEYS[:-1])
        assert "no record has a time" in said(pilot, "#told-head")
        assert said(pilot, "#told-counted").startswith(f"{len(records)} record")
        await press(pilot, "enter")
        assert window(pilot)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, LanesWindow)


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_pressed_the_cursor_is_in_the_grid(
    sample: Path, size: tuple[int, int], seed: int
) -> None:
    chance = Random(seed)
    async with app_on_fresh(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "L")
        for _ in range(8):
            await burst(pilot, *chance.choices(KEYS, k=12))
            await wait_until(pilot, lambda: is_told(pilot))
            await settle(pilot)
            grid = window(pilot).query_one(LanesGrid)
            assert grid.top <= grid.cursor < grid.top + grid.size.height
            assert grid.cursor < grid.total
            assert here(pilot)
            assert "".join(marked(pilot)) or "no record has a time" in said(pilot, "#told-head")


async def test_another_width_divides_the_axis_anew(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "L", "j", "l")
        there = cell(pilot)
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert cell(pilot).endswith(there.partition(" · ")[2])
        assert "28 Oct" in said(pilot, "#told-head")
        await press(pilot, "p", "k", "p", "P")
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert all(len(line) < NARROW[0] for line in lines(pilot))
