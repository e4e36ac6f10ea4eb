"""What is briefed: records one after another, of a view or of a saved briefing."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from chronoterm.chronology.view import Chronology, Row, View
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import Query
from chronoterm.wording import records_in_words

MOST_RECORDS = 500
"""Records of a saved briefing; nobody reads more of them out."""


class Briefed(Protocol):
    """Records in an order. Positions count from 0."""

    @property
    def count(self) -> int:
        """How many records there are to show."""

    @property
    def lacking(self) -> str:
        """What is not there any more of what was chosen, in words; empty where all of it is."""

    def row(self, position: int) -> Row:
        """What a list shows of a record."""

    def position(self, record_id: str) -> int | None:
        """Where a record stands; none where it is not among them."""

    def nearest(self, record_id: str) -> int | None:
        """Where a record stands, else another one that is near to it in time, if any can be told."""


class OfView:
    """The records of a view, in its order."""

    lacking = ""

    def __init__(self, view: View) -> None:
        self._view = view
        self.count = view.count

    def row(self, position: int) -> Row:
        """What a list shows of a record."""
        return self._view.window(position, 1)[0]

    def position(self, record_id: str) -> int | None:
        """Where a record stands; none where it is not in the view."""
        return self._view.position(record_id)

    def nearest(self, record_id: str) -> int | None:
        """Where a record stands, else the next in time."""
        return self._view.nearest(record_id)


class Missing(NamedTuple):
    """The chosen records that cannot be shown: deleted since, or not known on the day that is asked for."""

    gone: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class OfChosen:
    """Chosen records in the order in which they were put, whatever is filtered."""

    def __init__(self, chronology: Chronology, ids: Sequence[str], query: Query) -> None:
        """Of `query` counts only what was known on the day that it asks for."""
        self._known = chronology.view(query.of_all, CHRONOLOGICAL)
        everything = self._known if query.as_of is None else chronology.view(Query(), CHRONOLOGICAL)
        self.ids = tuple(each for each in ids if self._known.position(each) is not None)
        lost = [each for each in ids if self._known.position(each) is None]
        self.missing = Missing(
            tuple(each for each in lost if everything.position(each) is None),
            tuple(each for each in lost if everything.position(each) is not None),
        )
        self.count = len(self.ids)
        self._of = len(ids)

    @property
    def lacking(self) -> str:
        """How many of them are not there, and the first of those that are gone."""
        gone, unknown = self.missing
        parts = []
        if gone:
            more = f" and {len(gone) - 1:,} more" if len(gone) > 1 else ""
            are = "is" if len(gone) == 1 else "are"
            parts.append(f"{len(gone):,} of {self._of:,} {are} gone: {gone[0]}{more}")
        if unknown:
            were = "was" if len(unknown) == 1 else "were"
            parts.append(f"{len(unknown):,} of {self._of:,} {were} not known then")
        return "; ".join(parts)

    def row(self, position: int) -> Row:
        """What a list shows of a record."""
        place = self._known.position(self.ids[position])
        if place is None:
            raise KeyError(self.ids[position])
        return self._known.window(place, 1)[0]

    def position(self, record_id: str) -> int | None:
        """Where a record stands; none where it is not among them."""
        return self.ids.index(record_id) if record_id in self.ids else None

    def nearest(self, record_id: str) -> int | None:
        """Where a record stands: those around one that is gone are not those near to it in time."""
        return self.position(record_id)


def place_in_words(position: int, count: int) -> str:
    """Where somebody is: `3 of 9`."""
    return f"{position + 1:,} of {count:,}" if count else records_in_words(0)
