"""What an export is told beforehand, and what it tells afterwards."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct, field

from chronoterm.chronology.view import Row

DAMAGED = "damaged"
"""Why a record is left out that cannot be read whole."""


class Meta(Struct, frozen=True):
    """What an export says of itself: its title and when it was made (UTC).

    `columns` are those of a table or CSV, else the usual ones; `cells` the width of a table, none for a file.
    """

    title: str
    made: datetime
    columns: Sequence[str] | None = None
    cells: int | None = None


class Tally(Struct):
    """What became of the records: how many were written, how many of those only may match, and why others were not."""

    written: int = 0
    possible: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def note(self, row: Row) -> None:
        """That a record was written."""
        self.written += 1
        self.possible += row.possible

    def leave_out(self, why: str) -> None:
        """That a record was not written, and why in a word or two: `undated`."""
        self.left_out[why] = self.left_out.get(why, 0) + 1
