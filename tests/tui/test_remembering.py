"""What is kept for the next time: where somebody was, saved filters, and what was typed."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.themes import LIGHT
from tests.conftest import MakeStore
from tests.tui.driving import (
    SIZES,
    TINY,
    WIDE,
    Screen,
    Standing,
    app_on,
    app_on_fresh,
    chips,
    filters,
    main_screen,
    press,
    prompt,
    record,
    screen_text,
    settle,
    standing,
    title,
    type_text,
)

KIM = {"id": "kim", "name": "Kim Jong Un", "kind": "person"}
PEOPLE = [
    {"id": "one", "kind": "statement", "headline": "One", "date": "2024-10-01", "speaker": "kim"},
    {"id": "two", "kind": "event", "headline": "Two", "date": "2024-10-02"},
]


@pytest.fixture(params=[True, False], ids=["quick", "slow"])
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether views come at once, or after a while as in a large store."""
    is_quick: bool = request.param
    if not is_quick:
        monkeypatch.setattr(IndexedChronology, "is_quick", lambda *_: False)
    return is_quick


async def left(
    store: Path, *keys: str, size: tuple[int, int] = WIDE, leaving: str = "ctrl+q", fresh: bool = False
) -> Standing:
    """Where somebody was who opened a store, pressed some keys and left."""
    async with Chronoterm(store, fresh=fresh).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        stood = standing(pilot)
        await pilot.press(leaving)
    return stood


async def found(store: Path, size: tuple[int, int] = WIDE, *, fresh: bool = False) -> Standing:
    """What stands on the screen when a store is opened."""
    async with Chronoterm(store, fresh=fresh).run_test(size=size) as pilot:
        await settle(pilot)
        return standing(pilot)


# The session

TRAINING = ("slash", *"training", "enter")
STATES: Sequence[tuple[str, ...]] = [
    ("j", "j"),
    ("G",),
    ("O", "j", "j"),
    ("x", "j"),
    (*TRAINING, "j"),
    (*TRAINING, "O", "j", "j"),
    (*TRAINING, "backslash", "j", "j"),
    (*TRAINING, "backslash", "g"),
    ("slash", *"since", "colon", *"nov", "enter", "tilde"),
    ("j", "less_than_sign", "j", "greater_than_sign", "exclamation_mark"),
    ("slash", *"zzz", "enter"),
    ("slash", *"zzz", "enter", "backslash", "j"),
    ("o", "down", "down", "enter", "j", "j"),
]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("keys", STATES, ids="".join)
async def test_query_sort_cursor_and_suspension_are_put_back(sample: Path, keys: tuple[str, ...]) -> None:
    before = await left(sample, *keys)
    after = await found(sample)
    assert after._replace(top=0, columns="") == before._replace(top=0, columns="")
    assert await found(sample, fresh=True) != before


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_is_put_back_in_a_window_of_any_size(sample: Path, size: tuple[int, int]) -> None:
    before = await left(sample, *TRAINING, "O", "j", "j", leaving="q")
    after = await found(sample, size)
    assert after.title.endswith("3 of 15 · FILTERED") and after.record == before.record


async def test_a_fresh_start_shows_everything_from_the_first_record_on(sample: Path) -> None:
    first = await found(sample)
    await left(sample, *TRAINING, "O", "G", "z")
    assert await found(sample, fresh=True) == first


async def test_theme_and_zoom_are_put_back_and_not_when_fresh(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *["j"] * 4, "z", "z")
        main_screen(pilot).action_program_theme()
        await settle(pilot)
        assert pilot.app.theme == LIGHT.name
        session = main_screen(pilot).session(LIGHT.name)
        await pilot.press("q")
    assert session.zoom is not None
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.theme == LIGHT.name
        assert main_screen(pilot).session(LIGHT.name) == session
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert pilot.app.theme != LIGHT.name
        assert main_screen(pilot).session(LIGHT.name).zoom is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("keys", "focus"),
    [
        ((), "list"),
        (("tab",), "detail"),
        (("H",), "list"),
        (("slash", "b"), "list"),
        (("tab", "slash", "b"), "detail"),
        (("a",), "list"),
        (("tab", "a"), "detail"),
        (("question_mark",), "list"),
    ],
    ids=str,
)
async def test_the_keys_go_again_to_the_pane_that_had_them(
    sample: Path, size: tuple[int, int], keys: tuple[str, ...], focus: str
) -> None:
    await left(sample, *keys, size=size)
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        focused = main_screen(pilot).focused
        assert focused is not None and focused.id == focus
        assert title(pilot).endswith("15 records")
        await press(pilot, "escape", "j")
        assert record(pilot) == "zelenskyy-10000-for-the-war-jgpc"


async def test_leaving_while_a_filter_is_typed_keeps_what_was_before(sample: Path) -> None:
    before = await left(sample, *TRAINING, "backslash", "j", "j")
    await left(sample, "slash", *"rutte")
    after = await found(sample)
    assert after._replace(top=0) == before._replace(top=0)


