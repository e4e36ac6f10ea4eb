"""Moving in time through the rows of a view, and the headings that time gives it.

Rows are numbered here as one of the clocks has them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from chronoterm.chronology.abouts import Abouts
from chronoterm.chronology.in_time import InTime
from chronoterm.chronology.rows import Rows, before
from chronoterm.chronology.view import Direction, Group
from chronoterm.dates import DAY, LATEST, day_start

SILENT = "speaks of no time"
"""What stands over the records that the clock of the times spoken of knows nothing of."""


class Dial(NamedTuple):
    """The rows of a view as a clock numbers them: what lies on its `line`, and their `numbers` there.

    `rows` has the row of each number, `of` the number of each row; one that the clock does not know has a number
    beyond all.
    """

    line: InTime
    numbers: BitMap
    rows: Sequence[int]
    of: Sequence[int]

    @classmethod
    def by_date(cls, all_rows: Rows, rows: BitMap) -> "Dial":
        """Some rows by their dates, as they are numbered anyway."""
        same = range(len(all_rows.starts))
        return cls(all_rows, rows, same, same)

    @classmethod
    def by_about(cls, abouts: Abouts, rows: BitMap) -> "Dial":
        """Some rows by the times that they speak of."""
        return cls(abouts, abouts.numbered(rows), abouts.rows, abouts.numbers)

    @property
    def known(self) -> int:
        """How many of the rows have a time by the clock."""
        return before(self.numbers, self.line.dated)

    def find(self, minute: int) -> int | None:
        """The earliest row from `minute` on, else the last that the clock knows."""
        number = first_from(self.line, self.numbers, minute)
        return None if number is None else self.rows[number]

    def neighbour_day(self, row: int, direction: Direction) -> int | None:
        """The first row of the next day, earlier or later, that has rows; none at the end."""
        number = neighbour_day(self.line, self.numbers, self.of[row], direction)
        return None if number is None else self.rows[number]

    def groups(self, count: int, *, reverse: bool) -> Sequence[Group]:
        """The headings over `count` rows in the order of the clock or its reverse; those that it does not know last."""
        known = groups(self.line, self.numbers, reverse=reverse)
        return known if len(self.numbers) == count else (*known, Group(len(self.numbers), SILENT))


def first_from(all_rows: InTime, rows: BitMap, minute: int) -> int | None:
    """The earliest dated row of `rows` that begins at `minute` or later, else the last dated one."""
    dated = before(rows, all_rows.dated)
    return rows[min(before(rows, all_rows.row_from(minute)), dated - 1)] if dated else None


def neighbour_day(all_rows: InTime, rows: BitMap, row: int, direction: Direction) -> int | None:
    """The first row of the next day, earlier or later, that has rows; none at the end."""
    found = _later(all_rows, rows, row) if direction is Direction.LATER else _earlier(all_rows, rows, row)
    return rows[found] if found is not None else None


def groups(all_rows: InTime, rows: BitMap, *, reverse: bool) -> Sequence[Group]:
    """The headings over `rows` in chronological order or its reverse; the undated stay last."""
    bounds = (*(group.first for group in all_rows.months), len(all_rows.starts))
    sizes = (
        (group, rows.range_cardinality(group.first, end))
        for group, end in zip(all_rows.months, bounds[1:], strict=True)
    )
    held = [(group, size) for group, size in sizes if size]
    if reverse:
        held.sort(key=lambda each: (each[0].first >= all_rows.dated, -each[0].first))
    return tuple(_placed(held))


def _placed(held: Iterable[tuple[Group, int]]) -> Iterable[Group]:
    first = 0
    for group, size in held:
        yield Group(first, group.title)
        first += size


def _day_of(all_rows: InTime, row: int) -> int:
    """The first minute of a row's day; dates without a beginning share the earliest, what has no time the latest."""
    return day_start(all_rows.starts[row] if row < all_rows.dated else LATEST)


def _later(all_rows: InTime, rows: BitMap, row: int) -> int | None:
    found = before(rows, all_rows.row_from(_day_of(all_rows, row) + DAY))
    return found if found < before(rows, all_rows.dated) else None


def _earlier(all_rows: InTime, rows: BitMap, row: int) -> int | None:
    earlier = before(rows, all_rows.row_from(_day_of(all_rows, row)))
    return before(rows, all_rows.row_from(_day_of(all_rows, rows[earlier - 1]))) if earlier else None
