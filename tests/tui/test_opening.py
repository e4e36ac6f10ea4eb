"""A large store that was never opened: its first records at once, the others behind."""

from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.chronology import indexed
from chronoterm.modes import ALL_RIGHTS
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    Screen,
    app_on,
    chips,
    cursor_headline,
    detail_text,
    filters,
    list_lines,
    main_screen,
    press,
    prompt,
    record,
    records_shown,
    screen_text,
    title,
    wait_until,
)
from tests.tui.opening import (
    TOTAL,
    Held,
    Hold,
    all_done,
    all_shown,
    first_shown,
    forbid_builders,
    large,
    make_small_large,
    tables_of,
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_small_large(monkeypatch)
    return large(tmp_path)


@pytest.fixture
def held(store: Path, hold: Hold) -> Held:
    return hold(store)


async def keys(pilot: Screen, *names: str) -> None:
    """Press keys while the store is read, which no test waits for."""
    for name in names:
        await pilot.press(name)
        main_screen(pilot).catch_up()
        await pilot.pause()


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_the_first_records_are_shown_and_called_so(
    store: Path, held: Held, size: tuple[int, int]
) -> None:
    async with app_on(store).run_test(size=size) as pilot:
        some = await first_shown(pilot)
        assert 0 < some < TOTAL
        assert f"first {some} records" in title(pilot)
        assert "these are only the first; the rest" in screen_text(pilot)
        assert cursor_headline(pilot)
        held.let_all()
        await all_shown(pilot)
        assert "first" not in title(pilot)
        await all_done(pilot)
        assert "only the first" not in screen_text(pilot)


async def test_the_first_records_cannot_be_edited_and_the_screen_says_so(store: Path, held: Held) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        assert "read only" in main_screen(pilot).query_one("#title").render_line(0).text
        await keys(pilot, "plus", "E", "D")
        assert len(pilot.app.screen_stack) == 1
        for key in ("m", "T", "C", "u"):
            await keys(pilot, "j", key)
            assert "nothing can be noted before the whole store is read" in screen_text(pilot)
            assert len(pilot.app.screen_stack) == 1
        held.let_all()
        await all_shown(pilot)
        assert "read only" not in main_screen(pilot).query_one("#title").render_line(0).text
        await all_done(pilot)
        await press(pilot, "m")
        assert "★" in screen_text(pilot)


async def test_every_key_works_on_the_first_records(store: Path, held: Held) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        some = await first_shown(pilot)
        await keys(pilot, "G", "g", "pagedown", "right_square_bracket", "j")
        assert str(record(pilot)) in detail_text(pilot)
        await keys(pilot, "x")
        assert f"of first {some} ·" in title(pilot)
        assert all("“" in line for line in list_lines(pilot) if "Headline" in line)
        await keys(pilot, "escape", "a", "enter")
        assert [each.partition(":")[0] for each in chips(pilot)] == ["actor"]
        await keys(pilot, "X", "O")
        await wait_until(pilot, lambda: "O" not in title(pilot) and "↓" in screen_text(pilot))
        for key in ("question_mark", "o", "p", "d", "v"):
            await keys(pilot, key)
            assert len(pilot.app.screen_stack) == 2
            await keys(pilot, "escape")
        await keys(pilot, "slash", *"rivers", "enter")
        await wait_until(pilot, lambda: f"of first {some} ·" in title(pilot))
        held.let_all()
        await all_shown(pilot)
        await all_done(pilot)
        assert f"150 of {TOTAL}" in title(pilot)


async def test_a_relation_to_a_record_that_is_not_read_yet_is_not_called_missing(
    store: Path, held: Held
) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        for _ in records_shown(pilot):
            assert "no record" not in detail_text(pilot)
            await keys(pilot, "j")
        held.let_all()
        await all_done(pilot)


async def test_a_query_and_the_cursor_stay_when_the_whole_store_takes_their_place(
    store: Path, held: Held
) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        await keys(pilot, "x", "j", "j")
        here, line = record(pilot), [each.startswith("▶") for each in list_lines(pilot)].index(True)
        held.let_all()
        await all_shown(pilot)
        assert chips(pilot) == ["kind: statement"]
        assert record(pilot) == here
        await all_done(pilot)
        assert f"200 of {TOTAL}" in title(pilot)
        assert [each.startswith("▶") for each in list_lines(pilot)].index(True) == line
        await press(pilot, "escape")
        assert chips(pilot) == []


async def test_what_is_being_typed_stays_when_the_whole_store_takes_its_place(
    store: Path, held: Held
) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        await keys(pilot, "slash", *"word27")
        held.let_all()
        await wait_until(pilot, lambda: "first" not in title(pilot))
        assert prompt(pilot).value == "word27"
        await all_done(pilot)
        await press(pilot, "1", "enter")
        assert records_shown(pilot) == ["r0271"]


async def test_a_window_that_is_open_stays_open_and_has_all_values_when_opened_again(
    store: Path, held: Held
) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        await keys(pilot, "p")
        held.let_all()
        await wait_until(pilot, lambda: not main_screen(pilot)._loading)
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "escape")
        await all_done(pilot)
        await all_shown(pilot)
        await press(pilot, "p")
        assert f"Landia {TOTAL}" in " ".join(screen_text(pilot).split())


