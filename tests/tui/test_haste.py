"""Keys and clicks that come faster than the screen: nothing breaks, and nothing means something else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from chronoterm.screens.date_prompt import DatePrompt
from chronoterm.screens.window import Prompt
from tests.tui.driving import (
    TINY,
    WIDE,
    app_on,
    chips,
    cursor_headline,
    detail_text,
    filter_by,
    list_lines,
    press,
    screen_lines,
    screen_text,
    settle,
    wait_until,
)

MakeStore = Callable[..., Path]


@pytest.mark.parametrize(
    "keys",
    [
        ["a", "enter", "enter", "enter"],
        ["p", "enter", "escape", "escape"],
        ["o", "down", "enter", "enter", "enter"],
        ["d", "1", "8", "space", "o", "c", "t", "enter", "enter", "enter"],
        ["question_mark", "q", "escape"],
        ["a", "escape", "escape"],
    ],
)
async def test_a_key_pressed_again_in_a_closing_window_does_no_harm(sample: Path, keys: list[str]) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for key in keys:
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await press(pilot, "j")
        await settle(pilot)
        assert pilot.app.is_running


async def test_what_is_typed_after_enter_does_not_change_what_enter_took(sample: Path) -> None:
    for following in ("G", "p", "x", "j"):
        async with app_on(sample).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, "a", "down", "down")
            for key in ("enter", following):
                pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await settle(pilot)
            await settle(pilot)
            first = chips(pilot)[0]
            if following == "x":
                assert chips(pilot)[1:] == ["kind: statement"]
        async with app_on(sample).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, "a", "down", "down", "enter")
            assert chips(pilot)[0] == first


async def test_a_number_pressed_in_haste_follows_the_record_under_the_cursor(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "1")
        await settle(pilot)
        assert "DPRK infantry to be combat-ready" in cursor_headline(pilot)


async def test_every_name_in_the_last_line_does_something_when_clicked(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        line = screen_lines(pilot)[-1]
        await pilot.click("#keys", offset=(line.index(" commands") + 3, 0))
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 2


async def test_more_related_records_than_keys_are_reached_nine_by_nine(
    make_store: MakeStore, tmp_path: Path
) -> None:
    records: list[dict[str, object]] = [
        {"id": "lead", "kind": "event", "headline": "Lead", "date": "2024-01-01"}
    ]
    records += [
        {
            "id": f"b{number:02}",
            "kind": "event",
            "headline": f"Background {number:02}",
            "date": f"2024-02-{number:02}",
            "relations": [{"type": "background", "to": "lead"}],
        }
        for number in range(1, 13)
    ]
    for size in (WIDE, TINY):
        async with app_on(make_store(tmp_path, records)).run_test(size=size) as pilot:
            await settle(pilot)
            await press(pilot, "0", "2")
            assert "Background 11" in cursor_headline(pilot)


async def test_a_store_without_one_good_record_does_not_pretend_to_be_empty(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, [{"id": "x", "kind": "event", "headline": "Bad", "date": "2024-13-01"}])
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "No record of this store can be shown" in screen_text(pilot)


async def test_half_pages_move_in_the_smallest_window(sample: Path) -> None:
    async with app_on(sample).run_test(size=(50, 7)) as pilot:
        await settle(pilot)
        seen = []
        for _ in range(20):
            await press(pilot, "ctrl+d")
            seen.append(cursor_headline(pilot))
        assert "Mysnyk" in seen[-1]
        for _ in range(20):
            await press(pilot, "ctrl+u")
        assert cursor_headline(pilot).startswith("▶13 Oct")


async def test_places_and_sources_are_sorted_by_what_the_list_shows(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "o", *["down"] * 4, "enter")
        shown = [line[60:].strip() for line in list_lines(pilot)]
        named = [each for each in shown if each != "–"]
        assert named == sorted(named, key=str.casefold)
        assert shown[len(named) :] == ["–"] * (15 - len(named))


async def test_two_filters_of_one_click_each_go_one_by_one(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await pilot.click("#filters", offset=(4, 0), times=2)
        await settle(pilot)
        assert chips(pilot) == []
        assert "STATEMENT" in detail_text(pilot)


async def test_what_is_typed_while_a_window_comes_up_stands_in_it_in_its_order(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_up = DatePrompt._come_up

    def type_on(window: DatePrompt) -> None:
        for key in "24-10-18":
            window.app.post_message(events.Key("minus" if key == "-" else key, key))
        come_up(window)

    monkeypatch.setattr(DatePrompt, "_come_up", type_on)
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for key in "d20":
            pilot.app.post_message(events.Key(key, key))
        await wait_until(pilot, lambda: bool(pilot.app.screen.query(Prompt)))
        await wait_until(pilot, lambda: len(pilot.app.screen.query_one(Prompt).value) == len("2024-10-18"))
        assert pilot.app.screen.query_one(Prompt).value == "2024-10-18"
