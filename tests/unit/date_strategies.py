"""Dates to try: every form of the profile, built from its parts and not by the code under test."""

from hypothesis import assume
from hypothesis import strategies as st

from chronoterm.dates import PartialDate

_SHORT = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """Days of a month by the rule as Pope Gregory gave it."""
    leap = year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)
    return 29 if month == 2 and leap else _SHORT[month]


def year_text(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


years = st.one_of(
    st.integers(1900, 2100), st.integers(-9999, 9999), st.sampled_from([-44, -1, 0, 1, 44, 999, 1000])
)
qualifiers = st.sampled_from(["", "", "", "~", "?", "%"])


@st.composite
def day_texts(draw: st.DrawFn) -> str:
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, month_length(year, month)))
    return f"{year_text(year)}-{month:02d}-{day:02d}"


@st.composite
def minute_texts(draw: st.DrawFn) -> str:
    hour, minute = draw(st.integers(0, 23)), draw(st.integers(0, 59))
    east = draw(st.integers(-14 * 60, 14 * 60))
    offset = f"{'-' if east < 0 else '+'}{abs(east) // 60:02d}:{abs(east) % 60:02d}" if east else "Z"
    return f"{draw(day_texts())}T{hour:02d}:{minute:02d}{draw(st.sampled_from(['Z', offset]))}"


@st.composite
def month_texts(draw: st.DrawFn) -> str:
    number = draw(st.one_of(st.integers(1, 12), st.integers(21, 24)))
    hidden = draw(st.sampled_from(["", "-XX"])) if number <= 12 else ""
    return f"{year_text(draw(years))}-{number:02d}{hidden}"


@st.composite
def year_texts(draw: st.DrawFn) -> str:
    text = year_text(draw(years))
    hidden = draw(st.sampled_from(["", "-XX", "-XX-XX", "X", "XX"]))
    return text[: -len(hidden)] + hidden if hidden in ("X", "XX") else text + hidden


long_year_texts = st.one_of(st.integers(10_000, 999_999_999), st.integers(-999_999_999, -10_000)).map(
    "Y{}".format
)


@st.composite
def point_texts(draw: st.DrawFn) -> str:
    """Canonical EDTF of one point in time."""
    forms = st.one_of(day_texts(), minute_texts(), month_texts(), year_texts(), long_year_texts)
    return draw(forms) + draw(qualifiers)


@st.composite
def neighbour_texts(draw: st.DrawFn) -> str:
    """Canonical EDTF of points that lie so close together that an interval of two shares month or year."""
    month, day = draw(st.sampled_from(["10", "11"])), draw(st.sampled_from(["07", "28"]))
    clock = draw(st.sampled_from(["T14:30Z", "T16:00Z", "T14:30+03:00", "T16:00+03:00"]))
    forms = [
        "{y}",
        "{y}-{m}",
        "{y}-{m}-{d}",
        "{y}-{m}-{d}",
        "{y}-{m}-{d}{c}",
        "{y}-{m}-XX",
        "{y}-24",
        "{y}-XX",
    ]
    year = draw(st.sampled_from(["2024", "2024", "2024", "2025", "2000", "2099", "-0099", "0000", "0099"]))
    return draw(st.sampled_from(forms)).format(y=year, m=month, d=day, c=clock) + draw(qualifiers)


@st.composite
def interval_texts(draw: st.DrawFn) -> str:
    """Canonical EDTF of an interval."""
    points = draw(st.sampled_from([point_texts(), neighbour_texts()]))
    left, right = draw(points), draw(points)
    if draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(["{}/..", "../{}", "{}/", "/{}"])).format(left)
    first, last = PartialDate.parse(left), PartialDate.parse(right)
    if last.end <= first.start:
        left, right = right, left
    return f"{left}/{right}"


edtf_texts = st.one_of(point_texts(), interval_texts())
"""Canonical EDTF of every form."""

partial_dates = edtf_texts.map(PartialDate.parse)
"""Dates of every form."""


@st.composite
def mangled_texts(draw: st.DrawFn) -> str:
    """A text that was a date until somebody's hand slipped."""
    text = draw(st.one_of(edtf_texts, partial_dates.map(lambda date: date.text)))
    place = draw(st.integers(0, len(text)))
    cut = draw(st.integers(0, 3))
    mangled = text[:place] + draw(st.text(max_size=3)) + text[place + cut :]
    assume(mangled != text)
    return mangled
