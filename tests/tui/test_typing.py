"""Filtering as somebody types: the list follows every key, and every way out of the prompt is the one that is meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.driving import (
    NARROW,
    SIZES,
    TINY,
    WIDE,
    app_on,
    chips,
    cursor_headline,
    detail_text,
    filter_by,
    filters,
    hint,
    list_lines,
    lit_in_detail,
    lit_in_list,
    main_screen,
    press,
    prompt,
    record,
    records_shown,
    screen_text,
    settle,
    standing,
    title,
    type_text,
    wait_until,
)

MakeStore = Callable[..., Path]

BUDANOV, RUTTE = "budanov-11000-in-training-rqe4", "rutte-troops-confirmed-hcfy"


async def test_the_list_narrows_with_every_key(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        counts = []
        for key in "/mob":
            await type_text(pilot, key)
            counts.append(title(pilot).split("(sample) ")[1])
        assert counts == ["15 records", "12 of 15 · FILTERED", "7 of 15 · FILTERED", "1 of 15 · FILTERED"]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_stands_on_the_screen_at_every_size(sample: Path, size: tuple[int, int]) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await type_text(pilot, "/budanov")
        assert "budanov" in screen_text(pilot).splitlines()[1]
        assert title(pilot).endswith("2 of 15 · FILTERED")
        assert cursor_headline(pilot).startswith("▶18 Oct")
        await press(pilot, "enter")
        assert chips(pilot) == ["“budanov…”"]
        assert cursor_headline(pilot).startswith("▶18 Oct")


@pytest.mark.parametrize("size", SIZES)
async def test_a_filter_can_be_typed_from_the_detail_and_the_list_is_seen(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "/rutte")
        assert "28 Oct      “ Rutte" in screen_text(pilot)
        await press(pilot, "enter", "j")
        assert "28 Oct      “ Rutte" in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_escape_leads_back_to_the_detail_that_the_filter_was_typed_from(
    sample: Path, size: tuple[int, int]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j", "enter", "j")
        before = screen_text(pilot)
        await type_text(pilot, "/rutte")
        await press(pilot, "escape")
        assert detail_text(pilot).splitlines()[0].strip("▸ ").startswith("“ STATEMENT · 18 Oct 2024")
        await press(pilot, "j")
        assert screen_text(pilot) == before


# The cursor


async def test_the_cursor_stays_on_its_record_while_typing_and_comes_back_to_it(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j", "j")
        await type_text(pilot, "/training")
        assert record(pilot) == BUDANOV
        await type_text(pilot, " mark")
        assert record(pilot) != BUDANOV
        await press(pilot, *["backspace"] * 4)
        assert record(pilot) == BUDANOV


async def test_the_cursor_comes_back_after_nothing_was_found(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, *["j"] * 4)
        await type_text(pilot, "/kurskx")
        assert record(pilot) is None
        await press(pilot, "backspace")
        assert record(pilot) == RUTTE
        await press(pilot, "enter")
        assert record(pilot) == RUTTE


async def test_a_record_that_does_not_survive_gives_the_cursor_to_the_next_in_time(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/rutte")
        assert record(pilot) == RUTTE
        await press(pilot, "enter")
        assert record(pilot) == RUTTE


async def test_page_keys_move_the_list_while_a_filter_is_typed(sample: Path) -> None:
    async with app_on(sample).run_test(size=TINY) as pilot:
        await settle(pilot)
        await type_text(pilot, "/dprk")
        await press(pilot, "pagedown")
        moved = record(pilot)
        assert moved != "zelenskyy-people-as-well-as-arms-rbzg"
        await press(pilot, "enter")
        assert record(pilot) == moved
        await type_text(pilot, "/t")
        await press(pilot, "pagedown", "pageup", "pageup")
        assert prompt(pilot).value == "t"


# What is lit


@pytest.mark.parametrize("key", ["", "enter"])
async def test_hits_are_lit_in_list_and_detail(sample: Path, key: str) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert not lit_in_list(pilot) and not lit_in_detail(pilot)
        await type_text(pilot, "/trai")
        if key:
            await press(pilot, key)
        assert set(lit_in_list(pilot)) == {"trai"}
        assert {each.casefold() for each in lit_in_detail(pilot)} == {"trai"}
        await press(pilot, "escape")
        assert not lit_in_list(pilot) and not lit_in_detail(pilot)


async def test_a_phrase_is_lit_as_a_whole_and_what_is_denied_is_not(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, '/"days, not months" -kursk')
        assert [each.casefold() for each in lit_in_detail(pilot)].count("days") >= 1
        assert {"days", "not", "months"} >= {each.casefold() for each in lit_in_detail(pilot)}


async def test_a_word_is_lit_whatever_its_case_and_accents(make_store: MakeStore, tmp_path: Path) -> None:
    store = make_store(tmp_path, ["Café at the CAFÉ", "cafe\u0301 again", "nothing"])
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/cafe")
        assert title(pilot).endswith("2 of 3 · FILTERED")
        assert lit_in_list(pilot) == ["Café", "CAFÉ", "café"]


# Enter and Esc


async def test_enter_keeps_what_is_typed_as_chips_after_those_that_are_there(sample: Path) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "russia")
        await type_text(pilot, "/north speaker:zelenskyy -tag:labour")
        assert chips(pilot) == ["place: Russia (+3 within)"]
        await press(pilot, "enter")
        assert chips(pilot) == [
            "place: Russia (+3 within)",
            "“north…”",
            "speaker: Volodymyr Zelenskyy",
            "not tag: labour",
        ]
        assert not prompt(pilot).display
        await press(pilot, "j")
        assert title(pilot).endswith("2 of 15 · FILTERED")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "typed", ["", "bud", "kurskx", "actor:", "since:nov is:certain", "bud OR", '"', "id:zelenskyy"]
)
async def test_escape_puts_back_exactly_what_was(sample: Path, size: tuple[int, int], typed: str) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await filter_by(pilot, "t", "manpower")
        await press(pilot, "x", "O", *["j"] * 3)
        before = standing(pilot)
        await type_text(pilot, f"/{typed}")
        await press(pilot, "escape")
        assert standing(pilot) == before
        await press(pilot, "u", "u")
        assert chips(pilot) == ["tag: manpower"]


@pytest.mark.parametrize("size", SIZES)
async def test_escape_puts_suspended_filters_back_suspended(sample: Path, size: tuple[int, int]) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "backslash", *["j"] * 6)
        before = standing(pilot)
        assert "SUSPENDED" in before.title
        await type_text(pilot, "/kursk")
        assert "SUSPENDED" not in title(pilot)
        await press(pilot, "escape")
        assert standing(pilot) == before


async def test_escape_puts_the_first_visible_line_back_in_a_long_list(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, [f"Record {number:03}" for number in range(300)])
    async with app_on(store).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "G", *["pageup"] * 3, "k", "k")
        before = standing(pilot)
        for typed in ("/0", "/record 29", "/nothing", "/-record", "/record"):
            await type_text(pilot, typed)
            await press(pilot, "escape")
            assert standing(pilot) == before


async def test_backspaced_to_nothing_shows_what_was_before(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/bud")
        await press(pilot, *["backspace"] * 3)
        assert title(pilot).endswith("15 records")
        await press(pilot, "enter")
        assert chips(pilot) == [] and title(pilot).endswith("15 records")


async def test_enter_keeps_the_list_that_was_seen(make_store: MakeStore, tmp_path: Path) -> None:
    """A day without a year means the one near the record that the cursor was on when the prompt opened."""
    days = ("2022-06-01", "2022-10-20", "2024-09-30", "2024-10-01")
    store = make_store(
        tmp_path,
        [{"id": day, "kind": "event", "headline": f"On {day}", "date": day} for day in days],
    )
    async with app_on(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "j")
        await type_text(pilot, "/since:1 nov")
        seen = records_shown(pilot)
        assert seen == ["2024-09-30", "2024-10-01"]
        await press(pilot, "enter")
        assert records_shown(pilot) == seen
        assert chips(pilot) == ["since Nov 2022"]


async def test_a_click_on_the_list_keeps_what_is_typed(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/bud")
        await pilot.click("#list", offset=(20, 0))
        await settle(pilot)
        assert chips(pilot) == ["“bud…”"]
        assert not prompt(pilot).display


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


# Completing


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


# Earlier filters


async def test_up_goes_back_through_earlier_filters_and_down_to_the_draft(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        for typed in ("rutte", "kursk", "rutte"):
            await type_text(pilot, f"/{typed}")
            await press(pilot, "enter", "X")
        await type_text(pilot, "/tra")
        walk = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await press(pilot, key)
            walk.append((prompt(pilot).value, title(pilot).split("(sample) ")[1].split(" of")[0]))
        assert walk == [
            ("rutte", "1"),
            ("kursk", "3"),
            ("kursk", "3"),
            ("rutte", "1"),
            ("tra", "4"),
            ("tra", "4"),
        ]


async def test_a_filter_that_was_given_up_is_not_among_the_earlier_ones(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await type_text(pilot, "/rutte")
        await press(pilot, "escape")
        await type_text(pilot, "/")
        await press(pilot, "up")
        assert prompt(pilot).value == ""


# The newest chip


async def test_backspace_in_the_empty_prompt_takes_the_newest_chip_back(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await filter_by(pilot, "p", "russia")
        await type_text(pilot, "/kursk")
        await press(pilot, "enter")
        before = standing(pilot)
        await type_text(pilot, "/")
        await press(pilot, "backspace")
        assert prompt(pilot).value == "kursk" and chips(pilot) == ["place: Russia (+3 within)"]
        assert records_shown(pilot) and title(pilot) == before.title
        await press(pilot, "escape")
        assert standing(pilot) == before
        await type_text(pilot, "/")
        await press(pilot, "backspace", *["backspace"] * 5)
        assert prompt(pilot).value == "" and title(pilot).endswith("7 of 15 · FILTERED")
        await press(pilot, "enter")
        assert chips(pilot) == ["place: Russia (+3 within)"]
        await press(pilot, "u")
        assert standing(pilot)[:2] == before[:2]


@pytest.mark.parametrize(
    "typed",
    [
        "kursk",
        '"days, not months"',
        '"north kor"*',
        "actor:budanov",
        "-actor:=ukraine",
        "place:RU",
        "speaker:rutte,budanov",
        "kind:event",
        "is:undated",
        "grade:none",
        "figure:>10000",
        "date:2024-10",
        "since:2024-10-18",
        "until:2024-10-18",
        "about:2024-11",
        "id:zelenskyy-1",
        "-(kursk OR captives)",
        "(kursk OR tag:combat)",
    ],
)
async def test_a_chip_taken_back_into_the_prompt_asks_the_same(sample: Path, typed: str) -> None:
    async with app_on(sample).run_test(size=(160, 40)) as pilot:
        await settle(pilot)
        await type_text(pilot, f"/{typed}")
        await press(pilot, "enter")
        before = standing(pilot)
        await press(pilot, "slash", "backspace")
        assert title(pilot) == before.title
        await press(pilot, "enter")
        assert standing(pilot) == before
        await press(pilot, "u")
        assert chips(pilot) == []


async def test_backspace_without_any_chip_leaves_the_prompt_open(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "backspace", "backspace")
        assert prompt(pilot).display and title(pilot).endswith("15 records")


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


# Not among records


async def test_a_filter_can_be_typed_in_an_empty_store(make_store: MakeStore, tmp_path: Path) -> None:
    for size in SIZES:
        async with app_on(make_store(tmp_path, [])).run_test(size=size) as pilot:
            await settle(pilot)
            await type_text(pilot, "/actor:z since:nov")
            await press(pilot, "tab", "enter", "escape", "n", "N", "backslash", "comma")
            assert "0 records · 0 lit · SUSPENDED" in title(pilot)
            await press(pilot, "escape", "escape")
            assert title(pilot).endswith("0 records")
            assert "has no records yet" in screen_text(pilot)


async def test_hostile_text_can_be_searched_completed_and_kept(hostile_store: Path) -> None:
    async with app_on(hostile_store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        total = main_screen(pilot)._view
        assert total is not None
        for typed in ("[bold", "actor:[", "[/x]", "全角", "שלום", "actor:x", "place:👩", "=1+1"):
            await type_text(pilot, f"/{typed}")
            await press(pilot, "tab")
            await press(pilot, "enter")
            assert pilot.app.is_running
            await press(pilot, "escape", "X")
        assert records_shown(pilot)
        await press(pilot, "slash", "up", "up", "enter")
        assert pilot.app.is_running
