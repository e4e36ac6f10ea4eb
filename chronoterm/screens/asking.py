"""What is asked of the chronology: the filters and the order, and the keys that change them."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.screen import Screen

from chronoterm.chronology.view import Chronology, View
from chronoterm.query import ALL, CHRONOLOGICAL, KINDS, Condition, Facet, Order, Query
from chronoterm.widgets.column_header import ColumnHeader
from chronoterm.widgets.filter_bar import FilterBar


class AskingScreen(Screen[None]):
    """Holds what is asked; shows the view at once where that is quick, else asks the app for it."""

    @dataclass
    class Wanted(Message):
        """The records should be narrowed or ordered anew."""

        query: Query
        order: Order

    def __init__(self) -> None:
        super().__init__()
        self._chronology: Chronology | None = None
        self._view: View | None = None
        self._asked = ALL
        self._sorting = CHRONOLOGICAL

    def show(self, view: View) -> None:
        """Show a view."""
        raise NotImplementedError

    def show_wanted(self, view: View) -> None:
        """Show a view that took its time, unless something else was asked meanwhile."""
        if (view.query, view.order) == (self._asked, self._sorting):
            self.show(view)

    def _want(self, query: Query, order: Order | None = None) -> None:
        order = self._sorting if order is None else order
        if self._chronology is not None and (query, order) != (self._asked, self._sorting):
            self._asked, self._sorting = query, order
            if self._chronology.is_quick(order):
                self.show(self._chronology.view(query, order))
            else:
                self.post_message(self.Wanted(query, order))

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
        if self._view is None:
            return
        from chronoterm.screens.facet_picker import FacetPicker  # noqa: PLC0415 - not on the way to the first frame

        def narrow(conditions: Sequence[Condition] | None) -> None:
            if conditions is not None:
                self._want(Query((*self._asked.without_facet(facet).conditions, *conditions)))

        self.app.push_screen(FacetPicker(facet, self._view.facets(facet), self._asked.on(facet)), narrow)

    def action_filter_kind(self) -> None:
        """All, statements, events, expected, and all again."""
        now = next((each.values[0] for each in self._asked.on(Facet.KIND)), None)
        following = dict(zip((None, *KINDS), (*KINDS, None), strict=True))[now]
        query = self._asked.without_facet(Facet.KIND)
        self._want(query.having(Condition(Facet.KIND, (following,))) if following else query)

    def action_filter_clear(self) -> None:
        """Take back every filter."""
        self._want(ALL)

    @on(FilterBar.Removed)
    def take_back(self, event: FilterBar.Removed) -> None:
        """Take back the filter whose chip was clicked."""
        if event.condition in self._asked.conditions:
            self._want(self._asked.without(self._asked.conditions.index(event.condition)))

    def action_sort_by(self) -> None:
        """Choose the column to sort by."""
        from chronoterm.screens.sort_picker import SortPicker  # noqa: PLC0415 - not on the way to the first frame

        def sort(order: Order | None) -> None:
            if order is not None:
                self._want(self._asked, order)

        self.app.push_screen(SortPicker(self._sorting), sort)

    def action_sort_reverse(self) -> None:
        """Turn the order round."""
        self._want(self._asked, self._sorting.reversed())

    @on(ColumnHeader.Picked)
    def sort_by_column(self, event: ColumnHeader.Picked) -> None:
        """Sort by the column that was clicked; the one in order is turned round."""
        self._want(
            self._asked, self._sorting.reversed() if event.key is self._sorting.key else Order(event.key)
        )
