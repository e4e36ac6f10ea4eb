"""One type for every date, from a minute to a century, and for intervals of them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from chronoterm.dates import edtf, shown
from chronoterm.dates.calendar import DAY, minutes_of
from chronoterm.dates.errors import PhraseError
from chronoterm.dates.parts import Point, Precision, Value, bounds, canonical


class PartialDate(msgspec.Struct, frozen=True, gc=False):
    """A date that may be known to the minute or only roughly; made by `PartialDate.parse`.

    `start` and `end` are a half-open interval in minutes since 0001-01-01T00:00 UTC, `EARLIEST` and `LATEST` where
    it has no bound. `edtf` is the canonical spelling, and two dates are the same when that is. A date without a time
    of day counts in UTC. An interval is `approximate` or `uncertain` when either of its sides is.
    """

    start: int
    end: int
    edtf: str
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date that an EDTF level 1 text means; the text is taken strictly, without white space around it.

        Raises DateError for any other text. A text parsed before costs no more than a look-up.
        """
        try:
            return from_edtf(text)
        except PhraseError as error:
            raise error.about(text) from None

    @property
    def text(self) -> str:
        """The date as people write it: `31 Oct 2024`, `c. Oct 2024`, `28–30 Oct 2024`, `from 1 Nov 2024`."""
        return shown.long_text(self.edtf)

    @property
    def short(self) -> str:
        """The date under a heading that tells the year in which it starts: `31 Oct`, `28–30 Oct`, `from 1 Nov`.

        Keeps the year where there is no day to tell (`Oct 2024`) and where the heading would tell a wrong one.
        """
        return shown.short_text(self.edtf)

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """What dates are ordered by: start, then end (the sharper first), then spelling."""
        return self.start, self.end, self.edtf

    def within(self, other: PartialDate) -> bool:
        """Whether every minute of this date lies in the other: it certainly falls in it."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: PartialDate) -> bool:
        """Whether a minute of this date lies in the other: it possibly falls in it."""
        return self.start < other.end and other.start < self.end

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __lt__(self, other: PartialDate) -> bool:
        return self.sort_key < other.sort_key

    def __le__(self, other: PartialDate) -> bool:
        return self.sort_key <= other.sort_key

    def __gt__(self, other: PartialDate) -> bool:
        return self.sort_key > other.sort_key

    def __ge__(self, other: PartialDate) -> bool:
        return self.sort_key >= other.sort_key


@lru_cache(maxsize=1 << 16)
def from_edtf(text: str) -> PartialDate:
    """The date that an EDTF text means.

    Raises PhraseError for any other text.
    """
    if _is_plain_day(text):  # as nearly every date of a chronology is
        return _day(text)
    value = edtf.read(text)
    start, end = bounds(value)
    approximate, uncertain = _qualities(value)
    precision = value.precision if isinstance(value, Point) else Precision.INTERVAL
    return PartialDate(start, end, canonical(value), precision, approximate, uncertain)


def _is_plain_day(text: str) -> bool:
    """Whether a text has the shape `YYYY-MM-DD`."""
    return (
        len(text) == 10  # noqa: PLR2004 that shape
        and text.isascii()
        and text[4] == "-" == text[7]
        and (text[:4] + text[5:7] + text[8:]).isdigit()
    )


def _day(text: str) -> PartialDate:
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    edtf.checked_day(year, month, day)
    start = minutes_of(year, month, day)
    return PartialDate(start, start + DAY, text, Precision.DAY)


def _qualities(value: Value) -> tuple[bool, bool]:
    """Whether a value is approximate and whether it is uncertain."""
    sides = (value,) if isinstance(value, Point) else (value.left, value.right)
    marks = "".join(side.qualifier for side in sides if isinstance(side, Point))
    return any(mark in "~%" for mark in marks), any(mark in "?%" for mark in marks)
