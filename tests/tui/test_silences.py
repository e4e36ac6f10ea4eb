"""Silences stand as rows between the records of somebody, and the longest are listed in a window."""

from pathlib import Path

import pytest

from chronoterm.ordering import SortKey
from chronoterm.screens.silences import SilencesWindow
from tests.conftest import MakeStore
from tests.tui.driving import (
    NARROW,
    SIZES,
    WIDE,
    Screen,
    app_on_fresh,
    chips,
    cursor_headline,
    filters,
    list_lines,
    main_screen,
    press,
    record,
    screen_text,
    settle,
    standing,
    type_text,
    wait_until,
)
from tests.tui.instruments import open_told, told_lines

pytestmark = pytest.mark.usefixtures("counted_at_once")


async def filter_typed(pilot: Screen, text: str) -> None:
    await press(pilot, "slash")
    await type_text(pilot, text)
    await press(pilot, "enter")


def silent_rows(pilot: Screen) -> list[str]:
    return [line.strip() for line in list_lines(pilot) if " no statement" in line]


async def open_window(pilot: Screen) -> None:
    await open_told(pilot, "underscore", SilencesWindow)


@pytest.fixture
def spoken(tmp_path: Path, make_store: MakeStore) -> Path:
    """Ann speaks on three days, Ben on two; an event lies in Ann's first silence."""

    def said(name: str, speaker: str, date: str, place: str = "port") -> dict[str, object]:
        return {
            "id": name,
            "kind": "statement",
            "headline": name,
            "speaker": speaker,
            "date": date,
            "places": [place],
        }

    return make_store(
        tmp_path,
        [
            said("first", "ann", "2024-10-01"),
            said("second", "ann", "2024-10-20", "town"),
            said("third", "ann", "2024-11-25"),
            {"id": "strike", "kind": "event", "headline": "strike", "actors": ["ann"], "date": "2024-10-05"},
            said("bens", "ben", "2024-10-10"),
            said("bens later", "ben", "2024-10-13"),
        ],
        actors=[{"id": "ann", "name": "Ann"}, {"id": "ben", "name": "Ben"}],
    )


async def test_silences_of_the_filtered_actor_stand_between_the_records(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "actor:ann")
        before = list_lines(pilot)
        await press(pilot, "underscore")
        lines = [line.strip(" ▶") for line in list_lines(pilot)]
        kept = [each for each in lines if " no statement" not in each]
        assert kept == [line.strip(" ▶") for line in before]
        assert silent_rows(pilot)[:2] == [
            "— 18 days, no statement: Ann · 2–19 Oct 2024 —",
            "— 35 days, no statement: Ann · 21 Oct – 24 Nov 2024 —",
        ]
        assert silent_rows(pilot)[2].startswith("— since 25 Nov 2024 no statement, ")
        places = [
            next(at for at, line in enumerate(lines) if word in line)
            for word in ("first", "18 days", "strike", "second", "35 days", "November 2024", "third", "since")
        ]
        assert places == sorted(places)
        assert "2 silences of 7 days or more between 3 statements" in filters(pilot)


