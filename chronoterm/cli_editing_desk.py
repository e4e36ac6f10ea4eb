"""A store to be edited from the command line: opened, asked about, written, and left."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from chronoterm.desk import Desk
from chronoterm.directories import state_folder
from chronoterm.editing.naming import NewName
from chronoterm.editing.steps import noun_of, title_of
from chronoterm.edits import Document, Edit, Table, Written
from chronoterm.language.errors import told
from chronoterm.modes import ALL_RIGHTS
from chronoterm.opening import chosen_path, is_sample
from chronoterm.output import complain, write_lines
from chronoterm.problems import ChronotermError
from chronoterm.reader import open_desk
from chronoterm.store.errors import EditConflictError, StoreError
from chronoterm.store.marks import mark_of
from chronoterm.store.shared import Seen
from chronoterm.text import clean

ATTEMPTS = 10
"""How often an edit that nobody was asked about is made anew, where others write what it is about."""


class Planned(NamedTuple):
    """An edit that can be written: of which revisions, what it does for people to read, and what they should know."""

    edit: Edit
    seen: Seen
    lines: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def records(self) -> int:
        """How many records it changes."""
        return len({each.id for each in self.edit.changes if each.table is Table.RECORDS})


def desk_for(store: Path | None) -> Desk:
    """Open a store to note something in it. Raises StoreError."""
    try:
        state: Path | None = state_folder()
    except RuntimeError:  # the user has no home
        state = None
    return open_desk(chosen_path(store), ALL_RIGHTS, state)


def desk_to_edit(store: Path | None) -> Desk:
    """Open a store to edit it. Raises ChronotermError where that may not be."""
    desk = desk_for(store)
    path = desk.store.path
    if is_sample(path):
        raise ChronotermError(
            "the sample cannot be edited; `chronoterm new my.json --sample` makes a copy that can, with -s my.json"
        )
    if desk.store.obstacle:
        raise StoreError(path, f"cannot be edited: {desk.store.obstacle}")
    return desk


def demand_document(desk: Desk, table: Table, id_: str) -> Document:
    """The document of an id as it stands. Raises ChronotermError where there is none."""
    document = desk.document(table, id_)
    if document is None:
        noun = table.value.removesuffix("s")
        hint = ". `chronoterm list --columns id,headline` prints all" if table is Table.RECORDS else ""
        raise ChronotermError(f"{desk.store.path}: no {noun} has the id {told(id_)}{hint}")
    return document


# Writing


@contextmanager
def saved(
    desk: Desk, plan: Callable[[], Planned | None], attempts: int = ATTEMPTS
) -> Iterator[Planned | None]:
    """Write what is planned; in the block it is safe on the disk and can be told. None where nothing would change.

    The plan is made of the store as it is by then, and made anew where somebody changes just then what it is about.
    Raises ChronotermError; then nothing was written.
    """
    planned = _written(desk, plan, attempts)
    try:
        yield planned
    finally:
        if planned is not None:
            leave(desk)


def _written(desk: Desk, plan: Callable[[], Planned | None], attempts: int) -> Planned | None:
    while True:
        desk.follow()
        planned = plan()
        if planned is None:
            return None
        try:
            done = desk.write(planned.edit, planned.seen)
        except EditConflictError as error:
            attempts -= 1
            if attempts < 1:
                raise ChronotermError(conflict_told(desk, error)) from None
        else:
            for each in (*planned.remarks, done.said):
                if each:
                    complain(each)
            return planned


def leave(desk: Desk) -> None:
    """Close a store after a command; a large one is not written anew then.

    Once it is, all the same: what no fold of ours is in has to be looked through before each edit, which takes longer.
    """
    is_kept = desk.store.is_kept
    if desk.leave(in_haste=mark_of(desk.store.meta) is not None) and is_kept:
        from chronoterm.indexing.process import leave_behind  # noqa: PLC0415 - most stores are small

        leave_behind(desk.store.path)


def seen_in(desk: Desk, edit: Edit) -> Seen:
    """The revisions of the records that an edit changes, as they are now."""
    return {
        each.id: document.get("revision", 0)
        for each in edit.changes
        if each.table is Table.RECORDS and (document := desk.document(each.table, each.id)) is not None
    }


def conflict_told(desk: Desk, error: EditConflictError) -> str:
    """Who changed what an edit is about, and when, in a sentence."""
    change, document = error.change, error.document
    last = last_of(desk, {(change.table, change.id)})
    who, when = (last.by, last.at) if last else ((document or {}).get(each) for each in ("by", "modified"))
    what = "changed" if document is not None else "deleted"
    by = f" by {who}" if isinstance(who, str) else " by somebody"
    at = f" on {moment(when)}" if isinstance(when, str) else ""
    return f"{told(change.id)} was {what}{by}{at}, meanwhile; nothing was written"


def last_of(desk: Desk, ids: Collection[tuple[Table, str]]) -> Written | None:
    """The newest edit that the journal tells of any of these documents."""
    return next(
        (
            each
            for each in reversed(desk.store.history())
            if any((one.table, one.id) in ids for one in each.edit.changes)
        ),
        None,
    )


def moment(at: str) -> str:
    """A time of the journal, for people: `2024-10-18 12:30:05 UTC`."""
    return f"{at.replace('T', ' ').removesuffix('Z')} UTC"


# Telling


def tell_saved(what: str, lines: Iterable[str], *, data: bool = False) -> None:
    """Print what was done. Raises ChronotermError where that cannot be printed, which says that it was done."""
    try:
        write_lines(lines, data=data)
    except ChronotermError as error:
        raise ChronotermError(f"{what}, but {error}") from None


def new_names_told(names: Iterable[NewName]) -> tuple[str, ...]:
    """That names which nobody had are made."""
    return tuple(
        f"new {noun_of(each.table)} {told(title_of(each.document))} ({clean(each.document['id'])})"
        for each in names
    )
