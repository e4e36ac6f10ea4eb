"""What is asked of the chronology: the filters and the order, and the keys that change them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from chronoterm.chronology.view import Chronology, View
from chronoterm.ordering import Order, Sorting, order_by
from chronoterm.query import Query
from chronoterm.steps import Asked, Steps
from chronoterm.terms import KINDS, Condition, Facet, Term
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.filter_bar import FilterBar
from chronoterm.widgets.styled_widget import KeptLines


class AskingScreen(KeptLines, Screen[None]):
    """Holds what is asked; shows the view at once where that is quick, else asks the app for it."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As Textual has it, but without sending the whole screen again whenever the keys go elsewhere."""

    @dataclass
    class Wanted(Message):
        """The records should be narrowed or ordered anew."""

        query: Query
        order: Order

    def __init__(self) -> None:
        super().__init__()
        self._chronology: Chronology | None = None
        self._view: View | None = None
        """What is shown."""
        self._hits: View | None = None
        """What the filters let through, while they are suspended and all records are shown."""
        self._asked = Asked()
        self._steps = Steps()
        self._to_say = ""
        """What is to be said as soon as what is asked is shown."""

    def show(self, view: View) -> None:
        """Show the view of what is asked."""
        raise NotImplementedError

    def show_around(self, everything: View, hits: View) -> None:
        """Show all records with the hits lit."""
        raise NotImplementedError

    def remark(self, sentence: str) -> None:
        """Say something beside the filters until the next record or filter."""
        raise NotImplementedError

    def show_wanted(self, view: View) -> None:
        """Show a view that took its time, unless something else was asked meanwhile."""
        if (view.query, view.order) == self._asked:
            self.show(view)
            if self._to_say:
                self.remark(self._to_say)

    # Asking

    def _want(self, query: Query, order: Order | None = None) -> None:
        """Ask for something else, so that it can be undone."""
        asked = Asked(query, self._asked.order if order is None else order)
        if asked != self._asked:
            self._steps = self._steps.step(self._asked)
            self._ask(asked)
        elif self._hits is not None:
            self.show(self._hits)

    def _ask(self, asked: Asked) -> None:
        """Show what is asked, at once where that is quick."""
        if self._chronology is None:
            return
        self._asked, self._to_say = asked, ""
        if self._chronology.is_quick(*asked):
            self.show(self._chronology.view(*asked))
        else:
            self.remark("searching …")
            self.post_message(self.Wanted(*asked))

    def _remark_on_asked(self, sentence: str) -> None:
        """Say something about what is asked: beside its view, which may take its time."""
        if self._view is not None and (self._view.query, self._view.order) == self._asked:
            self.remark(sentence)
        else:
            self._to_say = sentence

    def action_step_undo(self) -> None:
        """Undo the last change of filters or order."""
        self._steps, asked = self._steps.back(self._asked)
        self._step_to(asked, "nothing to undo")

    def action_step_redo(self) -> None:
        """Do again what was undone."""
        self._steps, asked = self._steps.forth(self._asked)
        self._step_to(asked, "nothing to redo")

    def _step_to(self, asked: Asked | None, otherwise: str) -> None:
        if asked is None:
            self.remark(otherwise)
        else:
            self._ask(asked)

    # Filters

    def action_filter_actor(self) -> None:
        """Choose actors."""
        self._pick(Facet.ACTOR)

    def action_filter_place(self) -> None:
        """Choose places."""
        self._pick(Facet.PLACE)

    def action_filter_source(self) -> None:
        """Choose sources."""
        self._pick(Facet.SOURCE)

    def action_filter_tag(self) -> None:
        """Choose tags."""
        self._pick(Facet.TAG)

    def _pick(self, facet: Facet) -> None:
        view = self._hits or self._view
        if view is None:
            return
        from chronoterm.screens.counting import begun  # noqa: PLC0415 - not on the way to the first frame
        from chronoterm.screens.facet_picker import FacetPicker  # noqa: PLC0415 - as above
        from chronoterm.screens.picker_notes import ActorNotes  # noqa: PLC0415 - as above

        def narrow(conditions: Sequence[Condition] | None) -> None:
            if conditions is not None:
                self._want(self._asked.query.without_facet(facet).having(*conditions))

        picker = FacetPicker.kept_by(self.app)
        if picker not in self.app.screen_stack:
            notes = ActorNotes(self._chronology) if facet is Facet.ACTOR and self._chronology else None
            counted = partial(view.facets, facet) if notes is None else partial(notes.counted, view)
            picker.choose(facet, begun(counted), self._asked.query.on(facet), notes)
            self.app.push_screen(picker, narrow)

    def action_filter_kind(self) -> None:
        """All, statements, events, expected, and all again."""
        now = next((each.values[0] for each in self._asked.query.on(Facet.KIND)), None)
        following = dict(zip((None, *KINDS), (*KINDS, None), strict=True)).get(now)
        query = self._asked.query.without_facet(Facet.KIND)
        self._want(query.having(Condition(Facet.KIND, (following,))) if following else query)

    def action_filter_clear(self) -> None:
        """Take back every filter; what was not known is still not there."""
        self._want(self._asked.query.of_all)

    def action_filter_certain(self) -> None:
        """Hide what only may match, or show it again."""
        query = self._asked.query
        self._want(query.with_certain_only(not query.certain_only))

    def action_filter_suspend(self) -> None:
        """Show all records with the hits lit, or the hits alone again."""
        if self._hits is not None:
            self.show(self._hits)
        elif not self._asked.query.conditions:
            self.remark("there is no filter to suspend")
        elif self._chronology is not None and self._view is not None:
            everything = Asked(self._asked.query.of_all, self._asked.order)
            self.show_around(self._chronology.view(*everything), self._view)

    def _add(self, term: Term) -> None:
        """Ask for one thing more."""
        self._want(self._asked.query.having(term))

    @on(FilterBar.Removed)
    def take_back(self, event: FilterBar.Removed) -> None:
        """Take back the filter whose chip was clicked."""
        conditions = self._asked.query.conditions
        if event.condition in conditions:
            self._want(self._asked.query.without(conditions.index(event.condition)))

    # Order

    def action_sort_by(self) -> None:
        """Choose the columns to sort by."""
        from chronoterm.screens.sort_picker import SortPicker  # noqa: PLC0415 - not on the way to the first frame

        def sort(order: Order | None) -> None:
            if order is not None:
                self._want(self._asked.query, order)

        self.app.push_screen(SortPicker(self._asked.order), sort)

    def action_sort_reverse(self) -> None:
        """Turn the order round."""
        self._want(self._asked.query, self._asked.order.reversed())

    @on(ColumnHeader.Picked)
    def sort_by_column(self, event: ColumnHeader.Picked) -> None:
        """Sort by the column that was clicked; the first one in order is turned round."""
        order = self._asked.order
        turned = order.reversed() if event.key is order.key else order_by(Sorting(event.key))
        self._want(self._asked.query, turned)
