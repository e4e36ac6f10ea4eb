"""Editing on the screen: forms, deleting, relating, selecting, undoing, and what others do meanwhile."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.desk import Desk
from chronoterm.edits import Edit, Table, change
from chronoterm.modes import ALL_RIGHTS, Rights
from chronoterm.opening import open_desk
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.screens.edit_form import EditForm
from tests.conftest import MakeStore, read_plainly
from tests.tui.driving import (
    SIZES,
    WIDE,
    Screen,
    app_on,
    burst,
    cursor_headline,
    detail_text,
    filters,
    list_lines,
    press,
    record,
    records_shown,
    screen_lines,
    screen_text,
    settle,
    title,
    type_text,
    wait_until,
)

FIRST, SECOND = "zelenskyy-people-as-well-as-arms-rbzg", "zelenskyy-10000-for-the-war-jgpc"


def another(team: Path, user: str = "ben") -> Desk:
    """Somebody else's session of the same store."""
    desk = open_desk(team, ALL_RIGHTS, None)
    desk.user = user
    return desk


def write_headline(desk: Desk, record_id: str, headline: str) -> None:
    before = desk.document(Table.RECORDS, record_id)
    assert before is not None
    made = change(Table.RECORDS, record_id, before, {**before, "headline": headline})
    assert made is not None
    desk.write(Edit("edited headline", (made,)))


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def texts_kept() -> list[str]:
    """The texts that were given to an editor and are still there."""
    return [each.read_text(encoding="utf-8") for each in Path(os.environ["XDG_STATE_HOME"]).rglob("*.toml")]


def names_beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def moved(path: Path, to: Path) -> Path:
    return path.rename(to)


def is_on_main(pilot: Screen) -> bool:
    return isinstance(pilot.app.screen, ChronologyScreen)


async def save(pilot: Screen) -> None:
    await press(pilot, "ctrl+s")
    await wait_until(pilot, lambda: is_on_main(pilot))
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_edited_headline_is_saved_shown_and_there_the_next_time(
    team: Path, size: tuple[int, int]
) -> None:
    async with app_on(team).run_test(size=size) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " indeed")
        await save(pilot)
        assert filters(pilot).endswith("saved")
        assert record(pilot) == FIRST
    assert another(team).store.record(FIRST).headline == "DPRK sends people as well as arms indeed"


async def test_keys_typed_at_once_after_the_key_of_a_form_go_into_the_form(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await burst(pilot, "E", *" xyz")
        assert "arms xyz" in screen_text(pilot)
        assert title(pilot) == "DPRK troops in Russia 15 records", "x was no filter"


async def test_a_new_record_gets_an_id_and_the_cursor(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "+")
        await type_text(pilot, "Talks in Geneva")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "2 nov 2024")
        await save(pilot)
        assert "Talks in Geneva" in cursor_headline(pilot)
        assert title(pilot) == "DPRK troops in Russia 16 records"
        assert (record(pilot) or "").startswith("talks-geneva-")
        await press(pilot, "u")
        assert title(pilot) == "DPRK troops in Russia 15 records"
        await press(pilot, "ctrl+r")
        assert title(pilot) == "DPRK troops in Russia 16 records"


async def test_a_deletion_is_asked_about_and_undo_brings_the_record_back(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "D")
        assert "Delete “About 10,000 DPRK troops planned”?" in screen_text(pilot)
        await press(pilot, "enter")
        assert not is_on_main(pilot), "Enter alone deletes nothing"
        await press(pilot, "y")
        assert SECOND not in records_shown(pilot)
        assert "deleted 1 record" in filters(pilot)
        await press(pilot, "u")
        assert SECOND in records_shown(pilot)


async def test_what_was_declined_is_not_deleted(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "D", "n")
        assert FIRST in records_shown(pilot)


async def test_a_record_becomes_background_of_the_one_marked_before(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "R")
        assert "marked" in filters(pilot)
        await press(pilot, "j", "j", "R")
        assert not is_on_main(pilot)
        await press(pilot, "b")
        assert is_on_main(pilot)
        assert "Background of" in detail_text(pilot)
        assert "DPRK sends pe" in detail_text(pilot)
        await press(pilot, "u")
        assert "DPRK sends pe" not in detail_text(pilot)


