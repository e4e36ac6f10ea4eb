"""Intervals as people type them: `28-30 oct 2024`, `28 dec - 3 jan 2025`, `from 1 nov 2024`, `2020 to 2024`."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from chronoterm.dates.clock import CLOCK
from chronoterm.dates.drafts import Draft, Readings, dated, dated_after, dated_before, that_hold
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.partial import PartialDate, from_edtf
from chronoterm.dates.parts import Precision
from chronoterm.dates.points import points, split_marks
from chronoterm.dates.words import DAY, MONTH
from chronoterm.dates.years import split_years, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPEN_SHAPES = (
    (re.compile(r"(?:from|since) (?P<date>.+)"), "{}/.."),
    (re.compile(r"(?:until|till|up to) (?P<date>.+)"), "../{}"),
    (re.compile(r"(?P<date>.+?) ?- ?\?"), "{}/"),
    (re.compile(r"\? ?- ?(?P<date>.+)"), "/{}"),
)
_DASH = r"(?: ?- ?| to )"
_DAYS_OF_A_MONTH = re.compile(
    f"(?P<left>{DAY}){_DASH}(?P<right>{DAY}) (?:of )?(?P<month>{MONTH})(?P<year> .+)?"
)
_MONTH_OF_DAYS = re.compile(f"(?P<month>{MONTH}) (?P<left>{DAY}){_DASH}(?P<right>{DAY})(?P<year> .+)?")
_NAMED = f"(?:{DAY} {MONTH}|{MONTH} {DAY}|{MONTH})"
_NAMED_BOTH = re.compile(f"(?P<left>{_NAMED})-(?P<right>{_NAMED}(?: .+)?)")
_CLOCKS = re.compile(rf"(?P<date>.+) (?P<left>{CLOCK}) ?- ?(?P<right>{CLOCK})(?P<zone> ?[a-z+-].*)")
_JOINS = (" to ", " until ", " till ", " - ")


def intervals(text: str, today: PartialDate, anchor: PartialDate) -> tuple[PartialDate, ...]:
    """What a text may mean if it is an interval; nothing if it is none."""
    if text.startswith("between "):
        text = text.removeprefix("between ").replace(" and ", " to ", 1)
    elif text.startswith("from ") and (closed := _closed(text.removeprefix("from "), today, anchor)):
        return closed
    for shape, edtf in _OPEN_SHAPES:
        if found := shape.fullmatch(text):
            sides = that_hold(points(found["date"], today), lambda side: dated(side, anchor))
            return tuple(from_edtf(edtf.format(side.edtf)) for side in sides)
    return _closed(text, today, anchor)


def _closed(text: str, today: PartialDate, anchor: PartialDate) -> tuple[PartialDate, ...]:
    """An interval with both of its sides.

    A side that leaves its year to the other shares its qualifiers too, as such intervals are shown. `2000-2099` is a
    century and so none.
    """
    before, bare, after = split_marks(text)
    if years(bare):
        return ()
    for left_text, right_text, shares in _splits(bare):
        lefts, rights = points(left_text, today), points(right_text, today)
        if lefts and rights:
            pairs = (_marked(*pair, before, after, shares=shares) for pair in _paired(lefts, rights))
            return that_hold(pairs, lambda pair: _interval(*pair, anchor))
    return ()


def _paired(lefts: Readings, rights: Readings) -> Iterable[tuple[Draft, Draft]]:
    """The readings of two sides that go together: nobody changes the order of day and month in one text."""
    return zip(lefts, rights, strict=True) if len(lefts) == len(rights) else product(lefts, rights)


def _marked(left: Draft, right: Draft, before: str, after: str, *, shares: bool) -> tuple[Draft, Draft]:
    """Two sides with the qualifiers that stand before the left and after the right one."""
    if shares or left.head is None:
        before = after = before + after
    return left.qualified(before), right.qualified(after)


def _splits(text: str) -> Iterator[tuple[str, str, bool]]:
    """The ways to part a text into two dates, and whether the two share what is written once."""
    if found := _CLOCKS.fullmatch(text):
        yield (
            f"{found['date']} {found['left']}{found['zone']}",
            f"{found['date']} {found['right']}{found['zone']}",
            True,
        )
    if (found := _DAYS_OF_A_MONTH.fullmatch(text)) or (found := _MONTH_OF_DAYS.fullmatch(text)):
        month, year = found["month"], found["year"] or ""
        yield f"{found['left']} {month}", f"{found['right']} {month}{year}", True
    if parted := split_years(text):
        yield *parted, True
    if found := _NAMED_BOTH.fullmatch(text):
        yield found["left"], found["right"], True
    for join in _JOINS:
        left, joined, right = text.partition(join)
        if joined:
            yield left, right, False


def _interval(left: Draft, right: Draft, anchor: PartialDate) -> PartialDate:
    if left.head is None:
        end = dated(right, anchor)
        if end.precision in (Precision.YEAR, Precision.DECADE, Precision.CENTURY):
            raise PhraseError("is no date (write the year on both sides)")
        start = dated_before(left, end)
    else:
        start = dated(left, anchor)
        end = dated_after(right, start)
    return from_edtf(f"{start.edtf}/{end.edtf}")
