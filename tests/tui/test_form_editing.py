"""The form: moving between fields, typing, what is said of it, names that are offered, saving and leaving."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events

from chronoterm.chronology.memory import MemoryChronology
from chronoterm.editing.fields import Form
from chronoterm.edits import Document, Table
from chronoterm.opening import open_chronology
from chronoterm.records import Series
from chronoterm.text import scrub
from tests.conftest import HOSTILE
from tests.tui.driving import screen_lines, screen_text, wait_until
from tests.tui.form_driving import (
    LARGE,
    NARROW,
    SIZES,
    SMALL,
    WIDE,
    WindowApp,
    burst,
    form_on,
    goto,
    here,
    note,
    offered,
    pane,
    press,
    said_of,
    settle,
    text_of,
    texts,
    write,
)

MakeStore = Callable[..., Path]


@pytest.fixture(scope="module")
def chronology() -> MemoryChronology:
    return open_chronology(Path(__file__).parents[2] / "data" / "chronology.json")[1]


@pytest.fixture
def document() -> Document:
    store = json.loads((Path(__file__).parents[2] / "data" / "chronology.json").read_text(encoding="utf-8"))
    return next(each for each in store["records"].values() if each["id"] == "zelenskyy-dprk-troops-soon-uqsa")


# Seen


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_fits_and_shows_the_field_with_the_cursor(
    chronology: MemoryChronology, document: Document, size: tuple[int, int]
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
    chronology: MemoryChronology,
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
    chronology: MemoryChronology, document: Document, on: str, back: str
) -> None:
    async with WindowApp(form_on(chronology, document)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await goto(pilot, "date")
        await press(pilot, on, on)
        assert here(pilot) == "date_basis"
        await press(pilot, back, back)
        assert here(pilot) == "date"


async def test_enter_is_a_new_line_in_a_text_and_arrows_go_through_its_rows(
    chronology: MemoryChronology, document: Document
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
    chronology: MemoryChronology,
) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "summary")
        pilot.app.post_message(events.Paste("a long line\nb\nanother line"))
        await settle(pilot)
        await press(pilot, "left", "left", "up", "up")
        await write(pilot, "X")
        assert text_of(pilot, "summary") == "a long linXe\nb\nanother line"


async def test_a_click_puts_the_cursor_where_it_is(chronology: MemoryChronology, document: Document) -> None:
    async with WindowApp(form_on(chronology, document)).run_test(size=WIDE) as pilot:
        await settle(pilot)
        y = next(y for y, line in enumerate(screen_lines(pilot)) if "This is a matter" in line)
        x = screen_lines(pilot)[y].index("matter")
        await pilot.click(offset=(x, y))
        await settle(pilot)
        await write(pilot, "X")
        assert text_of(pilot, "quote") == "This is a Xmatter of days, not months"


async def test_choices_are_taken_by_arrow_letter_space_and_click(chronology: MemoryChronology) -> None:
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


async def test_every_key_says_how_a_date_is_understood_or_what_is_wrong(chronology: MemoryChronology) -> None:
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


async def test_a_new_name_is_said_to_be_new(chronology: MemoryChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "speaker")
        await write(pilot, "Ana Ruiz")
        assert "new actor “Ana Ruiz”" in screen_text(pilot)


# Names


async def test_names_are_offered_with_their_records_and_taken_by_tab_or_enter(
    chronology: MemoryChronology,
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


async def test_a_list_of_names_is_completed_where_the_cursor_is(chronology: MemoryChronology) -> None:
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


async def test_arrows_choose_among_names_and_escape_closes_them_alone(chronology: MemoryChronology) -> None:
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
        assert (here(pilot), text_of(pilot, "actors")) == ("places", f"{names[1]}; kor")


async def test_where_any_word_will_do_enter_leaves_what_was_typed(chronology: MemoryChronology) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "source.title")
        await write(pilot, "news")
        assert offered(pilot) == ["News article"]
        await press(pilot, "enter")
        assert (here(pilot), text_of(pilot, "source.title")) == ("source.author", "news")
        await press(pilot, "up", "backspace", "tab")
        assert text_of(pilot, "source.title") == "News article"


async def test_tags_and_series_are_offered(chronology: MemoryChronology) -> None:
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


async def test_a_click_takes_a_name(chronology: MemoryChronology) -> None:
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


# Saving


async def test_saving_announces_the_document_and_closes_when_it_is_done(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await goto(pilot, "date")
        await press(pilot, "ctrl+u")
        await write(pilot, "30 oct 2024")
        await press(pilot, "f2")
        asked = app.asked[0]
        assert (asked.table, asked.before, asked.new_names) == (Table.RECORDS, document, ())
        assert asked.after == {**document, "date": "2024-10-30"}
        assert note(pilot) == "saving …"
        asked.form.done()
        await settle(pilot)
        assert app.results == [True]


async def test_new_names_are_made_with_the_record(chronology: MemoryChronology) -> None:
    app = WindowApp(form_on(chronology))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "Talks begin")
        await goto(pilot, "actors")
        await write(pilot, "Ana Ruiz")
        await press(pilot, "ctrl+s")
        asked = app.asked[0]
        assert asked.before is None
        assert asked.after["headline"] == "Talks begin"
        assert [each.document["name"] for each in asked.new_names] == ["Ana Ruiz"]
        assert asked.after["actors"] == [asked.new_names[0].document["id"]]


async def test_a_fault_takes_the_cursor_there_and_nothing_is_announced(chronology: MemoryChronology) -> None:
    app = WindowApp(form_on(chronology))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "Talks")
        await goto(pilot, "date")
        await write(pilot, "3/2/2022")
        await goto(pilot, "tags")
        await press(pilot, "ctrl+s")
        assert app.asked == []
        assert here(pilot) == "date"
        assert note(pilot).startswith("not saved: date: ")


async def test_an_empty_new_form_says_what_it_needs_when_it_is_saved(chronology: MemoryChronology) -> None:
    app = WindowApp(form_on(chronology, None, Form.ACTOR))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "f2")
        assert (here(pilot), app.asked) == ("name", [])
        assert pane(pilot).here.is_fault


async def test_what_could_not_be_saved_stays_for_another_try(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "!")
        await press(pilot, "ctrl+s")
        app.asked[0].form.failed("the disk is full")
        await settle(pilot)
        assert note(pilot) == "not saved: the disk is full"
        assert text_of(pilot, "headline").endswith("!")
        await write(pilot, "?")
        await press(pilot, "ctrl+s")
        assert app.asked[1].after["headline"].endswith("soon!?")
        assert app.results == []


async def test_a_form_without_changes_writes_nothing(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "x")
        await press(pilot, "backspace", "ctrl+s")
        assert (app.asked, note(pilot)) == ([], "nothing is changed yet")


async def test_keys_typed_while_it_saves_go_to_what_is_below(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "!", "ctrl+s", "j", "k", "escape")
        assert app.keys_below == []
        app.asked[0].form.done()
        await settle(pilot)
        assert app.keys_below == ["j", "k", "escape"]
        assert app.asked[0].after["headline"].endswith("soon!")


async def test_what_does_not_fit_in_is_said_and_not_swallowed_in_silence(
    chronology: MemoryChronology,
) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        pilot.app.post_message(events.Paste("x" * 3_000))
        await settle(pilot)
        assert len(text_of(pilot, "headline")) == 2_000
        assert note(pilot) == "a field like this has no room for more than 2,000 characters"


# Leaving


async def test_escape_leaves_at_once_where_nothing_was_changed(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "escape", "j")
        assert (app.results, app.discarded, app.keys_below) == ([False], 1, ["j"])


@pytest.mark.parametrize(
    ("key", "results", "saves"), [("y", [False], 0), ("n", [], 0), ("escape", [], 0), ("s", [], 1)]
)
async def test_escape_asks_where_something_was_typed(
    chronology: MemoryChronology, document: Document, key: str, results: list[bool], saves: int
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "!", "escape", key)
        assert (app.results, len(app.asked)) == (results, saves)
        if not results:
            assert text_of(pilot, "headline").endswith("soon!")


async def test_enter_alone_discards_nothing(chronology: MemoryChronology, document: Document) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "x", "escape")
        assert "leave without saving" in note(pilot)
        await press(pilot, "enter", "space", "tab", "x")
        assert "y discard" in note(pilot)
        assert (app.results, text_of(pilot, "headline")[-2:]) == ([], "nx")


async def test_what_was_typed_can_be_taken_back_field_by_field(
    chronology: MemoryChronology, document: Document
) -> None:
    async with WindowApp(form_on(chronology, document)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        before = [each.text for each in pane(pilot).states]
        await write(pilot, "!? more")
        await goto(pilot, "quote")
        await press(pilot, "ctrl+u", "ctrl+w")
        assert text_of(pilot, "quote") == ""
        await press(pilot, "ctrl+underscore")
        assert text_of(pilot, "quote").startswith("This is")
        for _ in range(5):
            await press(pilot, "ctrl+underscore")
        assert [each.text for each in pane(pilot).states] == before
        assert here(pilot) == "headline"


# Drafts


async def test_a_draft_is_told_once_a_while_and_holds_what_differs(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "!!!")
        await wait_until(pilot, lambda: bool(app.drafts))
        assert app.drafts == [{"headline": "Moscow to field DPRK troops soon!!!"}]


async def test_a_draft_is_restored_and_dropped(chronology: MemoryChronology, document: Document) -> None:
    draft = {"headline": "Typed before", "tags": "one; two"}
    form = form_on(chronology, document, draft=draft, drafted="31 Oct 14:02")
    app = WindowApp(form)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert note(pilot) == "restored what was typed 31 Oct 14:02 and not saved; ^x drops it"
        assert form.texts == draft
        await press(pilot, "ctrl+x")
        assert (dict(form.texts), app.discarded) == ({}, 1)
        await press(pilot, "ctrl+underscore", "ctrl+underscore")
        assert form.texts == draft


# Two at once


async def test_both_versions_are_seen_and_what_is_chosen_is_saved(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "!")
        await goto(pilot, "quote")
        await write(pilot, "?")
        await press(pilot, "ctrl+s")
        theirs = {**document, "headline": "Theirs", "lang": "uk"}
        app.asked[0].form.conflict(theirs, "ana", "14:02")
        await settle(pilot)
        assert "ana changed this meanwhile, 14:02" in screen_text(pilot)
        assert "one field" in screen_text(pilot)
        await press(pilot, "enter")
        assert len(app.asked) == 1
        await press(pilot, "right", "enter")
        asked = app.asked[1]
        assert asked.before == theirs
        assert asked.after == {
            **theirs,
            "headline": f"{document['headline']}!",
            "quote": f"{document['quote']}?",
        }


async def test_only_names_that_are_chosen_are_made(chronology: MemoryChronology, document: Document) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "!")
        await goto(pilot, "actors")
        await write(pilot, "; Ana Ruiz")
        await press(pilot, "ctrl+s")
        assert len(app.asked[0].new_names) == 1
        app.asked[0].form.conflict({**document, "actors": ["RU"]}, "ana", "14:02")
        await settle(pilot)
        await press(pilot, "left", "enter")
        assert (app.asked[1].new_names, app.asked[1].after["actors"]) == ((), ["RU"])


async def test_a_second_conflict_is_shown_again(chronology: MemoryChronology, document: Document) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "!")
        await press(pilot, "ctrl+s")
        for theirs in ("First", "Second"):
            app.asked[-1].form.conflict({**document, "headline": theirs}, "ana", "14:02")
            await settle(pilot)
            assert theirs in screen_text(pilot)
            await press(pilot, "right", "enter")
            assert app.asked[-1].before == {**document, "headline": theirs}
        assert app.asked[-1].after["headline"].endswith("soon!")


@pytest.mark.parametrize(
    ("theirs", "keys"), [("Moscow to field DPRK troops soon!", ()), ("Theirs", ("1", "enter"))]
)
async def test_where_nothing_but_theirs_is_left_nothing_is_written(
    chronology: MemoryChronology, document: Document, theirs: str, keys: tuple[str, ...]
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "!")
        await press(pilot, "ctrl+s")
        app.asked[0].form.conflict({**document, "headline": theirs}, "ana", "14:02")
        await settle(pilot)
        await press(pilot, *keys)
        assert (len(app.asked), app.results, app.discarded) == (1, [False], 1)


async def test_escape_in_a_conflict_leads_back_with_nothing_written(
    chronology: MemoryChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await write(pilot, "!")
        await press(pilot, "ctrl+s")
        app.asked[0].form.conflict({**document, "headline": "Theirs"}, "ana", "14:02")
        await settle(pilot)
        await press(pilot, "escape")
        assert (len(app.asked), app.results) == (1, [])
        await write(pilot, "?")
        assert text_of(pilot, "headline").endswith("soon!?")


# Hostile


@pytest.fixture
def hostile(hostile_store: Path) -> tuple[MemoryChronology, list[dict[str, Any]]]:
    records = json.loads(hostile_store.read_text(encoding="utf-8"))["records"]
    return open_chronology(hostile_store)[1], list(records.values())


@pytest.mark.parametrize("size", [LARGE, SMALL])
async def test_hostile_texts_do_no_harm_in_a_form(
    hostile: tuple[MemoryChronology, list[dict[str, Any]]], size: tuple[int, int]
) -> None:
    chronology, records = hostile
    app = WindowApp(form_on(chronology, records[0]))
    async with app.run_test(size=size) as pilot:
        for record in records:
            if record is not records[0]:
                app.window = form_on(chronology, record)
                app.push_screen(app.window, app.results.append)
            await settle(pilot)
            assert all(scrub(line) == line for line in screen_lines(pilot))
            assert texts(pilot) == {}
            await burst(pilot, "tab", "a", "tab", "tab", "a", "shift+tab")
            assert texts(pilot)
            assert all(scrub(line) == line for line in screen_lines(pilot))
            await burst(pilot, "escape", "y")
    assert app.results == [False] * len(records)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                (
                    "tab",
                    "shift+tab",
                    "enter",
                    "up",
                    "down",
                    "left",
                    "right",
                    "home",
                    "end",
                    "backspace",
                    "delete",
                )
            ),
            st.sampled_from(
                (
                    "ctrl+w",
                    "ctrl+u",
                    "ctrl+k",
                    "ctrl+underscore",
                    "ctrl+home",
                    "ctrl+end",
                    "pagedown",
                    "pageup",
                )
            ),
            st.sampled_from(tuple('abkz;,"· 12-')),
            st.sampled_from(HOSTILE[:8] + HOSTILE[13:17]).map(events.Paste),
        ),
        max_size=30,
    ),
    st.sampled_from(SIZES),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_keys_break_a_form(
    chronology: MemoryChronology, document: Document, keys: list[str | events.Paste], size: tuple[int, int]
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            if isinstance(key, events.Paste):
                app.post_message(events.Paste(key.text))
                await settle(pilot)
            else:
                await burst(pilot, key)
        assert app.is_running
        assert here(pilot)
        while (steps := len(pane(pilot)._steps)) > 0:
            await press(pilot, "ctrl+underscore")
            assert len(pane(pilot)._steps) < steps
        assert texts(pilot) == {}
