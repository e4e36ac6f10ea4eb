import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.language.orders import read_order, written_order
from chronoterm.ordering import CHRONOLOGICAL, Order, Sorting, SortKey, order_by
from chronoterm.problems import ChronotermError
from chronoterm.text import clean

sortings = st.builds(Sorting, st.sampled_from(SortKey), st.booleans())
orders = st.lists(sortings, min_size=1, max_size=8).map(lambda columns: order_by(*columns))


def outcome(text: str) -> Order | str:
    """The order, or what is said instead."""
    try:
        return read_order(text)
    except ChronotermError as error:
        return str(error)


@given(orders)
def test_an_order_reads_back_as_it_was_written(order: Order) -> None:
    assert read_order(written_order(order)) == order


@given(st.text(max_size=30) | st.text("-,acdeort ", max_size=30))
def test_any_text_is_an_order_or_names_the_columns(text: str) -> None:
    found = outcome(text)
    if isinstance(found, str):
        assert found.endswith("there are date, kind, actor, headline, place, source, about, lag and origins")
        assert clean(found) == found
        assert len(found) < 150


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("date", CHRONOLOGICAL),
        ("-date", Order(reverse=True)),
        ("actor,-date", order_by(Sorting(SortKey.ACTOR), Sorting(SortKey.DATE, reverse=True))),
        (" Actor , - Date ", order_by(Sorting(SortKey.ACTOR), Sorting(SortKey.DATE, reverse=True))),
        ("date,actor,-date", order_by(Sorting(SortKey.DATE), Sorting(SortKey.ACTOR))),
    ],
)
def test_an_order_is_columns_the_first_deciding(text: str, order: Order) -> None:
    assert read_order(text) == order


@pytest.mark.parametrize(
    ("text", "wrong"), [("", "“”"), ("date,", "“”"), ("colour", "“colour”"), ("--date", "“--date”")]
)
def test_an_unknown_column_is_refused_by_name(text: str, wrong: str) -> None:
    with pytest.raises(ChronotermError, match=f"no column is called {wrong}; there are date, kind"):
        read_order(text)
