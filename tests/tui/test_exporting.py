"""Copies and files: what is shown, selected or at hand leaves the screen as it is asked for."""

import json
from pathlib import Path

import pytest

from chronoterm import clipboard
from chronoterm.app import Chronoterm
from chronoterm.directories import state_folder
from chronoterm.exporters.fields import CSV_FIELDS
from chronoterm.modes import Rights
from tests.conftest import HOSTILE, MakeStore
from tests.tui.driving import (
    NARROW,
    TINY,
    WIDE,
    Screen,
    app_on,
    filter_by,
    filters,
    press,
    screen_text,
    settle,
    type_text,
    wait_until,
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TMUX", raising=False)


def text_of(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def put(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def files() -> list[str]:
    """The names of what lies in the folder that the program was started in."""
    return sorted(each.name for each in Path().iterdir())


def last_copy() -> str:
    return (state_folder() / clipboard.NAME).read_text(encoding="utf-8")


async def said(pilot: Screen, words: str) -> None:
    await wait_until(pilot, lambda: words in filters(pilot))


async def named(pilot: Screen, name: str) -> None:
    """Put another name in the place of the one that is proposed."""
    await press(pilot, "ctrl+u")
    await type_text(pilot, name)


async def test_y_copies_the_quote_as_it_is_cited_and_says_where_it_is_kept(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"matter", "enter", "g", "y")
        await said(pilot, "copied")
        assert "last-copy.txt" in filters(pilot)
        assert last_copy().endswith("(KBS interview)")


async def test_without_a_quote_y_says_so(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "g", "y")
        await said(pilot, "copied without a quote")


async def test_capital_y_copies_what_is_shown_and_no_more(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "Y")
        await said(pilot, "copied 2 records as Markdown")
        text = last_copy()
        assert "Budanov" in text
        assert "Rutte" not in text
        assert "of 15" in text


async def test_capital_y_copies_what_is_selected(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "g", "space", "space", "Y")
        await said(pilot, "copied 2 records")


async def test_e_writes_what_is_shown_into_the_file_that_is_named(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await filter_by(pilot, "a", "budanov")
        await press(pilot, "e")
        assert "the 2 records shown" in screen_text(pilot)
        await named(pilot, "brief.md")
        await press(pilot, "enter")
        await said(pilot, "wrote 2 records to brief.md")
    text = text_of("brief.md")
    assert "Budanov" in text
    assert "Rutte" not in text


async def test_up_and_down_choose_the_form_and_its_name_and_the_beginning_is_shown(sample: Path) -> None:
    async with app_on(sample).run_test(size=NARROW) as pilot:
        await press(pilot, "e", "down", "down")
        shown = screen_text(pilot)
        assert "[CSV]" in shown
        assert ".csv" in shown
        assert "id,edtf,basis" in shown
        await press(pilot, "up", "up", "up", "enter")
        await said(pilot, ".txt")
    (made,) = files()
    assert "Budanov" in text_of(made)


async def head_of_table(pilot: Screen, name: str) -> list[str]:
    """The columns of the plain table that `e` writes."""
    await press(pilot, "e", "up")
    await named(pilot, name)
    await press(pilot, "enter")
    await said(pilot, "wrote 15 records")
    (head,) = (each for each in text_of(name).splitlines() if each.startswith(" DATE"))
    return head.split()


@pytest.mark.parametrize(
    ("size", "columns"),
    [
        (TINY, ["DATE", "KIND", "ACTOR", "HEADLINE", "PLACE"]),
        ((42, 12), ["DATE", "KIND", "ACTOR", "HEADLINE"]),
        ((240, 50), ["DATE", "KIND", "ACTOR", "HEADLINE", "PLACE", "SOURCE"]),
    ],
)
async def test_a_plain_table_has_the_columns_that_the_list_shows(
    sample: Path, size: tuple[int, int], columns: list[str]
) -> None:
    async with app_on(sample).run_test(size=size) as pilot:
        await settle(pilot)
        assert await head_of_table(pilot, "table.txt") == columns


async def test_where_no_list_is_shown_a_plain_table_has_the_usual_columns(sample: Path) -> None:
    async with app_on(sample).run_test(size=(42, 12)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert await head_of_table(pilot, "table.txt") == ["DATE", "KIND", "ACTOR", "HEADLINE", "PLACE"]


async def test_csv_has_its_own_columns_whatever_the_list_shows(sample: Path) -> None:
    for number, size in enumerate(((42, 12), (240, 50))):
        async with app_on(sample).run_test(size=size) as pilot:
            await settle(pilot)
            await press(pilot, "e", "down", "down")
            await named(pilot, f"{number}.csv")
            await press(pilot, "enter")
            await said(pilot, "wrote 15 records")
        assert text_of(f"{number}.csv").splitlines()[0] == ",".join(CSV_FIELDS)


async def test_tab_exports_the_selected_records_or_the_one_at_hand(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "g", "space", "space", "e")
        assert "[the 2 selected]" in screen_text(pilot)
        await press(pilot, "down", "down", "down")
        await named(pilot, "two.jsonl")
        await press(pilot, "enter")
        await said(pilot, "wrote 2 records")
        await press(pilot, "e", "tab", "tab")
        assert "[this record]" in screen_text(pilot)
        await press(pilot, "down", "down", "down")
        await named(pilot, "one.jsonl")
        await press(pilot, "enter")
        await said(pilot, "wrote 1 record")
    assert len(text_of("two.jsonl").splitlines()) == 2
    (line,) = text_of("one.jsonl").splitlines()
    assert json.loads(line)["id"]


async def test_a_file_that_is_there_is_written_over_only_if_that_is_meant(sample: Path) -> None:
    put("brief.md", "mine")
    async with app_on(sample).run_test(size=WIDE) as pilot:
        for answer, text in (("n", "mine"), ("y", "Budanov")):
            await press(pilot, "e")
            await named(pilot, "brief.md")
            await press(pilot, "enter")
            await wait_until(pilot, lambda: "is there already" in screen_text(pilot))
            await press(pilot, answer)
            await settle(pilot)
            assert text in text_of("brief.md")


async def test_what_cannot_be_written_is_said_and_leaves_nothing(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "e")
        await named(pilot, "nowhere/brief.md")
        await press(pilot, "enter")
        await said(pilot, "there is no folder")
    assert files() == []


async def test_escape_leaves_the_window_and_writes_nothing(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "e", "escape")
        assert "Budanov" in screen_text(pilot)
    assert files() == []


async def test_where_nothing_is_shown_there_is_nothing_to_export(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"nonsense", "enter", "e")
        assert "there is nothing to export" in filters(pilot)


async def test_a_restricted_user_makes_no_files(sample: Path) -> None:
    app = Chronoterm(sample, rights=Rights(edits=False, restricted=True))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "e")
        assert "Export" not in screen_text(pilot)
        await press(pilot, "y")
        await said(pilot, "copied")
    assert files() == []


async def test_without_a_home_a_copy_goes_to_the_terminal_alone(sample: Path) -> None:
    async with Chronoterm(sample, rights=Rights(edits=False, keeps=False)).run_test(size=WIDE) as pilot:
        await press(pilot, "y")
        await said(pilot, "copied")
        assert "also in" not in filters(pilot)


async def test_hostile_records_are_shown_and_written_without_harm(
    make_store: MakeStore, tmp_path: Path
) -> None:
    store = make_store(tmp_path, HOSTILE, name="hostile.json")
    async with app_on(store).run_test(size=NARROW) as pilot:
        for _ in range(8):
            await press(pilot, "e")
            assert all(each.isprintable() for each in screen_text(pilot).splitlines())
            await press(pilot, "escape")
        await press(pilot, "e", *(["down"] * 3))
        await named(pilot, "out.jsonl")
        await press(pilot, "enter")
        await said(pilot, "wrote")
    assert text_of("out.jsonl")


async def test_the_ending_of_a_name_chooses_the_form(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "e")
        await named(pilot, "two.csv")
        assert "[CSV]" in screen_text(pilot)
        await press(pilot, "down")
        assert "[JSON Lines]" in screen_text(pilot)
        assert "two.jsonl" in screen_text(pilot)
        await press(pilot, "up", "enter")
        await said(pilot, "wrote 15 records to two.csv")
    assert text_of("two.csv").startswith("id,edtf")


async def test_a_name_that_says_no_form_is_told(sample: Path) -> None:
    async with app_on(sample).run_test(size=WIDE) as pilot:
        await press(pilot, "e")
        await named(pilot, "brief.docx")
        assert "as Markdown, whatever its ending" in screen_text(pilot)
