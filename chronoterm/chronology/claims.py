"""How the range of a number that a record claims stands to the number that is asked for."""

from collections.abc import Iterable
from operator import eq, ge, gt, le, lt

from pyroaring import BitMap

from chronoterm.terms import Amount, Between, Comparison

Claimed = tuple[int, float, float]
"""A row, and the lowest and the highest number that it claims, both included."""

_STANDS = {
    Comparison.SAME: eq,
    Comparison.LESS: lt,
    Comparison.AT_MOST: le,
    Comparison.MORE: gt,
    Comparison.AT_LEAST: ge,
}


def claimed(wanted: Amount | Between, claims: Iterable[Claimed]) -> tuple[BitMap, BitMap]:
    """The rows with a figure that perhaps, and that certainly stands so: with some, or all numbers of its range."""
    return _between(wanted, claims) if isinstance(wanted, Between) else _compared(wanted, claims)


def _between(wanted: Between, claims: Iterable[Claimed]) -> tuple[BitMap, BitMap]:
    perhaps, certain = BitMap(), BitMap()
    for row, low, high in claims:
        if wanted.low <= low and high <= wanted.high:
            certain.add(row)
        if low <= wanted.high and wanted.low <= high:
            perhaps.add(row)
    return perhaps | certain, certain


def _compared(amount: Amount, claims: Iterable[Claimed]) -> tuple[BitMap, BitMap]:
    perhaps, certain = BitMap(), BitMap()
    stands, number, same = _STANDS[amount.comparison], amount.number, amount.comparison is Comparison.SAME
    for row, low, high in claims:
        of_low, of_high = stands(low, number), stands(high, number)
        if of_low and of_high:
            certain.add(row)
        if of_low or of_high or (same and low <= number <= high):
            perhaps.add(row)
    return perhaps, certain
