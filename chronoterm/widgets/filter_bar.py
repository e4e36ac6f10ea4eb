"""The conditions of the view as chips, each of which a click takes away."""

from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from chronoterm.chronology.view import Chronology
from chronoterm.query import CHRONOLOGICAL, Condition, Order, Query
from chronoterm.text import clean
from chronoterm.widgets.line_widget import LineWidget, Piece
from chronoterm.wording import in_words

_CHIP, _EXCLUDED, _NOTICE, _HINT = (f"filter-bar--{each}" for each in ("chip", "excluded", "notice", "hint"))
PROBLEMS = "problems"


class FilterBar(LineWidget):
    """Chips in the order in which they were added; the newest is the one that Esc takes back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_CHIP, _EXCLUDED, _NOTICE, _HINT}

    @dataclass
    class Removed(Message):
        """A chip was clicked."""

        filter_bar: "FilterBar"
        index: int

        @property
        def control(self) -> "FilterBar":
            """The bar, so that handlers can be bound to one."""
            return self.filter_bar

    class ProblemsAsked(Message):
        """The note that records need attention was clicked."""

    def show(self, chronology: Chronology | None, query: Query, order: Order, note: str = "") -> None:
        """Show the conditions of a query, any order but the usual one, and a note after them."""
        pieces: list[Piece] = [Piece(" ")]
        if chronology is not None:
            for index, condition in enumerate(query.conditions):
                excluded = isinstance(condition, Condition) and condition.exclude
                pieces.append(
                    Piece(
                        f" {in_words(chronology, condition)} ✕ ", _EXCLUDED if excluded else _CHIP, str(index)
                    )
                )
                pieces.append(Piece(" "))
        if not query.conditions:
            pieces.append(Piece("all records", _HINT))
        if order != CHRONOLOGICAL:
            pieces.append(Piece(f"  sorted by {order.key.value} {'↓' if order.reverse else '↑'}", _HINT))
        if note:
            pieces += [Piece("  "), Piece(clean(note), _NOTICE, PROBLEMS)]
        self.put(tuple(pieces))

    def clicked(self, target: str) -> None:
        """Announce which chip was clicked."""
        self.post_message(self.ProblemsAsked() if target == PROBLEMS else self.Removed(self, int(target)))
