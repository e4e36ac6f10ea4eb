"""Counts, and how much of a view only may match, in words: the same on the screen and on the command line."""

from collections.abc import Sequence

from chronoterm.chronology.view import View
from chronoterm.problems import Problem, Severity


def counted(view: View, total: int) -> str:
    """How much is shown: `15 records`, `9 of 15 · FILTERED · 3 possible`, `6 of 15 · FILTERED · 3 possible hidden`."""
    if not view.query.conditions:
        return f"{total:,} {'record' if total == 1 else 'records'}"
    return f"{view.count:,} of {total:,} · FILTERED{doubt(view)}"


def doubt(view: View) -> str:
    """How many records only may match, shown or left out: ` · 3 possible`, ` · 3 possible hidden`, or nothing."""
    if view.hidden:
        return f" · {view.hidden:,} possible hidden"
    return f" · {view.possible:,} possible" if view.possible else ""


def needs_attention(problems: Sequence[Problem]) -> str:
    """How many records have something wrong with them."""
    number = len({(each.table, each.document) for each in problems if each.severity is not Severity.NOTE})
    if not number:
        return ""
    return f"{number:,} {'record needs' if number == 1 else 'records need'} attention"
