"""The window of lanes: who, where or what beside each other on one axis of time, and two of them side by side."""

from typing import ClassVar

from textual.binding import BindingType

from chronoterm.commands import Place
from chronoterm.instruments.lanes import Lanes
from chronoterm.instruments.lanes_found import FACETS
from chronoterm.instruments.lanes_pair import Pair
from chronoterm.instruments.lanes_pair_lines import PairTold
from chronoterm.instruments.lanes_state import MOST_PINNED
from chronoterm.screens.instrument import Chosen
from chronoterm.screens.lanes_showing import ShownLanes
from chronoterm.terms import AllOf, Condition
from chronoterm.widgets.keys import bindings


class LanesWindow(ShownLanes):
    """The keys among lanes, and among two of them beside each other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.LANES)
    PLACE: ClassVar[Place] = Place.LANES

    def action_lanes_left(self) -> None:
        """A cell back, or to the left lane of two."""
        self._aside(0) if self._pair is not None else self._go(self._standing.along(-1, self._axis_cells))

    def action_lanes_right(self) -> None:
        """A cell on, or to the right lane of two."""
        self._aside(1) if self._pair is not None else self._go(self._standing.along(1, self._axis_cells))

    def action_lanes_start(self) -> None:
        """To the first cell of all, or to the first line of two lanes."""
        self.action_told_first() if self._pair is not None else self._go(self._standing.at_start())

    def action_lanes_end(self) -> None:
        """To the last cell of all, or to the last line of two lanes."""
        self.action_told_last() if self._pair is not None else self._go(self._standing.at_end())

    def action_lanes_nearer(self) -> None:
        """Less time, finer."""
        self._by_unit(finer=True) if self._pair is not None else self._go(self._standing.zoomed(nearer=True))

    def action_lanes_farther(self) -> None:
        """More time, coarser."""
        self._by_unit(finer=False) if self._pair is not None else self._go(
            self._standing.zoomed(nearer=False)
        )

    def action_lanes_turn(self) -> None:
        """The lanes of the next facet, or the other one of two."""
        if self._pair is not None:
            self._aside(0 if self._pair.side else 1)
        elif self._lanes is not None:
            facet = FACETS[(FACETS.index(self._lanes.facet) + 1) % len(FACETS)]
            self._grid = self._standing
            self.tell(lambda _: self._counted(facet))

    def action_lanes_pin(self) -> None:
        """Pin a lane or let it go; one of two that is let go is no longer beside the other."""
        if self._pair is not None:
            condition = self._pair.condition
            self._pair = None
            self._go(self._grid if condition is None else self._grid.pinned(condition))
        elif self._lane is not None:
            self._go(self._standing.pinned(self._lane.condition))

    def action_lanes_beside(self) -> None:
        """The pinned lanes beside each other, or all lanes again."""
        lanes, state = self._lanes, self._standing
        if self._pair is not None:
            self._back()
        elif len(state.pins) < MOST_PINNED or lanes is None:
            self.say(f"two pinned lanes stand beside each other; {len(state.pins)} of 2 pinned")
        else:
            self._grid = state
            left, right = state.pins
            self.tell(lambda _: beside(lanes, left, right))

    def action_lanes_take(self) -> None:
        """Close, and filter by lane and time; of two lanes, go to the record."""
        lane, lanes, span = self._lane, self._lanes, self._standing.span(self._axis_cells)
        if self._pair is not None:
            self._open()
        elif lane is None or lanes is None:
            self.say("there is no lane here")
        elif span is None:
            self.close(Chosen(term=lane.condition))
        elif lanes.inside(lane, span).records:
            self.close(Chosen(term=AllOf((lane.condition, lanes.period(span)))))
        else:
            self.say("no record lies in this cell")

    def action_told_close(self) -> None:
        """Close; of two lanes, back to all."""
        if self._pair is None:
            super().action_told_close()
        else:
            self._back()

    # Two lanes

    def _back(self) -> None:
        pair = self._pair
        self._pair = None
        minute = None if pair is None or pair.pair.scale is None else pair.pair.minute_at(self._list.cursor)
        self._go(self._grid if minute is None else self._grid.at(minute))

    def _open(self) -> None:
        here = self._list.here
        if here is None or here.leads_to is None:
            self.say("this lane has no record here")
        else:
            self.action_told_open()

    def _aside(self, side: int) -> None:
        if self._pair is not None:
            self._show_pair(PairTold(self._pair.pair, side), self._list.cursor)

    def _by_unit(self, *, finer: bool) -> None:
        told = self._pair
        if told is None:
            return
        pair = told.pair.stepped(finer=finer)
        if pair is told.pair:
            self.say(
                "there is no finer unit that has few enough lines" if finer else "there is no coarser unit"
            )
        else:
            self._show_pair(PairTold(pair, told.side), pair.line_at(told.pair.minute_at(self._list.cursor)))


def beside(lanes: Lanes, left: Condition, right: Condition) -> PairTold:
    """Two lanes beside each other with all counted, which takes its time in a thread."""
    told = PairTold(Pair.of(lanes, left, right))
    told.count_all()
    return told
