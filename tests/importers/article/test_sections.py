"""Sections are found by their headers, in all the ways in which these are written."""

import pytest

from chronoterm.importers.article.cleaning import cleaned
from chronoterm.importers.article.sections import laid_out
from tests.importers.article.asking import extracted, records


def kinds(text: str) -> list[str]:
    return [each.kind for each in laid_out(cleaned(text), 0)]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Source:", "source"),
        ("Details:", "details"),
        ("Background:", "background"),
        ("Previously:", "background"),
        ("For reference:", "background"),
        ("What happened before:", "background"),
        ("Why this matters:", "details"),
        ("Updated:", "details"),
        ("Updated at 03:30:", "details"),
        ("Recall,", "background"),
        ("Context.", "background"),
        ("Background", "background"),
        ("**Details:**", "details"),
        ("- Background:", "background"),
        ("Quote:", "quote"),
        ("Quote from Kiper:", "quote"),
    ],
)
def test_a_header_opens_its_section(header: str, kind: str) -> None:
    assert kinds(f"It rained.\n\n{header} On Monday it snowed.") == ["lead", kind]


@pytest.mark.parametrize("header", ["Background", "Details", "Recall"])
def test_a_header_may_stand_alone_on_its_line(header: str) -> None:
    assert kinds(f"It rained.\n\n{header}\n\nIt snowed.")[1:] == [
        "details" if header == "Details" else "background"
    ]


def test_headers_inside_the_paragraph_of_the_lead_are_found() -> None:
    text = 'It rained. Source: Oleh Kiper on Telegram Quote from Kiper: "It rained." Details: It stopped.'
    assert kinds(text) == ["lead", "source", "quote", "details"]


def test_text_without_headers_has_no_sections_and_says_so() -> None:
    assert kinds("It rained.\n\nIt snowed.") == ["lead", "body"]
    assert "no sections found" in extracted("It rained.\n\nIt snowed.").notes
    assert "no sections found" not in extracted("It rained.\n\nDetails: It snowed.").notes


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = "It rained all day long in the\nsouth of the country.\n\nIt snowed in the\nnorth."
    assert len(laid_out(text, 0)) == 2


def test_titles_of_other_articles_behind_the_last_section_give_no_records() -> None:
    text = "It rained.\n\nDetails: It stopped.\n\nMinister leaves the office\n\nFerry to sail again"
    assert [each.text for each in records(text)] == ["It rained.", "It stopped."]


def test_words_that_only_introduce_a_list_give_no_record() -> None:
    assert [each.text for each in records("It rained.\n\nThe main points of the day:\n\nIt snowed.")] == [
        "It rained.",
        "It snowed.",
    ]


def test_a_list_of_losses_belongs_to_the_words_before_it() -> None:
    text = "Details: The losses were as follows:\napproximately 700 (+13) military personnel;\n90 (+1) tanks;\n18 (+2) boats."
    (found,) = records(text)
    assert [each.value for each in found.figures] == [700, 90, 18]
