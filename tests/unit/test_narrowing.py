"""Names and dates as people type them become the conditions that they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import AmbiguousDateError, DateError, PartialDate, day_of
from chronoterm.narrowing import (
    facet_condition,
    first_day,
    latest_date,
    query_of,
    unknown_names,
    without_each,
)
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Kind, Record
from chronoterm.terms import Condition, Facet, Period
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import queries
from tests.unit.chronology_stores import models
from tests.unit.chronology_truth import dates_of
from tests.unit.date_strategies import edtf_texts

TODAY = PartialDate.parse("2031-05-17")
NO_NAMES: dict[Facet, list[str]] = {}


def on(*dates: str | None) -> IndexedChronology:
    return IndexedChronology.build(
        Record(id=f"r{number}", kind=Kind.EVENT, headline="h", date=date, actors=("kim", "kim-jong-un"))
        for number, date in enumerate(dates)
    )


def found(chronology: IndexedChronology, since: str | None, until: str | None) -> list[str]:
    query = query_of(chronology, NO_NAMES, since, until, TODAY)
    view = chronology.view(query)
    return [row.entry.id for row in view.window(0, view.count)]


@given(models())
def test_without_anything_typed_every_record_is_meant(model: Model) -> None:
    assert query_of(model.chronology, NO_NAMES, None, None, TODAY) == ALL


@given(models(), st.sampled_from(Facet), st.sampled_from(("ann", "same name", "old", "gaz", "EVENT", "beta")))
def test_a_typed_name_means_the_values_it_is_a_name_of(model: Model, facet: Facet, typed: str) -> None:
    condition = facet_condition(model.chronology, facet, typed)
    resolved = [] if facet is Facet.KIND else list(model.chronology.resolve(facet, typed))
    assert condition == Condition(facet, tuple(resolved) or (typed,))


def test_a_name_that_nobody_has_matches_nothing() -> None:
    chronology = on("2024")
    query = query_of(chronology, {Facet.ACTOR: ["nobody"]}, None, None, TODAY)
    assert chronology.view(query).count == 0


def test_several_names_of_one_facet_must_all_be_there() -> None:
    chronology = on("2024")
    assert chronology.view(
        query_of(chronology, {Facet.ACTOR: ["kim", "kim-jong-un"]}, None, None, TODAY)
    ).count
    assert not chronology.view(query_of(chronology, {Facet.ACTOR: ["kim", "no"]}, None, None, TODAY)).count


def test_a_name_in_full_does_not_mean_those_that_only_begin_so() -> None:
    assert facet_condition(on("2024"), Facet.ACTOR, "Kim") == Condition(Facet.ACTOR, ("kim",))


def test_an_alias_means_the_actor() -> None:
    budanov = Actor(id="kb", name="Kyrylo Budanov", aliases=("GUR chief",))
    record = Record(id="a", kind=Kind.STATEMENT, headline="h", speaker="kb")
    chronology = IndexedChronology.build([record], Names([budanov]))
    assert facet_condition(chronology, Facet.SPEAKER, "gur CHIEF").values == ("kb",)


def test_since_and_until_include_the_day_the_month_and_the_year_they_name() -> None:
    chronology = on("2024-09-30", "2024-10-01", "2024-10-31", "2024-11-01")
    assert found(chronology, "2024-10", "2024-10") == ["r1", "r2"]
    assert found(chronology, "1 oct 2024", "31 oct 2024") == ["r1", "r2"]
    assert found(chronology, "2024-10-31", None) == ["r2", "r3"]
    assert found(chronology, None, "2024-10-01") == ["r0", "r1"]


def test_a_day_without_a_year_is_near_the_end_of_the_chronology_and_not_near_today() -> None:
    chronology = on("2024-10-31", None)
    query = query_of(chronology, NO_NAMES, "18 oct", "20 nov", TODAY)
    since, until = PartialDate.parse("2024-10-18"), PartialDate.parse("2024-11-20")
    assert query.conditions == (Period(since=since.start), Period(until=until.end))


def test_without_dated_records_a_day_without_a_year_is_near_today() -> None:
    (period,) = query_of(on(None), NO_NAMES, "18 oct", None, TODAY).conditions
    assert period in [Period(since=PartialDate.parse(f"{year}-10-18").start) for year in (2030, 2031)]


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(DateError):
        query_of(on("2024"), NO_NAMES, "the day after", None, TODAY)
    with pytest.raises(AmbiguousDateError):
        query_of(on("2024"), NO_NAMES, None, "3/2/2022", TODAY)


def test_each_name_that_nobody_has_is_remarked_on_and_no_other() -> None:
    typed = {Facet.ACTOR: ["kim", "nobody"], Facet.TAG: ["x"], Facet.KIND: ["event"]}
    assert list(unknown_names(on("2024"), typed)) == [
        "no actor is called “nobody”",
        "no tag is called “x”",
    ]


@given(models(), queries)
def test_the_ways_back_count_what_matches_all_other_conditions(model: Model, query: Query) -> None:
    view = model.chronology.view(query)
    found = list(without_each(model.chronology, view))
    assert tuple(term for term, _ in found) == query.conditions
    for index, (_, count) in enumerate(found):
        assert count == model.chronology.view(query.without(index)).count
        assert count >= view.count


@given(models())
def test_the_latest_date_is_the_day_that_the_last_dated_record_begins_on(model: Model) -> None:
    dated = [each for each in model.in_time if each.date]
    latest = latest_date(model.chronology)
    if not dated:
        assert latest is None
    else:
        assert latest is not None
        start = dates_of(dated[-1])[0]
        assert latest.start <= start < latest.end


@given(edtf_texts)
def test_the_first_day_of_a_date_is_the_day_it_begins_on(date: str) -> None:
    day = first_day(Record(id="a", kind=Kind.EVENT, headline="h", date=date))
    value = PartialDate.parse(date)
    assert day is not None
    assert day.start <= value.start < day.end
    if date[:4].isdigit():
        assert day_of(day.start) == day_of(value.start)


def test_an_undated_record_has_no_first_day() -> None:
    assert first_day(Record(id="a", kind=Kind.EVENT, headline="h")) is None
