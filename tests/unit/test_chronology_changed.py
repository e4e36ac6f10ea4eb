"""A chronology after changes answers as one that is built from the store as it is then."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronoterm.chronology import columns, contents, order_sorted, orders, renumbering
from chronoterm.terms import Facet
from tests.unit.chronology_changes import answers, random_change, use
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import random_order, random_query
from tests.unit.chronology_stores import random_model
from tests.unit.test_chronology_agreement import assert_agreement, assert_counts

SEEDS = st.integers(0, 1 << 32)
SIZES = st.integers(0, 10)
CHANGES = 4
LIMITS = (
    (contents, "MOST_FRESH", (0, 3, contents.MOST_FRESH)),
    (contents, "MOST_RUNS", (1, 4, contents.MOST_RUNS)),
    (renumbering, "FEW_FOR_EACH_RUN", (0, renumbering.FEW_FOR_EACH_RUN)),
    (orders, "MOST_MENDED", (0, orders.MOST_MENDED, 8)),
    (orders, "MOST_FRESH", (2, orders.MOST_FRESH)),
    (orders, "FEW_FRESH", (0, orders.FEW_FRESH)),
    (columns, "MOST_RENAMED", (1, columns.MOST_RENAMED)),
    (order_sorted, "BLOCK", (1, 3, order_sorted.BLOCK)),
    (order_sorted, "SPARSE", (1, order_sorted.SPARSE)),
)


@pytest.fixture(scope="module")
def limits() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def with_other_limits(chance: Random, limits: pytest.MonkeyPatch) -> None:
    """Limits that small stores go beyond, or the real ones."""
    for module, name, values in LIMITS:
        limits.setattr(module, name, chance.choice(values))


def changed_model(chance: Random, model: Model) -> Model:
    """The model after a change, with a chronology that was changed as well."""
    use(chance, model.chronology)
    change = random_change(chance, model)
    return change.made_to(model).with_chronology(change.made_in(model.chronology))


@settings(max_examples=250, deadline=None)
@given(SEEDS, SIZES)
def test_after_any_changes_every_answer_is_that_of_a_chronology_built_anew(
    limits: pytest.MonkeyPatch, seed: int, size: int
) -> None:
    chance = Random(seed)
    with_other_limits(chance, limits)
    model = random_model(chance, size)
    for step in range(CHANGES):
        model = changed_model(chance, model)
        built = answers(Random(seed + step), model.as_built().chronology)
        assert answers(Random(seed + step), model.chronology) == built


@settings(max_examples=150, deadline=None)
@given(SEEDS, SIZES)
def test_after_any_changes_every_question_is_answered_as_by_hand(
    limits: pytest.MonkeyPatch, seed: int, size: int
) -> None:
    chance = Random(seed)
    with_other_limits(chance, limits)
    model = random_model(chance, size)
    for _ in range(CHANGES):
        model = changed_model(chance, model)
        for _ in range(5):
            query = random_query(chance)
            assert_agreement(model, query, random_order(chance))
            assert_counts(model, query, chance.choice(list(Facet)))


@settings(max_examples=150, deadline=None)
@given(SEEDS, SIZES)
def test_a_chronology_and_its_views_stay_as_they_are_when_the_next_is_made(
    limits: pytest.MonkeyPatch, seed: int, size: int
) -> None:
    chance = Random(seed)
    with_other_limits(chance, limits)
    model = random_model(chance, size)
    for _ in range(CHANGES):
        use(chance, model.chronology)
        view = model.chronology.view(random_query(chance), random_order(chance))
        shown, before = view.window(0, 99), answers(Random(seed), model.chronology)
        model_after = changed_model(chance, model)
        assert view.window(0, 99) == shown
        assert answers(Random(seed), model.chronology) == before
        model = model_after
