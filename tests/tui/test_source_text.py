"""The text of a source on the screen: the passage is lit and in the middle, and others are a key away."""

from pathlib import Path

import pytest

from chronoterm.edits import Change, Edit, Table
from chronoterm.screens.source_text import SourceTextWindow
from chronoterm.store.shared import SharedStore
from chronoterm.widgets.source_pane import SourcePane
from tests.conftest import HOSTILE, MakeStore
from tests.texts import Document, of_words, taken, text_document
from tests.tui.driving import (
    NARROW,
    SIZES,
    WIDE,
    Screen,
    app_on_fresh,
    press,
    record,
    screen_lines,
    screen_text,
    settle,
    type_text,
    wait_until,
)

LINES = [f"Line {number} of the port news says nothing." for number in range(1, 61)]
LINES[29] = "On Monday Ada said 漢字 “We strike” \x1b[31mat once."
LINES[30] = "The port is shut."
LINES[49] = "Ships wait."
TEXT = "\ufeff" + "\r\n".join(LINES)


def with_texts(path: Path, *texts: str) -> Path:
    store = SharedStore.open(path)
    for each in texts:
        document = text_document(each)
        store.write(Edit("kept", (Change(Table.TEXTS, document["id"], None, document),)), by="ada")
    return path


def records() -> list[Document]:
    return [
        of_words(TEXT, "strike", "Ada said 漢字 “We strike” \x1b[31mat once.\r\nThe port", date="2024-10-01"),
        of_words(TEXT, "shut", "The port is shut.", date="2024-10-02"),
        of_words(TEXT, "ships", "Ships wait.", date="2024-10-03"),
        taken("no-span", TEXT, None, date="2024-10-04"),
        taken("outside", TEXT, (5, 10**6), date="2024-10-05"),
        taken("not-kept", "other text", (0, 5), date="2024-10-06", quote="So it was."),
        {"id": "no-source", "kind": "event", "headline": "x", "date": "2024-10-07"},
    ]


@pytest.fixture
def store(make_store: MakeStore, tmp_path: Path) -> Path:
    return with_texts(make_store(tmp_path, records()), TEXT)


async def opened(pilot: Screen, downs: int = 0) -> None:
    """The text of the record so many rows down."""
    await settle(pilot)
    await press(pilot, *["j"] * downs, "f")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, SourceTextWindow))
    await wait_until(pilot, lambda: "reading …" not in screen_text(pilot))
    await settle(pilot)


def lit(pilot: Screen) -> str:
    """What is lit, its lines one after another."""
    pane = pilot.app.screen.query_one(SourcePane)
    style = pane.part_style("source-pane--lit")
    rows = (pane.render_line(y) for y in range(pane.size.height))
    found = [
        "".join(
            each.text
            for each in row
            if each.style and each.style.bgcolor == style.bgcolor and each.style.bold
        )
        for row in rows
    ]
    return "\n".join(each.rstrip() for each in found if each.strip())


def said(pilot: Screen) -> str:
    """The line that tells whose passage is lit."""
    return screen_lines(pilot)[1].strip()


