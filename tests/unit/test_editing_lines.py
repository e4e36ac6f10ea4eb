"""Lists, figures and memberships as lines: what is written reads back, and what is typed is understood or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.editing.faults import FieldError, edtf_of
from chronoterm.editing.figures import figure_fault, figure_line, read_figure
from chronoterm.editing.lists import NAMES, TAGS, Piece, in_list, joined, single, split
from chronoterm.editing.memberships import membership_fault, membership_line, membership_text, read_membership
from chronoterm.edits import Document, same
from chronoterm.text import clean
from tests.unit.date_strategies import edtf_texts
from tests.unit.editing_strategies import TODAY, json_values, lines, numbers

marks = st.sampled_from((NAMES, TAGS, ""))
plain = lines.map(clean).filter(lambda text: len(text) < 500)  # a line that is typed is bounded

# Lists


@given(st.lists(lines, max_size=5), st.sampled_from((NAMES, TAGS)))
def test_a_list_reads_back_as_it_was_written(texts: list[str], mark: str) -> None:
    assert [each.text for each in split(joined(texts, mark), mark)] == texts


@given(lines, marks)
def test_a_part_in_quotes_is_told_from_one_without(text: str, mark: str) -> None:
    written = in_list(text, mark)
    assert split(written, mark) == (Piece(text, exact=written != text),)


@given(st.text('a;," ', max_size=12), marks)
def test_any_text_is_some_list(text: str, mark: str) -> None:
    assert all(each.text or each.exact for each in split(text, mark))


def test_blanks_around_parts_and_empty_parts_do_not_count() -> None:
    assert [each.text for each in split(" a ;; b c;", NAMES)] == ["a", "b c"]
    assert split('"a" b; "c"', NAMES) == (Piece('"a" b'), Piece("c", exact=True))
    assert single(' "a ""b""" ') == Piece('a "b"', exact=True) and single(" ") == Piece("")


# Figures

regular_figures = st.fixed_dictionaries(
    {},
    optional={
        "series": plain,
        "low": numbers,
        "high": numbers,
        "approx": st.just(True),
        "state": st.one_of(
            plain, st.sampled_from(("planned", "to 5", "- 5", "< 3", "5 killed", "“x”", "<x>"))
        ),
        "text": plain,
    },
)


@given(regular_figures)
def test_a_figure_reads_back_as_it_was_written(figure: Document) -> None:
    assert same(read_figure(figure_line(figure)), figure)


@given(json_values)
def test_whatever_stands_among_figures_makes_one_line_that_is_safe_to_show(value: object) -> None:
    line = figure_line(value)
    assert clean(line) == line and line.strip()


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("3,000 present · strikers", {"series": "strikers", "low": 3000, "high": 3000, "state": "present"}),
        (
            "c. 10,000-12,000 planned · s",
            {"series": "s", "low": 10000, "high": 12000, "approx": True, "state": "planned"},
        ),
        (">= 500", {"low": 500}),
        ("at least 500 · s", {"series": "s", "low": 500}),
        ("500+", {"low": 500}),
        ("≤ 7.5 km", {"high": 7.5, "state": "km"}),
        ("about 3", {"low": 3, "high": 3, "approx": True}),
        ("ca 3 to 4", {"low": 3, "high": 4, "approx": True}),
        ("-5 to -3", {"low": -5, "high": -3}),
        ("3 – 5", {"low": 3, "high": 5}),
        ('3 · "some three"', {"low": 3, "high": 3, "text": "some three"}),
        ("3 killed “three”", {"low": 3, "high": 3, "state": "killed “three”"}),
        ("3 · · “three” · s", {"series": "s", "low": 3, "high": 3, "text": "three"}),
    ],
)
def test_figures_are_understood_as_people_write_them(typed: str, figure: Document) -> None:
    assert same(read_figure(typed), figure)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("many", "is no figure"),
        ("", "is no figure"),
        ("10-12x", "is no figure"),
        ("3,5 planned", "may be two numbers"),
        ("1,00", "may be two numbers"),
        ("3 · a · b", "one thing too many"),
        ("3 · “a” · “b”", "stand there twice"),
        ("9" * 30, "too large"),
        ("1e999", "too large"),
        ("3 " + "x" * 1000, "too long"),
    ],
)
def test_what_is_no_figure_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(FieldError, match=why):
        read_figure(typed)


