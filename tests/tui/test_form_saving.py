"""Forms that are saved, left, kept as drafts, or in conflict with others."""

import pytest
from textual import events

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.editing.fields import Form
from chronoterm.edits import Document, Table
from tests.tui.driving import screen_text, wait_until
from tests.tui.form_driving import (
    NARROW,
    WIDE,
    WindowApp,
    burst,
    form_on,
    goto,
    here,
    note,
    pane,
    press,
    settle,
    text_of,
    write,
)

# Saving


async def test_saving_announces_the_document_and_closes_when_it_is_done(
    chronology: IndexedChronology, document: Document
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


async def test_new_names_are_made_with_the_record(chronology: IndexedChronology) -> None:
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


async def test_a_fault_takes_the_cursor_there_and_nothing_is_announced(chronology: IndexedChronology) -> None:
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


async def test_an_empty_new_form_says_what_it_needs_when_it_is_saved(chronology: IndexedChronology) -> None:
    app = WindowApp(form_on(chronology, None, Form.ACTOR))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "f2")
        assert (here(pilot), app.asked) == ("name", [])
        assert pane(pilot).here.is_fault


async def test_what_could_not_be_saved_stays_for_another_try(
    chronology: IndexedChronology, document: Document
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
    chronology: IndexedChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "x")
        await press(pilot, "backspace", "ctrl+s")
        assert (app.asked, note(pilot)) == ([], "nothing is changed yet")


async def test_keys_typed_while_it_saves_go_to_what_is_below(
    chronology: IndexedChronology, document: Document
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
    chronology: IndexedChronology,
) -> None:
    async with WindowApp(form_on(chronology)).run_test(size=NARROW) as pilot:
        await settle(pilot)
        pilot.app.post_message(events.Paste("x" * 3_000))
        await settle(pilot)
        assert len(text_of(pilot, "headline")) == 2_000
        assert note(pilot) == "a field like this has no room for more than 2,000 characters"


# Leaving


async def test_escape_leaves_at_once_where_nothing_was_changed(
    chronology: IndexedChronology, document: Document
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
    chronology: IndexedChronology, document: Document, key: str, results: list[bool], saves: int
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "!", "escape", key)
        assert (app.results, len(app.asked)) == (results, saves)
        if not results:
            assert text_of(pilot, "headline").endswith("soon!")


async def test_enter_alone_discards_nothing(chronology: IndexedChronology, document: Document) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "x", "escape")
        assert "leave without saving" in note(pilot)
        await press(pilot, "enter", "space", "tab", "x")
        assert "y discard" in note(pilot)
        assert (app.results, text_of(pilot, "headline")[-2:]) == ([], "nx")


async def test_what_was_typed_can_be_taken_back_field_by_field(
    chronology: IndexedChronology, document: Document
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
    chronology: IndexedChronology, document: Document
) -> None:
    app = WindowApp(form_on(chronology, document))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "!!!")
        await wait_until(pilot, lambda: bool(app.drafts))
        assert app.drafts == [{"headline": "Moscow to field DPRK troops soon!!!"}]


async def test_a_draft_is_restored_and_dropped(chronology: IndexedChronology, document: Document) -> None:
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
    chronology: IndexedChronology, document: Document
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


async def test_only_names_that_are_chosen_are_made(chronology: IndexedChronology, document: Document) -> None:
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


async def test_a_second_conflict_is_shown_again(chronology: IndexedChronology, document: Document) -> None:
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
    chronology: IndexedChronology, document: Document, theirs: str, keys: tuple[str, ...]
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
    chronology: IndexedChronology, document: Document
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
