"""Briefings: one record a screen, read from key to key, of what the filters let through."""

from pathlib import Path

import pytest

from chronoterm.store.shared import SharedStore
from tests.conftest import HOSTILE, MakeStore
from tests.store.sessions import drop
from tests.tui.briefing import UNCLEAN, place
from tests.tui.driving import (
    NARROW,
    SIZES,
    WIDE,
    app_on,
    filters,
    main_screen,
    press,
    record,
    screen_lines,
    screen_text,
    settle,
    type_text,
    wait_until,
)
from tests.tui.editing import FIRST

LEAST = (60, 15)
LARGEST = (200, 60)
ALL_SIZES = [LEAST, NARROW, WIDE, LARGEST]


@pytest.fixture
def long_quote(make_store: MakeStore, tmp_path: Path) -> Path:
    """A store with a quote that no small screen holds, between two short records."""
    words = " ".join(f"word{number}" for number in range(400))
    return make_store(
        tmp_path,
        [
            {"id": "a", "kind": "event", "headline": "first", "date": "2024-10-01"},
            {"id": "b", "kind": "statement", "headline": "second", "date": "2024-10-02", "quote": words},
            {"id": "c", "kind": "event", "headline": "third", "date": "2024-10-03"},
        ],
    )


# What is shown


@pytest.mark.parametrize("size", ALL_SIZES)
async def test_b_shows_the_record_under_the_cursor_with_its_source_and_date_below(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "b")
        text = screen_text(pilot)
        assert place(pilot) == "3 of 15"
        assert "About 11,000 DPRK troops training" in text
        assert "— Kyrylo Budanov, Head of Defence Intelligence" in text
        assert "c. 11,000 training" in text
        assert "Dated    18 Oct 2024" in screen_lines(pilot)[-3] + screen_lines(pilot)[-4]
        assert "Source   News article · published 31 Oct 2024 · ungraded" in text
        assert "Space on" in screen_lines(pilot)[-1]


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["j"], "2 of 15"),
        (["space"], "2 of 15"),
        (["right", "down", "pagedown"], "4 of 15"),
        (["j", "j", "k"], "2 of 15"),
        (["j", "j", "left", "pageup"], "1 of 15"),
        (["G"], "15 of 15"),
        (["end", "home"], "1 of 15"),
        (["G", "g"], "1 of 15"),
        (["1", "2", "enter"], "12 of 15"),
        (["7", "escape"], "1 of 15"),
        (["k"], "1 of 15"),
        (["G", "j"], "15 of 15"),
        (["9", "9", "enter"], "1 of 15"),
        (["0", "enter"], "1 of 15"),
    ],
)
async def test_one_key_goes_from_record_to_record_and_a_number_to_its_own(
    sample: Path, keys: list[str], at: str
) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", *keys)
        assert place(pilot) == at


async def test_at_the_ends_it_is_said_that_there_is_no_more_and_a_number_too_high_is_named(
    sample: Path,
) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "k")
        assert "this is the first record" in screen_lines(pilot)[-1]
        await press(pilot, "G", "j")
        assert "this is the last record" in screen_lines(pilot)[-1]
        await press(pilot, "4", "2")
        assert "go to 42" in screen_lines(pilot)[-1]
        await press(pilot, "enter")
        assert "there is no record 42; the last is 15" in screen_lines(pilot)[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_enter_closes_with_the_cursor_of_the_list_on_the_record(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "j", "j", "enter")
        assert record(pilot) == "first-dprk-units-arrive-24mb"
        assert pilot.app.screen is main_screen(pilot)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_closing_leaves_the_cursor_of_the_list_where_it_was(sample: Path, key: str) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        before = record(pilot)
        await press(pilot, "b", "j", "j", key)
        assert (record(pilot), pilot.app.screen) == (before, main_screen(pilot))


async def test_a_long_quote_has_pages_and_space_goes_through_them_before_the_next_record(
    long_quote: Path,
) -> None:
    async with app_on(long_quote).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j")
        seen, pages = [], 0
        while place(pilot) == "2 of 3":
            pages += 1
            text = screen_text(pilot)
            assert f"page {pages}/" in text
            assert "Dated    2 Oct 2024" in text
            seen += [
                each for each in text.replace("“", " ").replace("”", " ").split() if each.startswith("word")
            ]
            await press(pilot, "space")
        assert seen == [f"word{number}" for number in range(400)]
        assert pages > 2
        await press(pilot, "pageup", "j", "k")
        assert "page 1/" in screen_text(pilot)


async def test_a_terminal_of_another_size_lays_the_record_out_anew(long_quote: Path) -> None:
    async with app_on(long_quote).run_test(size=LEAST) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "space", "space")
        assert "page 3/" in screen_text(pilot)
        await pilot.resize_terminal(*LARGEST)
        await settle(pilot)
        assert "page" not in screen_text(pilot)
        assert "word399" in screen_text(pilot)
        await pilot.resize_terminal(20, 5)
        await settle(pilot)
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert "page 1/" in screen_text(pilot)


