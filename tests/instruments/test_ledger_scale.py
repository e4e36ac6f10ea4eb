"""A figure lies on its scale where its number says, and is told as people write numbers."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.evidence import Claimed
from chronoterm.instruments.ledger_comparing import Range
from chronoterm.instruments.ledger_scale import Scale, bar_of, scale_of
from chronoterm.instruments.ledger_words import amount, change_in_words, number

numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(numbers, min_size=2, max_size=12), st.integers(1, 200))
def test_a_greater_number_never_lies_before_a_smaller_one(values: list[float], cells: int) -> None:
    scale = scale_of([Claimed(0, 0, "s", None, each, each) for each in values])
    placed = [scale.cell(each, cells) for each in sorted(values)]
    assert placed == sorted(placed)
    assert all(0 <= each < cells for each in placed)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=12), st.integers(2, 200))
def test_a_number_lies_where_its_part_of_the_scale_says(values: list[int], cells: int) -> None:
    scale = scale_of([Claimed(0, 0, "s", None, each, each) for each in values])
    assert scale.low <= 0 <= scale.high
    for each in values:
        part = (each - scale.low) / (scale.high - scale.low)
        assert abs(scale.cell(each, cells) - part * (cells - 1)) <= 0.5 + 1e-6


@given(st.tuples(st.none() | numbers, st.none() | numbers), st.booleans(), st.integers(1, 60))
def test_a_bar_is_as_wide_as_it_should_be_and_ends_where_its_numbers_lie(
    ends: tuple[float | None, float | None], approx: bool, cells: int
) -> None:
    low, high = ends
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    claim = Claimed(0, 0, "s", None, low, high, approx)
    scale = scale_of([claim])
    bar = bar_of(claim, scale, cells)
    assert len("".join(bar)) == cells
    assert len(bar.before) == (0 if low is None else scale.cell(low, cells))
    assert len(bar.after) == (0 if high is None else cells - 1 - scale.cell(high, cells))


@pytest.mark.parametrize(
    ("claim", "drawn"),
    [
        (Claimed(0, 0, "s", None, 5, 5), "·····●·····"),
        (Claimed(0, 0, "s", None, 5, 5, approx=True), "·····○·····"),
        (Claimed(0, 0, "s", None, 2, 8), "··├─────┤··"),
        (Claimed(0, 0, "s", None, 2, 8, approx=True), "··├╌╌╌╌╌┤··"),
        (Claimed(0, 0, "s", None, 4, None), "····├─────→"),
        (Claimed(0, 0, "s", None, None, 4), "←───┤······"),
        (Claimed(0, 0, "s", None, 10, None), "··········→"),
    ],
)
def test_a_figure_is_drawn_as_what_it_is(claim: Claimed, drawn: str) -> None:
    assert "".join(bar_of(claim, Scale(0, 10), 11)) == drawn


# Words


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (Claimed(0, 0, None, None, 3000, 3000, approx=True), "c. 3,000"),
        (Claimed(0, 0, None, None, 10000, 12000), "10,000–12,000"),
        (Claimed(0, 0, None, None, 500, None), "≥ 500"),
        (Claimed(0, 0, None, None, None, 500, approx=True), "c. ≤ 500"),
        (Claimed(0, 0, None, None, -5, 3), "-5 to 3"),
        (Claimed(0, 0, None, None, 9.5, 9.5), "9.5"),
        (Claimed(0, 0, None, None, 1e20, 1e20), "1e+20"),
    ],
)
def test_a_figure_is_told_as_people_write_it(claim: Claimed, said: str) -> None:
    assert amount(claim) == said


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (Range(1000, 1000), "+1,000"),
        (Range(-500, -500), "−500"),
        (Range(0, 0), "no change"),
        (Range(-500, 1000), "−500 to +1,000"),
        (Range(0, 1000), "0 to +1,000"),
        (Range(250, inf), "at least +250"),
        (Range(-inf, -250), "at most −250"),
        (Range(0.1 + 0.2, 0.1 + 0.2), "+0.3"),
    ],
)
def test_a_change_is_told_with_its_sign(by: Range, said: str) -> None:
    assert change_in_words(by) == said


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_is_told_whole(value: int) -> None:
    assert number(float(value)) == f"{value:,}"
