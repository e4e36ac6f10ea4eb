"""What was expected is told in a window: what is overdue, open or settled, and who was right."""

from pathlib import Path

import pytest

from chronoterm.screens.due import DueWindow
from tests.conftest import MakeStore
from tests.tui.driving import (
    NARROW,
    SIZES,
    WIDE,
    Screen,
    app_on_fresh,
    chips,
    main_screen,
    press,
    record,
    screen_text,
    settle,
    type_text,
)
from tests.tui.instruments import open_told, told_lines

pytestmark = pytest.mark.usefixtures("counted_at_once")


async def open_window(pilot: Screen) -> None:
    await open_told(pilot, "w", DueWindow)


@pytest.fixture
def expecting(tmp_path: Path, make_store: MakeStore) -> Path:
    """Ann expects three things: one came late, one did not come, one is long overdue."""

    def expected(name: str, date: str, **fields: object) -> dict[str, object]:
        return {
            "id": name,
            "kind": "event",
            "expected": True,
            "headline": name,
            "speaker": "ann",
            "date": date,
            **fields,
        }

    return make_store(
        tmp_path,
        [
            expected("rain", "2024-11-01", outcome="rained"),
            {"id": "rained", "kind": "event", "headline": "wet", "date": "2024-11-06"},
            expected("snow", "2024-11-02", outcome="thaw"),
            {
                "id": "thaw",
                "kind": "event",
                "headline": "a thaw",
                "date": "2024-11-03",
                "relations": [{"type": "denies", "to": "snow"}],
            },
            expected("storm", "2024-11-04"),
            {"id": "word", "kind": "statement", "headline": "word", "speaker": "ben", "date": "2024-10-01"},
        ],
        actors=[{"id": "ann", "name": "Ann"}, {"id": "ben", "name": "Ben"}],
    )


async def test_what_was_expected_is_told_group_by_group(expecting: Path) -> None:
    async with app_on_fresh(expecting).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_window(pilot)
        lines = told_lines(pilot)
        assert [lines[0], lines[2], lines[4], lines[6]] == [
            "Overdue (1)",
            "Came true (1)",
            "Did not come true (1)",
            "Who was right",
        ]
        assert lines[1].endswith("4 Nov 2024 Ann storm")
        assert lines[3] == "5 days late 1 Nov 2024 Ann rain 6 Nov 2024: wet"
        assert (
            lines[7]
            == "Ann 2 settled: 1 came true (6 Nov 2024, 5 days late), 1 did not (3 Nov 2024); 1 overdue"
        )
        assert "3 expected records: 1 overdue, 1 came true, 1 did not; nothing left out" in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_to_what_was_expected_and_o_to_what_settled_it(
    expecting: Path, size: tuple[int, int]
) -> None:
    async with app_on_fresh(expecting).run_test(size=size) as pilot:
        await settle(pilot)
        await open_window(pilot)
        await press(pilot, "tab", "j", "enter")
        assert record(pilot) == "rain"
        await open_window(pilot)
        await press(pilot, "tab", "tab", "j", "o")
        assert record(pilot) == "thaw"


async def test_what_nothing_settled_has_no_outcome_to_go_to(expecting: Path) -> None:
    async with app_on_fresh(expecting).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_window(pilot)
        await press(pilot, "j", "o")
        assert "nothing has settled this" in screen_text(pilot)
        await press(pilot, "shift+tab", "shift+tab")
        assert "no other group that way" in screen_text(pilot)


async def test_a_comma_filters_by_who_expected_it(expecting: Path) -> None:
    async with app_on_fresh(expecting).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_window(pilot)
        await press(pilot, "j", "comma")
        assert chips(pilot) == ["speaker: Ann"]


async def test_only_what_the_filters_let_through_is_told(expecting: Path) -> None:
    async with app_on_fresh(expecting).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "snow")
        await press(pilot, "enter")
        await open_window(pilot)
        assert told_lines(pilot)[:1] == ["Did not come true (1)"]
        assert "1 of 6 · FILTERED" in screen_text(pilot)


async def test_as_of_a_day_it_is_that_day(expecting: Path) -> None:
    async with app_on_fresh(expecting).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "2024-11-05")
        await press(pilot, "enter")
        await open_window(pilot)
        text = screen_text(pilot)
        assert "Due on 5 Nov 2024" in text
        assert "AS OF 5 Nov 2024" in text
        assert "overdue by 4 days" in text
        assert "came true" not in text


async def test_an_empty_store_expects_nothing(tmp_path: Path, make_store: MakeStore) -> None:
    async with app_on_fresh(make_store(tmp_path, [])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_window(pilot)
        assert told_lines(pilot) == ["nothing is expected"]
        await press(pilot, "enter", "comma", "o", "tab", "escape")
        assert main_screen(pilot) is pilot.app.screen


async def test_one_record_may_be_all_that_is_expected(tmp_path: Path, make_store: MakeStore) -> None:
    only = {"id": "rain", "kind": "event", "expected": True, "headline": "rain"}
    async with app_on_fresh(make_store(tmp_path, [only])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_window(pilot)
        assert told_lines(pilot) == [
            "Cannot be told (1)",
            "names no time – – rain",
            "Who was right",
            "nobody named none settled; 1 cannot be told",
        ]


@pytest.fixture
def hostile_expectations(tmp_path: Path, hostile_store: Path) -> Path:
    text = hostile_store.read_text(encoding="utf-8")
    path = tmp_path / "expected.json"
    path.write_text(text.replace('"kind": "event"', '"expected": true, "kind": "event"'), encoding="utf-8")
    return path


async def test_hostile_texts_are_shown_harmlessly(hostile_expectations: Path) -> None:
    async with app_on_fresh(hostile_expectations).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_window(pilot)
        text = screen_text(pilot)
        assert "\x1b" not in text
        assert "overdue by" in text
