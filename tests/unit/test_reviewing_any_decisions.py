"""Whatever is decided in a review, nothing is lost and no word is put into a mouth."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.proposals import ProposedKind
from chronoterm.reviewing.changing import change_kind, edit, swap_dates
from chronoterm.reviewing.deciding import accept, accept_all_unflagged, reject
from chronoterm.reviewing.fields import Field, Slot, rule_of, slots, value_typed
from chronoterm.reviewing.naming import create, link, new_names
from chronoterm.reviewing.parting import merge, places_to_split, split
from chronoterm.reviewing.review import RefusedError, Review, item_of, ordered, undone
from tests.conftest import HOSTILE
from tests.review_examples import QUOTE, TEXT
from tests.unit.reviewing import EDITOR, review


class Wish(NamedTuple):
    """A decision that somebody may want, on whichever proposal has a number."""

    number: int
    make: Callable[[Review, str], Review]


def typed_edit(slot: Slot, text: str) -> Callable[[Review, str], Review]:
    return lambda of, id_: edit(of, id_, slot, text, EDITOR)


def named(of: Review, id_: str, to: str) -> Review:
    new = new_names(of, item_of(of, id_))
    if not new:
        return of
    return create(of, new[0]) if not to else link(of, new[0], to, None, EDITOR.by)


def split_at(part: float) -> Callable[[Review, str], Review]:
    def make(of: Review, id_: str) -> Review:
        places = places_to_split(of, id_)
        return split(of, id_, places[int(part * (len(places) - 1))], EDITOR.by) if places else of

    return make


texts = st.one_of(
    st.sampled_from(
        (
            *("", "3 march", "5 Mar 2024 · latest", "1-7 mar 2024 · vague · window", "event", "Holm; NATO"),
            *(QUOTE, "the next storm", "we said no such thing", "c. 1,200 dockers · affected", "a, b; c"),
            *("3/2/2022", "undated", "since 1 nov 2024", "Vesterhavn", "1,2 of", "x" * 1200),
        )
    ),
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
)
makes = st.one_of(
    st.sampled_from((accept, reject)),
    st.just(lambda of, _: accept_all_unflagged(of)),
    st.builds(typed_edit, st.builds(Slot, st.sampled_from(Field), st.integers(0, 2)), texts),
    st.sampled_from(ProposedKind).map(lambda kind: lambda of, id_: change_kind(of, id_, kind, EDITOR.by)),
    st.just(lambda of, id_: swap_dates(of, id_, EDITOR.by)),
    st.just(lambda of, id_: merge(of, id_, EDITOR.by)),
    st.floats(0, 1).map(split_at),
    st.sampled_from(("", "anna-holmen", "NO")).map(lambda to: lambda of, id_: named(of, id_, to)),
    st.just(lambda of, _: undone(of)),
)
wishes = st.lists(st.builds(Wish, st.integers(0, 6), makes), max_size=12)


def carried_out(of: Review, wish: Wish) -> Review:
    """The review after a wish; as it was where that is refused."""
    try:
        return wish.make(of, of.items[wish.number % len(of.items)].id)
    except RefusedError:
        return of


def after_all(wanted: list[Wish]) -> Review:
    found = review()
    for each in wanted:
        found = carried_out(found, each)
    return found


@given(wishes)
def test_every_quote_stands_in_the_article_word_for_word(wanted: list[Wish]) -> None:
    for item in after_all(wanted).items:
        assert all(each and each in TEXT for each in item.proposal.quotes)
        assert all(0 <= start < end <= len(TEXT) for start, end in item.proposal.spans)


@given(wishes, st.builds(Wish, st.integers(0, 6), makes))
def test_undo_gives_back_exactly_what_was_there(wanted: list[Wish], last: Wish) -> None:
    before = after_all(wanted)
    after = carried_out(before, last)
    if len(after.steps) > len(before.steps):
        assert undone(after) == before


@given(wishes)
def test_undoing_everything_gives_back_what_was_proposed(wanted: list[Wish]) -> None:
    found = after_all(wanted)
    while found.steps:
        found = undone(found)
    assert found == review()


@given(wishes)
def test_every_decision_survives_being_kept_and_read(wanted: list[Wish]) -> None:
    found = after_all(wanted)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Review) == found


@given(wishes)
def test_every_edited_field_says_who_edited_it(wanted: list[Wish]) -> None:
    for item in after_all(wanted).items:
        for name in item.edited:
            field = next(each for each in Field if each.value == name)
            rule = rule_of(item, field)
            assert "edited by ada" in rule or "split by ada" in rule


@given(wishes)
def test_no_two_proposals_have_the_same_id_and_each_is_found_by_it(wanted: list[Wish]) -> None:
    found = after_all(wanted)
    assert len({each.id for each in found.items}) == len(found.items)
    assert sorted(ordered(found), key=lambda each: each.id) == sorted(found.items, key=lambda each: each.id)


@given(wishes)
def test_what_stands_in_a_field_is_read_back_as_it_is(wanted: list[Wish]) -> None:
    found = after_all(wanted)
    for item in found.items:
        for slot in slots(found, item):
            text = value_typed(found, item, slot, EDITOR.known)
            if (
                slot.field not in (Field.QUOTE, Field.FIGURES, Field.KIND, Field.RELATIONS)
                and item.is_open
                and text
            ):
                assert edit(found, item.id, slot, text, EDITOR) is found, (slot, text)
