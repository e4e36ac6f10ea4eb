"""What a value under the cursor can be filtered by lets the record through that shows it."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.dates import PartialDate
from chronoterm.language.reading import read_query
from chronoterm.language.written import written
from chronoterm.meaning import about_of, has, value_in, when_of
from chronoterm.ordering import SortKey
from chronoterm.query import Query
from chronoterm.records import Kind, Record
from chronoterm.terms import Clock, Condition, Facet, Mark, Marked, Period, Term, negated
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import DATES, models
from tests.unit.date_strategies import edtf_texts
from tests.unit.language_strategies import TODAY, Everybody


def on(date: str | None, *, about_date: str | None = None) -> Record:
    return Record(id="r", kind=Kind.EVENT, headline="h", date=date, about_date=about_date)


def days(text: str, clock: Clock = Clock.DATE) -> Period:
    date = PartialDate.parse(text)
    return Period(date.start, date.end, clock)


def ids(model: Model, term: Term) -> list[str]:
    view = model.chronology.view(Query((term,)))
    return [row.entry.id for row in view.window(0, view.count)]


@given(models(), st.sampled_from(SortKey))
def test_a_value_of_the_list_filters_to_records_like_the_one_that_shows_it(
    model: Model, column: SortKey
) -> None:
    for record in model.records:
        term = value_in(record, column, model.chronology)
        if term is not None:
            assert record.id in ids(model, term)


@given(models(), st.sampled_from((SortKey.ACTOR, SortKey.PLACE, SortKey.SOURCE, SortKey.KIND)))
def test_without_a_value_the_record_that_shows_it_is_left_out(model: Model, column: SortKey) -> None:
    for record in model.records:
        term = value_in(record, column, model.chronology)
        if term is not None:
            assert record.id not in ids(model, negated(term))


@given(models())
def test_the_time_that_a_record_speaks_of_filters_to_it(model: Model) -> None:
    for record in model.records:
        term = about_of(record)
        if term is not None:
            assert record.id in ids(model, term)


@given(edtf_texts)
def test_a_date_filters_to_whole_days_that_hold_it(text: str) -> None:
    date = PartialDate.parse(text)
    term = when_of(on(text))
    assert isinstance(term, Period)
    assert term.since <= date.start
    assert date.end <= term.until
    assert term.clock is Clock.DATE


@given(edtf_texts)
def test_what_a_value_means_can_be_written_and_read_again(text: str) -> None:
    for term in (when_of(on(text)), about_of(on(None, about_date=text))):
        assert term is not None
        query = Query((term,))
        assert read_query(written(query), Everybody(), today=TODAY).query == query


def test_a_time_of_day_stands_for_its_day() -> None:
    assert when_of(on("2024-10-31T14:30Z")) == days("2024-10-31")
    assert when_of(on("2024-10-31T23:30-05:00")) == days("2024-11-01")
    assert about_of(on(None, about_date="2024-10-31T14:30Z")) == days("2024-10-31", Clock.ABOUT)


def test_a_month_stands_for_itself() -> None:
    assert when_of(on("2024-10")) == days("2024-10")


def test_an_undated_record_is_filtered_by_as_undated() -> None:
    assert when_of(on(None)) == Marked(Mark.UNDATED)


def test_where_there_is_no_value_there_is_nothing_to_filter_by() -> None:
    chronology = Model((on(None),)).chronology
    for column in (SortKey.ACTOR, SortKey.PLACE, SortKey.SOURCE):
        assert value_in(on(None), column, chronology) is None
    assert about_of(on(None)) is None
    assert about_of(on(None, about_date="soon")) is None


def test_a_headline_stands_for_the_kind() -> None:
    record = on(None)
    assert value_in(record, SortKey.HEADLINE, Model((record,)).chronology) == has(Facet.KIND, "event")
    assert has(Facet.TAG, "a", "b") == Condition(Facet.TAG, ("a", "b"))


def test_the_dates_that_are_tried_are_of_every_sort() -> None:
    assert all(isinstance(when_of(on(each)), Period) for each in DATES)
