"""The text of a field while somebody types in it: a value, and what each key of an editor makes of it.

The text is clean at all times (`text.clean_block`), so what is typed and what is pasted can be shown as it stands.
"""

import re
from typing import NamedTuple

from rich.cells import get_character_cell_size

from chronoterm.text import clean, clean_block

LONGEST_LINE = 2_000
LONGEST_BLOCK = 20_000
"""Characters taken into a field; more is a paste gone wrong, or better edited as a text of its own."""

_WORD_BEFORE = re.compile(r"\w+\W*\Z|\W+\Z")
_WORD_AFTER = re.compile(r"\w*\W*")
_NEAR = 400
"""Characters around the cursor in which a word is looked for."""


class Typed(NamedTuple):
    """A text with a cursor before one of its characters, or at its end."""

    text: str
    cursor: int = 0

    @property
    def before(self) -> str:
        """What stands before the cursor."""
        return self.text[: self.cursor]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.text[self.cursor :]

    def at(self, cursor: int) -> "Typed":
        """The same text with the cursor elsewhere, never between a letter and its marks."""
        cursor = max(0, min(cursor, len(self.text)))
        while 0 < cursor < len(self.text) and _is_mark(self.text[cursor]):
            cursor -= 1
        return Typed(self.text, cursor)

    # Writing

    def insert(self, new: str, *, several_lines: bool = False) -> "Typed":
        """Put a text in at the cursor, as much of it as there is room for."""
        new = new[: room_in(self.text, several_lines=several_lines)]
        return _cleaned(self.before + new, self.after, several_lines=several_lines) if new else self

    def replace(self, start: int, end: int, new: str) -> "Typed":
        """Put a text of one line in the place of a part; the cursor goes to its end."""
        return _cleaned(self.text[:start] + new, self.text[end:], several_lines=True)

    def without(self, end: int) -> "Typed":
        """Without what stands between the cursor and another place."""
        first, last = sorted((self.cursor, self.at(end).cursor))
        return _cleaned(self.text[:first], self.text[last:], several_lines=True) if first < last else self

    # Moving

    @property
    def left(self) -> int:
        """One letter back."""
        place = self.cursor - 1
        while place > 0 and _is_mark(self.text[place]):
            place -= 1
        return max(0, place)

    @property
    def right(self) -> int:
        """One letter on."""
        place = self.cursor + 1
        while place < len(self.text) and _is_mark(self.text[place]):
            place += 1
        return min(len(self.text), place)

    @property
    def word_left(self) -> int:
        """To the beginning of the word, or of the one before."""
        first = max(0, self.cursor - _NEAR)
        found = _WORD_BEFORE.search(self.text[first : self.cursor])
        return first + found.start() if found else first

    @property
    def word_right(self) -> int:
        """To the beginning of the next word."""
        found = _WORD_AFTER.match(self.text[self.cursor : self.cursor + _NEAR])
        return self.cursor + (found.end() if found else 0)

    @property
    def line_start(self) -> int:
        """To the beginning of the line."""
        return self.text.rfind("\n", 0, self.cursor) + 1

    @property
    def line_end(self) -> int:
        """To the end of the line."""
        end = self.text.find("\n", self.cursor)
        return len(self.text) if end < 0 else end


def room_in(text: str, *, several_lines: bool) -> int:
    """How many more characters fit into a field with a text."""
    return max(0, (LONGEST_BLOCK if several_lines else LONGEST_LINE) - len(text))


def typed(text: str, *, several_lines: bool) -> Typed:
    """A text from anywhere as it is edited: cleaned, with the cursor at its end."""
    shown = clean_block(text) if several_lines else clean(text)
    return Typed(shown, len(shown))


def _cleaned(before: str, after: str, *, several_lines: bool) -> Typed:
    """Two clean texts put together; where they meet, letters may join or lose their marks."""
    make = clean_block if several_lines else clean
    text = make(before + after)
    if text == before + after:
        return Typed(text).at(len(before))
    return Typed(text).at(len(make(before)))


def _is_mark(character: str) -> bool:
    return not character.isascii() and get_character_cell_size(character) == 0
