"""How the width of a list is shared among its columns."""

from collections.abc import Iterator
from typing import NamedTuple

from chronoterm.ordering import CHRONOLOGICAL, Order, SortKey
from chronoterm.terms import Clock

MARK_WIDTH = 1
GLYPH_WIDTH = 2
GAP = 1
ROOMY, WIDE, WIDEST = 66, 104, 132
"""Cells from which a list has room for whole uncertain dates; for sources; for sources beside both dates."""

LEAST_FOR_SPANS = 72
"""Cells from which there is room for a span of days beside another date."""

LEAST_FOR_PLACE = 46
LEAST_FOR_ACTOR = 40
"""Cells from which there is room for an actor beside the time spoken of and the lag."""

_ORIGINS = (SortKey.ORIGINS, "origins", 9)

Wanted = tuple[SortKey, str, int]
"""A column, its title and its width; 0 for the headline, which gets what is left."""


class Column(NamedTuple):
    """A column from cell `left` on, `width` cells wide."""

    key: SortKey
    title: str
    left: int
    width: int


def layout(cells: int, order: Order = CHRONOLOGICAL, *, origins: bool = False) -> tuple[Column, ...]:
    """The columns of a list `cells` wide: headlines get what the others leave, and are never squeezed out.

    Where the order goes by the time spoken of, both dates stand there with what lies between. The reports are counted
    where it goes by them, or with `origins` where there is room.
    """
    shown = list(_by_about(cells) if order.clock is Clock.ABOUT else _by_date(cells, order))
    by_origins = not order.leaves_out((SortKey.ORIGINS,))
    if by_origins or (origins and cells >= WIDE):
        headline = next(at for at, each in enumerate(shown) if each[0] is SortKey.HEADLINE)
        shown.insert(headline, _ORIGINS)
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


def _by_date(cells: int, order: Order) -> Iterator[Wanted]:
    """Unless it is sorted by date, no heading names the year, so dates need room for it."""
    date = 17 if cells >= WIDE else 11 if order.by_time else 13
    yield SortKey.DATE, "date", date
    actor = 18 if cells >= WIDE else 10 if cells >= ROOMY else 9
    yield SortKey.ACTOR, "actor", GLYPH_WIDTH + actor
    yield SortKey.HEADLINE, "headline", 0
    if cells >= LEAST_FOR_PLACE:
        yield SortKey.PLACE, "place", 15 if cells >= WIDE else 11 if cells >= ROOMY else 9
    if cells >= WIDE:
        yield SortKey.SOURCE, "source", 14


def _by_about(cells: int) -> Iterator[Wanted]:
    """What is dropped first is the source, then the place, then when it was said: the lag tells that too."""
    if cells >= ROOMY:
        yield SortKey.DATE, "said", 13
    yield SortKey.ABOUT, "about", 17 if cells >= LEAST_FOR_SPANS else 13 if cells >= ROOMY else 11
    yield SortKey.LAG, "lag", 10 if cells >= ROOMY else 9
    if cells >= LEAST_FOR_ACTOR:
        yield SortKey.ACTOR, "actor", GLYPH_WIDTH + (16 if cells >= WIDE else 9)
    yield SortKey.HEADLINE, "headline", 0
    if cells >= WIDE:
        yield SortKey.PLACE, "place", 12
    if cells >= WIDEST:
        yield SortKey.SOURCE, "source", 14
