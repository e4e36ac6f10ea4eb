"""Choosing what one record is to another."""

from collections.abc import Collection
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chronoterm.cells import cut
from chronoterm.commands import Place, at, shown_key
from chronoterm.records import Entry, RelationType
from chronoterm.screens.window import Window
from chronoterm.text import clean, isolate
from chronoterm.widgets.form_list import FormList, ListLine
from chronoterm.widgets.keys import bindings

PHRASES = {
    RelationType.BACKGROUND: "is background of",
    RelationType.ASSERTS: "asserts",
    RelationType.RESTATES: "restates",
    RelationType.UPDATES: "updates",
    RelationType.DENIES: "denies",
    RelationType.CORROBORATES: "corroborates",
    RelationType.SAME_EVENT: "is the same event as",
}
AGAIN = "again takes it back"
NAMED = 200
"""Cells of a headline."""


class RelationChosen(NamedTuple):
    """A relation that should be there, or be taken back where it is."""

    type: RelationType
    take_back: bool


class RelationMenu(Window[RelationChosen | None]):
    """Says of one record what it is to another; a letter or Enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.RELATION)

    def __init__(self, bearer: Entry, other: Entry, existing: Collection[RelationType]) -> None:
        """`bearer` gets the relation to `other`; `existing` are those that it has to it."""
        super().__init__()
        self._bearer = bearer
        self._other = other
        self._existing = existing

    def compose(self) -> ComposeResult:
        """A sentence: one record, what it is, the other."""
        shown = {each.id: each.keys[0] for each in at(Place.RELATION)}
        ends = (each for each in at(Place.RELATION) if each.id in ("relation.take", "relation.cancel"))
        with Vertical(classes="window"):
            yield Static(Content(_quoted(self._bearer)), classes="window-question")
            yield FormList(
                [self._line(each, shown[f"relation.{each.value}"]) for each in RelationType], id="choices"
            )
            yield Static(Content(_quoted(self._other)), classes="window-question")
            keys = " · ".join(f"{shown_key(each.keys[0])} {each.label.lower()}" for each in ends)
            yield Static(Content(keys), classes="window-keys")

    def on_mount(self) -> None:
        """Let the keys come to the window."""
        self.set_focus(None)
        self._list.styles.height = len(RelationType)

    def _line(self, type_: RelationType, key: str) -> ListLine:
        is_so = type_ in self._existing
        return ListLine(f"{'✓' if is_so else ' '} {key}  {PHRASES[type_]}", AGAIN if is_so else "", is_so)

    @property
    def _list(self) -> FormList:
        return self.query_one(FormList)

    def _take(self, type_: RelationType) -> None:
        self.close(RelationChosen(type_, type_ in self._existing))

    @on(FormList.Clicked)
    def pick(self) -> None:
        """Take the relation that was clicked."""
        self.action_relation_take()

    def action_relation_down(self) -> None:
        """To the next relation."""
        self._list.cursor += 1

    def action_relation_up(self) -> None:
        """To the one before."""
        self._list.cursor -= 1

    def action_relation_take(self) -> None:
        """The relation under the cursor."""
        self._take(list(RelationType)[self._list.cursor])

    def action_relation_background(self) -> None:
        """It is background."""
        self._take(RelationType.BACKGROUND)

    def action_relation_asserts(self) -> None:
        """It asserts."""
        self._take(RelationType.ASSERTS)

    def action_relation_restates(self) -> None:
        """It restates."""
        self._take(RelationType.RESTATES)

    def action_relation_updates(self) -> None:
        """It updates."""
        self._take(RelationType.UPDATES)

    def action_relation_denies(self) -> None:
        """It denies."""
        self._take(RelationType.DENIES)

    def action_relation_corroborates(self) -> None:
        """It corroborates."""
        self._take(RelationType.CORROBORATES)

    def action_relation_same_event(self) -> None:
        """It is the same event."""
        self._take(RelationType.SAME_EVENT)

    def action_relation_cancel(self) -> None:
        """Change nothing."""
        self.close(None)


def _quoted(entry: Entry) -> str:
    return f"“{isolate(cut(clean(entry.headline), NAMED))}”  {entry.date_label}"
