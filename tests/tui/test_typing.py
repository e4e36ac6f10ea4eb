"""Filtering as somebody types: the list follows every key, the cursor keeps its record, and hits are lit."""

from pathlib import Path

import pytest

from tests.conftest import MakeStore
from tests.tui.driving import (
    SIZES,
    TINY,
    WIDE,
    app_on,
    chips,
    cursor_headline,
    detail_text,
    lit_in_detail,
    lit_in_list,
    main_screen,
    press,
    prompt,
    record,
    records_shown,
    screen_text,
    settle,
    title,
    type_text,
)

BUDANOV, RUTTE = "budanov-11000-in-training-rqe4", "rutte-troops-confirmed-hcfy"


async def test_the_list_narrows_with_every_key(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        counts = []
        for key in "/mob":
            await type_text(pilot, key)
            counts.append(title(pilot).split("(sample) ")[1])
        assert counts == ["15 records", "12 of 15 · FILTERED", "7 of 15 · FILTERED", "1 of 15 · FILTERED"]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_stands_on_the_screen_at_every_size(sample: Path, size: tuple[int, int]) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await type_text(pilot, "/budanov")
        assert "budanov" in screen_text(pilot).splitlines()[1]
        assert title(pilot).endswith("2 of 15 · FILTERED")
        assert cursor_headline(pilot).startswith("▶18 Oct")
        await press(pilot, "enter")
        assert chips(pilot) == ["“budanov…”"]
        assert cursor_headline(pilot).startswith("▶18 Oct")


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_can_be_typed_from_the_detail_and_the_list_is_seen(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "/rutte")
        assert "28 Oct      “ Rutte" in screen_text(pilot)
        await press(pilot, "enter", "j")
        assert "28 Oct      “ Rutte" in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_escape_leads_back_to_the_detail_that_the_filter_was_typed_from(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "enter", "j")
        before = screen_text(pilot)
        await type_text(pilot, "/rutte")
        await press(pilot, "escape")
        assert detail_text(pilot).splitlines()[0].strip("▸ ").startswith("“ STATEMENT · 18 Oct 2024")
        await press(pilot, "j")
        assert screen_text(pilot) == before


# The cursor


async def test_the_cursor_stays_on_its_record_while_typing_and_comes_back_to_it(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j")
        await type_text(pilot, "/training")
        assert record(pilot) == BUDANOV
        await type_text(pilot, " mark")
        assert record(pilot) != BUDANOV
        await press(pilot, *["backspace"] * 4)
        assert record(pilot) == BUDANOV


async def test_the_cursor_comes_back_after_nothing_was_found(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *["j"] * 4)
        await type_text(pilot, "/kurskx")
        assert record(pilot) is None
        await press(pilot, "backspace")
        assert record(pilot) == RUTTE
        await press(pilot, "enter")
        assert record(pilot) == RUTTE


async def test_a_record_that_does_not_survive_gives_the_cursor_to_the_next_in_time(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/rutte")
        assert record(pilot) == RUTTE
        await press(pilot, "enter")
        assert record(pilot) == RUTTE


async def test_page_keys_move_the_list_while_a_filter_is_typed(sample: Path) -> None:
    async with app_on(sample).run_test(size=TINY) as pilot:
        await settle(pilot)
        await type_text(pilot, "/dprk")
        await press(pilot, "pagedown")
        moved = record(pilot)
        assert moved != "zelenskyy-people-as-well-as-arms-rbzg"
        await press(pilot, "enter")
        assert record(pilot) == moved
        await type_text(pilot, "/t")
        await press(pilot, "pagedown", "pageup", "pageup")
        assert prompt(pilot).value == "t"


# What is lit


@pytest.mark.parametrize("key", ["", "enter"])
async def test_hits_are_lit_in_list_and_detail(sample: Path, key: str) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert not lit_in_list(pilot) and not lit_in_detail(pilot)
        await type_text(pilot, "/trai")
        if key:
            await press(pilot, key)
        assert set(lit_in_list(pilot)) == {"trai"}
        assert {each.casefold() for each in lit_in_detail(pilot)} == {"trai"}
        await press(pilot, "escape")
        assert not lit_in_list(pilot) and not lit_in_detail(pilot)


async def test_a_phrase_is_lit_as_a_whole_and_what_is_denied_is_not(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, '/"days, not months" -kursk')
        assert [each.casefold() for each in lit_in_detail(pilot)].count("days") >= 1
        assert {"days", "not", "months"} >= {each.casefold() for each in lit_in_detail(pilot)}


async def test_a_word_is_lit_whatever_its_case_and_accents(make_store: MakeStore, tmp_path: Path) -> None:
    store = make_store(tmp_path, ["Café at the CAFÉ", "cafe\u0301 again", "nothing"])
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/cafe")
        assert title(pilot).endswith("2 of 3 · FILTERED")
        assert lit_in_list(pilot) == ["Café", "CAFÉ", "café"]


# Not among records


async def test_a_filter_can_be_typed_in_an_empty_store(make_store: MakeStore, tmp_path: Path) -> None:
    for size in SIZES:
        async with app_on(make_store(tmp_path, [])).run_test(size=size) as pilot:
            await settle(pilot)
            await type_text(pilot, "/actor:z since:nov")
            await press(pilot, "tab", "enter", "escape", "n", "N", "backslash", "comma")
            assert "0 records · 0 lit · SUSPENDED" in title(pilot)
            await press(pilot, "escape", "escape")
            assert title(pilot).endswith("0 records")
            assert "has no records yet" in screen_text(pilot)


async def test_hostile_text_can_be_searched_completed_and_kept(hostile_store: Path) -> None:
    async with app_on(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        total = main_screen(pilot)._view
        assert total is not None
        for typed in ("[bold", "actor:[", "[/x]", "全角", "שלום", "actor:x", "place:👩", "=1+1"):
            await type_text(pilot, f"/{typed}")
            await press(pilot, "tab")
            await press(pilot, "enter")
            assert pilot.app.is_running
            await press(pilot, "escape", "X")
        assert records_shown(pilot)
        await press(pilot, "slash", "up", "up", "enter")
        assert pilot.app.is_running
