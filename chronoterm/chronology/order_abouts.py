"""The rows of a view as the times stand that they speak of."""

from collections.abc import Sequence

from pyroaring import BitMap

from chronoterm.chronology.abouts import NONE, Abouts
from chronoterm.chronology.order_places import Backward, Forward, Places
from chronoterm.chronology.rows import before


class ByAbout:
    """By the time spoken of, or that turned round; what speaks of none comes last, in chronological order."""

    def __init__(self, rows: BitMap, abouts: Abouts, *, reverse: bool) -> None:
        numbers = abouts.numbered(rows)
        self._abouts = abouts
        self._spoken = len(numbers)
        self._silent = rows - abouts.spoken
        self._places: Places = Backward(numbers, len(abouts.rows)) if reverse else Forward(numbers)

    def window(self, first: int, number: int) -> Sequence[int]:
        """Up to `number` rows from position `first` on."""
        found = [self._abouts.rows[each] for each in self._places.window(first, number)]
        left, start = number - len(found), max(0, first - self._spoken)
        return [*found, *self._silent[start : start + left]]

    def position(self, row: int) -> int:
        """How many rows of the view come before."""
        number = self._abouts.numbers[row]
        return self._spoken + before(self._silent, row) if number == NONE else self._places.position(number)
