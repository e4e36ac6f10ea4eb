"""What a store has that needs somebody's attention, and the errors that end a command."""

from enum import Enum
from typing import NamedTuple

BAD_INPUT = 2
"""The exit code for what cannot be read or was not understood."""


class ChronotermError(Exception):
    """Something that a person must hear about in one sentence; ends a command with exit code 2."""

    @property
    def brief(self) -> str:
        """The sentence for a screen, where there is little room and no doubt which store is meant."""
        return str(self)


class Severity(Enum):
    """Whether a record is left out of the chronology, shown with a flaw, or only worth a remark."""

    LEFT_OUT = "left out"
    FLAWED = "flawed"
    NOTE = "note"


BESIDE = ("journal", "folder")
"""What stands in the place of a table for a problem that is beside the file of a store."""


class Problem(NamedTuple):
    """One thing that is wrong in a store or beside it, and where."""

    severity: Severity
    table: str
    document: str
    field: str
    why: str

    def __str__(self) -> str:
        place = f"table {self.table}, document {self.document}"
        if self.table in BESIDE:
            is_line = self.document.startswith("line ")
            place = f"{self.table}, {self.document}" if is_line else self.table
        return f"{place}{f', {self.field}' if self.field else ''}: {self.why}"
