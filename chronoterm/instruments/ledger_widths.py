"""How wide the columns of a ledger are."""

from typing import NamedTuple

MARKS = 4
"""Cells of the marks before a date: possible, unreviewed, the kind, a space."""

_STEPS = (60, 100)
"""Cells from which there is room for a source, and for wider columns."""

_FIXED = ((13, 10, 13, 0), (14, 11, 15, 13), (16, 18, 16, 15))
"""Cells of date, speaker, figure and source before the first of these steps, between them, after the last."""

_ROOM_FOR_WORDS = 40


class Widths(NamedTuple):
    """Cells of the columns; nought for one that has no room. A space stands between two."""

    date: int
    speaker: int
    figure: int
    bar: int
    source: int
    words: int

    @classmethod
    def of(cls, cells: int, *, has_bar: bool) -> "Widths":
        """Those that fit into so many cells; without a bar the words of the source take its place."""
        date, speaker, figure, source = _FIXED[sum(cells >= least for least in _STEPS)]
        rest = max(0, cells - MARKS - sum(each + 1 for each in (date, speaker, figure, source) if each))
        if not has_bar:
            return cls(date, speaker, figure, 0, source, rest)
        words = rest // 2 if rest >= _ROOM_FOR_WORDS else 0
        return cls(date, speaker, figure, rest - words - bool(words), source, words)
