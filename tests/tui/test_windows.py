from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot

from chronoterm.commands import COMMANDS, Group, Place, at, shown_keys
from chronoterm.modes import Need, Rights
from chronoterm.palette import offered
from chronoterm.screens.reading_window import ReadingWindow, help_text, keys_text
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    app_on,
    chips,
    column_names,
    cursor_headline,
    main_screen,
    press,
    screen_lines,
    screen_text,
    settle,
    type_text,
    values,
)


async def find_command(pilot: Pilot[None], name: str) -> None:
    """Type into the palette until what was typed is all that it looks for."""
    await type_text(pilot, name)
    found = pilot.app.screen.query_one(CommandList)
    while not (found.option_count and name in str(found.get_option_at_index(0).prompt).lower()):
        await pilot.pause()


async def test_the_help_tells_every_command_with_its_keys(sample: Path) -> None:
    text = help_text().plain
    for command in COMMANDS:
        assert command.help in text
        assert shown_keys(command) in text
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, ReadingWindow)
        assert "Next record" in screen_text(pilot)


def test_the_keys_of_a_place_are_told_and_no_others() -> None:
    for place in Place:
        there = [each for each in at(place) if each.keys]
        lines = keys_text(place).plain.splitlines()
        told = [" ".join(line.split()) for line in lines if line.startswith(" ")]
        assert sorted(told) == sorted(f"{shown_keys(each)} {each.help}" for each in there)
        headings = [line for line in lines if line and not line.startswith(" ")]
        assert headings == [each.value for each in Group if each in {command.group for command in there}]


def test_keys_that_are_not_allowed_are_not_told() -> None:
    told = keys_text(Place.CHRONOLOGY, rights=Rights(edits=False)).plain
    assert "To the first record of the next day" in told
    assert not [
        each.help for each in at(Place.CHRONOLOGY) if each.needs is Need.EDITING and each.help in told
    ]


@pytest.mark.parametrize("key", ["?", "f1", ":", "ctrl+p", "a", "p", "s", "t", "d", "o"])
@pytest.mark.parametrize("size", [WIDE, NARROW, TINY])
async def test_every_window_fits_opens_and_closes_by_escape_without_a_change(
    sample: Path, key: str, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        before = screen_text(pilot)
        await press(pilot, {"?": "question_mark", ":": "colon"}.get(key, key))
        assert pilot.app.screen is not main_screen(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is main_screen(pilot)
        assert screen_text(pilot) == before


async def test_the_palette_finds_a_command_by_name_and_runs_it(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "colon")
        assert isinstance(pilot.app.screen, CommandPalette)
        await find_command(pilot, "kind")
        await press(pilot, "enter")
        assert chips(pilot) == ["kind: statement"]


async def test_the_palette_offers_what_needs_no_number_and_nothing_of_others() -> None:
    assert {command.id for command in offered()} == {
        command.id
        for command in COMMANDS
        if {Place.CHRONOLOGY, Place.LIST, Place.PROGRAM} & set(command.places)
        and command.id not in ("read.related", "program.commands")
    }


async def test_a_palette_command_of_the_list_moves_its_cursor(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await find_command(pilot, "last")
        await press(pilot, "enter")
        assert "Mysnyk" in cursor_headline(pilot)


async def test_the_theme_changes_between_dark_and_light(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        themes = [pilot.app.theme]
        for _ in range(2):
            main_screen(pilot).action_program_theme()
            await settle(pilot)
            themes.append(pilot.app.theme)
        assert themes == ["chronoterm-dark", "chronoterm-light", "chronoterm-dark"]
        assert "DPRK" in screen_text(pilot)


async def test_a_click_on_a_record_moves_the_cursor_and_a_second_click_opens_it(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click("#list", offset=(20, 3))
        await settle(pilot)
        assert cursor_headline(pilot).startswith("▶18 Oct")
        await pilot.click("#list", offset=(20, 3), times=2)
        await settle(pilot)
        assert main_screen(pilot).focused is not None
        assert main_screen(pilot).focused is main_screen(pilot).query_one("#detail")


async def test_a_click_on_a_column_sorts_and_a_second_one_turns_the_order_round(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click("#columns", offset=(30, 0))
        await settle(pilot)
        assert "HEADLINE ↑" in column_names(pilot)
        await pilot.click("#columns", offset=(30, 0))
        await settle(pilot)
        assert "HEADLINE ↓" in column_names(pilot)


async def test_a_click_on_a_chip_takes_it_away(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await pilot.click("#filters", offset=(4, 0))
        await settle(pilot)
        assert chips(pilot) == []


async def test_a_click_on_a_related_record_follows_it(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        line = next(n for n, text in enumerate(screen_lines(pilot)) if " 2 28 Oct" in text)
        detail = main_screen(pilot).query_one("#detail")
        await pilot.click("#detail", offset=(8, line - detail.region.y))
        await settle(pilot)
        assert "DPRK troops confirmed in Kursk" in cursor_headline(pilot)


async def test_a_click_in_the_last_line_does_what_it_names(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click("#keys", offset=(12, 0))
        await settle(pilot)
        assert values(pilot)[0] == "▶ Russia 7"
        await pilot.click("#values", offset=(8, 0))
        await settle(pilot)
        assert chips(pilot) == ["place: Russia (+3 within)"]


async def test_q_closes_what_is_open_and_quits_at_the_top(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "q")
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_control_q_quits_from_a_window(sample: Path) -> None:
    app = app_on(sample)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0
