"""The reports of a record and where each comes from, as the detail and `chronoterm show` draw them."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from chronoterm.chronology.evidence import Reports
from chronoterm.chronology.origins import Chain, SourceMark, counted_with_chains
from chronoterm.chronology.view import Chronology
from chronoterm.documents import DocumentError
from chronoterm.records import Record
from chronoterm.terms import Comparison, Reported
from chronoterm.text import clean

MOST_CHAINS = 9
"""Chains that are drawn; the counts are of all."""

MOST_NAMES = 6
"""Names of a chain that are drawn, its root among them."""


class ToldReports(NamedTuple):
    """Lines, with what the first of them can be filtered by."""

    lines: Sequence[str] = ()
    means: Reported | None = None


def reports(record: Record, chronology: Chronology) -> ToldReports:
    """How many reports of how many origins there are, and the way of each to its root.

    Nothing where there is a single source that came by nothing else.
    """
    marks = _marks(record, chronology)
    if record.sources and not marks:
        return ToldReports(["0/0 · none of its sources had been published then"], Reported(0))
    if len(marks) < 2 and not any(mark.via for mark in marks):  # noqa: PLR2004 - of one alone Source tells all
        return ToldReports()
    counts, ways = counted_with_chains(marks)
    drawn = [_drawn(each) for each in islice(ways, MOST_CHAINS + 1)]
    means = Reported(counts.origins, Comparison.AT_LEAST)
    if len(drawn) == 1:
        return ToldReports([f"{counts.text} · {drawn[0]}"], means)
    more = [f"… {counts.reports:,} in all"] if len(drawn) > MOST_CHAINS else []
    return ToldReports([f"{counts.text} · {in_words(counts)}", *drawn[:MOST_CHAINS], *more], means)


def in_words(counts: Reports) -> str:
    """What a column shows as `3/1`: `3 reports, 1 origin`."""
    reported = f"{counts.reports:,} report{'' if counts.reports == 1 else 's'}"
    return f"{reported}, {counts.origins:,} origin{'' if counts.origins == 1 else 's'}"


def _marks(record: Record, chronology: Chronology) -> Sequence[SourceMark]:
    try:
        return chronology.reports(record.id)
    except (KeyError, DocumentError):  # gone from the store by now: what is shown are its own sources
        return [SourceMark.of(each) for each in record.sources]


def _drawn(way: Chain) -> str:
    names = way.names
    if len(names) > MOST_NAMES:
        names = (*names[: MOST_NAMES - 1], "…", names[-1])
    return clean(way._replace(names=names).text)
