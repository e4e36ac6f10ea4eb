"""Ids are readable, of safe letters, and never given twice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.editing.ids import TakenIds, new_id, slug_of
from chronoterm.edits import Table
from tests.unit.editing_strategies import CHANCE, WORLD, texts

chances = st.text("abcdefgh23456789", max_size=12)


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Crane drivers will stop work on Monday", "crane-drivers-will-stop-work-k3vd"),
        ("The Talks", "talks-k3vd"),
        ("To be", "be-k3vd"),
        ("The", "the-k3vd"),
        ("Zoë Älv", "zoe-alv-k3vd"),
        ("Don’t", "dont-k3vd"),
        ("10,000–12,000 soldiers", "10-000-12-000-soldiers-k3vd"),
        ("Київ", "k3vd"),
        ("", "k3vd"),
        (
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
            "donaudampfschifffahrtselektrizitatenhaup-k3vd",
        ),
    ],
)
def test_an_id_has_a_few_words_of_the_headline_and_four_random_letters(title: str, id_: str) -> None:
    assert new_id(title, CHANCE, ()) == id_


@given(texts, chances, st.sets(st.text("abk3-", max_size=4)))
def test_an_id_is_never_one_that_is_taken_and_has_only_plain_letters(
    title: str, chance: str, taken: set[str]
) -> None:
    id_ = new_id(title, chance, taken)
    assert id_ not in taken
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", id_) and len(id_) <= 60


def test_where_one_is_taken_another_is_cut_from_the_same_letters() -> None:
    assert new_id("Talks", "abcdef", {"talks-abcd"}) == "talks-bcde"
    assert new_id("Talks", "abcd", {"talks-abcd"}) == "talks-abcd-2"
    assert new_id("Talks", "abcd", {"talks-abcd", "talks-abcd-2"}) == "talks-abcd-3"
    assert new_id("", "", {"unnamed"}) == "unnamed-2"


def test_a_long_headline_gives_a_short_id() -> None:
    assert len(slug_of("word " * 1000)) <= 40
    assert slug_of("misunderstandings " * 3) == "misunderstandings-misunderstandings"


def test_an_id_is_taken_if_a_document_of_its_table_has_it() -> None:
    records, actors, places = (TakenIds(each, WORLD) for each in (Table.RECORDS, Table.ACTORS, Table.PLACES))
    assert "talks-a7qd" in records and "ada-lund" in actors and "harbour" in places
    assert "ada-lund" not in records and "harbour" not in actors and 5 not in places
