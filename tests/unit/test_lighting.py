"""What is lit in a text is what was searched for, and only that."""

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.lighting import DARKNESS, Light, light_of
from chronoterm.query import Query
from chronoterm.terms import AllOf, AnyOf, Condition, Facet, Words, negated
from chronoterm.text_words import placed_words, words_of

WORDS = ("north", "northern", "korea", "korean", "Koréa", "cafe\u0301", "№5", "10,000", "北京", "a")
few_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7)
texts = few_words.map(" ".join)
wanted = st.builds(
    lambda text, whole, cut: Words(_cut(words_of(text), cut), whole),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.booleans(),
    st.integers(1, 4),
)


def _cut(words: list[str], length: int) -> tuple[str, ...]:
    """With the last word cut short."""
    return (*words[:-1], words[-1][:length])


def matches(words: Words, text: str) -> bool:
    """Whether a text has the words side by side, found the slow way."""
    run, length = words_of(text), len(words.words)
    return any(
        tuple(run[first : first + length - 1]) == words.words[:-1]
        and (
            run[first + length - 1] == words.words[-1]
            if words.whole
            else run[first + length - 1].startswith(words.words[-1])
        )
        for first in range(len(run) - length + 1)
    )


@given(wanted, texts)
def test_a_text_is_lit_when_it_is_found_and_else_dark(words: Words, text: str) -> None:
    assert bool(Light((words,)).on(text)) == matches(words, text)


@given(st.lists(wanted, max_size=3), texts)
def test_lit_places_stand_apart_in_the_text_and_in_order(words: list[Words], text: str) -> None:
    bounds = [bound for place in Light(tuple(words)).on(text) for bound in place]
    assert bounds == sorted(set(bounds))
    assert all(0 <= bound <= len(text) for bound in bounds)


@given(wanted, texts)
def test_every_letter_that_is_lit_is_of_a_word_that_was_searched_for(words: Words, text: str) -> None:
    lit = Light((words,)).on(text)
    for word, first, last in placed_words(text):
        if any(start < last and first < end for start, end in lit):
            assert word in words.words[:-1] or word.startswith(words.words[-1])


@given(wanted, few_words, st.integers(0, 7))
def test_light_goes_on_where_a_line_is_wrapped(words: Words, text: list[str], cut: int) -> None:
    whole = Light((words,)).on(" ".join(text))
    lines = [" ".join(text[:cut]), " ".join(text[cut:])] if 0 < cut < len(text) else [" ".join(text)]
    start, places = 0, []
    for line, lit in zip(lines, Light((words,)).on_lines(lines), strict=True):
        places += [(start + first, start + last) for first, last in lit]
        start += len(line) + 1
    assert places == whole


def test_words_that_an_empty_line_parts_are_not_side_by_side() -> None:
    light = Light((Words(("north", "korea")),))
    assert light.on_lines(["north", "korea"]) == [[(0, 5)], [(0, 5)]]
    assert light.on_lines(["north", "", "korea"]) == [[], [], []]


def test_only_the_typed_beginning_of_a_word_is_lit() -> None:
    assert Light((Words(("sol",)),)).on("3,000 Soldiers, unsold") == [(6, 9)]
    assert Light((Words(("sol",), whole=True),)).on("3,000 Soldiers") == []


def test_accents_and_signs_of_their_own_are_lit_with_their_letter() -> None:
    assert Light((Words(("cafe",)),)).on("un café noir") == [(3, 7)]
    assert Light((Words(("cafe",)),)).on("un cafe\u0301 noir") == [(3, 8)]
    assert Light((Words(("no5",)),)).on("at №5") == [(3, 5)]


def test_what_a_query_denies_is_not_lit_and_what_it_may_mean_is() -> None:
    a, b, c, d = (Words((each,)) for each in "abcd")
    query = Query((a, negated(b), AnyOf((c, negated(AllOf((d, negated(a)))))), Condition(Facet.TAG, ("b",))))
    assert light_of(query) == Light((a, c))
    assert light_of(Query((a, negated(negated(b)), a))) == Light((a, b))


def test_without_words_nothing_is_lit() -> None:
    assert not DARKNESS
    assert light_of(Query()) == DARKNESS
    assert DARKNESS.on_lines(["north", "korea"]) == [[], []]
