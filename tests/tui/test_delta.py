"""What is new since the last briefing or a day, on the screen."""

from pathlib import Path

import pytest

from chronoterm.screens.delta import DeltaWindow, SincePrompt
from tests.briefings import note_held
from tests.conftest import HOSTILE, MakeStore
from tests.tui.driving import (
    NARROW,
    WIDE,
    Screen,
    app_on,
    filter_by,
    filters,
    main_screen,
    press,
    record,
    screen_lines,
    screen_text,
    settle,
    type_text,
)

SIZES = [(60, 15), NARROW, WIDE]


def statement(
    record_id: str, date: str, figure: int, created: str | None, **fields: object
) -> dict[str, object]:
    return {
        "id": record_id,
        "kind": "statement",
        "headline": f"about {record_id}",
        "date": date,
        "speaker": "ann",
        "figures": [{"series": "soldiers", "low": figure, "high": figure, "state": "present"}],
        "created": created,
        **fields,
    }


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    """A store with an old record, one that was revised, and a new one that gives another figure."""
    return make_store(
        tmp_path,
        [
            statement("old", "2024-10-13", 1000, "2024-10-14T08:00:00Z"),
            statement(
                *("revised", "2024-10-14", 2000, "2024-10-15T08:00:00Z"),
                modified="2024-11-02T10:00:00Z",
                revision=2,
                by="ben",
                speaker="zoe",
            ),
            statement("new", "2024-10-31", 3000, "2024-11-02T09:00:00Z"),
        ],
        actors=[{"id": "ann", "name": "Ann Arbor"}, {"id": "zoe", "name": "Zoe Ho"}],
        series=[{"id": "soldiers", "name": "Soldiers"}],
    )


def said(pilot: Screen) -> str:
    """All that the window shows, white space folded."""
    return "\n".join(" ".join(line.strip(" │").split()) for line in screen_lines(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_what_came_since_the_last_briefing_stands_in_sections(
    store: Path, size: tuple[int, int]
) -> None:
    note_held(store, "2024-11-01T09:00:00Z")
    async with app_on(store).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "B")
        text = said(pilot)
        assert "New since 1 Nov 2024 09:00 UTC, the last briefing" in text
        assert "NEW · 1 record" in text
        assert "REVISED · 1 record" in text
        assert "Zoe" in text
        await press(pilot, "G")
        assert "CHANGED IN FIGURE · 1 figure" in said(pilot)
        assert "1,000 (13 Oct 2024) → 3,000 (31 Oct 2024)" in said(pilot)
        assert "what was deleted is not told" in " ".join(said(pilot).split())


async def test_where_no_briefing_was_held_a_day_is_asked_for(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "B")
        assert isinstance(pilot.app.screen, SincePrompt)
        assert "What is new since" in screen_text(pilot)
        await type_text(pilot, "2024-11-01")
        await press(pilot, "enter")
        assert "New since 1 Nov 2024, by when it came into the store" in said(pilot)
        assert "NEW · 1 record" in said(pilot)


async def test_a_day_without_a_beginning_is_refused_and_escape_opens_nothing(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "B")
        await type_text(pilot, "../2024-11-01")
        assert "no beginning" in screen_text(pilot)
        await press(pilot, "enter")
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "escape")
        assert pilot.app.screen is main_screen(pilot)


async def test_a_briefing_that_is_opened_is_what_the_next_delta_is_since(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "escape", "B")
        assert "the last briefing" in said(pilot)
        assert "Nothing is new since" in said(pilot)


async def test_the_keys_of_the_window_ask_for_another_briefing_another_day_and_the_other_clock(
    store: Path,
) -> None:
    note_held(store, "2024-10-14T00:00:00Z", "2024-10-20T00:00:00Z", "2024-11-03T00:00:00Z")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "B")
        assert "Nothing is new since 3 Nov 2024, the last briefing." in said(pilot)
        await press(pilot, "left_square_bracket")
        assert "New since 20 Oct 2024, an earlier briefing" in said(pilot)
        await press(pilot, "left_square_bracket")
        assert "NEW · 3 records" in said(pilot)
        await press(pilot, "left_square_bracket")
        assert "there was no briefing before" in said(pilot)
        await press(pilot, "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "there was no briefing after" in said(pilot)
        await press(pilot, "d")
        await type_text(pilot, "2024-10-14")
        await press(pilot, "enter", "s")
        assert "New since 14 Oct 2024, by when it was said or happened" in said(pilot)
        assert "NEW · 2 records" in said(pilot)
        assert "1,000 (13 Oct 2024) → 3,000 (31 Oct 2024)" in said(pilot)
        await press(pilot, "s")
        assert "by when it came into the store" in said(pilot)


async def test_enter_goes_to_the_record_and_a_comma_filters_by_whose_figure_it_is(store: Path) -> None:
    note_held(store, "2024-11-01T09:00:00Z")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "B", "j", "enter")
        assert record(pilot) == "new"
        await press(pilot, "B", "G", "comma")
        assert "speaker: Ann Arbor" in filters(pilot)


async def test_only_what_is_shown_is_looked_at_and_the_filters_are_named(store: Path) -> None:
    note_held(store, "2024-11-01T09:00:00Z")
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "zoe")
        await press(pilot, "B")
        assert "1 of 3 · FILTERED" in said(pilot)
        assert "NEW" not in said(pilot)
        assert "REVISED · 1 record" in said(pilot)


async def test_of_the_sample_nothing_is_told_by_the_store_and_all_by_date(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "B")
        await type_text(pilot, "20 oct 2024")
        await press(pilot, "enter")
        assert "none of these records says when it came into the store" in said(pilot)
        assert "left out: 15 do not say when they came" in said(pilot)
        await press(pilot, "s")
        assert "NEW · 2 records, and 7 that may be" in said(pilot)
        assert "~Zelenskyy · planned · North Korean soldiers for Russia" in said(pilot)


async def test_an_empty_store_has_nothing_new(make_store: MakeStore, tmp_path: Path) -> None:
    empty = make_store(tmp_path, [])
    note_held(empty, "2024-11-01T09:00:00Z")
    async with app_on(empty).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "B", "s", "enter", "comma", "j", "G")
        assert isinstance(pilot.app.screen, DeltaWindow)
        await press(pilot, "s")
        assert "Nothing is new since 1 Nov 2024 09:00 UTC" in said(pilot)


async def test_hostile_text_is_shown_cleaned(hostile_store: Path) -> None:
    note_held(hostile_store, "2000-01-01T00:00:00Z")
    async with app_on(hostile_store).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "B", "s")
        for _ in HOSTILE:
            assert not any(each in screen_text(pilot) for each in "\x1b\x9b\x07\r\t\u202e\u2028\ud800")
            await press(pilot, "j")
