"""Units of time, the edges between whole units, and how a span of time lies on a line of cells.

Minutes are those of `dates.calendar`: whole, UTC, of any year. Spans of minutes are half-open. Weeks begin on Monday
(ISO 8601); decades and centuries begin with the years that are multiples of 10 and 100 (0 is 1 BC, as everywhere here).
"""

from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from itertools import count

from msgspec import Struct

from chronoterm.dates.calendar import DAY, day_of, minutes_of, month_name, month_of, year_title
from chronoterm.dates.wording import years_text

MOST_BUCKETS = 100_000
"""More are of no use to anybody, and would take the memory of the machine."""

HOUR = 60
"""Minutes in an hour."""


class Unit(Enum):
    """A unit of time by its word, from the finest to the coarsest."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def plural(self) -> str:
        """The word for several: `centuries`."""
        return f"{self.value[:-1]}ies" if self is Unit.CENTURY else f"{self.value}s"


_MINUTES = {Unit.HOUR: HOUR, Unit.DAY: DAY, Unit.WEEK: 7 * DAY}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}


class TooManyBucketsError(ValueError):
    """A unit is too fine for a span of time; the message is a sentence for people."""


def number_of(unit: Unit, minute: int) -> int:
    """The number of the unit in which a minute lies; units that follow each other have numbers that do."""
    if unit in _MINUTES:
        return minute // _MINUTES[unit]
    year, month = month_of(minute)
    return (year * 12 + month - 1) // _MONTHS[unit]


def begin_of(unit: Unit, number: int) -> int:
    """The minute at which the unit of a number begins."""
    if unit in _MINUTES:
        return number * _MINUTES[unit]
    year, month0 = divmod(number * _MONTHS[unit], 12)
    return minutes_of(year, month0 + 1, 1)


def buckets_between(unit: Unit, start: int, end: int, step: int = 1) -> int:
    """How many buckets of `step` whole units cover the minutes [start, end); none where the span is empty."""
    return number_of(unit, end - 1) // step - number_of(unit, start) // step + 1 if start < end else 0


def edges(unit: Unit, start: int, end: int, step: int = 1) -> tuple[int, ...]:
    """The ascending minutes between buckets of `step` whole units that cover [start, end); none for an empty span.

    Raises TooManyBucketsError for more than MOST_BUCKETS.
    """
    buckets = buckets_between(unit, start, end, step)
    if buckets > MOST_BUCKETS:
        raise TooManyBucketsError(
            f"By {unit.value} there would be {buckets:,} buckets; at most {MOST_BUCKETS:,} are made."
        )
    first = number_of(unit, start) // step
    numbers = range(first, first + buckets + 1) if buckets else range(0)
    return tuple(begin_of(unit, number * step) for number in numbers)


def fitting(start: int, end: int, cells: int) -> Unit:
    """The finest unit of which at most `cells` buckets cover [start, end), else the coarsest."""
    return next((unit for unit in Unit if buckets_between(unit, start, end) <= cells), Unit.CENTURY)


class Scale(Struct, frozen=True, dict=True):
    """Buckets of `step` whole units side by side: `edges` are their ends, at least two."""

    unit: Unit
    edges: tuple[int, ...]
    step: int = 1

    @classmethod
    def of(cls, start: int, end: int, cells: int) -> "Scale":
        """The finest scale of at most `cells` buckets for [start, end), which must not be empty.

        Where there are more centuries than that, a bucket is several: 2, 5, 10, 20, and so on. Two buckets are
        always allowed, since no bucket reaches from one side of the year 0 to the other.
        """
        cells = max(2, cells)
        unit = fitting(start, end, cells)
        step = next(each for each in round_numbers() if buckets_between(unit, start, end, each) <= cells)
        return cls(unit, edges(unit, start, end, step), step)

    @property
    def start(self) -> int:
        """The minute at which the first bucket begins."""
        return self.edges[0]

    @property
    def end(self) -> int:
        """The minute at which the last bucket is over."""
        return self.edges[-1]

    @property
    def count(self) -> int:
        """How many buckets there are."""
        return len(self.edges) - 1

    @property
    def grain(self) -> str:
        """What a bucket is, in words: `day`, `20 centuries`."""
        return self.unit.value if self.step == 1 else f"{self.step:,} {self.unit.plural}"

    def bucket_at(self, minute: int) -> int:
        """The bucket in which a minute lies; the first or last for one before or after all."""
        return max(0, min(bisect_right(self.edges, minute) - 1, self.count - 1))

    def around(self, minute: int) -> tuple[int, int]:
        """The half-open minutes of the bucket that a minute lies in, be it on the scale or not."""
        first, last = edges(self.unit, minute, minute + 1, self.step)
        return first, last

    def label(self, bucket: int) -> str:
        """A bucket in words: `14:00 · 18 Oct 2024`, `week of 14 Oct 2024`, `Oct 2024`, `2020s`."""
        return self.label_at(self.edges[bucket])

    def label_at(self, minute: int) -> str:
        """The bucket of a minute in words, be it on the scale or not."""
        first, end = self.around(minute)
        match self.unit:
            case Unit.HOUR:
                return f"{clock_of(first)} · {day_without_year(first)} {year_of(first)}"
            case Unit.DAY:
                return f"{day_without_year(first)} {year_of(first)}"
            case Unit.WEEK:
                return f"week of {day_without_year(first)} {year_of(first)}"
            case Unit.MONTH:
                return f"{month_without_year(first)} {year_of(first)}"
            case Unit.YEAR:
                return year_of(first)
            case _:
                return _years_text(month_of(first)[0], month_of(end - 1)[0])

    def span_label(self, since: int, until: int) -> str:
        """Neighbouring buckets in words, what they share written once: `14 – 18 Oct 2024`, `02:00 – 04:59 · 18 Oct 2024`."""
        first, last = self.label_at(since), self.label_at(until - 1)
        if first == last:
            return first
        if self.unit is Unit.HOUR:
            # An hour that ends a span would be read as its first minute.
            last = last.replace(clock_of(self.around(until - 1)[0]), clock_of(until - 1))
        return f"{_without_shared_end(first, last)} – {last}"

    # On a line of cells

    def cell_of(self, minute: int, cells: int) -> int:
        """The cell that a minute lies in; below 0 or from `cells` on where it is not on the line."""
        return (minute - self.start) * cells // (self.end - self.start)

    def cells_of(self, bucket: int, cells: int) -> range:
        """The cells of a bucket, at least one; two short months may have the same."""
        first = min(self.cell_of(self.edges[bucket], cells), cells - 1)
        return range(first, max(first + 1, self.cell_of(self.edges[bucket + 1], cells)))

    def bucket_in(self, cell: int, cells: int) -> int:
        """The bucket that a cell shows; the nearest one for a cell beside the line."""
        # The last minute of the cell: a cell shows what has begun in it.
        return self.bucket_at(self.start - (cell + 1) * (self.start - self.end) // cells - 1)


def round_numbers() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, and so on."""
    return (digit * 10**zeros for zeros in count() for digit in (1, 2, 5))


def _years_text(first: int, last: int) -> str:
    """A decade by its name where it has one (`1900s` would be read as a century), else by its first and last year."""
    has_name = last - first < 10 and first > 0 and first % 100  # noqa: PLR2004 years in a decade
    return f"{year_title(first)}s" if has_name else years_text(first, last)


def _without_shared_end(text: str, other: str) -> str:
    """A text without the last words that another one ends with too."""
    words, others = text.split(), other.split()
    while words and others and words[-1] == others[-1]:
        words.pop()
        others.pop()
    return " ".join(words).removesuffix(" ·")


def clock_of(minute: int) -> str:
    """The time of day of a minute: `14:00`."""
    return f"{minute % DAY // HOUR:02}:{minute % HOUR:02}"


def day_without_year(minute: int) -> str:
    """The day of a minute: `18 Oct`."""
    _, month, day = day_of(minute)
    return f"{day} {month_name(month)[:3]}"


def month_without_year(minute: int) -> str:
    """The month of a minute: `Oct`."""
    return month_name(month_of(minute)[1])[:3]


def year_of(minute: int) -> str:
    """The year of a minute: `2024`, `44 BC`."""
    return year_title(month_of(minute)[0])
