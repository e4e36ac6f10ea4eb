"""Finding silences: all statements are gone through once, in order of the time that they stand on."""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import merge

from chronoterm.chronology.evidence import Evidence
from chronoterm.dates import DAY, EARLIEST, LATEST
from chronoterm.instruments.silence import Found, Longest, Loose, Silences, Speakers, StillLasting
from chronoterm.instruments.silence_of import LEAST, Whose
from chronoterm.instruments.told import Progress
from chronoterm.records import UNREVIEWED
from chronoterm.terms import Facet

NOBODY = -1
"""The number of nobody who is asked for."""


@dataclass
class Sweep:
    """Goes through statements: until when each speaker is covered by them, by which row, and what is silent between.

    Silences are looked for of at least `least` minutes. Who has said nothing yet is covered from no minute on. What
    has no sharp date is `loose` too.
    """

    least: int
    covered: list[int]
    before: list[int]
    found: Found = field(default_factory=Found)
    loose: defaultdict[int, Loose] = field(default_factory=lambda: defaultdict(Loose))
    shorter: int = 0

    def go_through(self, evidence: Evidence, rows: Iterable[int], said_by: "array[int]") -> None:
        """Take in statements in the order of the time that they stand on, each said by somebody with a number."""
        starts, ends, open_start = evidence.dates
        covered, before, shorter, least = self.covered, self.before, 0, self.least
        add = self.found.add
        for row in rows:
            start, end, number = starts[row], ends[row], said_by[row]
            if end == LATEST or row in open_start:
                stands = self.loose[number].take(evidence.lies(row), evidence.dated(row))
                if stands is None:
                    continue
                start, end = stands
            over = covered[number]
            if start - over >= DAY and over != EARLIEST:  # so that there may be a whole day between
                since, until = over + -over % DAY, start - start % DAY
                if until - since >= least:
                    add(number, since, until, before[number], row)
                elif until > since:
                    shorter += 1
            if end >= over:
                covered[number], before[number] = end, row
        self.shorter += shorter


def silences(
    evidence: Evidence,
    whose: Whose | None,
    *,
    today: int,
    least: int = LEAST,
    progress: Progress | None = None,
) -> Silences:
    """The silences of somebody in a view; without `whose`, those of each speaker by themselves.

    `today` is any minute of the day up to which the last ones are counted. `progress` is told how many records are
    done, and may raise to stop.
    """
    values, said_by = _who_said(evidence, whose)
    rows = [row for row in evidence.statements if said_by[row] != NOBODY]
    if progress:
        progress(len(rows))
    sweep = Sweep(least * DAY, [EARLIEST] * len(values), [0] * len(values))
    sweep.go_through(evidence, _as_they_stand(evidence, rows), said_by)
    speakers = Speakers(values, whose is None or whose.exact, dict(sweep.loose))
    undated = sum(each.undated for each in sweep.loose.values())
    unreviewed = evidence.having(Facet.TAG, UNREVIEWED)
    return Silences(
        Longest(sweep.found, speakers),
        StillLasting(sweep.covered, sweep.before, speakers, today // DAY),
        least,
        shorter=sweep.shorter,
        statements=len(rows) - undated,
        unbounded=sum(each.unbounded for each in sweep.loose.values()),
        undated=undated,
        unreviewed=len(frozenset(unreviewed).intersection(rows)) if unreviewed else 0,
        possible=_possible(speakers, sweep.found),
    )


def _who_said(evidence: Evidence, whose: Whose | None) -> "tuple[Sequence[tuple[str, ...]], array[int]]":
    """Whose silences are looked for, and for each row the number of who says it, if it is a statement."""
    rows_of: list[tuple[tuple[str, ...], Sequence[int]]]
    if whose is None:
        rows_of = [((each,), rows) for each, rows in evidence.by_value(Facet.SPEAKER)]
    else:
        rows_of = [(whose.values, evidence.having(Facet.SPEAKER, *whose.values, exact=whose.exact))]
    said_by = array("i", [NOBODY]) * evidence.total
    for number, (_, rows) in enumerate(rows_of):
        for row in rows:
            said_by[row] = number
    return [each for each, _ in rows_of], said_by


def _as_they_stand(evidence: Evidence, rows: Sequence[int]) -> Iterable[int]:
    """Some ascending rows in order of the time that they stand on.

    Rows are in order of the beginnings that are written. So those without one come first, and stand later.
    """
    starts, ends, _ = evidence.dates

    def stands_from(row: int) -> int:
        return ends[row] - 1 if starts[row] == EARLIEST else starts[row]

    early = bisect_right(rows, EARLIEST, key=starts.__getitem__)
    if not early:
        return rows
    return merge(sorted(rows[:early], key=stands_from), rows[early:], key=stands_from)


def _possible(speakers: Speakers, found: Found) -> int:
    """How many of the silences found are only possible."""
    loose = speakers.loose
    every = zip(found.whose, found.since, found.until, strict=True) if loose else ()
    return sum(loose[number].may_break(since, until) for number, since, until in every if number in loose)
