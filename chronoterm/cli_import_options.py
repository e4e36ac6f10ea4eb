"""What `chronoterm import` was asked to do."""

from pathlib import Path
from typing import NamedTuple

from chronoterm.intake.writing import Updates


class Options(NamedTuple):
    """The options of the command, as they were given."""

    store: Path | None = None
    map: Path | None = None
    dates: str | None = None
    published: str | None = None
    proposals: str | None = None
    accept: str | None = None
    updates: Updates = Updates.UNEDITED
    dry: bool = False
    yes: bool = False
