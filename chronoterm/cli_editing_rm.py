"""`chronoterm rm`: records are deleted, with what points to them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from chronoterm.cli_editing_asking import demand_agreement, demand_answers
from chronoterm.cli_editing_desk import (
    Planned,
    demand_document,
    desk_to_edit,
    last_of,
    moment,
    saved,
    seen_in,
    tell_saved,
)
from chronoterm.cli_editing_told import below, first_lines, head
from chronoterm.desk import Desk
from chronoterm.edits import Table
from chronoterm.output import terminal_cells, write_lines
from chronoterm.problems import ChronotermError
from chronoterm.wording import records_in_words

MOST_NAMED = 5
"""Ids of records that point to one, which are told."""


def delete(store: Path | None, ids: Sequence[str], *, yes: bool) -> None:
    """Show what goes and what goes with it, ask unless `yes`, and delete it as one edit."""
    demand_answers(yes=yes)
    desk = desk_to_edit(store)
    wanted = tuple(dict.fromkeys(ids))
    count = records_in_words(len(wanted))
    agreed: Planned | None = None
    if not yes:
        agreed = _planned(desk, wanted)
        write_lines([f"{count} would be deleted:", *agreed.lines])
        demand_agreement(f"Delete {count}?")

    def plan() -> Planned:
        planned = _planned(desk, wanted)
        if agreed is not None and planned.edit != agreed.edit:
            raise ChronotermError(_outdated(desk, planned))
        return planned

    with saved(desk, plan) as planned:
        below_it = planned.lines if yes and planned else ()
        back = f"u on the screen brings {'it' if len(wanted) == 1 else 'them'} back"
        tell_saved(f"{count} deleted", [f"{count} deleted; {back}", *below_it])


def _planned(desk: Desk, ids: Sequence[str]) -> Planned:
    """The deletion of all of them. Raises ChronotermError where one is not there."""
    for each in ids:
        demand_document(desk, Table.RECORDS, each)

    edit = desk.deletion(ids)
    if edit is None:
        raise ChronotermError("nothing is deleted by that")
    return Planned(edit, seen_in(desk, edit), first_lines(_blocks(desk, ids), len(ids)))


def _blocks(desk: Desk, ids: Sequence[str]) -> Iterator[list[str]]:
    """Each record, and below it what goes with it."""
    gone = frozenset(ids)
    cells = terminal_cells()
    for each in ids:
        document = demand_document(desk, Table.RECORDS, each)
        also = [below(text, cells) for text in _with_it(desk, each, gone)]
        yield [head(each, document, desk.store.entry(each), cells), *also]


def _with_it(desk: Desk, id_: str, gone: frozenset[str]) -> Iterator[str]:
    """What goes with a record, in words; records that go too are not told as pointing to it."""
    pointing = [each for each in desk.store.pointing_to((id_,))[id_] if each not in gone]
    if pointing:
        more = len(pointing) - MOST_NAMED
        named = ", ".join(pointing[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        yield f"what {records_in_words(len(pointing))} {'says' if len(pointing) == 1 else 'say'} of it: {named}"
    if notes := len(desk.store.annotations_on((id_,))):
        yield "a note on it" if notes == 1 else f"{notes:,} notes on it: stars, tags, comments"


def _outdated(desk: Desk, planned: Planned) -> str:
    """That what was shown is not what there is now."""
    last = last_of(desk, {(each.table, each.id) for each in planned.edit.changes})
    who = f" by {last.by} on {moment(last.at)}" if last else ""
    return f"what would go was changed{who}, meanwhile; nothing was deleted"
