"""Editing on the screen: forms, deleting, relating, selecting, stars, tags, comments."""

from pathlib import Path

import pytest

from tests.tui.driving import (
    SIZES,
    WIDE,
    app_on,
    burst,
    cursor_headline,
    detail_text,
    filters,
    list_lines,
    press,
    record,
    records_shown,
    screen_text,
    settle,
    title,
    type_text,
)
from tests.tui.editing import FIRST, SECOND, another, is_on_main, save


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
