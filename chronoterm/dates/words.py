"""Days, months and seasons with their names: `18 oct 2024`, `October 18th, 2024`, `oct 2024`, `spring 2024`."""

from __future__ import annotations

import re

from chronoterm.dates.calendar import MONTHS, days_in_month
from chronoterm.dates.drafts import Draft, Readings
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.parts import SPRING
from chronoterm.dates.wording import SEASONS
from chronoterm.dates.years import YEAR, year_head

DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
"""The pattern of a day of the month."""

MONTH = r"[a-z]{3,9}"
"""The pattern of a word that may be a month."""

_GAP = "[ /-]?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        f"(?:the )?(?P<day>{DAY}){_GAP}(?:of )?(?P<month>{MONTH})(?:{_GAP}(?P<year>{YEAR}))?",
        f"(?P<month>{MONTH})[ -]?(?:the )?(?P<day>{DAY})(?:[ -](?P<year>{YEAR}))?",
        f"(?P<month>{MONTH})(?:{_GAP}(?:of )?(?P<year>{YEAR}))?",
        f"(?P<year>[0-9]{{4}}){_GAP}(?P<month>{MONTH})(?:{_GAP}(?P<day>{DAY}))?",
    )
)
_SEASON = re.compile(f"(?P<season>[a-z]{{4,6}})(?: (?:of )?(?P<year>{YEAR}))?")


def words(text: str) -> Readings:
    """What a text means if it names a day, a month or a season."""
    for shape in _SHAPES:
        if (found := shape.fullmatch(text)) and (month := month_of_word(found["month"])):
            return (_month_or_day(found["year"], month, found.groupdict().get("day")),)
    if (found := _SEASON.fullmatch(text)) and (season := _season_of(found["season"])) is not None:
        return (Draft(_head(found["year"]), f"-{SPRING + season}"),)
    return ()


def month_of_word(word: str) -> int:
    """The number of a month from its name or the first three letters of it or more, else 0."""
    for number, name in enumerate(MONTHS, start=1):
        if len(word) >= 3 and name.lower().startswith(word):  # noqa: PLR2004 "ju" is two months
            return number
    return 0


def _season_of(word: str) -> int | None:
    word = "autumn" if word == "fall" else word
    return SEASONS.index(word) if word in SEASONS else None


def _month_or_day(year: str | None, month: int, day: str | None) -> Draft:
    head = _head(year)
    if day is None:
        return Draft(head, f"-{month:02d}")
    number = int(day.rstrip("stndrh"))
    longest = days_in_month(2000, month)
    if head is None and longest < number <= 31:  # noqa: PLR2004 beyond any month the number itself is named
        raise PhraseError(f"is no date ({MONTHS[month - 1]} has {longest} days)")
    return Draft(head, f"-{month:02d}-{number:02d}")


def _head(year: str | None) -> str | None:
    return None if year is None else year_head(year)
