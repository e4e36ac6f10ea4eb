"""One scale for all figures of a series, and the bar of a figure on it."""

from collections.abc import Iterable
from math import inf, isfinite
from typing import NamedTuple

from chronoterm.chronology.evidence import Claimed
from chronoterm.instruments.ledger_comparing import Range, told_range

EXACT, ABOUT, TRACK = "●", "○", "·"
"""A number, a number that is only about right, and the line on which it lies."""

LEFT, RIGHT, LINE, ABOUT_LINE = "├", "┤", "─", "╌"
OPEN_LEFT, OPEN_RIGHT = "←", "→"


class Scale(NamedTuple):
    """A linear scale from one number to a greater one."""

    low: float
    high: float

    def cell(self, number: float, cells: int) -> int:
        """In which of so many cells a number lies: the first has `low` in its middle, the last `high`."""
        # By halves, since the whole may be too large for a number.
        part = (number / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return max(0, min(cells - 1, round(part * (cells - 1))))


class Bar(NamedTuple):
    """A bar in pieces: the track before it, the bar, the track after it."""

    before: str
    bar: str
    after: str


def scale_of(claims: Iterable[Claimed]) -> Scale:
    """The scale on which all bounds of some figures lie, and nought."""
    bounds = [
        each for claim in claims for each in (claim.low, claim.high) if each is not None and isfinite(each)
    ]
    low, high = float(min((0, *bounds))), float(max((0, *bounds)))
    return Scale(low, high) if low / 2 < high / 2 else Scale(low, low + 1)


def bar_of(claim: Claimed, scale: Scale, cells: int) -> Bar:
    """The bar of a figure: a point, or a line from its lowest to its highest number; an open side has an arrow."""
    told = told_range(claim)
    first = 0 if told.low == -inf else scale.cell(told.low, cells)
    last = cells - 1 if told.high == inf else scale.cell(told.high, cells)
    bar = _drawn(told, last - first + 1, approx=claim.approx)
    return Bar(TRACK * first, bar, TRACK * (cells - 1 - last))


def _drawn(told: Range, cells: int, *, approx: bool) -> str:
    line = ABOUT_LINE if approx else LINE
    left, right = OPEN_LEFT if told.low == -inf else LEFT, OPEN_RIGHT if told.high == inf else RIGHT
    if cells > 1:
        return f"{left}{line * (cells - 2)}{right}"
    if told.is_open:
        return line
    return left if told.low == -inf else right if told.high == inf else ABOUT if approx else EXACT
