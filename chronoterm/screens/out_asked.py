"""What somebody wants to leave the program: a copy, or a file."""

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct

from chronoterm.chronology.view import View


class QuoteCopyAsked(Struct, frozen=True):
    """The quote of a record is to be copied, as it is cited."""

    record_id: str


class ViewCopyAsked(Struct, frozen=True):
    """What is shown is to be copied, or the selected records of it."""

    view: View
    selected: Sequence[str]


class ExportAsked(Struct, frozen=True):
    """A file is to be made of what is shown, of the selected records, or of the one at hand.

    `columns` are those that the list shows, as the sort keys name them.
    """

    view: View
    selected: Sequence[str]
    at_hand: str | None
    columns: Sequence[str] = ()


class StopAsked(Struct, frozen=True):
    """What is being written is to be stopped."""


OutAsked: TypeAlias = QuoteCopyAsked | ViewCopyAsked | ExportAsked | StopAsked
