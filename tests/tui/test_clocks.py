"""Turning the clock: the list, its headings, the strip and what filters by time go by the time spoken of."""

from pathlib import Path

import pytest

from chronoterm.chronology import indexed
from chronoterm.language.written import written
from chronoterm.ordering import Order, SortKey
from chronoterm.terms import Clock, Period, Reported
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.columns import layout
from tests.conftest import MakeStore
from tests.tui.clocks import forecasts, said
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    Screen,
    app_on,
    chips,
    column_names,
    filters,
    list_lines,
    main_screen,
    press,
    record,
    records_shown,
    screen_text,
    settle,
    strip_lines,
    type_text,
)

ROOMY = (160, 40)
BY_ABOUT = ["losses", "clash", "troops", "undated", "winter", "silent"]
BY_DATE = ["winter", "troops", "clash", "silent", "losses", "undated"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return forecasts(tmp_path)


def query_text(pilot: Screen) -> str:
    """What is asked, as the query language writes it."""
    return written(main_screen(pilot)._asked.query)


def line_of(pilot: Screen, headline: str) -> str:
    """The line of the list with a headline, white space folded."""
    return next(" ".join(line.split()) for line in list_lines(pilot) if headline in line)


async def test_the_clock_is_turned_and_turned_back_and_says_which_it_is(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert records_shown(pilot) == BY_DATE
        await press(pilot, "ctrl+t")
        assert records_shown(pilot) == BY_ABOUT
        assert "by the time spoken of" in filters(pilot)
        assert "turned to the time that records speak of" in filters(pilot)
        await press(pilot, "ctrl+t")
        assert records_shown(pilot) == BY_DATE
        assert "spoken of" not in filters(pilot)
        assert "turned back to the date" in filters(pilot)


async def test_the_clock_keeps_the_direction_and_the_record_and_can_be_undone(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "O", "j", "j")
        here = record(pilot)
        await press(pilot, "ctrl+t")
        assert records_shown(pilot) == [*BY_ABOUT[-2::-1], "silent"]
        assert record(pilot) == here
        await press(pilot, "u")
        assert records_shown(pilot) == [*BY_DATE[-2::-1], "undated"]
        await press(pilot, "ctrl+r")
        assert records_shown(pilot) == [*BY_ABOUT[-2::-1], "silent"]


async def test_both_dates_and_what_lies_between_stand_in_the_list(store: Path) -> None:
    async with app_on(store).run_test(size=ROOMY) as pilot:
        await settle(pilot)
        assert column_names(pilot).split()[:3] == ["Oct", "2024", "↑"]
        await press(pilot, "ctrl+t")
        assert column_names(pilot).split()[:6] == ["SAID", "ABOUT", "Oct", "2024", "↑", "LAG"]
        assert line_of(pilot, "Troops").startswith("18 Oct 2024 1 Nov +14 d “ Lund")
        assert line_of(pilot, "A clash").startswith("≤ 31 Oct 2024 c. 31 Oct – 7 Nov ≥ +0–7 d “ Lund")
        assert line_of(pilot, "Losses").startswith("3 Nov 2024 28 Oct −6 d “ Lund")
        assert line_of(pilot, "The front").lstrip("▶").startswith("13 Oct 2024 Jan 2025 +80–110 d “ Lund")
        assert line_of(pilot, "It begins").startswith("undated 5 Nov – “ Lund")
        assert line_of(pilot, "No comment").startswith("2 Nov 2024 – – “ Lund")


async def test_months_spoken_of_are_headings_and_what_speaks_of_none_comes_last(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t")
        headings = [line.split("─")[0].strip() for line in list_lines(pilot) if "───" in line]
        assert headings == ["October 2024", "November 2024", "January 2025", "speaks of no time"]


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY, (44, 12), (30, 10)])
async def test_in_a_narrow_list_the_time_spoken_of_and_the_lag_stay(
    store: Path, size: tuple[int, int]
) -> None:
    async with app_on(store).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t")
        assert "LAG" in column_names(pilot)
        assert "+14 d" in line_of(pilot, "1 Nov")
        cells = main_screen(pilot).query_one(ChronologyList).cells
        assert ("SAID" in column_names(pilot)) == (cells >= 66)
        assert "Troops" in line_of(pilot, "1 Nov") or cells < 40


async def test_the_strip_goes_by_the_clock_and_says_so(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "g")
        assert "13 Oct 2024 · 1 record" in strip_lines(pilot)[0]
        assert "1 undated" in "".join(strip_lines(pilot))
        await press(pilot, "ctrl+t")
        label = "".join(strip_lines(pilot))
        assert "about" in label
        assert "1 of no time" in label
        assert "about week of" in label


async def test_a_range_is_asked_of_the_time_spoken_of(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t", "g", "j", "j")
        assert record(pilot) == "troops"
        await press(pilot, "<")
        assert query_text(pilot) == "about:>=2024-11"
        assert chips(pilot) == ["about since Nov 2024"]
        assert records_shown(pilot) == ["clash", "troops", "undated", "winter"]
        await press(pilot, ">")
        assert query_text(pilot) == "about:2024-11-01"
        await press(pilot, "ctrl+t")
        assert query_text(pilot) == "about:2024-11-01"
        await press(pilot, "g", "<")
        assert [
            each.clock for each in main_screen(pilot)._asked.query.conditions if isinstance(each, Period)
        ] == [
            Clock.ABOUT,
            Clock.DATE,
        ]


async def test_a_record_that_speaks_of_no_time_gives_no_range(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t", "G", "<")
        assert record(pilot) == "silent"
        assert "this record speaks of no day to begin at" in filters(pilot)
        await press(pilot, ">")
        assert "this record speaks of no day to end at" in filters(pilot)


async def test_a_range_of_the_strip_is_one_of_the_time_spoken_of(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t", "H", "home", "enter")
        (period,) = main_screen(pilot)._asked.query.conditions
        assert isinstance(period, Period)
        assert period.clock is Clock.ABOUT
        assert records_shown(pilot)[0] == "losses"


async def test_days_and_dates_are_gone_to_by_the_clock(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t", "g")
        seen = [record(pilot)]
        for _ in range(4):
            await press(pilot, "]")
            seen.append(record(pilot))
        assert seen == BY_ABOUT[:-1]
        await press(pilot, "[")
        assert record(pilot) == "undated"
        await press(pilot, "d")
        assert "Go to a date that is spoken of" in screen_text(pilot)
        await type_text(pilot, "oct 2024")
        await press(pilot, "enter")
        assert record(pilot) == "losses"


async def test_the_time_under_the_cursor_can_be_filtered_by(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t", "g", "j", "j", "h", "h", "comma")
        assert main_screen(pilot).query_one(ChronologyList).column is SortKey.ABOUT
        assert query_text(pilot) == "about:2024-11-01"
        await press(pilot, "escape", "l", "comma")
        assert "the lag of this record is nothing to filter by" in filters(pilot)


async def test_a_column_that_the_other_clock_has_not_is_left(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t", "h")
        shown = main_screen(pilot).query_one(ChronologyList)
        assert shown.column is SortKey.LAG
        await press(pilot, "ctrl+t")
        assert shown.column in shown.column_keys


async def test_a_click_on_a_column_sorts_by_it_and_keeps_the_clock(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t")
        cells = main_screen(pilot).query_one(ChronologyList).cells
        lag = next(each for each in layout(cells, Order(SortKey.ABOUT)) if each.key is SortKey.LAG)
        await pilot.click("#columns", offset=(lag.left + 1, 0))
        await settle(pilot)
        assert records_shown(pilot) == ["losses", "clash", "troops", "winter", "silent", "undated"]
        assert "LAG ↑" in column_names(pilot)
        assert "sorted by lag ↑" in filters(pilot)
        assert "by the time spoken of" in filters(pilot)


async def test_origins_are_counted_where_they_are_asked_for(tmp_path: Path, make_store: MakeStore) -> None:
    def told(record_id: str, *publishers: str) -> dict[str, object]:
        sources = [{"publisher": each} for each in publishers]
        return {**said(record_id, "2024-10-13", None, record_id), "sources": sources}

    store = make_store(tmp_path, [told("one", "Post"), told("two", "Post", "Mail"), told("none")])
    async with app_on(store).run_test(size=(200, 40)) as pilot:
        await settle(pilot)
        assert "ORIGINS" not in column_names(pilot)
        await press(pilot, "o", "end", "enter", "O")
        assert records_shown(pilot) == ["two", "one", "none"]
        assert "ORIGINS ↓" in column_names(pilot)
        assert [line.split("Oct 2024")[1].split()[2] for line in list_lines(pilot)] == ["2/2", "1/1", "0/0"]
        await press(pilot, "g", "l", "comma")
        assert main_screen(pilot)._asked.query.conditions == (Reported(2),)
        await press(pilot, "o", "home", "enter")
        assert "ORIGINS" in column_names(pilot)
        assert "2/2" in list_lines(pilot)[1]


@pytest.mark.parametrize("records", [[], ["only one"]])
async def test_an_empty_store_and_one_of_one_record_have_both_clocks(
    tmp_path: Path, make_store: MakeStore, records: list[str]
) -> None:
    async with app_on(make_store(tmp_path, records)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t")
        assert "by the time spoken of" in filters(pilot)
        assert ("speaks of no time" in screen_text(pilot)) == bool(records)
        await press(pilot, "]", "<", "H", "right", "enter", "ctrl+t")
        assert len(records_shown(pilot)) == len(records)


async def test_the_clock_of_a_large_store_is_turned_in_a_worker_and_is_there_again_at_the_next_start(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexed, "FEW", 0)
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert records_shown(pilot) == BY_ABOUT
        assert "turned to the time that records speak of" in filters(pilot)
        await press(pilot, "j", "j", "q")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert records_shown(pilot) == BY_ABOUT
        assert "by the time spoken of" in filters(pilot)


async def test_what_is_noted_or_edited_is_shown_in_the_order_of_the_clock(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexed, "FEW", 0)
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+t", "g", "m")
        assert records_shown(pilot) == BY_ABOUT
        assert record(pilot) == "losses"
        await press(pilot, "D", "y")
        assert records_shown(pilot) == BY_ABOUT[1:]
