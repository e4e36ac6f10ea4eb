"""`chronoterm edit`: one record, actor or place, in the user's editor or by assignments."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import click

from chronoterm.chance import chance
from chronoterm.cli_asking import today
from chronoterm.cli_editing_asking import agrees, may_ask
from chronoterm.cli_editing_desk import (
    Planned,
    demand_document,
    desk_to_edit,
    new_names_told,
    saved,
    tell_saved,
)
from chronoterm.cli_editing_told import fields, first_lines, head
from chronoterm.desk import Desk
from chronoterm.directories import state_folder
from chronoterm.editing.as_text import FromText, TextError, as_text, from_text
from chronoterm.editing.assigning import assigning
from chronoterm.editing.changes import put
from chronoterm.editing.fields import Form
from chronoterm.editor import EditorError, TextFile
from chronoterm.edits import Document, Table
from chronoterm.output import complain, terminal_cells
from chronoterm.problems import ChronotermError
from chronoterm.text import clean

UNCHANGED = "nothing was changed"


def assign(store: Path | None, table: Table, id_: str, assignments: Sequence[str]) -> None:
    """Give fields of one document other values, and print what that changed."""
    desk = desk_to_edit(store)
    form = Form.of(table)

    def plan() -> Planned | None:
        before = demand_document(desk, table, id_)
        assigned = assigning(assignments, form, desk.chronology, today(), chance=chance())
        return _planned(desk, form, before, FromText(assigned(before), assigned.new_names))

    with saved(desk, plan) as planned:
        _tell(planned)


def edit_as_text(store: Path | None, table: Table, id_: str) -> None:
    """Let the user's editor have one document as a text, save what it leaves, and print what that changed.

    Raises ChronotermError; a text that is not saved stays in its file, whose path is told.
    """
    desk = desk_to_edit(store)
    form = Form.of(table)
    document = demand_document(desk, table, id_)
    try:
        text = _Text(TextFile(_folder(), f"{id_[:60]}-{chance()[:4]}"), as_text(document, form))
    except TextError as error:
        raise ChronotermError(f"{clean(id_[:80])} {error.why}") from None
    _put_down(text)
    with _kept(text.file):
        made = _edited(desk, form, document, text)
        if made is None:
            complain(UNCHANGED)
            return
        with saved(desk, lambda: _planned(desk, form, document, made), attempts=1) as planned:
            text.file.drop()
            _tell(planned)


class _Text(NamedTuple):
    """A document as a text in the editor, and what was put there."""

    file: TextFile
    before: str


def _folder() -> Path:
    try:
        return state_folder()
    except RuntimeError:
        raise ChronotermError("there is no folder for the text: you have no home") from None


def _put_down(text: _Text) -> None:
    try:
        text.file.write(text.before)
    except EditorError:
        with suppress(OSError):  # it may be what could not be written to
            text.file.drop()
        raise


def _edited(desk: Desk, form: Form, document: Document, text: _Text) -> FromText | None:
    """What the editor leaves, opened again while that cannot be understood; none where nothing was changed."""
    while True:
        left = _left_by_editor(text)
        if left == text.before:
            text.file.drop()
            return None
        desk.follow()
        try:
            return from_text(left, document, form, desk.chronology, today(), chance=chance())
        except TextError as error:
            if not may_ask() or not agrees(f"chronoterm: {error}. Edit it again?"):
                raise ChronotermError(f"{error}; nothing was written") from None


def _left_by_editor(text: _Text) -> str:
    try:
        with _interrupts_left_to_the_editor():
            return text.file.edit(os.environ)
    except EditorError:
        if _is_untouched(text):
            text.file.drop()
        raise


def _is_untouched(text: _Text) -> bool:
    with suppress(OSError):
        return text.file.path.read_bytes() == text.before.encode()
    return False


@contextmanager
def _kept(file: TextFile) -> Iterator[None]:
    """Tell where the text is, if it is not saved."""
    try:
        yield
    except ChronotermError as error:
        if not file.path.exists():
            raise
        raise ChronotermError(f"{error}. {_where(file)}") from None
    except (click.Abort, KeyboardInterrupt):
        if file.path.exists():
            complain(_where(file))
        raise


def _where(file: TextFile) -> str:
    return f"Your text is in {file.path}"


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Let the keys that interrupt or quit mean what they mean to the editor, which does not inherit a handler."""
    signals = (signal.SIGINT, signal.SIGQUIT)
    before = {each: signal.signal(each, lambda *_: None) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _planned(desk: Desk, form: Form, before: Document, made: FromText) -> Planned | None:
    edit = put(form.table, before, made.document, made.new_names)
    if edit is None:
        return None
    cells = terminal_cells()
    entry = desk.store.entry(before["id"]) if form is Form.RECORD else None
    changed = fields(before, made.document, form, desk.chronology, cells)
    lines = first_lines([[head(before["id"], before, entry, cells), *changed]], 1)
    seen = {before["id"]: before.get("revision", 0)} if form is Form.RECORD else {}
    return Planned(edit, seen, lines, new_names_told(made.new_names))


def _tell(planned: Planned | None) -> None:
    if planned is None:
        complain(UNCHANGED)
    else:
        tell_saved("the change is saved", planned.lines)
