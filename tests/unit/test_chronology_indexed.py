"""A chronology in memory gives out whole records and what the store tells of names."""

import pytest
from hypothesis import given

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.chronology.postings import STEP
from chronoterm.problems import Problem, Severity
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Annotation, Entry, Kind, Place, Record, Series
from chronoterm.terms import Condition, Facet, Mark, Marked
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models


def entry(name: str) -> Entry:
    return Entry(id=name, kind=Kind.EVENT, headline=name)


@given(models())
def test_every_record_can_be_fetched_by_its_id(model: Model) -> None:
    assert [model.chronology.record(each.id) for each in model.records] == list(model.records)


def test_an_id_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        IndexedChronology.build([]).record("nobody")


def test_whole_records_are_fetched_only_when_somebody_looks() -> None:
    asked: list[str] = []

    def fetch(record_id: str) -> Record:
        asked.append(record_id)
        return Record(id=record_id, kind=Kind.EVENT, headline="whole")

    chronology = IndexedChronology.build([entry("a"), entry("b")], fetch=fetch)
    chronology.view(ALL).window(0, 2)
    assert asked == []
    assert chronology.record("b").headline == "whole"
    assert asked == ["b"]


def test_names_are_told_as_the_store_tells_them() -> None:
    ann, here = Actor(id="ann", name="Ann Ada", aliases=("Ada",)), Place(id="here", name="Here")
    series = Series(id="s", name="Soldiers")
    chronology = IndexedChronology.build([], Names([ann], [here], [series]))
    assert (chronology.actor("ann"), chronology.place("here"), chronology.series("s")) == (ann, here, series)
    assert (chronology.actor("here"), chronology.place("ann"), chronology.series("ann")) == (None, None, None)
    assert chronology.label(Facet.SPEAKER, "ann", short=True) == "Ada"


@given(models())
def test_a_chronology_extends_from_the_first_known_bound_of_a_date_to_the_last(model: Model) -> None:
    assert model.chronology.extent == model.extent


def test_nothing_dated_extends_over_no_time() -> None:
    assert IndexedChronology.build([entry("a")]).extent is None


def test_a_star_on_a_record_that_is_gone_is_no_record() -> None:
    chronology = IndexedChronology.build(
        [entry("a"), entry("b")],
        annotations=[Annotation(record="b", star=True), Annotation(record="gone", star=True)],
    )
    view = chronology.view(Query((Marked(Mark.STARRED),)))
    assert [row.entry.id for row in view.window(0, 9)] == ["b"]


def test_title_and_problems_are_kept() -> None:
    problem = Problem(Severity.FLAWED, "records", "3", "date", "is no date")
    chronology = IndexedChronology.build([], title="Team", problems=[problem])
    assert (chronology.title, chronology.total, list(chronology.problems)) == ("Team", 0, [problem])


def test_a_chronology_without_records_answers_everything() -> None:
    view = IndexedChronology.build([]).view()
    assert (view.count, view.possible, list(view.groups), list(view.window(0, 9))) == (0, 0, [], [])
    assert view.find(0) is view.nearest("a") is view.position("a") is None
    assert list(view.facets(Facet.ACTOR)) == []
    assert list(view.histogram([0, 1, 2])) == [0, 0]


def test_whoever_waits_is_told_how_far_it_is_and_may_stop_it() -> None:
    told: list[int] = []
    IndexedChronology.build((entry(str(number)) for number in range(STEP + 1)), progress=told.append)
    assert told == [0, STEP]

    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        IndexedChronology.build([entry("a")], progress=stop)


def test_a_name_that_nobody_has_matches_nothing_and_excludes_nothing() -> None:
    chronology = IndexedChronology.build([entry("a")])
    assert chronology.view(Query((Condition(Facet.ACTOR, ("nobody",)),))).count == 0
    assert chronology.view(Query((Condition(Facet.ACTOR, ("nobody",), exclude=True),))).count == 1
    assert chronology.view(Query((Condition(Facet.ACTOR, ()),))).count == 0
