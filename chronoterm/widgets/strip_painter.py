"""What stands in the cells of the timeline strip: bars, axis and label, before any style is looked up."""

from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from chronoterm.cells import fit, width
from chronoterm.scale import Scale
from chronoterm.scale_ticks import ticks
from chronoterm.terms import Clock
from chronoterm.widgets.strip_outlook import Minutes

MARGIN = 1
"""Cells to the left of the chart, and to its right before the label: brackets stand there."""

_BLOCKS = "▁▂▃▄▅▆▇█"
_DOT = "·"
_CURSOR = "▲"
_BRACKETS = "[]"
_BEYOND = "◂▸"
_HAIR = 1e-6  # a spread record is a sum of fractions
_SMALLEST_WITH_LABEL = 24
_LABEL_WIDTHS = (14, 44)


class Part(Enum):
    """The parts of the strip that have a style of their own; the values are component classes."""

    VIEW = "timeline-strip--view"
    WHOLE = "timeline-strip--whole"
    DOT = "timeline-strip--dot"
    CURSOR = "timeline-strip--cursor"
    RANGE = "timeline-strip--range"
    AXIS = "timeline-strip--axis"
    LABEL = "timeline-strip--label"


class Cell(NamedTuple):
    """A character and the parts that give it its style, one over the other."""

    text: str = " "
    parts: tuple[Part, ...] = (Part.VIEW,)


class Densities(Struct, frozen=True, dict=True):
    """How many records of the view and of the whole chronology lie in each bucket."""

    scale: Scale
    view: Sequence[float]
    whole: Sequence[float]
    is_whole: bool
    """Whether the view has all records."""

    @cached_property
    def highest(self) -> float:
        """The largest bucket of the view."""
        return max(self.view)

    def block(self, bucket: int) -> str:
        """The bar of a bucket, an eighth of the largest at least; a dot where only the whole has records."""
        count = self.view[bucket]
        if count > 0:
            return _BLOCKS[min(len(_BLOCKS) - 1, int(count / self.highest * len(_BLOCKS) - _HAIR))]
        return _DOT if self.whole[bucket] > 0 else " "

    def parts(self, bucket: int) -> tuple[Part, ...]:
        """The parts of a bucket's cells."""
        part = Part.DOT if self.block(bucket) == _DOT else Part.VIEW
        return (part, Part.WHOLE) if self.whole[bucket] - self.view[bucket] > _HAIR else (part,)


class Marks(Struct, frozen=True, dict=True):
    """What is marked on the strip: the bucket of the cursor, and spans of time."""

    cursor: int | None = None
    selection: Minutes | None = None
    period: Minutes | None = None
    undated: int = 0
    clock: Clock = Clock.DATE


