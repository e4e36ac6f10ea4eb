"""A view holds the records that match, in the order asked for, and knows where each of them stands."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.ordering import CHRONOLOGICAL, Order, Sorting, SortKey
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Basis, Kind, Membership, Place, Record
from chronoterm.terms import KINDS, Clock, Condition, Facet, Period, Term, negated
from chronoterm.text import fold
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import facet_conditions, minutes, orders, periods, queries, terms
from tests.unit.chronology_stores import models

BACKWARDS = CHRONOLOGICAL.reversed()
CLOCKS = (SortKey.DATE, SortKey.ABOUT)
TURNED = (BACKWARDS, Order(SortKey.ABOUT, reverse=True))


def record(name: str, date: str | None = None, **fields: object) -> Record:
    return Record(id=name, kind=Kind.EVENT, headline=name, date=date, **fields)  # type: ignore[arg-type]


def ids(chronology: IndexedChronology, *conditions: Term, order: Order = CHRONOLOGICAL) -> list[str]:
    view = chronology.view(Query(conditions), order)
    return [row.entry.id for row in view.window(0, view.count)]


def period(text: str) -> Period:
    date = PartialDate.parse(text)
    return Period(date.start, date.end)


# What is in a view


@given(models(), facet_conditions)
def test_a_facet_narrows_to_the_records_that_have_one_of_its_values(
    model: Model, condition: Condition
) -> None:
    found = model.view(Query((condition,)), CHRONOLOGICAL)
    assert ids(model.chronology, condition) == [each.id for each in found]


@given(models(), periods)
def test_a_period_holds_what_lies_in_it_or_may(model: Model, asked: Period) -> None:
    found = model.view(Query((asked,)), CHRONOLOGICAL)
    assert ids(model.chronology, asked) == [each.id for each in found]


@given(models(), queries, orders)
def test_a_view_is_what_going_through_all_records_finds(model: Model, query: Query, order: Order) -> None:
    view = model.chronology.view(query, order)
    assert [row.entry for row in view.window(0, view.count)] == model.view(query, order)
    assert view.count == len(model.matching(query))


@given(models(), queries, orders)
def test_possible_are_those_of_which_not_every_condition_is_certain(
    model: Model, query: Query, order: Order
) -> None:
    view = model.chronology.view(query, order)
    marked = [row.entry for row in view.window(0, view.count) if row.possible]
    assert sorted(each.id for each in marked) == sorted(each.id for each in model.possible(query))
    assert view.possible == len(marked)


@given(models(), queries)
def test_who_wants_only_the_certain_is_told_how_many_are_hidden(model: Model, query: Query) -> None:
    both = model.chronology.view(query.with_certain_only(False))
    certain = model.chronology.view(query.with_certain_only(True))
    assert (both.hidden, certain.hidden) == (0, both.possible)
    assert (certain.count, certain.possible) == (both.count - both.possible, 0)


@given(models(), queries, terms)
def test_a_condition_more_never_adds_a_record(model: Model, query: Query, more: Term) -> None:
    before = {each.id for each in model.view(query, CHRONOLOGICAL)}
    after = model.chronology.view(query.having(more))
    assert {row.entry.id for row in after.window(0, after.count)} <= before


@given(models(), facet_conditions)
def test_with_and_without_part_all_records_between_them(model: Model, condition: Condition) -> None:
    within, without = ids(model.chronology, condition), ids(model.chronology, negated(condition))
    assert sorted([*within, *without]) == sorted(each.id for each in model.records)


@given(models(), terms)
def test_what_only_may_match_may_match_the_opposite_too(model: Model, term: Term) -> None:
    either, other = (model.chronology.view(Query((each,))) for each in (term, negated(term)))
    assert either.possible == other.possible
    assert either.count + other.count - either.possible == len(model.records)


def test_russia_includes_what_happened_in_kursk_oblast() -> None:
    places = (
        Place(id="russia", name="Russia"),
        Place(id="kursk", name="Kursk Oblast", part_of="russia"),
        Place(id="sudzha", name="Sudzha", part_of="kursk"),
    )
    chronology = IndexedChronology.build(
        [
            record("town", "2024-10-01", places=("sudzha",)),
            record("land", "2024-10-02", places=("russia",)),
            record("away", "2024-10-03", places=("ukraine",)),
        ],
        Names(places=places),
    )
    assert ids(chronology, Condition(Facet.PLACE, ("russia",))) == ["town", "land"]
    assert ids(chronology, Condition(Facet.PLACE, ("kursk",))) == ["town"]
    assert ids(chronology, Condition(Facet.PLACE, ("russia",), exclude=True)) == ["away"]


def test_a_statement_counts_for_a_body_only_while_the_speaker_belongs_to_it() -> None:
    ann = Actor(id="ann", name="Ann", member_of=(Membership(actor="union", start="2021", end="2023-06"),))
    chronology = IndexedChronology.build(
        [
            record(date, date, speaker="ann")
            for date in ("2020-12-31", "2021-01-01", "2023-06-30", "2023-07-01")
        ],
        Names([ann]),
    )
    assert ids(chronology, Condition(Facet.ACTOR, ("union",))) == ["2021-01-01", "2023-06-30"]
    assert ids(chronology, Condition(Facet.SPEAKER, ("union",))) == ["2021-01-01", "2023-06-30"]


def test_who_left_a_unit_before_it_joined_an_army_never_spoke_for_the_army() -> None:
    actors = (
        Actor(id="ann", name="Ann", member_of=(Membership(actor="unit", end="2012"),)),
        Actor(id="unit", name="Unit", member_of=(Membership(actor="army", start="2015"),)),
    )
    chronology = IndexedChronology.build([record("undated", None, speaker="ann")], Names(actors))
    assert ids(chronology, Condition(Facet.ACTOR, ("unit",))) == ["undated"]
    assert ids(chronology, Condition(Facet.ACTOR, ("army",))) == []


def test_a_month_may_lie_in_a_week_but_is_not_certain_to() -> None:
    chronology = IndexedChronology.build([record("month", "2024-10"), record("day", "2024-10-08")])
    view = chronology.view(Query((period("2024-10-07/2024-10-13"),)))
    assert [(row.entry.id, row.possible) for row in view.window(0, 9)] == [("month", True), ("day", False)]
    assert view.possible == 1


def test_an_undated_record_may_lie_in_any_period() -> None:
    chronology = IndexedChronology.build([record("undated")])
    assert chronology.view(Query((period("2024-10"),))).window(0, 1)[0].possible


def test_what_only_its_publication_dates_may_be_as_old_as_can_be() -> None:
    chronology = IndexedChronology.build([record("told", "2024-10-31", date_basis=Basis.PUBLICATION)])
    assert ids(chronology, period("1900")) == ["told"]
    assert chronology.view(Query((period("2024-10-31"),))).possible == 1
    assert ids(chronology, period("2024-11-01")) == []
    assert chronology.view(Query((Period(until=period("2024-10-31").until),))).possible == 0


def test_an_expected_event_is_an_event_too() -> None:
    chronology = IndexedChronology.build([record("plan", "2024-10", expected=True)])
    assert all(ids(chronology, Condition(Facet.KIND, (kind,))) == ["plan"] for kind in KINDS[1:])


# How it stands


@given(models(), queries, orders, st.integers(0, 15), st.integers(0, 15))
def test_a_window_is_a_slice_of_the_whole_view(
    model: Model, query: Query, order: Order, first: int, number: int
) -> None:
    view = model.chronology.view(query, order)
    whole = view.window(0, view.count)
    assert list(view.window(first, number)) == list(whole[first : first + number])


@given(models(), queries, orders)
def test_every_record_stands_where_the_window_shows_it(model: Model, query: Query, order: Order) -> None:
    view = model.chronology.view(query, order)
    for position, row in enumerate(view.window(0, view.count)):
        assert view.position(row.entry.id) == position


@given(models(), queries, orders)
def test_what_is_not_in_a_view_has_no_position_there(model: Model, query: Query, order: Order) -> None:
    view = model.chronology.view(query, order)
    inside = {each.id for each in model.matching(query)}
    outside = {each.id for each in model.records} - inside
    assert all(view.position(each) is None for each in {*outside, "no such id"})


@given(models(), queries, st.booleans())
def test_undated_records_come_last_in_both_directions(model: Model, query: Query, reverse: bool) -> None:
    view = model.chronology.view(query, Order(reverse=reverse))
    undated = [row.entry.date is None for row in view.window(0, view.count)]
    assert undated == sorted(undated)


@given(models(), orders)
def test_each_column_decides_where_those_before_leave_it_open_and_at_last_time_does(
    model: Model, order: Order
) -> None:
    rank = {each.id: place for place, each in enumerate(model.in_time)}
    view = model.chronology.view(ALL, order)
    shown = [model.in_time[rank[row.entry.id]] for row in view.window(0, view.count)]
    for one, other in pairwise(shown):
        decided = (stands_before(model, one, other, column) for column in order.columns)
        answer = next((each for each in decided if each is not None), None)
        turned = order in TURNED and model.span_by(one, order.clock) is not None
        assert (rank[one.id] < rank[other.id]) is not turned if answer is None else answer


def stands_before(model: Model, one: Record, other: Record, column: Sorting) -> bool | None:
    """Whether `one` belongs before `other` by a column; none where the column leaves it open."""
    first, second = model.sort_value(one, column.key), model.sort_value(other, column.key)
    if first == second:
        return None
    if first is None or second is None:
        return second is None
    return (first < second) is not column.reverse


def test_names_stand_as_the_language_has_them_and_what_has_none_comes_last() -> None:
    names = {"1": "Zebra", "2": "Ärger", "3": "Arm", "4": "\u0301"}
    records = [Record(id=each, kind=Kind.EVENT, headline=name) for each, name in names.items()]
    swedish = IndexedChronology.build(records, collate=lambda text: fold(text).replace("arger", "zz"))
    assert ids(swedish, order=Order(SortKey.HEADLINE)) == ["3", "1", "2", "4"]
    assert ids(swedish, order=Order(SortKey.HEADLINE, reverse=True)) == ["2", "1", "3", "4"]


def test_the_sharper_of_two_dates_that_begin_together_comes_first() -> None:
    names = {
        "year": "2024",
        "quarter": "2024-01/2024-03",
        "month": "2024-01",
        "day": "2024-01-01",
        "b": "2024-01-01",
    }
    chronology = IndexedChronology.build(record(name, date) for name, date in names.items())
    assert ids(chronology) == ["b", "day", "month", "quarter", "year"]


# Moving in time


@given(models(), queries, orders)
def test_the_nearest_is_the_record_itself_or_the_next_in_time_or_the_last(
    model: Model, query: Query, order: Order
) -> None:
    view = model.chronology.view(query, order)
    for each in (*(each.id for each in model.records), "no such id"):
        assert view.nearest(each) == model.nearest(query, order, each)


@given(models(), queries, orders, minutes)
def test_a_minute_finds_the_first_record_from_then_on_or_the_last_dated(
    model: Model, query: Query, order: Order, minute: int
) -> None:
    assert model.chronology.view(query, order).find(minute) == model.find(query, order, minute)


@given(models(), queries, orders)
def test_a_step_by_day_goes_to_the_first_record_of_the_next_day_that_has_any(
    model: Model, query: Query, order: Order
) -> None:
    from chronoterm.chronology.view import Direction

    view = model.chronology.view(query, order)
    for position in range(view.count + 1):
        for direction in Direction:
            assert view.step_day(position, direction) == model.step_day(query, order, position, direction)


# Headings


@given(models(), queries, st.sampled_from(CLOCKS), st.booleans())
def test_headings_stand_over_each_month_and_over_what_has_no_time(
    model: Model, query: Query, key: SortKey, reverse: bool
) -> None:
    order = Order(key, reverse=reverse)
    assert [tuple(each) for each in model.chronology.view(query, order).groups] == model.groups(query, order)


@given(models(), queries, st.sampled_from(CLOCKS), st.booleans())
def test_headings_part_the_view(model: Model, query: Query, key: SortKey, reverse: bool) -> None:
    view = model.chronology.view(query, Order(key, reverse=reverse))
    firsts = [group.first for group in view.groups]
    assert firsts[:1] == [0][: view.count]
    assert firsts == sorted(set(firsts))
    assert all(first < view.count for first in firsts)
    assert len({group.title for group in view.groups}) == len(firsts)


@given(models(), orders)
def test_there_are_headings_only_in_the_order_of_time(model: Model, order: Order) -> None:
    view = model.chronology.view(ALL, order)
    assert bool(view.groups) is (order.key in CLOCKS and bool(model.records))


@given(models(), queries, orders)
def test_a_view_spans_what_the_whole_chronology_does_by_its_clock_and_knows_what_has_no_time(
    model: Model, query: Query, order: Order
) -> None:
    view = model.chronology.view(query, order)
    assert view.extent == model.extent_by(order.clock)
    assert view.timeless == sum(model.span_by(each, order.clock) is None for each in model.matching(query))
    if order.clock is Clock.DATE:
        assert view.extent == model.chronology.extent


@given(models(), queries, orders)
def test_a_view_tells_what_was_asked(model: Model, query: Query, order: Order) -> None:
    view = model.chronology.view(query, order)
    assert (view.query, view.order) == (query, order)
    assert model.chronology.total == len(model.records)


def test_a_period_without_bounds_holds_everything_for_certain() -> None:
    chronology = IndexedChronology.build(
        [record("undated"), record("day", "2024-10-08"), record("on", "2024/..")]
    )
    view = chronology.view(Query((Period(EARLIEST, LATEST),)))
    assert (view.count, view.possible) == (3, 0)
