"""A date is shown as people write it, and no two dates are shown alike."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import DateError, PartialDate, day_of
from tests.unit.date_strategies import neighbour_texts, partial_dates

LONG = [
    ("2024-10-31", "31 Oct 2024"),
    ("2024-10-01", "1 Oct 2024"),
    ("2024-10", "Oct 2024"),
    ("2024", "2024"),
    ("201X", "2010s"),
    ("20XX", "2000–2099"),
    ("2024-21", "spring 2024"),
    ("2024-22", "summer 2024"),
    ("2024-23", "autumn 2024"),
    ("2024-24", "winter 2024"),
    ("2024-10-18T14:30Z", "18 Oct 2024 14:30 UTC"),
    ("2024-10-18T14:30+03:00", "18 Oct 2024 14:30 +03:00"),
    ("2024-10-18T04:05-09:30", "18 Oct 2024 04:05 -09:30"),
    ("2024-10~", "c. Oct 2024"),
    ("2024-10?", "Oct 2024?"),
    ("2024-10%", "c. Oct 2024?"),
    ("201X~", "c. 2010s"),
    ("2024-10-XX", "a day in Oct 2024"),
    ("2024-XX-XX", "a day in 2024"),
    ("2024-XX", "a month in 2024"),
    ("2024-10-XX%", "a day in c. Oct 2024?"),
    ("2024-10-28/2024-10-30", "28–30 Oct 2024"),
    ("2024-10-28/2024-11-03", "28 Oct – 3 Nov 2024"),
    ("2024-12-28/2025-01-03", "28 Dec 2024 – 3 Jan 2025"),
    ("2024-10/2024-11", "Oct–Nov 2024"),
    ("2024-12/2025-01", "Dec 2024 – Jan 2025"),
    ("2020/2024", "2020–2024"),
    ("2024-10-28/2024-11", "28 Oct 2024 – Nov 2024"),
    ("2024-21/2024-22", "spring 2024 – summer 2024"),
    ("201X/202X", "2010s – 2020s"),
    ("2024-10-18T14:30Z/2024-10-18T16:00Z", "18 Oct 2024 14:30–16:00 UTC"),
    ("2024-10-18T14:30Z/2024-10-19T16:00Z", "18 Oct 2024 14:30 UTC – 19 Oct 2024 16:00 UTC"),
    ("2024-10-31/2024-10-31", "31 Oct 2024 – 31 Oct 2024"),
    ("2024-11-01/..", "from 1 Nov 2024"),
    ("../2024-11-01", "until 1 Nov 2024"),
    ("2024-11-01/", "1 Nov 2024 – ?"),
    ("/2024-11-01", "? – 1 Nov 2024"),
    ("2024-11-01~/..", "from c. 1 Nov 2024"),
    ("../2024-11-01?", "until 1 Nov 2024?"),
    ("-0043", "44 BC"),
    ("-0043-03-15", "15 Mar 44 BC"),
    ("0000", "1 BC"),
    ("0044", "AD 44"),
    ("Y17000", "year 17000"),
    ("Y-17000", "17001 BC"),
    ("-0043/-0039", "44–40 BC"),
    ("0014/0037", "AD 14–37"),
    ("-0043/0014", "44 BC – AD 14"),
    ("0998/1003", "AD 998 – 1003"),
]

SHARED_QUALIFIERS = [
    ("2024-10-31~/2024-11-07~", "c. 31 Oct – 7 Nov 2024"),
    ("2024-10-31?/2024-11-07?", "31 Oct – 7 Nov 2024?"),
    ("2024-10-31%/2024-11-07%", "c. 31 Oct – 7 Nov 2024?"),
    ("2024-10-31~/2024-11-07", "c. 31 Oct 2024 – 7 Nov 2024"),
    ("2024-10-31/2024-11-07~", "31 Oct 2024 – c. 7 Nov 2024"),
    ("2024-10-31~/2024-11-07?", "c. 31 Oct 2024 – 7 Nov 2024?"),
    ("2024-12-28~/2025-01-03~", "c. 28 Dec 2024 – c. 3 Jan 2025"),
    ("2020~/2024~", "c. 2020–2024"),
    ("2020~/2024", "c. 2020 – 2024"),
]

YEARS_OF_A_CENTURY = [
    ("20XX", "2000–2099"),
    ("2000/2099", "2000 to 2099"),
    ("20XX~", "c. 2000–2099"),
    ("2000~/2099~", "c. 2000 to c. 2099"),
    ("190X", "1900–1909"),
    ("1900/1909", "1900 to 1909"),
    ("00XX", "1 BC – AD 99"),
    ("0000/0099", "1 BC to AD 99"),
    ("00XX%", "c. 1 BC – AD 99?"),
    ("0000~/0099?", "c. 1 BC to AD 99?"),
    ("-20XX", "2100–2001 BC"),
    ("-000X", "10–2 BC"),
    ("20XX/21XX", "2000–2099 to 2100–2199"),
]

SHORT = [
    ("2024-10-31", "31 Oct"),
    ("-0043-03-15", "15 Mar"),
    ("2024-10-31~", "c. 31 Oct"),
    ("2024-10", "Oct 2024"),
    ("2024", "2024"),
    ("2024-24", "winter 2024"),
    ("2024-10-XX", "a day in Oct 2024"),
    ("2024-10-28/2024-10-30", "28–30 Oct"),
    ("2024-10-28/2024-11-03", "28 Oct – 3 Nov"),
    ("2024-10-31~/2024-11-07~", "c. 31 Oct – 7 Nov"),
    ("2024-10/2024-11", "Oct–Nov 2024"),
    ("2024-11-01/..", "from 1 Nov"),
    ("2024-11-01/", "1 Nov – ?"),
    ("2024-10-18T14:30Z", "18 Oct 14:30"),
    ("2024-10-18T14:30Z/2024-10-18T16:00Z", "18 Oct 14:30–16:00"),
    ("2024-10-18T14:30+03:00", "18 Oct 14:30 +03:00"),
]


@pytest.mark.parametrize(("edtf", "text"), LONG)
def test_a_date_is_shown_as_people_write_it(edtf: str, text: str) -> None:
    assert PartialDate.parse(edtf).text == text


@pytest.mark.parametrize(("edtf", "text"), SHARED_QUALIFIERS)
def test_sides_share_a_qualifier_where_they_share_a_year(edtf: str, text: str) -> None:
    assert PartialDate.parse(edtf).text == text


@pytest.mark.parametrize(("edtf", "text"), YEARS_OF_A_CENTURY)
def test_some_year_of_a_century_is_not_shown_as_the_whole_of_it(edtf: str, text: str) -> None:
    assert PartialDate.parse(edtf).text == text


@pytest.mark.parametrize(("edtf", "text"), SHORT)
def test_under_its_heading_a_date_goes_without_its_year(edtf: str, text: str) -> None:
    assert PartialDate.parse(edtf).short == text


@pytest.mark.parametrize(
    "edtf",
    [
        "2025-01-01T01:30+03:00",  # under December 2024, as it counts in UTC
        "2024-12-28/2025-01-03",
        "../2024-11-01",  # under no year at all
        "/2024-11-01",
        "2024-10-31~/2024-11-07",
    ],
)
def test_a_year_that_the_heading_does_not_tell_stays(edtf: str) -> None:
    date = PartialDate.parse(edtf)
    assert date.short == date.text


@given(partial_dates)
def test_a_short_date_with_its_year_left_out_begins_in_the_year_of_its_heading(date: PartialDate) -> None:
    if date.short != date.text:
        year = day_of(date.start)[0]
        assert date.edtf.startswith(f"{year:04d}" if year >= 0 else f"-{-year:04d}")
        assert len(date.short) < len(date.text)


@given(partial_dates)
def test_a_doubtful_date_looks_doubtful(date: PartialDate) -> None:
    for text in (date.text, date.short):
        assert ("c. " in text) is date.approximate
        if date.uncertain:
            assert "?" in text


@given(partial_dates)
def test_a_shown_date_is_one_printable_line(date: PartialDate) -> None:
    assert date.text == date.text.strip()
    assert date.text.isprintable()
    assert date.short


@given(st.tuples(neighbour_texts(), neighbour_texts()), st.tuples(neighbour_texts(), neighbour_texts()))
def test_no_two_intervals_are_shown_alike(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = "/".join(one), "/".join(other)
    try:
        texts = PartialDate.parse(first).text, PartialDate.parse(second).text
    except DateError:
        return
    assert (texts[0] == texts[1]) is (first == second)


def test_no_two_dates_of_a_small_world_are_shown_alike() -> None:
    bare = [
        "2000",
        "2099",
        "1900",
        "1909",
        "0000",
        "0009",
        "0099",
        "-0099",
        "-0001",
        "2024",
        "2024-XX",
        "2024-XX-XX",
        "2024-10",
        "2024-10-XX",
        "2024-11",
        "2025-01",
        "2024-24",
        "2024-10-07",
        "2024-10-28",
        "2024-11-07",
        "2025-01-03",
        "2024-10-28T14:30Z",
        "2024-10-28T16:00Z",
        "2024-10-28T16:00+03:00",
        "201X",
        "202X",
        "190X",
        "000X",
        "-000X",
        "001X",
        "20XX",
        "00XX",
        "-00XX",
        "Y17000",
        "Y20241018",
    ]
    points = [point + mark for point, mark in product(bare, ("", "~", "?", "%"))]
    world = [*points, *(form.format(point) for point in points for form in ("{}/..", "../{}", "{}/", "/{}"))]
    world += ["/".join(pair) for pair in product(points, points)]
    shown: dict[str, str] = {}
    for edtf in world:
        try:
            text = PartialDate.parse(edtf).text
        except DateError:
            continue
        assert shown.setdefault(text, edtf) == edtf
    assert len(shown) > len(points)
