"""What could be meant in two ways is asked about; what is no date is refused; nothing is guessed."""

import subprocess
import sys
import warnings
from collections.abc import Callable

import dateutil.parser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chronoterm.dates import AmbiguousDateError, DateError, PartialDate, read_typed
from chronoterm.dates.errors import LONGEST, quoted
from tests.unit.date_strategies import mangled_texts, partial_dates

TODAY = PartialDate.parse("2024-11-20")


def refusal(text: str) -> str:
    with pytest.raises(DateError) as refused:
        read_typed(text, today=TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "readings", "sentence"),
    [
        (
            "3/2/2022",
            ["2022-02-03", "2022-03-02"],
            "may be 3 Feb 2022 or 2 Mar 2022; write the month as a word",
        ),
        (
            "3.2.2022",
            ["2022-02-03", "2022-03-02"],
            "may be 3 Feb 2022 or 2 Mar 2022; write the month as a word",
        ),
        (
            "03-02-2022",
            ["2022-02-03", "2022-03-02"],
            "may be 3 Feb 2022 or 2 Mar 2022; write the month as a word",
        ),
        (
            "12/11",
            ["2024-11-12", "2024-12-11"],
            "may be 12 Nov 2024 or 11 Dec 2024; write the month as a word",
        ),
        (
            "c. 3/2/2022",
            ["2022-02-03~", "2022-03-02~"],
            "may be c. 3 Feb 2022 or c. 2 Mar 2022; write the month as a word",
        ),
        (
            "3/2/2022 14:30 utc",
            ["2022-02-03T14:30Z", "2022-03-02T14:30Z"],
            "may be 3 Feb 2022 14:30 UTC or 2 Mar 2022 14:30 UTC; write the month as a word",
        ),
        (
            "since 3/2/2022",
            ["2022-02-03/..", "2022-03-02/.."],
            "may be from 3 Feb 2022 or from 2 Mar 2022; write the month as a word",
        ),
        (
            "3/2/2022 - 5/2/2022",
            ["2022-02-03/2022-02-05", "2022-03-02/2022-05-02"],
            "may be 3–5 Feb 2022 or 2 Mar – 2 May 2022; write the month as a word",
        ),
        ("1900s", ["190X", "19XX"], "may be 1900–1909 or 1900–1999; write its first and last year"),
    ],
)
def test_a_date_of_two_meanings_is_not_guessed(text: str, readings: list[str], sentence: str) -> None:
    with pytest.raises(AmbiguousDateError) as refused:
        read_typed(text, today=TODAY)
    assert [reading.edtf for reading in refused.value.readings] == readings
    assert str(refused.value) == f'"{text}" {sentence}'


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 9999), st.sampled_from("/.-"))
def test_numbers_up_to_twelve_have_two_readings_unless_they_are_the_same(
    one: int, two: int, year: int, gap: str
) -> None:
    text = f"{one}{gap}{two}{gap}{year:04d}"
    both = {f"{year:04d}-{two:02d}-{one:02d}", f"{year:04d}-{one:02d}-{two:02d}"}
    try:
        found = {read_typed(text, today=TODAY).edtf}
    except AmbiguousDateError as refused:
        found = {reading.edtf for reading in refused.readings}
    assert found == both


@pytest.mark.parametrize(
    "text",
    [
        "12/11/10",
        "10-11-12",
        "7.10.23",
        "3/2/22",
        "18 oct 24",
        "18 October '24",
        "oct '24",
        "'24",
        "october 18, 24",
    ],
)
def test_a_year_of_two_digits_is_not_guessed(text: str) -> None:
    expected = "has a year of fewer than four digits; write all four, or AD or BC with it"
    assert refusal(text) == f'"{text}" {expected}'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2024-13-45", "is no date (month 13)"),
        ("2023-02-29", "is no date (February 2023 has 28 days)"),
        ("31 feb 2023", "is no date (February 2023 has 28 days)"),
        ("30 feb", "is no date (February has 29 days)"),
        ("31 june", "is no date (June has 30 days)"),
        ("45 oct 2024", "is no date (day 45)"),
        ("31/2/2022", "is no date (February 2022 has 28 days)"),
        ("13/13/2022", "is no date (neither 13 nor 13 is a month)"),
        ("thursday 18 oct 2024", "is no date (18 Oct 2024 is a Friday)"),
        ("monday 3/2/2022", "is no date (2 Mar 2022 is a Wednesday)"),
        ("friday oct 2024", "is no date (a weekday needs its day)"),
        ("5 nov - 3 nov 2024", "is no date (the interval ends before it starts)"),
        ("5 nov 2024 - 3 nov", "is no date (the interval ends before it starts)"),
        ("2024-10-18/2024-10-17", "is no date (the interval ends before it starts)"),
        ("oct - 2024", "is no date (write the year on both sides)"),
        ("18 oct 2024 14:30", "has no offset from UTC; write 14:30 UTC or 14:30 +03:00"),
        ("18 oct 2024 2:30 pm", "has no offset from UTC; write 14:30 UTC or 14:30 +03:00"),
        ("18 oct 2024 14:30:15 utc", "has seconds; write 14:30 UTC or 14:30 +03:00"),
        ("18 oct 2024 25:00 utc", "is no date (hour 25)"),
        ("18 oct 2024 14:30 +15:00", "is no date (offset +15:00; the widest is 14:00)"),
        ("oct 18 2024 2 pm utc", "has an hour without its minutes; write it like 14:30 UTC"),
        ("0 BC", "is no date (a year of an era is like 44 BC or AD 44)"),
        ("90s", "is no date; write a decade like 2010s"),
        ("a month in oct 2024", "is no date (a month in what?)"),
        ("9" * 65, "is too long for a date (more than 64 characters)"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, sentence: str) -> None:
    assert refusal(text) == f"{quoted(text)} {sentence}"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "?", "~", "-", "c.", "10", "18", "-1", "0", "1e400", "Route 66", "foo", "now", "17000", "nan", "infinity",
        "14:30", "oct -2024", "18 oct -2024", "2:30pm EST 18 oct 2024", "18 oct 2024 14:30 EST", "2024-10-18T14:30 Mars",
        "10 10 2024 10h", "covid-19", "mon tue 18 oct 2024", "18 oct 2024 utc", "20241345x", "oct 2024 or so", "bad - worse", "since foo",
        "\u0661\u0668 oct 2024", "18 oct \uff12\uff10\uff12\uff14", "18 oct 2024\x00", "\ud800", "today\x1b[2J", "between 1 and 2",
    ],
)  # fmt: skip
def test_what_nobody_would_call_a_date_is_none(text: str) -> None:
    assert refusal(text).startswith(f"{quoted(text)} ")


