"""Sentences end where they end, and not at abbreviations, in quotes, or before the words for who spoke."""

import pytest

from chronoterm.importers.article.quotes import quotes_in
from chronoterm.importers.article.sentences import sentences_of


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text, 0, len(text), quotes_in(text, 0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith came at 4:10 p.m. local time.",
        "Gen. Mark Milley met St. John.",
        "It cost 3.5 million in No. 5 Street.",
        "J. K. Brown came on Oct. 5.",
        "The U.S. Army came.",
        '"We came. We saw. We left," she said.',
        '"We came. We saw." Rutte said.',
        '"Have we won?" he asked.',
    ],
)
def test_this_is_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("It rained.", "It snowed."),
        ("It rained!", "Did it snow?", "It did…"),
        ('He said "no."', "She left."),
        ('"We came," he said.', '"We saw," she said.'),
        ("It ended at 5 p.m.", "The guests left."),
        ("They left (on foot).", "It rained."),
    ],
)
def test_these_are_several_sentences(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)
