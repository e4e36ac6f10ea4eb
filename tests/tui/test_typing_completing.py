"""While a filter is typed, names are offered with their counts, and Tab completes them."""

from pathlib import Path

from tests.tui.driving import (
    WIDE,
    app_on,
    chips,
    filter_by,
    hint,
    press,
    prompt,
    settle,
    standing,
    title,
    type_text,
    wait_until,
)


async def test_names_are_offered_with_their_counts_when_keys_rest(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/actor:z")
        await wait_until(pilot, lambda: hint(pilot) == "Tab Volodymyr Zelenskyy 10")
        await type_text(pilot, " place:k")
        await wait_until(pilot, lambda: hint(pilot).startswith("Tab Kursk"))


async def test_counts_of_offers_follow_the_other_filters(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "kursk oblast")
        await type_text(pilot, "/actor:ru")
        await wait_until(pilot, lambda: hint(pilot).startswith("Tab Mark Rutte 1"))
        assert hint(pilot).endswith(" 0")


async def test_tab_completes_a_name_and_goes_on_to_the_next_offer(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/actor:u")
        seen = []
        for _ in range(3):
            await press(pilot, "tab")
            seen.append(prompt(pilot).value)
        assert seen[0].startswith("actor:") and len(set(seen[:2])) == 2
        for typed in seen:
            assert "u" in typed.casefold()
        assert prompt(pilot).display


async def test_tab_completes_an_alias_to_the_name(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/actor:pyong")
        await press(pilot, "tab")
        assert prompt(pilot).value.strip() == 'actor:"North Korea"'
        assert "FILTERED" in title(pilot)


async def test_tab_completes_a_word_that_stands_in_no_field(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/ku")
        await press(pilot, "tab", "enter")
        assert chips(pilot) == ["place: Kursk Oblast (+Kursk front)"]
        assert title(pilot).endswith("3 of 15 · FILTERED")


async def test_tab_without_any_offer_changes_nothing(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for typed in ("", "zzz", "actor:zzz", "date:2024", '"open'):
            await type_text(pilot, f"/{typed}")
            before = standing(pilot)
            await press(pilot, "tab", "shift+tab")
            assert prompt(pilot).value == typed and standing(pilot) == before
            await press(pilot, "escape")