async def test_an_untouched_screen_opens_as_it_was_left(store: Path, hold: Hold) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        await press(pilot, "x", "O", *"jjj")
        left = (chips(pilot), record(pilot), list_lines(pilot))
        await pilot.press("ctrl+q")
    for each in store.parent.glob(".large.json.*"):
        each.unlink()
    held = hold(store)
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        assert chips(pilot) == []
        held.let_all()
        await wait_until(pilot, lambda: bool(chips(pilot)))
        await all_done(pilot)
        assert (chips(pilot), record(pilot), list_lines(pilot)) == left


async def test_escape_stops_reading_and_says_that_there_is_no_more(store: Path, held: Held) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        some = await first_shown(pilot)
        await keys(pilot, "escape")
        assert "reading was stopped: no more than these are shown" in filters(pilot)
        await pilot.app.workers.wait_for_complete()
        await keys(pilot, "j", "x", "escape", "escape")
        assert f"first {some} records" in title(pilot)
        assert "reading was stopped" in filters(pilot)
        held.let_all()
        assert not list(store.parent.glob(".large.json.index"))
        assert not list(store.parent.glob(".chronoterm-*"))


async def test_escape_takes_back_a_filter_before_it_stops_reading(store: Path, held: Held) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        await keys(pilot, "x", "escape")
        assert chips(pilot) == []
        assert "stopped" not in filters(pilot)
        held.let_all()
        await all_done(pilot)


async def test_who_leaves_while_a_store_is_read_leaves_nothing_behind(store: Path, held: Held) -> None:
    app = app_on(store)
    async with app.run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        await pilot.press("q")
    app.close_store()
    assert app.return_code == 0
    assert sorted(each.name for each in store.parent.iterdir() if "chronoterm" in each.name) == []
    assert not (store.parent / ".large.json.index").exists()
    held.let_all()


async def test_how_far_it_is_read_is_told(store: Path, held: Held) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await first_shown(pilot)
        await wait_until(pilot, lambda: "the rest is being read: 0 %" in filters(pilot))
        held.let("facets")
        await all_shown(pilot)
        await wait_until(pilot, lambda: "reading words" in filters(pilot))
        held.let_all()
        await all_done(pilot)
        assert "reading" not in filters(pilot)


async def test_where_no_process_may_be_started_a_large_store_is_read_whole_after_its_first_records(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_builders(monkeypatch)
    async with Chronoterm(store, rights=ALL_RIGHTS._replace(restricted=True)).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        await press(pilot, "slash", *"word271", "enter")
        assert records_shown(pilot) == ["r0271"]
        assert not (store.parent / ".large.json.index").exists()


async def test_a_reader_sees_all_of_a_large_store_and_edits_nothing(store: Path) -> None:
    before = tables_of(store)
    async with Chronoterm(store, rights=ALL_RIGHTS._replace(edits=False)).run_test(size=WIDE) as pilot:
        await all_shown(pilot)
        await all_done(pilot)
        await press(pilot, "D", "plus", "E", "m")
        assert len(pilot.app.screen_stack) == 1
        assert "★" in screen_text(pilot)
        await pilot.press("q")
    assert tables_of(store) == before
    assert not store.with_name(".large.json.journal").exists()
    async with Chronoterm(store, rights=ALL_RIGHTS._replace(edits=False)).run_test(size=WIDE) as pilot:
        await all_done(pilot)
        assert "★" in screen_text(pilot)
        await press(pilot, "slash", *"is", "colon", *"starred", "enter")
        assert len(records_shown(pilot)) == 1


def test_small_stores_are_not_touched_by_any_of_this(store: Path) -> None:
    assert indexed.FEW == 0
    assert store.stat().st_size < 1_000_000
