"""Lines of cells: made of what is painted, and compared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import ne
from typing import NamedTuple, cast

from rich.cells import get_character_cell_size, split_graphemes
from rich.segment import Segment

from chronoterm.sending_looks import NOT_KNOWN, PLAIN, Looks

_NARROW = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]*")
"""Text of which each character takes a cell of its own; not all such text, but nearly all that is painted."""

_CHANGED = re.compile(rb"\x01+")
_NEARLY_CHANGED = re.compile(rb"\x01+(?:\x00{1,3}\x01+)*")
"""Runs of cells that differ; in the second, up to three that do not are taken with them, for a jump is as long."""


Letters = str | tuple[str, ...]
"""What stands in each cell: a text if that is one character everywhere, which is sooner cut and compared."""


class Row(NamedTuple):
    """A line of cells: what stands in each, how it was painted, and what of that can be seen, which is less for a blank.

    A letter stands with its marks in the first of its cells; in the second cell of a wide one stands "".
    """

    letters: Letters
    looks: str
    seen: str

    @classmethod
    def not_known(cls, width: int) -> "Row":
        """A line of which nobody knows what the terminal shows."""
        return cls(NOT_KNOWN * width, NOT_KNOWN * width, NOT_KNOWN * width)

    @classmethod
    def blank(cls, width: int) -> "Row":
        """A line on which nothing stands."""
        return cls(" " * width, PLAIN * width, PLAIN * width)

    def is_like(self, other: "Row") -> bool:
        """Whether nobody sees a difference."""
        return self is other or (self.letters == other.letters and self.seen == other.seen)

    def covered(self, x: int, part: "Row") -> "Row":
        """The line after another has been written over it; of a wide letter that it cuts, blanks are left."""
        end = x + len(part.letters)
        looks = self.looks[:x] + part.looks + self.looks[end:]
        seen = self.seen[:x] + part.seen + self.seen[end:]
        if isinstance(self.letters, str) and isinstance(part.letters, str):
            return Row(self.letters[:x] + part.letters + self.letters[end:], looks, seen)
        before, after = tuple(self.letters[:x]), tuple(self.letters[end:])
        if before and self.letters[x : x + 1] == ("",):
            before = (*before[:-1], " ")
        if after and not after[0]:
            after = (" ", *after[1:])
        return Row(_letters(before + tuple(part.letters) + after), looks, seen)


def _letters(cells: tuple[str, ...]) -> Letters:
    """What stands in some cells, as a text if it can be one: so nothing but its kind has to be asked for."""
    return "".join(cells) if all(len(each) == 1 for each in cells) else cells


def row_of(segments: Iterable[Segment], looks: Looks) -> Row:
    """The cells of what is painted."""
    letters: list[Letters] = []
    painted: list[str] = []
    seen: list[str] = []
    for text, style, _ in segments:
        cells = text if _NARROW.fullmatch(text) else _cells(text)
        look = looks.of(style)
        blank = looks.of_blank(look)
        letters.append(cells)
        painted.append(look * len(cells))
        if look == blank or " " not in text:
            seen.append(painted[-1])
        elif isinstance(cells, str):
            seen.append(blank.join([look * len(word) for word in cells.split(" ")]))
        else:
            seen.append("".join([blank if letter == " " else look for letter in cells]))
    return Row(_together(letters), "".join(painted), "".join(seen))


def _together(parts: Sequence[Letters]) -> Letters:
    if tuple in map(type, parts):
        return tuple(letter for each in parts for letter in each)
    return "".join(cast("Sequence[str]", parts))


@lru_cache(2048)
def _cells(text: str) -> Letters:
    """What stands in each cell of a text; what takes no cell stands with what is before it."""
    cells: list[str] = []
    waiting = ""
    for cluster, width in _clusters(text):
        if width:
            cells += [waiting + cluster, *[""] * (width - 1)]
            waiting = ""
        elif cells:
            at = len(cells) - 1 - (not cells[-1])
            cells[at] += cluster
        else:
            waiting += cluster
    return _letters(tuple(cells))


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """The letters of a text with their widths, as Rich measures it."""
    if "\u200d" in text or "\ufe0f" in text:
        for start, end, width in split_graphemes(text)[0]:
            yield text[start:end], width
    else:
        for letter in text:
            yield letter, get_character_cell_size(letter)


def parts(old: Row, new: Row) -> Iterator[tuple[int, int]]:
    """Where a line differs from another one as wide: first cells, and ends.

    A wide letter is not parted: where its first cell differs it is sent whole, and its second never differs alone.
    """
    differs = bytes(map(ne, old.letters, new.letters))
    if old.seen != new.seen:
        seen = int.from_bytes(map(ne, old.seen, new.seen))
        differs = (int.from_bytes(differs) | seen).to_bytes(len(differs))
    runs = _CHANGED if NOT_KNOWN in new.looks else _NEARLY_CHANGED
    return (match.span() for match in runs.finditer(differs))


def distance(old: Sequence[Row], new: Sequence[Row]) -> int:
    """In how many cells other letters stand."""
    pairs = ((one.letters, other.letters) for one, other in zip(old, new, strict=True))
    return sum(sum(map(ne, one, other)) for one, other in pairs if one != other)
