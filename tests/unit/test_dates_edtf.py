"""What is no date is refused, with a sentence that says why."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import AmbiguousDateError, DateError, PartialDate
from chronoterm.dates.errors import LONGEST, quoted
from tests.unit.date_strategies import day_texts, edtf_texts, mangled_texts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2024-13-45", '"2024-13-45" is no date (month 13)'),
        ("2024-00", '"2024-00" is no date (month 0)'),
        ("2024-10-45", '"2024-10-45" is no date (day 45)'),
        ("2024-10-00", '"2024-10-00" is no date (day 0)'),
        ("2023-02-29", '"2023-02-29" is no date (February 2023 has 28 days)'),
        ("-0043-02-30", '"-0043-02-30" is no date (February 44 BC has 28 days)'),
        ("2024-13-XX", '"2024-13-XX" is no date (month 13)'),
        ("2024-25", '"2024-25" is no date (month 25)'),
        ("2024-21-01", '"2024-21-01" is no date (month 21)'),
        ("2024-XX-10", '"2024-XX-10" is no date (a day needs its month)'),
        ("201X-10", '"201X-10" is no date (months and days go with a year of four digits)'),
        ("Y17000-10", '"Y17000-10" is no date (months and days go with a year of four digits)'),
        ("2024-10-XXT14:30Z", '"2024-10-XXT14:30Z" is no date (a time of day needs its day)'),
        ("2024-10-18T24:00Z", '"2024-10-18T24:00Z" is no date (hour 24)'),
        ("2024-10-18T14:60Z", '"2024-10-18T14:60Z" is no date (minute 60)'),
        (
            "2024-10-18T14:30+15:00",
            '"2024-10-18T14:30+15:00" is no date (offset +15:00; the widest is 14:00)',
        ),
        (
            "2024-10-18T14:30-01:60",
            '"2024-10-18T14:30-01:60" is no date (offset -01:60; the widest is 14:00)',
        ),
        (
            "2024-10-18T14:30",
            '"2024-10-18T14:30" has no offset from UTC; write 2024-10-18T14:30Z or 2024-10-18T14:30+03:00',
        ),
        (
            "2024-10-18T14:30:15Z",
            '"2024-10-18T14:30:15Z" has seconds; write 2024-10-18T14:30Z or 2024-10-18T14:30+03:00',
        ),
        (
            "2024-10-18T14",
            '"2024-10-18T14" has no readable time of day; write it like T14:30Z or T14:30+03:00',
        ),
        ("-0000", '"-0000" is no date (the year before 0001 is 0000, without a minus)'),
        ("Y2024", '"Y2024" is no date (Y stands before a year of more than four digits)'),
        ("Y-02024", '"Y-02024" is no date (Y stands before a year of more than four digits)'),
        ("Y1000000000", '"Y1000000000" is no date (years run from -999999999 to 999999999)'),
        ("2024-11/2024-10", '"2024-11/2024-10" is no date (the interval ends before it starts)'),
        ("../..", '"../.." is no date (an interval needs at least one of its two sides)'),
        ("/", '"/" is no date (an interval needs at least one of its two sides)'),
        ("/..", '"/.." is no date (an interval needs at least one of its two sides)'),
        ("../", '"../" is no date (an interval needs at least one of its two sides)'),
        ("", '"" is no date; write it like 2024-10-18, 2024-10 or 2024'),
        ("yesterday", '"yesterday" is no date; write it like 2024-10-18, 2024-10 or 2024'),
        ("2024/2025/2026", '"2024/2025/2026" is no date; write it like 2024-10-18, 2024-10 or 2024'),
        ("2024~?", '"2024~?" is no date; write it like 2024-10-18, 2024-10 or 2024'),
        ("2024-10-18Z", '"2024-10-18Z" is no date; write it like 2024-10-18, 2024-10 or 2024'),
        ("2" * 65, f'"{"2" * 64}…" is too long for a date (more than 64 characters)'),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(DateError) as refused:
        PartialDate.parse(text)
    assert str(refused.value) == sentence


@given(edtf_texts, st.sampled_from([" ", "\t", "\n", "\u00a0", "\u2003"]), st.booleans())
def test_white_space_around_a_stored_date_is_refused(text: str, space: str, before: bool) -> None:
    with pytest.raises(DateError):
        PartialDate.parse(space + text if before else text + space)


@given(day_texts(), st.sampled_from("٠०０𝟘"))
def test_only_ascii_digits_count(text: str, zero: str) -> None:
    foreign = "".join(chr(ord(zero) + int(letter)) if letter.isdigit() else letter for letter in text)
    with pytest.raises(DateError):
        PartialDate.parse(foreign)


@given(st.one_of(st.text(), st.text("0123456789-/.:TZXY~?%+"), mangled_texts()))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        sentence = f"{quoted(text)} is {PartialDate.parse(text).edtf}"
    except DateError as refused:
        sentence = str(refused)
    assert sentence.startswith(f"{quoted(text)} ")


@given(st.text(st.characters(), max_size=200))
def test_a_refusal_cannot_command_a_terminal(text: str) -> None:
    assert quoted(text).isprintable()
    assert len(quoted(text)) <= LONGEST + 3


def test_a_refusal_survives_being_sent_elsewhere() -> None:
    readings = (PartialDate.parse("2022-02-03"), PartialDate.parse("2022-03-02"))
    error = pickle.loads(pickle.dumps(AmbiguousDateError("two readings", readings)))
    assert (str(error), error.readings) == ("two readings", readings)
