"""Choosing the columns that the list is sorted by: one alone, or several, each deciding where those before do not."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chronoterm.commands import Place, key_line
from chronoterm.ordering import CHRONOLOGICAL, Order, Sorting, SortKey, order_by
from chronoterm.screens.window import Window
from chronoterm.widgets.keys import bindings

Columns = tuple[Sorting, ...]

NONE: Columns = ()

_MEANT = {
    SortKey.ABOUT: "about: the time spoken of",
    SortKey.LAG: "lag: from when it was said to the time spoken of",
    SortKey.ORIGINS: "origins: how many independent reports",
}
"""Columns that need a word more, as long as they are not chosen."""


class SortPicker(Window[Order | None]):
    """Enter sorts by a column alone, or by those that were added one after the other.

    A column chosen or added again is turned round. Time, which is the order without any choice, is no column to add
    to, so that the first one that is added comes first.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.SORTING)

    def __init__(self, order: Order) -> None:
        super().__init__()
        self._order = order
        self._before = NONE if order == CHRONOLOGICAL else order.columns
        self._columns = self._before

    def compose(self) -> ComposeResult:
        """What Enter would make of the columns, over them."""
        with Vertical(classes="window -sorting"):
            yield Static(Content("Sort by"), classes="window-title")
            yield ColumnList(*(Option(Content(self._label(key)), id=key.value) for key in SortKey))
            yield Static(Content(key_line(Place.SORTING)), classes="window-keys")

    def on_mount(self) -> None:
        """Start at the column that decides first."""
        self._list.highlighted = list(SortKey).index(self._order.key)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _here(self) -> SortKey:
        return list(SortKey)[self._list.highlighted or 0]

    def _label(self, key: SortKey) -> str:
        """A column with its rank and direction, if it is one of those to sort by."""
        for rank, each in enumerate(self._columns, 1):
            if each.key is key:
                return f" {rank} {in_words(each)}, again turns it round"
        now = self._order.columns == (Sorting(key, self._order.reverse),)
        return f"   {in_words(self._order.columns[0])}, now" if now else f"   {_MEANT.get(key, key.value)}"

    def _chosen(self, key: SortKey) -> Order:
        """The order that Enter on a column gives."""
        if self._columns and self._columns != self._before:
            return order_by(*self._columns)
        alone = order_by(next((each for each in self._order.columns if each.key is key), Sorting(key)))
        return alone.reversed() if alone == self._order else alone

    def _change(self, columns: Columns) -> None:
        self._columns = columns
        for key in SortKey:
            self._list.replace_option_prompt(key.value, Content(self._label(key)))
        self.tell()

    @on(OptionList.OptionHighlighted)
    def tell(self) -> None:
        """Say which order Enter gives."""
        first, *others = (in_words(each) for each in self._chosen(self._here).columns)
        then = f", then {', '.join(others)}" if others else ""
        self.query_one(".window-title", Static).update(Content(f"Sort by {first}{then}"))

    @on(OptionList.OptionSelected)
    def pick(self, event: OptionList.OptionSelected) -> None:
        """Give the order that was chosen."""
        self.close(self._chosen(SortKey(event.option.id)))

    def action_sorting_add(self) -> None:
        """Sort by the column under the cursor too; turn it round if it is one of them already."""
        added = order_by(*self._columns).and_then(self._here) if self._columns else Order(self._here)
        self._change(added.columns)

    def action_sorting_drop(self) -> None:
        """Take off the column that was added last."""
        self._change(self._columns[:-1])

    def action_sorting_apply(self) -> None:
        """Take the columns that were added, else the one under the cursor."""
        self.close(self._chosen(self._here))

    def action_sorting_cancel(self) -> None:
        """Keep the order."""
        self.close(None)


class ColumnList(OptionList):
    """The columns; Enter counts at once, before any key that follows it."""

    def action_select(self) -> None:
        """Take what the window offers."""
        if isinstance(self.screen, SortPicker):
            self.screen.action_sorting_apply()


def in_words(column: Sorting) -> str:
    """A column with the arrow of its direction."""
    return f"{column.key.value} {'↓' if column.reverse else '↑'}"
