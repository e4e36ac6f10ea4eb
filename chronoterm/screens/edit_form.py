"""The form in which a record, an actor or a place is written or changed, checked at every key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from chronoterm.chronology.view import Chronology
from chronoterm.commands import COMMANDS, Place, key_line, shown_keys
from chronoterm.dates import PartialDate
from chronoterm.editing.draft import Checked, checked, draft_of, new_draft
from chronoterm.editing.fields import Form
from chronoterm.editing.naming import NewName
from chronoterm.edits import Document, Table, same
from chronoterm.records import Series
from chronoterm.screens.form_names import remembering
from chronoterm.screens.form_offers import Offering
from chronoterm.screens.form_typed import TypedWindow
from chronoterm.text import clean, isolate
from chronoterm.widgets.form_field import FieldState, field_state
from chronoterm.widgets.form_pane import FormPane, Hooks
from chronoterm.widgets.form_text import typed
from chronoterm.widgets.keys import bindings

if TYPE_CHECKING:
    from chronoterm.editing.comparing import Side

TINY = (64, 17)
"""Columns and rows below which there is no frame."""

LEAST_LINES = 16
AROUND = 6
"""Lines that the frame, the title, the note and the keys take."""

DRAFT_PAUSE = 1.0
"""Seconds between two drafts."""

DROP, UNDO = (
    next(shown_keys(each) for each in COMMANDS if each.id == id_) for id_ in ("form.drop_draft", "field.undo")
)


class EditForm(TypedWindow[bool]):
    """Shows the fields of a document; gives whether it was saved.

    It stays open while it is saved. The owner answers `SaveAsked` with `done`, `failed` or `conflict`.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FORM)

    @dataclass
    class SaveAsked(Message):
        """A document should become another; `before` is the one it is made of, none for a new one.

        `new_names` are the actors and places that must be made with it.
        """

        form: "EditForm"
        table: Table
        before: Document | None
        after: Document
        new_names: tuple[NewName, ...]

    @dataclass
    class Drafted(Message):
        """Something was typed: the texts of the fields that differ, by their names; none if none does any more."""

        form: "EditForm"
        texts: Mapping[str, str]

    @dataclass
    class Discarded(Message):
        """What was typed is given up, and so is any draft of it."""

        form: "EditForm"

    def __init__(  # noqa: PLR0913 - each is a thing of its own
        self,
        form: Form,
        chronology: Chronology,
        today: PartialDate,
        original: Document | None,
        *,
        chance: str,
        draft: Mapping[str, str] | None = None,
        drafted: str = "",
        series: Sequence[Series] = (),
    ) -> None:
        """`original` is what is changed, none for something new; `chance` random letters for ids.

        `draft` are texts as `Drafted` gave them, typed at the time that `drafted` tells in words. `series` are offered
        for figures.
        """
        super().__init__()
        self.form = form
        self.original = original
        self._chronology = chronology = remembering(chronology)
        self._today = today
        self._chance = chance
        self._opened = new_draft(form) if original is None else draft_of(original, form, chronology)
        self._draft = {} if draft is None else dict(draft)
        self._drafted = drafted
        self._offering = Offering(chronology, series)
        self._checked: Checked | None = None
        self._tried_to_save = False
        self._pause: Timer | None = None
        self._sent: Document | None = None

    def compose(self) -> ComposeResult:
        """The fields, and below them what is to be said."""
        states = [self._restored(field_state(each, self._opened[each.name])) for each in self.form.fields]
        hooks = Hooks(self._text_changed, self._offering.offers, self.refuses, self.action_for, self.say)
        with Vertical(classes="window -form"):
            yield Static(Content(self._heading), classes="window-title")
            yield FormPane(states, hooks, id="fields")
            yield Static(Content(self._welcome), id="reading")
            yield Static(Content(key_line(Place.FORM)), classes="window-keys")

    def _restored(self, state: FieldState) -> FieldState:
        """A field with the text of the draft, if there is one."""
        text = self._draft.get(state.field.name)
        return (
            state if text is None else state.with_text(typed(text, several_lines=state.field.several_lines))
        )

    @property
    def _heading(self) -> str:
        if self.original is None:
            return f"New {self.form.noun}"
        name = self.original.get("headline", self.original.get("name", ""))
        return f"Edit {self.form.noun} “{isolate(clean(str(name)))}”"

    @property
    def _welcome(self) -> str:
        when = f" {isolate(clean(self._drafted))}" if self._drafted else ""
        return f"restored what was typed{when} and not saved; {DROP} drops it" if self._draft else ""

    def on_mount(self) -> None:
        """Give the keys to the fields, and look at what stands there."""
        self.query_one(".window").styles.max_height = AROUND + max(2 * len(self.form.fields), LEAST_LINES)
        self.set_focus(self._pane)
        self._pane.at = next(
            at for at, each in enumerate(self.form.fields) if each.required and not each.choices
        )
        self._check()

    def on_resize(self, event: events.Resize) -> None:
        """Do without a frame where there is little room."""
        width, height = event.size
        self.set_class(width < TINY[0] or height < TINY[1], "-tiny")

    @property
    def _pane(self) -> FormPane:
        return self.query_one(FormPane)

    # What was typed

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the fields that differ from what stood there, by their names."""
        return {each.field.name: each.text for each in self._pane.states if each.is_touched}

    def _text_changed(self) -> None:
        self._check()
        if self._pause is None:
            self._pause = self.set_timer(DRAFT_PAUSE, self._tell_draft)

    def _tell_draft(self) -> None:
        self._pause = None
        if not self.is_closed:
            self.post_message(self.Drafted(self, self.texts))

    def _check(self) -> None:
        """Say of every field how it is understood, or what is wrong with it."""
        draft = {each.field.name: each.text for each in self._pane.states}
        self._checked = checked(
            draft,
            self.original,
            self.form,
            self._chronology,
            self._today,
            chance=self._chance,
            opened=self._opened,
        )
        faults = self._checked.faults
        if self.original is None and not self._tried_to_save:
            touched = self.texts
            faults = {name: why for name, why in faults.items() if name in touched}
        self._pane.say(self._checked.shown, faults)

    # Keys

    def action_form_next(self) -> None:
        """Take the name that is offered, else to the next field."""
        if not self._pane.take_offer(first=True):
            self._pane.move_to(self._pane.at + 1)

    def action_form_previous(self) -> None:
        """To the field before."""
        self._pane.move_to(self._pane.at - 1)

    def action_form_drop_draft(self) -> None:
        """Put everything back as it was before the draft; what was typed can be taken back into the fields."""
        if not self._draft:
            return
        self._draft = {}
        self._pane.put_all_back()
        self.say(f"the draft is dropped; {UNDO} brings it back field by field")
        self.post_message(self.Discarded(self))

    def action_form_leave(self) -> None:
        """Close the names that are offered, else the form."""
        if self._pane.close_offers():
            return
        if self.texts:
            self.ask_to_leave()
        else:
            self.discard()

    def discard(self) -> None:
        """Close without what was typed."""
        self.post_message(self.Discarded(self))
        self.close(result=False)

    # Saving

    def save(self) -> None:
        """Ask for the document to be saved."""
        self.action_form_save()

    def action_form_save(self) -> None:
        """Ask for the document to be saved; where something is wrong, go there instead."""
        self._pane.close_offers()
        self._tried_to_save = True
        self._check()
        if self._checked is None:
            return
        after = self._checked.document
        if after is None:
            self._go_to_fault(self._checked)
        elif self.original is not None and not self.texts:
            self.say("nothing is changed yet")
        else:
            self._send(self.original, after)

    def _go_to_fault(self, found: Checked) -> None:
        wrong = [each for each in self.form.fields if each.name in found.blocking]
        if wrong:
            self._pane.goto(wrong[0].name)
            self.say(f"not saved: {wrong[0].label.lower()}: {found.faults[wrong[0].name]}", is_refused=True)

    def _send(self, before: Document | None, after: Document) -> None:
        self.is_saving, self._sent = True, after
        self.say("saving …")
        made = self._checked.new_names if self._checked else ()
        names = tuple(each for each in made if _names(after, each.document["id"]))
        self.post_message(self.SaveAsked(self, self.form.table, before, after, names))

    def done(self) -> None:
        """Close: it is saved."""
        self.is_saving = False
        self.close(result=True)

    def failed(self, sentence: str) -> None:
        """Stay open with everything that was typed, for another try; the sentence says why it is not saved."""
        self.stay()
        self.say(f"not saved: {sentence}", is_refused=True)

    def conflict(self, theirs: Document, who: str, when: str) -> None:
        """Show both versions, since somebody else saved another one meanwhile; then save what is chosen.

        Where nothing but theirs is chosen there is nothing to save, and the form is left.
        """
        from chronoterm.editing.comparing import differences, resolved  # noqa: PLC0415 - seldom needed
        from chronoterm.screens.conflict import ConflictScreen  # noqa: PLC0415 - as above

        mine, base = self._sent, self.original
        if mine is None or base is None:
            self.failed("somebody else made one of the same id meanwhile")
            return
        found = differences(base, theirs, mine, self.form, self._chronology)

        def choose(choices: "Mapping[str, Side] | None") -> None:
            if choices is None:
                self.stay()
                self.say("nothing is written; your text is as it was")
            elif same(theirs, after := resolved(base, theirs, mine, choices)):
                self.discard()
            else:
                self._send(theirs, after)
                self._sent = mine

        if found:
            self.app.push_screen(ConflictScreen(found, who, when), choose)
        else:
            choose({})


def _names(value: object, id_: str) -> bool:
    """Whether an id stands anywhere in a JSON value."""
    if isinstance(value, dict):
        return any(_names(each, id_) for each in value.values())
    return any(_names(each, id_) for each in value) if isinstance(value, list) else value == id_
