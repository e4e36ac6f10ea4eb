"""Filtering by, and without, the value under the cursor."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chronoterm.widgets.column_header import ColumnHeader
from tests.tui.driving import (
    NARROW,
    SIZES,
    TINY,
    WIDE,
    app_on,
    chips,
    detail_text,
    filters,
    main_screen,
    press,
    record,
    records_shown,
    screen_lines,
    settle,
    title,
)

MakeStore = Callable[..., Path]


def underlined(header: ColumnHeader) -> str:
    segments = header.render_line(0)
    return "".join(each.text for each in segments if each.style and each.style.underline).strip()


@pytest.mark.parametrize("size", SIZES)
async def test_the_comma_filters_by_the_actor_at_first(sample: Path, size: tuple[int, int]) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        here = record(pilot)
        await press(pilot, "comma")
        assert chips(pilot) == ["actor: Volodymyr Zelenskyy"]
        assert record(pilot) == here and here in records_shown(pilot)


async def test_h_and_l_and_the_arrows_choose_the_column_that_is_underlined(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        header = main_screen(pilot).query_one(ColumnHeader)
        names = []
        for key in ("l", "right", "l", "l", "h", "left", "h", "h", "h"):
            await press(pilot, key)
            names.append(underlined(header).split()[0])
        assert names[:2] == ["HEADLINE", "PLACE"] and names[-1] == names[-2] == "Oct"


@pytest.mark.parametrize(
    ("moves", "columns", "chip"),
    [
        (["j", "j"], ["h"], "in 18 Oct 2024"),
        (["j", "j"], [], "actor: Kyrylo Budanov"),
        (["j", "j"], ["l"], "kind: statement"),
        (["j", "j"], ["l", "l"], "place: eastern Russia"),
        (["G"], ["h"], "undated"),
        (["G"], ["l", "l"], "place: Kursk front"),
        (["G", "k"], ["h"], "since Nov 2024"),
        (["G", "k"], ["l"], "kind: expected"),
        (["j"] * 3, ["l"], "kind: event"),
    ],
)
async def test_comma_and_exclamation_mark_divide_the_records_by_the_value_in_the_column(
    sample: Path, moves: list[str], columns: list[str], chip: str
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        everything = set(records_shown(pilot))
        await press(pilot, *moves, *columns)
        here = record(pilot)
        await press(pilot, "comma")
        assert [each.split(" (")[0] for each in chips(pilot)] == [chip]
        having = set(records_shown(pilot))
        assert here in having and record(pilot) == here
        await press(pilot, "u", "exclamation_mark")
        assert [each.split(" (")[0] for each in chips(pilot)] == [f"not {chip}"]
        without = set(records_shown(pilot))
        assert here not in without
        assert having | without == everything


async def test_a_value_that_is_not_there_is_said_and_nothing_is_filtered(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for key in ("comma", "exclamation_mark"):
            await press(pilot, "l", "l", key)
            assert "the place of this record is nothing to filter by" in filters(pilot)
            assert title(pilot).endswith("15 records")


async def test_the_same_value_twice_is_one_filter_and_its_contrary_finds_nothing(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "comma", "comma")
        assert chips(pilot) == ["actor: Volodymyr Zelenskyy"]
        await press(pilot, "exclamation_mark")
        assert title(pilot).endswith("0 of 15 · FILTERED")
        await press(pilot, "comma", "exclamation_mark", "escape")
        assert chips(pilot) == ["actor: Volodymyr Zelenskyy"]


# In the detail


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("label", "chip"),
    [
        ("“ STATEMENT · 18 Oct 2024", "in 18 Oct 2024"),
        ("Speaker  Kyrylo Budanov", "speaker: Kyrylo Budanov"),
        ("Actors   North Korean forces", "actor: North Korean forces"),
        ("Places   eastern Russia", "place: eastern Russia"),
        ("Source   Budanov →", "source: News article"),
        ("Tags     manpower", "tag: manpower"),
    ],
)
async def test_a_line_of_the_detail_can_be_filtered_by_and_without(
    sample: Path, size: tuple[int, int], label: str, chip: str
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "enter")
        for _ in range(40):
            if any(line.startswith(f"▸{label}") for line in detail_text(pilot).splitlines()):
                break
            await press(pilot, "j")
        else:
            raise AssertionError(detail_text(pilot))
        await press(pilot, "comma")
        assert [each.split(" (")[0] for each in chips(pilot)] == [chip]
        assert record(pilot) == "budanov-11000-in-training-rqe4"
        await press(pilot, "escape", "u")
        await press(pilot, "enter")
        for _ in range(40):
            if any(line.startswith(f"▸{label}") for line in detail_text(pilot).splitlines()):
                break
            await press(pilot, "j")
        await press(pilot, "exclamation_mark")
        assert [each.split(" (")[0] for each in chips(pilot)] == [f"not {chip}"]
        assert "budanov-11000-in-training-rqe4" not in records_shown(pilot)


async def test_a_line_of_the_detail_that_means_nothing_is_said_to(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "j", "comma")
        assert "this line is nothing to filter by" in filters(pilot)
        assert title(pilot).endswith("15 records")


async def test_the_detail_of_a_record_outside_the_filters_can_be_filtered_by(sample: Path) -> None:
    """Where the filters let nothing through, or the record in hand is not in the list, its values count all the same."""
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"speaker", "colon", *"rutte", "enter", "1")
        assert "this record lies outside the filters" in filters(pilot)
        await press(pilot, "tab", "comma")
        assert chips(pilot)[0] == "speaker: Mark Rutte" and len(chips(pilot)) == 2
        assert "31 Oct 2024" in chips(pilot)[1]


async def test_no_key_of_values_does_harm_where_there_is_no_record(
    make_store: MakeStore, tmp_path: Path, sample: Path
) -> None:
    for size in (WIDE, NARROW, TINY):
        async with app_on(make_store(tmp_path, [])).run_test(size=size) as pilot:
            await settle(pilot)
            keys = (
                "comma",
                "exclamation_mark",
                "h",
                "l",
                "tab",
                "comma",
                "exclamation_mark",
                "less_than_sign",
            )
            await press(pilot, *keys, "greater_than_sign", "n", "N")
            assert screen_lines(pilot)[0].startswith(" Made for a test")
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"zzz", "enter", "comma", "exclamation_mark", "h", "tab", "comma")
        assert title(pilot).endswith("0 of 15 · FILTERED") and chips(pilot) == ["“zzz…”"]


async def test_a_column_that_a_smaller_window_does_not_have_is_not_filtered_by(sample: Path) -> None:
    async with app_on(sample).run_test(size=(200, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", *["l"] * 6)
        await pilot.resize_terminal(*TINY)
        await settle(pilot)
        header = main_screen(pilot).query_one(ColumnHeader)
        name = underlined(header).split(" ")[0]
        await press(pilot, "comma")
        kinds = {"HEADLINE": "kind", "PLACE": "place", "ACTOR": "actor", "SOURCE": "source", "Oct": "in"}
        assert name in kinds and chips(pilot)[0].startswith(kinds[name])
