"""Briefings: one record a screen, read from key to key; of what is shown, of a selection, of what was saved."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.app import Chronoterm
from chronoterm.directories import state_folder
from chronoterm.instruments.briefed import MOST_RECORDS
from chronoterm.keeping.keeper import Keeper
from chronoterm.keeping.remembered import Remembered, SavedBriefing
from chronoterm.screens import briefing_records as briefing_module
from chronoterm.screens.briefing import BriefingWindow
from chronoterm.screens.briefing_records import elapsed, to_next_minute
from chronoterm.screens.briefings_picker import BriefingsPicker
from chronoterm.store.shared import SharedStore
from chronoterm.widgets.chronology_list import ChronologyList
from tests.conftest import HOSTILE, MakeStore
from tests.store.sessions import drop
from tests.tui.driving import (
    NARROW,
    SIZES,
    WIDE,
    Screen,
    app_on,
    app_on_fresh,
    burst,
    filters,
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

LEAST = (60, 15)
LARGEST = (200, 60)
ALL_SIZES = [LEAST, NARROW, WIDE, LARGEST]


class Clock:
    """A clock that somebody else turns."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 5, 40, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(briefing_module, "utc_now", made)
    return made


@pytest.fixture
def long_quote(make_store: MakeStore, tmp_path: Path) -> Path:
    """A store with a quote that no small screen holds, between two short records."""
    words = " ".join(f"word{number}" for number in range(400))
    return make_store(
        tmp_path,
        [
            {"id": "a", "kind": "event", "headline": "first", "date": "2024-10-01"},
            {"id": "b", "kind": "statement", "headline": "second", "date": "2024-10-02", "quote": words},
            {"id": "c", "kind": "event", "headline": "third", "date": "2024-10-03"},
        ],
    )


def window(pilot: Screen) -> BriefingWindow:
    shown = pilot.app.screen
    assert isinstance(shown, BriefingWindow), screen_text(pilot)
    return shown


def place(pilot: Screen) -> str:
    """Where somebody is in the briefing: `3 of 9`."""
    return screen_lines(pilot)[0].split("  ")[-1].split(" · ")[0].strip()


def kept(store: Path) -> Remembered:
    return Keeper(store, state_folder()).read()


def keep(store: Path, *briefings: SavedBriefing) -> None:
    def change(remembered: Remembered) -> Remembered:
        for each in briefings:
            remembered = remembered.with_briefing(each)
        return remembered

    Keeper(store, state_folder()).change(change)


# What is shown


@pytest.mark.parametrize("size", ALL_SIZES)
async def test_b_shows_the_record_under_the_cursor_with_its_source_and_date_below(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "b")
        text = screen_text(pilot)
        assert place(pilot) == "3 of 15"
        assert "About 11,000 DPRK troops training" in text
        assert "— Kyrylo Budanov, Head of Defence Intelligence" in text
        assert "c. 11,000 training" in text
        assert "Dated    18 Oct 2024" in screen_lines(pilot)[-3] + screen_lines(pilot)[-4]
        assert "Source   News article · published 31 Oct 2024 · ungraded" in text
        assert "Space on" in screen_lines(pilot)[-1]


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["j"], "2 of 15"),
        (["space"], "2 of 15"),
        (["right", "down", "pagedown"], "4 of 15"),
        (["j", "j", "k"], "2 of 15"),
        (["j", "j", "left", "pageup"], "1 of 15"),
        (["G"], "15 of 15"),
        (["end", "home"], "1 of 15"),
        (["G", "g"], "1 of 15"),
        (["1", "2", "enter"], "12 of 15"),
        (["7", "escape"], "1 of 15"),
        (["k"], "1 of 15"),
        (["G", "j"], "15 of 15"),
        (["9", "9", "enter"], "1 of 15"),
        (["0", "enter"], "1 of 15"),
    ],
)
async def test_one_key_goes_from_record_to_record_and_a_number_to_its_own(
    sample: Path, keys: list[str], at: str
) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", *keys)
        assert place(pilot) == at


