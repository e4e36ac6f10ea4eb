"""Opening the review of an imported article, and what it shows."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from chronoterm.modes import Rights
from chronoterm.text import scrub
from tests.conftest import HOSTILE
from tests.review_examples import (
    DENIED,
    FILE,
    LEAD,
    QUOTE,
    QUOTED,
    SAID,
    TEXT,
    UNION,
    extraction,
    span,
)
from tests.tui.driving import (
    NARROW,
    WIDE,
    app_on,
    filters,
    press,
    screen_lines,
    screen_text,
    settle,
    wait_until,
)
from tests.tui.reviewing import (
    app_reviewing,
    damage_review,
    field,
    fields,
    here,
    is_open,
    lit,
    proposals,
    status,
    waiting_in,
)
from tests.tui.test_snapshots import Compare, after

AT_ONCE = 5
"""Hostile texts in one article."""

LARGE = (200, 60)
SIZES = (NARROW, LARGE)


# Opening


async def test_where_nothing_waits_the_key_says_how_to_import(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert "nothing waits for review; chronoterm import FILE" in filters(pilot)


async def test_what_waits_is_told_at_the_start(team: Path) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=WIDE) as pilot:
        await wait_until(pilot, lambda: f"{FILE} waits to be reviewed; i goes on" in filters(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_the_one_review_that_waits_opens_at_once(team: Path, size: tuple[int, int]) -> None:
    waiting_in(team)
    async with app_on(team).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert status(pilot).startswith(f"{FILE} · 0 of 5 accepted · 2 flagged")
        assert "no source line" in status(pilot)
        assert proposals(pilot)[0].startswith("▶○! “ ≤ 5 Mar Holm")
        assert fields(pilot)[0] == "Kind statement verb “has said”"
        assert "Mayor Anna Holm has said" in screen_text(pilot)
        assert all(len(line) <= size[0] for line in screen_lines(pilot))


async def test_of_several_reviews_one_is_picked(team: Path) -> None:
    waiting_in(team)
    other = extraction([QUOTED])
    waiting_in(team, replace(other, article=replace(other.article, file="second.txt", sha256="b" * 64)))
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        lines = screen_text(pilot)
        assert "port.txt" in lines and "5 wait" in lines and "second.txt" in lines and "1 waits" in lines
        await press(pilot, "escape")
        assert not is_open(pilot)
        await press(pilot, "i")
        first = next(each for each in screen_lines(pilot) if "▶" in each and "wait" in each)
        await press(pilot, "enter")
        assert status(pilot).split(" ·")[0] in first


async def test_the_program_can_be_started_for_a_review(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert status(pilot).startswith(FILE)


async def test_a_damaged_review_is_told(team: Path) -> None:
    waiting_in(team)
    damage_review(team)
    async with app_on(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert "cannot be read" in filters(pilot)
        assert not is_open(pilot)


async def test_who_may_not_edit_a_store_imports_nothing_into_it(team: Path) -> None:
    waiting_in(team)
    app = type(app_on(team))(team, rights=Rights(edits=False))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert not is_open(pilot)
        assert "review" not in filters(pilot)


# What is shown


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_of_a_proposal_are_lit_in_the_article(team: Path, size: tuple[int, int]) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "G")
        assert here(pilot).endswith("Lund: nobody was asked")
        assert lit(pilot, "speaker") == "Per Lund"
        assert lit(pilot, "date") == "on 2 March"
        assert lit(pilot, "span") == " ".join(UNION.replace("Per Lund", "").replace("on 2 March", "").split())
        assert lit(pilot, "rest").endswith("Background:")
        await press(pilot, "k", "k")
        assert lit(pilot, "quote") == " ".join(QUOTE[1:-1].split())
        assert lit(pilot, "figure") == "About 1,200 dockers"
        if size == LARGE:  # the line with the date is out of sight in the other
            assert lit(pilot, "date") == "5 March 2024"


async def test_flags_say_why_beside_their_field(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        shown = fields(pilot)
        date = next(number for number, each in enumerate(shown) if each.startswith("Date"))
        assert shown[date] == "Date ≤ 5 Mar 2024 no day is given: by publication"
        assert shown[date + 1] == "! only the day of publication is known"


async def test_a_long_article_follows_the_proposals_and_scrolls_by_itself(team: Path) -> None:
    filler = "\n".join(f"Line {number} of what else was in the paper." for number in range(80))
    text = f"{filler}\n{TEXT}"
    by = len(filler) + 1
    moved_on = [
        replace(each, spans=tuple((start + by, end + by) for start, end in each.spans))
        for each in extraction().records
    ]
    waiting_in(team, extraction(moved_on), text)
    async with app_reviewing(team).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "Mayor Anna Holm" in screen_text(pilot)
        await press(pilot, "pageup", "pageup")
        assert "Mayor Anna Holm" not in screen_text(pilot)
        assert here(pilot).endswith("Holm: the port of Vesterhavn will be closed")
        await press(pilot, "pagedown", "pagedown")
        assert "Mayor Anna Holm" in screen_text(pilot)


@pytest.mark.parametrize("size", [*SIZES, (50, 12)])
@pytest.mark.parametrize("first", range(0, len(HOSTILE), AT_ONCE))
async def test_an_article_of_hostile_text_does_no_harm_and_is_lit_where_it_should_be(
    team: Path, size: tuple[int, int], first: int
) -> None:
    bad = " ".join(HOSTILE[first : first + AT_ONCE]).encode(errors="replace").decode()
    text = f"{bad} {bad}\r\n{LEAD}{bad}\r\n{bad}{UNION}"
    hostile_ones = {"summary": bad or "-", "text": bad, "speaker_role": bad}
    records = [
        replace(SAID, spans=(span(LEAD, text),), **hostile_ones),
        replace(DENIED, spans=(span(UNION, text),), **hostile_ones),
    ]
    waiting_in(team, extraction(records), text)
    async with app_reviewing(team).run_test(size=size) as pilot:
        await settle(pilot)
        for keys in (
            ("j",),
            ("tab", "j", "j"),
            ("enter",),
            ("escape", "escape"),
            ("s", "right"),
            ("escape",),
        ):
            await press(pilot, *keys)
            assert all(scrub(line) == line for line in screen_lines(pilot))
        if size != (50, 12):
            await press(pilot, "G")
            assert lit(pilot, "speaker") == "Per Lund"
            assert lit(pilot, "date") == "on 2 March"


async def test_a_click_looks_at_a_proposal_in_the_list_or_in_the_article(team: Path) -> None:
    waiting_in(team)
    async with app_reviewing(team).run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.click("#review-list", offset=(20, 3))
        await settle(pilot)
        assert here(pilot).endswith("The first repair ship arrives")
        await pilot.click("#review-text", offset=(20, 3))
        await settle(pilot)
        assert here(pilot).endswith("Holm: the port cannot wait for the next storm")
        await pilot.click("#review-fields", offset=(15, 2))
        await settle(pilot)
        assert field(pilot).startswith("▸Date")


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(WIDE, ["y", "x", "G"], id="wide"),
        pytest.param(NARROW, ["j", "j", "tab", "j"], id="narrow"),
    ],
)
def test_a_review_looks_as_it_was_looked_at(
    snap_compare: Compare, team: Path, size: tuple[int, int], keys: list[str]
) -> None:
    waiting_in(team)
    assert snap_compare(app_reviewing(team), terminal_size=size, run_before=after(keys))