class StripPainter(Struct, frozen=True, dict=True):
    """Paints the one or two lines of a strip `cells` wide."""

    densities: Densities
    marks: Marks
    cells: int
    height: int

    def lines(self) -> list[list[Cell]]:
        """The cells of each line."""
        first, second = self._labels()
        chart = [Cell()] * MARGIN + self._chart() + _label(first, label_width(self.cells))
        if self.height == 1:
            return [chart]
        return [chart, self._axis() + _label(second[MARGIN:], max(0, label_width(self.cells) - MARGIN))]

    # The chart

    def _chart(self) -> list[Cell]:
        cells = chart_width(self.cells)
        row = [Cell()] * cells
        shown = [-1.0] * cells
        for bucket in range(self._scale.count):
            painted = Cell(self.densities.block(bucket), self.densities.parts(bucket))
            # Two months may share a cell: the fuller one is shown, so that no record is without a sign.
            weight = self.densities.view[bucket] or self.densities.whole[bucket] / self._more_than_all
            for x in self._scale.cells_of(bucket, cells):
                if weight > shown[x]:
                    row[x], shown[x] = painted, weight
        for part, where in self._marked(cells):
            for x in where:
                row[x] = Cell(row[x].text, (*row[x].parts, part))
        return row

    @cached_property
    def _more_than_all(self) -> float:
        """What makes every count of the whole smaller than the smallest of the view."""
        smallest = min((count for count in self.densities.view if count > 0), default=1.0)
        return (max(self.densities.whole) + 1) / smallest

    def _marked(self, cells: int) -> list[tuple[Part, range]]:
        found = []
        if (span := self._range) and (self.height == 1 or self.marks.selection):
            first, last = self._ends(span, cells)
            found.append((Part.RANGE, range(max(0, first), min(cells, last + 1))))
        if self.marks.cursor is not None:
            found.append((Part.CURSOR, self._scale.cells_of(self.marks.cursor, cells)))
        return found

    # The axis

    def _axis(self) -> list[Cell]:
        cells = chart_width(self.cells)
        row = [Cell(" ", (Part.AXIS,))] * (cells + 2 * MARGIN)
        marks = self._axis_marks(cells)
        for tick in ticks(self._scale, cells):
            there = range(MARGIN + tick.cell, MARGIN + tick.cell + len(tick.text))
            # A mark over a digit would make another date of it.
            if not any(x in marks for x in there):
                row[there.start : there.stop] = (Cell(letter, (Part.AXIS,)) for letter in tick.text)
        for x, mark in marks.items():
            row[x] = mark
        return row

    def _axis_marks(self, cells: int) -> dict[int, Cell]:
        """What stands over the labels of the axis, by its place there."""
        marks = {x: Cell(mark, (Part.RANGE,)) for x, mark in self._brackets(cells)}
        if self.marks.cursor is not None:
            under = self._scale.cells_of(self.marks.cursor, cells)
            marks[MARGIN + under[len(under) // 2]] = Cell(_CURSOR)
        return marks

    def _brackets(self, cells: int) -> list[tuple[int, str]]:
        """Brackets around the cells of the range, and arrows at the margins where it goes on."""
        if self._range is None:
            return []
        first, last = self._ends(self._range, cells)
        found = []
        if first < 0:
            found.append((0, _BEYOND[0]))
        if last >= cells:
            found.append((cells + MARGIN, _BEYOND[1]))
        if 0 <= first < cells:
            found.append((MARGIN + first - 1, _BRACKETS[0]))
        if 0 <= last < cells:
            found.append((MARGIN + last + 1, _BRACKETS[1]))
        return found

    @property
    def _range(self) -> Minutes | None:
        """What is being selected, else the period that is asked for."""
        return self.marks.selection or self.marks.period

    def _ends(self, span: Minutes, cells: int) -> tuple[int, int]:
        """The first and the last cell of a span of time; below 0 or from `cells` on where it is not on the line."""
        since, until = span
        first = self._scale.cell_of(since, cells)
        return first, max(first, cells if until > self._scale.end else self._scale.cell_of(until, cells) - 1)

    # The label

    def _labels(self) -> tuple[str, str]:
        """What fits on the first line, and what is left for the second, the least important left out."""
        room, lines = label_width(self.cells), [""]
        for piece in self._pieces():
            longer = f"{lines[-1]} ·" if lines[-1] else ""
            if width(f"{longer} {piece}") <= room:
                lines[-1] = f"{longer} {piece}"
            elif len(lines) < self.height and width(f" {piece}") <= room:
                lines.append(f" {piece}")
        return lines[0], lines[-1] if len(lines) > 1 else ""

    def _pieces(self) -> list[str]:
        """What the label says, the most important first: which time it is, unless it is the date."""
        span, is_about = self._named, self.marks.clock is Clock.ABOUT
        pieces = [] if span is None else [self._scale.span_label(*span), *self._counts(*span)]
        pieces = [f"about {each}" if is_about and not at else each for at, each in enumerate(pieces)]
        pieces.append(
            f"by {self._scale.grain}" if pieces or not is_about else f"about, by {self._scale.grain}"
        )
        timeless = "of no time" if is_about else "undated"
        return [*pieces, f"{self.marks.undated:,} {timeless}"] if self.marks.undated else pieces

    @property
    def _named(self) -> Minutes | None:
        """What the label speaks of: what is being selected, else the bucket of the cursor."""
        cursor, ends = self.marks.cursor, self._scale.edges
        return self.marks.selection or (None if cursor is None else (ends[cursor], ends[cursor + 1]))

    def _counts(self, since: int, until: int) -> list[str]:
        """How many records lie there; nothing where a part is not shown, and so not counted."""
        if since < self._scale.start or until > self._scale.end:
            return []
        there = slice(self._scale.bucket_at(since), self._scale.bucket_at(until - 1) + 1)
        view, whole = sum(self.densities.view[there]), sum(self.densities.whole[there])
        if self.densities.is_whole:
            return [f"{count_text(whole)} record{'' if 0 < whole <= 1 + _HAIR else 's'}"]
        return [f"{count_text(view)} of {count_text(whole)}"]

    @property
    def _scale(self) -> Scale:
        return self.densities.scale


def label_width(cells: int) -> int:
    """The cells of the label at the right end of a strip; the same for every label, so that the axis stands still."""
    least, most = _LABEL_WIDTHS
    return 0 if cells < _SMALLEST_WITH_LABEL else min(most, max(least, cells * 2 // 5))


def chart_width(cells: int) -> int:
    """The cells of the chart of a strip `cells` wide; a strip without a label keeps its right margin."""
    return max(1, cells - MARGIN - max(MARGIN, label_width(cells)))


def count_text(count: float) -> str:
    """A count of records some of which are spread over several buckets: `12`, `~3`, `<1`."""
    nearest = round(count)
    if abs(count - nearest) <= _HAIR:
        return f"{nearest:,}"
    return f"~{nearest:,}" if nearest else "<1"


def _label(text: str, cells: int) -> list[Cell]:
    return [Cell(letter, (Part.LABEL,)) for letter in fit(text, cells)]
