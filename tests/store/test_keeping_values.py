"""What is kept for the next time, as values: saved views, earlier queries, and where somebody left."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.keeping.remembered import LONGEST_QUERY, MOST_QUERIES, NOTHING, SavedView
from tests.store.keeping import KURSK, RUTTE, Change, changes, views


@given(st.lists(changes.filter(bool), max_size=30))
def test_names_stay_unique_one_view_at_most_is_the_default_and_no_query_stands_twice(
    several: list[Change],
) -> None:
    kept = NOTHING
    for change in several:
        kept = change(kept)
        assert len({each.name for each in kept.saved}) == len(kept.saved)
        assert sum(each.default for each in kept.saved) <= 1
        assert len(set(kept.history)) == len(kept.history)


@given(st.lists(views, max_size=8), views)
def test_a_view_is_found_again_as_it_was_saved(before: list[SavedView], view: SavedView) -> None:
    kept = NOTHING
    for each in before:
        kept = kept.with_saved(each)
    found = kept.with_saved(view).named(view.name)
    assert found is not None
    assert (found.query, found.sort) == (view.query, view.sort)
    assert found.default or not view.default
    assert kept.with_saved(view).without_saved(view.name).named(view.name) is None


def test_a_view_saved_again_keeps_its_place_and_stays_the_default() -> None:
    kept = NOTHING.with_saved(KURSK).with_saved(RUTTE).with_default("Kursk")
    again = kept.with_saved(SavedView("Kursk", "place:kursk", "date"))
    assert again.saved == (SavedView("Kursk", "place:kursk", "date", default=True), RUTTE)


def test_the_default_is_the_one_asked_for_last_or_none() -> None:
    kept = NOTHING.with_saved(KURSK).with_saved(RUTTE)
    assert kept.default is None
    kept = kept.with_default("Kursk").with_default("Rutte")
    assert kept.default == msgspec.structs.replace(RUTTE, default=True)
    assert kept.with_default("gone") == kept
    assert kept.with_default(None).default is None


def test_a_query_typed_again_becomes_the_newest() -> None:
    kept = NOTHING.with_history("a").with_history("b").with_history(" a ")
    assert kept.history == ("b", "a")


def test_the_history_holds_the_newest_queries_and_none_that_is_blank_or_cut() -> None:
    kept = NOTHING
    for number in range(MOST_QUERIES + 5):
        kept = kept.with_history(f"q{number}")
    assert kept.history == tuple(f"q{number}" for number in range(5, MOST_QUERIES + 5))
    assert kept.with_history(" \n") == kept
    assert kept.with_history("x" * (LONGEST_QUERY + 1)) == kept
    assert kept.with_history("x" * LONGEST_QUERY).history[-1] == "x" * LONGEST_QUERY
