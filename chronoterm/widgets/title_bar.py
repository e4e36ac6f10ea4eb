"""The first line: which chronology, how much of it is shown, and who is looking."""

from typing import ClassVar

from chronoterm.cells import cut
from chronoterm.chronology.view import View
from chronoterm.text import clean
from chronoterm.widgets.line_widget import LineWidget, Piece, Pieces, cells_of
from chronoterm.wording import doubt

_TITLE, _COUNT, _FILTERED, _FAINT = (f"title-bar--{each}" for each in ("title", "count", "filtered", "faint"))


class TitleBar(LineWidget):
    """Says that a filtered view is filtered, always: a long title gives way to it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_TITLE, _COUNT, _FILTERED, _FAINT}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._title = ""
        self._who = ""
        self._counts: Pieces = ()
        self._selected = 0
        self._read_only = False

    def show(  # noqa: PLR0913 - each is said in a place of its own
        self,
        title: str,
        total: int,
        view: View | None,
        who: str,
        *,
        suspended: bool = False,
        selected: int = 0,
        read_only: bool = False,
        some: bool = False,
    ) -> None:
        """Show a store's title, how many of its `total` records are in `view`, and the user and host.

        `suspended` when all records are shown, and those of `view` only lit. `selected` is a number of records.
        There are more than `total` where only `some` are read.
        """
        self._title, self._who = clean(title), clean(who)
        self._selected = selected
        self._read_only = read_only
        self._counts = _counted(total, view, suspended=suspended, some=some) if view is not None else ()
        self.update()

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """The title in the room that the counts leave, and who is looking."""
        counts = self._counts
        if self._selected:
            counts = (*counts, Piece(f" {self._selected:,} selected ", _FILTERED))
        right = (Piece(f" UTC · {self._who}{' · read only' if self._read_only else ''} ", _FAINT),)
        # A long title gives way to what may not be missed.
        kept = cells_of(right) if self._read_only and cells_of((*counts, *right)) < cells // 2 else 0
        title = cut(self._title, max(0, cells - cells_of(counts) - kept - 2))
        return (Piece(f" {title} ", _TITLE), *counts), right


def _counted(total: int, view: View, *, suspended: bool, some: bool) -> Pieces:
    records = "record" if total == 1 else "records"
    first, least = "first " if some else "", "" if view.looked_into is None else "at least "
    if suspended:
        hits = f" {view.count:,} lit · " if view.query.conditions else " "
        return (Piece(f" {total:,} {records} ·{hits}", _COUNT), Piece(" SUSPENDED ", _FILTERED))
    if not view.query.conditions and view.query.as_of is None:
        return (Piece(f" {first}{total:,} {records} ", _COUNT),)
    if not view.query.conditions:
        return (Piece(f" {view.count:,} of {first}{total:,} known{doubt(view)} ", _COUNT),)
    return (
        Piece(f" {least}{view.count:,} of {first}{total:,} · ", _COUNT),
        Piece(" FILTERED ", _FILTERED),
        Piece(doubt(view), _COUNT),
    )
