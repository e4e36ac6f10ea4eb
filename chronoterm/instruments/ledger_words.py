"""The numbers of a ledger in words: figures, ranges, changes."""

from math import inf

from chronoterm.chronology.evidence import Claimed
from chronoterm.instruments.ledger_comparing import Range, told_range

_PLAIN = 1e15
"""Above it a number is told by its first digits."""


def number(value: float) -> str:
    """A number as people read it: `12,000`, `9.5`, `1e+20`."""
    if abs(value) >= _PLAIN:
        return f"{value:.6g}"
    exact = float(value)
    rounded = exact if exact.is_integer() else float(f"{exact:.12g}")  # without what adding fractions leaves
    return f"{int(rounded):,}" if rounded.is_integer() else f"{rounded:,}"


def amount(claim: Claimed) -> str:
    """What a figure tells: `c. 3,000`, `10,000–12,000`, `≥ 500`."""
    return f"{'c. ' if claim.approx else ''}{between(told_range(claim))}"


def between(told: Range) -> str:
    """A range: `10,000–12,000`, `≥ 500`, `≤ 500`, `−5 to 3`; `?` where it has no end."""
    if told.is_open:
        return "?"
    if told.low == -inf:
        return f"≤ {number(told.high)}"
    if told.high == inf:
        return f"≥ {number(told.low)}"
    if told.low == told.high:
        return number(told.low)
    return f"{number(told.low)}{' to ' if told.low < 0 else '–'}{number(told.high)}"


def change_in_words(by: Range) -> str:
    """By how much a number is more: `+1,000`, `+1,000 to +3,000`, `at least +500`, `no change`."""
    if by.low == -inf:
        return f"at most {_signed(by.high)}"
    if by.high == inf:
        return f"at least {_signed(by.low)}"
    if by.low == by.high:
        return _signed(by.low) if by.low else "no change"
    return f"{_signed(by.low)} to {_signed(by.high)}"


def _signed(value: float) -> str:
    shown = number(abs(value))
    return shown if not value else f"{'+' if value > 0 else '−'}{shown}"
