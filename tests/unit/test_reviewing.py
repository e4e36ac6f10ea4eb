"""Reviewing what is proposed of an article: what is accepted, rejected and edited is told, and can be taken back."""

import pytest

from chronoterm.reviewing.changing import clear, edit
from chronoterm.reviewing.deciding import accept, accept_all_unflagged, reject, stored, unflagged
from chronoterm.reviewing.fields import Field, Slot, rule_of, value_words, why_of
from chronoterm.reviewing.parting import merge
from chronoterm.reviewing.relations import relations_of
from chronoterm.reviewing.review import (
    RefusedError,
    Review,
    State,
    begun,
    flagged,
    is_done,
    item_of,
    ordered,
    undone,
    waiting,
)
from tests.review_examples import ARRIVED, DENIED, QUOTED, SAID, TEXT, extraction
from tests.unit.reviewing import DATE, EDITOR, HEADLINE, review


def states(of: Review) -> dict[str, State]:
    return {each.id: each.state for each in of.items}


# Accepting and rejecting


def test_those_with_flags_come_first_and_each_part_in_the_order_of_the_article() -> None:
    found = begun(extraction([ARRIVED, SAID, DENIED, QUOTED]), TEXT)
    assert [each.id for each in ordered(found)] == ["r01", "r04", "r05", "r03"]


def test_accepting_all_leaves_what_has_a_flag_and_is_one_step() -> None:
    found = accept_all_unflagged(review())
    assert [each.id for each in waiting(found)] == [each.id for each in flagged(found)] == ["r01", "r02"]
    assert undone(found) == review()


def test_a_review_is_done_when_all_is_rejected_or_stored() -> None:
    found = reject(accept_all_unflagged(reject(review(), "r01")), "r02")
    assert not is_done(found)
    accepted = [id_ for id_, state in states(found).items() if state is State.ACCEPTED]
    assert is_done(stored(found, {each: f"record-{each}" for each in accepted}))


def test_what_is_stored_is_changed_in_the_chronology_alone() -> None:
    found = stored(accept(review(), "r04"), {"r04": "ship-arrives-a"})
    with pytest.raises(RefusedError, match="stored already"):
        edit(found, "r04", HEADLINE, "another", EDITOR)
    with pytest.raises(RefusedError, match="stored already"):
        reject(found, "r04")
    with pytest.raises(RefusedError, match="nothing to take back"):
        undone(found)


def test_an_edited_field_says_by_whom_and_its_flag_is_seen() -> None:
    found = edit(review(), "r01", DATE, "4 mar 2024", EDITOR)
    item = item_of(found, "r01")
    assert rule_of(item, Field.DATE) == "edited by ada"
    assert [each.field for each in item.flags] == ["speaker"]
    assert item.edited == ("date",)
    assert "r01" not in {each.id for each in unflagged(found)}


def test_a_cleared_field_is_empty_and_a_headline_cannot_be() -> None:
    found = clear(review(), "r01", Slot(Field.ROLE), EDITOR)
    assert item_of(found, "r01").proposal.speaker_role is None
    with pytest.raises(RefusedError, match="headline is needed"):
        clear(found, "r01", HEADLINE, EDITOR)


# Relations


def test_a_relation_is_shown_with_why_it_is_thought_and_dropped() -> None:
    found = review()
    relation = Slot(Field.RELATIONS)
    item = item_of(found, "r04")
    assert (
        value_words(found, item, relation, EDITOR.known)
        == "background of: Holm: the port of Vesterhavn will be closed"
    )
    assert why_of(found, item, relation) == "Background section"
    dropped = clear(found, "r04", relation, EDITOR)
    assert relations_of(dropped, item_of(dropped, "r04")) == ()
    assert relations_of(dropped, item_of(dropped, "r05")) != ()
    assert undone(dropped) == found
    with pytest.raises(RefusedError, match="no relation"):
        clear(dropped, "r04", relation, EDITOR)
    with pytest.raises(RefusedError, match="only be dropped"):
        edit(found, "r04", relation, "updates", EDITOR)


def test_what_was_merged_keeps_the_relations_of_both_each_once() -> None:
    found = merge(review(), "r04", EDITOR.by)
    assert [each.type for each in relations_of(found, item_of(found, "r04"))] == ["background-of"]
    dropped = clear(found, "r04", Slot(Field.RELATIONS), EDITOR)
    assert relations_of(dropped, item_of(dropped, "r04")) == ()
