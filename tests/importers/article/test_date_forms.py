"""Phrases of time mean the days that a reader would take them for; the articles are of 10 May 2024, a Friday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.article.date_days import Days, Frame
from chronoterm.importers.article.date_forms import forms_in, glued_days
from chronoterm.importers.article.date_resolving import resolved

TODAY = date(2024, 5, 10)


def days(text: str, *, future: bool = False, today: date = TODAY, last: date | None = None) -> Days | None:
    (form,) = forms_in(text, 0, len(text))
    return resolved(form, Frame(today, future=future, last=last))


def span(
    text: str, *, future: bool = False, today: date = TODAY, last: date | None = None
) -> tuple[str, str]:
    found = days(text, future=future, today=today, last=last)
    assert found is not None
    return found.start.isoformat(), found.end.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2024",
        "on May 3, 2024",
        "on the 3rd of May 2024",
        "on 2024-05-03",
        "on 03.05.2024",
        "on 3 May",
        "on May 3",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert span(text) == ("2024-05-03", "2024-05-03")


@pytest.mark.parametrize(
    ("text", "today", "future", "expected"),
    [
        ("on 19 December", date(2025, 1, 7), False, "2024-12-19"),
        ("on 5 January", date(2024, 12, 20), False, "2025-01-05"),
        ("on 20 September", TODAY, True, "2024-09-20"),
        ("on 20 September", TODAY, False, "2023-09-20"),
        ("on 20 January", TODAY, True, "2025-01-20"),
        ("on 29 February", TODAY, False, "2024-02-29"),
    ],
)
def test_a_day_without_year_is_in_the_nearest_one_or_follows_the_tense(
    text: str, today: date, future: bool, expected: str
) -> None:
    assert span(text, today=today, future=future) == (expected, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the night of 13–14 February 2024", ("2024-02-13", "2024-02-14")),
        ("on the night of 1819 March", ("2024-03-18", "2024-03-19")),
        ("on the night of 89 March", ("2024-03-08", "2024-03-09")),
        ("on the night of 31 March–1 April", ("2024-03-31", "2024-04-01")),
        ("on the night of 311 April", ("2024-03-31", "2024-04-01")),
        ("overnight on 13 to 14 April", ("2024-04-13", "2024-04-14")),
        ("from 3 to 5 May", ("2024-05-03", "2024-05-05")),
        ("from 30 December 2023 to 2 January 2024", ("2023-12-30", "2024-01-02")),
        ("between 24 February 2022 and 3 May 2024", ("2022-02-24", "2024-05-03")),
        ("May 3-5, 2024", ("2024-05-03", "2024-05-05")),
        ("overnight", ("2024-05-09", "2024-05-10")),
        ("last night", ("2024-05-09", "2024-05-10")),
    ],
)
def test_nights_and_ranges_reach_from_one_day_to_the_other(text: str, expected: tuple[str, str]) -> None:
    assert span(text) == expected


@pytest.mark.parametrize(
    ("text", "future", "expected"),
    [
        ("on Friday", False, "2024-05-10"),
        ("on Monday", False, "2024-05-06"),
        ("on Saturday", False, "2024-05-04"),
        ("on Saturday", True, "2024-05-11"),
        ("on Friday", True, "2024-05-17"),
        ("next Wednesday", False, "2024-05-15"),
        ("later on Friday", True, "2024-05-10"),
        ("on Saturday, 13 April", False, "2024-04-13"),
        ("last Friday", False, "2024-05-03"),
    ],
)
def test_a_weekday_is_the_last_one_or_the_next(text: str, future: bool, expected: str) -> None:
    assert span(text, future=future) == (expected, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the coming days", ("2024-05-10", "2024-05-17")),
        ("in the coming weeks", ("2024-05-10", "2024-06-07")),
        ("early in May", ("2024-05-01", "2024-05-10")),
        ("in mid-April", ("2024-04-11", "2024-04-20")),
        ("late April", ("2024-04-21", "2024-04-30")),
        ("at the end of April", ("2024-04-21", "2024-04-30")),
        ("next week", ("2024-05-13", "2024-05-19")),
        ("last week", ("2024-04-29", "2024-05-05")),
    ],
)
def test_what_is_vague_follows_a_convention_and_is_shown_as_vague(
    text: str, expected: tuple[str, str]
) -> None:
    found = days(text)
    assert found is not None
    assert found.precision.value == "vague"
    assert span(text) == expected


@pytest.mark.parametrize(
    ("text", "future", "expected"),
    [
        ("in April", False, ("2024-04-01", "2024-04-30")),
        ("in April 2023", False, ("2023-04-01", "2023-04-30")),
        ("in December", True, ("2024-12-01", "2024-12-31")),
        ("in December", False, ("2023-12-01", "2023-12-31")),
        ("last month", False, ("2024-04-01", "2024-04-30")),
        ("in 2022", False, ("2022-01-01", "2022-12-31")),
        ("next year", False, ("2025-01-01", "2025-12-31")),
        ("in the first quarter of 2025", False, ("2025-01-01", "2025-03-31")),
        ("in winter 2023", False, ("2023-12-01", "2024-02-29")),
        ("yesterday", False, ("2024-05-09", "2024-05-09")),
        ("tomorrow", False, ("2024-05-11", "2024-05-11")),
        ("three days ago", False, ("2024-05-07", "2024-05-07")),
        ("two months ago", False, ("2024-03-01", "2024-03-31")),
        ("in five days", True, ("2024-05-15", "2024-05-15")),
    ],
)
def test_months_years_and_counted_days(text: str, future: bool, expected: tuple[str, str]) -> None:
    assert span(text, future=future) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on the same day", "2024-04-03"),
        ("the following day", "2024-04-04"),
        ("the day before", "2024-04-02"),
    ],
)
def test_what_refers_back_means_the_last_exact_day(text: str, expected: str) -> None:
    assert span(text, last=date(2024, 4, 3)) == (expected, expected)
    assert days(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "They march on.",
        "It rose by 5 per cent.",
        "at 02:35",
        "room 1819",
        "Article 5",
        "on 31 February 2024",
    ],
)
def test_what_is_no_date_gives_no_days(text: str) -> None:
    assert all(resolved(form, Frame(TODAY)) is None for form in forms_in(text, 0, len(text)))


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_a_date_with_its_year_reads_back(day: date) -> None:
    assert span(f"on {day.day} {day:%B} {day.year}") == (day.isoformat(), day.isoformat())


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_of_dates_stumble(text: str) -> None:
    for form in forms_in(text, 0, len(text)):
        assert 0 <= form.start < form.end <= len(text)
        resolved(form, Frame(TODAY))


@pytest.mark.parametrize("digits", ["12", "31", "1830", "2024", "100"])
def test_digits_that_are_no_two_days_in_a_row_are_no_range(digits: str) -> None:
    assert glued_days(digits) is None
