"""Searching a large store before its words are indexed, and after."""

from pathlib import Path

import pytest

from chronoterm.indexing.place import beside
from tests.tui.driving import (
    WIDE,
    Screen,
    app_on,
    filters,
    main_screen,
    record,
    records_shown,
    title,
    wait_until,
)
from tests.tui.opening import (
    TOTAL,
    Held,
    Hold,
    all_done,
    all_shown,
    builds,
    flip,
    large,
    make_index,
    make_small_large,
)

ONLY = "only the latest 20 were searched; the words of the others are not indexed yet"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_small_large(monkeypatch)
    return large(tmp_path)


@pytest.fixture
def held(store: Path, hold: Hold) -> Held:
    return hold(store)


async def search(pilot: Screen, text: str) -> None:
    """Filter by a word while others are indexed."""
    await pilot.press("slash", *text, "enter")
    await wait_until(pilot, lambda: "searching" not in filters(pilot))
    await pilot.pause()


async def test_before_words_are_indexed_only_the_latest_records_are_searched_and_the_screen_says_so(
    store: Path, held: Held
) -> None:
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await search(pilot, "everywhere")
        await wait_until(pilot, lambda: f"at least 20 of {TOTAL}" in title(pilot))
        assert ONLY in filters(pilot)
        held.let_all()
        await all_done(pilot)


async def test_what_was_searched_is_answered_whole_without_a_key_when_the_words_are_there(
    store: Path, held: Held
) -> None:
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await search(pilot, "everywhere")
        await wait_until(pilot, lambda: "at least 20" in title(pilot))
        await pilot.press("j", "j")
        here = record(pilot)
        held.let_all()
        await all_done(pilot)
        await wait_until(pilot, lambda: f" {TOTAL} of {TOTAL} · " in f"{title(pilot)} ")
        assert "at least" not in title(pilot)
        assert "only the latest" not in filters(pilot)
        assert record(pilot) == here


async def test_a_word_that_only_an_earlier_record_has_is_found_when_the_words_are_there(
    store: Path, held: Held
) -> None:
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await search(pilot, "word0")
        assert records_shown(pilot) == []
        await wait_until(pilot, lambda: f"at least 0 of {TOTAL}" in title(pilot))
        held.let_all()
        await wait_until(pilot, lambda: records_shown(pilot) == ["r0000"])
        await all_done(pilot)


async def test_headlines_and_names_are_searched_whole_where_words_are_not_asked_for(
    store: Path, held: Held
) -> None:
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await search(pilot, "actor:a3")
        assert "at least" not in title(pilot)
        assert len(records_shown(pilot)) > TOTAL // 7
        held.let_all()
        await all_done(pilot)


async def test_what_is_being_typed_is_answered_whole_when_the_words_are_there(
    store: Path, held: Held
) -> None:
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await pilot.press("slash", *"everywher")
        await wait_until(pilot, lambda: "at least 20" in title(pilot))
        held.let_all()
        await wait_until(pilot, lambda: f" {TOTAL} of {TOTAL} · " in f"{title(pilot)} ")
        await all_done(pilot)
        assert main_screen(pilot)._before is not None


async def test_words_of_a_damaged_index_are_not_searched_while_it_is_made_anew(
    store: Path, hold: Hold
) -> None:
    make_index(store)
    flip(store, "words.key_ends")
    before = beside(store).facets.stat().st_mtime_ns
    held = hold(store)
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await wait_until(pilot, lambda: beside(store).facets.stat().st_mtime_ns != before)
        await wait_until(pilot, lambda: "reading words" in filters(pilot))
        await search(pilot, "rare")
        await wait_until(pilot, lambda: f"at least 0 of {TOTAL}" in title(pilot))
        held.let_all()
        await all_done(pilot)
        await wait_until(pilot, lambda: len(records_shown(pilot)) == TOTAL // 100)
        assert "at least" not in title(pilot)


async def test_a_store_without_its_words_gets_them_at_the_next_opening(store: Path, hold: Hold) -> None:
    make_index(store)
    store.with_name(".large.json.words").unlink()
    held = hold(store)
    held.let_all()
    async with app_on(store).run_test(size=WIDE) as pilot:
        assert f" {TOTAL} records" in f" {title(pilot)}"
        assert "first" not in title(pilot)
        await wait_until(pilot, store.with_name(".large.json.words").exists)
        await all_done(pilot)
        await search(pilot, "rare")
        assert len(records_shown(pilot)) == TOTAL // 100
    assert builds(store).read_text() == "x"