async def test_the_same_record_twice_is_not_marked_any_more(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "R", "R")
        assert filters(pilot).endswith("not marked any more")
        await press(pilot, "j", "R")
        assert is_on_main(pilot)


async def test_selected_records_are_marked_counted_and_starred_in_one_step(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "space", "space")
        assert title(pilot).endswith("2 selected")
        assert [line[0] for line in list_lines(pilot)[1:4]] == ["◆", "◆", "▶"]
        await press(pilot, "m")
        assert sum("★" in line for line in list_lines(pilot)) == 2
        await press(pilot, "u")
        assert not any("★" in line for line in list_lines(pilot))
        await press(pilot, "escape")
        assert "selected" not in title(pilot)


async def test_all_in_view_are_selected_and_none_again(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "V")
        assert title(pilot).endswith("15 selected")
        await press(pilot, "V")
        assert "selected" not in title(pilot)


async def test_starred_records_are_found_and_stepped_through(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "m", "j", "j", "m", "g")
        await press(pilot, "right_curly_bracket")
        assert record(pilot) == SECOND
        await press(pilot, "right_curly_bracket", "right_curly_bracket")
        assert filters(pilot).endswith("no more stars that way")
        await press(pilot, "left_curly_bracket")
        assert record(pilot) == SECOND
        await press(pilot, "/")
        await type_text(pilot, "is:starred")
        await press(pilot, "enter")
        assert len(records_shown(pilot)) == 2


async def test_a_comment_stands_in_the_detail_with_its_user_and_is_searched(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "C")
        await type_text(pilot, "Ask the ministry")
        await save(pilot)
        assert "Ask the ministry" in detail_text(pilot)
        assert "✎" in cursor_headline(pilot)
        await press(pilot, "/")
        await type_text(pilot, "ministry")
        await press(pilot, "enter")
        assert FIRST in records_shown(pilot)


async def test_a_tag_is_given_and_filtered_by(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "T")
        await type_text(pilot, "field")
        await press(pilot, "enter")
        await save(pilot)
        assert "field · " in detail_text(pilot)
        await press(pilot, "/")
        await type_text(pilot, "tag:field")
        await press(pilot, "enter")
        assert records_shown(pilot) == [FIRST]


# Others


