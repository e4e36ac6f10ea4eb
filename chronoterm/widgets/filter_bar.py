"""The conditions of the view as chips, each of which a click takes away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message

from chronoterm.chronology.view import Chronology
from chronoterm.ordering import CHRONOLOGICAL, Order, order_of
from chronoterm.query import Query
from chronoterm.terms import Clock, Term
from chronoterm.text import clean
from chronoterm.widgets.line_widget import LineWidget, Piece, Pieces, cells_of
from chronoterm.widgets.messages import WidgetMessage

_CHIP, _EXCLUDED, _NOTICE, _HINT, _SUSPENDED = (
    f"filter-bar--{each}" for each in ("chip", "excluded", "notice", "hint", "suspended")
)
PROBLEMS = "problems"
GAP = Piece(" ")


class FilterBar(LineWidget):
    """Chips in the order in which they were added; the newest is the one that Esc takes back."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_CHIP, _EXCLUDED, _NOTICE, _HINT, _SUSPENDED}

    @dataclass
    class Removed(WidgetMessage):
        """A chip was clicked."""

        condition: Term

    class ProblemsAsked(Message):
        """The note that records need attention was clicked."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._conditions: tuple[Term, ...] = ()
        self._suspended = False
        self._chips: list[Piece] = []
        self._tail: list[Piece] = []

    def show(  # noqa: PLR0913 - each is said in a place of its own
        self,
        chronology: Chronology,
        query: Query,
        order: Order,
        *,
        suspended: bool = False,
        remark: str = "",
        attention: str = "",
    ) -> None:
        """Show the conditions of a query, any order but the usual one, and what there is to say after them.

        A click on `attention` asks for the problems.
        """
        if (query.conditions, suspended) != (self._conditions, self._suspended):
            self._conditions, self._suspended = query.conditions, suspended
            self._chips = [
                _chip(chronology, index, each, suspended=suspended)
                for index, each in enumerate(query.conditions)
            ]
        self._tail = list(_tail(query, order, suspended=suspended))
        if remark:
            self._tail += [Piece("  "), Piece(clean(remark), _NOTICE)]
        if attention:
            self._tail += [Piece("  "), Piece(clean(attention), _NOTICE, PROBLEMS)]
        self.update()

    @property
    def cells_of_chips(self) -> int:
        """The width that all chips would take."""
        return cells_of([GAP, *(piece for chip in self._chips for piece in (chip, GAP))])

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


def _chip(chronology: Chronology, index: int, condition: Term, *, suspended: bool) -> Piece:
    from chronoterm.chips import in_words, is_denial  # noqa: PLC0415 - not on the way to a first frame without filters

    style = _SUSPENDED if suspended else _EXCLUDED if is_denial(condition) else _CHIP
    mark = "‖" if suspended else "✕"
    return Piece(f" {in_words(chronology, condition)} {mark} ", style, str(index))


def _tail(query: Query, order: Order, *, suspended: bool) -> Iterator[Piece]:
    if not query.conditions:
        yield Piece("all records" if query.as_of is None else "all that was known", _HINT)
    if suspended:
        yield Piece("suspended: all records are shown; \\ resumes", _NOTICE)
    if query.certain_only:
        yield Piece("  certain only", _HINT)
    if order.clock is Clock.ABOUT:
        yield Piece("  by the time spoken of", _NOTICE)
    if order not in (CHRONOLOGICAL, order_of(Clock.ABOUT)):
        columns = ", ".join(f"{each.key.value} {'↓' if each.reverse else '↑'}" for each in order.columns)
        yield Piece(f"  sorted by {columns}", _HINT)


def _more(number: int) -> str:
    return f"{number} more + "