def test_a_figure_without_a_number_or_with_its_bounds_the_wrong_way_round_is_a_fault() -> None:
    assert figure_fault(read_figure("? planned")) == "a figure needs a number"
    assert figure_fault(read_figure("1,200-5")) == "1,200 is above 5"
    assert figure_fault(read_figure("5-5")) is None
    assert figure_fault({"low": "5"}) is not None and figure_fault(7) == "7 is no figure"


# Memberships

names = plain.filter(lambda text: text.strip() == text)


def read_line(line: str) -> Document:
    return read_membership(line, lambda piece: piece.text, lambda text: edtf_of(text, TODAY))


@given(names, st.one_of(st.none(), edtf_texts), st.one_of(st.none(), edtf_texts))
def test_a_membership_reads_back_as_it_was_written(name: str, start: str | None, end: str | None) -> None:
    sides = {"from": start, "to": end}
    membership = {"actor": name, **{side: date for side, date in sides.items() if date and "/" not in date}}
    if membership_fault(membership) is None:
        assert read_line(membership_line(membership, lambda id_: in_list(id_, ""))) == membership


@pytest.mark.parametrize(
    "name", ["Front .. 2020", "Voices since 2010", "Union from 2001", '"Q" 2020..', "a ..", "..b"]
)
def test_a_name_that_looks_like_one_with_a_time_reads_back(name: str) -> None:
    for membership in ({"actor": name}, {"actor": name, "from": "2021", "to": "2024-12"}):
        assert read_line(membership_line(membership, lambda id_: in_list(id_, ""))) == membership


@given(json_values)
def test_whatever_stands_among_memberships_makes_one_line_that_is_safe_to_show(value: object) -> None:
    line = membership_line(value, clean)
    assert clean(line) == line


@pytest.mark.parametrize(
    ("typed", "membership"),
    [
        (
            "drivers-union 2021-03-01..2024-12",
            {"actor": "drivers-union", "from": "2021-03-01", "to": "2024-12"},
        ),
        (
            "Crane Drivers' Union 2021 .. 2024",
            {"actor": "Crane Drivers' Union", "from": "2021", "to": "2024"},
        ),
        ("NATO 2024-10-01..", {"actor": "NATO", "from": "2024-10-01"}),
        ("NATO ..2024", {"actor": "NATO", "to": "2024"}),
        ("North Atlantic .. 2024", {"actor": "North Atlantic", "to": "2024"}),
        ("NATO since mar 2021", {"actor": "NATO", "from": "2021-03"}),
        ("NATO from 2021 to 2024", {"actor": "NATO", "from": "2021", "to": "2024"}),
        ("NATO until 2024", {"actor": "NATO", "to": "2024"}),
        ("Voices from Gaza", {"actor": "Voices from Gaza"}),
        ('"Front .. 2020" 2021..', {"actor": "Front .. 2020", "from": "2021"}),
    ],
)
def test_memberships_are_understood_as_people_write_them(typed: str, membership: Document) -> None:
    assert read_line(typed) == membership


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("NATO 2024..2020", "lies before"),
        ("NATO 2024-13..", "month 13"),
        ("NATO 3/2/2022..", "may be"),
        ("x" * 1001, "too long"),
    ],
)
def test_what_is_no_membership_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(FieldError, match=why):
        read_line(typed)


def test_a_membership_is_told_in_words() -> None:
    assert membership_text({"actor": "x"}, "NATO") == "NATO"
    assert membership_text({"actor": "x", "from": "2024-10-01"}, "NATO") == "NATO from 1 Oct 2024"
    assert membership_text({"actor": "x", "from": "soon"}, "NATO") == "NATO soon.."
