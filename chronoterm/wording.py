"""Counts, and how much of a view only may match, in words: the same on the screen and on the command line."""

from collections.abc import Iterable, Sequence

from chronoterm.chronology.view import View
from chronoterm.edits import Change, Table, Written
from chronoterm.problems import Problem, Severity


def counted(view: View, total: int) -> str:
    """How much is shown: `15 records`, `9 of 15 · FILTERED · 3 possible`, `6 of 15 · FILTERED · 3 possible hidden`."""
    if view.query.conditions:
        return f"{view.count:,} of {total:,} · FILTERED{doubt(view)}"
    if view.query.as_of is not None:
        return f"{view.count:,} of {total:,} known{doubt(view)}"
    return records_in_words(total)


def records_in_words(number: int) -> str:
    """A number of records: `1 record`, `1,200 records`."""
    return "1 record" if number == 1 else f"{number:,} records"


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


def what_others_did(edits: Iterable[Written], me: str) -> str:
    """What other sessions wrote, by user: `ben: 2 changed, 1 new`; empty for nothing. `me` wrote elsewhere."""
    of_users: dict[str, list[Change]] = {}
    for written in edits:
        of_users.setdefault(written.by, []).extend(written.edit.changes)
    return "; ".join(
        f"{'you, elsewhere' if user == me else user}: {_what(changes)}" for user, changes in of_users.items()
    )


def _what(changes: Sequence[Change]) -> str:
    records = {each.id: each for each in changes if each.table is Table.RECORDS}.values()
    named = (Table.ACTORS, Table.PLACES, Table.SERIES)
    names = {(each.table, each.id) for each in changes if each.table in named}
    texts = len({each.id for each in changes if each.table is Table.TEXTS})
    return counts(
        changed=sum(each.was is not None and each.now is not None for each in records),
        new=sum(each.was is None for each in records),
        deleted=sum(each.now is None for each in records),
        noted=len({each.id for each in changes if each.table is Table.ANNOTATIONS}),
        **{"name changed" if len(names) == 1 else "names changed": len(names)},
        **{"text" if texts == 1 else "texts": texts},
    )


def counts(**numbers: int) -> str:
    """Several numbers of one thing: `2 changed, 1 new`; what there is none of is left out."""
    return ", ".join(f"{number:,} {what}" for what, number in numbers.items() if number)
