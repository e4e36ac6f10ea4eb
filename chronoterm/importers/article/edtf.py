"""A proposed date as a store keeps it."""

from calendar import monthrange
from datetime import date

from chronoterm.importers.proposals import Bound, Precision, ProposedDate
from chronoterm.records import Basis


def edtf_of(proposed: ProposedDate) -> str | None:
    """The EDTF of a proposed date; none for an undated one.

    A date by publication is that day, and its basis says that it is the latest. What is vague is approximate on both
    sides, so that it is never shown as a plain day.
    """
    start, end = proposed.start, proposed.end
    if proposed.precision is Precision.UNDATED or (start is None and end is None):
        return None
    if proposed.basis is Basis.PUBLICATION:
        return end or start
    if proposed.bound is Bound.EARLIEST:
        return f"{start or end}/.."
    if proposed.bound is Bound.LATEST:
        return f"../{end or start}"
    return _between(start, end, is_vague=proposed.precision is Precision.VAGUE)


def _between(start: str | None, end: str | None, *, is_vague: bool) -> str:
    if start is None or end is None:
        return f"{start or '..'}/{end or '..'}"
    if is_vague:
        return f"{start}~" if start == end else f"{start}~/{end}~"
    return _sharp(start, end)


def _sharp(start: str, end: str) -> str:
    """A day, a month, a year, or the interval from one day to another, both included."""
    if start == end:
        return start
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return start[:4]
    is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if is_whole and (first.year, first.month) == (last.year, last.month):
        return start[:7]
    return f"{start}/{end}"
