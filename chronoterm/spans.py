"""Pieces of a line that know what they are, before any painter gives them a style."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from chronoterm.records import Entry
from chronoterm.terms import Term

NUMBERED = 9
"""Related records that can have a key of their own."""


class Tone(Enum):
    """What a piece of text is, for a painter to give it a style."""

    PLAIN = "plain"
    FAINT = "faint"
    HEADLINE = "headline"
    QUOTE = "quote"
    LABEL = "label"
    KEY = "key"
    STATEMENT = "statement"
    EVENT = "event"
    EXPECTED = "expected"
    ALERT = "alert"


class Span(NamedTuple):
    """A piece of a line, clean and of known width."""

    text: str
    tone: Tone = Tone.PLAIN


class Line(NamedTuple):
    """A line; `leads_to` is the id of the record that a click on it goes to, `means` what it can be filtered by.

    It is `searched` if words are looked for in what it tells.
    """

    spans: tuple[Span, ...] = ()
    leads_to: str | None = None
    means: Term | None = None
    searched: bool = True

    @property
    def text(self) -> str:
        """The line without its tones."""
        return "".join(span.text for span in self.spans)


def lit_spans(line: Line, lit: Sequence[tuple[int, int]]) -> Iterator[tuple[Span, bool]]:
    """The pieces of a line, cut where the half-open places `lit` begin and end; each with whether it is lit."""
    start = 0
    for span in line.spans:
        end = start + len(span.text)
        for first, last, is_lit in _cut(start, end, lit):
            yield Span(span.text[first - start : last - start], span.tone), is_lit
        start = end


def _cut(start: int, end: int, lit: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    here = start
    for first, last in lit:
        if last > here and first < end:
            if first > here:
                yield here, first, False
            yield max(here, first), min(last, end), True
            here = min(last, end)
    if here < end or here == start:
        yield here, end, False


GLYPHS = {"statement": "“", "event": "●", "expected": "◌"}


def glyph(entry: Entry) -> Span:
    """The sign of a record's kind: never by colour alone."""
    return Span(GLYPHS[entry.sort_of], Tone(entry.sort_of))
