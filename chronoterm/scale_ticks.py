"""The labels of an axis of time: as fine as there is room for, and none over another."""

from collections.abc import Iterator
from typing import NamedTuple

from chronoterm.dates.calendar import DAY, minutes_of, month_of
from chronoterm.scale import (
    HOUR,
    Scale,
    Unit,
    begin_of,
    clock_of,
    day_without_year,
    month_without_year,
    number_of,
    round_numbers,
    year_of,
)

_GAP = 1
_MEAN_MONTH = 146_097 * DAY // 4800  # 400 Gregorian years have 4,800 months

_LADDER = (
    (Unit.HOUR, HOUR, (1, 3, 6, 12), len("14:00")),
    (Unit.DAY, DAY, (1,), len("18 Oct")),
    (Unit.WEEK, 7 * DAY, (1,), len("18 Oct")),
    (Unit.MONTH, _MEAN_MONTH, (1, 3, 6), len("2024")),
)
"""Each unit below the year with its mean minutes, how many of it may lie between labels, and their width."""


class Tick(NamedTuple):
    """A label under a line of cells, from `cell` on."""

    cell: int
    text: str


def ticks(scale: Scale, cells: int) -> tuple[Tick, ...]:
    """Labels for an axis of so many cells; where none would stand, the first bucket is named at the left."""
    placed: list[Tick] = []
    before: int | None = None
    unit, every = _spacing(scale, cells)
    for minute in _marks(unit, every, scale):
        cell = scale.cell_of(minute, cells)
        free = placed[-1].cell + len(placed[-1].text) + _GAP if placed else 0
        room = cells - cell if cell >= free else 0
        text = next((each for each in _texts(unit, minute, before) if len(each) <= room), "")
        if text:
            placed.append(Tick(cell, text))
            before = minute
    name = scale.label(0).removeprefix("week of ")
    return tuple(placed) or ((Tick(0, name),) if len(name) <= cells else ())


def _spacing(scale: Scale, cells: int) -> tuple[Unit, int]:
    """The finest unit, and how many of it, between which there is room for labels."""
    span = scale.end - scale.start
    years = max(len(year_of(scale.start)), len(year_of(scale.end - 1)))
    return next(
        (unit, every)
        for unit, minutes, every, width in _steps(years)
        if minutes * every * cells >= (width + _GAP) * span
    )


def _steps(year_width: int) -> Iterator[tuple[Unit, int, int, int]]:
    for unit, minutes, numbers, width in _LADDER:
        yield from ((unit, minutes, every, width) for every in numbers)
    yield from ((Unit.YEAR, 12 * _MEAN_MONTH, every, year_width) for every in round_numbers())


def _marks(unit: Unit, every: int, scale: Scale) -> Iterator[int]:
    """The minutes on the scale at which every so many units begin."""
    first, last = number_of(unit, scale.start) // every, number_of(unit, scale.end - 1) // every
    for number in range(first, last + 2):
        if unit is Unit.YEAR and every > 1:
            # Round years BC are those that people count, and there is no year 0.
            minute = minutes_of(number * every + (number < 0), 1, 1) if number else None
        else:
            minute = begin_of(unit, number * every)
        if minute is not None and scale.start <= minute < scale.end:
            yield minute


def _texts(unit: Unit, minute: int, before: int | None) -> tuple[str, ...]:
    """What a label may say, the fullest first; `before` is the minute of the label to its left."""
    match unit:
        case Unit.HOUR if minute % DAY:
            return (clock_of(minute),)
        case Unit.HOUR | Unit.DAY | Unit.WEEK:
            day = day_without_year(minute)
            same_year = before is not None and month_of(before)[0] == month_of(minute)[0]
            return (day,) if same_year else (f"{day} {year_of(minute)}", day)
        case Unit.MONTH if month_of(minute)[1] > 1:
            month = month_without_year(minute)
            return (month,) if before is not None else (f"{month} {year_of(minute)}", month)
        case _:
            return (year_of(minute),)
