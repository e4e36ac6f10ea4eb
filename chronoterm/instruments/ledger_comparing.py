"""What figures of one state of one series are to each other: later ones, and ones that cannot both be right."""

from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf, isfinite
from typing import NamedTuple

from chronoterm.chronology.evidence import Claimed, Span
from chronoterm.dates import DAY

ABOUT = 0.1
"""The part of a bound by which an approximate figure may be below or above it."""


class Range(NamedTuple):
    """The closed range of a number; an open side is infinite."""

    low: float
    high: float

    @property
    def is_open(self) -> bool:
        """Whether it has no end on either side."""
        return self.low == -inf and self.high == inf


class Account(NamedTuple):
    """A figure with what it is compared by: who says it, when as it is written, of what time, and what it may mean."""

    row: int
    speaker: str | None
    dated: Span | None
    about: Span | None
    meant: Range


def told_range(claim: Claimed) -> Range:
    """The range that a figure tells; what is no finite number is open."""
    low, high = (None if each is None or not isfinite(each) else each for each in (claim.low, claim.high))
    return Range(-inf if low is None else low, inf if high is None else high)


def meant_range(claim: Claimed) -> Range:
    """The range that a figure may mean: an approximate one a tenth less, and a tenth more."""
    low, high = told_range(claim)
    if not claim.approx:
        return Range(low, high)
    return Range(
        low if low == -inf else low - ABOUT * abs(low), high if high == inf else high + ABOUT * abs(high)
    )


# Changes


def is_earlier(one: Account, other: Account) -> bool:
    """Whether the date of one is over, as it is written, when that of the other begins."""
    return one.dated is not None and other.dated is not None and one.dated[1] <= other.dated[0]


def compared_with(accounts: Sequence[Account]) -> Sequence[int | None]:
    """For each of the accounts of one state, in order of time, the place of the earlier one that it changes.

    The latest earlier one of the same speaker; where there is none, the latest of anybody.
    """
    found: list[int | None] = []
    waiting: list[tuple[int, int]] = []
    latest: int | None = None
    of_speaker: dict[str, int] = {}
    for place, account in enumerate(accounts):
        if account.dated is None:
            found.append(None)
            continue
        start, end = account.dated
        while waiting and waiting[0][0] <= start:
            _, over = heappop(waiting)
            latest = over if latest is None else max(latest, over)
            speaker = accounts[over].speaker
            if speaker is not None:
                of_speaker[speaker] = max(over, of_speaker.get(speaker, over))
        same = None if account.speaker is None else of_speaker.get(account.speaker)
        found.append(latest if same is None else same)
        heappush(waiting, (end, place))
    return found


def change(before: Range, now: Range) -> Range:
    """By how much a number that may mean `now` is more than one that may mean `before`."""
    return Range(now.low - before.high, now.high - before.low)


def is_surely_later(earlier: Span, later: Span) -> bool:
    """Whether of two records that may lie in these minutes the one cannot come before the other."""
    return earlier[1] <= later[0]


# Disagreement


def disagree(one: Account, other: Account) -> bool:
    """Whether two accounts of one state cannot both be right, unless one of their records updates the other.

    They are of two records; as their dates are written neither is earlier; where both speak of a time, these have a
    minute in common; and no number is in what both may mean.
    """
    if one.row == other.row or one.dated is None or other.dated is None or not _meet(one.dated, other.dated):
        return False
    if one.about is not None and other.about is not None and not _meet(one.about, other.about):
        return False
    return one.meant.high < other.meant.low or other.meant.high < one.meant.low


def is_surely_of_one_day(one: Span, other: Span) -> bool:
    """Whether of two records that may lie in these minutes both days are known."""
    return all(end - start <= DAY for start, end in (one, other))


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
