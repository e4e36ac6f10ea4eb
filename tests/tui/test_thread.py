"""The thread of a record on the screen: what is pressed, what is seen, and where one goes on."""

from pathlib import Path

from chronoterm.screens.thread import ThreadWindow
from chronoterm.widgets.told_list import ToldList
from tests.conftest import Fields, MakeStore
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    Screen,
    app_on_fresh,
    main_screen,
    press,
    record,
    screen_text,
    settle,
    title,
    type_text,
)

FIRST = "zelenskyy-10000-for-the-war-jgpc"
BUDANOV = "budanov-11000-in-training-rqe4"
READY = "dprk-infantry-ready-jglp"


def window(pilot: Screen) -> ThreadWindow:
    found = pilot.app.screen
    assert isinstance(found, ThreadWindow)
    return found


def lines(pilot: Screen) -> list[str]:
    """The visible lines of the thread."""
    shown = window(pilot).query_one(ToldList)
    return [each for y in range(shown.size.height) if (each := shown.render_line(y).text.rstrip())]


def here(pilot: Screen) -> str:
    """The line under the cursor, white space folded."""
    return next(" ".join(line.split()) for line in lines(pilot) if line.startswith("▶"))


def said(pilot: Screen) -> str:
    """What stands below the lines."""
    found: object = window(pilot).query_one("#told-counted").render()
    return str(found)


async def test_a_thread_is_drawn_from_its_root_with_the_record_at_hand_marked(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "r")
        assert [" ".join(line.split()) for line in lines(pilot)] == [
            "17 Oct 2024 “ Zelenskyy: About 10,000 DPRK troops planned",
            "▶ 18 Oct 2024 +1 d └ updated by “ Budanov: About 11,000 DPRK troops training ◀ at hand",
            "≤ 31 Oct 2024 ≤ +13 d ├ updated by “ Zelenskyy: About 3,000 now, 12,000 planned",
            "from 1 Nov 2024 ≥ +14 d └ asserts ◌ Budanov: DPRK infantry to be combat-ready",
        ]
        assert "Thread · Zelenskyy: About 10,000 DPRK troops planned" in screen_text(pilot)
        assert said(pilot) == "4 records, 3 relations between them; left out: 3 of background"


async def test_the_arrows_walk_the_tree(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "r")
        for key, where in (
            ("right", "About 3,000 now"),
            ("down", "DPRK infantry"),
            ("left", "11,000"),
            ("h", "10,000"),
            ("l", "11,000"),
            ("l", "About 3,000 now"),
            ("j", "DPRK infantry"),
        ):
            await press(pilot, key)
            assert where in here(pilot), key
        await press(pilot, "l")
        assert said(pilot) == "nothing hangs from it"
        await press(pilot, "g", "h")
        assert said(pilot) == "it hangs from nothing"


async def test_enter_goes_on_with_the_record_of_the_line(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "r", "k", "enter")
        assert main_screen(pilot).is_current
        assert record(pilot) == FIRST
        await press(pilot, "r", "escape")
        assert main_screen(pilot).is_current
        assert record(pilot) == FIRST


async def test_a_thread_is_drawn_from_another_record_and_back(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "r")
        drawn = lines(pilot)
        await press(pilot, "G", "r")
        assert window(pilot).told is not None
        assert lines(pilot)[0].startswith("▶")
        assert "combat-ready" in lines(pilot)[0]
        assert "asserted by “ Budanov" in lines(pilot)[1]
        assert len(lines(pilot)) == 4
        await press(pilot, "r", "g", "j")
        assert lines(pilot) == drawn


async def test_filters_do_not_cut_a_thread_and_that_is_said(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/speaker:budanov training")
        await press(pilot, "enter", "r")
        assert len(lines(pilot)) == 4
        assert "2 outside of the filters, dim and marked ·" in said(pilot)
        assert "2 of 15 · FILTERED" in screen_text(pilot)


async def test_a_line_filters_by_who_speaks(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "r", "comma")
        assert title(pilot).startswith("DPRK troops in Russia (sample) 2 of 15 · FILTERED")


async def test_a_record_that_nothing_is_joined_to_says_so(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "G", "r")
        assert len(lines(pilot)) == 1
        assert said(pilot).startswith(
            "1 record; nothing restates, updates, denies, corroborates or asserts it"
        )


async def test_what_was_not_known_then_is_not_drawn(sample: Path) -> None:
    async with app_on_fresh(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "2024-10-20")
        await press(pilot, "enter", "j", "r")
        assert "AS OF 20 Oct 2024" in screen_text(pilot)
        assert len(lines(pilot)) == 3


async def test_an_empty_store_has_no_thread(make_store: MakeStore, tmp_path: Path) -> None:
    async with app_on_fresh(make_store(tmp_path, [])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        assert main_screen(pilot).is_current


async def test_a_long_thread_opens_on_the_record_at_hand_and_says_how_many_more_there_are(
    make_store: MakeStore, tmp_path: Path
) -> None:
    records: list[Fields] = [
        {
            "id": f"r{number:04}",
            "kind": "event",
            "headline": f"Number {number}",
            "date": "2024-10-18",
            "relations": [{"type": "restates", "to": "r0000"}] if number else [],
        }
        for number in range(2500)
    ]
    async with app_on_fresh(make_store(tmp_path, records)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "j", "r")
        await settle(pilot)
        assert "Number 3 ◀ at hand" in here(pilot)
        assert "500 records that are not drawn" in said(pilot)
        await press(pilot, "G")
        assert "… 500 records more" in here(pilot)


async def test_hostile_texts_are_shown_and_not_obeyed(hostile_store: Path) -> None:
    async with app_on_fresh(hostile_store).run_test(size=TINY) as pilot:
        await settle(pilot)
        for _ in range(3):
            await press(pilot, "r")
            assert "\x1b" not in "".join(lines(pilot))
            await press(pilot, "escape", "j")
