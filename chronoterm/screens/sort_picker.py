"""Choosing the column that the list is sorted by."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chronoterm.commands import Place, key_line
from chronoterm.query import Order, SortKey
from chronoterm.screens.window import Window
from chronoterm.widgets.keys import bindings


class SortPicker(Window[Order | None]):
    """The columns to sort by; the one in order, chosen again, is turned round."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.PROMPT)

    def __init__(self, order: Order) -> None:
        super().__init__()
        self._order = order

    def compose(self) -> ComposeResult:
        """The columns."""
        with Vertical(classes="window"):
            yield Static(Content("Sort by"), classes="window-title")
            yield OptionList(*(Option(Content(self._label(key)), id=key.value) for key in SortKey))
            yield Static(Content(key_line(Place.PROMPT)), classes="window-keys")

    def on_mount(self) -> None:
        """Start at the column in order."""
        self.query_one(OptionList).highlighted = list(SortKey).index(self._order.key)

    def _label(self, key: SortKey) -> str:
        if key is not self._order.key:
            return f" {key.value}"
        return f" {key.value} {'↓' if self._order.reverse else '↑'}, now; again turns it round"

    @on(OptionList.OptionSelected)
    def pick(self, event: OptionList.OptionSelected) -> None:
        """Give the order that was chosen."""
        key = SortKey(event.option.id)
        self.close(self._order.reversed() if key is self._order.key else Order(key))

    def action_prompt_apply(self) -> None:
        """Take the column under the cursor."""
        self.query_one(OptionList).action_select()

    def action_prompt_cancel(self) -> None:
        """Keep the order."""
        self.close(None)
