"""Phrases of time in a text, as they are written: what they say, not yet which days they mean.

Works on text that `cleaning.cleaned` made plain.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from chronoterm.importers.article.date_patterns import COUNTS, MONTH_NAMES, PATTERNS, WEEKDAYS

_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS)


class Form(NamedTuple):
    """A phrase of time: where it stands (half-open), its kind, and the pieces it was written with."""

    start: int
    end: int
    kind: str
    pieces: dict[str, str]

    def get(self, name: str) -> str:
        """A piece in lower case, or nothing."""
        return self.pieces.get(name, "").lower()


def month_number(name: str) -> int:
    """The number of a month that is written out or shortened."""
    letters = name.lower().rstrip(".")[:3]
    return next(number for number, full in enumerate(MONTH_NAMES, 1) if full.startswith(letters))


def weekday_number(name: str) -> int:
    """The number of a day of the week, Monday being 0."""
    return WEEKDAYS.index(name.lower())


def count_of(words: str) -> int | None:
    """The number that a count means; `None` for “several”."""
    words = words.lower()
    if words.isdigit():
        return int(words)
    if words in ("a", "an"):
        return 1
    return COUNTS.index(words) if words in COUNTS else None


def forms_in(plain: str, start: int, end: int) -> list[Form]:
    """All phrases of time in a span, in order; where two lie over each other, the one that begins first, then the longest."""
    piece = plain[start:end]
    found: list[Form] = []
    for kind, pattern in _COMPILED:
        for hit in pattern.finditer(piece):
            if _is_meant(kind, hit):
                at = hit.start("month") if kind == "month" and hit.groupdict().get("cue") else hit.start()
                at = hit.start("year") if kind == "year" and hit.groupdict().get("cue") else at
                pieces = {name: value for name, value in hit.groupdict().items() if value}
                found.append(Form(start + at, start + hit.end(), kind, pieces))
    rank: Callable[[Form], tuple[int, int]] = lambda form: (form.start, -form.end)  # noqa: E731
    kept: list[Form] = []
    for form in sorted(found, key=rank):
        if not kept or form.start >= kept[-1].end:
            kept.append(form)
    return kept


def _is_meant(kind: str, hit: re.Match[str]) -> bool:
    """Whether a hit is a time: months are written with a capital, and “may” and “march” are words too."""
    months = [value for name, value in hit.groupdict().items() if value and name.startswith("month")]
    if not all(each[0].isupper() for each in months):
        return False
    if kind == "glued":
        return glued_days(hit["digits"]) is not None
    return not (kind == "weekday" and not hit["weekday"][0].isupper())


def glued_days(digits: str) -> tuple[int, int] | None:
    """The two days of a range that lost its dash, as in `1819 March`: the second follows the first."""
    if int(digits) <= 31:  # noqa: PLR2004 - a day of the month
        return None
    for cut in range(1, len(digits)):
        first, second = int(digits[:cut]), int(digits[cut:])
        follows = second == first + 1 or (second == 1 and 28 <= first <= 31)  # noqa: PLR2004 - ends of months
        if follows and digits[cut] != "0" and first >= 1 and second <= 31:  # noqa: PLR2004
            return first, second
    return None
