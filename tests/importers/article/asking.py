"""Short articles for tests of single rules, and what is proposed of them."""

from chronoterm.importers.article.extract import extract
from chronoterm.importers.proposals import Extraction, Proposal

DAY = "2024-05-10"
"""The day on which the invented articles appear, a Friday."""


def extracted(text: str, published: str | None = DAY) -> Extraction:
    """What is proposed of a text."""
    return extract(text, file="invented.txt", sha256="0" * 64, published=published)


def records(text: str, published: str | None = DAY) -> tuple[Proposal, ...]:
    """The records that are proposed of a text."""
    return extracted(text, published).records


def only(text: str, published: str | None = DAY) -> Proposal:
    """The one record that is proposed of a text."""
    found = records(text, published)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def background(text: str) -> Proposal:
    """The record that is proposed of a sentence in a Background section."""
    found = [
        each for each in records(f"The talks went on.\n\nBackground: {text}") if each.section == "background"
    ]
    return found[0]
