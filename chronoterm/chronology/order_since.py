"""What changed since rows were sorted: which of them stand as they stood, and where the others belong."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice, repeat
from typing import NamedTuple, TypeVar

from pyroaring import BitMap

from chronoterm.chronology.order_sorted import Sorted
from chronoterm.chronology.renumbering import Renumbering

Precedes = Callable[[int, int], bool]
"""Whether a row, as rows are numbered now, stands before another."""

Value = TypeVar("Value")


class Since:
    """How the rows that were sorted are numbered now, and the `fresh` ones, which came or are called otherwise."""

    def __init__(self, renumbering: Renumbering, fresh: BitMap) -> None:
        self.renumbering = renumbering
        self.fresh = fresh

    @classmethod
    def nothing(cls, total: int) -> "Since":
        """No change of `total` rows."""
        return cls(Renumbering.still(total), BitMap())

    def after(self, renumbering: Renumbering, come: BitMap) -> "Since":
        """The same after a change more, in which some rows come to new places."""
        left = BitMap([now for row in self.fresh if (now := renumbering.row(row)) is not None])
        return Since(self.renumbering.then(renumbering), left | come)

    @cached_property
    def is_nothing(self) -> bool:
        """Whether all rows stand as they were sorted."""
        return not self.fresh and self.renumbering.is_still

    @property
    def lost(self) -> int:
        """How many rows that were sorted are gone, or fresh."""
        return self.renumbering.total - self.renumbering.new_total + len(self.fresh)

    def sorted(self, rows: BitMap) -> BitMap:
        """Those of some rows that stand as they were sorted, under the numbers they had then."""
        return self.renumbering.back.rows(rows - self.fresh)

    def then(self, row: int) -> int:
        """The number that a row, which is not fresh, had then."""
        then = self.renumbering.back.row(row)
        return row if then is None else then

    def now(self, row: int) -> int | None:
        """The number now of a row that was sorted; none where it does not stand so any more."""
        now = self.renumbering.row(row)
        return None if now is None or now in self.fresh else now

    def all_now(self, rows: Sequence[int]) -> Sequence[int]:
        """The numbers now of rows that stand as they were sorted."""
        if self.renumbering.is_still:
            return rows
        return [now for row in rows if (now := self.renumbering.row(row)) is not None]

    def as_sorted(self, now: Iterable[Value], none: Value) -> Iterator[Value]:
        """What the rows have now, in the order of the rows as they were sorted; `none` for those that are gone."""
        values, row, at = iter(now), 0, 0
        for start, end, shift in self.renumbering.runs:
            yield from repeat(none, start - row)
            yield from islice(values, start + shift - at, end + shift - at)
            row, at = end, end + shift
        yield from repeat(none, self.renumbering.total - row)


class Placed(NamedTuple):
    """The fresh rows in an order, and for each the number of sorted rows it comes after, gone ones included."""

    numbers: Sequence[int] = ()
    rows: Sequence[int] = ()

    def after(self, renumbering: Renumbering, come: BitMap) -> "Placed":
        """The same after a change, without those that left their places or are to be put in new ones."""
        left = [
            (number, now)
            for number, row in zip(self.numbers, self.rows, strict=True)
            if (now := renumbering.row(row)) is not None and now not in come
        ]
        return Placed([number for number, _ in left], [row for _, row in left])

    def with_rows(self, come: Iterable[int], made: Sorted, since: Since, precedes: Precedes) -> "Placed":
        """These and others, each first put among these, so that it needs to be looked for only between two."""
        numbers, rows = list(self.numbers), list(self.rows)
        for row in come:
            at = bisect_left(rows, True, key=partial(precedes, row))
            low = numbers[at - 1] if at else 0
            high = numbers[at] if at < len(rows) else len(made.rows)
            numbers.insert(at, _number(row, made, since, precedes, (low, high)))
            rows.insert(at, row)
        return Placed(numbers, rows)


def _number(row: int, made: Sorted, since: Since, precedes: Precedes, between: tuple[int, int]) -> int:
    """After how many of the sorted rows a fresh one stands; those that are gone tell nothing and are passed by."""
    low, high = between
    while low < high:
        middle = at = (low + high) // 2
        while at < high and (other := since.now(made.rows[at])) is None:
            at += 1
        if at < high and other is not None and precedes(other, row):
            low = at + 1
        else:
            high = middle
    return low
