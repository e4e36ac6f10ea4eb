"""Lines that stand elsewhere already: moved by the terminal itself, within a region of its screen.

Regions (DECSTBM) are as wide as the screen, so whatever stands beside a list moves with it and is written again.
Lines are moved by a line feed at the lower end or a reverse index at the upper one: all terminals with regions have
both, and they are as short as SU and SD.
"""

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from chronoterm.sending_looks import NOT_KNOWN
from chronoterm.sending_rows import Letters, Row, distance

FEWEST = 4
"""Lines that differ from which on it is worth looking whether they have moved."""

SHARE = 4
"""One line of so many that differ must have moved at least: fewer would save too little."""

CHUNK = 24
"""Cells by which a line is recognised; whatever stands beside a list and has not moved is in others."""

NEAR = 4
"""Lines without a sign of moving that may lie between two that moved."""


MANY = 24
"""Lines that differ from which on a part of them is asked first: looking at all takes longer than sending them."""

EACH = 3
"""One line of so many is in that part."""

WORTH = 0.75
"""The part that may be left to send at most: what stands beside the list moves for a moment too."""


class Scroll(NamedTuple):
    """The lines from `top` to `bottom`, both included, moved by `up`; down if it is less than 0."""

    top: int
    bottom: int
    up: int

    @property
    def sent(self) -> str:
        """What moves them. The cursor is in the first cell afterwards; the looks must be plain, for new lines get them."""
        end = self.bottom if self.up > 0 else self.top
        step = "\n" if self.up > 0 else "\x1bM"
        return f"\x1b[{self.top + 1};{self.bottom + 1}r\x1b[{end + 1}H{step * abs(self.up)}\x1b[r"

    def moved(self, rows: list[Row]) -> list[Row]:
        """The lines of a screen once they have moved."""
        inside = rows[self.top : self.bottom + 1]
        new = [Row.blank(len(rows[0].letters))] * abs(self.up)
        inside = inside[self.up :] + new if self.up > 0 else new + inside[: self.up]
        return rows[: self.top] + inside + rows[self.bottom + 1 :]


def scroll_between(old: list[Row], new: list[Row]) -> Scroll | None:
    """How most lines that differ seem to have moved; none if they have not, or if too few differ."""
    changed = [y for y, (before, after) in enumerate(zip(old, new, strict=True)) if not before.is_like(after)]
    if len(changed) < FEWEST or any(NOT_KNOWN in row.looks for row in old):
        return None
    if len(changed) >= MANY and not _seems_worth(old, new, changed):
        return None
    places = _places(old, changed)
    found = [(y, places[chunk] - y) for y in changed for chunk in _chunks(new[y].letters) if chunk in places]
    ways = Counter(up for _, up in found if up)
    if not ways:
        return None
    up = ways.most_common(1)[0][0]
    moved = sorted({y for y, each in found if each == up})
    if len(moved) * SHARE < len(changed):
        return None
    first, last = _longest(moved)
    return Scroll(min(first, first + up), max(last, last + up), up)


def _seems_worth(old: list[Row], new: list[Row], changed: list[int]) -> bool:
    """Whether a part of the lines would differ in fewer cells, had they moved as the most that were looked for did."""
    quarter = len(changed) // 4
    ways = Counter(up for y in changed[quarter::quarter] for up in _ups(old, new[y].letters, y, changed))
    if not ways:
        return False
    up, blank = ways.most_common(1)[0][0], Row.blank(len(old[0].letters))
    some = changed[::EACH]
    moved = [old[y + up] if changed[0] <= y + up <= changed[-1] else blank for y in some]
    after = [new[y] for y in some]
    return distance(moved, after) <= WORTH * distance([old[y] for y in some], after)


def _ups(old: list[Row], letters: Letters, y: int, of: list[int]) -> list[int]:
    """By how many lines those have moved that have a chunk of a line."""
    return [
        place - y
        for x, chunk in _chunks(letters)
        for place in of
        if place != y and old[place].letters[x : x + CHUNK] == chunk
    ]


Chunk = tuple[int, Letters]
"""The first cell of some, and what stands there."""


def _places(rows: list[Row], of: list[int]) -> dict[Chunk, int]:
    """The lines that alone have a chunk."""
    places: dict[Chunk, int] = {}
    twice: set[Chunk] = set()
    for y in of:
        for chunk in _chunks(rows[y].letters):
            if chunk in places:
                twice.add(chunk)
            places[chunk] = y
    return {chunk: y for chunk, y in places.items() if chunk not in twice}


@lru_cache(256)
def _chunks(letters: Letters) -> list[Chunk]:
    texts = [(x, letters[x : x + CHUNK]) for x in range(0, len(letters), CHUNK)]
    return [(x, text) for x, text in texts if not _is_blank(text)]


def _is_blank(letters: Letters) -> bool:
    return letters.isspace() if isinstance(letters, str) else "".join(letters).isspace()


def _longest(lines: list[int]) -> tuple[int, int]:
    """The first and the last of the most lines that are near each other."""
    breaks = [0, *(at for at, (one, next_one) in enumerate(pairwise(lines), 1) if next_one - one > NEAR)]
    runs = [lines[start:end] for start, end in pairwise([*breaks, len(lines)])]
    longest = max(runs, key=len)
    return longest[0], longest[-1]
