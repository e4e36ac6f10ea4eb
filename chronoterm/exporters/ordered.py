"""Records to be exported in an order of their own, as somebody has put them."""

from collections.abc import Iterator, Sequence

from chronoterm.chronology.view import Row
from chronoterm.ordering import Order, Sorting
from chronoterm.query import Query


class OwnOrder(Order, frozen=True):
    """An order that no column decides."""

    @property
    def columns(self) -> tuple[Sorting, ...]:
        """None."""
        return ()

    @property
    def by_time(self) -> bool:
        """Whether headings of time can stand over the records: no, since they stand as somebody has put them."""
        return False


class ChosenInOrder:
    """Chosen rows as they stand; `query` says as of when they were known."""

    of_view = None
    order: Order = OwnOrder()

    def __init__(self, rows: Sequence[Row], query: Query) -> None:
        self._rows = rows
        self._numbers = {row.entry.id: number for number, row in enumerate(rows, start=1)}
        self.query = query
        self.number = len(rows)

    def rows(self) -> Iterator[Row]:
        """Each of them."""
        return iter(self._rows)

    def number_of(self, record_id: str) -> int | None:
        """The number of a record among them, from 1."""
        return self._numbers.get(record_id)
