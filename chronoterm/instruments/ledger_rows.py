"""Which lines a ledger has, and what each of them tells."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from chronoterm.instruments.ledger import Ledger, StateGroup


class LineKind(IntEnum):
    """What a line of a ledger tells."""

    STATE = 0
    FIGURE = 1
    CHANGE = 2
    DISAGREEMENT = 3


class LedgerLine(NamedTuple):
    """A line: of which kind, and the place of its figure, of the first one if it is of a state."""

    kind: LineKind
    place: int


class LedgerLines:
    """The lines of a ledger: a heading for each state, a figure, below it its change and who disagrees.

    They are kept as ascending numbers, four to a place.
    """

    def __init__(self, made: Ledger) -> None:
        self._codes = array("Q")
        for group in made.groups:
            self._codes.append(_code(LineKind.STATE, group.first))
            if group.is_compared:
                self._codes.extend(_compared(made, group))
            else:
                first, end = (_code(LineKind.FIGURE, each) for each in (group.first, group.end))
                self._codes.extend(range(first, end, len(LineKind)))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._codes)

    def __getitem__(self, number: int) -> LedgerLine:
        """A line by its number."""
        place, kind = divmod(self._codes[number], len(LineKind))
        return LedgerLine(LineKind(kind), place)

    def of_figure(self, place: int) -> int:
        """The number of the line of a figure."""
        return bisect_left(self._codes, _code(LineKind.FIGURE, place))


def _compared(made: Ledger, group: StateGroup) -> Iterator[int]:
    for place in range(group.first, group.end):
        yield _code(LineKind.FIGURE, place)
        if place in made.earlier:
            yield _code(LineKind.CHANGE, place)
        if place in made.disagreeing:
            yield _code(LineKind.DISAGREEMENT, place)


def _code(kind: LineKind, place: int) -> int:
    return place * len(LineKind) + kind
