"""Dates in tables: with the precision that they have, in an order that is never guessed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chronoterm.dates import DAY, AmbiguousDateError, DateError, PartialDate, covering
from chronoterm.edits import Document
from chronoterm.importers.tables import DateOrder, DateOrderNeededError
from chronoterm.importers.tables.dates import Style, orders_of, read_date
from chronoterm.importers.tables.orders import FIRST_LOOK
from chronoterm.importers.tables.precision import as_sharp_as, days_between
from tests.importers.tables.tables import records_of, refusals_of

ONE = """
[record]
headline = "x"
[date]
column = "when"
"""
TWO = """
[record]
headline = "x"
[date]
start = "from"
end = "to"
"""
PARTS = """
[record]
headline = "x"
[date]
year = "y"
month = "m"
day = "d"
time = "t"
"""
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 30))


def table(*cells: str) -> str:
    return "when,n\n" + "".join(f'"{cell}",{number}\n' for number, cell in enumerate(cells))


def dates_of(*cells: str, map_: str = ONE, dates: DateOrder | None = None) -> list[str | None]:
    return [each.get("date") for each in records_of(table(*cells), map_, dates)]


# One cell


@pytest.mark.parametrize(
    ("text", "edtf", "kept"),
    [
        ("2024-10-18", "2024-10-18", None),
        ("2024-10-18T00:00:00", "2024-10-18", None),
        ("2024-10-18 00:00", "2024-10-18", None),
        ("2024-10-18 00:00:00.000", "2024-10-18", None),
        ("NA", None, None),
        ("-99", None, None),
        ("0", None, None),
        ("2024-10-18T00:00:00.000Z", "2024-10-18", "2024-10-18T00:00:00.000Z"),
        ("20241018", "2024-10-18", None),
        ("2024/10/18", "2024-10-18", "2024/10/18"),
        ("2024-1-8", "2024-01-08", "2024-1-8"),
        ("2024.10.18", "2024-10-18", "2024.10.18"),
        ("2024-10", "2024-10", None),
        ("2024/10", "2024-10", "2024/10"),
        ("2024", "2024", None),
        ("2024.0", "2024", "2024.0"),
        ("2024-10-00", "2024-10", "2024-10-00"),
        ("2024-00-00", "2024", "2024-00-00"),
        ("20241000", "2024-10", "20241000"),
        ("20240000", "2024", "20240000"),
        ("18 October 2024", "2024-10-18", "18 October 2024"),
        ("18-Oct-2024", "2024-10-18", "18-Oct-2024"),
        ("October 18, 2024", "2024-10-18", "October 18, 2024"),
        ("Oct. 18th, 2024", "2024-10-18", "Oct. 18th, 2024"),
        ("Fri, 18 Oct 2024", "2024-10-18", "Fri, 18 Oct 2024"),
        ("October 2024", "2024-10", "October 2024"),
        ("Sept 2024", "2024-09", "Sept 2024"),
        ("18/10/2024", "2024-10-18", "18/10/2024"),
        ("10/18/2024", "2024-10-18", "10/18/2024"),
        ("5.5.2024", "2024-05-05", "5.5.2024"),
        ("2024-10-18T14:30Z", "2024-10-18T14:30Z", None),
        ("2024-10-18 14:30:12+0300", "2024-10-18T14:30+03:00", "2024-10-18 14:30:12+0300"),
        ("2024-10-18 14:30", "2024-10-18", "2024-10-18 14:30"),
        ("18 Oct 2024 2:30 pm UTC", "2024-10-18T14:30Z", "18 Oct 2024 2:30 pm UTC"),
        ("2024-10-18/2024-10-20", "2024-10-18/2024-10-20", None),
        ("2024-10~", "2024-10~", None),
        ("", None, None),
    ],
)
def test_a_cell_is_read_with_the_precision_that_it_has(text: str, edtf: str | None, kept: str | None) -> None:
    (record,) = records_of(table(text), ONE)
    assert record.get("date") == edtf
    assert record.get("date_text") == kept


@pytest.mark.parametrize(
    "text",
    [
        "10",
        "45583",
        "Sunday",
        "yesterday",
        "soon",
        "March",
        "18/10/24",
        "12 Oct 24",
        "31/31/2024",
        "2024-13-01",
        "2023-02-29",
        "29 February 2023",
        "Thu, 18 Oct 2024",
        "18 Octopus 2024",
        "2024-00-18",
        "2024-10-18 25:00Z",
        "1e400",
        "Route 66",
        "October 28-30, 2023",
        "٢٠٢٤-١٠-١٨",
        "9" * 300,
    ],
)
def test_what_is_no_date_refuses_its_row_and_names_the_column(text: str) -> None:
    (why,) = refusals_of(table(text), ONE)
    assert why.startswith('row 1 (line 2): column when: "')


@given(st.text(max_size=70) | st.text(st.sampled_from("0123456789-/. :TZ+OctMay"), max_size=20))
def test_no_text_makes_it_fail_or_look_like_a_sharper_date(text: str) -> None:
    try:
        found = read_date(text, Style()).date
    except DateError:
        return
    assert PartialDate.parse(found.edtf) == found


@given(DAYS, st.sampled_from(("{1}/{0}/{2}", "{1}.{0}.{2}", "{0}/{1}/{2}", "{0}-{1}-{2}")))
def test_numbers_alone_are_read_in_the_order_that_is_told_and_in_no_other(day: date, form: str) -> None:
    text = form.format(f"{day.month:02}", f"{day.day}", f"{day.year:04}")
    told = DateOrder.DMY if form.startswith("{1}") else DateOrder.MDY
    assert read_date(text, Style(told)).date.edtf == str(day)
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(AmbiguousDateError) as doubt:
            read_date(text, Style())
        assert str(day) in [each.edtf for each in doubt.value.readings]
    else:
        assert read_date(text, Style()).date.edtf == str(day)


@given(DAYS)
def test_iso_needs_no_order(day: date) -> None:
    for order in (None, *DateOrder):
        assert read_date(str(day), Style(order)).date.edtf == str(day)


# The order of a column


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=1, max_size=30),
    st.sampled_from(("dmy", "mdy")),
)
def test_a_column_is_read_right_or_asked_about(days: list[date], order: str) -> None:
    form = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"
    cells = [each.strftime(form) for each in days]
    if any(each.day > 12 for each in days) or all(each.day == each.month for each in days):
        assert dates_of(*cells) == [str(each) for each in days]
    else:
        with pytest.raises(DateOrderNeededError):
            dates_of(*cells)
    assert dates_of(*cells, dates=DateOrder(order)) == [str(each) for each in days]


def test_what_is_asked_has_an_example_and_what_it_may_mean() -> None:
    with pytest.raises(DateOrderNeededError) as asked:
        dates_of("2024-01-01", "01/01/2024", "03/02/2024")
    assert str(asked.value) == (
        'column when, row 3: "03/02/2024" may be 3 Feb 2024 or 2 Mar 2024; say which with --dates dmy or --dates mdy'
    )
    assert asked.value.orders == (DateOrder.DMY, DateOrder.MDY)
    assert [each.edtf for each in asked.value.example.readings.values()] == ["2024-02-03", "2024-03-02"]


def test_a_column_of_two_orders_is_asked_about() -> None:
    with pytest.raises(DateOrderNeededError, match=r"row 2.*other rows need another order"):
        dates_of("13/02/2024", "02/13/2024")
    rows = table("13/02/2024", "02/13/2024")
    assert refusals_of(rows, ONE, DateOrder.DMY) == [
        'row 2 (line 3): column when: "02/13/2024" is no date (month 13)'
    ]


def test_one_telling_row_far_down_decides_the_column() -> None:
    cells = [*["03/02/2024"] * 3000, "13/02/2024"]
    assert dates_of(*cells)[0] == "2024-02-03"


def test_a_doubtful_date_far_down_among_plain_ones_refuses_its_row() -> None:
    (why,) = refusals_of(table(*["2024-02-03"] * FIRST_LOOK, "03/02/2024"), ONE)
    assert why == (
        f'row {FIRST_LOOK + 1} (line {FIRST_LOOK + 2}): column when: "03/02/2024" may be 3 Feb 2024 or 2 Mar 2024; '
        "say which with --dates"
    )


def test_the_order_that_a_map_tells_is_not_asked_for() -> None:
    assert dates_of("03/02/2024", map_=f'{ONE}order = "mdy"') == ["2024-03-02"]


def test_years_of_two_digits_are_refused_unless_a_map_says_their_century() -> None:
    assert "year of two digits" in refusals_of(table("18/10/24"), ONE)[0]
    century = f"{ONE}two_digit_years = 2000"
    assert dates_of("18/10/24", map_=century + '\norder = "dmy"') == ["2024-10-18"]
    assert dates_of("24-10-18", map_=century, dates=DateOrder.YMD) == ["2024-10-18"]
    with pytest.raises(DateOrderNeededError) as asked:
        dates_of("04/10/08", map_=century)
    assert asked.value.orders == tuple(DateOrder)
    assert dates_of("04/10/08", "24/10/28", map_=century, dates=DateOrder.YMD) == ["2004-10-08", "2024-10-28"]


@given(st.text(st.sampled_from("0123456789/.-"), max_size=10))
def test_every_order_that_can_be_chosen_gives_the_date_that_was_shown(text: str) -> None:
    for order, shown in orders_of(text, Style(century=1900)).items():
        assert read_date(text, Style(order, 1900)).date == shown


# Two cells, and parts


def between(start: str, end: str) -> Document:
    return records_of(f"from,to\n{start},{end}\n", TWO)[0]


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("2024-10-28", "2024-10-30", "2024-10-28/2024-10-30"),
        ("2024-10-28", "2024-10-28", "2024-10-28"),
        ("2024-10-01", "2024-10-31", "2024-10"),
        ("2024-10-01", "2024-11-30", "2024-10/2024-11"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-10-28", "", "2024-10-28"),
        ("", "2024-10-30", "/2024-10-30"),
        ("NA", "2024-10-30", "/2024-10-30"),
        ("2024", "2025", "2024/2025"),
        ("2024-10", "2024-10-15", "2024-10-01/2024-10-15"),
        ("2024-10-10", "2024-10", "2024-10-10/2024-10-31"),
        ("2024-10-05~", "2024-10-15", "2024-10-05~/2024-10-15"),
    ],
)
def test_two_cells_are_the_bounds_of_a_date(start: str, end: str, edtf: str) -> None:
    assert between(start, end)["date"] == edtf


@given(DAYS, st.integers(1, 1200))
def test_days_are_spelt_as_the_date_that_covers_them(first: date, length: int) -> None:
    assume(first.toordinal() + length < date.max.toordinal())
    last = first + timedelta(length)
    found = days_between(PartialDate.parse(str(first)), PartialDate.parse(str(last)))
    assert found == covering((first.toordinal() - 1) * DAY, last.toordinal() * DAY)
    assert found == PartialDate.parse(found.edtf)
    assert (found.start, found.end, found.precision) == (
        PartialDate.parse(found.edtf).start,
        PartialDate.parse(found.edtf).end,
        PartialDate.parse(found.edtf).precision,
    )


@pytest.mark.parametrize(
    ("cells", "edtf", "kept"),
    [
        (("2024", "10", "18", ""), "2024-10-18", None),
        (("2024", "10", "0", ""), "2024-10", None),
        (("2024", "0", "0", ""), "2024", None),
        (("2024", "99", "99", ""), "2024", None),
        (("2024", "NA", "", ""), "2024", None),
        (("2024.0", "10.0", "18.0", ""), "2024-10-18", None),
        (("2024", "October", "18", ""), "2024-10-18", None),
        (("2024", "10", "18", "00:00"), "2024-10-18", None),
        (("2024", "10", "18", "NA"), "2024-10-18", None),
        (("2024", "-99", "-99", "NA"), "2024", None),
        (("2024", "10", "18", "14:30"), "2024-10-18", "2024-10-18 14:30"),
        (("2024", "10", "18", "14:30Z"), "2024-10-18T14:30Z", None),
        (("-99", "", "", ""), None, None),
        (("0043", "", "", ""), "0043", None),
        (("-43", "", "", ""), "-0043", None),
    ],
)
def test_parts_that_are_not_known_make_the_date_less_sharp(
    cells: tuple[str, ...], edtf: str | None, kept: str | None
) -> None:
    (record,) = records_of(f"y,m,d,t\n{','.join(cells)}\n", PARTS)
    assert record.get("date") == edtf
    assert record.get("date_text") == kept


@given(st.dates(date(1000, 1, 1)), st.booleans(), st.booleans())
def test_the_parts_of_a_date_give_that_date(day: date, has_month: bool, has_day: bool) -> None:
    cells = [
        str(day.year),
        str(day.month) if has_month else "0",
        str(day.day) if has_month and has_day else "0",
    ]
    (record,) = records_of(f"y,m,d,t\n{','.join(cells)},\n", PARTS)
    assert record["date"] == str(day)[: 10 if has_month and has_day else 7 if has_month else 4]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("2024,,18,", "column d has a day, but there is no month"),
        ("2024,13,1,", 'columns y to d: "2024-13-1" is no date (month 13)'),
        ("2024,10,32,", 'columns y to d: "2024-10-32" is no date (day 32)'),
        ("24,10,3,", 'columns y to d: "24-10-3" has a year of two digits, which may be of any century'),
        ("2024,Brumaire,3,", 'columns y to d: "Brumaire" is no month'),
        ("2024,10,3,noon", 'columns y to d: "noon" is no time of day; write it like 14:30'),
        ("2024,10,x,", 'column d: "x" is no whole number'),
    ],
)
def test_parts_that_make_no_date_refuse_their_row(cells: str, why: str) -> None:
    assert refusals_of(f"y,m,d,t\n{cells}\n", PARTS) == [f"row 1 (line 2): {why}"]


def test_a_zone_makes_times_of_day_count() -> None:
    assert dates_of("2024-10-18 14:30", map_=f'{ONE}zone = "+02:00"') == ["2024-10-18T14:30+02:00"]
    assert dates_of("2024-10-18 00:00", map_=f'{ONE}zone = "+02:00"') == ["2024-10-18"]


# How sharp


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("2024-10-16", "day", "2024-10-16"),
        ("2024-10-16", "days", "2024-10-16~"),
        ("2024-10-16", "approximate", "2024-10-16~"),
        ("2024-10-16", "uncertain", "2024-10-16?"),
        ("2024-10-16", "3 days", "2024-10-13/2024-10-19"),
        ("2024-10-16", "week", "2024-10-14/2024-10-20"),
        ("2024-10-20", "week", "2024-10-14/2024-10-20"),
        ("2024-10-16", "month", "2024-10"),
        ("2024-12-31", "month", "2024-12"),
        ("2024-10-16", "year", "2024"),
        ("2024-10-16", "decade", "2020/2029"),
        ("2024-10", "day", "2024-10"),
        ("2024-10", "week", "2024-10"),
        ("2024-10", "approximate", "2024-10~"),
        ("2024-10-10/2024-10-12", "month", "2024-10-10/2024-10-12"),
        ("2024-10-10/2024-10-12", "uncertain", "2024-10-10?/2024-10-12?"),
        ("2024-10-10/..", "approximate", "2024-10-10~/.."),
        ("2024-10-16", "unknown", None),
    ],
)
def test_a_code_says_how_sharp_a_date_is(text: str, word: str, edtf: str | None) -> None:
    found = as_sharp_as(PartialDate.parse(text), word)
    assert (found and found.edtf) == edtf


@given(
    DAYS.filter(lambda day: date(2, 1, 1) < day < date(9990, 1, 1)),
    st.sampled_from(("days", "3 days", "week", "month", "year", "decade")),
)
def test_no_code_makes_a_date_sharper(day: date, word: str) -> None:
    before = PartialDate.parse(str(day))
    found = as_sharp_as(before, word)
    assert found is not None
    assert before.within(found)


CODED = f'{ONE}precision = "n"\nprecisions = {{ 0 = "day", 1 = "month" }}'


def test_a_code_that_the_map_does_not_explain_refuses_its_row() -> None:
    assert dates_of("2024-10-16", "2024-10-16", map_=CODED) == ["2024-10-16", "2024-10"]
    assert refusals_of(table(*["2024-10-16"] * 3), CODED) == [
        'row 3 (line 4): column n: "2" is not explained by the map'
    ]


def test_dates_are_the_same_however_many_rows_there_are() -> None:
    """What is kept of rows before must not show."""
    make: Callable[[int], str] = lambda n: str(date(1900, 1, 1) + timedelta(n % 30_000))  # noqa: E731
    cells = [make(number) for number in range(40_000)]
    assert dates_of(*cells) == cells
