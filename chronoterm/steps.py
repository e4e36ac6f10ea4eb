"""Going back and forth among what was asked and what was edited."""

from typing import NamedTuple, TypeAlias

from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query

MOST = 200
"""Steps that can be taken back."""


class Asked(NamedTuple):
    """What somebody asks at a time."""

    query: Query = ALL
    order: Order = CHRONOLOGICAL


class Made(NamedTuple):
    """An edit that somebody made: its number in the journal, of the store or of the user's own notes."""

    number: int
    own: bool = False


Step: TypeAlias = Asked | Made


class Steps(NamedTuple):
    """What was asked and edited before, and what was taken back since; the latest stands last in both."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def step(self, left: Step) -> "Steps":
        """After leaving `left` for something new, or making an edit; what was taken back before is forgotten."""
        return Steps((*self.done, left)[-MOST:])

    @property
    def made_last(self) -> Made | None:
        """The edit that is to be taken back next, if that is one."""
        return self.done[-1] if self.done and isinstance(self.done[-1], Made) else None

    @property
    def unmade_last(self) -> Made | None:
        """The edit that took back what is to be made again next, if that is one."""
        return self.undone[-1] if self.undone and isinstance(self.undone[-1], Made) else None

    def took_back(self, by: Made) -> "Steps":
        """After the newest edit was taken back by another."""
        return Steps(self.done[:-1], (*self.undone, by))

    def made_again(self, by: Made) -> "Steps":
        """After what was taken back last was made again by another edit."""
        return Steps((*self.done, by), self.undone[:-1])

    def back(self, now: Asked) -> tuple["Steps", Asked | None]:
        """One step back from `now`, and where that leads; nowhere at the beginning, or where an edit comes first."""
        before = self.done[-1] if self.done else None
        if not isinstance(before, Asked):
            return self, None
        return Steps(self.done[:-1], (*self.undone, now)), before

    def forth(self, now: Asked) -> tuple["Steps", Asked | None]:
        """One step forth again, and where that leads; nowhere at the end, or where an edit comes first."""
        after = self.undone[-1] if self.undone else None
        if not isinstance(after, Asked):
            return self, None
        return Steps((*self.done, now), self.undone[:-1]), after