async def test_at_the_ends_it_is_said_that_there_is_no_more_and_a_number_too_high_is_named(
    sample: Path,
) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "k")
        assert "this is the first record" in screen_lines(pilot)[-1]
        await press(pilot, "G", "j")
        assert "this is the last record" in screen_lines(pilot)[-1]
        await press(pilot, "4", "2")
        assert "go to 42" in screen_lines(pilot)[-1]
        await press(pilot, "enter")
        assert "there is no record 42; the last is 15" in screen_lines(pilot)[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_enter_closes_with_the_cursor_of_the_list_on_the_record(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "j", "j", "enter")
        assert record(pilot) == "first-dprk-units-arrive-24mb"
        assert pilot.app.screen is main_screen(pilot)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_closing_leaves_the_cursor_of_the_list_where_it_was(sample: Path, key: str) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        before = record(pilot)
        await press(pilot, "b", "j", "j", key)
        assert (record(pilot), pilot.app.screen) == (before, main_screen(pilot))


async def test_a_long_quote_has_pages_and_space_goes_through_them_before_the_next_record(
    long_quote: Path,
) -> None:
    async with app_on(long_quote).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j")
        seen, pages = [], 0
        while place(pilot) == "2 of 3":
            pages += 1
            text = screen_text(pilot)
            assert f"page {pages}/" in text
            assert "Dated    2 Oct 2024" in text
            seen += [
                each for each in text.replace("“", " ").replace("”", " ").split() if each.startswith("word")
            ]
            await press(pilot, "space")
        assert seen == [f"word{number}" for number in range(400)]
        assert pages > 2
        await press(pilot, "pageup", "j", "k")
        assert "page 1/" in screen_text(pilot)


async def test_a_terminal_of_another_size_lays_the_record_out_anew(long_quote: Path) -> None:
    async with app_on(long_quote).run_test(size=LEAST) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "space", "space")
        assert "page 3/" in screen_text(pilot)
        await pilot.resize_terminal(*LARGEST)
        await settle(pilot)
        assert "page" not in screen_text(pilot)
        assert "word399" in screen_text(pilot)
        await pilot.resize_terminal(20, 5)
        await settle(pilot)
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert "page 1/" in screen_text(pilot)


# Filters


async def test_filters_work_in_the_briefing_and_are_those_of_the_list(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "j")
        await press(pilot, "a")
        await type_text(pilot, "budanov")
        await press(pilot, "enter")
        assert place(pilot) == "1 of 2"
        assert "About 11,000 DPRK troops training" in screen_text(pilot)
        assert "2 of 15 · FILTERED · actor: Kyrylo Budanov" in screen_lines(pilot)[1]
        await press(pilot, "X")
        assert place(pilot) == "3 of 15"
        await press(pilot, "x")
        assert "kind: statement" in screen_lines(pilot)[1]
        await press(pilot, "escape")
        assert "kind: statement" in filters(pilot)


@pytest.mark.parametrize(("key", "heading"), [("a", "Actor"), ("p", "Place"), ("s", "Source"), ("t", "Tag")])
async def test_each_picker_opens_over_the_briefing_and_leaves_it_as_it_was(
    sample: Path, key: str, heading: str
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", key)
        assert f"│ {heading} · " in screen_text(pilot)
        await press(pilot, "escape")
        assert place(pilot) == "2 of 15"


async def test_where_nothing_matches_the_briefing_says_so_and_goes_on_when_filters_go(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, ["one", "two"])
    async with app_on(store).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "x")
        assert "Nothing matches." in screen_text(pilot)
        await press(pilot, "j", "G", "space", "n", "J", "d")
        await press(pilot, "X")
        assert place(pilot) == "1 of 2"


