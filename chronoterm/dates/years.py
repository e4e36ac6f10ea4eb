"""Years, decades and centuries as people type them: `44 BC`, `AD 44`, `the 2010s`, `2000-2099`."""

from __future__ import annotations

import re

from chronoterm.dates import edtf
from chronoterm.dates.drafts import Draft, Readings
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.parts import Point, Precision, canonical, canonical_year
from chronoterm.dates.wording import shown_by_years

YEAR = r"(?:year [0-9]{5,9}|[0-9]{1,10} ?(?:bce?|ce|ad)|ad ?[0-9]{1,4}|'?[0-9]{2,4})"
"""The pattern of a year; which of them are taken is for `year_head` to say."""

_YEAR = re.compile(YEAR)
_ERA = re.compile(r"(?P<before>ad)? ?(?P<number>[0-9]+) ?(?P<after>bce?|ce|ad)?")
_DECADE = re.compile(r"(?:the )?(?P<era>ad )?(?P<year>[0-9]{1,4})'?s")
_CLOSE = re.compile(r"(?P<before>ad )?(?P<first>[0-9]{1,10})-(?P<last>[0-9]{1,10})(?P<after> bce?)?")
_ACROSS_ERAS = re.compile(r"(?P<first>[0-9]{1,10} bce?) ?- ?(?P<last>ad [0-9]{1,4})")


def years(text: str) -> Readings:
    """What a text means if it names a year, a decade or a century."""
    if found := _DECADE.fullmatch(text):
        return _decade(found["year"], has_era=found["era"] is not None)
    if named := _shown_by_years(text):
        return named
    if _YEAR.fullmatch(text) and not text.isdigit():
        return (Draft(year_head(text)),)
    return ()


def year_head(text: str) -> str:
    """A year in EDTF from four digits, a number with its era, or `year` and more digits.

    Raises PhraseError for a year of fewer digits without an era: nobody knows which century is meant.
    """
    if text.startswith("year "):
        return canonical_year(int(text.removeprefix("year ")))
    found = _ERA.fullmatch(text)
    if found is None or not (found["before"] or found["after"]):
        if len(text) == 4 and text.isdigit():  # noqa: PLR2004 four digits
            return text
        raise PhraseError("has a year of fewer than four digits; write all four, or AD or BC with it")
    number, after = int(found["number"]), found["after"] or ""
    if number == 0 or (found["before"] and after):
        raise PhraseError("is no date (a year of an era is like 44 BC or AD 44)")
    return canonical_year(1 - number if after.startswith("b") else number)


def split_years(text: str) -> tuple[str, str] | None:
    """The two years of a text that joins them closely, each with its era: `44-40 bc` is `44 bc` and `40 bc`."""
    found = _CLOSE.fullmatch(text)
    if found is None:
        return None
    before, after = found["before"] or "", found["after"] or ""
    if not (before or after) and not len(found["first"]) == len(found["last"]) == 4:  # noqa: PLR2004 four digits
        return None
    return f"{before}{found['first']}{after}", f"{before}{found['last']}{after}"


def _shown_by_years(text: str) -> Readings:
    """The decade or century that is shown by its first and last year, if the text is that."""
    across = _ACROSS_ERAS.fullmatch(text)
    parted = across.group("first", "last") if across else split_years(text)
    if parted is None:
        return ()
    first, last = (edtf.read(year_head(year)) for year in parted)
    if not isinstance(first, Point) or not isinstance(last, Point):
        return ()
    named = shown_by_years(first.year, last.year)
    return () if named is None else (Draft(canonical(named)),)


def _decade(digits: str, *, has_era: bool) -> Readings:
    """A decade by its first year; `1900s` may be the century as well."""
    if not digits.endswith("0") or not (has_era or len(digits) == 4):  # noqa: PLR2004 four digits
        raise PhraseError("is no date; write a decade like 2010s")
    first = int(digits)
    decade = Draft(canonical(Point(Precision.DECADE, first)))
    return (decade, Draft(canonical(Point(Precision.CENTURY, first)))) if first % 100 == 0 else (decade,)