def bars(pilot: Screen) -> list[int]:
    """The lines of the window beside which the bar of the passage stands."""
    return [y for y, line in enumerate(screen_lines(pilot)) if line.lstrip().startswith("▌")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_passage_is_lit_letter_for_letter_and_in_the_middle(
    store: Path, size: tuple[int, int]
) -> None:
    async with app_on_fresh(store).run_test(size=size) as pilot:
        await opened(pilot)
        assert lit(pilot).split() == [
            "Ada",
            "said",
            "漢字",
            "“We",
            "strike”",
            "␛[31mat",
            "once.",
            "The",
            "port",
        ]
        rows, height = bars(pilot), size[1]
        assert abs(sum(rows) / len(rows) - height / 2) <= 3
        assert said(pilot).startswith("1 of 3 · lines 30–31 · 1 Oct 2024")
        assert "Gazette, Strike at Quay 1" in screen_lines(pilot)[0]
        assert "left out: 1 with a span" in screen_text(pilot)


async def test_lines_are_numbered_and_the_margin_numbers_the_passages(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await opened(pilot)
        lines = [" ".join(each.split()) for each in screen_lines(pilot)]
        assert any(each.startswith("▌ 1 30 On Monday Ada said") for each in lines)
        assert any(each.startswith("▌ 2 31 The port is shut.") for each in lines)
        assert any(each.startswith("32 Line 32") for each in lines)


async def test_brackets_go_from_passage_to_passage_and_enter_to_its_record(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "left_square_bracket")
        assert "this is the first passage" in screen_text(pilot)
        await press(pilot, "right_square_bracket")
        assert lit(pilot) == "The port is shut."
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert lit(pilot) == "Ships wait."
        assert "this is the last passage" in screen_text(pilot)
        await press(pilot, "left_square_bracket", "f")
        assert said(pilot).startswith("1 of 3")
        await press(pilot, "right_square_bracket", "right_square_bracket", "enter")
        assert record(pilot) == "ships"


async def test_a_click_lights_the_passage_under_it(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await opened(pilot)
        y = next(y for y, line in enumerate(screen_lines(pilot)) if "The port is shut." in line)
        await pilot.click(offset=(22, y))
        await settle(pilot)
        assert lit(pilot) == "The port is shut."


async def test_keys_scroll_and_leave_what_is_lit(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=NARROW) as pilot:
        await opened(pilot)
        await press(pilot, "g")
        assert "Line 1 of the port" in screen_text(pilot)
        await press(pilot, "G")
        assert "Line 60 of the port" in screen_text(pilot)
        top = pilot.app.screen.query_one(SourcePane).top
        await press(pilot, "k", "pageup", "j", "pagedown")
        assert pilot.app.screen.query_one(SourcePane).top == top
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, SourceTextWindow)
        assert record(pilot) == "strike"


async def test_another_width_keeps_the_passage_lit_and_in_sight(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await opened(pilot)
        before = lit(pilot).split()
        await pilot.resize_terminal(40, 16)
        await settle(pilot)
        assert lit(pilot).split() == before


async def test_a_record_without_a_passage_shows_the_whole_text(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await opened(pilot, 3)
        assert lit(pilot) == ""
        assert "the source names no passage" in said(pilot)
        assert "Line 1 of the port" in screen_text(pilot)
        await press(pilot, "right_square_bracket")
        assert said(pilot).startswith("1 of 3")


async def test_a_span_outside_of_the_text_is_said_to_be(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await opened(pilot, 4)
        assert lit(pilot) == ""
        assert "characters 5 to 1,000,000 are not in this text" in said(pilot)


async def test_a_text_that_is_not_kept_says_so_and_what_is_known(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await opened(pilot, 5)
        for each in ("does not keep the text", "So it was.", "characters 0 to 5", "chronoterm text add FILE"):
            assert each in screen_text(pilot)
        await press(pilot, "right_square_bracket")
        assert "nothing is marked" in screen_text(pilot)


async def test_a_record_without_a_source_says_so(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=NARROW) as pilot:
        await opened(pilot, 6)
        assert "names no source" in screen_text(pilot)


async def test_the_next_source_of_a_record_is_a_key_away(make_store: MakeStore, tmp_path: Path) -> None:
    both = of_words(TEXT, "r", "Ships wait.")
    both["sources"] += of_words("Second text here.", "r", "text")["sources"]
    path = with_texts(make_store(tmp_path, [both]), TEXT, "Second text here.")
    async with app_on_fresh(path).run_test(size=NARROW) as pilot:
        await opened(pilot)
        assert "source 1 of 2" in screen_lines(pilot)[0]
        await press(pilot, "n")
        assert (lit(pilot), "source 2 of 2" in screen_lines(pilot)[0]) == ("text", True)
        await press(pilot, "n")
        assert lit(pilot) == "Ships wait."


async def test_what_was_not_known_on_a_day_is_not_marked(store: Path) -> None:
    async with app_on_fresh(store).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "@")
        await type_text(pilot, "2024-10-02")
        await press(pilot, "enter")
        await opened(pilot)
        assert said(pilot).startswith("1 of 2")


async def test_an_empty_store_opens_no_text(make_store: MakeStore, tmp_path: Path) -> None:
    async with app_on_fresh(make_store(tmp_path, [])).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, "f")
        assert not isinstance(pilot.app.screen, SourceTextWindow)


async def test_nothing_hostile_is_painted(make_store: MakeStore, tmp_path: Path) -> None:
    text = "\n".join(HOSTILE).encode("utf-8", "replace").decode()
    path = with_texts(make_store(tmp_path, [taken("r", text, (3, len(text) - 3), quote=text)]), text)
    async with app_on_fresh(path).run_test(size=WIDE) as pilot:
        await opened(pilot)
        painted = screen_text(pilot).replace("\n", "").replace("\u2068", "").replace("\u2069", "")
        assert painted.isprintable()
        assert lit(pilot)
