"""Linking figures to series by hand: proposals are only proposals, and a link is one edit that can be undone."""

from pathlib import Path

import pytest

from chronoterm.app import Chronoterm
from chronoterm.edits import Document, Table
from chronoterm.screens.figure_linking import FigureLinking
from tests.conftest import MakeStore, read_plainly
from tests.tui.driving import (
    NARROW,
    WIDE,
    Screen,
    app_on,
    detail_text,
    filters,
    press,
    screen_text,
    settle,
    type_text,
    wait_until,
)
from tests.tui.editing import is_on_main

TEXT = "about 10,000 soldiers from North Korea"
SERIES = (
    {"id": "shells", "name": "Artillery shells", "unit": "rounds"},
    {"id": "men", "name": "North Korean soldiers", "unit": "soldiers"},
)


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    """A record with two figures without a series, and one that has none."""
    figures = [
        {"low": 10000, "high": 10000, "approx": True, "text": TEXT},
        {"low": 7, "state": "lost", "desk": 1},
    ]
    return make_store(
        tmp_path,
        [
            {"id": "a", "kind": "event", "headline": "Figures", "date": "2024-10-17", "figures": figures},
            {"id": "b", "kind": "event", "headline": "None", "date": "2024-10-18"},
            {
                "id": "c",
                "kind": "event",
                "headline": "Old",
                "date": "2024-10-19",
                "figures": [{"series": "men", "low": 1}],
            },
        ],
        series=SERIES,
    )


def figures_of(pilot: Screen, record_id: str = "a") -> list[Document]:
    """The figures of a record as they are written by now."""
    assert isinstance(pilot.app, Chronoterm)
    assert pilot.app._desk is not None
    document = pilot.app._desk.document(Table.RECORDS, record_id)
    assert document is not None
    figures: list[Document] = document["figures"]
    return figures


def series_of(pilot: Screen) -> list[str]:
    """The series that there are by now."""
    assert isinstance(pilot.app, Chronoterm)
    assert pilot.app._desk is not None
    return [each.id for each in pilot.app._desk.store.series]


async def open_linking(pilot: Screen) -> None:
    await press(pilot, "F")
    window = pilot.app.screen
    assert isinstance(window, FigureLinking)
    await wait_until(pilot, lambda: bool(window._facts))


async def linked(pilot: Screen) -> None:
    await wait_until(pilot, lambda: is_on_main(pilot))
    await settle(pilot)


async def test_a_proposal_is_marked_as_one_and_not_done_by_itself(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_linking(pilot)
        screen = screen_text(pilot)
        assert f"c. 10,000 · “{TEXT}”" in screen
        (line,) = (each for each in screen.splitlines() if "proposed" in each)
        assert "North Korean soldiers" in line
        assert "“soldier”, “north”" in line
        await press(pilot, "escape")
        assert is_on_main(pilot)
        assert "series" not in figures_of(pilot)[0]


async def test_enter_links_the_figure_and_undo_takes_it_back(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_linking(pilot)
        await press(pilot, "enter")
        await linked(pilot)
        assert figures_of(pilot)[0]["series"] == "men"
        assert figures_of(pilot)[1] == {"low": 7, "state": "lost", "desk": 1}
        assert "North Korean soldiers" in detail_text(pilot)
        assert "linked; u takes it back" in filters(pilot)
        await press(pilot, "u")
        assert "series" not in figures_of(pilot)[0]


async def test_a_series_is_found_by_its_name_as_it_is_typed(store: Path) -> None:
    async with app_on(store).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_linking(pilot)
        await type_text(pilot, "art")
        await press(pilot, "enter")
        await linked(pilot)
        assert figures_of(pilot)[0]["series"] == "shells"


async def test_tab_goes_to_the_next_figure_and_a_new_series_is_made_in_the_same_edit(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_linking(pilot)
        await press(pilot, "tab")
        await type_text(pilot, "Tanks lost (tanks)")
        assert "new series “Tanks lost (tanks)”" in screen_text(pilot)
        await press(pilot, "enter")
        await linked(pilot)
        assert figures_of(pilot)[1] == {"series": "tanks-lost", "low": 7, "state": "lost", "desk": 1}
        assert "Tanks lost" in detail_text(pilot)
        await press(pilot, "u")
        assert "series" not in figures_of(pilot)[1]
        assert series_of(pilot) == ["shells", "men"]
    assert [each["id"] for each in read_plainly(store, "series")] == ["shells", "men"]


async def test_a_figure_can_be_in_no_series_again(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j")
        await open_linking(pilot)
        assert "proposed" not in screen_text(pilot)
        (line,) = (each for each in screen_text(pilot).splitlines() if "✓" in each)
        assert "North Korean soldiers" in line
        await press(pilot, "pagedown", "enter")
        await linked(pilot)
        assert figures_of(pilot, "c") == [{"low": 1}]


async def test_a_record_without_figures_says_so(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "F")
        assert is_on_main(pilot)
        assert "this record has no figure; E adds one" in filters(pilot)


async def test_who_may_not_edit_has_no_key_for_it(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "F")
        assert is_on_main(pilot)


async def test_a_figure_that_somebody_else_changed_meanwhile_is_left_alone(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_linking(pilot)
        window = pilot.app.screen
        assert isinstance(window, FigureLinking)
        window._figures = [each._replace(figure={**each.figure, "low": 5}) for each in window._figures]
        await press(pilot, "enter")
        await linked(pilot)
        assert "somebody changed the figure meanwhile; nothing is written" in filters(pilot)
        assert "series" not in figures_of(pilot)[0]


async def test_keys_typed_ahead_are_for_the_window_and_then_for_the_list(store: Path) -> None:
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "F", *"shel", "enter")
        await linked(pilot)
        assert figures_of(pilot)[0]["series"] == "shells"
