"""Dates as a person types them in a prompt."""

from __future__ import annotations

import re

from chronoterm.dates.drafts import dated, that_hold
from chronoterm.dates.errors import LONGEST, UNREADABLE, AmbiguousDateError, PhraseError, too_long
from chronoterm.dates.intervals import intervals
from chronoterm.dates.lastresort import last_resort
from chronoterm.dates.partial import PartialDate, from_edtf
from chronoterm.dates.parts import Precision
from chronoterm.dates.points import points

_DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
_IDLE_DOT = re.compile(r"\.(?![0-9])|(?<![0-9])\.")  # the dot of "oct." and "c.", not that of 18.10.2024
_ERA_IN_LETTERS = re.compile(r"\b([abc]) ([dec])\b(?: (e)\b)?")
_MEANT_AS_EDTF = re.compile(r"-?[0-9]{2}[0-9X]{2}(?:-[0-9X]{2}.*|/.*|[~?%])|Y-?[0-9]+|.*/|/.*|\.\./.*")


def read_typed(text: str, *, today: PartialDate, near: PartialDate | None = None) -> PartialDate:
    """The date that a person means by what they typed: EDTF, `18 oct`, `last friday`, `28-30 oct 2024`, `since 2010`.

    A missing year is the one nearest to `near`, or to today. Raises AmbiguousDateError for `3/2/2022`, and DateError
    for whatever is no date, on any text.
    """
    try:
        dates = _readings(text, today, near or today)
    except PhraseError as error:
        raise error.about(text) from None
    if len(dates) == 1:
        return dates[0]
    named = " or ".join(date.text for date in dates)
    raise AmbiguousDateError(f"{PhraseError(f'may be {named}; {_advice(dates)}').about(text)}", dates)


def _readings(text: str, today: PartialDate, anchor: PartialDate) -> tuple[PartialDate, ...]:
    bare = text.strip()
    if len(bare) > LONGEST:
        raise too_long()
    try:
        return (from_edtf(bare.upper()),)
    except PhraseError as error:
        fault = error if _MEANT_AS_EDTF.fullmatch(bare.upper()) else PhraseError(UNREADABLE)
    plain = plainly(bare)
    if found := intervals(plain, today, anchor):
        return found
    if drafts := points(plain, today) or last_resort(plain):
        return that_hold(drafts, lambda draft: dated(draft, anchor))
    raise fault


def plainly(text: str) -> str:
    """A text in small letters with single spaces, every dash a hyphen, and without commas and idle dots."""
    text = _DASHES.sub("-", text.casefold()).replace(",", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    text = " ".join(_IDLE_DOT.sub(" ", text).split())
    return _ERA_IN_LETTERS.sub(lambda found: "".join(filter(None, found.groups())), text)


def _advice(dates: tuple[PartialDate, ...]) -> str:
    """How to say it so that it has one meaning."""
    if any(date.precision in (Precision.DECADE, Precision.CENTURY) for date in dates):
        return "write its first and last year"
    return "write the month as a word"
