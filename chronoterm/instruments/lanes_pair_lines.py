"""Two lanes beside each other in lines: the time at the left, then a column for each."""

from collections.abc import Sequence

from msgspec import Struct

from chronoterm.cells import fit, width
from chronoterm.chronology.view import Row
from chronoterm.instruments.lanes_pair import Pair
from chronoterm.instruments.told import counted_line, some
from chronoterm.records import Entry
from chronoterm.spans import Line, Span, Tone, glyph
from chronoterm.terms import Clock, Condition
from chronoterm.text import clean

POSSIBLE, UNREVIEWED = "~", "?"
AT_THE_LATEST = "≤"
HERE = "▶"
_BETWEEN = " │ "
_EMPTY = "–"
_LEAST = 4


class PairTold(Struct, frozen=True, dict=True):
    """What two lanes tell beside each other; `side` (0 or 1) is the one that the cursor is in, if there is one."""

    pair: Pair
    side: int | None = 0

    @property
    def title(self) -> str:
        """Who stands beside whom."""
        about = ", by the time spoken of" if self._is_about else ""
        return f"{self.pair.left.label} beside {self.pair.right.label}{about}"

    @property
    def _is_about(self) -> bool:
        return self.pair.left.view.order.clock is Clock.ABOUT

    def count_all(self) -> str:
        """Count all that does not depend on where the cursor is, so that it is there when this is painted."""
        return f"{self.counted} {self.pair.longest_label}"

    @property
    def counted(self) -> str:
        """How many records each lane has, and how many units of time have none."""
        pair = self.pair
        left, right = pair.sides
        told = f"{some(left.view.count, 'record')} of {left.label}, {right.view.count:,} of {right.label}"
        told += f", {pair.both:,} of them in both" if pair.both else ""
        if pair.scale is not None:
            unit = pair.scale.unit
            told += f"; {pair.empty:,} of {some(pair.scale.count, unit.value, unit.plural)} without any"
        hidden = left.view.hidden + right.view.hidden
        return counted_line(f"{told}; each where its date begins", (hidden, "only possible"))

    # Columns

    @property
    def _time(self) -> int:
        """The cells of the time at the left."""
        return max(_LEAST, self.pair.longest_label)

    def _column(self, cells: int) -> int:
        return max(_LEAST, (cells - self._time - 1 - width(_BETWEEN)) // 2)

    def side_cells(self, cells: int) -> range:
        """The cells of the column that the cursor is in, of a line of so many cells; none without a cursor."""
        if self.side is None:
            return range(0)
        column = self._column(cells)
        start = self._time + 1 + self.side * (column + width(_BETWEEN))
        return range(start, start + column)

    def head(self, cells: int) -> Sequence[Line]:
        """What the columns are of; a mark at the one that the cursor is in."""
        column = self._column(cells)
        unit = self.pair.scale.unit.value if self.pair.scale else "time"
        spans = [Span(f"{fit(unit, self._time)} ", Tone.LABEL)]
        for number, side in enumerate(self.pair.sides):
            here = number == self.side
            mark = "" if self.side is None else f"{HERE if here else ' '} "
            name = f"{mark}{side.label} · {side.view.count:,}"
            spans.append(Span(fit(name, column), Tone.KEY if here else Tone.LABEL))
            spans.append(Span("" if number else _BETWEEN, Tone.FAINT))
        return (Line(tuple(spans)),)

    # Lines

    @property
    def condition(self) -> Condition | None:
        """The lane that the cursor is in."""
        return None if self.side is None else self.pair.sides[self.side].condition

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self.pair.count

    def line(self, number: int, cells: int) -> Line:
        """A line of both columns; it leads to the record on the side of the cursor, and means that lane."""
        section, offset = self.pair.place(number)
        label = self.pair.label(section)
        rows = [self.pair.row(number, side) for side in (0, 1)]
        column = self._column(cells)
        here = None if self.side is None else rows[self.side]
        return Line(
            (
                Span(
                    fit("" if offset else label, self._time) + " ", Tone.HEADLINE if any(rows) else Tone.FAINT
                ),
                *_record(rows[0], label, column),
                Span(_BETWEEN, Tone.FAINT),
                *_record(rows[1], label, column),
            ),
            None if here is None else here.entry.id,
            self.condition,
        )


def _record(row: Row | None, unit: str, cells: int) -> tuple[Span, ...]:
    """A record in so many cells: its kind, what is uncertain, its date where the line does not tell it, its headline."""
    if row is None:
        return (Span(fit("", cells)),)
    entry = row.entry
    marks = f"{POSSIBLE if row.possible else ''}{UNREVIEWED if entry.is_unreviewed else ''}"
    date = _date(entry, unit)
    sign = glyph(entry)
    return (sign, Span(fit(f"{marks} {date}{clean(entry.headline)}", cells - width(sign.text))))


def _date(entry: Entry, unit: str) -> str:
    """What a line that is of a unit of time leaves open of a record's date."""
    label = entry.date_label
    if label == unit:
        return ""
    return f"{AT_THE_LATEST} " if label == f"{AT_THE_LATEST} {unit}" else f"{label} · "
