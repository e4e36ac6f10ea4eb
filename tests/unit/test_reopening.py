"""A query that was written down asks the same when it is read again, and says what has gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.chronology.indexed import IndexedChronology
from chronoterm.chronology.names import Names
from chronoterm.dates import PartialDate
from chronoterm.language.orders import written_order
from chronoterm.language.reading import LONGEST_QUERY
from chronoterm.language.written import written
from chronoterm.ordering import CHRONOLOGICAL, Order, Sorting, SortKey, order_by
from chronoterm.query import ALL, Query
from chronoterm.records import Actor, Kind, Record
from chronoterm.reopening import reopened
from chronoterm.steps import Asked
from chronoterm.terms import Condition, Facet, Words
from tests.unit.language_strategies import Everybody, queries

TODAY = PartialDate.parse("2024-11-04")
orders = st.lists(st.builds(Sorting, st.sampled_from(SortKey), st.booleans()), min_size=1, max_size=3).map(
    lambda columns: order_by(*columns)
)


def with_actors(*ids: str) -> IndexedChronology:
    record = Record(id="r", kind=Kind.EVENT, headline="h", actors=ids)
    return IndexedChronology.build((record,), Names(Actor(id=each, name=f"The {each}") for each in ids))


@given(queries, orders)
def test_a_query_and_its_order_come_back_as_they_were_written(query: Query, order: Order) -> None:
    again = reopened(written(query), written_order(order), Everybody(), TODAY)
    assert again.asked == Asked(query, order)
    assert again.remark == ""


def test_an_id_means_itself_even_where_others_are_called_so() -> None:
    chronology = with_actors("kim", "kim-jong-un")
    again = reopened("actor:kim", "date", chronology, TODAY)
    assert again.asked.query == Query((Condition(Facet.ACTOR, ("kim",)),))


def test_a_name_that_is_gone_is_remarked_on_and_means_nobody_else() -> None:
    chronology = with_actors("kim-jong-un")
    again = reopened("actor:kim tag:x", "-date", chronology, TODAY)
    assert "no actor is called “kim”" in again.remark
    assert "no tag is called “x”" in again.remark
    assert again.asked.query.conditions[0] == Condition(Facet.ACTOR, ("kim",))
    assert chronology.view(again.asked.query).count == 0
    assert again.asked.order == CHRONOLOGICAL.reversed()


@pytest.mark.parametrize("text", ["actor:", "(", "date:soon", "\x00:", "colour:red"])
def test_a_text_that_nobody_understands_asks_for_all_and_says_so(text: str) -> None:
    again = reopened(text, "actor", with_actors(), TODAY)
    assert again.asked == Asked(ALL, Order(SortKey.ACTOR))
    assert again.remark.startswith("the saved filter cannot be read: ")


def test_an_order_that_there_is_not_leaves_the_order_of_time() -> None:
    again = reopened("a", "colour,-date", with_actors(), TODAY)
    assert again.asked == Asked(Query((Words(("a",)),)), CHRONOLOGICAL)
    assert again.remark == (
        "no column is called “colour”; there are date, kind, actor, headline, place, source, about, "
        "lag and origins"
    )


def test_two_faults_are_both_told() -> None:
    again = reopened("(", "colour", with_actors(), TODAY)
    assert again.asked == Asked()
    assert "cannot be read" in again.remark
    assert "no column" in again.remark


def test_a_written_query_may_be_longer_than_a_typed_one() -> None:
    ids = tuple(f"actor-{number}" for number in range(LONGEST_QUERY // 4))
    query = Query((Condition(Facet.ACTOR, ids),))
    assert len(written(query)) > LONGEST_QUERY
    assert reopened(written(query), "date", Everybody(), TODAY).asked.query == query


@given(st.text(max_size=30), st.text(max_size=12))
def test_whatever_was_kept_something_is_asked(query: str, sort: str) -> None:
    again = reopened(query, sort, with_actors("kim"), TODAY)
    assert isinstance(again.asked, Asked)
