"""The index answers as somebody does who goes through all records with the words of the question in hand."""

from itertools import count, islice
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chronoterm.dates import PartialDate
from chronoterm.language.orders import read_order, written_order
from chronoterm.language.reading import read_query
from chronoterm.language.written import written
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import Query
from chronoterm.terms import KINDS, Comparison, Condition, Facet, Grade, Term, leaves, negated
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import (
    LEAVES,
    orders,
    queries,
    random_order,
    random_query,
    terms,
)
from tests.unit.chronology_stores import models, random_model

STORES = 500
QUESTIONS = 25
LARGEST = 12
TODAY = PartialDate.parse("2024-11-01")
HUNDREDS = 300


def assert_agreement(model: Model, query: Query, order: Order, read: Query | None = None) -> None:
    """That a view has the records, marks and counts that the model finds; `read` is the query as it was read."""
    view, wanted = model.chronology.view(query if read is None else read, order), model.view(query, order)
    rows, possible = view.window(0, view.count), {each.id for each in model.possible(query)}
    asked = f"{query} in {order}"
    assert [row.entry.id for row in rows] == [each.id for each in wanted], asked
    assert [row.possible for row in rows] == [each.id in possible for each in wanted], asked
    counts = len(wanted), len(possible), len(model.hidden(query))
    assert (view.count, view.possible, view.hidden) == counts, asked
    places = {each.id: place for place, each in enumerate(wanted)}
    assert {each.id: view.position(each.id) for each in model.records} == {
        each.id: places.get(each.id) for each in model.records
    }, asked


def assert_counts(model: Model, query: Query, facet: Facet) -> None:
    """That the values of a facet are counted as the model counts them."""
    counts = model.counts(query, facet)
    listed = {each.value: each.count for each in model.chronology.view(query).facets(facet)}
    assert {value: count for value, count in listed.items() if count} == counts, query
    assert model.all_values(facet) <= listed.keys()


def ask_at_random(chance: Random, model: Model) -> None:
    """Questions that follow from one seed; each also says how often a facet's values are there."""
    for _ in range(QUESTIONS):
        query = random_query(chance)
        assert_agreement(model, query, random_order(chance))
        assert_counts(model, query, chance.choice(list(Facet)))


def can_be_said(model: Model, query: Query) -> bool:
    """Whether the language has words for a query, and means by its names what the query means."""
    return all(_can_be_said(model, leaf) for each in query.conditions for leaf, _ in leaves(each))


def _can_be_said(model: Model, leaf: Term) -> bool:
    if isinstance(leaf, Condition) and leaf.facet is Facet.KIND:
        return bool(leaf.values) and set(leaf.values) <= set(KINDS)
    if isinstance(leaf, Condition):
        meant = {each: model.chronology.resolve(leaf.facet, each) for each in leaf.values}
        return bool(meant) and all(list(found) in ([each], []) for each, found in meant.items())
    if isinstance(leaf, Grade) and leaf.comparison is not Comparison.SAME:
        return leaf.reliability != "F" and leaf.credibility != 6
    return True


# Twelve thousand questions


@settings(max_examples=STORES)
@given(st.integers(0, 1 << 32), st.integers(0, LARGEST))
def test_many_questions_to_many_stores_are_answered_as_by_hand(seed: int, size: int) -> None:
    chance = Random(seed)
    ask_at_random(chance, random_model(chance, size))


@settings(max_examples=STORES)
@given(st.integers(0, 1 << 32), st.integers(0, LARGEST))
def test_many_questions_read_from_text_are_answered_as_by_hand(seed: int, size: int) -> None:
    chance = Random(seed)
    model = random_model(chance, size)
    endless = (random_query(chance) for _ in count())
    for query in islice((each for each in endless if can_be_said(model, each)), QUESTIONS):
        order, text = random_order(chance), written(query)
        read = read_query(text, model.chronology, today=TODAY).query
        assert_agreement(model, query, read_order(written_order(order)), read)


@settings(max_examples=3)
@given(st.integers(0, 1 << 32))
def test_a_store_of_hundreds_is_asked_as_well(seed: int) -> None:
    chance = Random(seed)
    ask_at_random(chance, random_model(chance, HUNDREDS))


# The same with questions that can be made smaller, so that a failure shows what it is about


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("denied", [False, True])
@settings(max_examples=100)
@given(model=models(), chances=st.randoms(use_true_random=False), certain_only=st.booleans())
def test_a_single_term_is_true_perhaps_or_false_as_by_hand(
    leaf: str, denied: bool, model: Model, chances: Random, certain_only: bool
) -> None:
    term = LEAVES[leaf](chances)
    query = Query((negated(term) if denied else term,), certain_only)
    assert_agreement(model, query, CHRONOLOGICAL)


@given(models(), terms, st.booleans())
def test_terms_joined_in_any_way_are_as_true_as_by_hand(model: Model, term: Term, certain_only: bool) -> None:
    assert_agreement(model, Query((term,), certain_only), CHRONOLOGICAL)


@given(models(), queries, orders)
def test_a_question_is_answered_as_by_hand_in_any_order(model: Model, query: Query, order: Order) -> None:
    assert_agreement(model, query, order)


@given(models(), queries, st.sampled_from(Facet))
def test_values_are_counted_as_by_hand(model: Model, query: Query, facet: Facet) -> None:
    assert_counts(model, query, facet)


@settings(max_examples=200)
@given(models(), queries)
def test_a_question_reads_back_as_the_one_that_was_written(model: Model, query: Query) -> None:
    assume(can_be_said(model, query))
    read = read_query(written(query), model.chronology, today=TODAY).query
    assert_agreement(model, query, CHRONOLOGICAL, read)
