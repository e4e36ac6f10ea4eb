"""Cutting, padding and wrapping to a number of terminal cells."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from chronoterm.cells import cut, fit, fit_right, width, wrap
from chronoterm.text import clean, clean_block

PIECES = (
    "word ",
    "中文",
    "한",
    "\U0001f600",
    "e\u0301\u0323",
    "שלום ",
    "क्\u200dष ",
    "\u1100\u1161",
    "   ",
    "\n",
    "…",
    "supercalifragilistic",
)
CHARACTERS = st.characters(categories=["C", "L", "M", "N", "P", "S", "Z"])
ANY_TEXT = st.lists(st.one_of(CHARACTERS, st.sampled_from(PIECES)), max_size=30).map("".join)
LINES = ANY_TEXT.map(clean)
BLOCKS = ANY_TEXT.map(clean_block)
CELLS = st.integers(min_value=0, max_value=50)
# Joiners are dropped in columns, because Rich and terminals count what follows them differently.
UNCOUNTED = str.maketrans("", "", "\u200d\u2068\u2069")


def bare(text: str) -> str:
    return text.translate(UNCOUNTED)


def starts_with_mark(text: str) -> bool:
    return unicodedata.category(bare(text)[:1] or " ")[0] == "M"


@given(LINES)
def test_width_is_what_the_screen_library_counts(text: str) -> None:
    assert width(text) == cell_len(text)


@given(LINES, CELLS)
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, cells: int) -> None:
    assert width(fit(text, cells)) == cells
    assert width(fit_right(text, cells)) == cells


@given(st.lists(CHARACTERS).map("".join), CELLS)
def test_even_uncleaned_text_is_fitted_to_the_width(text: str, cells: int) -> None:
    assert width(fit(text, cells)) == cells


@given(LINES, CELLS)
def test_cut_text_is_the_whole_or_a_beginning_with_an_ellipsis(text: str, cells: int) -> None:
    shown, whole = cut(text, cells), bare(text)
    assert width(shown) <= cells
    if width(whole) <= cells:
        assert shown == whole
    elif cells:
        assert shown.endswith("…")
        assert whole.startswith(shown[:-1])
        assert not starts_with_mark(whole[len(shown) - 1 :].lstrip(" "))


@given(LINES, st.integers(min_value=3, max_value=50))
def test_cut_text_wastes_at_most_one_cell_for_a_wide_character(text: str, cells: int) -> None:
    shown = cut(text, cells)
    if shown != bare(text):
        assert width(bare(text)[: len(shown) - 1]) == width(shown) - 1
        rest = bare(text)[len(shown) - 1 :]
        spaces = len(rest) - len(rest.lstrip(" "))
        assert width(shown) + spaces >= cells - 1


def test_cutting_marks_what_is_left_out() -> None:
    assert cut("Pyongyang sends soldiers", 10) == "Pyongyang…"
    assert cut("Pyongyang sends soldiers", 11) == "Pyongyang…"
    assert cut("Pyongyang", 9) == "Pyongyang"
    assert cut("中文字", 4) == "中…"
    assert cut("中文字", 5) == "中文…"
    assert cut("中", 1) == "…"
    assert cut("e\u0301\u0323xy", 2) == "e\u0301\u0323…"
    assert cut("x", 0) == ""


def test_fitting_pads_on_the_side_asked_for() -> None:
    assert fit("Kursk", 7) == "Kursk  "
    assert fit_right("12", 5) == "   12"
    assert fit("中文字", 4) == "中… "
    assert fit("שלום", 6) == "\u2068שלום\u2069  "
    assert fit_right("שלום עולם", 6) == "\u2068שלום\u2069…".rjust(8)


@given(BLOCKS, CELLS)
def test_no_wrapped_line_is_wider_than_asked_or_ends_with_a_space(text: str, cells: int) -> None:
    for line in wrap(text, cells):
        assert width(line) <= cells
        assert not line.endswith(" ")
        assert "\n" not in line


@given(BLOCKS, st.integers(min_value=2, max_value=50))
def test_wrapping_loses_nothing_but_white_space(text: str, cells: int) -> None:
    assert bare("".join(wrap(text, cells))).replace(" ", "") == bare(text).replace(" ", "").replace("\n", "")


@given(BLOCKS, CELLS)
def test_wrapping_yields_a_line_for_each_line_there_was(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert len(lines) >= text.count("\n") + 1 if text else lines == []


@given(BLOCKS, st.integers(min_value=2, max_value=50))
def test_wrapping_splits_no_cluster_and_balances_isolates(text: str, cells: int) -> None:
    for line in wrap(text, cells):
        assert not starts_with_mark(line)
        assert line.count("\u2068") == line.count("\u2069")


@given(
    st.lists(st.text(alphabet="abcé中", min_size=1, max_size=5), min_size=1),
    st.integers(min_value=10, max_value=30),
)
def test_words_that_fit_stay_whole_and_lines_are_filled(words: list[str], cells: int) -> None:
    lines = wrap(" ".join(words), cells)
    assert " ".join(lines).split(" ") == words
    for line, following in pairwise(lines):
        assert width(line) + 1 + width(following.split(" ")[0]) > cells


def test_wrapping_reads_as_a_person_would_break_it() -> None:
    assert wrap("This is a matter of days, not months.", 12) == [
        "This is a",
        "matter of",
        "days, not",
        "months.",
    ]
    assert wrap("one\n\n  two three", 7) == ["one", "", "  two", "three"]
    assert wrap("see https://example.org/x now", 10) == ["see", "https://ex", "ample.org/", "x now"]
    assert wrap("中文中文 abc", 5) == ["中文", "中文", "abc"]
    assert wrap("     wide-word", 9) == ["wide-word"]
    assert wrap("a  b   ", 20) == ["a  b"]
    assert wrap("中e\u0301", 1) == ["…", "e\u0301"]
    assert wrap("word", 0) == [""]
    assert wrap("   ", 2) == [""]


@pytest.mark.parametrize("piece", ["word ", "w", "Ж", "中", "א ", " ", "\n", "a\u0301\u0323", "x          "])
@pytest.mark.parametrize("cells", [1, 40, 1_000_000])
def test_a_flood_wraps_and_fits_in_time_in_proportion_to_its_length(piece: str, cells: int) -> None:
    text = piece * (100_000 // len(piece)) + "y"
    before = time.process_time()
    wrap(text, cells)
    fit(text, cells)
    assert time.process_time() - before < 2
