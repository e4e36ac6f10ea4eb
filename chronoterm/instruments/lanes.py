"""Lanes: how the records of each actor, speaker, place or source lie on one axis of time."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.chronology.view import Chronology, View
from chronoterm.instruments.lanes_found import FINE, Lane, Minutes, by_time, lanes_of, time_of, undated_among
from chronoterm.records import UNREVIEWED
from chronoterm.scale import Scale
from chronoterm.terms import Condition, Facet, Period, Term

MOST_MEASURED = 64
"""Lanes, those with most records, whose cells are looked through for the fullest one."""


class Highest(NamedTuple):
    """The fullest cell, and whether it surely is: among very many lanes a fuller one may be."""

    records: float
    is_sure: bool = True


class InCell(NamedTuple):
    """How many records may lie in a cell, and how many of them only may."""

    records: int
    possible: int


class Lanes(Struct, frozen=True, dict=True):
    """The lanes of a view by one facet, and how full they are at what time; counted when somebody looks, and kept."""

    chronology: Chronology
    view: View
    facet: Facet
    lanes: tuple[Lane, ...]
    time: Minutes | None

    @classmethod
    def of(cls, chronology: Chronology, view: View, facet: Facet) -> "Lanes":
        """The lanes of a view by a facet."""
        return cls(chronology, view, facet, lanes_of(chronology, view, facet), time_of(view, FINE))

    def by(self, facet: Facet) -> "Lanes":
        """The lanes of the same view by another facet."""
        return replace(self, facet=facet, lanes=lanes_of(self.chronology, self.view, facet))

    def narrowed(self, *terms: Term) -> View:
        """The records of the view of which some terms are true too, by time."""
        return self.chronology.view(self.view.query.having(*terms), by_time(self.view))

    # Cells

    def cells(self, lane: Lane, scale: Scale) -> Sequence[float]:
        """How many records of a lane lie in each bucket, long ones spread evenly."""
        kept = self._kept_on(scale).cells
        counted = kept.get(lane.value)
        if counted is None:
            counted = kept[lane.value] = self._view_of(lane).histogram(scale.edges)
        return counted

    def painted(self, lane: Lane, scale: Scale, cells: int, paint: Callable[[], str]) -> str:
        """How a lane is painted on an axis so wide, kept as long as the scale is."""
        kept = self._kept_on(scale).painted
        found = kept.get((lane.value, cells))
        if found is None:
            found = kept[lane.value, cells] = paint()
        return found

    def highest(self, scale: Scale) -> Highest:
        """The fullest cell of all lanes, looked for among those with most records."""
        kept = self._kept_on(scale)
        if kept.highest is None:
            kept.highest = self._highest(scale)
        return kept.highest

    def _highest(self, scale: Scale) -> Highest:
        highest = 0.0
        for lane in self._largest[:MOST_MEASURED]:
            if lane.count <= highest:  # none of its cells can be fuller
                return Highest(highest)
            highest = max(highest, *self.cells(lane, scale))
        rest = self._largest[MOST_MEASURED:]
        return Highest(highest, not rest or rest[0].count <= highest)

    def inside(self, lane: Lane, span: Minutes) -> InCell:
        """How many records a filter by a lane and the time of a cell gives."""
        found = self.narrowed(lane.condition, self.period(span))
        return InCell(found.count, found.possible)

    def period(self, span: Minutes) -> Period:
        """That a record lies in a span of time, by the clock of the view."""
        return Period(*span, self.view.order.clock)

    def _kept_on(self, scale: Scale) -> "_Kept":
        kept = self._kept[-1]
        if kept.edges != scale.edges:
            kept = self._kept[-1] = _Kept(scale.edges, {}, {})
        return kept

    @cached_property
    def _kept(self) -> list["_Kept"]:
        """What was counted on the last scale."""
        return [_Kept((), {}, {})]

    @cached_property
    def _views(self) -> dict[str, View]:
        return {}

    def _view_of(self, lane: Lane) -> View:
        if lane.value not in self._views:
            self._views[lane.value] = self.narrowed(lane.condition)
        return self._views[lane.value]

    @cached_property
    def longest(self) -> int:
        """The cells of the longest label, indented as it is."""
        return max((width(lane.indented) for lane in self.lanes), default=0)

    @property
    def most(self) -> int:
        """The records of the fullest lane."""
        return self._largest[0].count if self.lanes else 0

    @cached_property
    def _largest(self) -> list[Lane]:
        return sorted(self.lanes, key=lambda lane: -lane.count)

    # What is in no cell

    def undated_in(self, lane: Lane) -> int:
        """How many records of a lane have no time by the clock of the view."""
        return self._undated(lane.condition)

    @cached_property
    def undated(self) -> int:
        """How many records of the view have no time by its clock."""
        return self._undated()

    def _undated(self, *terms: Term) -> int:
        return undated_among(self.chronology, self.narrowed(*terms) if terms else self.view)

    @cached_property
    def without(self) -> int:
        """How many records of the view are in no lane."""
        values = tuple(lane.value for lane in self.lanes)
        return self.view.count - (self.narrowed(Condition(self.facet, values)).count if values else 0)

    @cached_property
    def unreviewed(self) -> int:
        """How many records of the view nobody has looked at since they were imported."""
        return self.narrowed(Condition(Facet.TAG, (UNREVIEWED,))).count


class _Kept(Struct):
    """What was counted on a scale: the cells of lanes, the fullest of all, and how lanes are painted so wide."""

    edges: tuple[int, ...]
    cells: dict[str, Sequence[float]]
    painted: dict[tuple[str, int], str]
    highest: Highest | None = None
