"""Editing while others do, over broken disks and lost connections."""

import errno
import os
from pathlib import Path

import pytest

from chronoterm.edits import Edit, Table, change
from chronoterm.screens.edit_form import EditForm
from tests.tui.driving import (
    WIDE,
    app_on,
    cursor_headline,
    filters,
    list_lines,
    press,
    record,
    screen_text,
    settle,
    type_text,
    wait_until,
)
from tests.tui.editing import (
    FIRST,
    SECOND,
    another,
    is_on_main,
    save,
    write_headline,
)

# Others


async def test_what_somebody_else_writes_appears_without_moving_the_cursors_record(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j")
        here, line = record(pilot), list_lines(pilot).index(cursor_headline(pilot))
        ben = another(team)
        first = {"id": "n", "kind": "event", "headline": "Long before", "date": "2024-10-01"}
        new = change(Table.RECORDS, "n", None, first)
        assert new is not None
        ben.write(Edit("new", (new,)))
        write_headline(ben, FIRST, "By Ben")
        await wait_until(pilot, lambda: "ben: 1 changed, 1 new" in filters(pilot))
        assert record(pilot) == here
        assert list_lines(pilot).index(cursor_headline(pilot)) == line + 1, (
            "no room to scroll in so short a list"
        )
        assert any("By Ben" in each for each in list_lines(pilot))


async def test_a_record_that_somebody_else_deletes_leaves_the_cursor_beside_it(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        ben = another(team)
        gone = change(Table.RECORDS, SECOND, ben.document(Table.RECORDS, SECOND), None)
        assert gone is not None
        ben.write(Edit("deleted", (gone,)))
        await wait_until(pilot, lambda: "ben: 1 deleted" in filters(pilot))
        assert record(pilot) == "budanov-11000-in-training-rqe4"


async def test_the_second_to_save_sees_both_versions_and_chooses(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " mine")
        write_headline(another(team), FIRST, "theirs")
        await press(pilot, "ctrl+s")
        await wait_until(pilot, lambda: "ben changed this meanwhile" in screen_text(pilot))
        assert "theirs" in screen_text(pilot)
        assert another(team).store.record(FIRST).headline == "theirs", "nothing is overwritten unseen"
        await press(pilot, "2", "enter")
        await wait_until(pilot, lambda: is_on_main(pilot))
    assert another(team).store.record(FIRST).headline == "DPRK sends people as well as arms mine"


async def test_a_full_disk_leaves_the_form_open_for_another_try(
    team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " indeed")
        with monkeypatch.context() as disk:
            disk.setattr(os, "pwrite", full)
            await press(pilot, "ctrl+s")
            await wait_until(pilot, lambda: "No space left" in screen_text(pilot))
        assert isinstance(pilot.app.screen, EditForm)
        assert "indeed" in screen_text(pilot)
        await save(pilot)
    assert another(team).store.record(FIRST).headline.endswith("indeed")


async def test_what_was_typed_and_not_saved_is_there_again_after_a_lost_connection(team: Path) -> None:
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        await type_text(pilot, " unsaved")
        form = pilot.app.screen
        assert isinstance(form, EditForm)
        form._tell_draft()
        await settle(pilot)
    async with app_on(team).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert "unsaved" in screen_text(pilot)
        assert "restored what was typed" in screen_text(pilot)
        await save(pilot)
        await press(pilot, "E")
        assert "restored" not in screen_text(pilot)
