"""A view holds the records that match, in the order asked for, and knows where each of them stands."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.memory import MemoryChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import EARLIEST, LATEST, PartialDate
from chronoterm.query import ALL, CHRONOLOGICAL, KINDS, Condition, Facet, Order, Period, Query, SortKey
from chronoterm.records import Actor, Basis, Kind, Membership, Place, Record
from tests.unit.chronology_model import Model, is_certain
from tests.unit.chronology_stores import facet_conditions, minutes, models, orders, periods, queries

BACKWARDS = CHRONOLOGICAL.reversed()


def record(name: str, date: str | None = None, **fields: object) -> Record:
    return Record(id=name, kind=Kind.EVENT, headline=name, date=date, **fields)  # type: ignore[arg-type]


def ids(
    chronology: MemoryChronology, *conditions: Condition | Period, order: Order = CHRONOLOGICAL
) -> list[str]:
    view = chronology.view(Query(conditions), order)
    return [row.entry.id for row in view.window(0, view.count)]


def period(text: str) -> Period:
    date = PartialDate.parse(text)
    return Period(date.start, date.end)


# What is in a view


@given(models(), facet_conditions())
def test_a_facet_narrows_to_the_records_that_have_one_of_its_values(
    model: Model, condition: Condition
) -> None:
    found = model.view(Query((condition,)), CHRONOLOGICAL)
    assert ids(model.chronology, condition) == [each.id for each in found]


@given(models(), periods())
def test_a_period_holds_what_lies_in_it_or_may(model: Model, asked: Period) -> None:
    found = model.view(Query((asked,)), CHRONOLOGICAL)
    assert ids(model.chronology, asked) == [each.id for each in found]


@given(models(), queries, orders)
def test_a_view_is_what_going_through_all_records_finds(model: Model, query: Query, order: Order) -> None:
    view = model.chronology.view(query, order)
    assert [row.entry for row in view.window(0, view.count)] == model.view(query, order)
    assert view.count == len(model.matching(query))


@given(models(), queries, orders)
def test_possible_are_those_that_do_not_lie_wholly_in_every_period(
    model: Model, query: Query, order: Order
) -> None:
    view = model.chronology.view(query, order)
    rows = view.window(0, view.count)
    assert [row.possible for row in rows] == [
        not is_certain(each, query) for each in model.view(query, order)
    ]
    assert view.possible == sum(row.possible for row in rows)


@given(models(), queries, facet_conditions())
def test_a_condition_more_never_adds_a_record(model: Model, query: Query, more: Condition) -> None:
    before = {each.id for each in model.view(query, CHRONOLOGICAL)}
    assert set(ids(model.chronology, *query.conditions, more)) <= before


@given(models(), facet_conditions())
def test_with_and_without_part_all_records_between_them(model: Model, condition: Condition) -> None:
    within = ids(model.chronology, Condition(condition.facet, condition.values))
    without = ids(model.chronology, Condition(condition.facet, condition.values, exclude=True))
    assert sorted([*within, *without]) == sorted(each.id for each in model.records)


def test_russia_includes_what_happened_in_kursk_oblast() -> None:
    places = (
        Place(id="russia", name="Russia"),
        Place(id="kursk", name="Kursk Oblast", part_of="russia"),
        Place(id="sudzha", name="Sudzha", part_of="kursk"),
    )
    chronology = MemoryChronology.build(
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
    chronology = MemoryChronology.build(
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
    chronology = MemoryChronology.build([record("undated", None, speaker="ann")], Names(actors))
    assert ids(chronology, Condition(Facet.ACTOR, ("unit",))) == ["undated"]
    assert ids(chronology, Condition(Facet.ACTOR, ("army",))) == []


def test_a_month_may_lie_in_a_week_but_is_not_certain_to() -> None:
    chronology = MemoryChronology.build([record("month", "2024-10"), record("day", "2024-10-08")])
    view = chronology.view(Query((period("2024-10-07/2024-10-13"),)))
    assert [(row.entry.id, row.possible) for row in view.window(0, 9)] == [("month", True), ("day", False)]
    assert view.possible == 1


def test_an_undated_record_may_lie_in_any_period() -> None:
    chronology = MemoryChronology.build([record("undated")])
    assert chronology.view(Query((period("2024-10"),))).window(0, 1)[0].possible


def test_what_only_its_publication_dates_may_be_as_old_as_can_be() -> None:
    chronology = MemoryChronology.build([record("told", "2024-10-31", date_basis=Basis.PUBLICATION)])
    assert ids(chronology, period("1900")) == ["told"]
    assert chronology.view(Query((period("2024-10-31"),))).possible == 1
    assert ids(chronology, period("2024-11-01")) == []
    assert chronology.view(Query((Period(until=period("2024-10-31").until),))).possible == 0


def test_an_expected_event_is_an_event_too() -> None:
    chronology = MemoryChronology.build([record("plan", "2024-10", expected=True)])
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


@given(models(), st.sampled_from([key for key in SortKey if key is not SortKey.DATE]), st.booleans())
def test_ties_stand_in_chronological_order_and_what_has_no_value_comes_last(
    model: Model, key: SortKey, reverse: bool
) -> None:
    shown = ids(model.chronology, order=Order(key, reverse))
    rank = {each.id: (place, each) for place, each in enumerate(model.in_time)}
    texts = [model.sort_text(rank[each][1], key) for each in shown]
    for (one, earlier), (other, later) in zip(
        zip(texts, shown, strict=True), zip(texts[1:], shown[1:], strict=True), strict=False
    ):
        assert one or not other
        if one == other:
            assert rank[earlier][0] < rank[later][0]
        elif other:
            assert (one > other) is reverse


def test_the_sharper_of_two_dates_that_begin_together_comes_first() -> None:
    names = {
        "year": "2024",
        "quarter": "2024-01/2024-03",
        "month": "2024-01",
        "day": "2024-01-01",
        "b": "2024-01-01",
    }
    chronology = MemoryChronology.build(record(name, date) for name, date in names.items())
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


@given(models(), queries, st.booleans())
def test_headings_stand_over_each_month_and_over_the_undated(
    model: Model, query: Query, reverse: bool
) -> None:
    order = Order(reverse=reverse)
    assert [tuple(each) for each in model.chronology.view(query, order).groups] == model.groups(query, order)


@given(models(), queries, st.booleans())
def test_headings_part_the_view(model: Model, query: Query, reverse: bool) -> None:
    view = model.chronology.view(query, Order(reverse=reverse))
    firsts = [group.first for group in view.groups]
    assert firsts[:1] == [0][: view.count]
    assert firsts == sorted(set(firsts))
    assert all(first < view.count for first in firsts)
    assert len({group.title for group in view.groups}) == len(firsts)


@given(models(), orders)
def test_there_are_headings_only_in_the_order_of_time(model: Model, order: Order) -> None:
    view = model.chronology.view(ALL, order)
    assert bool(view.groups) is (order.key is SortKey.DATE and bool(model.records))


@given(models(), queries, orders)
def test_a_view_tells_what_was_asked(model: Model, query: Query, order: Order) -> None:
    view = model.chronology.view(query, order)
    assert (view.query, view.order) == (query, order)
    assert model.chronology.total == len(model.records)


def test_a_period_without_bounds_holds_everything_for_certain() -> None:
    chronology = MemoryChronology.build(
        [record("undated"), record("day", "2024-10-08"), record("on", "2024/..")]
    )
    view = chronology.view(Query((Period(EARLIEST, LATEST),)))
    assert (view.count, view.possible) == (3, 0)
