"""One field of a proposal, typed and checked at every key."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chronoterm.commands import Place, key_line
from chronoterm.editing.fields import FormField, Shape
from chronoterm.importers.proposals import ProposedKind
from chronoterm.reviewing.fields import Field
from chronoterm.screens.form_typed import TypedWindow
from chronoterm.terms import Facet
from chronoterm.text import clean, isolate
from chronoterm.widgets.form_field import FieldState, Offers, field_state
from chronoterm.widgets.form_pane import FormPane, Hooks
from chronoterm.widgets.form_text import typed
from chronoterm.widgets.keys import bindings

BLOCK_LINES, LINES = 12, 4
"""Lines of the window for a text of several lines, and for one line and its note."""

DOT = " · "

AROUND = 5
"""Lines that the frame, the title, the note and the keys take."""

_DATE = "18 oct 2024 · latest; 1 nov 2024 · earliest; 1-7 nov 2024 · vague · window; oct 2024; nothing for undated"
_FORMS = {
    Field.KIND: FormField(
        "kind",
        "Kind",
        Shape.CHOICE,
        "forecast: what is expected, planned or promised",
        tuple(each.value for each in ProposedKind),
        required=True,
    ),
    Field.DATE: FormField("date", "Date", Shape.LINE, _DATE),
    Field.OTHER: FormField("said", "Other date", Shape.LINE, _DATE),
    Field.HEADLINE: FormField("summary", "Headline", Shape.LINE, "one line, in your own words"),
    Field.SUMMARY: FormField("abstract", "Summary", Shape.BLOCK, "a few sentences"),
    Field.SPEAKER: FormField("speaker", "Speaker", Shape.NAME, "who says it", facet=Facet.ACTOR),
    Field.ROLE: FormField("speaker_role", "Role", Shape.LINE, "the speaker's office at that time"),
    Field.ACTORS: FormField("actors", "Actors", Shape.NAMES, "; between them", facet=Facet.ACTOR),
    Field.PLACES: FormField("places", "Places", Shape.NAMES, "; between them", facet=Facet.PLACE),
    Field.QUOTE: FormField("quotes", "Quote", Shape.BLOCK, "words of the article, as they stand there"),
    Field.FIGURES: FormField(
        "figures", "Figures", Shape.BLOCK, "one a line: c. 3,000 soldiers · present · of somebody · “words”"
    ),
    Field.TAGS: FormField("tags", "Tags", Shape.TAGS, "keywords, with commas between them", facet=Facet.TAG),
}


class Understood(NamedTuple):
    """What is understood of a typed text, or what is wrong with it."""

    shown: str = ""
    fault: str = ""


class FieldDraft(NamedTuple):
    """What was typed into a field and not saved, and when, in words; `was` is what stood in the field then."""

    text: str
    was: str
    when: str = ""


class FieldPrompt(TypedWindow[str | None]):
    """Gives what is typed for a field; none where it should stay as it was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ENTRY)

    def __init__(  # noqa: PLR0913, PLR0917 - what a field is, and what was typed into it before
        self,
        field: Field,
        label: str,
        text: str,
        understood: Callable[[str], Understood],
        offers: Callable[[FieldState], Offers],
        key: str,
        draft: FieldDraft | None = None,
    ) -> None:
        """`label` is what the field is called, `text` what stands in it, `key` under what a draft of it is kept.

        A draft of another text than stands there now is let be.
        """
        super().__init__()
        self.key = key
        self._draft = draft if draft is not None and draft.was == text else None
        self._field = _FORMS[field]
        self._label = label
        self._text = text
        self._understood = understood
        self._offers = offers

    def compose(self) -> ComposeResult:
        """The field, and below it what is to be said."""
        hooks = Hooks(self._text_changed, self._offers, self.refuses, self.action_for, self.say)
        with Vertical(classes="window -large -comment"):
            yield Static(Content(self._heading), classes="window-title")
            yield FormPane([self._state], hooks, id="fields", labels=False)
            yield Static(Content(""), id="reading")
            yield Static(Content(self._keys), classes="window-keys")

    @property
    def _heading(self) -> str:
        if self._draft is None:
            return self._label
        when = f" on {isolate(clean(self._draft.when))}" if self._draft.when else ""
        return f"{self._label}: restored what was typed{when} and not saved"

    @property
    def _state(self) -> FieldState:
        """The field, with what was typed before."""
        state = field_state(self._field, self._text)
        if self._draft is None:
            return state
        return state.with_text(typed(self._draft.text, several_lines=self._field.several_lines))

    @property
    def draft(self) -> FieldDraft | None:
        """What is typed by now; none where that is what stood there."""
        if self.is_closed or not self.is_mounted:
            return None
        here = self._pane.here
        return FieldDraft(here.text, self._text) if here.is_touched else None

    @property
    def _keys(self) -> str:
        """The keys in one line; in a text of several lines Enter is for the text."""
        named = key_line(Place.ENTRY).split(DOT)
        return DOT.join(named[1:] if self._field.several_lines else named[:2] + named[3:])

    def on_mount(self) -> None:
        """Give the keys to the text, with the cursor at its end."""
        self.set_focus(self._pane)
        here = self._pane.here
        if not here.choices:
            self._pane.put_cursor(here.now.at(len(here.now.text)))
        self._check()

    def on_resize(self, event: events.Resize) -> None:
        """Leave the text its lines in a small terminal."""
        room = event.size.height * 9 // 10 - AROUND
        self._pane.styles.height = max(
            1, min(BLOCK_LINES if self._field.several_lines else LINES + len(self._text) // 60, room)
        )

    @property
    def _pane(self) -> FormPane:
        return self.query_one(FormPane)

    def _text_changed(self) -> None:
        self._check()

    def _check(self) -> Understood:
        """Say how the text is understood, or what is wrong with it."""
        found = self._understood(self._pane.here.text)
        self._pane.say({}, {})
        said = found.fault or (f"→ {found.shown}" if found.shown else self._field.help)
        self.say(said, is_refused=bool(found.fault))
        return found

    def action_entry_enter(self) -> None:
        """Take the name that is chosen, else save; a text of several lines goes on."""
        if self._field.several_lines:
            self._pane.action_field_enter()
        elif not self._pane.take_offer(first=False):
            self.save()

    def action_entry_complete(self) -> None:
        """Take the name that is offered."""
        self._pane.take_offer(first=True)

    def action_entry_save(self) -> None:
        """Save."""
        self.save()

    def save(self) -> None:
        """Give the text, unless something is wrong with it."""
        self._pane.close_offers()
        if not self._check().fault:
            self.close(self._pane.here.text)

    def action_entry_leave(self) -> None:
        """Close the names that are offered, else ask where something was typed, else close."""
        if self._pane.close_offers():
            return
        if self._pane.here.is_touched:
            self.ask_to_leave()
        else:
            self.discard()

    def discard(self) -> None:
        """Give nothing."""
        self.close(None)
