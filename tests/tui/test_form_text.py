"""The text of a field as somebody types in it, and how it is broken into rows."""

from unicodedata import combining

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chronoterm.cells import width
from chronoterm.editing.fields import RECORD_FIELDS, FormField, Shape
from chronoterm.text import clean, clean_block, scrub
from chronoterm.widgets.form_field import LONGEST_SHOWN, FieldState, field_state
from chronoterm.widgets.form_layout import Layout, field_lines
from chronoterm.widgets.form_painter import line_parts
from chronoterm.widgets.form_rows import cell_of, cells_of, painted, place_at, row_of, rows_of
from chronoterm.widgets.form_text import LONGEST_BLOCK, LONGEST_LINE, Typed, typed
from tests.conftest import HOSTILE

ODD = st.sampled_from(
    ("\u0301", "\u200d", "👩", "全", "ש", "ا", "\x1b", "\u202e", "\n", " ", "a", "🇺", "क", "्", "\ufe0f")
)
TEXTS = st.one_of(
    st.text(alphabet=st.one_of(ODD, st.characters()), max_size=60), st.text(alphabet="ab \n", max_size=80)
)
KEYS = st.sampled_from(("left", "right", "word_left", "word_right", "line_start", "line_end"))
STEPS = st.lists(st.one_of(TEXTS, st.tuples(st.sampled_from(("go", "cut")), KEYS)), max_size=12)
BLOCK = FormField("summary", "Summary", Shape.BLOCK, "a few sentences")
LINE = FormField("headline", "Headline")


def after(steps: list[str | tuple[str, str]], *, several_lines: bool) -> Typed:
    now = typed("", several_lines=several_lines)
    for step in steps:
        if isinstance(step, str):
            now = now.insert(step, several_lines=several_lines)
        elif step[0] == "go":
            now = now.at(getattr(now, step[1]))
        else:
            now = now.without(getattr(now, step[1]))
    return now


@given(STEPS, st.booleans())
def test_whatever_is_typed_the_text_is_clean_and_the_cursor_in_it(
    steps: list[str | tuple[str, str]], several: bool
) -> None:
    now = after(steps, several_lines=several)
    make = clean_block if several else clean
    assert now.text == make(now.text)
    assert 0 <= now.cursor <= len(now.text)
    under = now.text[now.cursor : now.cursor + 1]
    assert not under or not combining(under) or now.cursor == 0


@given(st.text(alphabet="abc xyz\n", max_size=40), st.integers(0, 40), st.text(alphabet="ab ", max_size=10))
def test_plain_letters_come_in_where_the_cursor_is_and_go_again(text: str, place: int, new: str) -> None:
    now = Typed(text).at(place)
    put = now.insert(new, several_lines=True)
    assert put.text == text[: now.cursor] + new + text[now.cursor :]
    for _ in new:
        put = put.without(put.left)
    assert put == now


@pytest.mark.parametrize(
    ("text", "cursor", "left", "right"),
    [
        ("one two", 7, 4, 7),
        ("one two", 4, 0, 7),
        ("one  two ", 9, 5, 9),
        ("Київ, вже", 9, 6, 9),
        ("", 0, 0, 0),
    ],
)
def test_words_are_jumped_over(text: str, cursor: int, left: int, right: int) -> None:
    assert (Typed(text, cursor).word_left, Typed(text, cursor).word_right) == (left, right)


def test_a_mark_goes_with_its_letter() -> None:
    now = typed("se\u0323\u0301x", several_lines=False)
    before_x = now.at(now.left)
    assert before_x.at(before_x.left).cursor == 1
    assert before_x.without(before_x.left).text == "sx"


def test_no_more_is_taken_than_a_field_holds() -> None:
    assert len(typed("", several_lines=False).insert("x" * 100_000).text) == LONGEST_LINE
    assert len(typed("", several_lines=True).insert("x" * 100_000, several_lines=True).text) == LONGEST_BLOCK


# Rows


@given(TEXTS.map(clean_block), st.integers(1, 30))
@example("ab cd  ", 2)
@example(clean_block("全" * 5), 1)
def test_every_letter_stands_on_one_row_and_rows_fit(text: str, cells: int) -> None:
    rows = rows_of(text, cells)
    assert "".join(text[row.start : row.end] for row in rows) == text.replace("\n", "")
    assert all(cells_of(text[row.start : row.end].rstrip(" ")) <= max(cells, 2) for row in rows)
    assert [row.start for row in rows] == sorted({row.start for row in rows})


@given(TEXTS.map(clean_block), st.integers(4, 30))
def test_the_cursor_is_found_again_where_it_is_painted(text: str, cells: int) -> None:
    rows = rows_of(text, cells)
    for place in range(len(text) + 1):
        now = Typed(text).at(place)
        row = rows[row_of(rows, now.cursor)]
        cell = cell_of(text, row, now.cursor)
        found = Typed(text).at(place_at(text, row, cell)).cursor
        assert cell_of(text, row, found) == cell
        assert row.start <= found <= row.end


def test_lines_break_between_words() -> None:
    text = "the wait in days\nand more"
    assert [text[row.start : row.end] for row in rows_of(text, 9)] == ["the wait ", "in days", "and more"]


# Fields


@given(st.one_of(TEXTS, st.sampled_from(HOSTILE)), st.sampled_from(RECORD_FIELDS))
def test_a_text_that_nobody_changes_stays_as_it_is_stored(text: str, field: FormField) -> None:
    state = field_state(field, text)
    assert state.text == text
    assert not state.is_touched


def test_a_text_too_long_for_a_form_is_shown_by_its_beginning_and_stays() -> None:
    long = "x" * (LONGEST_SHOWN + 1)
    state = field_state(BLOCK, long)
    assert state.with_text(Typed("other", 0)).text == long
    assert "too long" in state.with_note("shown", "").said


@given(
    st.one_of(TEXTS, st.sampled_from(HOSTILE)),
    st.one_of(TEXTS, st.sampled_from(HOSTILE)),
    st.integers(20, 130),
    st.integers(0, 60),
    st.booleans(),
    st.sampled_from((BLOCK, LINE, RECORD_FIELDS[0])),
)
def test_a_line_of_a_field_is_as_wide_as_the_form_whatever_stands_in_it(  # noqa: PLR0913, PLR0917 - all that it is made of
    text: str, said: str, cells: int, place: int, here: bool, field: FormField
) -> None:
    state = field_state(field, text).with_note(said, "")
    state = state.with_text(state.now.at(place))
    layout = Layout.of(cells)
    for line in field_lines(0, state, layout, here=here):
        parts = line_parts(line, state, layout, here=here)
        whole = "".join(each.text for each in parts)
        assert scrub(whole) == whole
        assert sum(width(each.text) for each in parts) == cells
        assert "\n" not in whole


def choice(now: str = "") -> FieldState:
    return field_state(FormField("kind", "Kind", Shape.CHOICE, choices=("event", "statement")), now)


def test_choices_go_round_and_may_be_empty_where_nothing_is_required() -> None:
    assert choice().step_choice(1).now.text == "event"
    assert choice("statement").step_choice(1).now.text == ""
    assert choice("event").beginning("S").now.text == "statement"
    assert choice("event").beginning("x").now.text == "event"
    assert choice("a wrong one").step_choice(1).now.text == ""


def test_painting_leaves_out_what_terminals_disagree_about() -> None:
    assert painted("👩\u200d👧") == "👩👧"
