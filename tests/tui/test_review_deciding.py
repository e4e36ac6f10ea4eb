"""Deciding on what is proposed of an article, key by key; each decision is kept at once."""

from pathlib import Path

import pytest

from chronoterm.edits import Table
from chronoterm.reviewing.review import State
from tests.review_examples import (
    FILE,
)
from tests.tui.driving import (
    NARROW,
    app_on,
    app_on_fresh,
    burst,
    press,
    screen_text,
    settle,
    type_text,
)
from tests.tui.editing import another
from tests.tui.reviewing import (
    app_reviewing,
    edit_field,
    field,
    fields,
    here,
    is_open,
    kept,
    kept_states,
    lit,
    proposals,
    said,
    status,
    store,
    to_field,
    waiting_in,
)

LARGE = (200, 60)
SIZES = (NARROW, LARGE)


# Decisions


async def test_each_decision_is_on_the_disk_at_once(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert kept_states(team)["r01"] is State.ACCEPTED
        assert here(pilot).endswith("Expected: the port of Vesterhavn is closed")
        await press(pilot, "x")
        assert kept_states(team)["r02"] is State.REJECTED
        await press(pilot, "u")
        assert kept_states(team)["r02"] is State.WAITING
        assert said(pilot) == "taken back: rejected"
        assert here(pilot).endswith("Expected: the port of Vesterhavn is closed")
        await press(pilot, "u", "u")
        assert said(pilot) == "there is nothing to take back"
        assert kept(team).steps == ()


async def test_a_killed_program_goes_on_where_it_was(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "y", "x")
        async with app_on_fresh(team).run_test(size=NARROW) as again:
            await settle(again)
            await press(again, "i")
            assert status(again).startswith(f"{FILE} · 1 of 5 accepted")
            assert [each[:2] for each in proposals(again)][:2] == ["✓!", "✗!"]
            assert here(again).endswith("Holm: the port cannot wait for the next storm")
            await press(again, "u")
            assert kept_states(team)["r02"] is State.WAITING


async def test_accepting_all_asks_and_leaves_what_has_a_flag(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "A")
        assert "Accept all 3 proposals that have no flag?" in screen_text(pilot)
        await press(pilot, "n")
        assert set(kept_states(team).values()) == {State.WAITING}
        await press(pilot, "A", "y")
        assert status(pilot).startswith(f"{FILE} · 3 of 5 accepted")
        assert "3 not stored yet" in status(pilot)
        await press(pilot, "u")
        assert set(kept_states(team).values()) == {State.WAITING}


async def test_keys_typed_ahead_each_find_the_proposal_they_were_meant_for(team: Path) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "i", "y", "x", "y", "j", "x")
        assert [each.state.value for each in kept(team).items] == [
            *("accepted", "rejected", "accepted", "waiting", "rejected")
        ]


async def test_the_kind_goes_round_and_the_dates_change_places(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "G", "K")
        assert (
            fields(pilot)[0] == "Kind forecast edited by root"
            or "Kind forecast edited by" in fields(pilot)[0]
        )
        await press(pilot, "u", "w")
        assert any(each.startswith("Date ≤ 5 Mar 2024") for each in fields(pilot))
        assert any(each.startswith("About 2 Mar 2024") for each in fields(pilot))


async def test_two_are_made_of_one_at_a_marked_word_and_one_of_two(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "s")
        assert lit(pilot, "cut") == "About"
        await press(pilot, "right", "left", "left")
        assert lit(pilot, "cut") == "added."
        await press(pilot, "y")
        assert set(kept_states(team).values()) == {State.WAITING}
        await press(pilot, "down", "enter")
        assert [each.id for each in kept(team).items][2:4] == ["r03", "r03b"]
        assert len(proposals(pilot)) == 6
        await press(pilot, "m")
        assert [each.id for each in kept(team).items] == ["r01", "r02", "r03", "r04", "r05"]
        assert said(pilot) == "merged it with the next"


async def test_asking_where_to_split_can_be_given_up(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "s", "escape")
        assert lit(pilot, "cut") == "" and is_open(pilot)
        assert kept(team).steps == ()


# Fields


@pytest.mark.parametrize("size", SIZES)
async def test_a_field_is_edited_and_says_by_whom(team: Path, size: tuple[int, int]) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=size) as pilot:
        await settle(pilot)
        await edit_field(pilot, "Headline", "The port is to close", "enter")
        assert field(pilot).startswith("▸Headline The port is to close edited by")
        assert proposals(pilot)[0].startswith("▶○!*“")
        assert kept(team).items[0].proposal.summary == "The port is to close"


async def test_a_date_is_typed_and_said_as_it_is_understood(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await to_field(pilot, "Date")
        await press(pilot, "enter", "ctrl+u")
        await type_text(pilot, "by 4 march")
        assert "→ ≤ 4 Mar 2024" in screen_text(pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "3/2/2022")
        await press(pilot, "enter")
        assert "may be 3 Feb 2022 or 2 Mar 2022" in screen_text(pilot)
        await press(pilot, "escape", "y")
        assert kept(team).steps == ()


async def test_a_quote_is_only_what_stands_in_the_article(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j")
        await edit_field(pilot, "Quote", "We will wait")
        assert "a quote can only be what is" in screen_text(pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "the next storm")
        await press(pilot, "ctrl+s")
        assert kept(team).items[2].proposal.quotes == ("the next storm",)


async def test_a_cleared_field_is_empty(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await to_field(pilot, "Role")
        await press(pilot, "c")
        assert kept(team).items[0].proposal.speaker_role is None
        await press(pilot, "tab", "c")
        assert "Tab goes to the fields" in said(pilot)


async def test_a_relation_is_shown_and_dropped(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "G")
        await to_field(pilot, "Relations")
        assert field(pilot) == (
            "▸Relations background of: Holm: the port of Vesterhavn will be closed Background section"
        )
        await press(pilot, "enter")
        assert said(pilot) == "a relation can only be dropped; c does that"
        await press(pilot, "c")
        assert field(pilot) == "▸Relations –"
        assert [each.from_ for each in kept(team).relations] == ["r01", "r04"]


async def test_typed_names_are_those_of_the_article_and_of_the_store(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "G")
        await to_field(pilot, "Actors")
        await press(pilot, "enter", "ctrl+u")
        await type_text(pilot, "holm")
        assert "Anna Holm" in screen_text(pilot)
        await press(pilot, "tab")
        await type_text(pilot, "; bud")
        await press(pilot, "tab", "ctrl+s")
        assert kept(team).items[4].proposal.actors == ("new:anna-holm", "kyrylo-budanov")


# Names


async def test_a_new_name_is_linked_to_somebody_known_who_gets_it_as_an_alias(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "l")
        assert "Who is “Anna Holm”?" in screen_text(pilot)
        await type_text(pilot, "rutte")
        await press(pilot, "enter")
        assert kept(team).items[0].proposal.speaker == "mark-rutte"
        assert kept(team).items[2].proposal.speaker == "mark-rutte"
        await press(pilot, "y")
        await store(pilot)
    actor = another(team).document(Table.ACTORS, "mark-rutte")
    assert actor is not None and "Anna Holm" in actor["aliases"]


async def test_a_new_name_is_made_and_not_asked_about_again(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "l")
        await press(pilot, "enter")
        assert said(pilot) == "“Anna Holm” is new"
        await press(pilot, "l")
        assert "Where is “Vesterhavn”?" in screen_text(pilot)
        await press(pilot, "enter", "l")
        assert said(pilot) == "it has no name that nobody knows"
