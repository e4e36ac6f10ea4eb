"""In which order a column writes day, month and year: told by numbers that fit one order only, never guessed."""

from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from typing import NamedTuple

from chronoterm.dates.errors import quoted
from chronoterm.importers.incoming import Refused
from chronoterm.importers.tables.dates import Style, orders_of
from chronoterm.importers.tables.errors import DateExample, DateOrder, DateOrderNeededError
from chronoterm.importers.tables.rows import Rows

FIRST_LOOK = 1000
"""Rows that are looked at; a column with no date of numbers alone in them is not searched to its end."""


class Asked(NamedTuple):
    """A column whose order is to be found: its place in a row, its name, and what is known of its dates."""

    place: int
    name: str
    style: Style


class _Evidence:
    """What the cells of one column tell."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.alive = set(DateOrder)
        self.doubtful: DateExample | None = None
        self.against: DateExample | None = None

    def weigh(self, row: int, text: str) -> None:
        readings = orders_of(text, self.asked.style)
        if not readings:
            return
        left = self.alive & set(readings)
        if not left and self.against is None:
            self.against = DateExample(self.asked.name, row, text, readings)
        self.alive = left
        if len(set(readings.values())) > 1 and self.doubtful is None:
            self.doubtful = DateExample(self.asked.name, row, text, readings)

    @property
    def is_decided(self) -> bool:
        return self.against is None and (self.doubtful is None or len(self.alive) == 1)

    @property
    def order(self) -> DateOrder | None:
        """The one order that fits every cell; none where every order does or no cell is numbers alone."""
        return next(iter(self.alive)) if len(self.alive) == 1 else None

    def error(self) -> DateOrderNeededError:
        """What is asked."""
        example = self.against or self.doubtful
        if example is None:
            raise ValueError("nothing is in doubt")
        named = " or ".join(each.text for each in dict.fromkeys(example.readings.values()))
        choices = " or ".join(f"--dates {each.value}" for each in example.readings)
        why = f"may be {named}" if self.against is None else f"is {named}, and other rows need another order"
        return DateOrderNeededError(
            f"column {example.column}, row {example.row}: {quoted(example.text)} {why}; say which with {choices}",
            example,
        )


def find_orders(rows: Rows, columns: Iterable[Asked]) -> dict[int, DateOrder]:
    """The order of each column, by its place in a row, where the dates in it tell one.

    The whole table is read unless its first rows have no date of numbers alone. Raises DateOrderNeededError where
    such dates leave it open, or contradict each other.
    """
    waiting = [_Evidence(each) for each in columns]
    if not waiting or not _worth_it(rows, waiting):
        return {}
    _weigh(rows, waiting, None)
    undecided = next((each for each in waiting if not each.is_decided), None)
    if undecided is not None:
        raise undecided.error()
    return {each.asked.place: each.order for each in waiting if each.order is not None}


def _worth_it(rows: Rows, waiting: list[_Evidence]) -> bool:
    look = [_Evidence(each.asked) for each in waiting]
    _weigh(rows, look, FIRST_LOOK)
    return any(each.alive != set(DateOrder) or each.doubtful for each in look)


def _weigh(rows: Rows, waiting: list[_Evidence], most: int | None) -> None:
    with closing(rows()) as read:
        for row in islice(read, most):
            if not isinstance(row, Refused):
                for each in waiting:
                    each.weigh(row.number, row.cells[each.asked.place].strip())
