"""Names: what ids are called, what they can be found by, and what belongs to what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.names import Names
from chronoterm.matching import EXACT, WORD_START, fit_of
from chronoterm.records import Actor, Membership, Place
from chronoterm.terms import ACTORS as OF_ACTORS
from chronoterm.terms import Facet
from chronoterm.text import fold
from tests.unit.chronology_model import Model
from tests.unit.chronology_questions import minutes
from tests.unit.chronology_stores import ACTORS, PLACES, models

spans = st.lists(minutes, min_size=2, max_size=2, unique=True).map(sorted).map(lambda two: (two[0], two[1]))
ZELENSKYY = Actor(id="zelenskyy", name="Volodymyr Zelenskyy", aliases=("Зеленський", "Zelensky", "Zelenskyy"))


@given(models(), st.sampled_from(ACTORS), spans)
def test_an_actor_belongs_to_all_that_memberships_of_that_time_lead_to(
    model: Model, actor: str, span: tuple[int, int]
) -> None:
    above = Names(model.actors).actors_above(actor, span)
    assert len(above) == len(set(above))
    assert set(above) == model.above_actor(actor, span)


@given(models(), st.sampled_from(PLACES))
def test_a_place_lies_in_all_that_leads_up_from_it_the_nearest_first(model: Model, place: str) -> None:
    names = Names(places=model.places)
    above = names.places_above(place)
    assert set(above) == model.above_place(place)
    assert len(above) == len(set(above))
    for here, around in zip((place, *above), above, strict=False):
        assert names.parents(Facet.PLACE, here) == (around,)


@given(models(), st.sampled_from(Facet), st.sampled_from((*ACTORS, *PLACES)))
def test_nothing_belongs_to_itself(model: Model, facet: Facet, value: str) -> None:
    assert value not in Names(model.actors, model.places).above(facet, value)


@given(models(), st.sampled_from(Facet), st.sampled_from((*ACTORS, *PLACES)), st.booleans())
def test_a_value_is_shown_by_name_and_by_id_where_nobody_told_one(
    model: Model, facet: Facet, value: str, short: bool
) -> None:
    assert Names(model.actors, model.places).label(facet, value, short=short) == model.label(
        facet, value, short=short
    )


@given(models(), st.sampled_from((Facet.ACTOR, Facet.PLACE)))
def test_every_value_is_found_by_its_id_and_all_its_names(model: Model, facet: Facet) -> None:
    names = Names(model.actors, model.places)
    for each in model.actors if facet is Facet.ACTOR else model.places:
        for called in (each.id, each.name, *each.aliases):
            if fold(called):
                assert each.id in names.resolve(facet, called.upper(), [each.id, "other"])


@given(
    models(), st.sampled_from(("ann", "ANN", "o", "old", "sam", "name", "same name", "elan", "", " ", "x"))
)
def test_a_typed_name_means_those_called_so_else_those_with_a_word_that_begins_so(
    model: Model, typed: str
) -> None:
    names = Names(model.actors, model.places)
    values = (*ACTORS, *PLACES)
    everybody = dict.fromkeys((*values, *names.actors))
    fits = {each: fit_of(fold(typed), names.names(Facet.ACTOR, each)) for each in everybody}
    exact = [each for each in everybody if fits[each] == EXACT]
    begun = [each for each in everybody if fits[each] >= WORD_START]
    found = names.resolve(Facet.ACTOR, typed, values)
    assert sorted(found) == sorted((exact or begun) if fold(typed) else [])


def test_the_short_name_is_the_alias_that_is_part_of_the_name() -> None:
    names = Names([ZELENSKYY])
    assert names.label(Facet.SPEAKER, "zelenskyy", short=True) == "Zelenskyy"
    assert names.label(Facet.SPEAKER, "zelenskyy") == "Volodymyr Zelenskyy"


@pytest.mark.parametrize("typed", ["зеленський", "zelensky", "ZELENSKYY", "volodymyr", "vol"])
def test_a_person_is_found_by_any_alias(typed: str) -> None:
    assert Names([ZELENSKYY]).resolve(Facet.ACTOR, typed, ["budanov", "zelenskyy"]) == ["zelenskyy"]


def test_only_actors_and_places_belong_to_something() -> None:
    names = Names(
        [Actor(id="a", name="A", member_of=(Membership(actor="b"), Membership(actor="c")))],
        [Place(id="a", name="A", part_of="d")],
    )
    belonging = {facet: found for facet in Facet if (found := names.parents(facet, "a"))}
    assert belonging == {**dict.fromkeys(OF_ACTORS, ("b", "c")), Facet.PLACE: ("d",)}
