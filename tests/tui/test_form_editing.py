"""The form: moving between fields, typing, what is said of it, names that are offered, saving and leaving."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.editing.fields import Form
from chronoterm.edits import Document
from chronoterm.opening import open_chronology
from chronoterm.records import Series
from tests.tui.driving import screen_lines, screen_text
from tests.tui.form_driving import (
    NARROW,
    SIZES,
    WIDE,
    WindowApp,
    form_on,
    goto,
    here,
    offered,
    pane,
    press,
    said_of,
    settle,
    text_of,
    write,
)

MakeStore = Callable[..., Path]


# Seen


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_fits_and_shows_the_field_with_the_cursor(
    chronology: IndexedChronology, document: Document, size: tuple[int, int]
) -> None:
    async with WindowApp(form_on(chronology, document)).run_test(size=size) as pilot:
        await settle(pilot)
        for _ in Form.RECORD.fields:
            name, fields = pane(pilot).here.field.label, pane(pilot)
            is_seen = any("▶" in line and name[:5] in line for line in screen_lines(pilot))
            assert is_seen or len(fields._rows) > fields.size.height
            await press(pilot, "tab")
        assert here(pilot) == Form.RECORD.fields[-1].name


async def test_a_new_form_asks_for_nothing_in_red_before_something_is_typed(
    chronology: IndexedChronology,
) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "New record" in screen_text(pilot)
        assert "Kind " in screen_text(pilot)
        assert here(pilot) == "headline"
        assert not any(each.is_fault for each in pane(pilot).states)


# Moving


@pytest.mark.parametrize(("on", "back"), [("enter", "up"), ("tab", "shift+tab"), ("down", "up")])
async def test_keys_go_from_field_to_field_and_back(
    chronology: IndexedChronology, document: Document, on: str, back: str
) -> None:
    async with WindowApp(form_on(chronology, document)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await goto(pilot, "date")
        await press(pilot, on, on)
        assert here(pilot) == "date_basis"
        await press(pilot, back, back)
        assert here(pilot) == "date"


async def test_enter_is_a_new_line_in_a_text_and_arrows_go_through_its_rows(
    chronology: IndexedChronology, document: Document
) -> None:
    async with WindowApp(form_on(chronology, document)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "quote")
        await press(pilot, "end", "enter")
        await write(pilot, "second")
        assert text_of(pilot, "quote").endswith("months\nsecond")
        await press(pilot, "up")
        assert here(pilot) == "quote"
        await write(pilot, "!")
        assert text_of(pilot, "quote").startswith("This i!s")
        await press(pilot, "up")
        assert here(pilot) == "speaker_role"
        await press(pilot, "down", "down", "down")
        assert here(pilot) == "quote_kind"


async def test_the_cursor_keeps_its_cell_while_it_goes_through_short_rows(
    chronology: IndexedChronology,
) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "summary")
        pilot.app.post_message(events.Paste("a long line\nb\nanother line"))
        await settle(pilot)
        await press(pilot, "left", "left", "up", "up")
        await write(pilot, "X")
        assert text_of(pilot, "summary") == "a long linXe\nb\nanother line"


async def test_a_click_puts_the_cursor_where_it_is(chronology: IndexedChronology, document: Document) -> None:
    async with WindowApp(form_on(chronology, document)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        y = next(y for y, line in enumerate(screen_lines(pilot)) if "This is a matter" in line)
        x = screen_lines(pilot)[y].index("matter")
        await pilot.click(offset=(x, y))
        await settle(pilot)
        await write(pilot, "X")
        assert text_of(pilot, "quote") == "This is a Xmatter of days, not months"


async def test_choices_are_taken_by_arrow_letter_space_and_click(chronology: IndexedChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await goto(pilot, "kind")
        await press(pilot, "right")
        assert text_of(pilot, "kind") == "statement"
        await press(pilot, "space")
        assert text_of(pilot, "kind") == "event"
        await press(pilot, "s")
        assert text_of(pilot, "kind") == "statement"
        y = next(y for y, line in enumerate(screen_lines(pilot)) if "‹statement›" in line)
        await pilot.click(offset=(screen_lines(pilot)[y].index(" event") + 2, y))
        await settle(pilot)
        assert text_of(pilot, "kind") == "event"
        await goto(pilot, "date_basis")
        await press(pilot, "e", "backspace")
        assert text_of(pilot, "date_basis") == ""


# Checked while it is typed


async def test_every_key_says_how_a_date_is_understood_or_what_is_wrong(
    chronology: IndexedChronology,
) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "date")
        await write(pilot, "28-30 oct 2024")
        assert said_of(pilot, "date") == "shown as 28–30 Oct 2024"
        assert "shown as 28–30 Oct 2024" in screen_text(pilot)
        await write(pilot, "x")
        assert "! " in screen_text(pilot)
        await press(pilot, "backspace")
        assert said_of(pilot, "date") == "shown as 28–30 Oct 2024"


async def test_a_new_name_is_said_to_be_new(chronology: IndexedChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "speaker")
        await write(pilot, "Ana Ruiz")
        assert "new actor “Ana Ruiz”" in screen_text(pilot)


# Names


async def test_names_are_offered_with_their_records_and_taken_by_tab_or_enter(
    chronology: IndexedChronology,
) -> None:
    for key in ("tab", "enter"):
        async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
            await settle(pilot)
            await goto(pilot, "speaker")
            await write(pilot, "buda")
            assert offered(pilot) == ["Kyrylo Budanov"]
            line = next(line for line in screen_lines(pilot) if "▶ Kyrylo Budanov" in line)
            assert line.strip("│ ").endswith("2")
            await press(pilot, key)
            assert text_of(pilot, "speaker") == "Kyrylo Budanov"
            assert offered(pilot) == []
            assert here(pilot) == "speaker"
            await press(pilot, key)
            assert here(pilot) == "speaker_role"


async def test_a_list_of_names_is_completed_where_the_cursor_is(chronology: IndexedChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "actors")
        await write(pilot, "zel")
        await press(pilot, "enter")
        await write(pilot, "; north korean")
        assert len(offered(pilot)) == 1
        await press(pilot, "tab")
        assert text_of(pilot, "actors") == "Volodymyr Zelenskyy; North Korean forces"
        await press(pilot, *["left"] * 40)
        await press(pilot, "home")
        await write(pilot, "bud;")
        assert text_of(pilot, "actors").startswith("bud;Volodymyr")
        await press(pilot, "left")
        await press(pilot, "backspace")
        assert offered(pilot) == ["Kyrylo Budanov"]
        await press(pilot, "tab")
        assert text_of(pilot, "actors") == "Kyrylo Budanov;Volodymyr Zelenskyy; North Korean forces"


async def test_arrows_choose_among_names_and_escape_closes_them_alone(chronology: IndexedChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "actors")
        await write(pilot, "ukr")
        names = offered(pilot)
        assert 2 <= len(names) <= 5
        await press(pilot, "down", "enter")
        assert text_of(pilot, "actors") == names[1]
        await write(pilot, "; kor")
        assert offered(pilot)
        await press(pilot, "escape")
        assert offered(pilot) == []
        assert here(pilot) == "actors"
        await press(pilot, "tab")
        assert (here(pilot), text_of(pilot, "actors")) == ("targets", f"{names[1]}; kor")


async def test_where_any_word_will_do_enter_leaves_what_was_typed(chronology: IndexedChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "source.title")
        await write(pilot, "news")
        assert offered(pilot) == ["News article"]
        await press(pilot, "enter")
        assert (here(pilot), text_of(pilot, "source.title")) == ("source.author", "news")
        await press(pilot, "up", "backspace", "tab")
        assert text_of(pilot, "source.title") == "News article"


async def test_tags_and_series_are_offered(chronology: IndexedChronology) -> None:
    series = [Series(id="dprk-soldiers-for-russia", name="North Korean soldiers for Russia")]
    async with WindowApp(form_on(chronology, series=series)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await goto(pilot, "tags")
        await write(pilot, "new, dep")
        assert offered(pilot) == ["deployment"]
        await press(pilot, "tab")
        assert text_of(pilot, "tags") == "new, deployment"
        await goto(pilot, "figures")
        pilot.app.post_message(events.Paste("3,000 present · sold"))
        await settle(pilot)
        assert offered(pilot) == ["North Korean soldiers for Russia"]
        await press(pilot, "tab")
        assert text_of(pilot, "figures") == "3,000 present · dprk-soldiers-for-russia"


async def test_a_click_takes_a_name(chronology: IndexedChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "actors")
        await write(pilot, "ukr")
        second = offered(pilot)[1]
        y = next(y for y, line in enumerate(screen_lines(pilot)) if f"  {second}" in line)
        await pilot.click(offset=(30, y))
        await settle(pilot)
        assert text_of(pilot, "actors") == second


async def test_a_name_that_several_have_is_completed_so_that_it_is_read_back(
    make_store: MakeStore, tmp_path: Path
) -> None:
    names = {"kim-1": "Kim; the first", "kim-2": "Kim", "kim-3": "Kim"}
    store = make_store(
        tmp_path,
        [{"id": "r", "kind": "event", "headline": "H", "actors": list(names)}],
        actors=[{"id": id_, "name": name} for id_, name in names.items()],
    )
    app = WindowApp(form_on(open_chronology(store)[1]))
    taken = []
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "Talks")
        await goto(pilot, "actors")
        for number in range(3):
            await press(pilot, "ctrl+u")
            await write(pilot, "ki")
            assert sorted(offered(pilot)) == sorted(names.values())
            await press(pilot, *["down"] * number, "tab", "ctrl+s")
            taken += app.asked[-1].after["actors"]
            app.asked[-1].form.failed("again")
    assert sorted(taken) == sorted(names)
