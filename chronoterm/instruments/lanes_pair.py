"""Two lanes beside each other: unit of time by unit of time, none left out, what was said in both in one row.

A record stands once: where its date begins. Before all units stand those without a beginning, after all those without
a time.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from chronoterm.cells import width
from chronoterm.chronology.view import Chronology, Row, View
from chronoterm.dates import EARLIEST, PartialDate
from chronoterm.instruments.lanes import Lanes
from chronoterm.instruments.lanes_found import by_time, undated_among
from chronoterm.records import Entry
from chronoterm.scale import Scale, Unit, buckets_between, edges, fitting
from chronoterm.terms import Clock, Condition
from chronoterm.text import clean

MOST_UNITS = 3660
"""Units of time that have a line each: ten years of days. Nobody reads more empty ones."""


class Side(Struct, frozen=True, dict=True):
    """One of the lanes: the records of a view that are in it, by time."""

    chronology: Chronology
    condition: Condition
    view: View

    @classmethod
    def of(cls, chronology: Chronology, view: View, condition: Condition) -> "Side":
        """The records of a view of which a condition is true."""
        return cls(chronology, condition, chronology.view(view.query.having(condition), by_time(view)))

    @property
    def label(self) -> str:
        """The name of the lane, clean."""
        return clean(self.chronology.label(self.condition.facet, self.condition.values[0])) or "–"

    @cached_property
    def dated(self) -> int:
        """How many records have a time; they stand first."""
        return self.view.count - undated_among(self.chronology, self.view)

    @cached_property
    def ends(self) -> tuple[int, int] | None:
        """The minutes at which the first and the last record begin; none where none begins at a known one."""
        first = self.begin(EARLIEST + 1)
        return None if first >= self.dated else (self._start(first), self._last)

    def begin(self, minute: int) -> int:
        """The first position whose record begins at a minute or later; the number of dated ones where none does."""
        if not self.dated or self._last < minute:
            return self.dated
        found = self.view.find(minute)
        return self.dated if found is None else found

    def row(self, position: int) -> Row:
        """The record at a position."""
        return self.view.window(position, 1)[0]

    @cached_property
    def _last(self) -> int:
        return self._start(self.dated - 1)

    def _start(self, position: int) -> int:
        """The minute at which the record at a position begins, which has a time."""
        entry = self.row(position).entry
        when = entry.when if self.view.order.clock is Clock.DATE else self._about(entry)
        if when is None:
            raise ValueError(f"the record at position {position} has no time")
        return when.start

    def _about(self, entry: Entry) -> PartialDate | None:
        about = self.chronology.record(entry.id).about_date
        return None if about is None else PartialDate.parse(about)


class Place(NamedTuple):
    """Where a line is: in which section, and the how manieth of it."""

    section: int
    offset: int


class Pair(Struct, frozen=True, dict=True):
    """Two lanes by units of time. Section 0 is before all units, the last one after them; `scale` none without any."""

    left: Side
    right: Side
    scale: Scale | None

    @classmethod
    def of(cls, lanes: Lanes, left: Condition, right: Condition, unit: Unit | None = None) -> "Pair":
        """Two lanes of a view by a unit of time, else by days, or what MOST_UNITS allows.

        Raises TooManyBucketsError where a unit is given of which there would be too many.
        """
        first, second = (Side.of(lanes.chronology, lanes.view, each) for each in (left, right))
        return cls(first, second, None).by(unit)

    def by(self, unit: Unit | None) -> "Pair":
        """The same by another unit of time. Raises TooManyBucketsError."""
        if self.time is None:
            return self
        start, end = self.time
        unit = unit or self.finest
        return replace(self, scale=Scale(unit, edges(unit, start, end)))

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, the left one first."""
        return self.left, self.right

    @cached_property
    def time(self) -> tuple[int, int] | None:
        """The half-open minutes from where the first record begins to where the last does."""
        ends = [each.ends for each in self.sides if each.ends is not None]
        return (min(first for first, _ in ends), max(last for _, last in ends) + 1) if ends else None

    @property
    def finest(self) -> Unit:
        """A day, or the finest unit of which there are not too many."""
        start, end = self.time or (0, 0)
        return Unit.DAY if self.allows(Unit.DAY) else fitting(start, end, MOST_UNITS)

    def allows(self, unit: Unit) -> bool:
        """Whether there would be few enough of a unit to have a line each."""
        start, end = self.time or (0, 0)
        return buckets_between(unit, start, end) <= MOST_UNITS

    def stepped(self, *, finer: bool) -> "Pair":
        """By the next finer or coarser unit, where there is one and it is not too fine."""
        units = list(Unit)
        at = (units.index(self.scale.unit) if self.scale else 0) + (-1 if finer else 1)
        return self.by(units[at]) if 0 <= at < len(units) and self.allows(units[at]) else self

    # Sections and lines

    @cached_property
    def bounds(self) -> tuple[Sequence[int], Sequence[int]]:
        """For each side the positions at which the sections begin, and where the last one ends."""
        return self._bounds(self.left), self._bounds(self.right)

    def _bounds(self, side: Side) -> Sequence[int]:
        inner = [side.begin(edge) for edge in self.scale.edges] if self.scale else [side.dated]
        return [0, *inner, side.view.count]

    @cached_property
    def tops(self) -> Sequence[int]:
        """The line at which each section begins, and how many lines there are."""
        sizes = [
            max(ours[1] - ours[0], theirs[1] - theirs[0])
            for ours, theirs in zip(*map(pairwise, self.bounds), strict=True)
        ]
        sizes[1:-1] = [max(1, size) for size in sizes[1:-1]]
        return [0, *accumulate(sizes)]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.tops[-1]

    @cached_property
    def both(self) -> int:
        """How many records are in both lanes."""
        view = self.left.view
        return self.left.chronology.view(view.query.having(self.right.condition), view.order).count

    @cached_property
    def longest_label(self) -> int:
        """The cells of the longest label of a section that has a line."""
        sections = range(len(self.tops) - 1)
        return max(
            (width(self.label(each)) for each in sections if self.tops[each] < self.tops[each + 1]), default=0
        )

    @cached_property
    def empty(self) -> int:
        """How many units have no record of either lane."""
        ours, theirs = self.bounds
        units = zip(pairwise(ours[1:-1]), pairwise(theirs[1:-1]), strict=True)
        return sum(a == b and c == d for (a, b), (c, d) in units)

    def place(self, line: int) -> Place:
        """Where a line is."""
        section = bisect_right(self.tops, line) - 1
        return Place(section, line - self.tops[section])

    def label(self, section: int) -> str:
        """What a section is of."""
        if section == 0:
            return "no beginning"
        if self.scale is None or section > self.scale.count:
            return "undated" if self.left.view.order.clock is Clock.DATE else "of no time"
        return self.scale.label(section - 1)

    def row(self, line: int, side: int) -> Row | None:
        """The record of a side (0 or 1) in a line; none where it has no more in that section."""
        section, offset = self.place(line)
        first, end = self.bounds[side][section : section + 2]
        return self.sides[side].row(first + offset) if first + offset < end else None

    def line_at(self, minute: int) -> int:
        """The first line of the unit of a minute, or of the nearest one."""
        return 0 if self.scale is None else self.tops[self.scale.bucket_at(minute) + 1]

    def minute_at(self, line: int) -> int:
        """The minute at which the unit of a line begins; of lines before and after, the nearest one's."""
        if self.scale is None:
            return 0
        unit = min(max(self.place(line).section - 1, 0), self.scale.count - 1)
        return self.scale.edges[unit]