# Filters


async def test_filters_work_in_the_briefing_and_are_those_of_the_list(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "j")
        await press(pilot, "a")
        await type_text(pilot, "budanov")
        await press(pilot, "enter")
        assert place(pilot) == "1 of 2"
        assert "About 11,000 DPRK troops training" in screen_text(pilot)
        assert "2 of 15 · FILTERED · actor: Kyrylo Budanov" in screen_lines(pilot)[1]
        await press(pilot, "X")
        assert place(pilot) == "3 of 15"
        await press(pilot, "x")
        assert "kind: statement" in screen_lines(pilot)[1]
        await press(pilot, "escape")
        assert "kind: statement" in filters(pilot)


@pytest.mark.parametrize(("key", "heading"), [("a", "Actor"), ("p", "Place"), ("s", "Source"), ("t", "Tag")])
async def test_each_picker_opens_over_the_briefing_and_leaves_it_as_it_was(
    sample: Path, key: str, heading: str
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", key)
        assert f"│ {heading} · " in screen_text(pilot)
        await press(pilot, "escape")
        assert place(pilot) == "2 of 15"


async def test_where_nothing_matches_the_briefing_says_so_and_goes_on_when_filters_go(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, ["one", "two"])
    async with app_on(store).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "x")
        assert "Nothing matches." in screen_text(pilot)
        await press(pilot, "j", "G", "space", "n", "J", "d")
        await press(pilot, "X")
        assert place(pilot) == "1 of 2"


async def test_an_empty_store_can_be_briefed_and_says_that_nothing_is_there(
    make_store: MakeStore, tmp_path: Path
) -> None:
    async with app_on(make_store(tmp_path, [])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "k", "space", "3", "enter")
        assert "There are no records." in screen_text(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is main_screen(pilot)


async def test_a_briefing_of_what_was_known_then_says_so_in_its_head(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "20 oct 2024")
        await press(pilot, "enter", "b")
        assert screen_lines(pilot)[2].strip().startswith("AS OF 20 Oct 2024")
        view = main_screen(pilot)._view
        assert view is not None
        assert place(pilot) == f"1 of {view.count}"
        assert view.count < 15


async def test_what_others_write_is_in_the_briefing_at_once(team: Path) -> None:
    async with app_on(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "j")
        drop(SharedStore.open(team), FIRST)
        await wait_until(pilot, lambda: place(pilot) == "2 of 14")
        assert "About 11,000 DPRK troops training" in screen_text(pilot)


# Any store


@pytest.mark.parametrize("size", [LEAST, NARROW])
async def test_hostile_text_is_shown_cleaned_and_never_as_markup(
    hostile_store: Path, size: tuple[int, int]
) -> None:
    async with app_on(hostile_store).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        for _ in HOSTILE:
            assert not any(each in screen_text(pilot) for each in UNCLEAN)
            await press(pilot, "j")


async def test_the_keys_of_the_window_are_told(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "question_mark")
        assert "The number of a record; Enter goes there." in screen_text(pilot)
