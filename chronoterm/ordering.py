"""The order of a view: by a column, and by others where that one does not decide."""

from enum import Enum
from typing import NamedTuple

from msgspec import Struct


class SortKey(Enum):
    """A column that a chronology can be put in order by."""

    DATE = "date"
    KIND = "kind"
    ACTOR = "actor"
    HEADLINE = "headline"
    PLACE = "place"
    SOURCE = "source"


class Sorting(NamedTuple):
    """One column to sort by, and whether the other way round."""

    key: SortKey
    reverse: bool = False


class Order(Struct, frozen=True):
    """The columns a view is sorted by, the first deciding; what they leave open stands in chronological order.

    What has no value in a column comes last in either direction.
    """

    key: SortKey = SortKey.DATE
    reverse: bool = False
    then: tuple[Sorting, ...] = ()

    @property
    def columns(self) -> tuple[Sorting, ...]:
        """All columns, the most important first."""
        return (Sorting(self.key, self.reverse), *self.then)

    @property
    def by_time(self) -> bool:
        """Whether the records stand as time or its reverse has them, so that months can be headings."""
        return self.key is SortKey.DATE

    def reversed(self) -> "Order":
        """The first column in the other direction."""
        return Order(self.key, not self.reverse, self.then)

    def and_then(self, key: SortKey) -> "Order":
        """With a column more; one that is in it already is turned round where it stands."""
        columns = tuple(Sorting(each.key, each.reverse != (each.key is key)) for each in self.columns)
        if all(each.key is not key for each in columns):
            columns = (*columns, Sorting(key))
        return order_by(*columns)


CHRONOLOGICAL = Order()


def order_by(first: Sorting, *others: Sorting) -> Order:
    """The order of some columns; one that comes again decides nothing and is left out."""
    kept = {first.key: first}
    for each in others:
        kept.setdefault(each.key, each)
    return Order(first.key, first.reverse, tuple(kept.values())[1:])