async def test_an_empty_store_can_be_briefed_and_says_that_nothing_is_there(
    make_store: MakeStore, tmp_path: Path
) -> None:
    async with app_on(make_store(tmp_path, [])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "k", "space", "3", "enter")
        assert "There are no records." in screen_text(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is main_screen(pilot)


async def test_a_briefing_of_what_was_known_then_says_so_in_its_head(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "20 oct 2024")
        await press(pilot, "enter", "b")
        assert screen_lines(pilot)[2].strip().startswith("AS OF 20 Oct 2024")
        view = main_screen(pilot)._view
        assert view is not None
        assert place(pilot) == f"1 of {view.count}"
        assert view.count < 15


async def test_what_others_write_is_in_the_briefing_at_once(team: Path) -> None:
    async with app_on(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b", "j", "j")
        drop(SharedStore.open(team), "zelenskyy-people-as-well-as-arms-rbzg")
        await wait_until(pilot, lambda: place(pilot) == "2 of 14")
        assert "About 11,000 DPRK troops training" in screen_text(pilot)


# Notes and the clock


async def test_notes_are_there_for_the_speaker_and_n_hides_them(team: Path) -> None:
    async with app_on(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "C")
        await type_text(pilot, "ask whom")
        await press(pilot, "ctrl+s")
        await press(pilot, "b")
        assert "ask whom" in screen_text(pilot)
        await press(pilot, "n")
        assert "ask whom" not in screen_text(pilot)
        assert "1 note not shown" in screen_text(pilot)
        await press(pilot, "n")
        assert "ask whom" in screen_text(pilot)


async def test_the_clock_shows_the_minute_and_the_minutes_since_the_beginning(
    sample: Path, clock: Clock
) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        assert "14:05 UTC · 0 min" in screen_lines(pilot)[0]
        clock.now += timedelta(minutes=64)
        window(pilot)._tick()
        await settle(pilot)
        assert "15:09 UTC · 1 h 04 min" in screen_lines(pilot)[0]
        await press(pilot, "z")
        assert "15:09 UTC · 0 min" in screen_lines(pilot)[0]


async def test_between_two_minutes_nothing_is_painted(sample: Path, clock: Clock) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        painted = screen_lines(pilot)
        clock.now += timedelta(seconds=19)
        window(pilot)._tick()
        await settle(pilot)
        assert screen_lines(pilot) == painted


@given(st.datetimes(timezones=st.just(UTC), max_value=datetime(2900, 1, 1)))  # noqa: DTZ001 - hypothesis wants it so
def test_the_clock_is_shown_anew_when_the_minute_is_another_and_not_before(now: datetime) -> None:
    seconds = to_next_minute(now)
    assert 0 < seconds <= 60
    then = now + timedelta(seconds=seconds)
    assert abs(then.second + then.microsecond / 1e6) < 0.001 or then.second == 59


@pytest.mark.parametrize(
    ("minutes", "told"), [(-5, "0 min"), (0, "0 min"), (0.99, "0 min"), (59.5, "59 min"), (125, "2 h 05 min")]
)
def test_only_whole_minutes_are_told(minutes: float, told: str) -> None:
    began = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert elapsed(began, began + timedelta(minutes=minutes)) == told


# Saved briefings


async def test_a_selection_becomes_a_briefing_with_a_name_in_the_order_of_the_list(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "space", "g", "space", "j", "space", "b")
        assert "Save a briefing of 3 records as" in screen_text(pilot)
        await type_text(pilot, "morning")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "is saved" in screen_text(pilot))
        assert "Briefing · morning" in screen_lines(pilot)[0]
        assert place(pilot) == "1 of 3"
        assert "3 of 15 records, chosen" in screen_lines(pilot)[1]
    saved = kept(sample).briefing("morning")
    assert saved is not None
    assert saved.records[0] == "zelenskyy-people-as-well-as-arms-rbzg"
    assert len(saved.records) == 3


async def test_no_name_saves_nothing(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "b", "enter", "escape")
        assert pilot.app.screen is main_screen(pilot)
    assert kept(sample).briefings == ()


FOUR = (
    "zelenskyy-people-as-well-as-arms-rbzg",
    "zelenskyy-10000-for-the-war-jgpc",
    "budanov-11000-in-training-rqe4",
    "first-dprk-units-arrive-24mb",
)


@pytest.fixture
def saved(sample: Path) -> Path:
    """The sample, for which two briefings are saved."""
    keep(sample, SavedBriefing("morning", FOUR), SavedBriefing("evening", FOUR[:1]))
    return sample


@pytest.mark.parametrize(
    ("keys", "order", "at"),
    [
        (["J"], "1023", "2 of 4"),
        (["J", "J", "J", "J"], "1230", "4 of 4"),
        (["K"], "0123", "1 of 4"),
        (["G", "K", "K"], "0312", "2 of 4"),
        (["d"], "123", "1 of 3"),
        (["G", "d"], "012", "3 of 3"),
        (["d", "d", "u", "u"], "0123", "1 of 4"),
        (["j", "d", "u", "J"], "0213", "3 of 4"),
        (["d", "d", "d", "d", "u"], "3", "1 of 1"),
    ],
)
async def test_the_order_of_a_saved_briefing_is_edited_and_kept(
    saved: Path, keys: list[str], order: str, at: str
) -> None:
    async with app_on(saved).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "2", *keys)
        assert place(pilot) == at
        wanted = tuple(FOUR[int(number)] for number in order)
        await wait_until(pilot, lambda: window(pilot)._saved == SavedBriefing("morning", wanted))
        await settle(pilot)
    assert kept(saved).briefing("morning") == SavedBriefing("morning", wanted)


async def test_keys_that_are_typed_fast_are_kept_in_their_order(saved: Path) -> None:
    async with app_on(saved).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "2")
        await burst(pilot, *"JJKJJKKd", "u", *"JJjKKKd")
        shown = window(pilot)._saved
        await settle(pilot)
    assert shown is not None
    assert kept(saved).briefing("morning") == shown


async def test_in_the_list_of_briefings_comes_what_is_shown_first_and_then_the_saved_ones(
    saved: Path,
) -> None:
    async with app_on(saved).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        text = " ".join(screen_text(pilot).split())
        assert "▶ 1 What is shown 15 records" in text
        assert "2 morning 4 records" in text
        assert "3 evening 1 record" in text
        await press(pilot, "enter")
        assert place(pilot) == "1 of 15"
        await press(pilot, "escape", "b", "j", "j", "enter")
        assert place(pilot) == "1 of 1"


