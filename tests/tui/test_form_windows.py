"""The small windows of editing: questions, relations, tags, comments, and two versions of one record."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.chronology.view import FacetValue
from chronoterm.editing.comparing import Difference, Side
from chronoterm.records import Annotation, Entry, Kind, RelationType
from chronoterm.screens.comment_prompt import CommentPrompt
from chronoterm.screens.confirm import Confirm
from chronoterm.screens.conflict import ConflictScreen
from chronoterm.screens.relation_menu import RelationChosen, RelationMenu
from chronoterm.screens.tag_prompt import TagPrompt, Tags
from chronoterm.screens.window import Window
from chronoterm.text import scrub
from chronoterm.widgets.form_versions import Shown, head_line, version_lines
from tests.conftest import HOSTILE
from tests.tui.driving import screen_lines, screen_text
from tests.tui.form_driving import (
    LARGE,
    NARROW,
    SMALL,
    WIDE,
    WindowApp,
    burst,
    pane,
    press,
    settle,
    write,
)

BEARER = Entry(id="b", kind=Kind.STATEMENT, headline="Talks are denied", date="2024-10-18")
OTHER = Entry(id="a", kind=Kind.EVENT, headline="Talks began")
HEADLINE = Difference("headline", "Headline", "Talks", "Talks begin", "Talks began", None)
SUMMARY = Difference("summary", "Summary", "", "They met. " * 20, "", Side.THEIRS)
QUOTE = Difference("quote", "Quote", "a", "a", "b", Side.MINE)
TAGS = [
    FacetValue("combat", "combat", 4),
    FacetValue("deployment", "deployment", 9),
    FacetValue("arms", "arms", 2),
]


def conflict() -> ConflictScreen:
    return ConflictScreen([SUMMARY, HEADLINE, QUOTE], "ana", "14:02")


def tags(records: int = 1) -> TagPrompt:
    return TagPrompt("“Talks began”", records, {"arms": 1}, {"combat": ("ana", "the record")}, TAGS)


def comments(own: str = "") -> CommentPrompt:
    earlier = [
        Annotation(record="a", by="ana", at="2024-10-18T14:02:33Z", comment="See the other one.\nOr not.")
    ]
    return CommentPrompt("“Talks began”", earlier, own)


WINDOWS: dict[str, tuple[Callable[[], Window[Any]], str]] = {
    "confirm": (
        lambda: Confirm("Delete “Talks began”?", ["3 records point to it; their relations go too"]),
        "go too",
    ),
    "conflict": (conflict, "ana changed this meanwhile"),
    "relation": (lambda: RelationMenu(BEARER, OTHER, ()), "is background of"),
    "tags": (tags, "combat"),
    "comment": (comments, "Comment on"),
}


@pytest.mark.parametrize("name", WINDOWS)
@pytest.mark.parametrize("size", [LARGE, NARROW, SMALL])
async def test_every_window_fits_and_escape_changes_nothing(name: str, size: tuple[int, int]) -> None:
    make, seen = WINDOWS[name]
    app = WindowApp(make())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        lines = screen_lines(pilot)
        assert seen in screen_text(pilot)
        assert any(line.strip().startswith("╭") for line in lines)
        assert any(line.strip().startswith("╰") for line in lines)
        await press(pilot, "escape")
        assert len(app.results) == 1
        assert not app.results[0]


# Questions


@pytest.mark.parametrize(
    ("keys", "result"), [(("enter", "y"), True), (("enter", "n"), False), (("space", "escape"), False)]
)
async def test_only_y_says_yes(keys: tuple[str, ...], result: bool) -> None:
    app = WindowApp(Confirm("Delete “Talks began”?"))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, keys[0])
        assert app.results == []
        await burst(pilot, keys[1], "j")
        assert (app.results, app.keys_below) == ([result], ["j"])


# Relations


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("d",), RelationChosen(RelationType.DENIES, take_back=True)),
        (("u",), RelationChosen(RelationType.UPDATES, take_back=False)),
        (("j", "j", "down", "k", "enter"), RelationChosen(RelationType.RESTATES, take_back=False)),
        (("enter",), RelationChosen(RelationType.BACKGROUND, take_back=False)),
    ],
)
async def test_a_relation_is_chosen_by_letter_or_cursor_and_again_taken_back(
    keys: tuple[str, ...], chosen: RelationChosen
) -> None:
    app = WindowApp(RelationMenu(BEARER, OTHER, {RelationType.DENIES}))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        text = screen_text(pilot)
        assert "“Talks are denied”  18 Oct 2024" in text
        assert "✓ d  denies" in text
        assert "again takes it back" in text
        await burst(pilot, *keys, "x")
        assert (app.results, app.keys_below) == ([chosen], ["x"])


async def test_every_relation_has_a_letter_and_a_click() -> None:
    for number, type_ in enumerate(RelationType):
        app = WindowApp(RelationMenu(BEARER, OTHER, ()))
        async with app.run_test(size=NARROW) as pilot:
            await settle(pilot)
            await pilot.click("#choices", offset=(5, number))
            await settle(pilot)
            assert app.results == [RelationChosen(type_, take_back=False)]


# Tags


async def test_tags_show_whose_they_are_and_how_many_records_have_them() -> None:
    async with WindowApp(tags()).run_test(size=NARROW) as pilot:
        await settle(pilot)
        shown = [" ".join(line.strip(" │").split()) for line in screen_lines(pilot)]
        assert "▶+ arms you 2" in shown
        assert "combat ana, the record 4" in shown
        assert "deployment 9" in shown


async def test_a_tag_is_given_by_its_first_letters_and_a_new_one_by_its_name() -> None:
    app = WindowApp(tags())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await write(pilot, "depl")
        await press(pilot, "enter")
        await write(pilot, "front  line")
        await press(pilot, "enter")
        assert "adds deployment, front line" in screen_text(pilot)
        await press(pilot, "enter")
        assert app.results == [Tags(("deployment", "front line"), ())]


@pytest.mark.parametrize("save", ["enter", "ctrl+s", "f2"])
async def test_ones_own_tag_is_taken_away_and_somebody_elses_stays(save: str) -> None:
    app = WindowApp(tags())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "space", "down", "space", save, "j")
        assert (app.results, app.keys_below) == ([Tags(("combat",), ("arms",))], ["j"])


async def test_a_tag_that_some_of_the_records_have_is_given_to_all_first() -> None:
    app = WindowApp(tags(records=3))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "~ arms" in screen_text(pilot)
        await press(pilot, "space")
        assert "+ arms" in screen_text(pilot)
        await press(pilot, "ctrl+s")
        assert app.results == [Tags(("arms",), ())]


async def test_tags_marked_twice_are_as_before() -> None:
    app = WindowApp(tags())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "down", "space", "space", *"arms", "enter", *"arms", "enter", "enter")
        assert app.results == [None]


async def test_a_burst_of_letters_and_enter_gives_what_was_typed() -> None:
    app = WindowApp(tags())
    async with app.run_test(size=NARROW) as pilot:
        await burst(pilot, *"deployment", "enter", *"comb", "enter", "enter", "G")
        assert app.results == [Tags(("deployment", "combat"), ())]
        assert app.keys_below == ["G"]


# Comments


async def test_a_comment_has_several_lines_below_those_that_are_there() -> None:
    app = WindowApp(comments())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "ana:" in screen_text(pilot)
        assert "2024-10-18 14:02 UTC" in screen_text(pilot)
        assert "Or not." in screen_text(pilot)
        await burst(pilot, "N", "o", "enter", "w", "ctrl+s", "j")
        assert (app.results, app.keys_below) == (["No\nw"], ["j"])


async def test_a_blank_comment_is_none_but_takes_ones_own_away() -> None:
    for own, result in (("", None), ("mine", "")):
        app = WindowApp(comments(own))
        async with app.run_test(size=NARROW) as pilot:
            await settle(pilot)
            await press(pilot, "ctrl+u", "space", "ctrl+s")
            assert app.results == [result]


async def test_a_comment_is_not_left_unasked() -> None:
    app = WindowApp(comments())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await burst(pilot, "N", "escape", "n", "o", "escape", "y", "j")
        assert (app.results, app.keys_below) == ([None], ["j"])


# Two versions


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_both_versions_are_shown_with_the_chosen_one_marked(size: tuple[int, int]) -> None:
    async with WindowApp(conflict()).run_test(size=size) as pilot:
        await settle(pilot)
        text = screen_text(pilot)
        assert "?" in text
        assert "Talks begin" in text
        assert "Talks began" in text
        await press(pilot, "h")
        text = screen_text(pilot)
        assert "● Talks begin" in text or "● theirs    Talks begin" in text
        assert "○ Talks began" in text or "○ yours     Talks began" in text


async def test_enter_goes_to_what_is_not_chosen_and_saves_when_all_is() -> None:
    app = WindowApp(conflict())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "k", "enter")
        assert app.results == []
        await burst(pilot, "l", "j", "h", "enter", "x")
        assert app.results == [{"summary": Side.THEIRS, "headline": Side.MINE, "quote": Side.THEIRS}]
        assert app.keys_below == ["x"]


@pytest.mark.parametrize(("key", "side"), [("1", Side.THEIRS), ("2", Side.MINE)])
async def test_all_of_one_side_are_taken_by_one_key(key: str, side: Side) -> None:
    app = WindowApp(conflict())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, key, "enter")
        assert app.results == [dict.fromkeys(("summary", "headline", "quote"), side)]


async def test_a_click_on_a_version_chooses_it() -> None:
    app = WindowApp(conflict())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        y = next(y for y, line in enumerate(screen_lines(pilot)) if "Talks begin" in line)
        await pilot.click(offset=(screen_lines(pilot)[y].index("Talks began") + 1, y))
        await settle(pilot)
        await press(pilot, "enter")
        assert app.results == [{"summary": Side.THEIRS, "headline": Side.MINE, "quote": Side.MINE}]


TEXTS = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))


@given(
    st.lists(
        st.builds(Difference, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.sampled_from((None, *Side))), max_size=3
    ),
    st.integers(20, 130),
)
def test_lines_of_versions_are_clean_and_no_wider_than_the_window(
    found: list[Difference], cells: int
) -> None:
    lines = version_lines(
        Shown(found, {each.field: each.default for each in found if each.default}, 0), cells
    )
    for _, pieces in lines:
        whole = "".join(each.text for each in pieces)
        assert scrub(whole) == whole
        assert "\n" not in whole
        assert sum(width(each.text) for each in pieces) <= cells
    assert width(head_line(cells)) <= cells


# Hostile


def hostile_windows(text: str) -> list[Window[Any]]:
    difference = Difference(text, text, text, f"{text} a", f"{text} b", None)
    entry = Entry(id=text, kind=Kind.EVENT, headline=text)
    note = Annotation(record="a", by=text, at=text, comment=text)
    return [
        Confirm(text, [text]),
        ConflictScreen([difference, difference._replace(default=Side.MINE)], text, text),
        RelationMenu(entry, entry, ()),
        TagPrompt(text, 2, {text: 1}, {f"{text}2": (text,)}, [FacetValue(text, text, 1)]),
        CommentPrompt(text, [note], text),
    ]


@pytest.mark.parametrize(("size", "texts"), [(WIDE, HOSTILE[::4]), (SMALL, HOSTILE[1::2])])
async def test_hostile_texts_do_no_harm_in_the_windows(size: tuple[int, int], texts: tuple[str, ...]) -> None:
    first, *windows = (each for text in texts for each in hostile_windows(text))
    app = WindowApp(first)
    async with app.run_test(size=size) as pilot:
        for window in (first, *windows):
            if window is not first:
                app.push_screen(window)
            await settle(pilot)
            lines = screen_lines(pilot)
            assert all(scrub(line) == line for line in lines)
            assert len({width(line) for line in lines if line.strip().startswith("│")}) == 1
            app.pop_screen()
            await settle(pilot)


async def test_earlier_comments_leave_room_for_the_text_and_can_all_be_read() -> None:
    text = "\n".join(f"line {number}." for number in range(20))
    many = [Annotation(record="a", by="ana", comment=text)]
    async with WindowApp(CommentPrompt("“Talks”", many)).run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert pane(pilot).size.height >= 3
        assert "^s save" in screen_text(pilot)
        seen = screen_text(pilot)
        for _ in range(20):
            await press(pilot, "pageup")
            seen += screen_text(pilot)
        assert all(f"line {number}." in seen for number in range(20))
