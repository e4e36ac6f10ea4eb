"""Storing what was accepted in a review, leaving it, and going on."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from chronoterm.app import Chronoterm
from chronoterm.commands import COMMANDS, Place
from chronoterm.edits import Change, Edit, Table
from chronoterm.reviewing.deciding import reject
from chronoterm.reviewing.review import State
from tests.review_examples import FILE, QUOTED, extraction
from tests.tui.driving import (
    NARROW,
    WIDE,
    app_on,
    filters,
    main_screen,
    press,
    screen_lines,
    screen_text,
    settle,
    title,
    wait_until,
)
from tests.tui.editing import another, moved
from tests.tui.reviewing import (
    app_reviewing,
    edit_field,
    here,
    is_open,
    kept,
    kept_states,
    leave,
    proposals,
    records_of,
    said,
    screen,
    status,
    store,
    waiting_in,
)

LARGE = (200, 60)
SIZES = (NARROW, LARGE)


# Storing and leaving


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_accepted_is_stored_as_one_step_that_undo_takes_back(
    team: Path, size: tuple[int, int]
) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=size) as pilot:
        await settle(pilot)
        before = title(pilot)
        await press(pilot, "i", "y", "j", "y")
        await store(pilot)
        assert said(pilot) == "imported 2 records from port.txt"
        assert "not stored yet" not in status(pilot)
        assert set(records_of(team)) > {
            "The port of Vesterhavn will be closed",
            "The port cannot wait for the next storm",
        }
        await leave(pilot)
        assert "17 records" in title(pilot)
        await press(pilot, "u")
        await settle(pilot)
        assert title(pilot) == before


async def test_leaving_stores_what_is_accepted_and_keeps_what_waits(team: Path) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "i", "y", "x")
        await leave(pilot)
        assert "imported 1 record from port.txt; port.txt: 3 wait; i goes on" in filters(pilot)
        assert kept_states(team)["r01"] is State.STORED
        await press(pilot, "i")
        assert status(pilot).startswith(f"{FILE} · 1 of 5 accepted")
        await press(pilot, "escape")
        assert not is_open(pilot)


def _several_waiting_in(team: Path, number: int) -> None:
    """As many articles wait besides the one that the tests are of."""
    waiting_in(team)
    other = extraction([QUOTED])
    for each in range(number):
        article = replace(other.article, file=f"other{each}.txt", sha256=f"{each:064}")
        waiting_in(team, replace(other, article=article))


@pytest.mark.parametrize(("number", "others"), [(1, "1 more article waits"), (2, "2 more articles wait")])
async def test_who_has_decided_everything_is_told_of_the_articles_that_still_wait(
    team: Path, number: int, others: str
) -> None:
    _several_waiting_in(team, number)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "x", "x", "x", "x", "x")
        await leave(pilot)
        told = f"{FILE}: everything is decided; {others}; i goes on"
        await wait_until(pilot, lambda: told in filters(pilot))
        await press(pilot, "i")
        assert "other0.txt" in screen_text(pilot)


async def test_who_leaves_a_review_is_told_of_the_others_that_wait_too(team: Path) -> None:
    _several_waiting_in(team, 1)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await leave(pilot)
        told = f"{FILE}: 4 wait; 1 more article waits; i goes on"
        await wait_until(pilot, lambda: told in filters(pilot))


async def test_what_is_said_meanwhile_is_not_replaced_by_what_waits(team: Path) -> None:
    _several_waiting_in(team, 1)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "x")
        await leave(pilot)
        await wait_until(pilot, lambda: "1 more article waits" in filters(pilot))
        app = pilot.app
        assert isinstance(app, Chronoterm)
        main_screen(pilot).remark("something else")
        app.tell_what_else_waits(app.OthersWait("port.txt: 4 wait", "port.txt: 4 wait; i goes on", 1))
        assert "something else" in filters(pilot)


async def test_what_is_stored_stays_as_it_is_here(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        await store(pilot)
        await press(pilot, "g", "x")
        assert "stored already" in said(pilot)
        await press(pilot, "tab", "enter")
        assert "stored already" in said(pilot)
        assert kept_states(team)["r01"] is State.STORED


async def test_what_an_undone_import_had_stored_waits_again(team: Path) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "i", "y", "y", "y", "y", "x")
        await leave(pilot)
        assert "everything is decided" in filters(pilot)
        await press(pilot, "i")
        assert not is_open(pilot)
        await press(pilot, "u")
        await settle(pilot)
        await press(pilot, "i")
        assert status(pilot).startswith(f"{FILE} · 0 of 5 accepted")
        assert all("○" in each for each in proposals(pilot)[:4])
        await press(pilot, "y")
        await leave(pilot)
        assert "The port of Vesterhavn will be closed" in records_of(team)
        assert kept_states(team)["r05"] is State.REJECTED


async def test_a_record_that_was_deleted_comes_back_only_if_it_is_accepted_again(team: Path) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "i", "y", "y")
        await leave(pilot)
        colleague = another(team)
        deletion = colleague.deletion([kept(team).items[0].record or ""])
        assert deletion is not None
        colleague.write(deletion)
        await wait_until(pilot, lambda: "16 records" in title(pilot))
        await press(pilot, "i", "g")
        assert here(pilot).startswith("▶?!")
        await press(pilot, "escape")
        await wait_until(pilot, lambda: not is_open(pilot))
        assert "16 records" in title(pilot)
        await press(pilot, "i", "g", "y")
        await leave(pilot)
        assert "17 records" in title(pilot)


async def test_what_somebody_else_imported_meanwhile_is_not_stored_twice(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        from chronoterm.reviewing.storing import import_of

        colleague = another(team)
        made = import_of(kept(team), colleague.document).edit
        assert made is not None
        colleague.write(made)
        await wait_until(pilot, lambda: "16 records" in title(pilot))
        await store(pilot)
        assert said(pilot) == "all of it is in the chronology already"
        assert kept_states(team)["r01"] is State.STORED


async def test_what_cannot_be_stored_stays_accepted_and_says_why(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        away = moved(team, team.with_name("gone.json"))
        await store(pilot)
        assert said(pilot).startswith("not stored: ")
        assert kept_states(team)["r01"] is State.ACCEPTED
        await press(pilot, "escape")
        await wait_until(pilot, lambda: not is_open(pilot))
        moved(away, team)
        assert kept_states(team)["r01"] is State.ACCEPTED


async def test_a_review_that_cannot_be_kept_says_so(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        elsewhere = waiting_in(team)
        elsewhere.keep(reject(kept(team), "r05"))
        await press(pilot, "y")
        assert "another terminal has this review open" in said(pilot)
        assert (kept_states(team)["r01"], kept_states(team)["r05"]) == (State.WAITING, State.REJECTED)


async def test_the_help_of_a_review_tells_the_keys_of_a_review(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        text = screen_text(pilot)
        assert "It is right as it stands." in text
        assert "Take the last decision back." in text
        assert "Next record" not in text
        await press(pilot, "escape")
        last = screen_lines(pilot)[-1]
        for command in COMMANDS:
            if command.places == (Place.REVIEW,) and command.id in ("review.accept", "review.leave"):
                assert command.label.lower() in last
        assert is_open(pilot)


async def test_a_click_in_the_last_line_does_what_it_names(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.click("#review-keys", offset=(3, 0))
        await settle(pilot)
        assert kept_states(team)["r01"] is State.ACCEPTED


async def test_an_edit_of_somebody_else_is_followed_under_an_open_review(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        made = Change(Table.ACTORS, "nils-berg", None, {"id": "nils-berg", "name": "Nils Berg"})
        another(team).write(Edit("new actor", (made,)))
        app = pilot.app
        await wait_until(
            pilot,
            lambda: app._desk.document(Table.ACTORS, "nils-berg") is not None,  # type: ignore[attr-defined]
        )
        await settle(pilot)
        await edit_field(pilot, "Speaker", "Nils Berg", "enter")
        assert kept(team).items[0].proposal.speaker == "nils-berg"
        assert screen(pilot).is_current


async def test_the_mark_of_an_article_that_has_no_review_is_told(team: Path) -> None:
    app = type(app_on(team))(team, review="c" * 64)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "there is no review of that article" in filters(pilot)
        assert main_screen(pilot).is_current
