"""The conditions of the view as chips, each of which a click takes away."""

from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from chronoterm.chronology.view import Chronology
from chronoterm.query import CHRONOLOGICAL, Condition, Order, Period, Query
from chronoterm.text import clean
from chronoterm.widgets.line_widget import LineWidget, Piece, Pieces, cells_of
from chronoterm.widgets.messages import WidgetMessage
from chronoterm.wording import in_words

_CHIP, _EXCLUDED, _NOTICE, _HINT = (f"filter-bar--{each}" for each in ("chip", "excluded", "notice", "hint"))
PROBLEMS = "problems"
GAP = Piece(" ")


class FilterBar(LineWidget):
    """Chips in the order in which they were added; the newest is the one that Esc takes back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_CHIP, _EXCLUDED, _NOTICE, _HINT}

    @dataclass
    class Removed(WidgetMessage):
        """A chip was clicked."""

        condition: Condition | Period

    class ProblemsAsked(Message):
        """The note that records need attention was clicked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._conditions: tuple[Condition | Period, ...] = ()
        self._chips: list[Piece] = []
        self._tail: list[Piece] = []

    def show(
        self, chronology: Chronology, query: Query, order: Order, *, remark: str = "", attention: str = ""
    ) -> None:
        """Show the conditions of a query, any order but the usual one, and what there is to say after them.

        A click on `attention` asks for the problems.
        """
        if query.conditions != self._conditions:
            self._conditions = query.conditions
            self._chips = [_chip(chronology, index, each) for index, each in enumerate(query.conditions)]
        self._tail = [] if query.conditions else [Piece("all records", _HINT)]
        if order != CHRONOLOGICAL:
            sorting = f"sorted by {order.key.value} {'↓' if order.reverse else '↑'}"
            self._tail += [Piece("  "), Piece(sorting, _HINT)]
        if remark:
            self._tail += [Piece("  "), Piece(clean(remark), _NOTICE)]
        if attention:
            self._tail += [Piece("  "), Piece(clean(attention), _NOTICE, PROBLEMS)]
        self.update()

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """The newest chips that fit whole; of the others, their number."""
        room = cells - 1 - cells_of(self._tail)
        shown: list[Piece] = []
        for place, chip in enumerate(reversed(self._chips)):
            more = len(self._chips) - place - 1
            needed = cells_of([*shown, chip, GAP]) + (len(_more(more)) if more else 0)
            if shown and needed > room:
                return (GAP, Piece(_more(more + 1), _HINT), *shown, *self._tail), ()
            shown = [chip, GAP, *shown]
        return (GAP, *shown, *self._tail), ()

    def clicked(self, target: str) -> None:
        """Announce which chip was clicked."""
        if target == PROBLEMS:
            self.post_message(self.ProblemsAsked())
        else:
            self.post_message(self.Removed(self, self._conditions[int(target)]))


def _chip(chronology: Chronology, index: int, condition: Condition | Period) -> Piece:
    excluded = isinstance(condition, Condition) and condition.exclude
    return Piece(f" {in_words(chronology, condition)} ✕ ", _EXCLUDED if excluded else _CHIP, str(index))


def _more(number: int) -> str:
    return f"{number} more + "
