"""Both clocks of a chronology, through changes and as known on a day; what each answers is compared in other tests."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.chronology import indexed
from chronoterm.chronology.abouts import NONE, Abouts
from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.view import Direction
from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.ordering import CHRONOLOGICAL, Order, Sorting, SortKey, order_by
from chronoterm.query import ALL, Query
from chronoterm.records import Annotation, Kind, Record, Relation, RelationType, Source
from chronoterm.terms import AsOf, Clock, Condition, Facet, Period
from tests.unit.chronology_changes import random_change
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import queries, random_query
from tests.unit.chronology_stores import DATES, models, random_model

BY_ABOUT = Order(SortKey.ABOUT)
EVIDENT = [Order(key, way) for key in (SortKey.ABOUT, SortKey.LAG, SortKey.ORIGINS) for way in (False, True)]
moments = st.sampled_from([PartialDate.parse(each).start for each in DATES])


def statement(record_id: str, said: str | None, about: str | None, **fields: object) -> Record:
    return Record(
        id=record_id,
        kind=Kind.STATEMENT,
        headline=record_id,
        date=said,
        about_date=about,
        **fields,  # type: ignore[arg-type]
    )


def ids(chronology: IndexedChronology, order: Order, query: Query = ALL) -> str:
    view = chronology.view(query, order)
    return "".join(row.entry.id for row in view.window(0, view.count))


@pytest.fixture
def four() -> IndexedChronology:
    """Said in the order a, b, c, d; spoken of are two days, a month and nothing."""
    return IndexedChronology.build(
        [
            statement("a", "2024-10-01", "2024-12-01"),
            statement("b", "2024-10-02", "2024-11"),
            statement("c", "2024-10-03", "2024-11-01"),
            statement("d", "2024-10-04", None),
        ]
    )


# What stands where


def test_the_sharper_of_two_times_spoken_of_that_begin_together_comes_first(four: IndexedChronology) -> None:
    assert ids(four, CHRONOLOGICAL) == "abcd"
    assert ids(four, BY_ABOUT) == "cbad"
    assert ids(four, BY_ABOUT.reversed()) == "abcd"


def test_what_speaks_of_no_time_comes_last_under_its_own_heading(four: IndexedChronology) -> None:
    for order in (BY_ABOUT, BY_ABOUT.reversed()):
        view = four.view(ALL, order)
        assert [tuple(each) for each in view.groups][-1] == (3, "speaks of no time")
        assert view.timeless == 1
    titles = [each.title for each in four.view(ALL, BY_ABOUT).groups]
    assert titles == ["November 2024", "December 2024", "speaks of no time"]


def test_a_lag_is_sorted_by_its_fewest_days_and_then_by_its_most(four: IndexedChronology) -> None:
    assert ids(four, Order(SortKey.LAG)) == "cbad"  # 29, 30 to 59, 61 days
    assert ids(four, Order(SortKey.LAG, reverse=True)) == "abcd"


def test_a_month_and_a_minute_are_found_by_the_time_spoken_of(four: IndexedChronology) -> None:
    view = four.view(ALL, BY_ABOUT)
    assert view.find(PartialDate.parse("2024-11-20").start) == 2
    assert view.step_day(0, Direction.LATER) == 2
    assert view.step_day(3, Direction.EARLIER) == 2
    assert view.step_day(2, Direction.LATER) is None


def test_a_histogram_spreads_the_times_spoken_of(four: IndexedChronology) -> None:
    edges = [PartialDate.parse(each).start for each in ("2024-10", "2024-11", "2024-12", "2025")]
    assert list(four.view(ALL, BY_ABOUT).histogram(edges)) == [0, 2, 1]
    assert list(four.view(ALL, CHRONOLOGICAL).histogram(edges)) == [4, 0, 0]


@given(models(), queries)
def test_a_histogram_of_all_time_counts_what_speaks_of_a_time_once(model: Model, query: Query) -> None:
    view = model.chronology.view(query, BY_ABOUT)
    assert sum(view.histogram([EARLIEST, LATEST])) == pytest.approx(view.count - view.timeless)
    spoken = model.chronology.view(query.having(Period(clock=Clock.ABOUT)), CHRONOLOGICAL).count
    assert view.count - view.timeless == spoken


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)) | st.none(), max_size=30))
def test_every_row_that_speaks_of_a_time_has_a_number_and_no_other_has(
    times: list[tuple[int, int] | None],
) -> None:
    spans = {row: (each[0], each[0] + each[1]) for row, each in enumerate(times) if each is not None}
    abouts = Abouts.of(len(times), spans.items())
    assert [abouts.rows[each] for each in range(len(abouts.rows))] == sorted(
        spans, key=lambda row: (spans[row], row)
    )
    assert [abouts.span(row) for row in range(len(times))] == [spans.get(row) for row in range(len(times))]
    assert [abouts.numbers[row] == NONE for row in range(len(times))] == [each is None for each in times]


# Whether somebody has to wait


@pytest.mark.parametrize("order", EVIDENT)
def test_a_large_store_is_put_in_order_in_a_worker_the_first_time_and_at_once_then(
    four: IndexedChronology, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert four.is_quick(ALL, order)
    monkeypatch.setattr(indexed, "FEW", 0)
    assert not four.is_quick(ALL, order)
    four.view(ALL, order)
    assert four.is_quick(ALL, order)


@pytest.mark.parametrize("order", EVIDENT)
def test_a_star_moves_nothing_and_an_edit_puts_a_large_store_in_order_anew(
    four: IndexedChronology, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexed, "FEW", 0)
    before = ids(four, order)
    starred = four.changed(annotations={"a": (Annotation(record="a", id="n", by="ana", star=True),)})
    assert starred.is_quick(ALL, order)
    assert ids(starred, order) == before
    edited = starred.changed(put=[statement("d", "2024-10-04", "2024-09-30")])
    assert not edited.is_quick(ALL, order)
    assert sorted(ids(edited, order)) == ["a", "b", "c", "d"]


def test_after_an_edit_a_record_stands_by_the_time_that_it_speaks_of_now(four: IndexedChronology) -> None:
    for order in EVIDENT:
        ids(four, order)
    edited = four.changed(
        ["c"], [statement("d", "2024-10-04", "2024-09-30"), statement("e", None, "2024-11-15")]
    )
    assert ids(edited, BY_ABOUT) == "dbea"
    assert ids(edited, Order(SortKey.LAG)) == "dbae"
    assert ids(four, BY_ABOUT) == "cbad"


@settings(max_examples=60)
@given(st.integers(0, 1 << 32), st.integers(0, 12))
def test_through_any_changes_both_clocks_stand_as_by_hand(seed: int, size: int) -> None:
    chance = Random(seed)
    model = random_model(chance, size)
    for _ in range(4):
        query = random_query(chance)
        for order in (*EVIDENT, order_by(Sorting(SortKey.ACTOR), Sorting(SortKey.ABOUT, True))):
            wanted = [each.id for each in model.view(query, order)]
            view = model.chronology.view(query, order)
            assert [row.entry.id for row in view.window(0, view.count)] == wanted, order
            assert [view.position(each) for each in wanted] == list(range(len(wanted)))
        change = random_change(chance, model)
        model = change.made_to(model).with_chronology(change.made_in(model.chronology))


# As known on a day


def test_records_are_put_in_order_by_the_origins_that_were_known() -> None:
    def told(record_id: str, publisher: str, published: str, to: str = "") -> Record:
        relations = (Relation(type=RelationType.CORROBORATES, to=to),) if to else ()
        source = Source(publisher=publisher, published=published)
        return statement(record_id, published, None, sources=(source,), relations=relations)

    chronology = IndexedChronology.build(
        [
            told("a", "Herald", "2024-10-01"),
            told("b", "Gazette", "2024-10-02"),
            told("c", "Mail", "2024-10-03", to="b"),
            told("d", "Post", "2024-10-20", to="a"),
            told("e", "Star", "2024-10-21", to="a"),
        ]
    )
    most = Order(SortKey.ORIGINS, reverse=True)
    then = Query(as_of=AsOf(PartialDate.parse("2024-10-10").end))
    assert ids(chronology, most) == "abcde"
    assert ids(chronology, most, then) == "bac"
    assert ids(chronology, most) == "abcde"


def test_a_filter_leaves_the_order_of_the_others(four: IndexedChronology) -> None:
    assert (
        ids(four, BY_ABOUT, Query((Period(until=PartialDate.parse("2024-11").end, clock=Clock.ABOUT),)))
        == "cb"
    )
    assert ids(four, BY_ABOUT, Query((Condition(Facet.KIND, ("event",)),))) == ""
