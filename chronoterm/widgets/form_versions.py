"""Two versions of fields and what both were made of, as lines: beside one another, or below where there is no room."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chronoterm.cells import fit, wrap
from chronoterm.editing.comparing import Difference, Side
from chronoterm.text import clean, clean_block

SIDE_BY_SIDE = 72
"""Cells from which the versions stand beside one another."""

CURSOR_MARK = "▶"
LABEL = 13
MARK = 2
"""Cells of the sign before a version, and of what is before a label."""

HEADS: tuple[tuple[Side | None, str], ...] = (
    (None, "as it was"),
    (Side.THEIRS, "theirs"),
    (Side.MINE, "yours"),
)
HEAD = max(len(name) for _, name in HEADS)
NOTHING = "–"


class Piece(NamedTuple):
    """A part of a line, padded; `part` names its style, `side` the version that it belongs to."""

    text: str
    part: str = ""
    side: Side | None = None


class VersionLine(NamedTuple):
    """A line of the difference of a number."""

    number: int
    pieces: tuple[Piece, ...] = ()


class Shown(NamedTuple):
    """What is shown: the differences, what is chosen of each, and the one under the cursor."""

    differences: Sequence[Difference]
    choices: Mapping[str, Side]
    cursor: int

    def sign(self, difference: Difference, side: Side | None) -> tuple[str, str]:
        """The sign of a version and its part: chosen, not chosen, or still open."""
        if side is None:
            return " ", "was"
        chosen = self.choices.get(difference.field)
        return ("?", "open") if chosen is None else ("●", "chosen") if chosen is side else ("○", "other")


def version_lines(shown: Shown, cells: int) -> list[VersionLine]:
    """All lines, with a blank one after each difference."""
    make = _beside if cells >= SIDE_BY_SIDE else _below
    return [
        VersionLine(number, pieces)
        for number in range(len(shown.differences))
        for pieces in (*make(shown, number, cells), ())
    ]


def head_line(cells: int) -> str:
    """The names of the versions over their columns; nothing where they stand below one another."""
    if cells < SIDE_BY_SIDE:
        return ""
    names = "".join(fit(f"{' ' * MARK}{name}", _column(cells)) for _, name in HEADS)
    return f"{' ' * (MARK + LABEL)}{names}".rstrip()


def _column(cells: int) -> int:
    return (cells - MARK - LABEL) // len(HEADS)


def _text_of(difference: Difference, side: Side | None) -> str:
    text = {None: difference.base, Side.THEIRS: difference.theirs, Side.MINE: difference.mine}[side]
    return clean_block(text).strip("\n") or NOTHING


def _label(shown: Shown, number: int, room: int) -> Piece:
    is_here = number == shown.cursor
    label = fit(clean(shown.differences[number].label), room)
    return Piece(f"{CURSOR_MARK if is_here else ' '} {label}", "here" if is_here else "label")


def _beside(shown: Shown, number: int, cells: int) -> Iterator[tuple[Piece, ...]]:
    difference, column = shown.differences[number], _column(cells)
    versions = [(side, wrap(_text_of(difference, side), column - MARK - 1)) for side, _ in HEADS]
    for place in range(max(len(lines) for _, lines in versions)):
        label = _label(shown, number, LABEL) if place == 0 else Piece(" " * (MARK + LABEL))
        texts = []
        for side, lines in versions:
            sign, part = shown.sign(difference, side)
            text = f"{sign if place == 0 else ' '} {lines[place] if place < len(lines) else ''}"
            texts.append(Piece(fit(text, column), part, side))
        yield label, *texts


def _below(shown: Shown, number: int, cells: int) -> Iterator[tuple[Piece, ...]]:
    difference = shown.differences[number]
    yield (_label(shown, number, max(1, cells - MARK)),)
    for side, name in HEADS:
        sign, part = shown.sign(difference, side)
        for place, line in enumerate(wrap(_text_of(difference, side), max(1, cells - HEAD - 2 * MARK - 2))):
            before = f"{sign} {name:<{HEAD}} " if place == 0 else " " * (HEAD + MARK + 1)
            yield Piece(" " * MARK), Piece(fit(f"{before}{line}", cells - MARK), part, side)
