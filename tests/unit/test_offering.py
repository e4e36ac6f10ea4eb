"""Names are offered while a filter is typed: the best first, each with what it would leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.dates import PartialDate
from chronoterm.language.errors import QueryError
from chronoterm.language.reading import read_query
from chronoterm.offering import MOST, Offer, offers
from chronoterm.opening import open_chronology, sample_path
from chronoterm.query import Query
from chronoterm.records import Annotation, Kind, Record
from chronoterm.steps import Asked
from chronoterm.terms import Condition, Facet
from tests.unit.chronology_model import Model
from tests.unit.chronology_stores import models
from tests.unit.language_strategies import texts

TODAY = PartialDate.parse("2024-11-04")
BEGINNINGS = ("a", "th", "the", "same", "sq", "él", "name", "ga", "al", "nob")
FIELDS = (
    "",
    "actor:",
    "place:",
    "speaker:",
    "source:",
    "tag:",
    "by:",
    "-actor:",
    "actor:ann,",
    'place:"',
    'actor:"the ',
    'source:"an ',
)


@pytest.fixture(scope="module")
def sample_chronology() -> IndexedChronology:
    return open_chronology(sample_path())[1]


def offered(chronology: IndexedChronology, text: str, base: Asked | None = None) -> list[Offer]:
    return list(offers(chronology, base or Asked(), text, len(text), TODAY))


def shown(chronology: IndexedChronology, text: str) -> list[tuple[str, int]]:
    return [(each.shown, each.records) for each in offered(chronology, text)]


@given(models(), st.sampled_from(FIELDS), st.sampled_from(BEGINNINGS))
def test_what_is_offered_can_be_read_and_leaves_as_many_records_as_it_says(
    model: Model, field: str, typed: str
) -> None:
    chronology = model.chronology
    for each in offered(chronology, field + typed):
        text, cursor = each.completed
        assert 0 <= cursor <= len(text)
        query = read_query(text, chronology, today=TODAY).query
        (condition,) = query.conditions
        assert isinstance(condition, Condition)
        if field not in ("-actor:", "actor:ann,"):
            assert len(condition.values) == 1
            assert chronology.view(query).count == each.records


@given(models(), st.sampled_from(BEGINNINGS))
def test_names_with_records_come_before_those_without(model: Model, typed: str) -> None:
    found = offered(model.chronology, typed)
    empty = [each.records == 0 for each in found]
    assert empty == sorted(empty)
    assert len(found) <= MOST


@given(models(), texts, st.integers(0, 40))
def test_whatever_is_typed_something_or_nothing_is_offered(model: Model, text: str, cursor: int) -> None:
    for each in offers(model.chronology, Asked(), text, cursor, TODAY):
        assert each.records >= 0


def test_a_bare_word_is_offered_names_of_every_facet(sample_chronology: IndexedChronology) -> None:
    assert shown(sample_chronology, "ku") == [("place:Kursk Oblast", 3), ("place:Kursk front", 1)]
    assert shown(sample_chronology, "kb") == [("source:KBS interview", 8)]
    assert shown(sample_chronology, "mob") == [("tag:mobilisation", 2)]
    assert shown(sample_chronology, "zel")[0] == ("actor:Volodymyr Zelenskyy", 10)


def test_an_alias_leads_to_the_name(sample_chronology: IndexedChronology) -> None:
    (offer,) = offered(sample_chronology, "actor:hur")
    assert offer.shown == "Defence Intelligence of Ukraine"
    assert offer.completed == ('actor:"Defence Intelligence of Ukraine" ', 40)


def test_a_name_that_two_facets_have_needs_no_id(sample_chronology: IndexedChronology) -> None:
    texts_of = {each.shown: each.completed[0] for each in offered(sample_chronology, "russia")}
    assert texts_of["place:Russia"] == "place:Russia "
    assert texts_of["actor:Russia"] == "actor:Russia "


def test_counts_follow_what_else_is_typed_and_what_was_kept(sample_chronology: IndexedChronology) -> None:
    kept = Asked(Query((Condition(Facet.TAG, ("combat",)),)))
    assert shown(sample_chronology, "tag:combat actor:bud") == [("Kyrylo Budanov", 1)]
    assert [each.records for each in offered(sample_chronology, "actor:bud", kept)] == [1]
    assert shown(sample_chronology, "actor:bud") == [("Kyrylo Budanov", 2)]


def test_counts_leave_out_what_only_may_match_where_that_is_asked(
    sample_chronology: IndexedChronology,
) -> None:
    assert shown(sample_chronology, "date:2024-10 actor:zel")[0][1] > 2
    assert shown(sample_chronology, "date:2024-10 is:certain actor:zel")[0][1] == 2


def test_after_an_actor_a_place_is_offered_before_another_actor(sample_chronology: IndexedChronology) -> None:
    assert shown(sample_chronology, "u")[0][0] == "actor:Ukraine"
    assert shown(sample_chronology, "actor:zelenskyy u")[0][0] == "place:Ukraine"


def test_what_a_record_may_be_is_offered_with_its_counts(sample_chronology: IndexedChronology) -> None:
    assert shown(sample_chronology, "is:") == [
        ("expected", 2),
        ("starred", 0),
        ("undated", 1),
        ("certain", 15),
    ]
    assert shown(sample_chronology, "date:2024-10 is:c") == [("certain", 5)]
    assert [each.completed for each in offered(sample_chronology, "is:un")] == [("is:undated ", 11)]
    assert shown(sample_chronology, "is:budanov") == []


def test_a_kind_is_offered_by_its_beginning(sample_chronology: IndexedChronology) -> None:
    assert shown(sample_chronology, "kind:st") == [("statement", 12)]


@pytest.mark.parametrize("text", ["", "kursk ", '"kur', "date:20", "figure:1", "grade:B", "id:z", "actr:bud"])
def test_where_no_name_can_stand_none_is_offered(text: str, sample_chronology: IndexedChronology) -> None:
    assert offered(sample_chronology, text) == []


def test_a_fault_elsewhere_in_the_text_does_not_stop_the_offers(sample_chronology: IndexedChronology) -> None:
    with pytest.raises(QueryError):
        read_query("date:soon bud", sample_chronology, today=TODAY)
    assert shown(sample_chronology, "date:soon bud") == [("actor:Kyrylo Budanov", 2)]


def test_users_are_offered_in_their_field_alone() -> None:
    note = Annotation(record="a", by="Ana Ek", star=True)
    record = Record(id="a", kind=Kind.EVENT, headline="h", by="Anders")
    chronology = IndexedChronology.build([record], annotations=[note])
    assert shown(chronology, "by:an") == [("Ana Ek", 1), ("Anders", 1)]
    assert offered(chronology, "by:ek")[0].completed == ('by:"Ana Ek" ', 12)
    assert shown(chronology, "an") == []


def test_series_and_states_are_offered_as_figures_have_them(sample_chronology: IndexedChronology) -> None:
    assert shown(sample_chronology, "series:north") == [("North Korean soldiers for Russia", 3)]
    (offer,) = offered(sample_chronology, "series:north")
    assert offer.completed == ("series:dprk-soldiers-for-russia ", 32)
    assert shown(sample_chronology, "state:") == [("planned", 2), ("present", 1), ("training", 1)]
    assert shown(sample_chronology, "series:soldiers/p") == [("planned", 2), ("present", 1)]
    (offer, _) = offered(sample_chronology, "series:soldiers/p")
    assert offer.completed == ("series:soldiers/planned ", 24)
    assert shown(sample_chronology, "speaker:budanov state:") == [("training", 1)]
    assert shown(sample_chronology, "state:x") == []


@given(
    models(),
    st.sampled_from(("series:", "state:", "series:soldiers/", "series:none/")),
    st.sampled_from(("", "p", "old")),
)
def test_what_is_offered_of_figures_leaves_as_many_records_as_it_says(
    model: Model, field: str, typed: str
) -> None:
    for each in offered(model.chronology, field + typed):
        text, _ = each.completed
        query = read_query(text, model.chronology, today=TODAY).query
        assert model.chronology.view(query).count == each.records > 0
