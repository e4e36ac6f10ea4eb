"""What a drawn timeline shows: how many records there are at what time, and a mark for each where they are few."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from chronoterm.cells import cut
from chronoterm.chronology.view import Chronology
from chronoterm.dates import DAY, EARLIEST, LATEST, Precision
from chronoterm.exporters import words
from chronoterm.exporters.choosing import Chosen
from chronoterm.records import Entry
from chronoterm.scale import Scale, Unit, edges
from chronoterm.text import clean

MOST_BUCKETS = 60
MOST_MARKS = 150
"""More marks than that hide each other; the bars alone are drawn then."""

LONGEST = 200
"""Cells of what is said of a mark."""

FEW_DAYS = 10
"""Days that are drawn at least, where nothing has a time of day."""


class Mark(NamedTuple):
    """A record on the line: its half-open minutes, open sides as `EARLIEST` and `LATEST`.

    It is `lasting` if it takes more than a day or nobody knows which day, `sharp` if nothing about its date is
    uncertain, and `latest` if it may be older.
    """

    number: int
    start: int
    end: int
    kind: str
    text: str
    lasting: bool
    sharp: bool
    latest: bool


class Timeline(Struct, frozen=True):
    """A scale, the number of records in each of its buckets, and the marks unless they are too many."""

    scale: Scale
    counts: Sequence[float]
    marks: Sequence[Mark]
    dated: int
    undated: int


def timeline(chosen: Chosen, chronology: Chronology) -> Timeline | None:
    """What is drawn of the chosen records; none where none is dated. They are gone through twice."""
    extent = Extent()
    for row in chosen.rows():
        extent.add(row.entry)
    if not extent.dated:
        return None
    scale = extent.scale()
    counts = [0.0] * scale.count
    marks: list[Mark] = []
    for number, row in enumerate(chosen.rows(), start=1):
        if row.entry.when is None:
            continue
        mark = _mark(number, row.entry, chronology, possible=row.possible)
        for bucket, share in _shares(scale, mark):
            counts[bucket] += share
        if extent.dated <= MOST_MARKS:
            marks.append(mark)
    return Timeline(scale, counts, marks, extent.dated, extent.undated)


class Extent:
    """From the first to the last bound known of any date."""

    def __init__(self) -> None:
        self.dated = self.undated = 0
        self._known: tuple[int, int] | None = None
        self._has_clock = False

    def add(self, entry: Entry) -> None:
        """Take a record in."""
        when = entry.when
        if when is None:
            self.undated += 1
            return
        self.dated += 1
        self._has_clock = self._has_clock or when.precision is Precision.MINUTE
        start, end = _known(when.start, when.end)
        first, last = (start, end) if self._known is None else self._known
        self._known = min(first, start), max(last, end)

    def scale(self) -> Scale:
        """A scale from the first to the last, with some days at least."""
        start, end = self._known or (0, DAY)
        if self._has_clock or end - start >= FEW_DAYS * DAY:
            return Scale.of(start, max(end, start + 1), MOST_BUCKETS)
        more = (FEW_DAYS * DAY - (end - start)) // 2
        return Scale(Unit.DAY, edges(Unit.DAY, start - more, end + more))


def _mark(number: int, entry: Entry, chronology: Chronology, *, possible: bool) -> Mark:
    when = entry.when
    if when is None:
        raise ValueError("an undated record has no place on a line")
    lasting = when.precision not in (Precision.MINUTE, Precision.DAY)
    is_interval = when.precision is Precision.INTERVAL and not (when.approximate or when.uncertain)
    text = cut(clean(f"{words.date_in_words(entry)} · {words.headline(entry, chronology)}"), LONGEST)
    return Mark(
        number,
        when.start,
        when.end,
        entry.sort_of,
        f"{text} (may match)" if possible else text,
        lasting=lasting,
        sharp=not possible and not entry.at_the_latest and (is_interval or words.is_sharp(entry)),
        latest=entry.at_the_latest,
    )


def _known(start: int, end: int) -> tuple[int, int]:
    """Half-open minutes, with a minute at the known side in the place of an open one."""
    return (start if start != EARLIEST else end - 1), (end if end != LATEST else start + 1)


def _shares(scale: Scale, mark: Mark) -> Iterator[tuple[int, float]]:
    """What each bucket has of a record, spread evenly over its time as far as that is known."""
    start, end = _known(mark.start, mark.end)
    first, last = scale.bucket_at(start), scale.bucket_at(end - 1)
    for bucket in range(first, last + 1):
        inside = min(end, scale.edges[bucket + 1]) - max(start, scale.edges[bucket])
        yield bucket, inside / (end - start)
