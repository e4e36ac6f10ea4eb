"""The picker of values, which is kept and shown again."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input

from chronoterm.chronology.indexed_view import IndexedView
from chronoterm.chronology.view import FacetValue
from chronoterm.screens.facet_picker import FacetPicker
from chronoterm.terms import Facet
from tests.tui.driving import (
    WIDE,
    Screen,
    app_on,
    burst,
    chips,
    main_screen,
    press,
    screen_text,
    settle,
    title,
    type_text,
    values,
    wait_until,
)


@pytest.fixture
def slow_counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Values are counted only when this is set."""
    counted, begin = IndexedView.facets, Event()

    def wait_and_count(view: IndexedView, facet: Facet) -> Sequence[FacetValue]:
        begin.wait()
        return counted(view, facet)

    monkeypatch.setattr(IndexedView, "facets", wait_and_count)
    yield begin
    begin.set()


def picker_title(pilot: Screen) -> str:
    """The first line of the picker."""
    line = pilot.app.screen.query_one(".window-title").render_line(0).text
    return " ".join(line.split())


def is_open(pilot: Screen) -> bool:
    """Whether the picker is what has the keys."""
    return isinstance(pilot.app.screen, FacetPicker)


async def test_a_picker_that_opens_again_knows_nothing_of_the_last_time(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        fresh, said = values(pilot), picker_title(pilot)
        await type_text(pilot, "ukr")
        await press(pilot, "down", "space", "escape", "a")
        assert (values(pilot), picker_title(pilot)) == (fresh, said)
        assert pilot.app.screen.query_one(Input).value == ""
        await press(pilot, "escape", "p")
        assert picker_title(pilot).startswith("Place · ")
        await press(pilot, "escape")
        assert chips(pilot) == []


async def test_a_picker_that_opens_again_counts_again(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        before = values(pilot)
        await press(pilot, "escape", "x", "p")
        assert values(pilot) != before
        await press(pilot, "escape", "X", "p")
        assert values(pilot) == before


async def test_a_picker_opens_in_the_colours_of_the_theme_there_is(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a", "escape")
        dark = pilot.app.theme
        main_screen(pilot).action_program_theme()
        await wait_until(pilot, lambda: pilot.app.theme != dark)
        await press(pilot, "a")
        pane = pilot.app.screen.query_one("#values")
        await wait_until(pilot, lambda: pane.background_colors[1].brightness > 0.5)
        assert all(
            segment.style is None or segment.style.bgcolor is not None
            for strip in pilot.app.screen._compositor.render_strips(pilot.app.size)
            for segment in strip
        )


async def test_what_takes_long_to_count_comes_later_and_escape_does_not_wait_for_it(
    sample: Path, slow_counts: Event
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert picker_title(pilot) == "Actor · counting …"
        assert values(pilot) == []
        await press(pilot, "escape")
        assert not is_open(pilot)
        assert chips(pilot) == []
        await press(pilot, "p")
        assert picker_title(pilot) == "Place · counting …"
        slow_counts.set()
        await wait_until(pilot, lambda: "counting" not in picker_title(pilot))
        assert picker_title(pilot).startswith("Place · ")
        assert values(pilot)


async def test_letters_typed_while_values_are_counted_narrow_them_when_they_come(
    sample: Path, slow_counts: Event
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await type_text(pilot, "zel")
        slow_counts.set()
        await wait_until(pilot, lambda: " of " in picker_title(pilot))
        assert "Zelenskyy" in values(pilot)[0]


async def test_enter_typed_before_values_are_counted_takes_what_fits(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronoterm.screens.facet_picker.PATIENCE", 0.0)
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await burst(pilot, "a", "z", "e", "l", "enter")
        assert not is_open(pilot)
        assert [chip for chip in chips(pilot) if "Zelenskyy" in chip]
        assert "FILTERED" in title(pilot)


@pytest.mark.parametrize("patience", [0.0, 10.0])
async def test_an_error_while_counting_is_not_lost(
    sample: Path, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    def fail(*_: object) -> Sequence[FacetValue]:
        raise ZeroDivisionError

    async def open_picker() -> None:
        async with app_on(sample).run_test(size=WIDE) as pilot:
            await settle(pilot)
            await press(pilot, "a")

    monkeypatch.setattr("chronoterm.screens.facet_picker.PATIENCE", patience)
    monkeypatch.setattr(IndexedView, "facets", fail)
    with pytest.raises(ZeroDivisionError):
        await open_picker()


@pytest.mark.parametrize("open_other", [lambda: "question_mark", lambda: "d"])
async def test_other_windows_open_and_close_beside_a_kept_picker(
    sample: Path, open_other: Callable[[], str]
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        before = screen_text(pilot)
        await press(pilot, "a", "escape", open_other(), "escape", "a", "escape")
        assert screen_text(pilot) == before
