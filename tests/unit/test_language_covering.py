import pytest
from hypothesis import assume, given

from chronoterm.dates import EARLIEST, LATEST, PartialDate, covering
from tests.unit.date_strategies import partial_dates


@given(partial_dates)
def test_the_minutes_of_a_date_are_covered_by_a_date_of_the_same_minutes(date: PartialDate) -> None:
    covered = covering(date.start, date.end)
    assert (covered.start, covered.end) == (date.start, date.end)


@given(partial_dates, partial_dates)
def test_from_one_date_to_another_is_an_interval(one: PartialDate, other: PartialDate) -> None:
    since, until = min(one.start, other.start), max(one.end, other.end)
    assume((since, until) != (EARLIEST, LATEST))
    covered = covering(since, until)
    assert (covered.start, covered.end) == (since, until)


@pytest.mark.parametrize(
    ("first", "last", "plain"),
    [
        ("2024-10-13", "2024-10-13", "2024-10-13"),
        ("2024-10-01", "2024-10-31", "2024-10"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-10-13", "2024-10-20", "2024-10-13/2024-10-20"),
        ("2024-01", "2024-10", "2024-01/2024-10"),
        ("2024-01-01", "2024-10-20", "2024-01-01/2024-10-20"),
        ("202X", "202X", "2020/2029"),
        ("2024-10-13T14:30+03:00", "2024-10-13T14:30+03:00", "2024-10-13T11:30Z"),
        ("2024-10-13T14:30Z", "2024-10", "2024-10-13T14:30Z/2024-10-31T23:59Z"),
        ("-0044-03-15", "-0044-03-15", "-0044-03-15"),
        ("9999-12-31", "Y10000", "9999-12-31/Y10000"),
        ("Y17000", "Y17000", "Y17000"),
        ("9999-12-31T23:59-14:00", "9999-12-31T23:59-14:00", "9999-12-31T23:59-14:00"),
        ("2024-10-13/..", "2024-10-13/..", "2024-10-13/.."),
        ("../2024-11-01", "../2024-11-01", "../2024-11-01"),
        ("2024-10-01/..", "2024-10-01/..", "2024-10/.."),
    ],
)
def test_the_spelling_is_the_plainest_there_is(first: str, last: str, plain: str) -> None:
    assert covering(PartialDate.parse(first).start, PartialDate.parse(last).end).edtf == plain


@pytest.mark.parametrize(
    ("since", "until"),
    [(EARLIEST, LATEST), (5, 5), (5, 4), (EARLIEST + 1, 0), (0, LATEST - 1), (10**10, 10**10 + 1)],
)
def test_what_no_date_covers_is_refused(since: int, until: int) -> None:
    with pytest.raises(ValueError, match="minutes from"):
        covering(since, until)
