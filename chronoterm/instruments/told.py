"""What every instrument gives: lines under a head, and one line on what was counted and what was left out."""

from collections.abc import Callable, Sequence
from typing import Protocol

from chronoterm.spans import Line

Progress = Callable[[int], None]
"""Is told how many records are done; may raise to stop."""

FEWEST = 5
"""Cases from which a share or a median says something; of fewer the cases themselves are shown."""


class Told(Protocol):
    """What an instrument tells, line by line, so that only lines that are seen are made."""

    @property
    def title(self) -> str:
        """What is told, and of what."""

    @property
    def counted(self) -> str:
        """One sentence: what was counted, and what was left out and why."""

    def head(self, cells: int) -> Sequence[Line]:
        """The lines that stay above the others, in so many cells."""

    @property
    def count(self) -> int:
        """How many lines there are below the head."""

    def line(self, number: int, cells: int) -> Line:
        """A line; `leads_to` is the record that Enter opens, `means` what it can be filtered by."""


def counted_line(counted: str, *left: tuple[int, str]) -> str:
    """What was counted, then what was not: `5 figures of 4 records; left out: 2 undated, 1 without a series`.

    What is left out gives its number and its words; where the number is nought it is not told.
    """
    told = ", ".join(f"{number:,} {words}" for number, words in left if number)
    return f"{counted}; left out: {told}" if told else f"{counted}; nothing left out"


def some(number: int, one: str, more: str = "") -> str:
    """A number of things in words: `1 record`, `3 records`."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"
