"""What the program is meant to reach, and whether it did."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench import micro, ours, peers
from bench.figures import Figures, Key, Spread
from bench.ours import NAME, SAMPLE
from bench.steps import (
    FILTER,
    FIRST_ROWS,
    LOADED,
    MEMORY,
    MOVE,
    MOVE_BYTES,
    PAGE,
    PAGE_BYTES,
    SORT,
    TYPED,
)

TINYDB = "plain TinyDB"
NOT_MEASURED = "not measured"
SAMPLE_ROWS = Key(SAMPLE, 0, FIRST_ROWS)


class Judged(NamedTuple):
    """A demand, what was measured for it, and whether that is enough; none where something was not measured."""

    at: int
    what: str
    demand: str
    measured: str
    is_met: bool | None


class Judge:
    """Compares the figures at one number of records with what is demanded."""

    def __init__(self, figures: Figures, records: int) -> None:
        self._figures = figures
        self._records = records

    def all(self) -> Iterator[Judged]:
        """The demands that are measured at this number of records, one by one."""
        yield from self._starting()
        yield from self._answering()
        yield from self._moving()
        yield from self._sorting()
        yield from self._keeping()

    def first_paint(self) -> Iterator[Judged]:
        """Those that are measured at lower numbers as well."""
        yield self._against("first rows, index kept", FIRST_ROWS, 1.5, SAMPLE_ROWS)
        yield self._against("… and ahead of VisiData", FIRST_ROWS, 1, self._of(peers.VISIDATA, FIRST_ROWS))

    def _starting(self) -> Iterator[Judged]:
        yield from self.first_paint()
        yield self._against("first rows, no index", ours.COLD_ROWS, 3, SAMPLE_ROWS)
        yield self._against(
            "facets, orders and dates ready, no index", ours.FACETS, 0.25, Key(TINYDB, self._records, LOADED)
        )
        yield self._against("words ready, no index", ours.WORDS, 1.2, Key(TINYDB, self._records, LOADED))

    def _answering(self) -> Iterator[Judged]:
        fzf, visidata = self._of(peers.FZF, TYPED), self._of(peers.VISIDATA, FILTER)
        yield self._late("facet filter, Enter to paint, p95", FILTER, 50)
        yield self._against("… against a key typed in fzf", FILTER, 0.1, fzf)
        yield self._late("each key of a typed filter, p95", TYPED, 50)
        yield self._against("… against fzf", TYPED, 0.1, fzf)
        yield self._against("… against a filter of VisiData", TYPED, 0.02, visidata)
        yield self._late("picker with 3,000 values opens, p95", ours.PICKER, 60)

    def _moving(self) -> Iterator[Judged]:
        yield self._median("cursor move, p50", MOVE, 6)
        yield self._late("cursor move, p95", MOVE, 15)
        yield self._median("cursor move, the list", MOVE_BYTES, 500, "bytes")
        yield self._median("cursor move, the detail at rest", ours.REST_BYTES, 4_000, "bytes")
        yield self._median("page down, p50", PAGE, 15)
        yield self._median("page down, the list", PAGE_BYTES, 8_000, "bytes")
        for name, measure in (("G", ours.END), ("g", ours.BEGINNING), ("go to a date", ours.DATE)):
            yield self._median(f"{name}, p50", measure, 20)
        yield self._most("a key held for 2 s at 30 Hz: last frame after the last key", ours.HOLD, 50)
        yield self._longest()

    def _sorting(self) -> Iterator[Judged]:
        # VisiData sorts in the background and says nothing meanwhile, so that its end cannot be told.
        yield self._median("first sort by another column, p50", SORT, 400)
        yield self._median("the same sort again, p50", ours.SORT_AGAIN, 50)

    def _keeping(self) -> Iterator[Judged]:
        yield self._late("edit acknowledged, p95", ours.EDIT, 20)
        yield self._most("… the first one of a session", ours.FIRST_EDIT, None)
        yield self._most("edit seen by another session", ours.SEEN, 1000)
        yield self._most("peak memory while reading", MEMORY, 150, "MB")
        yield self._most("peak memory while the index is built", ours.BUILDING, 1500, "MB")
        yield self._most("index on disk", ours.INDEX, 25, "% of the store")

    def _of(self, peer: peers.Peer, measure: str) -> Key:
        return Key(peer.name, self._records, measure)

    def _median(self, what: str, measure: str, most: float, unit: str = "ms") -> Judged:
        spread = self._figures.spread(NAME, self._records, measure)
        return self._held(what, None if spread is None else spread.median, spread, most, unit)

    def _late(self, what: str, measure: str, most: float) -> Judged:
        spread = self._figures.spread(NAME, self._records, measure)
        return self._held(what, None if spread is None else spread.late, spread, most, "ms")

    def _most(self, what: str, measure: str, most: float | None, unit: str = "ms") -> Judged:
        spread = self._figures.spread(NAME, self._records, measure)
        return self._held(what, None if spread is None else spread.most, spread, most, unit)

    def _held(
        self, what: str, value: float | None, spread: Spread | None, most: float | None, unit: str
    ) -> Judged:
        """A figure against the most that it may be."""
        demand = "–" if most is None else f"≤ {most:,} {unit}"
        if value is None or spread is None:
            return Judged(self._records, what, demand, NOT_MEASURED, None)
        measured = f"{number(value)} {unit} {extent(spread)}"
        return Judged(self._records, what, demand, measured, None if most is None else value <= most)

    def _against(self, what: str, measure: str, most: float, other: Key) -> Judged:
        """The median of a measure against that of another one."""
        spread = self._figures.spread(NAME, self._records, measure)
        theirs = self._figures.median(*other)
        demand = f"≤ {most:g} × {other.program}"
        if spread is None or theirs is None:
            return Judged(self._records, what, demand, NOT_MEASURED, None)
        ratio = spread.median / theirs
        measured = f"{ratio:.3g} × ({number(spread.median)} ms {extent(spread)} / {number(theirs)} ms)"
        return Judged(self._records, what, demand, measured, ratio <= most)

    def _longest(self) -> Judged:
        spread = self._figures.spread(NAME, self._records, ours.STALL)
        what, demand = "moving for a minute: the longest against the median", "≤ 2 ×"
        if spread is None:
            return Judged(self._records, what, demand, NOT_MEASURED, None)
        ratio = spread.most / spread.median
        told = f"{ratio:.1f} × ({number(spread.most)} / {number(spread.median)} ms, p95 {number(spread.late)} ms)"
        return Judged(self._records, what, demand, told, ratio <= 2)


def growth(figures: Figures, sizes: Sequence[int]) -> Iterator[Judged]:
    """What must cost the same at any number of records, within a factor of two."""
    measures = [(NAME, each, each) for each in (FILTER, MOVE, PAGE)]
    for program, measure, what in (*measures, (micro.NAME, micro.WINDOW, micro.WINDOW)):
        medians = [figures.median(program, each, measure) for each in sizes]
        told = " / ".join("–" if each is None else number(each) for each in medians)
        there = [each for each in medians if each is not None]
        factor = max(there) / min(there) if len(there) > 1 else None
        measured = f"{told} ms" if factor is None else f"{told} ms: factor {factor:.1f}"
        is_met = None if factor is None else factor <= 2
        yield Judged(sizes[-1], f"growth: {what}", "factor ≤ 2", measured, is_met)


def number(value: float) -> str:
    """A number with as many places as it is worth."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3g}"


def extent(spread: Spread) -> str:
    """The least and the most of several samples."""
    return f"[{number(spread.least)}–{number(spread.most)}]" if spread.number > 1 else ""
