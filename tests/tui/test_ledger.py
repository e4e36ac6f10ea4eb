"""The claim ledger on the screen: who claimed which number, as known on a day, and the way on from there."""

from pathlib import Path

import pytest

from chronoterm.screens.ledger import LedgerWindow
from tests.conftest import HOSTILE, MakeStore
from tests.instruments.claims import TOLD_OF_20_OCTOBER
from tests.tui.driving import (
    NARROW,
    SIZES,
    WIDE,
    Screen,
    app_on,
    chips,
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


async def open_ledger(pilot: Screen) -> None:
    await press(pilot, "c")
    await shown(pilot)


async def shown(pilot: Screen) -> None:
    """Wait for the ledger of what was asked last."""

    def is_told() -> bool:
        window = pilot.app.screen
        if not isinstance(window, LedgerWindow) or window.told is None or window._making is None:
            return False
        return window._making.done()

    await wait_until(pilot, is_told)
    await settle(pilot)


def told(pilot: Screen) -> list[str]:
    """The lines of the ledger, without tracks and white space."""
    window = pilot.app.screen
    assert isinstance(window, LedgerWindow)
    assert window.told is not None
    lines = (window.told.line(each, 79).text for each in range(window.told.count))
    return [" ".join(each.replace("·", " ").split()) for each in lines]


@pytest.fixture
def two_series(make_store: MakeStore, tmp_path: Path) -> Path:
    """Two series, of which one has figures that disagree, and a figure without a series."""

    def of(record_id: str, day: str, speaker: str, *figures: tuple[str | None, int]) -> dict[str, object]:
        return {
            "id": record_id,
            "kind": "statement",
            "headline": f"{speaker} gives figures",
            "date": day,
            "speaker": speaker,
            "figures": [
                {"series": series, "low": low, "high": low, "state": "lost"} for series, low in figures
            ],
        }

    return make_store(
        tmp_path,
        [
            of("a", "2024-10-17", "ann", ("tanks", 10)),
            of("b", "2024-10-18", "ben", ("tanks", 20), ("guns", 3)),
            of("c", "2024-10-18", "cia", ("tanks", 40), (None, 5)),
        ],
        series=[{"id": "tanks", "name": "Tanks", "unit": "tanks"}, {"id": "guns", "name": "Guns"}],
    )


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_how_many_soldiers_according_to_whom_as_known_on_20_october(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "at")
        await type_text(pilot, "20 oct")
        await press(pilot, "enter")
        await open_ledger(pilot)
        screen = screen_text(pilot)
        assert "AS OF 20 Oct 2024" in screen
        assert "4 of 15 known" in screen
        assert told(pilot) == TOLD_OF_20_OCTOBER
        assert "2 figures of 2 records; left out: 2 records without a figure" in screen


async def test_the_ledger_is_of_what_is_shown(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        await type_text(pilot, "speaker:budanov")
        await press(pilot, "enter")
        await open_ledger(pilot)
        assert len(told(pilot)) == 2
        assert "2 of 15 · FILTERED · speaker: Kyrylo Budanov" in screen_text(pilot)


async def test_the_cursor_is_on_the_figure_of_the_record_at_hand(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j")
        await open_ledger(pilot)
        (line,) = (each for each in screen_lines(pilot) if "▶" in each)
        assert "18 Oct 2024" in line
        assert "Budanov" in line


async def test_enter_goes_to_the_record_of_a_line(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_ledger(pilot)
        await press(pilot, "j", "j", "enter")
        assert record(pilot) == "zelenskyy-3000-now-12000-planned-lsqd"


async def test_enter_on_a_change_goes_to_the_figure_that_it_is_compared_with(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_ledger(pilot)
        await press(pilot, "j", "j", "j")
        assert "~   └ +1,000 to +3,000 since 17 Oct 2024 (Zelenskyy)" in screen_text(pilot)
        await press(pilot, "enter")
        assert record(pilot) == "zelenskyy-10000-for-the-war-jgpc"


async def test_comma_filters_by_the_number_of_a_line_or_by_the_state_of_a_heading(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_ledger(pilot)
        await press(pilot, "comma")
        assert chips(pilot) == ["series: North Korean soldiers for Russia, state: planned"]
        assert records_shown(pilot) == [
            "zelenskyy-10000-for-the-war-jgpc",
            "zelenskyy-3000-now-12000-planned-lsqd",
        ]
        await press(pilot, "X")
        await open_ledger(pilot)
        await press(pilot, "g", "j", "comma")
        assert chips(pilot) == ["figure: 10,000"]


async def test_tab_steps_from_series_to_series(two_series: Path) -> None:
    async with app_on(two_series).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_ledger(pilot)
        for title in ("guns", "figures without a series · 3 of 3", "Tanks · 1 of 3", "Guns · 2 of 3"):
            await press(pilot, "tab")
            await shown(pilot)
            assert title.lower() in screen_text(pilot).lower()
        await press(pilot, "shift+tab")
        await shown(pilot)
        assert "Tanks · 1 of 3" in screen_text(pilot)


async def test_it_opens_on_the_series_of_the_record_at_hand(two_series: Path) -> None:
    async with app_on(two_series).run_test(size=NARROW) as pilot:
        await press(pilot, "/")
        await type_text(pilot, "series:guns")
        await press(pilot, "enter")
        await open_ledger(pilot)
        assert "Tanks · 2 of 2" in screen_text(pilot)
        await press(pilot, "tab")
        await shown(pilot)
        assert "Guns · 1 of 2" in screen_text(pilot)


async def test_n_goes_from_one_disagreement_to_the_next(two_series: Path) -> None:
    async with app_on(two_series).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await open_ledger(pilot)
        await press(pilot, "n")
        (line,) = (each for each in screen_lines(pilot) if "▶" in each)
        assert "≠ 40, 18 Oct 2024 (cia)" in line
        await press(pilot, "n")
        (line,) = (each for each in screen_lines(pilot) if "▶" in each)
        assert "≠ 20, 18 Oct 2024 (ben)" in line
        await press(pilot, "n")
        assert "no more disagreement that way" in screen_text(pilot)
        await press(pilot, "N")
        (line,) = (each for each in screen_lines(pilot) if "▶" in each)
        assert "≠ 40, 18 Oct 2024 (cia)" in line


async def test_escape_leaves_everything_as_it_was(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        before = screen_text(pilot)
        await open_ledger(pilot)
        await press(pilot, "escape")
        assert main_screen(pilot).is_current
        assert screen_text(pilot) == before


@pytest.mark.parametrize("size", SIZES)
async def test_no_records_and_no_figures_are_calmly_told(
    make_store: MakeStore, tmp_path: Path, size: tuple[int, int]
) -> None:
    for number, records in enumerate(([], ["only one"])):
        store = make_store(tmp_path, records, name=f"{number}.json")
        async with app_on(store).run_test(size=size) as pilot:
            await settle(pilot)
            await open_ledger(pilot)
            assert told(pilot) == []
            assert "0 figures of 0 records" in screen_text(pilot)
            await press(pilot, "tab", "n", "enter", "comma", "j", "G")
            assert isinstance(pilot.app.screen, LedgerWindow)


async def test_hostile_texts_do_no_harm(hostile_store: Path) -> None:
    async with app_on(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_ledger(pilot)
        for _ in HOSTILE:
            await press(pilot, "tab")
            await shown(pilot)
            assert not set(screen_text(pilot)) & {"\x1b", "\x07", "\x9b", "\u202e"}


async def test_the_help_of_the_window_tells_its_keys(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await open_ledger(pilot)
        await press(pilot, "question_mark")
        assert "The ledger of the next series" in screen_text(pilot)
