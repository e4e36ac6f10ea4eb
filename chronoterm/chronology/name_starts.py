"""Finding values by the beginning of a word in one of their names, without looking at every name."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from chronoterm.chronology.words import AFTER_ALL
from chronoterm.matching import EXACT, NAME_START, WORD_START

Names = Iterable[tuple[str, tuple[str, ...]]]
"""Values, each with all that it is called, folded."""

Start = tuple[str, int, str]
"""The rest of a name, where in the name it begins, and whose name it is."""

PARTERS = " -:"
"""After these a word begins, as `matching` has it."""


class NameStarts:
    """The rests of folded names from each beginning of a word on, sorted, with the value that is called so."""

    def __init__(self, starts: Sequence[Start]) -> None:
        self._starts = starts

    @classmethod
    def of(cls, names: Names) -> "NameStarts":
        """Of values with their folded names."""
        return cls(sorted(_starts(names)))

    def changed(self, gone: Collection[str], come: Names) -> "NameStarts":
        """Without some values, and with others."""
        kept = [each for each in self._starts if each[2] not in gone] if gone else self._starts
        return NameStarts(sorted([*kept, *_starts(come)]))

    def fitting(self, typed: str) -> dict[str, int]:
        """The values that a folded beginning fits, each with how well it does at best."""
        first = bisect_left(self._starts, (typed,))
        last = bisect_left(self._starts, (typed + AFTER_ALL,))
        fits: dict[str, int] = {}
        for rest, at, value in self._starts[first:last]:
            fit = WORD_START if at else EXACT if rest == typed else NAME_START
            if fit > fits.get(value, 0):
                fits[value] = fit
        return fits


def _starts(names: Names) -> Iterator[Start]:
    return ((rest, at, value) for value, called in names for name in called for rest, at in _rests(name))


def _rests(name: str) -> Iterator[tuple[str, int]]:
    yield name, 0
    for at, letter in enumerate(name[:-1], start=1):
        if letter in PARTERS:
            yield name[at:], at
