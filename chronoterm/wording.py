"""Conditions and counts in words, the same on the screen and on the command line."""

from collections.abc import Sequence

from chronoterm.chronology.view import Chronology, View
from chronoterm.problems import Problem, Severity
from chronoterm.query import Condition, Facet, Period
from chronoterm.text import clean


def in_words(chronology: Chronology, condition: Condition | Period) -> str:
    """A condition as a chip shows it: `place: Russia (+3 within)`, `not actor: NATO`, `since 13 Oct 2024`."""
    if isinstance(condition, Period):
        return condition.label
    names = " or ".join(clean(chronology.label(condition.facet, value)) for value in condition.values)
    sign = "not " if condition.exclude else ""
    return f"{sign}{condition.facet.value}: {names}{_included(chronology, condition)}"


def counted(view: View, total: int) -> str:
    """How much is shown: `15 records`, `9 of 15 · FILTERED · 3 possible`."""
    if not view.query.conditions:
        return f"{total:,} {'record' if total == 1 else 'records'}"
    possible = f" · {view.possible:,} possible" if view.possible else ""
    return f"{view.count:,} of {total:,} · FILTERED{possible}"


def needs_attention(problems: Sequence[Problem]) -> str:
    """How many records have something wrong with them."""
    number = len({(each.table, each.document) for each in problems if each.severity is not Severity.NOTE})
    if not number:
        return ""
    return f"{number:,} {'record needs' if number == 1 else 'records need'} attention"


def _included(chronology: Chronology, condition: Condition) -> str:
    """What a place or body stands for besides itself, since its filter includes that."""
    if condition.facet not in (Facet.ACTOR, Facet.PLACE, Facet.SPEAKER):
        return ""
    names = [clean(name) for value in condition.values for name in chronology.within(condition.facet, value)]
    if not names:
        return ""
    return f" (+{names[0]})" if len(names) == 1 else f" (+{len(names)} within)"