async def test_what_somebody_else_writes_appears_without_moving_the_cursors_record(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j")
        here, line = record(pilot), list_lines(pilot).index(cursor_headline(pilot))
        ben = another(team)
        first = {"id": "n", "kind": "event", "headline": "Long before", "date": "2024-10-01"}
        new = change(Table.RECORDS, "n", None, first)
        assert new is not None
        ben.write(Edit("new", (new,)))
        write_headline(ben, FIRST, "By Ben")
        await wait_until(pilot, lambda: "ben: 1 changed, 1 new" in filters(pilot))
        assert record(pilot) == here
        assert list_lines(pilot).index(cursor_headline(pilot)) == line + 1, (
            "no room to scroll in so short a list"
        )
        assert any("By Ben" in each for each in list_lines(pilot))


async def test_a_record_that_somebody_else_deletes_leaves_the_cursor_beside_it(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        ben = another(team)
        gone = change(Table.RECORDS, SECOND, ben.document(Table.RECORDS, SECOND), None)
        assert gone is not None
        ben.write(Edit("deleted", (gone,)))
        await wait_until(pilot, lambda: "ben: 1 deleted" in filters(pilot))
        assert record(pilot) == "budanov-11000-in-training-rqe4"


async def test_the_second_to_save_sees_both_versions_and_chooses(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " mine")
        write_headline(another(team), FIRST, "theirs")
        await press(pilot, "ctrl+s")
        await wait_until(pilot, lambda: "ben changed this meanwhile" in screen_text(pilot))
        assert "theirs" in screen_text(pilot)
        assert another(team).store.record(FIRST).headline == "theirs", "nothing is overwritten unseen"
        await press(pilot, "2", "enter")
        await wait_until(pilot, lambda: is_on_main(pilot))
    assert another(team).store.record(FIRST).headline == "DPRK sends people as well as arms mine"


async def test_a_full_disk_leaves_the_form_open_for_another_try(
    team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " indeed")
        with monkeypatch.context() as disk:
            disk.setattr(os, "pwrite", full)
            await press(pilot, "ctrl+s")
            await wait_until(pilot, lambda: "No space left" in screen_text(pilot))
        assert isinstance(pilot.app.screen, EditForm)
        assert "indeed" in screen_text(pilot)
        await save(pilot)
    assert another(team).store.record(FIRST).headline.endswith("indeed")


async def test_what_was_typed_and_not_saved_is_there_again_after_a_lost_connection(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " unsaved")
        form = pilot.app.screen
        assert isinstance(form, EditForm)
        form._tell_draft()
        await settle(pilot)
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert "unsaved" in screen_text(pilot)
        assert "restored what was typed" in screen_text(pilot)
        await save(pilot)
        await press(pilot, "E")
        assert "restored" not in screen_text(pilot)


# Without the right to edit


@pytest.fixture
def reading(team: Path) -> Callable[[], Chronoterm]:
    """The program on a store that may only be read."""
    return lambda: Chronoterm(team, rights=Rights(edits=False))


async def test_without_the_right_to_edit_the_keys_are_not_there(
    reading: Callable[[], Chronoterm], team: Path
) -> None:
    before = bytes_of(team)
    async with reading().run_test(size=WIDE) as pilot:
        await press(pilot, "E", "+", "D", "R", "ctrl+e")
        assert is_on_main(pilot)
        await press(pilot, "?")
        assert "A new record." not in screen_text(pilot)
    assert bytes_of(team) == before


async def test_without_the_right_to_edit_a_star_goes_to_a_file_of_ones_own(
    reading: Callable[[], Chronoterm], team: Path
) -> None:
    before = bytes_of(team)
    async with reading().run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        await wait_until(pilot, lambda: "★" in cursor_headline(pilot))
    assert bytes_of(team) == before
    async with reading().run_test(size=WIDE) as pilot:
        assert "★" in cursor_headline(pilot)
        await press(pilot, "m")
        await wait_until(pilot, lambda: "★" not in cursor_headline(pilot))
    assert names_beside(team) == ["team.json"]


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
        monkeypatch.setattr(type(pilot.app), "suspend", _nothing)
        await press(pilot, "ctrl+e")
        await wait_until(pilot, lambda: "Edited in an editor" in cursor_headline(pilot))
    assert texts_kept() == []


async def test_a_text_that_cannot_be_understood_is_kept_and_told(
    team: Path, editor: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor('s/^date = .*/date = "3\\/2\\/2022"/')
    async with app_on(team).run_test(size=WIDE) as pilot:
        monkeypatch.setattr(type(pilot.app), "suspend", _nothing)
        await press(pilot, "ctrl+e")
        await wait_until(pilot, lambda: "Edit it again?" in screen_text(pilot))
        await press(pilot, "n")
        assert "your text is kept" in filters(pilot)
    assert ["3/2/2022" in each for each in texts_kept()] == [True]


class _nothing:  # noqa: N801 - stands for a method
    """The terminal is nobody's in these tests, so there is nothing to give away."""

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


# Names


async def test_an_actor_is_edited_from_its_line_in_the_detail(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        while "Volodymyr Zelenskyy" not in _detail_cursor(pilot):
            await press(pilot, "j")
        await press(pilot, "E")
        assert "Edit actor “Volodymyr Zelenskyy”" in screen_text(pilot)
        await type_text(pilot, " Jr")
        await save(pilot)
        assert "Volodymyr Zelenskyy Jr" in detail_text(pilot)


def _detail_cursor(pilot: Screen) -> str:
    return next((line for line in detail_text(pilot).splitlines() if line.startswith("▸")), "")


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
        while "Budanov" not in _detail_cursor(pilot):
            await press(pilot, "j")
        main = next(each for each in pilot.app.screen_stack if isinstance(each, ChronologyScreen))
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
        monkeypatch.setattr(type(pilot.app), "suspend", _nothing)
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
        main = next(each for each in pilot.app.screen_stack if isinstance(each, ChronologyScreen))
        main.action_edit_new_actor()
        await settle(pilot)
        await type_text(pilot, "Zed Z")
        await save(pilot)
        await press(pilot, "tab")
        while "Volodymyr Zelenskyy" not in _detail_cursor(pilot):
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
