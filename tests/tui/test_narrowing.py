from pathlib import Path

from tests.tui.driving import (
    WIDE,
    app_on,
    chips,
    column_names,
    cursor_headline,
    filter_by,
    list_lines,
    press,
    screen_lines,
    screen_text,
    settle,
    type_text,
    values,
)


async def test_russia_counts_and_includes_kursk_oblast(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        assert values(pilot)[:2] == ["▶ Russia 7", "Kursk Oblast 3"]
        await press(pilot, "escape")
        await filter_by(pilot, "p", "russia")
        assert "7 of 15 ·  FILTERED" in screen_lines(pilot)[0]
        assert chips(pilot) == ["place: Russia (+3 within)"]
        assert any("Kursk" in line for line in list_lines(pilot))


async def test_escape_takes_back_the_newest_filter_and_never_quits(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await filter_by(pilot, "p", "russia")
        assert [chip.split(" (")[0] for chip in chips(pilot)] == ["actor: Kyrylo Budanov", "place: Russia"]
        await press(pilot, "escape")
        assert chips(pilot) == ["actor: Kyrylo Budanov"]
        await press(pilot, "escape", "escape", "escape")
        assert chips(pilot) == [] and "15 records" in screen_lines(pilot)[0]
        assert pilot.app.is_running


async def test_counts_in_a_picker_follow_the_other_filters_and_keep_values_without_any(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "kursk oblast")
        await press(pilot, "a")
        await type_text(pilot, "zelensky")
        assert values(pilot) == ["▶ Volodymyr Zelenskyy Ukraine since 20 May 2019 0"]


async def test_an_alias_finds_a_name(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "pyongyang")
        assert chips(pilot)[0].startswith("actor: North Korea")


async def test_a_name_with_a_space_can_be_typed(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "north korean forces")
        assert chips(pilot) == ["actor: North Korean forces"]


async def test_space_chooses_several_and_any_of_them_will_do(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        await type_text(pilot, "budanov")
        await press(pilot, "space")
        await press(pilot, *["backspace"] * 7)
        await type_text(pilot, "rutte")
        await press(pilot, "space", "enter")
        assert chips(pilot) == ["actor: Kyrylo Budanov or Mark Rutte"]
        assert "3 of 15" in screen_lines(pilot)[0]


async def test_minus_leaves_a_value_out(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        await press(pilot, "minus", "enter")
        assert chips(pilot) == ["not place: Russia (+3 within)"]
        assert "8 of 15" in screen_lines(pilot)[0]


async def test_a_picker_opens_with_its_filter_marked_and_takes_it_off(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "ukraine")
        await press(pilot, "p")
        assert "+ Ukraine 1" in values(pilot)
        await type_text(pilot, "ukraine")
        await press(pilot, "space", "enter")
        assert chips(pilot) == []


async def test_x_goes_round_all_statements_events_expected(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        counts = []
        for _ in range(4):
            await press(pilot, "x")
            counts.append((chips(pilot), screen_lines(pilot)[0].split("(sample)")[1].split("·")[0].strip()))
        assert counts == [
            (["kind: statement"], "12 of 15"),
            (["kind: event"], "3 of 15"),
            (["kind: expected"], "2 of 15"),
            ([], "15 records" + counts[3][1][len("15 records") :]),
        ]


async def test_capital_x_takes_back_every_filter(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "zelenskyy")
        await press(pilot, "x", "X")
        assert chips(pilot) == []


async def test_sources_and_tags_are_picked_like_actors(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "s", "kbs")
        assert chips(pilot) == ["source: KBS interview"] and "8 of 15" in screen_lines(pilot)[0]
        await press(pilot, "X")
        await filter_by(pilot, "t", "prisoners")
        assert chips(pilot) == ["tag: prisoners"]


async def test_nothing_found_says_how_to_get_back_and_the_keys_still_work(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "ukraine")
        await filter_by(pilot, "a", "budanov")
        assert "No record matches. Esc takes back the newest filter" in screen_text(pilot)
        assert "0 of 15 ·  FILTERED" in screen_lines(pilot)[0]
        await press(pilot, "escape", "escape", "j")
        assert cursor_headline(pilot)


async def test_the_cursor_stays_on_its_record_through_filter_and_order(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j")
        await filter_by(pilot, "a", "budanov")
        assert "About 11,000" in cursor_headline(pilot)
        await press(pilot, "O")
        assert "About 11,000" in cursor_headline(pilot)
        await press(pilot, "escape")
        assert "About 11,000" in cursor_headline(pilot)


async def test_o_sorts_by_a_column_and_capital_o_turns_the_order_round(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "o", "down", "down", "enter")
        assert "sorted by actor ↑" in screen_lines(pilot)[1]
        assert "ACTOR ↑" in column_names(pilot)
        names = [line[16:].split("  ")[0].strip("“●◌ ") for line in list_lines(pilot)]
        assert names == sorted(names)
        await press(pilot, "O")
        assert "sorted by actor ↓" in screen_lines(pilot)[1]
        assert [line[16:].split("  ")[0].strip("“●◌ ") for line in list_lines(pilot)] == names[::-1] or names[
            0
        ]


async def test_reversed_dates_keep_the_undated_last(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "O")
        lines = list_lines(pilot)
        assert lines[0].startswith(" November 2024")
        assert "Mysnyk" in lines[-1]
