"""Lanes in lines: the axis above, then for each lane its name, its records, and its cells."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from chronoterm.cells import cut, fit, fit_right, width
from chronoterm.instruments.lanes import Highest, InCell, Lanes
from chronoterm.instruments.lanes_found import FACETS, Lane
from chronoterm.instruments.told import counted_line, some
from chronoterm.scale import Scale
from chronoterm.scale_ticks import ticks
from chronoterm.spans import Line, Span, Tone
from chronoterm.terms import Clock, Condition

BLOCKS = "▁▂▃▄▅▆▇█"
SHARE = "·"
"""Less than one record: a share of one whose date is longer than the cell."""

CURSOR = "▼"
_GAP = " "
_PIN_CELLS = 2
_LEAST_LABEL, _MOST_LABEL = 4, 40
_LABEL_WITH_ROOM = 8
_LEAST_CHART = 2
_ROOM_FOR_ALL = 60
_HAIR = 1e-6  # a spread record is a sum of fractions


class Chart(Struct, frozen=True, dict=True):
    """How a line of so many cells is divided: a pin, a name, a number, and the axis."""

    label: int
    number: int
    cells: int

    @classmethod
    def of(cls, lanes: Lanes, cells: int) -> "Chart":
        """The division in which the longest name that has room stands whole; the axis takes the rest."""
        number = len(f"{lanes.most:,}")
        wanted = min(max(lanes.longest, _LABEL_WITH_ROOM), _MOST_LABEL)
        label = max(_LEAST_LABEL, min(wanted, cells * 3 // 10))
        return cls(label, number, max(_LEAST_CHART, cells - label - number - _PIN_CELLS - 2 * len(_GAP)))

    @property
    def before(self) -> int:
        """The cells to the left of the axis."""
        return _PIN_CELLS + self.label + self.number + 2 * len(_GAP)


class LanesTold(Struct, frozen=True, dict=True):
    """What lanes tell on an axis; without one no record has a time. `minute` is where the cursor is, if anywhere."""

    lanes: Lanes
    scale: Scale | None
    minute: int | None = None
    pins: tuple[Condition, ...] = ()

    @property
    def title(self) -> str:
        """What is told, and by which clock."""
        about = ", by the time spoken of" if self.lanes.view.order.clock is Clock.ABOUT else ""
        return f"Lanes of {self.lanes.facet.value}s{about}"

    def count_seen(self, cells: int, lines: int) -> str:
        """Count what is seen of the first so many lines, so that it need not be counted while they are painted."""
        self.head(cells)
        for number in range(min(lines, self.count)):
            self.line(number, cells)
        return self.counted

    # What was counted

    @property
    def counted(self) -> str:
        """What stands in lanes, and what in none of their cells."""
        lanes, view = self.lanes, self.lanes.view
        of_these = [
            *([f"{view.possible:,} only possible"] if view.possible else []),
            *([f"{lanes.unreviewed:,} unreviewed"] if lanes.unreviewed else []),
        ]
        told = f"{some(view.count, 'record')} in {some(len(lanes.lanes), 'lane')}"
        told += f" ({', '.join(of_these)})" if of_these else ""
        untimed = "undated" if view.order.clock is Clock.DATE else "that speak of no time"
        return counted_line(
            f"{told}; each in every lane it belongs to",
            (lanes.without, f"without {article(lanes.facet.value)}"),
            (lanes.undated, untimed),
            (self._beside, "outside of the time shown"),
            (view.hidden, "only possible"),
        )

    @property
    def _beside(self) -> int:
        """About how many records of the view lie before or after the axis."""
        dated = self.lanes.view.count - self.lanes.undated
        return (
            dated if self.scale is None else round(dated - sum(self.lanes.view.histogram(self.scale.edges)))
        )

    # The head

    def head(self, cells: int) -> Sequence[Line]:
        """The facets and what a cell is; the axis, and where on it the cursor is."""
        chart = Chart.of(self.lanes, cells)
        return self._facets(cells), self._axis(chart)

    def _facets(self, cells: int) -> Line:
        spans: list[Span] = []
        # Where there is little room, what a cell is matters more than what else there is.
        for facet in FACETS if cells >= _ROOM_FOR_ALL else (self.lanes.facet,):
            here = facet is self.lanes.facet
            spans.append(Span(f"[{facet.value}]" if here else facet.value, Tone.KEY if here else Tone.FAINT))
            spans.append(Span(_GAP))
        left = cells - sum(width(each.text) for each in spans)
        scale = self.scale
        told = "no record has a time" if scale is None else legend(scale, self.lanes.highest(scale))
        return Line((*spans, Span(cut(f" {told}", max(0, left)), Tone.FAINT)))

    def _axis(self, chart: Chart) -> Line:
        name = fit(f"{_GAP * _PIN_CELLS}{self.lanes.facet.value}", chart.before - chart.number - len(_GAP))
        heading = f"{name}{fit_right('n', chart.number)}{_GAP}"
        if self.scale is None:
            return Line((Span(heading, Tone.LABEL),))
        marks = [_GAP] * chart.cells
        under = self.cursor_cells(chart)
        here = None if under is None else under[len(under) // 2]
        for tick in ticks(self.scale, chart.cells):
            there = slice(tick.cell, tick.cell + len(tick.text))
            # A mark over a digit would make another date of it.
            if here is None or not there.start <= here < there.stop:
                marks[there] = tick.text
        if here is None:
            return Line((Span(heading, Tone.LABEL), Span("".join(marks), Tone.FAINT)))
        return Line(
            (
                Span(heading, Tone.LABEL),
                Span("".join(marks[:here]), Tone.FAINT),
                Span(CURSOR, Tone.KEY),
                Span("".join(marks[here + 1 :]), Tone.FAINT),
            )
        )

    def cursor_cells(self, chart: Chart) -> range | None:
        """The cells of the axis under the cursor."""
        if self.minute is None or self.scale is None:
            return None
        return self.scale.cells_of(self.scale.bucket_at(self.minute), chart.cells)

    # The lanes

    @property
    def count(self) -> int:
        """How many lanes there are."""
        return len(self.lanes.lanes)

    def line(self, number: int, cells: int) -> Line:
        """A lane; it means itself, whatever the time."""
        lane = self.lanes.lanes[number]
        chart = Chart.of(self.lanes, cells)
        spans = (
            Span(fit(self._pin(lane), _PIN_CELLS), Tone.KEY),
            Span(fit(lane.indented, chart.label)),
            Span(f"{_GAP}{fit_right(f'{lane.count:,}', chart.number)}{_GAP}", Tone.FAINT),
            Span(self._painted(lane, chart.cells), Tone.STATEMENT),
        )
        return Line(spans, means=lane.condition)

    def _pin(self, lane: Lane) -> str:
        return str(self.pins.index(lane.condition) + 1) if lane.condition in self.pins else ""

    def _painted(self, lane: Lane, cells: int) -> str:
        lanes, scale = self.lanes, self.scale
        return (
            ""
            if scale is None
            else lanes.painted(lane, scale, cells, lambda: painted(lanes, lane, scale, cells))
        )

    def cell_in_words(self, number: int, cells: int) -> str:
        """The cell of a lane under the cursor: whose, when, how many records, how many of them only may be there.

        The name is left out where there is no room for it.
        """
        lane = self.lanes.lanes[number]
        parts: list[str] = []
        if self.scale is not None and self.minute is not None:
            inside = self.lanes.inside(lane, self.scale.around(self.minute))
            parts += [self.scale.label_at(self.minute), _records(inside)]
        undated = self.lanes.undated_in(lane)
        untimed = "undated" if self.lanes.view.order.clock is Clock.DATE else "of no time"
        parts.append(f"{lane.count:,} in all{f', {undated:,} of them {untimed}' if undated else ''}")
        told = " · ".join(parts)
        named = f"{lane.label} · {told}"
        return named if width(named) <= cells else told


def painted(lanes: Lanes, lane: Lane, scale: Scale, cells: int) -> str:
    """A lane on an axis of so many cells."""
    counts, highest = lanes.cells(lane, scale), lanes.highest(scale).records
    # Two buckets may share a cell: the fuller one is shown, so that no record is without a sign.
    under = buckets_under(scale, cells)
    return "".join(block(max(counts[bucket] for bucket in each), highest) for each in under)


def _records(inside: InCell) -> str:
    told = some(inside.records, "record") if inside.records else "no record"
    if not inside.possible:
        return told
    return f"{told}, {'' if inside.possible == inside.records else f'{inside.possible:,} '}only possible"


def block(count: float, highest: float) -> str:
    """The sign of a cell: an eighth of the fullest at least; a dot for less than one record, a blank for none."""
    if count <= _HAIR:
        return " "
    if count < 1 - _HAIR:
        return SHARE
    return BLOCKS[min(len(BLOCKS) - 1, int(count / highest * len(BLOCKS) - _HAIR))]


def article(word: str) -> str:
    """A word with the article that it takes: `an actor`."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def legend(scale: Scale, highest: Highest) -> str:
    """What a cell is, and what the signs in it say."""
    parts = [f"by {scale.grain}"]
    if highest.records >= 1 - _HAIR:
        more = "" if highest.is_sure else " or more"
        parts.append(f"{BLOCKS[-1]} = {f'{highest.records:,.1f}'.removesuffix('.0')}{more}")
    parts.append(f"{SHARE} = part of a longer date")
    return ", ".join(parts)


@lru_cache(8)
def buckets_under(scale: Scale, cells: int) -> tuple[tuple[int, ...], ...]:
    """The buckets that each of so many cells shows, one at least."""
    under: list[list[int]] = [[] for _ in range(cells)]
    for bucket in range(scale.count):
        for cell in scale.cells_of(bucket, cells):
            under[cell].append(bucket)
    return tuple(map(tuple, under))
