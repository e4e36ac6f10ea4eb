"""What is typed into a field of a proposal when the connection is lost."""

from pathlib import Path

from msgspec.structs import replace

from chronoterm.app import Chronoterm
from chronoterm.screens.review_field import FieldPrompt
from tests.tui.driving import NARROW, Screen, press, screen_text, settle, type_text
from tests.tui.reviewing import app_reviewing, edit_field, kept, to_field, waiting_in

RESTORED = "restored what was typed"


def lose_connection(pilot: Screen) -> None:
    """What the program does when the terminal goes away."""
    assert isinstance(pilot.app, Chronoterm)
    pilot.app.keep_before_leaving()


async def open_field(pilot: Screen, label: str) -> FieldPrompt:
    """Open a field of the proposal that is looked at."""
    await to_field(pilot, label)
    await press(pilot, "enter")
    prompt = pilot.app.screen
    assert isinstance(prompt, FieldPrompt)
    return prompt


async def type_and_lose(team: Path, label: str, text: str) -> None:
    """Type at the end of a field, and lose the connection."""
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_field(pilot, label)
        await type_text(pilot, text)
        lose_connection(pilot)


async def test_what_was_typed_into_a_field_is_there_again_after_a_lost_connection(team: Path) -> None:
    waiting_in(team)
    was = kept(team).items[0].proposal.summary
    await type_and_lose(team, "Headline", " unsaved")
    assert kept(team).items[0].proposal.summary == was
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_field(pilot, "Headline")
        assert "unsaved" in screen_text(pilot)
        assert RESTORED in screen_text(pilot)
        await press(pilot, "ctrl+s")
        assert kept(team).items[0].proposal.summary == f"{was} unsaved"
        await open_field(pilot, "Headline")
        assert RESTORED not in screen_text(pilot)


async def test_what_is_given_up_is_not_restored_again(team: Path) -> None:
    waiting_in(team)
    await type_and_lose(team, "Headline", " unsaved")
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_field(pilot, "Headline")
        await press(pilot, "escape", "y")
        assert not isinstance(pilot.app.screen, FieldPrompt)
        prompt = await open_field(pilot, "Headline")
        assert RESTORED not in screen_text(pilot)
        assert prompt.draft is None


async def test_a_field_that_says_something_else_by_now_is_not_overtyped(team: Path) -> None:
    waiting_in(team)
    await type_and_lose(team, "Headline", " unsaved")
    reviews, review = waiting_in(team), kept(team)
    first = review.items[0]
    other = replace(first, proposal=replace(first.proposal, summary="Another headline"))
    reviews.keep(replace(review, items=(other, *review.items[1:])))
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_field(pilot, "Headline")
        assert "Another headline" in screen_text(pilot)
        assert RESTORED not in screen_text(pilot)


async def test_another_field_has_nothing_of_it(team: Path) -> None:
    waiting_in(team)
    await type_and_lose(team, "Headline", " unsaved")
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_field(pilot, "Summary")
        assert RESTORED not in screen_text(pilot)
        await press(pilot, "escape")
        await open_field(pilot, "Headline")
        assert RESTORED in screen_text(pilot)


async def test_a_field_in_which_nothing_was_typed_leaves_nothing(team: Path) -> None:
    waiting_in(team)
    await type_and_lose(team, "Headline", "")
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_field(pilot, "Headline")
        assert RESTORED not in screen_text(pilot)
        await press(pilot, "escape")
        await edit_field(pilot, "Headline", "Another one")
        assert kept(team).items[0].proposal.summary == "Another one"
