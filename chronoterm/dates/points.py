"""One point in time as people type it, with all that may stand before and after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chronoterm.dates.clock import split_clock
from chronoterm.dates.drafts import Draft, Readings
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.numeric import numeric
from chronoterm.dates.partial import PartialDate, from_edtf
from chronoterm.dates.parts import Precision
from chronoterm.dates.relative import relative, weekday_of
from chronoterm.dates.words import words
from chronoterm.dates.years import years

if TYPE_CHECKING:
    from collections.abc import Callable

_ABOUT = re.compile(r"(?:~ ?|(?:c|ca|circa|about|around|approx|approximately) )(?P<rest>.+)")
_HIDDEN = re.compile(r"a (?P<unit>day|month) in (?P<rest>.+)")
_LEAD = re.compile(r"(?:on|in) (?P<rest>.+)")
_WEEKDAY = re.compile(r"(?P<name>[a-z]{3,9}) (?P<rest>.+)")


def split_marks(text: str) -> tuple[str, str, str]:
    """The qualifier that words before a text make (`~`), the text without both, the one that follows it (`?`)."""
    before = after = ""
    if found := _ABOUT.fullmatch(text):
        before, text = "~", found["rest"]
    if text.endswith("?"):
        after, text = "?", text[:-1].rstrip()
    return before, text, after


def qualified(text: str, read: Callable[[str], Readings]) -> Readings:
    """What a text means to a reader that knows no qualifiers."""
    before, bare, after = split_marks(text)
    return tuple(draft.qualified(before + after) for draft in read(bare))


def points(text: str, today: PartialDate) -> Readings:
    """What a text may mean if it names one point in time, exact or rough."""
    if found := _HIDDEN.fullmatch(text):
        return tuple(_hidden(draft, found["unit"]) for draft in points(found["rest"], today))
    return qualified(text, lambda bare: _bare_points(bare, today))


def _bare_points(text: str, today: PartialDate) -> Readings:
    if readings := _in_edtf(text) or relative(text, today):
        return readings
    if found := _LEAD.fullmatch(text):
        return points(found["rest"], today)
    if (found := _WEEKDAY.fullmatch(text)) and (weekday := weekday_of(found["name"])) is not None:
        drafts = points(found["rest"], today)
        return tuple(draft.on_weekday(weekday) for draft in drafts if draft.weekday is None)
    if parted := split_clock(text):
        return tuple(draft.followed_by(parted[1]) for draft in points(parted[0], today))
    return numeric(text) or words(text) or years(text)


def _in_edtf(text: str) -> Readings:
    if "/" in text:
        return ()
    try:
        canonical = from_edtf(text.upper()).edtf
    except PhraseError:
        return ()
    bare = canonical.rstrip("~?%")
    return (Draft(bare, qualifier=canonical[len(bare) :]),)


def _hidden(draft: Draft, unit: str) -> Draft:
    """A month or year of which only a day, or a year of which only a month, is meant."""
    known = from_edtf(f"{draft.head or '2000'}{draft.rest}").precision
    if known is Precision.MONTH and unit == "day":
        return draft.followed_by("-XX")
    if known is Precision.YEAR:
        return draft.followed_by("-XX" if unit == "month" else "-XX-XX")
    raise PhraseError(f"is no date (a {unit} in what?)")
