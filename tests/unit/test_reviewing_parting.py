"""Proposals are split where a sentence begins, and merged to what they were."""

import pytest

from chronoterm.importers.proposals import Flag
from chronoterm.reviewing.deciding import reject
from chronoterm.reviewing.parting import merge, split
from chronoterm.reviewing.review import RefusedError, item_of
from tests.review_examples import QUOTE, QUOTED, TEXT, span
from tests.unit.reviewing import EDITOR, review


def test_a_proposal_is_split_where_a_sentence_begins_with_its_quotes_and_figures_where_they_stand() -> None:
    place = TEXT.index("About 1,200")
    found = split(review(), "r03", place, EDITOR.by)
    first, second = item_of(found, "r03"), item_of(found, "r03b")
    assert first.proposal.quotes and not first.proposal.figures
    assert second.proposal.figures and not second.proposal.quotes
    assert second.proposal.text == "About 1,200 dockers are affected."
    assert first.proposal.spans == (span(f"{QUOTE} she added."),)
    assert [each.id for each in found.items] == ["r01", "r02", "r03", "r03b", "r04", "r05"]
    assert Flag("summary", "made of the words of this part") in second.flags


def test_a_quote_that_is_cut_in_two_is_a_piece_in_each_part_word_for_word() -> None:
    found = split(review(), "r03", TEXT.index("and we will not"), EDITOR.by)
    first, second = item_of(found, "r03").proposal, item_of(found, "r03b").proposal
    assert [each.strip("“”") for each in first.quotes] == ["We cannot wait for the next storm,"]
    assert [each.strip("“”") for each in second.quotes] == ["and we will not,"]
    assert all(each in TEXT for each in (*first.quotes, *second.quotes))
    assert not set("“”") & set(first.summary)


@pytest.mark.parametrize("place", [0, TEXT.index(QUOTE), len(TEXT)])
def test_a_split_with_nothing_on_one_side_is_refused(place: int) -> None:
    with pytest.raises(RefusedError, match="both sides"):
        split(review(), "r03", place, EDITOR.by)


def test_two_that_were_split_are_merged_to_what_they_were() -> None:
    found = split(review(), "r03", TEXT.index("About 1,200"), EDITOR.by)
    merged = item_of(merge(found, "r03", EDITOR.by), "r03").proposal
    assert (merged.spans, merged.quotes, merged.figures) == (QUOTED.spans, QUOTED.quotes, QUOTED.figures)


def test_the_next_that_is_merged_is_neither_rejected_nor_stored() -> None:
    found = merge(reject(review(), "r04"), "r03", EDITOR.by)
    assert [each.id for each in found.items] == ["r01", "r02", "r03", "r04"]
    assert item_of(found, "r03").merged == ("r05",)
    with pytest.raises(RefusedError, match="no proposal after it"):
        merge(review(), "r05", EDITOR.by)
