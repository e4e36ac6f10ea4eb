"""Suspending the filters: everything around the hits is seen, the hits stay lit, and one key leads back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.driving import (
    SIZES,
    WIDE,
    app_on,
    chips,
    cursor_headline,
    filter_by,
    filters,
    list_lines,
    lit_in_list,
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
BUDANOV, READY = "budanov-11000-in-training-rqe4", "dprk-infantry-ready-jglp"


@pytest.mark.parametrize("size", SIZES)
async def test_a_backslash_suspends_and_resumes_and_the_cursor_stays_on_its_record(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await type_text(pilot, "/bud")
        await press(pilot, "enter", "j")
        before = standing(pilot)
        await press(pilot, "backslash")
        assert len(records_shown(pilot)) == 15
        assert record(pilot) == READY
        assert title(pilot).endswith("15 records · 2 lit · SUSPENDED")
        await press(pilot, "backslash")
        assert standing(pilot) == before


async def test_title_and_chips_say_that_the_filters_are_suspended(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "backslash")
        assert title(pilot).endswith("SUSPENDED") and "FILTERED" not in title(pilot)
        assert filters(pilot).startswith("actor: Kyrylo Budanov (+Defence Intelligence of Ukraine) ‖") or (
            filters(pilot).startswith("actor: Kyrylo Budanov ‖")
        )
        assert "suspended: all records are shown; \\ resumes" in filters(pilot)


async def test_hits_stay_lit_among_all_records_and_others_are_not(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/training speaker:budanov")
        await press(pilot, "enter")
        lit = lit_in_list(pilot)
        await press(pilot, "backslash")
        assert lit_in_list(pilot) == lit == ["training"]
        marked = [line for line in list_lines(pilot) if line[0] in "▶•"]
        assert len(marked) == 2 and all("Budanov" in line for line in marked)


async def test_n_and_capital_n_step_from_hit_to_hit_and_stop_at_the_ends(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "backslash", "g")
        walk = []
        for key in ("n", "n", "n", "N", "N"):
            await press(pilot, key)
            walk.append(record(pilot))
        assert walk == [BUDANOV, READY, READY, BUDANOV, BUDANOV]
        assert "no more hits that way" in filters(pilot)
        await press(pilot, "G", "N")
        assert record(pilot) == READY


async def test_n_and_capital_n_step_through_the_list_where_every_record_is_a_hit(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "n", "n")
        assert record(pilot) == READY
        await press(pilot, "N")
        assert record(pilot) == BUDANOV


async def test_hits_are_stepped_through_in_the_order_of_the_list(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "O")
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "backslash", "g")
        assert record(pilot) == READY
        await press(pilot, "n")
        assert record(pilot) == BUDANOV


async def test_hits_far_apart_are_found(make_store: MakeStore, tmp_path: Path) -> None:
    records = [
        {
            "id": f"r{number:04}",
            "kind": "event",
            "headline": "needle" if number in (3, 2100) else "hay",
        }
        for number in range(2200)
    ]
    store = make_store(tmp_path, records)
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/needle")
        await press(pilot, "enter", "backslash", "g")
        for key, expected in (("n", "r0003"), ("j", "r0004"), ("n", "r2100"), ("k", "r2099"), ("N", "r0003")):
            await press(pilot, key)
            assert record(pilot) == expected


@pytest.mark.parametrize("size", SIZES)
async def test_escape_resumes_suspended_filters_and_takes_none_back(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "x")
        before = standing(pilot)
        await press(pilot, "backslash", "escape")
        assert standing(pilot) == before
        await press(pilot, "escape")
        assert [each.split(" (")[0] for each in chips(pilot)] == ["actor: Kyrylo Budanov"]


async def test_without_a_filter_there_is_nothing_to_suspend(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "backslash")
        assert "there is no filter to suspend" in filters(pilot)
        assert title(pilot).endswith("15 records")


async def test_what_lies_between_the_hits_can_be_read_and_left_again(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "backslash", "j")
        assert "First DPRK units" in cursor_headline(pilot)
        assert "lies outside" not in screen_text(pilot)
        await press(pilot, "backslash")
        assert len(records_shown(pilot)) == 2 and cursor_headline(pilot)


async def test_a_filter_that_finds_nothing_can_be_suspended(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/zzz")
        await press(pilot, "enter", "backslash")
        assert title(pilot).endswith("15 records · 0 lit · SUSPENDED")
        assert cursor_headline(pilot)
        await press(pilot, "n", "N")
        assert "no more hits that way" in filters(pilot)
        await press(pilot, "backslash")
        assert "No record matches" in screen_text(pilot)


async def test_possible_matches_are_among_the_lit(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/since:1 nov")
        await press(pilot, "enter", "backslash")
        assert title(pilot).endswith("15 records · 3 lit · SUSPENDED")
        await press(pilot, "backslash", "tilde", "backslash")
        assert title(pilot).endswith("15 records · 1 lit · SUSPENDED")


async def test_a_new_filter_while_suspended_is_added_to_those_that_are_there(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "backslash", "x")
        assert [each.split(" (")[0] for each in chips(pilot)] == ["actor: Kyrylo Budanov", "kind: statement"]
        assert title(pilot).endswith("1 of 15 · FILTERED")
