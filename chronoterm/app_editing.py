"""The part of the program that edits: opens the windows that people edit in, and makes edits of what they say."""

import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chronoterm.app_writing import WritingApp
from chronoterm.chance import chance
from chronoterm.dates import PartialDate
from chronoterm.desk import Done
from chronoterm.directories import state_folder
from chronoterm.edits import Document, Table
from chronoterm.keeping.drafts import Drafts
from chronoterm.problems import ChronotermError
from chronoterm.screens.editing import EditAsked, EditingAsked, NewAsked
from chronoterm.store.errors import EditConflictError
from chronoterm.telling_notes import time_in_words

if TYPE_CHECKING:
    from chronoterm.editing.naming import NewName
    from chronoterm.editor import TextFile
    from chronoterm.screens.edit_form import EditForm


class FormApp(WritingApp):
    """Opens forms and editors, and saves what they hold."""

    _today: PartialDate
    _drafts: Drafts

    def carry_out(self, asked: EditingAsked) -> None:
        """Do what the main screen asks for that has to do with editing."""
        match asked:
            case NewAsked():
                self.ask_for_new(asked)
            case EditAsked():
                self.ask_for_edit(asked)

    def ask_for_new(self, event: NewAsked) -> None:
        """Open an empty form."""
        self._open_form(event.table, None)

    def ask_for_edit(self, event: EditAsked) -> None:
        """Open a form with what stands there, or the same in an editor."""
        desk = self._desk
        document = desk.document(event.table, event.id) if desk else None
        if document is None:
            self._main.remark(_not_there(event.table))
        elif event.as_text:
            self._edit_as_text(event.table, document)
        else:
            self._open_form(event.table, document)

    def _open_form(self, table: Table, document: Document | None) -> None:
        desk = self._desk
        if desk is None:
            return
        from chronoterm.editing.fields import Form  # noqa: PLC0415 - not on the way to the first frame
        from chronoterm.screens.edit_form import EditForm  # noqa: PLC0415 - as above

        kept = self._drafts.read(_key(table, document))
        form = EditForm(
            Form.of(table),
            desk.chronology,
            self._today,
            document,
            chance=chance(),
            draft=kept.texts if kept else None,
            drafted=f"on {kept.when}" if kept else "",
            series=tuple(desk.store.series),
        )
        self.push_screen(form)

    def on_edit_form_drafted(self, event: "EditForm.Drafted") -> None:
        """Keep what is typed, on disk, in case the connection is lost."""
        key = _key(event.form.form.table, event.form.original)
        if event.texts:
            self._drafts.keep(key, event.texts)
        else:
            self._drafts.drop(key)

    def keep_drafts(self) -> None:
        """Keep what is typed into forms at this moment, before the program ends."""
        from chronoterm.screens.edit_form import EditForm  # noqa: PLC0415 - as above

        for screen in self.screen_stack:
            if isinstance(screen, EditForm) and screen.texts:
                self._drafts.keep(_key(screen.form.table, screen.original), screen.texts)

    def on_edit_form_discarded(self, event: "EditForm.Discarded") -> None:
        """Forget what was given up."""
        self._drafts.drop(_key(event.form.form.table, event.form.original))

    def on_edit_form_save_asked(self, event: "EditForm.SaveAsked") -> None:
        """Save what the form holds; the form stays until that is done."""
        from chronoterm.editing.changes import put  # noqa: PLC0415 - as above

        form, before, after = event.form, event.before, event.after

        def answer(result: Done | ChronotermError) -> None:
            if isinstance(result, Done):
                self._drafts.drop(_key(event.table, form.original))
                form.done()
                self._saved(result, event.table, after)
            elif (
                isinstance(result, EditConflictError) and result.change.id == after["id"] and result.document
            ):
                who, when = (str(result.document.get(each, "")) for each in ("by", "modified"))
                form.conflict(result.document, who or "somebody", time_in_words(when))
            else:
                gone = isinstance(result, EditConflictError) and result.change.id == after["id"]
                why = "somebody deleted it meanwhile; nothing is written, and your text stays here"
                form.failed(why if gone else result.brief)

        self.write_edit(
            put(event.table, before, after, event.new_names), answer, seen_in(event.table, before)
        )

    def _saved(self, done: Done, table: Table, after: Document) -> None:
        """Say so, remember it to be undone, and go to the record."""
        self._main.made(done.made)
        if table is Table.RECORDS:
            self.when_shown(partial(self._main.go_to_record, after["id"]))
        self._main.remark("saved")

    # In the user's own editor

    def _edit_as_text(self, table: Table, document: Document) -> None:
        from chronoterm.editing.as_text import as_text  # noqa: PLC0415 - as above
        from chronoterm.editing.fields import Form  # noqa: PLC0415 - as above
        from chronoterm.editing.text_places import TextError  # noqa: PLC0415 - as above
        from chronoterm.editor import EditorError, TextFile  # noqa: PLC0415 - as above

        file = TextFile(state_folder(), f"{document['id']}-{chance()[:6]}")
        try:
            before = as_text(document, Form.of(table))
            file.write(before)
        except (TextError, EditorError) as error:
            self._main.remark(str(error))
        else:
            self._let_edit(TextEdit(table, document, file, before))

    def _let_edit(self, text: "TextEdit") -> None:
        """Give the terminal to the editor, and save what it leaves."""
        from chronoterm.editing.as_text import from_text  # noqa: PLC0415 - as above
        from chronoterm.editing.fields import Form  # noqa: PLC0415 - as above
        from chronoterm.editing.text_places import TextError  # noqa: PLC0415 - as above
        from chronoterm.editor import EditorError  # noqa: PLC0415 - as above

        desk = self._desk
        if desk is None:
            return
        try:
            with self.suspend():
                left = text.file.edit(os.environ)
            self.action_program_redraw()
            if left == text.before:
                text.file.drop()
                self._main.remark("nothing was changed")
                return
            made = from_text(
                left, text.document, Form.of(text.table), desk.chronology, self._today, chance=chance()
            )
        except TextError as error:
            self._ask_again(text, str(error))
        except EditorError as error:
            self._main.remark(str(error))
        else:
            self._save_text(text, made.document, made.new_names)

    def _ask_again(self, text: "TextEdit", why: str) -> None:
        """Say what cannot be understood, and offer the editor again."""
        from chronoterm.screens.confirm import Confirm  # noqa: PLC0415 - as above

        def again(yes: bool | None) -> None:
            if yes:
                self._let_edit(text)
            else:
                self._main.remark("not saved; your text is kept")

        also = (f"It is not saved. Your text stays in {text.file.path}.",)
        self.push_screen(Confirm(f"{why}. Edit it again?", also), again)

    def _save_text(self, text: "TextEdit", after: Document, names: "Sequence[NewName]") -> None:
        self._put_text(text, text.document, after, names, after)

    def _put_text(
        self, text: "TextEdit", before: Document, after: Document, names: "Sequence[NewName]", mine: Document
    ) -> None:
        """Save what `after` makes of `before`; `mine` is what the text says, should somebody else have saved too."""
        from chronoterm.editing.changes import put  # noqa: PLC0415 - as above

        def answer(result: Done | ChronotermError) -> None:
            if isinstance(result, Done):
                text.file.drop()
                self._saved(result, text.table, after)
            elif (
                isinstance(result, EditConflictError) and result.change.id == after["id"] and result.document
            ):
                self._choose(text, result.document, mine, names)
            else:
                self._ask_again(text, result.brief)

        self.write_edit(put(text.table, before, after, names), answer, seen_in(text.table, before))

    def _choose(self, text: "TextEdit", theirs: Document, mine: Document, names: "Sequence[NewName]") -> None:
        """Show both versions, field by field, and save what is chosen."""
        from chronoterm.editing.comparing import Side, differences, resolved  # noqa: PLC0415 - as above
        from chronoterm.editing.fields import Form  # noqa: PLC0415 - as above
        from chronoterm.screens.conflict import ConflictScreen  # noqa: PLC0415 - as above

        desk = self._desk
        if desk is None:
            return
        found = differences(text.document, theirs, mine, Form.of(text.table), desk.chronology)
        who, when = (str(theirs.get(each, "")) for each in ("by", "modified"))

        def choose(choices: "Mapping[str, Side] | None") -> None:
            if choices is None:
                self._ask_again(text, "somebody else saved another version")
            else:
                after = resolved(text.document, theirs, mine, choices)
                self._put_text(text, theirs, after, names, mine)

        self.push_screen(ConflictScreen(found, who, time_in_words(when)), choose)


class TextEdit(NamedTuple):
    """A document as a text in the editor: what it was made of, where it is, and what was put there."""

    table: Table
    document: Document
    file: "TextFile"
    before: str


def seen_in(table: Table, document: Document | None) -> dict[str, int]:
    """The revision of a record that somebody looks at, by its id."""
    if table is not Table.RECORDS or document is None:
        return {}
    return {document["id"]: document.get("revision", 0)}


def _key(table: Table, document: Document | None) -> str:
    """Under what a draft is kept."""
    return f"{table.value} {document['id']}" if document else f"new {table.value}"


def _not_there(table: Table) -> str:
    if table is Table.RECORDS:
        return "this record is not there any more"
    return "the store has no entry for this name yet; “New actor” and “New place” under : make one"
