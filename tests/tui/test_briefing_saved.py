"""Briefings that are saved: of a selection, in an order of their own, which is kept and edited."""

from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.instruments.briefed import MOST_RECORDS
from chronoterm.keeping.remembered import SavedBriefing
from chronoterm.screens.briefings_picker import BriefingsPicker
from chronoterm.widgets.chronology_list import ChronologyList
from tests.briefings import keep, keeper_of, kept
from tests.conftest import HOSTILE, MakeStore
from tests.tui.briefing import FOUR, UNCLEAN, place, window
from tests.tui.driving import (
    WIDE,
    app_on,
    app_on_fresh,
    burst,
    filters,
    main_screen,
    press,
    records_shown,
    screen_lines,
    screen_text,
    settle,
    type_text,
    wait_until,
)
from tests.tui.editing import FIRST


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
    assert saved.records[0] == FIRST
    assert len(saved.records) == 3


async def test_no_name_saves_nothing(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "b", "enter", "escape")
        assert pilot.app.screen is main_screen(pilot)
    assert kept(sample).briefings == ()


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
        path = keeper_of(saved).path
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


async def test_hostile_names_of_briefings_are_shown_cleaned(sample: Path) -> None:
    keep(sample, *(SavedBriefing(f"{number} {text}", FOUR) for number, text in enumerate(HOSTILE)))
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        picker = pilot.app.screen
        assert isinstance(picker, BriefingsPicker)
        for _ in HOSTILE:
            await press(pilot, "j", "d")
            assert not any(each in screen_text(pilot) for each in UNCLEAN)


async def test_the_selection_is_still_there_after_the_briefing(sample: Path) -> None:
    app: Chronoterm = app_on(sample)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "b", "m", "enter", "escape")
        assert len(main_screen(pilot).query_one(ChronologyList).selected) == 1
