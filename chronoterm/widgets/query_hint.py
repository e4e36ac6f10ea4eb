"""The line below the prompt: which names are meant, or what cannot be understood."""

from collections.abc import Sequence
from typing import ClassVar

from chronoterm.widgets.line_widget import LineWidget, Piece, Pieces, cells_of

_KEY, _NAME, _COUNT, _FAULT, _REMARK = (
    f"query-hint--{each}" for each in ("key", "name", "count", "fault", "remark")
)
HELP = " Enter keeps · Esc back · Tab completes · ↑ earlier · -not · OR · (…)"


class QueryHint(LineWidget):
    """One line of offers, or one sentence."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {_KEY, _NAME, _COUNT, _FAULT, _REMARK}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._pieces: Pieces = ()

    def offer(self, names: Sequence[tuple[str, int]], remark: str = "") -> None:
        """Show names with their counts, the first being what Tab takes; without any, the remark or the keys."""
        if names:
            self._show(Piece(" Tab ", _KEY), *(piece for name in names for piece in _offer(*name)))
        else:
            self._show(Piece(f" {remark}" if remark else HELP, _REMARK if remark else _COUNT))

    def refuse(self, column: int, sentence: str) -> None:
        """Say what cannot be understood; `column` counts from 1."""
        self._show(Piece(f" column {column}: {sentence}", _FAULT))

    def _show(self, *pieces: Piece) -> None:
        self._pieces = pieces
        self.update()

    def pieces_for(self, cells: int) -> tuple[Pieces, Pieces]:
        """As many offers as fit; a sentence is cut."""
        shown: list[Piece] = []
        for piece in self._pieces:
            if shown and cells_of([*shown, piece]) > cells:
                break
            shown.append(piece)
        return shown, ()


def _offer(name: str, count: int) -> Pieces:
    return Piece(f" {name}", _NAME if count else _COUNT), Piece(f" {count:,} ", _COUNT)
