"""An article's text as it can be shown, and where each of its characters stands in the text as it was read."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from chronoterm.text import clean_block

_SAFE = re.compile("[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u0400-\u0482]+")
"""Characters that are shown as they are, and join nothing that stands before them."""


class Shown(NamedTuple):
    """A text made safe to show. `places` says of each of its characters which one it stands for, and of its end."""

    text: str
    places: Sequence[int]

    def at(self, place: int) -> int:
        """Where in what is shown a place of the text is; the next that is shown where that one is not."""
        return bisect_left(self.places, place)

    def place(self, at: int) -> int:
        """The place of the text that a character of what is shown stands for."""
        return self.places[min(at, len(self.places) - 1)]


def shown(text: str) -> Shown:
    """A text made safe, piece by piece: a letter with its marks, or a line break, is cleaned by itself.

    So nothing that is hidden or shown otherwise moves what stands after it.
    """
    pieces: list[str] = []
    places = array("l")
    start = 0
    while start < len(text):
        found = _SAFE.match(text, start)
        end = found.end() if found else _piece_end(text, start)
        if found and end < len(text) and _joins(text[end]) and end - start > 1:
            end -= 1  # the last letter belongs to the marks after it
        is_safe = found is not None and not (end < len(text) and _joins(text[end]))
        if not is_safe:
            end = _piece_end(text, start)
        piece = text[start:end] if is_safe else clean_block(text[start:end])
        pieces.append(piece)
        places.extend(range(start, end) if is_safe else [start] * len(piece))
        start = end
    places.append(len(text))
    return Shown("".join(pieces), places)


def _piece_end(text: str, start: int) -> int:
    """Where a letter ends with the marks that belong to it."""
    if text.startswith("\r\n", start):
        return start + 2
    end = start + 1
    while end < len(text) and _joins(text[end]):
        end += 1
    return end


def _joins(letter: str) -> bool:
    """Whether a character belongs to the one before it."""
    return letter > "\u02ff" and (unicodedata.category(letter)[0] == "M" or letter in "\u200d\ufe0e\ufe0f")
