"""Editing in one's own editor, and editing actors and places; what goes wrong beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.modes import Rights
from tests.conftest import MakeStore, read_plainly
from tests.tui.driving import (
    WIDE,
    app_on,
    cursor_headline,
    detail_text,
    filters,
    list_lines,
    main_screen,
    press,
    record,
    records_shown,
    screen_lines,
    screen_text,
    settle,
    type_text,
    wait_until,
)
from tests.tui.editing import (
    FIRST,
    Nothing,
    another,
    detail_cursor,
    is_on_main,
    moved,
    save,
    texts_kept,
    write_headline,
)

# In an editor


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes `$EDITOR` a sed script that edits the file in place."""

    def make(script: str) -> None:
        monkeypatch.setenv("VISUAL", f"sed -i -e '{script}'")

    return make


async def test_a_record_is_edited_as_text_in_the_users_editor(
    team: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('s/^headline = .*/headline = "Edited in an editor"/')
    async with app_on(team).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(type(pilot.app), "suspend", Nothing)
        await press(pilot, "ctrl+e")
        await wait_until(pilot, lambda: "Edited in an editor" in cursor_headline(pilot))
    assert texts_kept() == []


async def test_a_text_that_cannot_be_understood_is_kept_and_told(
    team: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('s/^date = .*/date = "3\\/2\\/2022"/')
    async with app_on(team).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(type(pilot.app), "suspend", Nothing)
        await press(pilot, "ctrl+e")
        await wait_until(pilot, lambda: "Edit it again?" in screen_text(pilot))
        await press(pilot, "n")
        assert "your text is kept" in filters(pilot)
    assert ["3/2/2022" in each for each in texts_kept()] == [True]


# Names


async def test_an_actor_is_edited_from_its_line_in_the_detail(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        while "Volodymyr Zelenskyy" not in detail_cursor(pilot):
            await press(pilot, "j")
        await press(pilot, "E")
        assert "Edit actor “Volodymyr Zelenskyy”" in screen_text(pilot)
        await type_text(pilot, " Jr")
        await save(pilot)
        assert "Volodymyr Zelenskyy Jr" in detail_text(pilot)


async def test_two_names_of_one_actor_become_one(tmp_path: Path, make_store: MakeStore) -> None:
    store = make_store(
        tmp_path,
        [
            {"id": "a", "kind": "event", "headline": "A", "actors": ["budanov"]},
            {"id": "b", "kind": "event", "headline": "B", "actors": ["kyrylo"]},
        ],
        actors=[{"id": "budanov", "name": "Budanov"}, {"id": "kyrylo", "name": "Kyrylo Budanov"}],
    )
    async with app_on(store).run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        while "Budanov" not in detail_cursor(pilot):
            await press(pilot, "j")
        main = main_screen(pilot)
        main.action_edit_merge()
        await settle(pilot)
        await type_text(pilot, "kyrylo")
        await press(pilot, "enter")
        assert "Is “Budanov” the same as “Kyrylo Budanov”?" in screen_text(pilot)
        await press(pilot, "y")
        await wait_until(pilot, lambda: is_on_main(pilot) and "u parts them" in filters(pilot))
    desk = another(store)
    assert [desk.store.record(each).actors for each in ("a", "b")] == [("kyrylo",), ("kyrylo",)]
    assert "Budanov" in desk.store.actors[0].aliases


async def test_what_was_edited_reaches_other_programs_when_the_last_session_ends(team: Path) -> None:
    app = app_on(team)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " indeed")
        await save(pilot)
    app.close_store()
    assert any(each["headline"].endswith("indeed") for each in read_plainly(team))


async def test_a_store_that_goes_away_is_told_once_and_followed_again_when_it_is_back(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        away = moved(team, team.with_name("away.json"))
        await wait_until(pilot, lambda: "what others write is not shown" in filters(pilot))
        assert "no such file" in filters(pilot)
        await press(pilot, "j")
        moved(away, team)
        write_headline(another(team), FIRST, "By Ben")
        await wait_until(pilot, lambda: any("By Ben" in each for each in list_lines(pilot)))


async def test_after_a_record_left_the_filter_the_keys_act_on_the_one_under_the_cursor(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "m", "j", "m", "/")
        await type_text(pilot, "is:starred")
        await press(pilot, "enter")
        there = records_shown(pilot)
        assert len(there) == 2
        await press(pilot, "m")
        await wait_until(pilot, lambda: len(records_shown(pilot)) == 1)
        (left,) = records_shown(pilot)
        assert record(pilot) == left
        await press(pilot, "m")
        await wait_until(pilot, lambda: not records_shown(pilot))


async def test_what_was_typed_is_there_again_after_quitting_at_once(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "+")
        await type_text(pilot, "quick")
        await pilot.press("ctrl+q")
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "+")
        assert "quick" in screen_text(pilot)


async def test_a_text_that_was_kept_outlives_the_next_one_of_the_same_record(
    team: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('s/^date = .*/date = "3\\/2\\/2022"/')
    async with app_on(team).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(type(pilot.app), "suspend", Nothing)
        await press(pilot, "ctrl+e")
        await wait_until(pilot, lambda: "Edit it again?" in screen_text(pilot))
        await press(pilot, "n")
        editor("s/nothing/here/")
        await press(pilot, "ctrl+e")
        await wait_until(pilot, lambda: "nothing was changed" in filters(pilot))
    assert ["3/2/2022" in each for each in texts_kept()] == [True]


async def test_a_star_that_stands_in_the_store_is_not_said_to_be_taken_by_who_may_only_read(
    team: Path,
) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        await wait_until(pilot, lambda: "★" in cursor_headline(pilot))
    async with Chronoterm(team, rights=Rights(edits=False)).run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        assert "your star on it is in the store" in filters(pilot)


async def test_a_new_actor_can_be_what_another_one_is_merged_into(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        main = main_screen(pilot)
        main.action_edit_new_actor()
        await settle(pilot)
        await type_text(pilot, "Zed Z")
        await save(pilot)
        await press(pilot, "tab")
        while "Volodymyr Zelenskyy" not in detail_cursor(pilot):
            await press(pilot, "j")
        main.action_edit_merge()
        await settle(pilot)
        assert "is the same as" in screen_text(pilot)
        await type_text(pilot, "zed")
        await press(pilot, "enter")
        assert "the same as “Zed Z”?" in screen_text(pilot)


async def test_a_store_that_cannot_be_edited_says_why_and_that_it_is_read_only(
    tmp_path: Path, make_store: MakeStore
) -> None:
    store = make_store(tmp_path, ["One \ud800"], meta={"schema": 1, "title": "Long " * 60})
    async with app_on(store).run_test(size=WIDE) as pilot:
        assert "read only: it holds halves of characters" in filters(pilot)
        assert "read only" in screen_lines(pilot)[0]
