"""`chronoterm set`: fields get other values in all records that match."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from chronoterm.chance import chance
from chronoterm.chronology.view import View
from chronoterm.cli_asking import asked, end_with_nothing, tell_remarks, today
from chronoterm.cli_editing_asking import demand_agreement, demand_answers
from chronoterm.cli_editing_desk import (
    Planned,
    desk_to_edit,
    new_names_told,
    saved,
    seen_in,
    tell_saved,
)
from chronoterm.cli_editing_told import fields, first_lines, head
from chronoterm.desk import Desk
from chronoterm.editing.assigning import Assigning, AssignmentError, assigning
from chronoterm.editing.fields import Form
from chronoterm.edits import Change, Document, Edit, Table, change
from chronoterm.language.errors import told
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.output import complain, terminal_cells, write_lines
from chronoterm.wording import records_in_words

_ASSIGNMENT = re.compile(r"[A-Za-z_.-]+[+-]?=.*", re.DOTALL)


class Choice(NamedTuple):
    """Which records are meant besides the query: all of them, or those too that only may match."""

    every: bool = False
    possible: bool = False


class Asked(NamedTuple):
    """What was asked for: the words of a query, what is assigned, and which records are meant."""

    words: Sequence[str]
    assignments: Sequence[str]
    choice: Choice


def set_in(store: Path | None, words: Sequence[str], choice: Choice, *, dry_run: bool, yes: bool) -> None:
    """Show what would change, ask unless `yes`, and change it as one edit."""
    wanted = _asked(words, choice)
    demand_answers(yes=yes or dry_run)
    desk = desk_to_edit(store)

    if dry_run or not yes:
        _show(desk, wanted, dry_run=dry_run)
        return
    with saved(desk, lambda: _planned(desk, wanted)) as planned:
        if planned is None:
            complain("nothing was changed by that")
        else:
            count = records_in_words(planned.records)
            tell_saved(f"{count} changed", [f"{count} changed:", *planned.lines])


def _show(desk: Desk, wanted: Asked, *, dry_run: bool) -> None:
    """Show what would change, and change just that if somebody says so."""
    planned = _planned(desk, wanted)
    if planned is None:
        complain("nothing would be changed by that")
        return
    count = records_in_words(planned.records)
    tell_remarks(planned.remarks)
    write_lines([f"{count} would change:", *planned.lines])
    if dry_run:
        return
    demand_agreement(f"Change {count}?")
    told_already = planned._replace(remarks=())
    with saved(desk, lambda: told_already, attempts=1):
        tell_saved(f"{count} changed", [f"{count} changed"])


def _asked(words: Sequence[str], choice: Choice) -> Asked:
    """Part the assignments from the query. Raises UsageError where there are none, or where no records are chosen."""
    assignments = [each for each in words if _ASSIGNMENT.fullmatch(each)]
    query = [each for each in words if not _ASSIGNMENT.fullmatch(each)]
    if not assignments:
        raise click.UsageError("No FIELD=VALUE is given, such as tags+=strike.")
    has_query = any(each.strip() for each in query)
    if choice.every and has_query:
        raise click.UsageError("Give either a QUERY or --all.")
    if not choice.every and not has_query:
        raise click.UsageError("No QUERY is given; --all is for all records.")
    return Asked(query, assignments, choice)


def _planned(desk: Desk, wanted: Asked) -> Planned | None:
    """What would change in the store as it is now. Ends the command where nothing matches."""
    chronology = desk.chronology
    assigned = assigning(wanted.assignments, Form.RECORD, chronology, today(), chance=chance())
    reading = asked(chronology, wanted.words, certain=not wanted.choice.possible)
    view = chronology.view(reading.query, CHRONOLOGICAL)
    if view.count == 0:
        end_with_nothing(chronology, view, reading.remarks)
    pairs = _pairs(desk, view, assigned)
    changes = tuple(
        made for made in (change(Table.RECORDS, each["id"], each, after) for each, after in pairs) if made
    )
    if not changes:
        return None
    names = (Change(each.table, each.document["id"], None, each.document) for each in assigned.new_names)
    edit = Edit(_does(assigned.fields, len(changes)), (*names, *changes))
    changed = {each.id for each in changes}
    blocks = _blocks(desk, (pair for pair in pairs if pair[0]["id"] in changed))
    remarks = (*reading.remarks, *_left_out(view), *new_names_told(assigned.new_names))
    return Planned(edit, seen_in(desk, edit), first_lines(blocks, len(changes)), remarks)


def _pairs(desk: Desk, view: View, assigned: Assigning) -> list[tuple[Document, Document]]:
    """Each matching record as it is, and as it would be. Raises AssignmentError where one cannot be."""
    pairs = []
    for row in view.window(0, view.count):
        document = desk.document(Table.RECORDS, row.entry.id)
        if document is None:
            continue
        try:
            pairs.append((document, assigned(document)))
        except AssignmentError as error:
            raise AssignmentError(f"{told(row.entry.id)}, {error}; nothing was changed") from None
    return pairs


def _blocks(desk: Desk, pairs: Iterator[tuple[Document, Document]]) -> Iterator[list[str]]:
    cells = terminal_cells()
    for before, after in pairs:
        entry = desk.store.entry(before["id"])
        changed = fields(before, after, Form.RECORD, desk.chronology, cells)
        yield [head(before["id"], before, entry, cells), *changed]


def _left_out(view: View) -> Iterator[str]:
    if view.hidden:
        them = "it" if view.hidden == 1 else "them"
        yield f"{records_in_words(view.hidden)} more only may match; --possible takes {them} too"


def _does(names: Sequence[str], number: int) -> str:
    return f"set {', '.join(each.replace('_', ' ') for each in names)} of {records_in_words(number)}"