async def test_a_saved_briefing_is_deleted_after_a_question_and_its_records_stay(saved: Path) -> None:
    async with app_on(saved).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "d")
        assert "only saved briefings can be deleted" in screen_text(pilot)
        await press(pilot, "j", "d")
        assert "Press again to delete “morning”" in screen_text(pilot)
        await press(pilot, "j", "k", "d", "d")
        await wait_until(pilot, lambda: "briefing “morning” is deleted" in filters(pilot))
        assert len(records_shown(pilot)) == 15
    assert [each.name for each in kept(saved).briefings] == ["evening"]


async def test_of_a_saved_briefing_it_is_told_which_records_are_gone(sample: Path) -> None:
    keep(sample, SavedBriefing("morning", ("lost-one", *FOUR, "lost-two")))
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "2")
        assert place(pilot) == "1 of 4"
        assert "2 of 6 are gone: lost-one and 1 more" in screen_lines(pilot)[1]
        await press(pilot, "J")
        await settle(pilot)
    wanted = ("lost-one", FOUR[1], FOUR[0], *FOUR[2:], "lost-two")
    assert kept(sample).briefing("morning") == SavedBriefing("morning", wanted)


async def test_what_was_not_known_then_is_not_called_gone_and_stays_in_a_saved_briefing(saved: Path) -> None:
    async with app_on(saved).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "20 oct 2024")
        await press(pilot, "enter", "b", "2")
        assert place(pilot) == "1 of 3"
        assert "1 of 4 was not known then" in screen_lines(pilot)[1]
        await press(pilot, "J")
        assert "1 of 4 was not known then" in screen_lines(pilot)[1]
        await settle(pilot)
    wanted = tuple(FOUR[number] for number in (1, 0, 2, 3))
    assert kept(saved).briefing("morning") == SavedBriefing("morning", wanted)


async def test_what_is_shown_has_no_order_to_edit_and_a_saved_briefing_no_filters(saved: Path) -> None:
    async with app_on(saved).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "enter", "J")
        assert "only a saved briefing has an order of its own" in screen_lines(pilot)[-1]
        await press(pilot, "escape", "b", "2", "a")
        assert "a saved briefing is not filtered" in screen_lines(pilot)[-1]
        await press(pilot, "u")
        assert "nothing was taken out" in screen_lines(pilot)[-1]


async def test_an_order_that_cannot_be_kept_is_told_in_the_briefing(saved: Path) -> None:
    async with app_on(saved).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "2")
        path = Keeper(saved, state_folder()).path
        path.write_text(
            path.read_text(encoding="utf-8").replace('"version": 2', '"version": 9'), encoding="utf-8"
        )
        await press(pilot, "J")
        await wait_until(pilot, lambda: "cannot be kept" in screen_lines(pilot)[-1])


async def test_too_many_records_are_no_briefing(make_store: MakeStore, tmp_path: Path) -> None:
    store = make_store(tmp_path, [f"record {number}" for number in range(MOST_RECORDS + 1)])
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "V", "b")
        assert "501 are too many for a briefing: 500 at the most" in filters(pilot)


async def test_the_time_of_a_briefing_is_kept(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "escape", "b")
        await settle(pilot)
    assert len(kept(sample).briefed) == 1


async def test_where_nothing_can_be_kept_a_briefing_is_there_until_the_end(
    sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "b", "m", "enter")
        await wait_until(pilot, lambda: "cannot be kept" in screen_lines(pilot)[-1])
        assert place(pilot) == "1 of 1"


@pytest.mark.parametrize("size", [LEAST, NARROW])
async def test_hostile_text_is_shown_cleaned_and_never_as_markup(
    hostile_store: Path, size: tuple[int, int]
) -> None:
    async with app_on(hostile_store).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        for _ in HOSTILE:
            assert not any(each in screen_text(pilot) for each in "\x1b\x9b\x07\r\t\u202e\u2028\ud800")
            await press(pilot, "j")


async def test_hostile_names_of_briefings_are_shown_cleaned(sample: Path) -> None:
    keep(sample, *(SavedBriefing(f"{number} {text}", FOUR) for number, text in enumerate(HOSTILE)))
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        picker = pilot.app.screen
        assert isinstance(picker, BriefingsPicker)
        for _ in HOSTILE:
            await press(pilot, "j", "d")
            assert not any(each in screen_text(pilot) for each in "\x1b\x9b\x07\r\t\u202e\u2028\ud800")


async def test_the_keys_of_the_window_are_told(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b", "question_mark")
        assert "The number of a record; Enter goes there." in screen_text(pilot)


async def test_the_selection_is_still_there_after_the_briefing(sample: Path) -> None:
    app: Chronoterm = app_on(sample)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "b", "m", "enter", "escape")
        assert len(main_screen(pilot).query_one(ChronologyList).selected) == 1
