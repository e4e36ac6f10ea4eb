"""A large store that changes while it is open: by its readers, by others, and by other programs."""

from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.store.shared import SharedStore
from tests.store.sessions import put
from tests.tui.driving import (
    WIDE,
    app_on,
    app_on_fresh,
    chips,
    detail_text,
    filters,
    list_lines,
    main_screen,
    press,
    record,
    records_shown,
    screen_text,
    title,
    wait_until,
)
from tests.tui.opening import (
    TOTAL,
    Hold,
    all_done,
    all_shown,
    builds,
    first_shown,
    forbid_builders,
    large,
    make_index,
    make_small_large,
    rewrite,
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_small_large(monkeypatch)
    return large(tmp_path)


@pytest.fixture
def known(store: Path) -> Path:
    make_index(store)
    return store


def add_one(tables: dict[str, dict[str, dict[str, object]]]) -> None:
    """A record more, and a word that no other record has."""
    tables["records"]["9999"] = {
        "id": "added",
        "kind": "event",
        "headline": "Added by another program",
        "summary": "unheardof",
        "date": "2009-01-01",
        "tags": ["tag1"],
    }


def delete(store: Path) -> None:
    """Delete a store, its index and its lock stay."""
    store.unlink()


def away(store: Path) -> Path:
    """Have a store lie where nobody looks for it."""
    return store.rename(store.with_name("away"))


def inode(path: Path) -> int:
    """What tells a file from the next one of its name."""
    return path.stat().st_ino


@pytest.mark.parametrize("in_place", [False, True], ids=["replaced", "rewritten"])
async def test_a_store_that_another_program_writes_is_read_anew_and_the_query_stays(
    known: Path, *, in_place: bool
) -> None:
    async with app_on(known).run_test(size=WIDE) as pilot:
        await all_done(pilot)
        await press(pilot, "slash", *"tag", "colon", *"tag1", "enter", "j", "j")
        here = record(pilot)
        rewrite(known, add_one, in_place=in_place)
        await pilot.press("j", "k", "tab", "tab")
        await wait_until(pilot, lambda: f"{TOTAL // 4 + 1} of {TOTAL + 1}" in title(pilot))
        assert "another program wrote the store: 301 records now" in filters(pilot)
        assert chips(pilot) == ["tag: tag1"]
        assert record(pilot) == here
        await all_done(pilot)
        await press(pilot, "X", "slash", *"unheardof", "enter")
        assert records_shown(pilot) == ["added"]
        assert "Added by another program" in detail_text(pilot)
        assert pilot.app.is_running


async def test_a_search_that_is_under_way_when_a_store_is_rewritten_is_answered_from_the_new_one(
    known: Path,
) -> None:
    async with app_on(known).run_test(size=WIDE) as pilot:
        await all_done(pilot)
        rewrite(known, add_one, in_place=True)
        await pilot.press("slash", *"about", "enter", "o", "escape", "O", "slash", *'"unheardof"', "enter")
        await wait_until(pilot, lambda: str(TOTAL + 1) in title(pilot))
        await all_done(pilot)
        await wait_until(pilot, lambda: "searching" not in filters(pilot))
        assert pilot.app.is_running
        await press(pilot, "X")
        assert len(records_shown(pilot)) == TOTAL + 1


async def test_a_store_that_is_written_while_its_index_is_made_is_shown_as_it_is_then(
    store: Path, hold: Hold
) -> None:
    held = hold(store)
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        await wait_until(pilot, builds(store).exists)
        rewrite(store, add_one, in_place=False)
        held.let_all()
        await all_shown(pilot, TOTAL + 1)
        await all_done(pilot)
        await press(pilot, "slash", *"unheardof", "enter")
        assert records_shown(pilot) == ["added"]


async def test_a_store_that_is_written_while_its_words_are_indexed_is_read_anew_at_once(
    store: Path, hold: Hold
) -> None:
    held = hold(store)
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await wait_until(pilot, lambda: "reading words" in filters(pilot))
        rewrite(store, add_one, in_place=False)
        await all_shown(pilot, TOTAL + 1)
        held.let_all()
        await all_done(pilot)
        await press(pilot, "slash", *"unheardof", "enter")
        assert records_shown(pilot) == ["added"]


async def test_a_store_that_is_deleted_while_it_is_open_can_be_read_on_and_the_screen_says_so(
    known: Path,
) -> None:
    async with app_on(known).run_test(size=WIDE) as pilot:
        await all_done(pilot)
        delete(known)
        await wait_until(pilot, lambda: "what others write is not shown: large.json" in filters(pilot))
        await press(pilot, "G", "g", *"jjj", "a", "enter", "slash", *"word", "enter")
        assert "of 300" in title(pilot)
        assert all("Headline" in line for line in list_lines(pilot) if line[:4].strip().isdigit())
        await press(pilot, "X", "m")
        assert "large.json" in filters(pilot)
        assert pilot.app.is_running


async def test_a_store_that_comes_back_is_followed_again(known: Path) -> None:
    async with app_on(known).run_test(size=WIDE) as pilot:
        await all_done(pilot)
        gone = away(known)
        await wait_until(pilot, lambda: "what others write is not shown" in filters(pilot))
        gone.rename(known)
        put(SharedStore.open(known), "r0000", headline="Changed by another", by="ben")
        await press(pilot, "slash", *"rare", "enter")
        await wait_until(pilot, lambda: "Changed by another" in screen_text(pilot))


async def test_what_is_edited_shows_at_once_and_in_every_other_session(known: Path) -> None:
    async with (
        app_on_fresh(known).run_test(size=WIDE) as one,
        app_on_fresh(known).run_test(size=WIDE) as other,
    ):
        await all_done(one)
        await all_done(other)
        first = record(one)
        await press(one, "m")
        assert "★" in screen_text(one)
        await wait_until(other, lambda: "★" in screen_text(other))
        await press(one, "D", "y")
        await wait_until(one, lambda: f"{TOTAL - 1} records" in title(one))
        assert first not in records_shown(one)
        await wait_until(other, lambda: f"{TOTAL - 1} records" in title(other))
        assert first not in records_shown(other)
        await press(one, "u")
        await wait_until(one, lambda: f"{TOTAL} records" in title(one))
        await wait_until(other, lambda: f"{TOTAL} records" in title(other))
        assert records_shown(one)[0] == first
        assert records_shown(other) == records_shown(one)


async def test_what_is_edited_is_there_when_the_store_is_opened_again_by_the_same_index(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = SharedStore.open(known)
    put(session, "r0000", headline="Changed for good", by="ben", summary="brandnew")
    put(session, "new", kind="event", headline="New of all", date="2009-01-01", summary="brandnew", by="ben")
    put(session, "note", Table.ANNOTATIONS, record="r0001", star=True, by="ben")
    forbid_builders(monkeypatch)
    async with app_on(known).run_test(size=WIDE) as pilot:
        assert f"{TOTAL + 1} records" in title(pilot)
        assert record(pilot) == "new"
        await all_done(pilot)
        await press(pilot, "slash", *"brandnew", "enter")
        assert records_shown(pilot) == ["new", "r0000"]
        await press(pilot, "X", "slash", *"is", "colon", *"starred", "enter")
        assert records_shown(pilot) == ["r0001"]


async def test_an_edit_while_words_are_indexed_is_found_by_its_words_when_they_are_there(
    store: Path, hold: Hold
) -> None:
    held = hold(store)
    held.let("facets")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        put(SharedStore.open(store), "r0000", summary="brandnew", headline="Changed", by="ben")
        await wait_until(pilot, lambda: "Changed" in screen_text(pilot))
        await pilot.press("slash", *"brandnew", "enter")
        await pilot.pause()
        held.let_all()
        await all_done(pilot)
        assert records_shown(pilot) == ["r0000"]
        await press(pilot, "X", "slash", *"word0", "enter")
        assert records_shown(pilot) == []


async def test_a_store_that_is_written_anew_by_an_edit_gets_its_index_again(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SharedStore, "is_due", True)
    index = known.with_name(".large.json.index")
    async with app_on(known).run_test(size=WIDE) as pilot:
        await all_done(pilot)
        before = (inode(known), inode(index))
        await press(pilot, "m")
        await wait_until(pilot, lambda: inode(index) != before[1])
        await wait_until(pilot, known.with_name(".large.json.words").exists)
        assert inode(known) != before[0]
        await press(pilot, "slash", *"everywhere", "enter")
        assert f"{TOTAL} of {TOTAL}" in title(pilot)
    monkeypatch.undo()
    make_small_large(monkeypatch)
    forbid_builders(monkeypatch)
    async with app_on_fresh(known).run_test(size=WIDE) as pilot:
        assert f"{TOTAL} records" in title(pilot)
        assert "★" in screen_text(pilot)
        assert not main_screen(pilot)._loading
        await all_done(pilot)