async def test_a_record_that_is_gone_gives_the_cursor_to_another(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, PEOPLE, actors=[KIM])
    await left(store, "G")
    make_store(tmp_path, PEOPLE[:1], actors=[KIM])
    assert (await found(store)).record == "one"


async def test_each_store_has_a_session_of_its_own(
    sample: Path, make_store: MakeStore, tmp_path: Path
) -> None:
    await left(sample, "x")
    assert (await found(make_store(tmp_path, ["One"]))).title.endswith("1 record")


async def test_an_actor_that_vanished_since_the_last_session_is_said(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, PEOPLE, actors=[KIM])
    await left(store, "comma")
    make_store(tmp_path, [{**PEOPLE[0], "speaker": None}, PEOPLE[1]])
    after = await found(store)
    assert "no actor is called “kim”" in after.filters
    assert after.title.endswith("0 of 2 · FILTERED")


async def test_an_empty_store_and_a_hostile_one_are_left_and_opened_again(
    make_store: MakeStore, tmp_path: Path, hostile_store: Path
) -> None:
    for store in (make_store(tmp_path, []), hostile_store):
        for keys in (("slash", *"x", "enter"), ("j", "j", "comma"), ("tab", "j"), ("X", "O", "z", "G")):
            before = await left(store, *keys)
            after = await found(store)
            assert (after.title, after.record) == (before.title, before.record)


# What was typed


async def test_what_was_typed_is_found_again_with_up_in_the_next_session_fresh_or_not(sample: Path) -> None:
    await left(sample, *TRAINING, "X", "slash", *"kursk", "enter", "X")
    for fresh in (False, True):
        async with Chronoterm(sample, fresh=fresh).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, "slash", "up")
            assert prompt(pilot).value == "kursk"
            await press(pilot, "up")
            assert prompt(pilot).value == "training"
            await press(pilot, "down", "down")
            assert prompt(pilot).value == ""


# Saved filters


async def saved(pilot: Screen, name: str, *keys: str) -> None:
    """Filter with some keys, and save that under a name."""
    await press(pilot, *keys, "S")
    await press(pilot, "ctrl+u", *["backspace"] * 80)
    await type_text(pilot, name)
    await press(pilot, "enter")


@pytest.mark.usefixtures("quick")
async def test_a_filter_is_saved_with_its_sort_and_opened_again_later(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await saved(pilot, "drill", *TRAINING, "O")
        assert "saved as “drill”" in filters(pilot)
        wanted = standing(pilot)
        await press(pilot, "X", "O")
        assert title(pilot).endswith("15 records")
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert "1 drill" in screen_text(pilot)
        await press(pilot, "enter")
        assert standing(pilot).title == wanted.title
        assert chips(pilot) == ["“training…”"] and "↓" in filters(pilot)
        await press(pilot, "u")
        assert title(pilot).endswith("15 records")


@pytest.mark.parametrize("size", SIZES)
async def test_saved_filters_are_opened_by_number_and_deleted_after_asking(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await saved(pilot, "one", "x")
        await saved(pilot, "two", "x")
        await press(pilot, "X", "v", "1")
        assert chips(pilot) == ["kind: statement"]
        await press(pilot, "v", "2")
        assert chips(pilot) == ["kind: event"]
        await press(pilot, "v", "d", "d")
        assert "“one” is deleted" in filters(pilot)
        assert chips(pilot) == ["kind: event"]
        await press(pilot, "v")
        assert "two" in screen_text(pilot) and "one" not in screen_text(pilot).split("Saved filters")[1]


async def test_the_default_is_what_a_store_opens_with_until_it_is_taken_back(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await saved(pilot, "events", "x", "x")
        await press(pilot, "v", "asterisk")
        assert "this store opens with “events” now" in filters(pilot)
    assert (await found(sample, fresh=True)).title.endswith("3 of 15 · FILTERED")
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "asterisk")
        assert "this store opens whole now" in filters(pilot)
    assert (await found(sample, fresh=True)).title.endswith("15 records")


@pytest.mark.usefixtures("quick")
async def test_a_saved_filter_that_names_a_vanished_actor_says_so(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, PEOPLE, actors=[KIM])
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await saved(pilot, "kim", "comma")
    make_store(tmp_path, [{**PEOPLE[0], "speaker": None}, PEOPLE[1]])
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "v", "1")
        assert "no actor is called “kim”" in filters(pilot)
        assert title(pilot).endswith("0 of 2 · FILTERED")
        await press(pilot, "u")
        assert title(pilot).endswith("2 records")


async def test_a_folder_that_cannot_be_written_is_said_and_stops_nothing(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await saved(pilot, "mine", "x")
        assert "This cannot be kept for the next time" in filters(pilot)
        await press(pilot, "j", *TRAINING)
        assert "“training…” ✕" in filters(pilot) and title(pilot).endswith("2 of 15 · FILTERED")
        await pilot.press("q")
    assert pilot.app.return_code == 0


async def test_a_session_left_in_a_small_window_opens_in_a_large_one(sample: Path) -> None:
    before = await left(sample, "j", "j", "enter", size=TINY)
    after = await found(sample)
    assert after.record == before.record
