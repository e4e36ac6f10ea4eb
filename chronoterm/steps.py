"""Going back and forth among what was asked."""

from typing import NamedTuple

from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query

MOST = 200
"""Steps that can be taken back."""


class Asked(NamedTuple):
    """What somebody asks at a time."""

    query: Query = ALL
    order: Order = CHRONOLOGICAL


class Steps(NamedTuple):
    """What was asked before, and what was taken back since; the latest stands last in both."""

    done: tuple[Asked, ...] = ()
    undone: tuple[Asked, ...] = ()

    def step(self, left: Asked) -> "Steps":
        """After leaving `left` for something new; what was taken back before is forgotten."""
        return Steps((*self.done, left)[-MOST:])

    def back(self, now: Asked) -> tuple["Steps", Asked | None]:
        """One step back from `now`, and where that leads; nowhere at the beginning."""
        if not self.done:
            return self, None
        return Steps(self.done[:-1], (*self.undone, now)), self.done[-1]

    def forth(self, now: Asked) -> tuple["Steps", Asked | None]:
        """One step forth again, and where that leads; nowhere at the end."""
        if not self.undone:
            return self, None
        return Steps((*self.done, now), self.undone[:-1]), self.undone[-1]
