"""Whose silence a query asks for, whether it is silence about something, and from how many days on it is told."""

from typing import NamedTuple

from chronoterm.query import Query
from chronoterm.terms import STATEMENTS, Clock, Condition, Facet, Period, Term

LEAST = 7
"""Days from which a silence is told where nobody asked for another number."""

STEPS = (1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90, 180, 365)
"""The numbers of days that somebody can choose from, one after the other."""


class Whose(NamedTuple):
    """Whose silence it is: that of these speakers together, and of who belongs to them unless `exact`."""

    values: tuple[str, ...]
    exact: bool = False


def whose_silence(query: Query) -> Whose | None:
    """Whose silence a query is about: the newest filter by speaker tells, else the newest one by actor.

    None where nobody is asked for, or only somebody to be left out.
    """
    asking = _asking(query)
    return None if asking is None else Whose(asking.values, asking.exact)


def is_about_something(query: Query) -> bool:
    """Whether a query asks for more than whose statements and of which time.

    What was said beside it is not counted then, so that it is silence about this alone.
    """
    asking = _asking(query)
    return any(each != asking and not _leaves_all_said(each) for each in query.conditions)


def step_from(least: int, by: int) -> int:
    """The next number of days that somebody can choose, greater (`by` 1) or smaller (-1); the same at the end."""
    others = [each for each in STEPS if (each > least if by > 0 else each < least)]
    return (others[0] if by > 0 else others[-1]) if others else least


def _asking(query: Query) -> Condition | None:
    for facet in (Facet.SPEAKER, Facet.ACTOR):
        named = [each for each in query.on(facet) if not each.exclude]
        if named:
            return named[-1]
    return None


def _leaves_all_said(term: Term) -> bool:
    """Whether a filter leaves all statements of its time there."""
    match term:
        case Period():
            return term.clock is Clock.DATE
        case Condition(facet=Facet.KIND):
            return (STATEMENTS in term.values) is not term.exclude
        case _:
            return False
