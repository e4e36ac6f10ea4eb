"""Cleaning keeps every offset, and takes away what is no part of an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronoterm.importers.article.cleaning import cleaned


@given(st.text())
def test_cleaning_never_moves_a_character(text: str) -> None:
    assert len(cleaned(text)) == len(text)


@given(st.text(alphabet="abc XYZ.,\n"))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement:",
        "Photo: State Emergency Service",
        "Stock photo: Getty Images",
        "Support UP or become our patron!",
        "Support Ukrainska Pravda on Patreon!",
        "Read also: What happened in the harbour",
        "Read more: The bridge",
        "Journalists fight on their own frontline. Support Ukrainska Pravda or become our patron!",
        "Subscribe to our newsletter",
        "Follow us on Twitter",
        "All Sections",
        "We have launched English Twitter!",
    ],
)
def test_furniture_between_paragraphs_is_blanked(line: str) -> None:
    assert cleaned(f"One.\n\n{line}\n\nTwo.").split() == ["One.", "Two."]


@pytest.mark.parametrize(
    "line",
    ["Support for the plan grew.", "Photos of the bridge were shown.", "Read the letter first, he said."],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert cleaned(line) == line


def test_bold_marks_and_bullets_are_blanked() -> None:
    assert cleaned("**Details:** It rained.\n- On Monday\n• On Tuesday").split() == (
        ["Details:", "It", "rained.", "On", "Monday", "On", "Tuesday"]
    )


def test_all_sorts_of_apostrophes_and_guillemets_become_one() -> None:
    assert cleaned("Kyiv’s «yes»") == "Kyiv's “yes”"
