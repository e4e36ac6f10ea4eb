"""The part of the program that changes records without a form: deleting, relating, merging, undoing."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from chronoterm.app_editing import FormApp
from chronoterm.chance import chance
from chronoterm.chronology.view import FacetValue
from chronoterm.desk import Desk, Done, EarlierEditError
from chronoterm.edits import Table
from chronoterm.matching import fold_all
from chronoterm.problems import ChronotermError
from chronoterm.query import ALL
from chronoterm.screens.editing import (
    DeletionAsked,
    EditingAsked,
    LinkAsked,
    MergeAsked,
    RedoAsked,
    RelateAsked,
    UndoAsked,
)
from chronoterm.steps import Made
from chronoterm.terms import Condition, Facet
from chronoterm.text import clean, isolate
from chronoterm.wording import records_in_words

if TYPE_CHECKING:
    from chronoterm.screens.figure_linking import FigureLinked
    from chronoterm.screens.relation_menu import RelationChosen


class ChangingApp(FormApp):
    """Carries out what the main screen asks for besides forms."""

    _offered: int | None = None
    """The edit of an earlier session that the next undo or redo would be about."""

    def carry_out(self, asked: EditingAsked) -> None:
        """Do what the main screen asks for that has to do with editing."""
        match asked:
            case DeletionAsked():
                self.ask_to_delete(asked)
            case MergeAsked():
                self.ask_what_it_is(asked)
            case RelateAsked():
                self.ask_for_relation(asked)
            case LinkAsked():
                self.ask_for_series(asked)
            case UndoAsked():
                self.undo(asked)
            case RedoAsked():
                self.redo(asked)
            case _:
                super().carry_out(asked)

    def _made(self, said: str, result: Done | ChronotermError) -> None:
        """Remember an edit to be undone and say so, or say why it was not made."""
        if isinstance(result, Done):
            self._main.made(result.made)
            self._main.remark(said)
        else:
            self._main.remark(result.brief)

    # Deleting

    def ask_to_delete(self, event: DeletionAsked) -> None:
        """Say what goes and what goes with it, and delete it if that is meant."""
        desk = self._desk
        if desk is None:
            return
        if event.table is Table.RECORDS:
            self._confirm(_deletion_question(desk, event.ids), partial(self._delete, event.ids))
        else:
            self._confirm(
                _name_question(desk, event.table, event.ids[0]),
                partial(self._forget, event.table, event.ids[0]),
            )

    def _confirm(self, question: tuple[str, Sequence[str]], do: "partial[None]") -> None:
        from chronoterm.screens.confirm import Confirm  # noqa: PLC0415 - not on the way to the first frame

        self.push_screen(Confirm(*question), lambda yes: do() if yes else None)

    def _delete(self, ids: Sequence[str]) -> None:
        said = f"deleted {records_in_words(len(ids))}; u brings back"
        self.write_made(lambda desk: desk.deletion(ids), partial(self._made, said))

    def _forget(self, table: Table, name: str) -> None:
        from chronoterm.editing.changes import deleted_name  # noqa: PLC0415 - as above

        if self._desk is not None:
            edit = deleted_name(table, name, self._desk.document)
            self.write_edit(edit, partial(self._made, "the entry is deleted; u brings it back"))

    # Merging names

    def ask_what_it_is(self, event: MergeAsked) -> None:
        """Ask which other actor or place this one is."""
        desk = self._desk
        if desk is None:
            return
        from chronoterm.screens.facet_picker import FacetPicker  # noqa: PLC0415 - as above

        facet = Facet.PLACE if event.table is Table.PLACES else Facet.ACTOR
        values = [each for each in every_name(desk, facet) if each.value != event.id]
        heading = f"“{isolate(clean(desk.chronology.label(facet, event.id)))}” is the same as …"

        def ask(conditions: Sequence[Condition] | None) -> None:
            meant = [value for each in conditions or () for value in each.values if not each.exclude]
            if len(meant) == 1:
                self._ask_to_merge(desk, event.table, event.id, meant[0])
            elif conditions:
                self._main.remark("nothing was merged: choose one")

        self.push_screen(FacetPicker(facet, values, (), heading), ask)

    def _ask_to_merge(self, desk: Desk, table: Table, lose: str, keep: str) -> None:
        facet = Facet.PLACE if table is Table.PLACES else Facet.ACTOR
        lost, kept = (desk.chronology.label(facet, each) for each in (lose, keep))
        question = f"Is “{lost}” the same as “{kept}”?"
        also = (
            f"{records_in_words(desk.number_naming(table, lose))} will name “{kept}” instead.",
            f"The names of “{lost}” become aliases of “{kept}”.",
        )

        said = partial(self._made, f"“{lost}” is “{kept}” now; u parts them")
        self._confirm(
            (question, also), partial(self.write_made, lambda at: at.merger(table, keep, lose), said)
        )

    # Relating

    def ask_for_relation(self, event: RelateAsked) -> None:
        """Ask what one record is to another."""
        desk = self._desk
        bearer, other = (desk.store.entry(each) if desk else None for each in (event.record_id, event.to))
        if desk is None or bearer is None or other is None:
            self._main.remark("one of the two records is not there any more")
            return
        from chronoterm.screens.relation_menu import RelationMenu  # noqa: PLC0415 - as above

        existing = {each.type for each in bearer.relations if each.to == event.to}
        self.push_screen(
            RelationMenu(bearer, other, existing), partial(self._relate, event.record_id, event.to)
        )

    def _relate(self, record_id: str, to: str, chosen: "RelationChosen | None") -> None:
        document = self._desk.document(Table.RECORDS, record_id) if self._desk else None
        if chosen is None or document is None:
            return
        from chronoterm.editing.changes import related, unrelated  # noqa: PLC0415 - as above

        edit = (unrelated if chosen.take_back else related)(document, chosen.type, to)
        self.write_edit(edit, partial(self._made, "taken back" if chosen.take_back else "related"))

    # Linking figures

    def ask_for_series(self, event: LinkAsked) -> None:
        """Ask which series a figure of a record belongs to."""
        desk = self._desk
        document = desk.document(Table.RECORDS, event.record_id) if desk else None
        if desk is None or document is None:
            self._main.remark("the record is not there any more")
            return
        from chronoterm.editing.linking import figures_in  # noqa: PLC0415 - as above
        from chronoterm.screens.figure_linking import FigureLinking  # noqa: PLC0415 - as above

        figures, entry = figures_in(document), desk.store.entry(event.record_id)
        if not figures or entry is None:
            self._main.remark("this record has no figure; E adds one")
            return
        window = FigureLinking(
            desk.chronology, entry.headline, entry.actors, figures, tuple(desk.store.series)
        )
        self.push_screen(window, partial(self._link, event.record_id))

    def _link(self, record_id: str, chosen: "FigureLinked | None") -> None:
        desk = self._desk
        document = desk.document(Table.RECORDS, record_id) if desk else None
        if desk is None or chosen is None or document is None:
            return
        from chronoterm.editing.linking import figures_in, linked, new_series  # noqa: PLC0415 - as above

        if chosen.numbered not in figures_in(document):
            self._main.remark("somebody changed the figure meanwhile; nothing is written")
            return
        new = chosen.name and new_series(chosen.name, {each.id for each in desk.store.series}, chance())
        edit = linked(document, chosen.numbered, new["id"] if new else chosen.series, new or None)
        said = "linked; u takes it back" if new or chosen.series else "in no series any more; u takes it back"
        self.write_edit(edit, partial(self._made, said))

    # Undoing

    def undo(self, event: UndoAsked) -> None:
        """Take back this user's last edit, never anybody else's."""
        confirmed = self._offered
        self.do(lambda desk: desk.undo(event.made, confirmed), partial(self._undone, event.made))

    def redo(self, event: RedoAsked) -> None:
        """Make again what this user took back."""
        confirmed = self._offered
        self.do(lambda desk: desk.redo(event.made, confirmed), partial(self._redone, event.made))

    def _undone(self, made: Made | None, result: Done | ChronotermError) -> None:
        if self._answered(result) and isinstance(result, Done):
            self._main.took_back(made, result.made)
            back = [
                each.id
                for each in result.written.edit.changes
                if each.table is Table.RECORDS and each.was is None
            ]
            if back:
                self.when_shown(partial(self._main.go_to_record, back[0]))

    def _redone(self, made: Made | None, result: Done | ChronotermError) -> None:
        if self._answered(result) and isinstance(result, Done):
            self._main.made_again(made, result.made)

    def _answered(self, result: Done | ChronotermError) -> bool:
        """Say what became of it; whether it was done."""
        self._offered = result.number if isinstance(result, EarlierEditError) else None
        self._main.remark(result.written.edit.does if isinstance(result, Done) else result.brief)
        return isinstance(result, Done)


def _deletion_question(desk: Desk, ids: Sequence[str]) -> tuple[str, Sequence[str]]:
    if len(ids) == 1:
        entry = desk.store.entry(ids[0])
        question = f"Delete “{entry.headline if entry else ids[0]}”?"
    else:
        question = f"Delete {len(ids):,} records?"
    pointing = {each for those in desk.store.pointing_to(ids).values() for each in those} - set(ids)
    notes = len(desk.store.annotations_on(frozenset(ids)))
    it = "it" if len(ids) == 1 else "them"
    points = "points" if len(pointing) == 1 else "point"
    said = f"{records_in_words(len(pointing))} {points} to {it}; what they say of {it} goes too."
    also = [
        *([said] if pointing else []),
        *([f"{notes:,} {'note' if notes == 1 else 'notes'} of users on {it} will go too."] if notes else []),
        "Undo brings all of it back.",
    ]
    return question, also


def _name_question(desk: Desk, table: Table, name: str) -> tuple[str, Sequence[str]]:
    records = desk.number_naming(table, name)
    facet = Facet.PLACE if table is Table.PLACES else Facet.ACTOR
    label = desk.chronology.label(facet, name)
    also = [
        f"{records_in_words(records)} will go on naming it, as “{name}” without an entry.",
        "Undo brings it back.",
    ]
    return f"Delete the entry of “{label}”?", also


def every_name(desk: Desk, facet: Facet) -> list[FacetValue]:
    """Every actor or place: those that records name, then those that only the store tells about."""
    named = list(desk.chronology.view(ALL).facets(facet))
    have = {each.value for each in named}
    told = desk.store.places if facet is Facet.PLACE else desk.store.actors
    rest = (each for each in told if each.id not in have)
    return [
        *named,
        *(
            FacetValue(each.id, each.name, 0, names=fold_all(each.name, each.id, *each.aliases))
            for each in rest
        ),
    ]
