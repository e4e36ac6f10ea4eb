"""Filters that cannot be understood, or that find nothing: what is said, and that the last good list stays."""

from pathlib import Path

import pytest

from tests.tui.driving import (
    WIDE,
    app_on,
    chips,
    filters,
    hint,
    list_lines,
    press,
    prompt,
    screen_text,
    settle,
    standing,
    title,
    type_text,
)

# What cannot be understood


@pytest.mark.parametrize(
    ("typed", "column", "sentence", "marked"),
    [
        ("bud actr:x", 5, "no field is called “actr”; did you mean actor?", "actr"),
        ('"days', 1, "this quote is never closed", '"'),
        ("bud (tra", 5, "this parenthesis is never closed", "("),
        ("bud date:2024-13", 10, '"2024-13" is no date (month 13)', "2024-13"),
        (
            "date:3/2/2022",
            6,
            '"3/2/2022" may be 3 Feb 2022 or 2 Mar 2022; write the month as a word',
            "3/2/2022",
        ),
    ],
)
async def test_what_cannot_be_understood_is_marked_at_its_column_with_a_sentence(
    sample: Path, typed: str, column: int, sentence: str, marked: str
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, f"/{typed}")
        assert hint(pilot) == f"column {column}: {sentence}"
        faults = [each.text for each in prompt(pilot).render_line(0) if each.style and each.style.underline]
        assert "".join(faults) == marked


@pytest.mark.parametrize(
    ("good", "more"),
    [
        ("bud", ' "'),
        ("bud", " ("),
        ("bud", " OR"),
        ("bud actr", ":x"),
        ("bud", " date:"),
        ("tra", " is:lost"),
    ],
)
async def test_an_error_keeps_the_last_good_view_and_enter_does_not_close(
    sample: Path, good: str, more: str
) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, f"/{good}")
        before = standing(pilot)
        for letter in more:
            await type_text(pilot, letter)
            if not hint(pilot).startswith("column "):
                before = standing(pilot)
        await press(pilot, "enter")
        assert hint(pilot).startswith("column ")
        assert prompt(pilot).display and prompt(pilot).value == good + more
        assert standing(pilot) == before
        await press(pilot, *["backspace"] * len(more))
        assert not hint(pilot).startswith("column ")
        await press(pilot, "enter")
        assert not prompt(pilot).display and chips(pilot)


async def test_a_name_that_nobody_has_is_remarked_on(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/place:donetsk")
        assert "no place is called “donetsk”" in hint(pilot)
        await press(pilot, "enter")
        assert "no place is called “donetsk”" in filters(pilot)


# Nothing found


async def test_an_empty_result_names_the_filter_to_drop_with_counts(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/actor:budanov place:ukraine")
        await press(pilot, "enter")
        lines = [" ".join(line.split()) for line in list_lines(pilot)]
        assert "1 without “actor: Kyrylo Budanov”" in lines
        assert "2 without “place: Ukraine”" in lines
        await press(pilot, "escape")
        assert title(pilot).endswith("2 of 15 · FILTERED")


async def test_an_empty_result_says_while_typing_what_escape_does_then(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/actor:budanov place:ukraine")
        assert "1 without “actor: Kyrylo Budanov”" in " ".join(screen_text(pilot).split())
        assert "Esc goes back to what was before" in screen_text(pilot)
        assert "X all of them" not in screen_text(pilot)


async def test_an_empty_result_says_how_many_only_may_match(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/about:nov is:certain")
        await press(pilot, "enter")
        assert "`~` shows 1 that only may match" in screen_text(pilot)
        await press(pilot, "tilde")
        assert title(pilot).endswith("1 of 15 · FILTERED · 1 possible")
