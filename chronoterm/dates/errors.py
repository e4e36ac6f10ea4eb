"""What is said when a text is no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chronoterm.dates.partial import PartialDate

LONGEST = 64
"""How many characters of a text are looked at; no date needs more."""

UNREADABLE = "is no date; write it like 18 Oct 2024, Oct 2024 or 2024-10-18"
"""What is said where a person typed and nothing better is known."""

BACKWARDS = "is no date (the interval ends before it starts)"
"""What is said of an interval the wrong way round."""


class DateError(ValueError):
    """A text is no date; the message is one sentence for the person who wrote it."""


class AmbiguousDateError(DateError):
    """A text means several dates; `readings` holds them, and the message names each."""

    def __init__(self, message: str, readings: tuple[PartialDate, ...] = ()) -> None:
        super().__init__(message)
        self.readings = readings


def too_long() -> PhraseError:
    """What is said of a text longer than any date."""
    return PhraseError(f"is too long for a date (more than {LONGEST} characters)")


class PhraseError(ValueError):
    """What is wrong with a text, as the words that follow the text in a sentence: `is no date (month 13)`.

    Stays inside this package: only the outermost reader knows which text the person wrote.
    """

    def about(self, text: str) -> DateError:
        """The same as an error about a text."""
        return DateError(f"{quoted(text)} {self}")


def quoted(text: str) -> str:
    """A text in double quotes, bounded in length and free of characters that a terminal would obey."""
    head = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return (
        '"'
        + "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in head)
        + '"'
    )