async def test_in_the_reverse_order_the_rows_stand_the_other_way_round(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore", "O", "g")
        lines = list_lines(pilot)
        places = [
            next(at for at, line in enumerate(lines) if word in line)
            for word in ("since", "third", "35 days", "October 2024", "second", "18 days", "first")
        ]
        assert places == sorted(places)
        assert places[0] == 0


@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_is_never_on_a_silence(spoken: Path, size: tuple[int, int]) -> None:
    async with app_on_fresh(spoken).run_test(size=size) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore")
        seen = []
        for key in ("g", "j", "j", "j", "k", "pageup", "pagedown", "ctrl+u", "ctrl+d", "G", "home"):
            await press(pilot, key)
            assert " no statement" not in cursor_headline(pilot)
            assert cursor_headline(pilot)
            seen.append(record(pilot))
        assert set(seen) == {"first", "second", "third"}


async def test_a_click_on_a_silence_goes_to_the_record_below(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore")
        row = next(y for y, line in enumerate(list_lines(pilot)) if "18 days" in line)
        await pilot.click("#list", offset=(5, row))
        await settle(pilot)
        assert record(pilot) == "second"


async def test_rows_follow_the_filter_and_go_where_it_names_nobody(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore")
        await filter_typed(pilot, "place:port")
        assert silent_rows(pilot)[0] == "— 54 days, no statement about this: Ann · 2 Oct – 24 Nov 2024 —"
        await press(pilot, "X")
        assert silent_rows(pilot) == []
        await filter_typed(pilot, "speaker:ben")
        assert [line.partition(",")[0] for line in silent_rows(pilot)] == ["— since 13 Oct 2024 no statement"]


async def test_records_in_another_order_have_no_silence_between_them(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore")
        await press(pilot, "o", "home", *["down"] * list(SortKey).index(SortKey.HEADLINE), "enter")
        assert record(pilot) in {"first", "second", "third"}
        assert silent_rows(pilot) == []


async def test_all_records_around_the_hits_have_no_silence_between_them(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore", "backslash")
        assert silent_rows(pilot) == []
        await press(pilot, "backslash")
        assert len(silent_rows(pilot)) == 3


async def test_again_lists_the_longest_first_and_enter_goes_to_what_ended_it(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore")
        await open_window(pilot)
        assert [line.split(" days")[0] for line in told_lines(pilot)[1:3]] == ["35", "18"]
        assert "Silences of Ann · 7 days or more" in screen_text(pilot)
        await press(pilot, "j", "j", "enter")
        assert record(pilot) == "second"
        assert len(silent_rows(pilot)) == 3


async def test_the_number_of_days_is_kept_for_the_session(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "underscore")
        await open_window(pilot)
        await press(pilot, "+", "+", "+")
        assert told_lines(pilot)[0] == "1 silence of 21 days or more"
        await press(pilot, "-", "escape")
        assert [line[:9] for line in silent_rows(pilot)] == ["— 18 days", "— 35 days", "— since 2"]
        await open_window(pilot)
        assert told_lines(pilot)[0] == "2 silences of 14 days or more"
        await press(pilot, "+", "q")
        assert [line[:9] for line in silent_rows(pilot)] == ["— 35 days", "— since 2"]


async def test_a_third_time_has_no_rows_any_more(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        before = standing(pilot)
        await press(pilot, "underscore")
        await open_window(pilot)
        await press(pilot, "underscore")
        assert not isinstance(pilot.app.screen, SilencesWindow)
        assert standing(pilot) == before


async def test_without_a_filter_the_window_tells_of_every_speaker(spoken: Path) -> None:
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_window(pilot)
        lines = told_lines(pilot)
        assert lines[0] == "2 silences of 7 days or more"
        assert ["Ann" in line for line in lines[1:3]] == [True, True]
        assert {"Ann" in line or "Ben" in line for line in lines[4:]} == {True}
        await press(pilot, "j", "comma")
        assert chips(pilot) == ["speaker: only Ann", "in 20 Oct – 25 Nov 2024"]
        assert [line for line in list_lines(pilot) if "second" in line or "third" in line]
        assert len([line for line in list_lines(pilot) if "“" in line]) == 2


async def test_rows_that_take_their_time_come_when_they_are_counted(
    spoken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronoterm.screens.silent_rows.PATIENCE", -1)
    async with app_on_fresh(spoken).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_typed(pilot, "speaker:ann")
        await press(pilot, "j")
        await press(pilot, "underscore")
        await wait_until(pilot, lambda: len(silent_rows(pilot)) == 3)
        assert record(pilot) == "second"
        assert "2 silences of 7 days or more" in filters(pilot)


async def test_an_empty_store_has_no_silences(tmp_path: Path, make_store: MakeStore) -> None:
    async with app_on_fresh(make_store(tmp_path, [])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_window(pilot)
        assert told_lines(pilot) == ["no silence of 7 days or more"]
        await press(pilot, "enter", "comma", "escape")
        assert main_screen(pilot) is pilot.app.screen


async def test_hostile_names_are_shown_harmlessly(hostile_store: Path) -> None:
    async with app_on_fresh(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_window(pilot)
        text = screen_text(pilot)
        assert "\x1b" not in text
        assert "since" in text
