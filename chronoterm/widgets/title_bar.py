"""The first line: which chronology, how much of it is shown, and who is looking."""

from typing import ClassVar

from chronoterm.chronology.view import View
from chronoterm.text import clean
from chronoterm.widgets.line_widget import LineWidget, Piece

_TITLE, _COUNT, _FILTERED, _FAINT = (f"title-bar--{each}" for each in ("title", "count", "filtered", "faint"))


class TitleBar(LineWidget):
    """Says that a filtered view is filtered, always."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_TITLE, _COUNT, _FILTERED, _FAINT}

    def show(self, title: str, total: int, view: View | None, who: str) -> None:
        """Show a store's title, how many of its `total` records are in `view`, and the user and host."""
        pieces = [Piece(f" {clean(title)} ", _TITLE)]
        if view is not None:
            pieces += _counted(total, view)
        self.put(tuple(pieces), (Piece(f"UTC · {clean(who)} ", _FAINT),))


def _counted(total: int, view: View) -> list[Piece]:
    if not view.query.conditions:
        return [Piece(f" {total:,} {'record' if total == 1 else 'records'} ", _COUNT)]
    pieces = [Piece(f" {view.count:,} of {total:,} · ", _COUNT), Piece(" FILTERED ", _FILTERED)]
    return [*pieces, Piece(f" · {view.possible:,} possible", _COUNT)] if view.possible else pieces
