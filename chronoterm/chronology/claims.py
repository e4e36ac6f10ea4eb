"""How the range of a number that a record claims stands to the number that is asked for."""

from collections.abc import Iterable, Mapping
from operator import eq, ge, gt, le, lt

from pyroaring import BitMap

from chronoterm.chronology.evidence import Claimed as Claim
from chronoterm.matching import fit_of_start, fold_all
from chronoterm.records import Series
from chronoterm.terms import Amount, Between, Comparison, Figured
from chronoterm.text import fold

Claimed = tuple[int, float, float]
"""A row, and the lowest and the highest number that it claims, both included."""

SeriesAndState = tuple[str, str]

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


def by_series_and_state(claims: Iterable[Claim]) -> Mapping[SeriesAndState, BitMap]:
    """The rows with a number, by its series and its state; an empty text stands for what is not told."""
    rows: dict[SeriesAndState, list[int]] = {}
    for each in claims:
        rows.setdefault((each.series or "", each.state or ""), []).append(each.row)
    return {key: BitMap(each) for key, each in rows.items()}


def figured(wanted: Figured, rows: Mapping[SeriesAndState, BitMap], names: Mapping[str, Series]) -> BitMap:
    """The rows with a number that is in the series and the state asked for; `names` are the series by their ids."""
    fitting = (
        each
        for (series, state), each in rows.items()
        if _is_in(wanted, series, names) and _stands(wanted, fold(state))
    )
    return BitMap.union(BitMap(), *fitting)


def _is_in(wanted: Figured, series: str, names: Mapping[str, Series]) -> bool:
    if wanted.series is None:
        return True
    if wanted.exact or not wanted.series or not series:
        return wanted.series == series
    known = names.get(series)
    return _begins_word(wanted.series, fold_all(series, *([known.name] if known else [])))


def _stands(wanted: Figured, state: str) -> bool:
    if wanted.state is None:
        return True
    if wanted.exact or not wanted.state or not state:
        return fold(wanted.state) == state
    return _begins_word(wanted.state, (state,))


def _begins_word(typed: str, names: tuple[str, ...]) -> bool:
    folded = fold(typed)
    return bool(folded) and fit_of_start(folded, names) > 0


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
