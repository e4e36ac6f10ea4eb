"""Selecting records, and asking for them to be edited, related, starred, tagged and commented on.

The screen says what somebody wants; the app, which alone knows the store, does it and tells what became of it.
"""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from chronoterm.chronology.view import Chronology
from chronoterm.commands import forbidden
from chronoterm.dates import PartialDate
from chronoterm.edits import Table
from chronoterm.modes import Rights
from chronoterm.ordering import CHRONOLOGICAL
from chronoterm.query import ALL
from chronoterm.screens.hits import neighbour
from chronoterm.screens.moving import MovingScreen
from chronoterm.screens.out_asked import OutAsked
from chronoterm.steps import Asked, Made, Steps
from chronoterm.terms import ACTORS, Condition, Facet, Mark, Marked

MOST_SELECTED = 10_000
"""Records that can be selected at once; a star on each is one edit, which is written and shown as one."""

TABLES = {**dict.fromkeys(ACTORS, Table.ACTORS), Facet.PLACE: Table.PLACES}


class NewAsked(Struct, frozen=True):
    """Somebody wants to add to a table."""

    table: Table


class EditAsked(Struct, frozen=True):
    """Somebody wants to edit a document; in an editor of their own if `as_text`."""

    table: Table
    id: str
    as_text: bool = False


class DeletionAsked(Struct, frozen=True):
    """Somebody wants documents deleted."""

    table: Table
    ids: tuple[str, ...]


class MergeAsked(Struct, frozen=True):
    """Somebody says that an actor or place is the same as another one."""

    table: Table
    id: str


class RelateAsked(Struct, frozen=True):
    """Somebody wants to say what a record is to another."""

    record_id: str
    to: str


class LinkAsked(Struct, frozen=True):
    """Somebody wants to say which series the figures of a record belong to."""

    record_id: str


class StarAsked(Struct, frozen=True):
    """Somebody wants their star on records, or off."""

    ids: tuple[str, ...]


class TagsAsked(Struct, frozen=True):
    """Somebody wants to tag records."""

    ids: tuple[str, ...]


class CommentAsked(Struct, frozen=True):
    """Somebody wants to comment on records."""

    ids: tuple[str, ...]


class UndoAsked(Struct, frozen=True):
    """An edit should be taken back; the newest of an earlier session where none is named."""

    made: Made | None


class RedoAsked(Struct, frozen=True):
    """What an edit took back should be made again."""

    made: Made | None


class ReviewsAsked(Struct, frozen=True):
    """Somebody wants to review what was imported."""


EditingAsked: TypeAlias = (
    NewAsked
    | EditAsked
    | DeletionAsked
    | MergeAsked
    | RelateAsked
    | LinkAsked
    | StarAsked
    | TagsAsked
    | CommentAsked
    | UndoAsked
    | RedoAsked
    | OutAsked
    | ReviewsAsked
)
"""What is for the app to do: to edit, and to let something out. No messages: a key typed next must find the window open."""


