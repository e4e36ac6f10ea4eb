"""The values of a facet are all there, counted under the other filters, each below what it belongs to."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.chronology.view import FacetValue
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Kind, Membership, Place, Record
from chronoterm.terms import KINDS, Condition, Facet
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import orders, queries
from tests.unit.chronology_stores import models

facets = st.sampled_from(Facet)


def listed(model: Model, facet: Facet, query: Query = ALL) -> list[FacetValue]:
    return list(model.chronology.view(query, CHRONOLOGICAL).facets(facet))


def parents_in_list(values: list[FacetValue]) -> dict[str, str | None]:
    """What each value stands below: the last one before it that is one step less deep."""
    way: list[str] = []
    parents: dict[str, str | None] = {}
    for each in values:
        assert each.depth <= len(way), "a value may only be one step deeper than the one before"
        del way[each.depth :]
        parents[each.value] = way[-1] if way else None
        way.append(each.value)
    return parents


def place(name: str, part_of: str | None = None) -> Place:
    return Place(id=name, name=name, part_of=part_of)


def at(*places: str) -> Record:
    return Record(id="-".join(places), kind=Kind.EVENT, headline="somewhere", places=places)


@given(models(), facets, queries)
def test_every_value_is_listed_once_even_where_nothing_has_it_now(
    model: Model, facet: Facet, query: Query
) -> None:
    values = [each.value for each in listed(model, facet, query)]
    every = set(KINDS) if facet is Facet.KIND else model.all_values(facet)
    assert sorted(values) == sorted(every)


@given(models(), facets, queries, orders)
def test_values_are_counted_under_the_conditions_on_other_facets(
    model: Model, facet: Facet, query: Query, order: Order
) -> None:
    counts = model.counts(query, facet)
    for each in model.chronology.view(query, order).facets(facet):
        assert each.count == counts[each.value]


@given(models(), facets, st.lists(queries, min_size=2, max_size=3), st.data())
def test_counts_are_right_however_often_they_were_asked_for_under_other_filters(
    model: Model, facet: Facet, asked: list[Query], data: st.DataObject
) -> None:
    for _ in range(6):
        query = data.draw(st.sampled_from(asked))
        counts = model.counts(query, facet)
        assert {each.value: each.count for each in listed(model, facet, query)} == {
            each.value: counts[each.value] for each in listed(model, facet)
        }


@given(models(), facets, queries)
def test_the_count_beside_a_value_is_what_choosing_it_alone_shows(
    model: Model, facet: Facet, query: Query
) -> None:
    for each in listed(model, facet, query):
        chosen = query.without_facet(facet).having(Condition(facet, (each.value,)))
        assert model.chronology.view(chosen).count == each.count


@given(models(), facets, queries)
def test_a_value_stands_below_the_first_listed_thing_it_belongs_to(
    model: Model, facet: Facet, query: Query
) -> None:
    values = listed(model, facet, query)
    standing = parents_in_list(values)

    def wanted(value: str) -> str | None:
        return next((each for each in model.direct_parents(facet, value) if each in standing), None)

    def on_circle(value: str) -> bool:
        here, passed = wanted(value), set[str]()
        while here is not None and here not in passed:
            passed.add(here)
            here = wanted(here)
        return value in passed

    for value, parent in standing.items():
        if parent is not None:
            assert parent == wanted(value)
        else:
            assert wanted(value) is None or on_circle(value)


@given(models(), facets, queries)
def test_siblings_stand_by_count_then_by_name(model: Model, facet: Facet, query: Query) -> None:
    if facet is Facet.KIND:
        return
    values = listed(model, facet, query)
    standing = parents_in_list(values)
    for parent in {*standing.values()}:
        siblings = [(-each.count, each.label) for each in values if standing[each.value] == parent]
        assert siblings == sorted(siblings)


@given(models(), facets)
def test_a_value_carries_its_name_and_all_it_can_be_found_by(model: Model, facet: Facet) -> None:
    for each in listed(model, facet):
        assert each.label == model.label(facet, each.value)
        assert each.names == model.chronology.index.names.names(facet, each.value)


@given(models(), queries)
def test_kinds_keep_one_order_and_no_depth(model: Model, query: Query) -> None:
    values = listed(model, Facet.KIND, query)
    assert [(each.value, each.depth) for each in values] == [(kind, 0) for kind in KINDS]


@given(models(), facets)
def test_within_names_everything_that_belongs_to_a_value(model: Model, facet: Facet) -> None:
    every = model.all_values(facet) if facet is not Facet.KIND else set(KINDS)
    for value in every:
        inside = [model.label(facet, each) for each in every if value in model.above(facet, each)]
        assert sorted(model.chronology.within(facet, value)) == sorted(inside)


def test_oblasts_stand_below_their_country_the_busiest_first() -> None:
    model = Model(
        (at("kursk"), at("kursk", "moscow"), at("moscow"), at("moscow", "sudzha"), at("kyiv")),
        places=(
            place("russia"),
            place("kursk", "russia"),
            place("moscow", "russia"),
            place("sudzha", "kursk"),
        ),
    )
    shown = [(each.value, each.count, each.depth) for each in listed(model, Facet.PLACE)]
    assert shown == [("russia", 4, 0), ("kursk", 3, 1), ("sudzha", 1, 2), ("moscow", 3, 1), ("kyiv", 1, 0)]


def test_places_that_lie_in_each_other_are_all_listed_with_what_lies_in_them() -> None:
    model = Model(
        (at("one"), at("two"), at("inside")),
        places=(place("one", "two"), place("two", "one"), place("inside", "two"), place("self", "self")),
    )
    shown = [(each.value, each.depth) for each in listed(model, Facet.PLACE)]
    assert shown == [("one", 0), ("two", 1), ("inside", 2)]


def test_a_member_of_several_bodies_stands_below_the_first_that_is_listed() -> None:
    ann = Actor(
        id="ann",
        name="Ann",
        member_of=(Membership(actor="guild", end="1999"), Membership(actor="union")),
    )
    spoken = Record(id="a", kind=Kind.STATEMENT, headline="h", date="2024", speaker="ann")
    chronology = IndexedChronology.build([spoken], Names([ann]))
    shown = [(each.value, each.depth) for each in chronology.view().facets(Facet.ACTOR)]
    assert shown == [("union", 0), ("ann", 1)]
