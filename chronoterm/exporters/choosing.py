"""What is to be exported: the records of a view, or some that somebody chose, in windows so that memory stays small."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from chronoterm.chronology.view import Chronology, Row, View
from chronoterm.documents import DocumentError
from chronoterm.ordering import CHRONOLOGICAL, Order
from chronoterm.query import ALL, Query

WINDOW = 256
"""Rows that are in memory at a time."""


class Chosen(Protocol):
    """Records in an order, which can be gone through more than once."""

    @property
    def query(self) -> Query:
        """What they match."""

    @property
    def order(self) -> Order:
        """How they stand."""

    @property
    def number(self) -> int:
        """How many there are."""

    @property
    def of_view(self) -> tuple[int, int, int] | None:
        """How many match, may match and are hidden, where all that match or the first of them are chosen; else none."""

    def rows(self) -> Iterator[Row]:
        """Each of them, from the first on."""

    def number_of(self, record_id: str) -> int | None:
        """The number of a record among them, from 1; none if it is not chosen."""


class ChosenView:
    """The records of a view, or the first of them up to `limit`."""

    def __init__(self, view: View, limit: int | None = None) -> None:
        self._view = view
        self.query = view.query
        self.order = view.order
        self.number = view.count if limit is None else min(limit, view.count)

    @property
    def of_view(self) -> tuple[int, int, int]:
        """How many match, may match and are hidden."""
        return self._view.count, self._view.possible, self._view.hidden

    def rows(self) -> Iterator[Row]:
        """Each of them, in the order of the view."""
        for first in range(0, self.number, WINDOW):
            yield from self._view.window(first, min(WINDOW, self.number - first))

    def number_of(self, record_id: str) -> int | None:
        """The number of a record among them, from 1."""
        place = self._view.position(record_id)
        return place + 1 if place is not None and place < self.number else None


class ChosenRecords:
    """Records chosen by their ids: those in the view as they stand there, then the others as they were named.

    What has no record is in `missing`. A damaged record that is not in the view is missing too.
    """

    of_view = None

    def __init__(self, chronology: Chronology, ids: Sequence[str], view: View | None = None) -> None:
        self.query = ALL if view is None else view.query
        self.order = CHRONOLOGICAL if view is None else view.order
        self.missing: list[str] = []
        self._view = view
        self._places: list[int] = []
        self._others: dict[str, Row] = {}
        for each in dict.fromkeys(ids):
            place = None if view is None else view.position(each)
            if place is not None:
                self._places.append(place)
                continue
            try:
                self._others[each] = Row(chronology.record(each))
            except (KeyError, DocumentError):
                self.missing.append(each)
        self._places.sort()
        self.number = len(self._places) + len(self._others)

    def rows(self) -> Iterator[Row]:
        """Each of them."""
        if self._view is not None:
            for first, number in _runs(self._places):
                yield from self._view.window(first, number)
        yield from self._others.values()

    def number_of(self, record_id: str) -> int | None:
        """The number of a record among them, from 1."""
        place = None if self._view is None else self._view.position(record_id)
        if place is not None:
            number = bisect_left(self._places, place)
            return number + 1 if self._places[number : number + 1] == [place] else None
        if record_id not in self._others:
            return None
        return len(self._places) + 1 + list(self._others).index(record_id)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ascending places as runs of neighbours: where each begins, and how many there are, WINDOW at most."""
    first = number = 0
    for place in places:
        if number and (place != first + number or number == WINDOW):
            yield first, number
            number = 0
        if not number:
            first = place
        number += 1
    if number:
        yield first, number


class WatchedRecords:
    """Chosen records of which is told how many were gone through, all passes counted."""

    def __init__(self, chosen: Chosen, tell: Callable[[int], object]) -> None:
        self._chosen = chosen
        self._tell = tell
        self._done = 0
        self.query = chosen.query
        self.order = chosen.order
        self.number = chosen.number
        self.of_view = chosen.of_view

    def rows(self) -> Iterator[Row]:
        """Each of them, from the first on."""
        for row in self._chosen.rows():
            self._done += 1
            self._tell(self._done)
            yield row

    def number_of(self, record_id: str) -> int | None:
        """The number of a record among them, from 1."""
        return self._chosen.number_of(record_id)