class EditingScreen(MovingScreen):
    """Knows what is selected and what is marked to be related."""

    def __init__(
        self, today: PartialDate, rights: Rights, carry_out: Callable[[EditingAsked], object]
    ) -> None:
        """`carry_out` does what is asked for."""
        super().__init__(today)
        self.rights = rights
        self._carry_out = carry_out
        self._marked: str | None = None
        """The record that the next one is related to."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is there: what is not allowed has no key."""
        return action not in forbidden(self.rights) and super().check_action(action, parameters)

    # Selecting

    def action_select_all(self) -> None:
        """Select all in view, or none where all are selected."""
        view = self._hits or self._view
        if view is None:
            return
        if view.count > MOST_SELECTED:
            self.remark(f"{view.count:,} are too many to select: narrow to {MOST_SELECTED:,} at the most")
            return
        ids = frozenset(row.entry.id for row in view.window(0, view.count))
        self._list.select(frozenset() if ids <= self._list.selected else self._list.selected | ids)

    @property
    def _chosen(self) -> tuple[str, ...]:
        """The selected records in their order of time, else the one that is shown."""
        selected = self._list.selected
        if selected:
            return tuple(sorted(selected, key=self._place_in_view))
        at_hand = self.record_at_hand
        return () if at_hand is None else (at_hand,)

    @property
    def record_at_hand(self) -> str | None:
        """The record that is told in the detail; where there is no detail to be seen, the one under the cursor."""
        self.catch_up()
        return self._told if self._detail.display else self._list.record_id

    def _place_in_view(self, record_id: str) -> tuple[int, str]:
        place = self._view.position(record_id) if self._view else None
        return (place if place is not None else 0), record_id

    def _name_here(self) -> tuple[Table, str] | None:
        """The actor or place on the line of the detail under the cursor, if the keys are there."""
        term = self._detail.means if self._detail.has_focus else None
        if isinstance(term, Condition) and term.facet in TABLES and len(term.values) == 1:
            return TABLES[term.facet], term.values[0]
        return None

    # Editing

    def action_edit_new(self) -> None:
        """Ask for a new record."""
        self._ask_if_open(NewAsked(Table.RECORDS))

    def action_edit_new_actor(self) -> None:
        """Ask for a new actor."""
        self._ask_if_open(NewAsked(Table.ACTORS))

    def action_edit_new_place(self) -> None:
        """Ask for a new place."""
        self._ask_if_open(NewAsked(Table.PLACES))

    def action_edit_open(self) -> None:
        """Edit the record, or the actor or place on the line of the detail."""
        self._edit(as_text=False)

    def action_edit_text(self) -> None:
        """Edit the same in an editor."""
        self._edit(as_text=True)

    def _edit(self, *, as_text: bool) -> None:
        table, id_ = self._name_here() or (Table.RECORDS, self.record_at_hand)
        if id_ is None:
            self.remark("there is nothing to edit; + adds a record")
        else:
            self._ask_if_open(EditAsked(table, id_, as_text=as_text))

    def action_edit_delete(self) -> None:
        """Delete the selected records, the one shown, or the actor or place on the line of the detail."""
        named = self._name_here()
        table, ids = (named[0], (named[1],)) if named else (Table.RECORDS, self._chosen)
        if ids:
            self._ask_if_open(DeletionAsked(table, ids))

    def action_edit_merge(self) -> None:
        """Say that the actor or place on the line of the detail is another one."""
        named = self._name_here()
        if named is None:
            self.remark("Tab to the detail and go to an actor or a place first")
        else:
            self._ask_if_open(MergeAsked(*named))

    def action_edit_relate(self) -> None:
        """Mark the record; on another one, relate that to the marked."""
        at_hand = self.record_at_hand
        if at_hand is None or self._chronology is None:
            return
        if self._marked is None or self._marked == at_hand:
            self._marked = None if self._marked else at_hand
            self.remark(
                "marked: R on another record relates that to this one"
                if self._marked
                else "not marked any more"
            )
        else:
            marked, self._marked = self._marked, None
            self._ask_if_open(RelateAsked(at_hand, marked))

    def action_import_review(self) -> None:
        """Review what is proposed of imported articles."""
        self._ask_if_open(ReviewsAsked())

    def _ask_if_open(self, asked: EditingAsked) -> None:
        if self._chronology is not None:
            self._carry_out(asked)

    # Annotations

    def action_note_star(self) -> None:
        """Your star, on or off."""
        if ids := self._chosen:
            self._carry_out(StarAsked(ids))

    def action_note_tags(self) -> None:
        """Your tags."""
        if ids := self._chosen:
            self._carry_out(TagsAsked(ids))

    def action_note_comment(self) -> None:
        """Your comment."""
        if ids := self._chosen:
            self._carry_out(CommentAsked(ids))

    def action_star_next(self) -> None:
        """To the next record with a star."""
        self._step_star(1)

    def action_star_previous(self) -> None:
        """To the one before."""
        self._step_star(-1)

    def _step_star(self, by: int) -> None:
        if self._chronology is None or self._view is None:
            return
        starred = Asked(self._view.query.having(Marked(Mark.STARRED)), self._view.order)
        position = neighbour(self._view, self._chronology.view(*starred), self._list.cursor, by)
        if position is None:
            self.remark("no more stars that way")
        else:
            self._list.cursor = position

    # Undoing

    def action_step_undo(self) -> None:
        """Undo the last change of filters or order, or the last edit."""
        if made := self._steps.made_last:
            self._carry_out(UndoAsked(made))
        elif self._steps.done:
            super().action_step_undo()
        else:
            self._carry_out(UndoAsked(None))

    def action_step_redo(self) -> None:
        """Do again what was undone."""
        if made := self._steps.unmade_last:
            self._carry_out(RedoAsked(made))
        elif self._steps.undone:
            super().action_step_redo()
        else:
            self._carry_out(RedoAsked(None))

    def made(self, made: Made) -> None:
        """Remember an edit, to be undone in its turn."""
        self._steps = self._steps.step(made)

    def took_back(self, made: Made | None, by: Made) -> None:
        """Remember that an edit was taken back by another, if it is the one that was asked for."""
        if self._steps.made_last == made:
            self._steps = self._steps.took_back(by)
        else:
            self._steps = Steps(self._steps.done, (*self._steps.undone, by))

    def made_again(self, made: Made | None, by: Made) -> None:
        """Remember that what an edit took back was made again by another."""
        if self._steps.unmade_last == made:
            self._steps = self._steps.made_again(by)
        else:
            self._steps = Steps((*self._steps.done, by), self._steps.undone)

    # What others write

    def take(self, chronology: Chronology) -> None:
        """Go on with the next state of the chronology: same filters, same record, on the same line of the window."""
        if self._chronology is None or self._view is None:
            self._chronology = chronology
            return
        self.catch_up()  # while the view is one of the chronology
        self._chronology = chronology
        everything = chronology.view(ALL, CHRONOLOGICAL)
        there = frozenset(each for each in self._list.selected if everything.position(each) is not None)
        self._list.select(there)
        if self._marked is not None and everything.position(self._marked) is None:
            self._marked = None
        self.renew(chronology)

    def renew(self, chronology: Chronology) -> None:
        """Show what is asked, from another state of the chronology."""
        raise NotImplementedError