ALPHABETS = (
    "0123456789-/.: ",
    "0123456789 octnvfrisag.,-?~'",
    "0123456789TZXY~?%+-/:.",
    "0123456789:apm utc+-",
)


@given(
    st.one_of(st.text(), *(st.text(letters, max_size=30) for letters in ALPHABETS), mangled_texts()),
    st.one_of(st.none(), partial_dates),
)
@example("9" * 64, None)
@example("18 oct", PartialDate.parse("Y999999999"))
@example("10 years ago", PartialDate.parse("Y-999999999"))
@example("1" * 30 + "." + "1" * 30 + " oct", None)
def test_any_text_is_a_date_or_a_sentence(text: str, near: PartialDate | None) -> None:
    try:
        found: tuple[PartialDate, ...] = (read_typed(text, today=near or TODAY, near=near),)
        sentence = f"{quoted(text)} is a date"
    except DateError as refused:
        found = getattr(refused, "readings", ())
        sentence = str(refused)
    assert sentence.startswith(f"{quoted(text)} ")
    assert all(PartialDate.parse(reading.edtf) == reading for reading in found)


WORDS = [
    "18",
    "2024",
    "oct",
    "oct.",
    "friday",
    "14:30",
    "2 pm",
    "2:30 pm",
    "at",
    "utc",
    "+03:00",
    "10",
    "of",
    "th",
    ",",
    "14h30",
    "est",
]


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_numbers_of_a_text_are_never_dropped_or_invented(text: str) -> None:
    try:
        found = read_typed(text, today=TODAY)
    except DateError:
        return
    assert ("2024" in text) or found.edtf.startswith(("2024", "2023", "2025"))
    if found.edtf.count("-") > 1 and "friday" not in text:
        assert "18" in text or "10" in text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2:30 pm oct 18 2024 +03:00", "2024-10-18T14:30+03:00"),
        ("18 oct 2024 2:30 pm utc", "2024-10-18T14:30Z"),
        ("12:05 am, 18 oct 2024 utc", "2024-10-18T00:05Z"),
        ("14h30 18 oct 2024 utc", "2024-10-18T14:30Z"),
        ("14:30 friday 18 oct utc", "2024-10-18T14:30Z"),
    ],
)
def test_a_moment_in_unusual_order_is_still_understood(text: str, edtf: str) -> None:
    assert read_typed(text, today=TODAY).edtf == edtf


def test_a_moment_with_a_wrong_weekday_is_refused() -> None:
    assert refusal("14:30 monday 18 oct 2024 utc").endswith("is no date (18 Oct 2024 14:30 UTC is a Friday)")


@pytest.mark.parametrize("error", [OverflowError, TypeError, ArithmeticError, RecursionError, ValueError])
def test_no_error_of_the_parser_underneath_escapes(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(dateutil.parser, "parse", fail)
    assert refusal("2:30 pm oct 18 2024 utc").startswith(
        '"2:30 pm oct 18 2024 utc" is no date; write it like'
    )


@pytest.mark.parametrize("category", [dateutil.parser.UnknownTimezoneWarning, DeprecationWarning])
def test_no_warning_of_the_parser_underneath_escapes(
    category: type[Warning], monkeypatch: pytest.MonkeyPatch
) -> None:
    understood: Callable[..., object] = dateutil.parser.parse

    def warn(*args: object, **kwargs: object) -> object:
        warnings.warn("from below", category, stacklevel=1)
        return understood(*args, **kwargs)

    monkeypatch.setattr(dateutil.parser, "parse", warn)
    with warnings.catch_warnings(record=True) as escaped:
        warnings.simplefilter("always")
        try:
            found = read_typed("2:30 pm oct 18 2024 utc", today=TODAY).edtf
        except DateError:
            found = "refused"
    assert not escaped
    assert found == ("2024-10-18T14:30Z" if category is DeprecationWarning else "refused")


@given(st.text(min_size=1))
def test_only_short_texts_reach_the_parser_underneath(text: str) -> None:
    seen: list[str] = []

    def refuse(given: str, **_: object) -> None:
        seen.append(given)
        raise ValueError(given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dateutil.parser, "parse", refuse)
        with pytest.raises(DateError):
            read_typed(f"18 oct {text} 2:30 pm utc" if len(text) % 2 else text * 40 + " 2 pm", today=TODAY)
    assert all(len(given) <= LONGEST and given.isascii() for given in seen)


def test_reading_stored_dates_does_not_load_the_parser_underneath() -> None:
    program = (
        "import sys; from chronoterm.dates import PartialDate; PartialDate.parse('2024-10-31').text;"
        "print([name for name in sys.modules if name.startswith(('dateutil', 'textual', 'chronoterm.dates.typed'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
