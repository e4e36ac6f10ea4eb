"""Dates and figures in words: nothing looks surer than it is."""

import pytest
from hypothesis import given

from chronoterm.dates import PartialDate, Precision
from chronoterm.exporters.words import (
    date_in_words,
    figure_in_words,
    heading_of,
    is_said_by_heading,
    is_sharp,
    machine_date,
    machine_day,
    place_in_words,
    source_in_words,
    time_in_words,
    when_in_words,
)
from chronoterm.records import Basis, Figure, Place, Source
from tests.exporters.chosen import chronology, record
from tests.unit.date_strategies import edtf_texts


@given(edtf_texts)
def test_a_date_has_words_in_the_place_of_signs(edtf: str) -> None:
    when = PartialDate.parse(edtf)
    text = when_in_words(when)
    assert not {"?", "~", "≤"} & set(text)
    assert "c. " not in text
    assert ("about " in text) == when.approximate
    assert ("(uncertain)" in text) == when.uncertain
    assert ("not known" in text) == (edtf.endswith("/") or edtf.startswith("/"))


@given(edtf_texts)
def test_what_is_known_from_its_publication_may_be_older(edtf: str) -> None:
    entry = record(date=edtf, date_basis=Basis.PUBLICATION)
    assert date_in_words(entry).split(" ")[1:3] == ["or", "before"]
    assert not is_sharp(entry)
    assert not is_said_by_heading(entry)
    assert machine_date(entry) == ""


@given(edtf_texts)
def test_only_a_sharp_date_is_one_for_machines(edtf: str) -> None:
    when = PartialDate.parse(edtf)
    entry = record(date=edtf)
    is_plain = when.precision in (Precision.DAY, Precision.MINUTE) and not (
        when.approximate or when.uncertain
    )
    assert is_sharp(entry) == is_plain
    if found := machine_date(entry):
        assert is_plain
        assert PartialDate.parse(found) == when
    if day := machine_day(entry):
        assert PartialDate.parse(day).start <= when.start < PartialDate.parse(day).end


@given(edtf_texts)
def test_every_date_has_a_heading_that_is_no_sharper_than_it(edtf: str) -> None:
    when = PartialDate.parse(edtf)
    heading = heading_of(record(date=edtf))
    assert heading[:1] == heading[:1].upper()
    if when.precision not in (Precision.DAY, Precision.MINUTE, Precision.INTERVAL):
        assert heading.endswith(", day not known")
        assert machine_day(record(date=edtf)) == ""


def test_an_undated_record_stands_under_undated() -> None:
    assert heading_of(record()) == "Undated"
    assert date_in_words(record()) == "not dated"


@pytest.mark.parametrize(
    ("edtf", "heading"),
    [
        ("2024-10-31", "Thursday 31 October 2024"),
        ("2024-10-31~", "Thursday 31 October 2024"),
        ("2024-10-31T23:30-05:00", "Friday 1 November 2024"),
        ("2024-10-28/2024-10-30", "Monday 28 October 2024"),
        ("2024-10", "October 2024, day not known"),
        ("2024-10~", "October 2024, day not known"),
        ("2024-10-XX", "October 2024, day not known"),
        ("2024-XX-XX", "2024, day not known"),
        ("2024-24", "Winter 2024, day not known"),
        ("201X", "2010s, day not known"),
        ("2024-10/2024-11", "Oct–Nov 2024"),
        ("../2024-11-01", "Until 1 Nov 2024"),
        ("-0043-03-15", "Friday 15 March 44 BC"),
    ],
)
def test_headings_are_as_people_read_dates(edtf: str, heading: str) -> None:
    assert heading_of(record(date=edtf)) == heading


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(low=3000, high=3000), "3,000"),
        (Figure(low=3000.0, high=3000.0, approx=True), "about 3,000"),
        (Figure(low=10000, high=12000), "10,000–12,000"),
        (Figure(low=500), "at least 500"),
        (Figure(high=2.5, approx=True), "at most about 2.5"),
        (Figure(text="dozens"), "dozens"),
        (Figure(), "not known"),
    ],
)
def test_figures_are_as_rough_as_they_are(figure: Figure, text: str) -> None:
    assert figure_in_words(figure) == text


def test_a_source_tells_its_channel_dates_and_grade() -> None:
    source = Source(
        publisher="Gazette",
        title="Strike",
        via="radio",
        author="B. Holm",
        published="2024-05",
        retrieved="2024-05-04~",
        reliability="B",
        credibility=2,
        url="https://example.org",
    )
    assert source_in_words(source) == (
        "radio → Gazette, Strike, by B. Holm, published May 2024, retrieved about 4 May 2024, graded B2"
    )
    assert source_in_words(Source(url="https://example.org")) == ""
    assert source_in_words(Source()) == "unnamed source"
    assert time_in_words("soon") == "soon (no date)"


def test_a_place_is_told_with_what_it_lies_in_even_in_a_circle() -> None:
    places = [Place(id="a", name="A", part_of="b"), Place(id="b", name="B", part_of="a")]
    assert place_in_words("a", chronology([record()], places=places)) == "A, B"
