"""Quotes are word for word, whatever marks they stand in, and only somebody's words count."""

import pytest

from chronoterm.importers.article.cleaning import cleaned
from chronoterm.importers.article.quotes import counts, quotes_in
from tests.importers.article.asking import only, records


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“", "„”"])
def test_a_quote_is_found_in_marks_of_any_sort(marks: str) -> None:
    text = f"Rutte said: {marks[0]}We are ready to help you.{marks[1]}"
    assert only(text).quotes == ("We are ready to help you.",)


def test_a_quote_inside_a_quote_is_part_of_it() -> None:
    text = 'Quote from Rutte: "They told us "no, we will not" and left."'
    assert only(text).quotes == ('They told us "no, we will not" and left.',)


def test_a_quote_section_runs_over_paragraphs_to_where_it_closes() -> None:
    text = 'It rained.\n\nQuote from Rutte: "One day it rained.\n\nThe other day it did not.\n\nThen it did."\n\nDetails: It stopped.'
    lead, quote, details = records(text)
    assert quote.quotes == ("One day it rained.\n\nThe other day it did not.\n\nThen it did.",)
    assert (lead.section, details.text) == ("lead", "It stopped.")


def test_a_quote_that_never_closes_ends_at_its_paragraph_and_is_flagged() -> None:
    found = records('Details: Rutte said: "We are ready to help.\n\nIt rained.')
    assert found[0].quotes == ("We are ready to help.",)
    assert "quotes" in {each.field for each in found[0].flags}


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("We will win.", True),
        ("It is over!", True),
        ("Not yet.", False),
        ("friendly fire", False),
        ("buffer zone", False),
        ("only with our own blood", True),
        ("Strong Winter Shield Exercise", False),
    ],
)
def test_a_short_quote_counts_only_as_a_sentence_with_a_verb(inner: str, expected: bool) -> None:
    text = cleaned(f'He said "{inner}" there')
    (quote,) = quotes_in(text, 0, len(text))
    assert counts(text, quote) is expected


def test_a_name_in_quotation_marks_behind_an_article_is_no_quote() -> None:
    assert only('Rutte praised the "union of the very brave" again.').quotes == ()


def test_apostrophes_open_no_quote() -> None:
    assert quotes_in("Ukraine's soldiers' boots", 0, 25) == []
