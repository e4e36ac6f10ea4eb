"""The words that a text is found by, and where they stand in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chronoterm.text import fold
from chronoterm.text_words import placed_words, words_of
from tests.conftest import HOSTILE
from tests.unit.chronology_stores import BETWEEN, VOCABULARY

vocabulary = st.lists(st.sampled_from((*VOCABULARY, *BETWEEN)), max_size=6).map("".join)
texts = st.one_of(st.text(max_size=30), vocabulary)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kursk Oblast, 11,000 men", ["kursk", "oblast", "11", "000", "men"]),
        ("Zürich’s F-16", ["zurich", "s", "f", "16"]),
        ("東京都 Kim", ["東", "京", "都", "kim"]),
        ("서울 Київ", ["서울", "киів"]),
        ("№5 ½", ["no5", "1", "2"]),
        ("— …", []),
    ],
)
def test_words_are_runs_of_folded_letters_and_digits(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(texts)
def test_a_text_has_the_words_of_its_folded_form(text: str) -> None:
    assert words_of(text) == words_of(fold(text))
    assert all(word and fold(word) == word for word in words_of(text))


@given(texts)
@example("cafe\u0301t")
@example("№5 ½ ﬁre")
@example("a\x00b")
def test_the_words_in_place_are_the_words_that_a_text_is_found_by(text: str) -> None:
    assert [word for word, _, _ in placed_words(text)] == words_of(text)


@given(texts)
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    before = 0
    for word, start, end in placed_words(text):
        assert before <= start < end <= len(text)
        assert word in "".join(words_of(text[start:end]))
        before = start


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_stops_it(text: str) -> None:
    assert [word for word, _, _ in placed_words(text)] == words_of(text)


def test_an_accent_of_its_own_belongs_to_the_letter_before_it() -> None:
    assert list(placed_words("le cafe\u0301 noir")) == [("le", 0, 2), ("cafe", 3, 8), ("noir", 9, 13)]
