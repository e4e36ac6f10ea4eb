"""Edits: what differs, whether it fits, what it makes, and the way back."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.edits import (
    KEPT_BY_THE_STORE,
    Change,
    Document,
    Edit,
    Table,
    Written,
    change,
    changed,
    fits,
    inverse,
    same,
    stamped,
)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=5,
)
documents = st.dictionaries(st.sampled_from("abcdef"), values, max_size=6)
maybe = documents | st.none()


def edited(one: Document | None) -> Document | None:
    return None if one is None else {name: one[name] for name in one if name not in KEPT_BY_THE_STORE}


@given(maybe, maybe)
def test_a_change_leads_from_one_state_to_the_other_and_its_inverse_back(
    before: Document | None, after: Document | None
) -> None:
    made = change(Table.RECORDS, "r", before, after)
    if made is None:
        assert same(before, after)
        return
    assert fits(made, before)
    assert same(changed(made, before), after)
    assert fits(made.inverse, after)
    assert same(changed(made.inverse, after), before)


@given(documents, documents, documents)
def test_a_change_leaves_fields_alone_that_it_does_not_name(
    before: Document, after: Document, others: dict[str, Any]
) -> None:
    made = change(Table.RECORDS, "r", before, after)
    foreign = {f"other {name}": value for name, value in others.items()}
    if made is not None:
        left = changed(made, {**foreign, **before})
        assert left is not None
        assert same({name: left[name] for name in foreign}, foreign)


@given(documents, documents)
def test_a_change_fits_only_where_its_fields_are_as_it_supposes(before: Document, after: Document) -> None:
    made = change(Table.RECORDS, "r", before, after)
    if made is not None:
        assert not fits(made, after)


def test_one_and_true_and_a_whole_float_are_three_things() -> None:
    assert not same(1, True)
    assert not same(1, 1.0)
    assert not same({"a": [1]}, {"a": [True]})
    assert same({"a": [1.5, None]}, {"a": [1.5, None]})


def test_the_fields_that_the_store_keeps_are_no_difference() -> None:
    assert (
        change(Table.RECORDS, "r", {"id": "r", "revision": 1}, {"id": "r", "revision": 2, "by": "ana"})
        is None
    )


def test_a_written_record_says_who_changed_it_when_and_how_often() -> None:
    written = Written(3, "ana", "2026-11-22T10:00:00Z", Edit("edited headline", ()))
    first = stamped({"id": "r", "headline": "A"}, None, written)
    assert first == {
        "id": "r",
        "headline": "A",
        "revision": 1,
        "created": "2026-11-22T10:00:00Z",
        "modified": "2026-11-22T10:00:00Z",
        "by": "ana",
    }
    later = Written(4, "ben", "2026-11-23T10:00:00Z", Edit("edited headline", ()))
    second = stamped({**first, "headline": "B"}, first, later)
    assert (second["revision"], second["created"], second["by"]) == (2, first["created"], "ben")


def test_a_record_that_comes_back_goes_on_counting_its_revisions() -> None:
    written = Written(5, "ana", "2026-11-22T10:00:00Z", Edit("undid", ()))
    back = stamped({"id": "r", "revision": 7, "created": "2020-01-01T00:00:00Z"}, None, written)
    assert (back["revision"], back["created"]) == (8, "2020-01-01T00:00:00Z")


def test_what_is_undone_and_redone_is_told_without_piling_words_up() -> None:
    first = Written(1, "ana", "", Edit("edited date", (Change(Table.RECORDS, "r", {"a": 1}, {"a": 2}),)))
    undone = Written(2, "ana", "", inverse(first))
    redone = Written(3, "ana", "", inverse(undone))
    assert [undone.edit.does, redone.edit.does] == ["undid: edited date", "redid: edited date"]
    assert inverse(redone).does == "undid: edited date"
    assert redone.edit.changes == first.edit.changes


def test_what_is_nested_deeply_is_compared_all_the_same() -> None:
    deep: list[Any] = []
    other: list[Any] = []
    for _ in range(5_000):
        deep, other = [deep], [other]
    assert same(deep, other)
    assert not same(deep, [other])
