"""A star is there with the word that it is safe; what goes with it follows, and nothing else becomes another."""

from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.desk import Desk
from chronoterm.edits import Edit, Table, change
from chronoterm.screens.chronology import ChronologyScreen
from chronoterm.widgets.chronology_list import ChronologyList
from chronoterm.widgets.line_pane import LinePane
from tests.tui.driving import (
    WIDE,
    Screen,
    app_on,
    burst,
    cursor_headline,
    detail_text,
    filters,
    list_lines,
    main_screen,
    press,
    record,
    records_shown,
    settle,
    title,
    type_text,
    wait_until,
)
from tests.tui.editing import FIRST, SECOND, another

GIVEN, TAKEN = "starred a record", "took the star from a record"


async def test_no_frame_says_that_a_star_is_given_or_taken_without_showing_it(
    team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[bool, bool, bool]] = []

    def look(app: Chronoterm) -> None:
        line = filters(pilot)
        said.append((GIVEN in line, TAKEN in line, "★" in cursor_headline(pilot)))

    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Chronoterm, "post_display_hook", look)
        await press(pilot, "m")
        await press(pilot, "m")
        monkeypatch.undo()
    seen = set(said)
    assert (True, False, True) in seen and (False, True, False) in seen
    assert (True, False, False) not in seen, "a star was said to be given and not shown"
    assert (False, True, True) not in seen, "a star was said to be taken and still shown"
    assert (False, False, True) not in seen, "a star was shown before it was said to be safe"


async def test_the_detail_the_title_and_the_filters_follow_a_star(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "m", "j", "m")
        await type_filter(pilot, "is:starred")
        assert records_shown(pilot) == [FIRST, SECOND]
        assert "2 of 15" in title(pilot)
        await press(pilot, "g", "m")
        assert records_shown(pilot) == [SECOND]
        assert record(pilot) == SECOND
        assert "1 of 15" in title(pilot)
        assert "About 10,000 DPRK troops planned" in " ".join(detail_text(pilot).split())
        await press(pilot, "u")
        assert records_shown(pilot) == [FIRST, SECOND]
        assert "2 of 15" in title(pilot)


async def test_a_key_typed_at_once_after_a_star_finds_the_screen_as_it_is(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await burst(pilot, "m", "j")
        assert record(pilot) == SECOND
        assert "★" in list_lines(pilot)[1]
        assert "About 10,000 DPRK troops planned" in " ".join(detail_text(pilot).split())
        await burst(pilot, "m", "k", "m")
        assert [line[:1] for line in list_lines(pilot) if "★" in line] == [" "]
        assert record(pilot) == FIRST


async def test_a_record_outside_the_filters_stays_in_the_detail_when_it_gets_a_star(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await type_filter(pilot, "speaker:rutte")
        here = record(pilot)
        await press(pilot, "1")
        outside, followed = main_screen(pilot).record_at_hand or "", detail_text(pilot).splitlines()[:3]
        assert "lies outside" in filters(pilot)
        await press(pilot, "m")
        assert detail_text(pilot).splitlines()[:3] == followed
        assert another(team).store.annotations_on([outside])
        assert "lies outside" in filters(pilot) and filters(pilot).endswith(GIVEN)
        assert record(pilot) == here
        assert "★" not in cursor_headline(pilot)


async def test_a_star_that_is_safe_is_said_to_be_so_even_if_it_cannot_be_shown(
    team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def fail(desk: Desk) -> bool:
        raise RuntimeError("not to be shown")

    monkeypatch.setattr(Desk, "renew_at_once", fail)
    monkeypatch.setattr(ChronologyScreen, "remark", lambda _, sentence: said.append(sentence))

    async def star() -> None:
        async with app_on(team).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await pilot.press("m")
            await wait_until(pilot, lambda: GIVEN in said)
            await settle(pilot)

    with pytest.raises(RuntimeError, match="not to be shown"):
        await star()
    assert GIVEN in said
    assert another(team).store.annotations_on([FIRST])


async def type_filter(pilot: Screen, text: str) -> None:
    await press(pilot, "/")
    await type_text(pilot, text)
    await press(pilot, "enter")


# What is painted already


def painted(pane: LinePane) -> list[str]:
    """The lines with their styles."""
    return [repr(list(pane.render_line(y))) for y in range(pane.size.height)]


def demand_fresh(pilot: Screen, after: str) -> None:
    """That every line of the list is what it would be if nothing of it were painted already."""
    shown = main_screen(pilot).query_one(ChronologyList)
    before = painted(shown)
    shown._forget()
    shown.repaint_all()
    assert before == painted(shown), after


@pytest.mark.parametrize("size", [WIDE, (200, 50)], ids=str)
async def test_what_is_painted_of_a_record_is_what_would_be_painted_anew(
    team: Path, size: tuple[int, int]
) -> None:
    steps = (
        ("m",),
        ("j", "m", "space", "m"),
        ("u", "u"),
        ("tab",),
        ("tab",),
        ("o", "down", "down", "enter"),
        ("m", "k", "m"),
        ("T",),
        ("m",),
        ("~",),
        ("X", "V"),
        ("\\",),
        ("ctrl+t",),
        ("m", "G", "m", "g"),
    )
    async with app_on(team).run_test(size=size) as pilot:
        await settle(pilot)
        for each in steps:
            await press(pilot, *each)
            demand_fresh(pilot, str(each))
        await type_filter(pilot, "troops")
        demand_fresh(pilot, "a typed filter")
        await press(pilot, "m")
        demand_fresh(pilot, "a star on a lit record")


async def test_another_name_of_an_actor_stands_in_every_line(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "m")
        assert "Zelenskyy" in cursor_headline(pilot)
        ben = another(team)
        (actor,) = (each.id for each in ben.store.actors if each.name == "Volodymyr Zelenskyy")
        before = ben.document(Table.ACTORS, actor)
        assert before is not None
        made = change(Table.ACTORS, actor, before, {**before, "name": "Qqq Www", "short": "Qqq Www"})
        assert made is not None
        ben.write(Edit("another name", (made,)))
        await wait_until(pilot, lambda: "Qqq" in cursor_headline(pilot))
        demand_fresh(pilot, "another name")
