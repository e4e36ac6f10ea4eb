"""Moving in time through the rows of a view, and the headings that time gives it."""

from collections.abc import Iterable, Sequence

from pyroaring import BitMap

from chronoterm.chronology.rows import Rows, before
from chronoterm.chronology.view import Direction, Group
from chronoterm.dates import DAY, day_start


def first_from(all_rows: Rows, rows: BitMap, minute: int) -> int | None:
    """The earliest dated row of `rows` that begins at `minute` or later, else the last dated one."""
    dated = before(rows, all_rows.dated)
    return rows[min(before(rows, all_rows.row_from(minute)), dated - 1)] if dated else None


def neighbour_day(all_rows: Rows, rows: BitMap, row: int, direction: Direction) -> int | None:
    """The first row of the next day, earlier or later, that has rows; none at the end."""
    found = _later(all_rows, rows, row) if direction is Direction.LATER else _earlier(all_rows, rows, row)
    return rows[found] if found is not None else None


def groups(all_rows: Rows, rows: BitMap, *, reverse: bool) -> Sequence[Group]:
    """The headings over `rows` in chronological order or its reverse; the undated stay last."""
    bounds = (*(group.first for group in all_rows.months), len(all_rows.entries))
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


def _day_of(all_rows: Rows, row: int) -> int:
    """The first minute of a row's day; dates without a beginning share the earliest, undated rows the latest."""
    return day_start(all_rows.starts[row])


def _later(all_rows: Rows, rows: BitMap, row: int) -> int | None:
    found = before(rows, all_rows.row_from(_day_of(all_rows, row) + DAY))
    return found if found < before(rows, all_rows.dated) else None


def _earlier(all_rows: Rows, rows: BitMap, row: int) -> int | None:
    earlier = before(rows, all_rows.row_from(_day_of(all_rows, row)))
    return before(rows, all_rows.row_from(_day_of(all_rows, rows[earlier - 1]))) if earlier else None
