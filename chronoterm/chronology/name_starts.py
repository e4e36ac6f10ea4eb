"""Finding values by the beginning of a word in one of their names, without looking at every name."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from chronoterm.chronology.words import AFTER_ALL
from chronoterm.matching import EXACT, NAME_START, WORD_START

PARTERS = " -:"
"""After these a word begins, as `matching` has it."""


class NameStarts:
    """The rests of folded names from each beginning of a word on, sorted, with the number of the value they are of."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        self._starts = sorted(
            (rest, at, number)
            for number, called in enumerate(names)
            for name in called
            for rest, at in _rests(name)
        )

    def fitting(self, typed: str) -> dict[int, int]:
        """The numbers of the values that a folded beginning fits, each with how well it does at best."""
        first = bisect_left(self._starts, (typed,))
        last = bisect_left(self._starts, (typed + AFTER_ALL,))
        fits: dict[int, int] = {}
        for rest, at, number in self._starts[first:last]:
            fit = WORD_START if at else EXACT if rest == typed else NAME_START
            if fit > fits.get(number, 0):
                fits[number] = fit
        return fits


def _rests(name: str) -> Iterator[tuple[str, int]]:
    yield name, 0
    for at, letter in enumerate(name[:-1], start=1):
        if letter in PARTERS:
            yield name[at:], at
