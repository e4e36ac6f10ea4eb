"""The text of an article as it is shown: safe, and with every place where it was."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chronoterm.reviewing.deciding import reject
from chronoterm.reviewing.lights import Light, lights
from chronoterm.reviewing.review import begun, item_of
from chronoterm.reviewing.showing import shown
from chronoterm.text import clean_block, scrub
from tests.conftest import HOSTILE
from tests.review_examples import ARRIVAL, LEAD, TEXT, UNION, extraction, span

pieces = st.one_of(
    st.sampled_from(HOSTILE), st.sampled_from((*LEAD.split(), "\r\n", "é", "ﷺ")), st.text(max_size=8)
)
texts = st.lists(pieces, max_size=12).map(" ".join)


@given(texts)
def test_what_is_shown_of_any_text_is_safe(text: str) -> None:
    found = shown(text)
    assert scrub(found.text.replace("\n", "")) == found.text.replace("\n", "")


@given(texts)
def test_every_place_of_a_text_is_found_in_what_is_shown_in_the_same_order(text: str) -> None:
    found = shown(text)
    assert len(found.places) == len(found.text) + 1
    assert list(found.places) == sorted(found.places)
    assert found.places[-1] == len(text)
    at = [found.at(place) for place in range(len(text) + 1)]
    assert at == sorted(at)
    assert at[-1] == len(found.text)


@given(texts, texts)
def test_words_stand_where_they_are_shown_whatever_stands_before_them(before: str, after: str) -> None:
    text = f"{before}\n{LEAD}\n{after}"
    start = len(before) + 1
    found = shown(text)
    assert found.text[found.at(start) : found.at(start + len(LEAD))] == LEAD


def test_a_plain_text_is_shown_as_it_is_with_one_line_break_for_two_characters() -> None:
    assert shown(TEXT).text == clean_block(TEXT)


def test_the_spans_of_a_proposal_are_lit_and_in_them_what_it_was_made_of() -> None:
    review = begun(extraction(), TEXT)
    lit = {
        light: [
            TEXT[each.start : each.end]
            for each in lights(review, item_of(review, "r05"))
            if each.light is light
        ]
        for light in Light
    }
    assert lit[Light.DATE] == ["on 2 March"]
    assert lit[Light.SPEAKER] == ["Per Lund"]
    assert "".join(lit[Light.SPAN]) == UNION.replace("Per Lund", "").replace("on 2 March", "")
    assert LEAD in lit[Light.OTHER] and ARRIVAL in lit[Light.OTHER]


def test_a_speaker_who_is_not_named_in_a_proposal_is_lit_where_he_was_named_last() -> None:
    review = begun(extraction(), TEXT)
    lit = [each for each in lights(review, item_of(review, "r03")) if each.light is Light.SPEAKER]
    assert [(each.start, each.end) for each in lit] == [span("Anna Holm")]


def test_what_was_rejected_is_not_lit_any_more() -> None:
    review = reject(begun(extraction(), TEXT), "r04")
    assert all(TEXT[each.start : each.end] != ARRIVAL for each in lights(review, None))


@given(st.lists(st.sampled_from(("r01", "r02", "r03", "r04", "r05")), max_size=1))
def test_lit_pieces_never_overlap(looked_at: list[str]) -> None:
    review = begun(extraction(), TEXT)
    found = lights(review, item_of(review, looked_at[0]) if looked_at else None)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.start < each.end for each in found)
