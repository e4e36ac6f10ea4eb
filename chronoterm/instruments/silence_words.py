"""Silences in words: whose they are, from when to when, and as rows between the records of a list."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chronoterm.chronology.evidence import Evidence
from chronoterm.chronology.view import Chronology, View
from chronoterm.dates import DAY, LATEST, covering, day_start
from chronoterm.instruments.silence import Lasting, Silence, Silences
from chronoterm.instruments.silence_of import Whose, is_about_something
from chronoterm.instruments.told import some
from chronoterm.terms import Facet
from chronoterm.text import clean

MOST_NAMED = 3
"""Speakers that are named; the beginning of a name may mean hundreds."""


class Laid(NamedTuple):
    """A row of a list that is no record: it stands before the record at the position `first`."""

    first: int
    silence: Silence | Lasting


def names_of(chronology: Chronology, whose: Whose, *, short: bool = False) -> str:
    """Whose silence it is, by name."""
    few, more = whose.values[:MOST_NAMED], len(whose.values) - MOST_NAMED
    names = " or ".join(clean(chronology.label(Facet.SPEAKER, each, short=short)) for each in few)
    return f"{names} or {more:,} more" if more > 0 else names


def days_text(days: int) -> str:
    """A number of days in words."""
    return some(days, "day")


def day_text(minute: int) -> str:
    """The day of a minute, as people write it."""
    return covering(day_start(minute), day_start(minute) + DAY).text


def row_text(chronology: Chronology, view: View, silence: Silence | Lasting) -> str:
    """A silence as a row between records: `~ — 13 days, perhaps no statement: Zelenskyy · 18–30 Oct 2024 —`."""
    mark, perhaps = ("~", "perhaps ") if silence.possible else (" ", "")
    about = " about this" if is_about_something(view.query) else ""
    who, days = names_of(chronology, silence.whose), days_text(silence.days)
    if isinstance(silence, Lasting):
        since = day_text(silence.since - DAY)
        return f"{mark} — since {since} {perhaps}no statement{about}, {days} so far: {who} —"
    when = covering(silence.since, silence.until).text
    return f"{mark} — {days}, {perhaps}no statement{about}: {who} · {when} —"


def laid(view: View, evidence: Evidence, silences: Silences) -> Sequence[Laid]:
    """The silences as rows of a view in chronological order or its reverse, the first one first.

    A row stands where its first day begins: after all that begins before, and before all that begins on it or later;
    in the reverse order the other way round.
    """
    rows, dated = evidence.rows, len(evidence.rows) - evidence.undated

    def starts(row: int) -> int:
        span = evidence.dated(row)
        return LATEST if span is None else span[0]

    def place(minute: int) -> int:
        earlier = bisect_left(rows, minute, 0, dated, key=starts)
        return dated - earlier if view.order.reverse else earlier

    every: list[Silence | Lasting] = [*silences.found, *silences.lasting]
    every.sort(key=lambda each: each.since, reverse=view.order.reverse)
    return [Laid(place(each.since), each) for each in every]


def title_of(chronology: Chronology, view: View, whose: Whose | None) -> str:
    """Whose silences are told, and that they are about something alone."""
    about = " about this" if is_about_something(view.query) else ""
    return (
        f"Silences{about}{', speaker by speaker' if whose is None else f' of {names_of(chronology, whose)}'}"
    )


def counted_of(view: View, silences: Silences) -> str:
    """What silences were counted from, what makes them only possible, and what was left out."""
    least, statements = days_text(silences.least), some(silences.statements, "statement")
    notes = ", ".join(_notes(view, silences))
    told = f"{some(len(silences.found), 'silence')} of {least} or more between {statements}"
    left = ", ".join(_left_out(view, silences)) or "nothing"
    return f"{f'{told} ({notes})' if notes else told}; left out: {left}"


def _notes(view: View, silences: Silences) -> Iterator[str]:
    if silences.possible:
        yield f"~ {silences.possible:,} only possible"
    if silences.unbounded:
        yield f"{silences.unbounded:,} dated on one side only"
    if view.possible:
        yield f"{some(view.possible, 'record')} of the view only may match"
    if silences.unreviewed:
        yield f"? {silences.unreviewed:,} not reviewed"


def _left_out(view: View, silences: Silences) -> Iterator[str]:
    if is_about_something(view.query):
        yield "what was said beside the filters"
    if silences.shorter:
        yield f"{silences.shorter:,} shorter"
    if silences.undated:
        yield f"{silences.undated:,} undated, which may lie in any"
    if view.hidden:
        yield f"{some(view.hidden, 'record')} that only may match"
    if silences.statements:
        yield "all before the first statement and after the last"
