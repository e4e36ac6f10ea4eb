"""What ends the reading of a table as a whole; what is wrong with one row refuses that row only."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from chronoterm.dates import PartialDate
from chronoterm.problems import ChronotermError


class TableError(ChronotermError):
    """A file cannot be read as a table; the message is one sentence without the name of the file."""


class MapError(TableError):
    """A map is wrong, or does not fit the columns of a table; the message names line and key, or the column."""


class DateOrder(Enum):
    """In which order day, month and year stand where a date is numbers alone."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class DateExample(NamedTuple):
    """A cell that may mean several dates: in which column and row, what it says, and what in each order."""

    column: str
    row: int
    text: str
    readings: Mapping[DateOrder, PartialDate]


class DateOrderNeededError(TableError):
    """A column of dates can be read in several orders, and somebody must say in which; `example` is one of its cells."""

    def __init__(self, message: str, example: DateExample) -> None:
        super().__init__(message)
        self.example = example

    @property
    def orders(self) -> tuple[DateOrder, ...]:
        """The orders that can be chosen."""
        return tuple(self.example.readings)
