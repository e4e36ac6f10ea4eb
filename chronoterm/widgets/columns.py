"""How the width of a list is shared among its columns."""

from typing import NamedTuple

from chronoterm.ordering import SortKey

MARK_WIDTH = 1
GLYPH_WIDTH = 2
GAP = 1
ROOMY, WIDE = 66, 104
"""Cells from which a list has room for whole uncertain dates; for sources too."""

LEAST_FOR_PLACE = 46


class Column(NamedTuple):
    """A column from cell `left` on, `width` cells wide."""

    key: SortKey
    title: str
    left: int
    width: int


def layout(cells: int, *, by_date: bool = True) -> tuple[Column, ...]:
    """The columns of a list `cells` wide: headlines get what the others leave, and are never squeezed out.

    Unless it is sorted `by_date`, no heading names the year, so dates need room for it.
    """
    date = 17 if cells >= WIDE else 11 if by_date else 13
    actor = 18 if cells >= WIDE else 10 if cells >= ROOMY else 9
    place = 15 if cells >= WIDE else 11 if cells >= ROOMY else 9 if cells >= LEAST_FOR_PLACE else 0
    source = 14 if cells >= WIDE else 0
    fixed = [
        (SortKey.DATE, "date", date),
        (SortKey.ACTOR, "actor", GLYPH_WIDTH + actor),
        (SortKey.HEADLINE, "headline", 0),
        (SortKey.PLACE, "place", place),
        (SortKey.SOURCE, "source", source),
    ]
    shown = [each for each in fixed if each[2] or each[0] is SortKey.HEADLINE]
    left_over = cells - MARK_WIDTH - sum(each[2] + GAP for each in shown)
    columns: list[Column] = []
    left = MARK_WIDTH
    for key, title, given in shown:
        width = given or max(0, left_over)
        columns.append(Column(key, title, left, width))
        left += width + GAP
    return tuple(columns)


def column_at(columns: tuple[Column, ...], x: int) -> Column | None:
    """The column that a click at cell `x` means."""
    return next((each for each in reversed(columns) if x >= each.left), None)
