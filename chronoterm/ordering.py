"""The order of a view: by a column, and by others where that one does not decide."""

from collections.abc import Collection
from enum import Enum
from typing import NamedTuple

from msgspec import Struct

from chronoterm.terms import Clock


class SortKey(Enum):
    """A column that a chronology can be put in order by."""

    DATE = "date"
    KIND = "kind"
    ACTOR = "actor"
    HEADLINE = "headline"
    PLACE = "place"
    SOURCE = "source"
    ABOUT = "about"
    LAG = "lag"
    ORIGINS = "origins"


EVIDENT = frozenset((SortKey.ABOUT, SortKey.LAG, SortKey.ORIGINS))
"""The columns of what no entry tells: the records themselves have to be read for them."""

_CLOCKS = {SortKey.DATE: Clock.DATE, SortKey.ABOUT: Clock.ABOUT, SortKey.LAG: Clock.ABOUT}


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
        """Whether the records stand as a clock or its reverse has them, so that months can be headings."""
        return self.key in (SortKey.DATE, SortKey.ABOUT)

    @property
    def clock(self) -> Clock:
        """Which time the view goes by: that of the first column that tells one, else the date.

        The lag is told where the time spoken of is.
        """
        return next((_CLOCKS[each.key] for each in self.columns if each.key in _CLOCKS), Clock.DATE)

    @property
    def is_evident(self) -> bool:
        """Whether records have to be read for it."""
        return any(each.key in EVIDENT for each in self.columns)

    @property
    def told_by_entries(self) -> "Order":
        """The same without the columns that records have to be read for."""
        left = [each for each in self.columns if each.key not in EVIDENT]
        return order_by(*left) if left else CHRONOLOGICAL

    def leaves_out(self, keys: Collection[SortKey]) -> bool:
        """Whether it goes by none of some columns."""
        return not any(each.key in keys for each in self.columns)

    def by_clock(self, clock: Clock) -> "Order":
        """The same order by a clock: its column takes the place of the other one's, in the direction of that.

        An order without any time is followed by that of the clock; one that ends in chronological order says nothing
        of it, since what is equal stands so anyway.
        """
        key = SortKey.ABOUT if clock is Clock.ABOUT else SortKey.DATE
        columns = [each._replace(key=key) if each.key in _CLOCKS else each for each in self.columns]
        if all(each.key is not key for each in columns):
            columns.append(Sorting(key))
        made = order_by(*columns)
        if made.then and made.columns[-1] == Sorting(SortKey.DATE):
            return order_by(*made.columns[:-1])
        return made

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


def order_of(clock: Clock) -> Order:
    """The plain order by a clock."""
    return CHRONOLOGICAL.by_clock(clock)


def order_by(first: Sorting, *others: Sorting) -> Order:
    """The order of some columns; one that comes again decides nothing and is left out."""
    kept = {first.key: first}
    for each in others:
        kept.setdefault(each.key, each)
    return Order(first.key, first.reverse, tuple(kept.values())[1:])
