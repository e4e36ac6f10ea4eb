"""Pieces of a line that know what they are, before any painter gives them a style."""

from enum import Enum
from typing import NamedTuple

from chronoterm.records import Entry

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
    """A line; `leads_to` is the id of the record that a click on it goes to."""

    spans: tuple[Span, ...] = ()
    leads_to: str | None = None

    @property
    def text(self) -> str:
        """The line without its tones."""
        return "".join(span.text for span in self.spans)


GLYPHS = {"statement": "“", "event": "●", "expected": "◌"}


def glyph(entry: Entry) -> Span:
    """The sign of a record's kind: never by colour alone."""
    return Span(GLYPHS[entry.sort_of], Tone(entry.sort_of))
